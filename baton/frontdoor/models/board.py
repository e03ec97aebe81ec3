"""What stands on the front door's board: one query, however it is narrowed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from baton.core import dates
from baton.frontdoor.models.decision import Decision
from baton.frontdoor.models.enquiry import Enquiry, EnquiryQuerySet
from baton.frontdoor.models.pause import stands_still
from baton.frontdoor.opening import week
from baton.frontdoor.rules.board import LATE, MINE, NOWHERE, TODAY, UNCLAIMED, place
from baton.frontdoor.rules.enquiry import WAITING, Urgency
from baton.partnership.models import Practitioner


def on_board(practitioner: Practitioner, chosen: Mapping[str, Any], now: datetime) -> EnquiryQuerySet:
    """Return what waits, and what was decided today, as far as `practitioner` may see it, narrowed as the board's
    filter says (`forms.board.BoardFilter`). Any part of `chosen` may be missing.
    """
    visible = Enquiry.objects.visible_to(practitioner)
    # Each half is found by its index: asked as one condition, every enquiry was read.
    stands = Enquiry.objects.waiting().values("pk").union(_decided_on(dates.local_day(now)))
    found = visible.filter(pk__in=stands)
    show = chosen.get("show") or ()
    if MINE in show:
        found = found.filter(claimed_by=practitioner)
    if UNCLAIMED in show:
        found = found.filter(claimed_by=None)
    if LATE in show:
        found = found.late(now)
    if TODAY in show:
        found = found.running().filter(due_at__gte=now, due_at__lt=_closes(now))
    if code := chosen.get("locality"):
        found = found.filter(locality=None) if code == NOWHERE else found.filter(locality__code=code)
    if chosen.get("source"):
        found = found.filter(source_type=chosen["source"])
    return found.filter(state=chosen["column"]) if chosen.get("column") else found


def _decided_on(day: date) -> QuerySet[Any, Any]:
    """Return the ids of the enquiries decided on a day."""
    start, end = dates.day_bounds(day, day)
    decided = Decision.objects.current().filter(decided_at__gte=start, decided_at__lt=end)
    return decided.values("enquiry")


def to_claim(practitioner: Practitioner, chosen: Mapping[str, Any], now: datetime) -> EnquiryQuerySet:
    """Return what nobody has claimed, narrowed as the board was: its column, and whose, make no difference here."""
    show = [one for one in chosen.get("show") or () if one in (LATE, TODAY)]
    narrowed = {
        "show": [UNCLAIMED, *show],
        "locality": chosen.get("locality"),
        "source": chosen.get("source"),
    }
    return on_board(practitioner, narrowed, now).waiting()


def with_cards(found: EnquiryQuerySet, now: datetime) -> EnquiryQuerySet:
    """Fetch with each enquiry what its card shows (`presenters.board.cards`)."""
    shown = found.with_pause().with_decisions(now)
    return shown.select_related("claimed_by", "source_organisation", "locality").prefetch_related("people")


def _closes(now: datetime) -> datetime:
    """Return when the front door closes today; at the end of the day where it does not open."""
    today = dates.local_day(now)
    hours = week().on(today)
    return hours[1] if hours else dates.day_bounds(today, today)[1]


def placed(found: EnquiryQuerySet, now: datetime) -> EnquiryQuerySet:
    """Annotate `place`: in which group of the board each enquiry stands at `now`, as `rules.board.place` says."""
    is_late = Q(due_at__lt=now) & ~stands_still()
    groups = [
        When(
            Q(urgency=urgency, state__in=WAITING) & (is_late if late else Q()),
            then=Value(place(urgency, is_waiting=True, is_late=late)),
        )
        for urgency in Urgency
        for late in (True, False)
    ]
    decided = place(Urgency.ROUTINE, is_waiting=False, is_late=False)
    return found.annotate(place=Case(*groups, default=Value(decided), output_field=IntegerField()))
