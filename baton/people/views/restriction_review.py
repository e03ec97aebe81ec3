"""The records that are restricted or sealed: the list of what is to be looked at again, and looking."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people import presenters
from baton.people.access import get_family_or_refuse
from baton.people.actions import restriction_review as actions
from baton.people.actions.family import NoReason
from baton.people.forms.restriction_review import RestrictedFilter, RestrictionReviewForm
from baton.people.models.restricted import restricted
from baton.people.permissions import can_review_restrictions
from baton.people.presenters.access import reviews_of
from baton.people.rules.restriction import RESTRICTION_LABELS, Restriction, review_day
from baton.people.views.deeds import once, posted
from baton.ui import searches
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("name", "reference")),
    Column("kept", "Kept", ("restriction", "name")),
    Column("since", "Since", ("restricted_at", "name")),
    Column("why", "Why"),
    Column("review", "Look again by", ("review_on", "name")),
)
REFUSALS = (actions.NotClosedOff, actions.WrongDay, NoReason)


@allowed(can_review_restrictions)
@searches.by_post(RestrictedFilter)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the restricted and sealed records that one may see, what is late to be looked at first."""
    asked = searches.asked(request, RestrictedFilter)
    form = RestrictedFilter(asked)
    chosen = form.cleaned_data if form.is_valid() else {}
    shown = Listing(
        request,
        restricted(request.user, chosen, timezone.localdate()),
        columns=COLUMNS,
        caption="Restricted records",
        noun="restricted record",
        sort="review",
        filters=form,
    )
    journal.access.seen_many(request, families=list(shown.page), what="list")
    return render(
        request, "people/restriction_review/index.jinja", {"listing": shown, "labels": RESTRICTION_LABELS}
    )


@allowed(can_review_restrictions)
def review(request: PractitionerRequest, family_id: UUID) -> HttpResponse:
    """Look again at a restricted or sealed record: it stays so, for a reason and until a day."""
    family = get_family_or_refuse(request, family_id)
    now = Restriction(family.restriction)
    latest = review_day(now, timezone.localdate(), profiles.current().restricted_records)
    if latest is None:
        raise PermissionDenied
    form = RestrictionReviewForm(
        posted(request), latest=latest, initial={"next_on": latest, "expected_version": family.version}
    )

    def deed() -> str:
        actions.review(
            family=family,
            note=form.values["note"],
            next_on=form.values["next_on"],
            expected_version=form.cleaned_data["expected_version"] or family.version,
            by=request.user,
            at=timezone.now(),
        )
        return reverse("restriction_list")

    if form.is_valid() and (answer := once(request, form, deed, refusals=REFUSALS)):
        return answer
    context = {
        "form": form,
        "family": family,
        "identity": presenters.identity(family, request.user),
        "label": RESTRICTION_LABELS[now],
        "reviews": reviews_of(family),
        "cancel_url": reverse("restriction_list"),
    }
    return render(request, "people/restriction_review/review.jinja", context)
