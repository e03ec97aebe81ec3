"""Who may see a family's record: restricting it, naming people on it, barring people from it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from baton.partnership.guard import allowed
from baton.partnership.models import Practitioner
from baton.people import presenters
from baton.people.access import get_family_or_refuse, row_or_404, signed_in_as
from baton.people.actions import bar as bars
from baton.people.actions import conflict as conflicts
from baton.people.actions import family as actions
from baton.people.actions import grant as grants
from baton.people.forms.access import BarForm, NamingForm, RestrictionForm, SureForm
from baton.people.models import AccessBar, AccessGrant, Family
from baton.people.permissions import (
    can_name_people,
    can_restrict,
    can_review_conflicts,
    may_restrict_somewhere,
)
from baton.people.presenters.access import bars_of, grants_of
from baton.people.rules.facts import BarReason, GrantKind
from baton.people.rules.restriction import RESTRICTION_LABELS, RESTRICTION_MEANS, Restriction
from baton.people.views.deeds import once, posted, require
from baton.ui.forms import Form

REFUSALS = (actions.NoReason, actions.NoKeeper, grants.LastKeeper, bars.AlreadyBarred)


@allowed(may_restrict_somewhere)
def page(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Show who may see a family's record, and why."""
    family = get_family_or_refuse(request, family_id)
    practitioner = signed_in_as(request)
    now = Restriction(family.restriction)
    context = {
        "family": family,
        "identity": presenters.identity(family, practitioner),
        "label": RESTRICTION_LABELS[now],
        "means": RESTRICTION_MEANS[now],
        "grants": grants_of(family),
        "bars": bars_of(family, judges=can_review_conflicts(practitioner)),
        "may_change": bool(_choices(practitioner, family)),
        "may_name": can_name_people(practitioner, family),
    }
    return render(request, "people/access/page.jinja", context)


@allowed(may_restrict_somewhere)
def change(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Restrict, seal or open a record."""
    family = get_family_or_refuse(request, family_id)
    practitioner = signed_in_as(request)
    choices = _choices(practitioner, family)
    require(bool(choices))
    form = RestrictionForm(posted(request), allowed=choices, initial={"expected_version": family.version})

    def deed() -> str:
        common: dict[str, Any] = {
            "family": family,
            "expected_version": form.cleaned_data["expected_version"] or family.version,
            "by": practitioner,
            "at": timezone.now(),
        }
        if form.then == Restriction.OPEN:
            actions.open_(**common)
        elif form.then == Restriction.RESTRICTED:
            actions.restrict(reason=form.reason, **common)
        else:
            actions.seal(reason=form.reason, named=[practitioner], **common)
        seen = Family.objects.visible_to(practitioner).filter(pk=family.pk).exists()
        return reverse("access_page", args=[family.pk]) if seen else reverse("family_search")

    return _show(request, form, family, deed, "change")


@allowed(may_restrict_somewhere)
def name(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Name somebody on a record."""
    family = _load(request, family_id)
    form = NamingForm(posted(request))

    def deed() -> str:
        grants.give(
            family=family,
            kind=GrantKind.NAMED,
            practitioner=Practitioner.objects.get(pk=form.values["practitioner"]),
            by=signed_in_as(request),
            at=timezone.now(),
        )
        return reverse("access_page", args=[family.pk])

    return _show(request, form, family, deed, "name")


@allowed(may_restrict_somewhere)
def end(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """End what names somebody on a record. Other access ends where it was given: with the allocation, the team."""
    row = row_or_404(AccessGrant.objects.select_related("practitioner"), pk=grant_id)
    family = _load(request, row.family_id)
    if row.kind != GrantKind.NAMED or row.to_at is not None:
        raise Http404("Nobody is named here")
    form = SureForm(posted(request))

    def deed() -> str:
        grants.end(grant=row, by=signed_in_as(request), at=timezone.now())
        return reverse("access_page", args=[family.pk])

    return _show(request, form, family, deed, "end", practitioner=row.practitioner)


@allowed(may_restrict_somewhere)
def bar(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Bar somebody from a record, whatever their role."""
    family = _load(request, family_id)
    form = BarForm(posted(request))

    def deed() -> str:
        values = form.values
        bars.bar(
            family=family,
            practitioner=Practitioner.objects.get(pk=values["practitioner"]),
            reason=BarReason(values["reason"]),
            note=values["note"],
            by=signed_in_as(request),
            at=timezone.now(),
        )
        return reverse("access_page", args=[family.pk])

    return _show(request, form, family, deed, "bar")


@allowed(may_restrict_somewhere)
def lift(request: HttpRequest, bar_id: UUID) -> HttpResponse:
    """Lift a bar that somebody set; what the system found is judged on the page of its conflict of interest."""
    by_hand = AccessBar.objects.filter(conflict=None).select_related("practitioner")
    row = row_or_404(by_hand, pk=bar_id, to_at=None)
    family = _load(request, row.family_id)
    form = SureForm(posted(request))

    def deed() -> str:
        conflicts.lift_bar(bar=row, by=signed_in_as(request), at=timezone.now())
        return reverse("access_page", args=[family.pk])

    return _show(request, form, family, deed, "lift", practitioner=row.practitioner)


def _load(request: HttpRequest, family_id: UUID) -> Family:
    family = get_family_or_refuse(request, family_id)
    require(can_name_people(signed_in_as(request), family))
    return family


def _choices(practitioner: Practitioner, family: Family) -> list[Restriction]:
    return [then for then in Restriction if can_restrict(practitioner, family, then)]


def _show(
    request: HttpRequest, form: Form, family: Family, deed: Any, template: str, **context: Any
) -> HttpResponse:
    if (
        request.method == "POST"
        and form.is_valid()
        and (answer := once(request, form, deed, refusals=REFUSALS))
    ):
        return answer
    context |= {
        "form": form,
        "family": family,
        "identity": presenters.identity(family, signed_in_as(request)),
        "cancel_url": reverse("access_page", args=[family.pk]),
    }
    return render(request, f"people/access/{template}.jinja", context)
