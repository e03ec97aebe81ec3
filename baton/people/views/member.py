"""Who belongs to a family: somebody known joins, somebody new is added, a place in the family is corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from baton.partnership.guard import allowed
from baton.people import presenters
from baton.people.access import get_family_or_refuse, get_person_or_refuse, row_or_404, signed_in_as
from baton.people.actions import family as actions
from baton.people.actions import household
from baton.people.actions.records import NewAddress
from baton.people.forms.family import JoinForm, MembershipForm, NewMemberForm
from baton.people.forms.search import read_ticket
from baton.people.models import Address, Family, FamilyMembership
from baton.people.permissions import can_edit_family, can_search
from baton.people.rules.membership import MemberRole
from baton.people.views.deeds import once, posted, require
from baton.people.views.known import KnownAlready, known_already
from baton.people.views.new_family import searched_before
from baton.ui.forms import Form

REFUSALS = (actions.AlreadyBelongs, actions.WrongRole)


@allowed(can_search)
def join(request: HttpRequest, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Let somebody who is known join a family."""
    family = load_family(request, family_id)
    person = get_person_or_refuse(request, person_id)
    form = JoinForm(posted(request), person=person)

    def deed() -> str:
        actions.add_member(
            family=family,
            person=person,
            role=MemberRole(form.values["role"]),
            from_on=form.values["from_on"],
            by=signed_in_as(request),
            at=timezone.now(),
        )
        return reverse("family_people", args=[family.pk])

    return show(request, form, family, deed, "member_join", person=person)


@allowed(can_search)
def new(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Add somebody new to a family; only after a search."""
    family = load_family(request, family_id)
    practitioner = signed_in_as(request)
    searched = request.POST.get("searched") or searched_before(request)
    if read_ticket(practitioner, searched) is None:
        messages.info(request, "Search first: this person may be known already.")
        return redirect("member_search", family_id=family.pk)
    form = NewMemberForm(posted(request), initial={"family_name": family.name})
    known: list[KnownAlready] = []

    def deed() -> str:
        household.join(family, [joining], by=practitioner, at=timezone.now())
        return reverse("family_people", args=[family.pk])

    if request.method == "POST" and form.is_valid():
        joining = form.joining(*(_family_address(family) if form.cleaned_data["same_address"] else ()))
        if not form.cleaned_data["none_of_these"]:
            known = known_already(practitioner, [joining.person], joining=family)
        if not known and (answer := once(request, form, deed, refusals=REFUSALS)):
            return answer
    return _render(request, form, family, "member_new", known=known, searched=searched)


@allowed(can_search)
def edit(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Correct somebody's place in a family, or end it."""
    row = row_or_404(FamilyMembership.objects.select_related("person"), pk=membership_id)
    family = load_family(request, row.family_id)
    names = ["role", "from_on", "to_on"]
    saved = {name: getattr(row, name) for name in names} | {"expected_version": row.version}
    form = MembershipForm(posted(request), initial=saved)

    def deed() -> str:
        values = form.values
        actions.correct_member(
            membership=row,
            expected_version=form.cleaned_data["expected_version"] or row.version,
            by=signed_in_as(request),
            at=timezone.now(),
            **values | {"role": MemberRole(values["role"])},
        )
        return reverse("family_people", args=[family.pk])

    return show(request, form, family, deed, "member_edit", saved=saved, person=row.person)


def load_family(request: HttpRequest, family_id: UUID) -> Family:
    """Return a family that the practitioner may see and edit. Raises `Http404`, `Restricted`, `PermissionDenied`."""
    family = get_family_or_refuse(request, family_id)
    require(can_edit_family(signed_in_as(request), family))
    return family


def show(
    request: HttpRequest,
    form: Form,
    family: Family,
    deed: Any,
    template: str,
    *,
    saved: Any = None,
    **context: Any,
) -> HttpResponse:
    """Do what a page about a family asks for, or show it."""
    refusals = (*REFUSALS, *context.pop("refusals", ()))
    if saved and form.is_bound:
        form.initial = {**saved, **form.initial}
    if (
        request.method == "POST"
        and form.is_valid()
        and (answer := once(request, form, deed, refusals=refusals))
    ):
        return answer
    return _render(request, form, family, template, **context)


def _render(request: HttpRequest, form: Form, family: Family, template: str, **context: Any) -> HttpResponse:
    context |= {
        "form": form,
        "family": family,
        "identity": presenters.identity(family, signed_in_as(request)),
        "cancel_url": reverse("family_people", args=[family.pk]),
    }
    return render(request, f"people/family/{template}.jinja", context)


def _family_address(family: Family) -> tuple[NewAddress, ...]:
    """Return the address of the family's people now, the one that most of them share."""
    today = timezone.localdate()
    members = FamilyMembership.objects.current(today).filter(family=family).values("person")
    rows = [
        (row.lines, row.postcode, row.confidential)
        for row in Address.objects.current(today).filter(person__in=members)
    ]
    if not rows:
        return ()
    lines, postcode, confidential = max(sorted(set(rows)), key=rows.count)
    return (NewAddress(lines=lines, postcode=postcode, confidential=confidential),)
