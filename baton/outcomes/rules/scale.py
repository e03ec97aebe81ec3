"""What a score may be."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Fault(StrEnum):
    """Why a score cannot be recorded."""

    NOTHING_SCORED = "nothing_scored"
    UNKNOWN_AREA = "unknown_area"
    OUTSIDE_SCALE = "outside_scale"
    IN_FUTURE = "in_future"


def fault(
    scores: Mapping[str, Decimal],
    *,
    areas: Iterable[str],
    low: int,
    high: int,
    taken_on: date,
    today: date,
) -> Fault | None:
    """Return why these scores by area cannot be recorded, or `None` where they can.

    `low` and `high` are the ends of the tool's scale, both possible. A score is taken today or earlier.
    """
    if not scores:
        return Fault.NOTHING_SCORED
    if set(scores) - set(areas):
        return Fault.UNKNOWN_AREA
    if not all(low <= score <= high for score in scores.values()):
        return Fault.OUTSIDE_SCALE
    return Fault.IN_FUTURE if taken_on > today else None
