"""Figures of transfers between early help and social care. Source: contracts/reports.md, `transfers.*`; R124-R130."""

from typing import Any

from django.db.models import QuerySet

from baton.casework.models import Transfer
from baton.casework.rules.transfer import Direction
from baton.insight.measures.base import Measure, ShareOf
from baton.insight.measures.cases import of_part, open_within
from baton.insight.scope import Scope


def accepted(scope: Scope, direction: Direction) -> QuerySet[Any]:
    """Give the transfers of one direction accepted in the period."""
    period = scope.period
    rows = Transfer.objects.of_direction(direction).accepted_between(period.start, period.end)
    return of_part(rows.select_related("case"), scope, case="case__")


def _share(direction: Direction, words: str) -> ShareOf:
    return ShareOf(
        f"transfers.{direction.value}",
        words,
        f"{words} accepted in the period, of the cases open at any time of the period",
        lambda scope: accepted(scope, direction),
        open_within,
    )


MEASURES: tuple[Measure, ...] = (
    _share(Direction.STEP_UP, "Step-ups to social care"),
    _share(Direction.STEP_DOWN, "Step-downs from social care"),
)
