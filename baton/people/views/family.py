"""A family's record: who belongs to it, its name and place."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from baton.partnership.guard import allowed
from baton.partnership.models import Practitioner
from baton.people import presenters
from baton.people.access import get_family_or_refuse, signed_in_as
from baton.people.actions import family as actions
from baton.people.forms.family import FamilyForm
from baton.people.models import Family
from baton.people.permissions import can_edit_family, can_search, may_restrict_somewhere
from baton.people.views.deeds import once, posted, require


@allowed(can_search)
def people(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Show who belongs to a family and how, with a way to change each."""
    family = get_family_or_refuse(request, family_id)
    practitioner = signed_in_as(request)
    loaded = presenters.FamilyPeople.of(family)
    context = {
        "family": family,
        "identity": presenters.identity(family, practitioner, loaded),
        "tree": presenters.who_is_who(loaded),
        "memberships": presenters.memberships_of(loaded),
        "relationships": presenters.relationships_in(loaded),
        "involvements": presenters.involvements_of(family),
        "may_edit": can_edit_family(practitioner, family),
        "may_restrict": may_restrict_somewhere(practitioner),
    }
    return render(request, "people/family/people.jinja", context)


@allowed(can_search)
def edit(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Correct a family's name or locality."""
    family = get_family_or_refuse(request, family_id)
    practitioner = signed_in_as(request)
    require(can_edit_family(practitioner, family))
    saved = {
        "name": family.name,
        "locality": str(family.locality_id or ""),
        "expected_version": family.version,
    }
    form = FamilyForm(posted(request), initial=saved)
    if (
        request.method == "POST"
        and form.is_valid()
        and (answer := _correct(request, form, family, practitioner))
    ):
        return answer
    context = {
        "form": form,
        "family": family,
        "identity": presenters.identity(family, practitioner),
        "cancel_url": reverse("family_people", args=[family.pk]),
    }
    return render(request, "people/family/edit.jinja", context)


def _correct(
    request: HttpRequest, form: FamilyForm, family: Family, practitioner: Practitioner
) -> HttpResponse | None:
    def deed() -> str:
        actions.correct(
            family=family,
            expected_version=form.cleaned_data["expected_version"] or family.version,
            by=practitioner,
            at=timezone.now(),
            **form.corrections,
        )
        return reverse("family_people", args=[family.pk])

    return once(request, form, deed)
