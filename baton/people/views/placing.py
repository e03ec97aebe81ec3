"""Families whose address maps to no locality: somebody places them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from baton import journal
from baton.core.versions import Stale
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people.access import get_family_or_refuse
from baton.people.actions import family as actions
from baton.people.forms.family import PlaceForm
from baton.people.models import Family
from baton.people.permissions import can_place_families
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("name", "Family", ("name", "reference")),
    Column("reference", "Reference", "reference"),
    Column("place", "Where they belong"),
)


@allowed(can_place_families)
def unplaced(request: PractitionerRequest) -> HttpResponse:
    """List the families whose address maps to no locality, each with the choice of one (issue 2, part 2)."""
    listing = Listing(
        request,
        Family.objects.visible_to(request.user).unplaced(),
        columns=COLUMNS,
        caption=f"Families without a {profiles.current().words.locality}",
        noun="family",
        nouns="families",
        sort="name",
    )
    journal.access.seen_many(request, families=list(listing.page), what="list")
    return render(request, "people/family/unplaced.jinja", {"listing": listing, "form": PlaceForm()})


@allowed(can_place_families)
@require_POST
def place(request: PractitionerRequest, family_id: UUID) -> HttpResponse:
    """Give a family its locality, and go back to those that have none."""
    family = get_family_or_refuse(request, family_id)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        messages.warning(
            request, f"Choose a {profiles.current().words.locality} for the family, then place it."
        )
        return redirect("family_unplaced")
    try:
        actions.correct(
            family=family,
            expected_version=form.cleaned_data["expected_version"] or family.version,
            locality_id=form.chosen,
            by=request.user,
            at=timezone.now(),
        )
    except Stale:
        messages.warning(request, "Somebody else changed this family meanwhile. Look at it, then place it.")
    return redirect("family_unplaced")
