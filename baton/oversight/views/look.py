"""Who looked at a family: the page, and the same as a file."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baton.journal.models import AccessEntry
from baton.oversight.forms.look import LookFilter
from baton.oversight.models.look import by_day, lookers, looks_at, narrowed, told_of
from baton.oversight.permissions import can_download_looks, may_see_looks_somewhere
from baton.oversight.presenters.look import HEAD, DayLines, closed_to, lines
from baton.oversight.rules.look import Told
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people.access import get_family_or_refuse
from baton.people.models import Family
from baton.people.rules.restriction import Restriction
from baton.ui import spreadsheets
from baton.ui.components import Identity
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("day", "Day"),
    Column("who", "Who"),
    Column("when", "When"),
    Column("what", "What they were shown"),
)


@allowed(may_see_looks_somewhere)
def index(request: PractitionerRequest, family_id: UUID) -> HttpResponse:
    """List who looked at a family, a line for each day and practitioner, the newest first. This look is noted too."""
    family, told = _load(request, family_id, what="log")
    looks = looks_at(family, told)
    form = LookFilter(request.GET, lookers=lookers(looks))
    may_download = can_download_looks(request.user)
    listing = Listing(
        request,
        by_day(_narrowed(looks, form)),
        columns=COLUMNS,
        caption=f"Who looked at the record of the {family.name} family",
        noun="line",
        filters=form,
        download_url=reverse("family_looks_download", args=[family.pk]) if may_download else "",
    )
    context = {
        "family": family,
        "identity": _identity(family),
        "listing": listing,
        "line": DayLines(list(listing.page), profiles.current()),
        "tells_all": told == Told.ALL,
        "closed_to": closed_to(family) if told == Told.ALL else [],
    }
    return render(request, "oversight/look/index.jinja", context)


@allowed(can_download_looks)
def download(request: PractitionerRequest, family_id: UUID) -> HttpResponse:
    """Give each look as the page is narrowed, as a file for a spreadsheet."""
    family, told = _load(request, family_id, what="export")
    looks = looks_at(family, told)
    form = LookFilter(request.GET, lookers=lookers(looks))
    return spreadsheets.answer(
        f"looks-{family.reference}", HEAD, lines(_narrowed(looks, form), profiles.current())
    )


def _load(request: PractitionerRequest, family_id: UUID, *, what: str) -> tuple[Family, Told]:
    family = get_family_or_refuse(request, family_id, what=what)
    told = told_of(request.user, family)
    if told == Told.NOTHING:
        raise PermissionDenied
    return family, told


def _narrowed(looks: QuerySet[AccessEntry], form: LookFilter) -> QuerySet[AccessEntry]:
    return narrowed(looks, form.cleaned_data if form.is_valid() else {})


def _identity(family: Family) -> Identity:
    return Identity(
        name=f"{family.name} family",
        url=reverse("family_page", args=[family.pk]),
        reference=family.reference,
        restricted=family.restriction != Restriction.OPEN,
    )
