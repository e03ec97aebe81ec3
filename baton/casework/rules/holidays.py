"""School holidays: when the next one is, and until when somebody who works in a school is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

ONE_DAY = timedelta(days=1)
PAUSE_REASON = "school_holiday"
"""Why a clock stands still then: a code that every profile has among its `pause_reasons`."""
SHORTEST = 5
"""A break of fewer days is a long weekend: nobody has to be found for it (ours)."""


@dataclass(frozen=True)
class Holiday:
    """The days between two terms, both included."""

    first: date
    last: date


def holiday_ahead(terms: Sequence[tuple[date, date]], today: date, notice_days: int) -> Holiday | None:
    """Return the school holiday that is on today or begins within `notice_days`, the first one; None where there is none.

    `terms` are the first and last days of the terms, in order. After the last one nothing is known.
    """
    for (_, ended), (begins, _) in pairwise(terms):
        holiday = Holiday(ended + ONE_DAY, begins - ONE_DAY)
        is_long = (holiday.last - holiday.first).days + 1 >= SHORTEST
        if is_long and holiday.last >= today and holiday.first <= today + timedelta(days=notice_days):
            return holiday
    return None


def term_began_on(terms: Sequence[tuple[date, date]], today: date) -> date | None:
    """Return the first day of the term that runs today; None in a holiday, and where no term is known."""
    return next((begins for begins, ends in terms if begins <= today <= ends), None)
