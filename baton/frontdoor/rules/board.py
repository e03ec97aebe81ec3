"""How the front door's board is narrowed, and which card stands first."""

from enum import IntEnum

from baton.partnership.rules.profile_codes import Urgency

MINE, UNCLAIMED, LATE, TODAY = "mine", "unclaimed", "late", "today"
NOWHERE = "none"
"""The choice of a locality that means: none yet."""

SAVED = ("show", "column", "locality", "source", "sort")
"""What a saved filter keeps of the board's address: choices, never what was typed."""

MOST_SAVED = 12
"""Filters that somebody may keep (ours): more nobody tells apart."""


class Place(IntEnum):
    """The groups in which cards stand, the first on top; within each, what is due first comes first (ours).

    Somebody who knows the child asked for a look today: that is about the child, the clock is about our promise, so
    these come first, however late the others are. They are few and gone within the day, so what is late does not wait
    behind them for long. What is late comes before what can wait, however it is marked: somebody was promised an
    answer and has none. What is decided has no clock any more.
    """

    TODAY = 0
    LATE = 1
    SOON = 2
    ROUTINE = 3
    DECIDED = 4


def place(urgency: Urgency, *, is_waiting: bool, is_late: bool) -> Place:
    """Return in which group the card of an enquiry stands; late is what waits and was due before now
    while its clock runs.
    """
    if not is_waiting:
        return Place.DECIDED
    if urgency is Urgency.TODAY:
        return Place.TODAY
    if is_late:
        return Place.LATE
    return Place.SOON if urgency is Urgency.SOON else Place.ROUTINE
