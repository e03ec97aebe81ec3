"""Records that were closed to a practitioner because they may be about somebody close to them."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people.access import family_scope, get_person_or_refuse
from baton.people.actions import conflict as actions
from baton.people.forms.conflict import ConflictFilter, ConflictReviewForm
from baton.people.models import AccessBar, Conflict
from baton.people.models.conflict import ConflictQuerySet
from baton.people.permissions import can_review_conflicts
from baton.people.presenters.conflict import conflict_line
from baton.people.rules.conflict import Verdict
from baton.people.views.deeds import once, posted
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("found", "Found", ("found_at", "pk")),
    Column("who", "Closed to", ("practitioner__name", "found_at")),
    Column("about", "Record"),
    Column("why", "Why"),
    Column("verdict", "What was decided", ("verdict", "found_at")),
)


@allowed(can_review_conflicts)
def index(request: PractitionerRequest) -> HttpResponse:
    """List what was found, what nobody has judged first."""
    form = ConflictFilter(request.GET)
    chosen = form.cleaned_data["show"] if form.is_valid() else ""
    rows = _rows(request)
    if chosen:
        rows = rows.waiting() if chosen == "waiting" else rows.filter(verdict=chosen)
    listing = Listing(
        request,
        rows,
        columns=COLUMNS,
        caption="Conflicts of interest",
        noun="conflict of interest",
        nouns="conflicts of interest",
        sort="verdict",
        filters=form,
    )
    for row in listing.page:
        journal.access.seen(request, person=row.person_id, family=row.family_id, what="list")
    return render(request, "people/conflict/index.jinja", {"listing": listing, "line": conflict_line})


@allowed(can_review_conflicts)
def review(request: PractitionerRequest, conflict_id: UUID) -> HttpResponse:
    """Look at one: whom the practitioner named, whom the record is about; and say whether it stays closed."""
    row = get_object_or_404(_rows(request), pk=conflict_id)
    if row.person_id:
        get_person_or_refuse(request, row.person_id)
    form = ConflictReviewForm(posted(request), initial={"expected_version": row.version})

    def deed() -> str:
        actions.review(
            conflict=row,
            verdict=Verdict(form.values["verdict"]),
            note=form.values["note"],
            expected_version=form.cleaned_data["expected_version"] or row.version,
            by=request.user,
            at=timezone.now(),
        )
        return reverse("conflict_list")

    if form.is_valid() and (answer := once(request, form, deed, refusals=(actions.OwnConflict,))):
        return answer
    context = {
        "form": form,
        "line": conflict_line(row),
        "families": _families(request, row),
        "cancel_url": reverse("conflict_list"),
    }
    return render(request, "people/conflict/review.jinja", context)


def _rows(request: PractitionerRequest) -> ConflictQuerySet:
    rows = Conflict.objects.visible_to(request.user)
    return rows.select_related("practitioner", "declared__practitioner", "person", "decided_by")


def _families(request: PractitionerRequest, row: Conflict) -> list[tuple[str, bool]]:
    """Return the families of a conflict that one may see, by name, each with whether it is closed to the practitioner."""
    about = Q(memberships__person=row.person_id) if row.person_id else Q(pk=row.family_id)
    barred = AccessBar.objects.in_force(timezone.now()).filter(practitioner=row.practitioner)
    families = family_scope(request.user).filter(about).distinct().order_by("name", "reference")
    closed = set(barred.values_list("family", flat=True))
    return [(f"{family.name} family", family.pk in closed) for family in families]
