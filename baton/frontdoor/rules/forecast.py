"""What will be decided too late today: what falls due before the front door closes, against the pace of the hub."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from baton.core.rules.moments import local_day
from baton.frontdoor.rules.opening import LONGEST_DAYS, Week

PACE_DAYS = 10
"""Open days over which the pace is reckoned, two working weeks (ours): long enough for a slow day not to count much."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is late already, what falls due before `until`, how many the hub can decide by then, who will wait."""

    until: datetime
    late: int
    due: int
    can_decide: int
    will_be_late: int


def open_days_before(now: datetime, week: Week, days: int = PACE_DAYS) -> list[tuple[datetime, datetime]]:
    """Return when the front door opened and closed on its last open days before today, the latest first."""
    today = local_day(now, week.zone)
    back = (week.on(today - timedelta(days=number)) for number in range(1, LONGEST_DAYS))
    found = [hours for hours in back if hours is not None]
    return found[:days]


def pace(decided: int, days: Iterable[tuple[datetime, datetime]]) -> float:
    """Return how many decisions the hub made in an opening hour of those days; none where it was never open."""
    hours = sum((closes - opens) / timedelta(hours=1) for opens, closes in days)
    return decided / hours if hours else 0.0


def forecast(dues: Iterable[datetime], *, now: datetime, pace_in_hour: float, week: Week) -> Forecast | None:
    """Return what will be late by the end of today's opening hours; None where it is over, or there are none.

    `dues` are the due moments of the enquiries that wait and whose clock runs. The hub takes the earliest due first,
    what is late before all, at its pace: the n-th is decided when n have been, and is late where that is after its
    due moment. Source: Little's law read backwards, with no more in it than the last two weeks (ours).
    """
    hours = week.on(local_day(now, week.zone))
    if hours is None or hours[1] <= now:
        return None
    starts, until = max(now, hours[0]), hours[1]
    waiting = sorted(due for due in dues if due < until)
    late = [due for due in waiting if due < now]
    will_be_late = sum(
        _decided_at(number, starts, pace_in_hour, until) > due
        for number, due in enumerate(waiting, 1)
        if due >= now
    )
    left = (until - starts) / timedelta(hours=1)
    return Forecast(until, len(late), len(waiting) - len(late), int(left * pace_in_hour), will_be_late)


def _decided_at(number: int, starts: datetime, pace_in_hour: float, until: datetime) -> datetime:
    """Return when the n-th of a queue is decided; after closing where the pace does not reach it today."""
    left = (until - starts) / timedelta(hours=1)
    if number > left * pace_in_hour:
        return until + timedelta(days=1)
    return starts + timedelta(hours=number / pace_in_hour)
