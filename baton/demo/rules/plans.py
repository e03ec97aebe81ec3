"""When the actions of a family's plan are due, and when they were done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from baton.demo.rules.chance import is_so

if TYPE_CHECKING:
    from baton.demo.rules.cases import CaseStory

DONE = 80
"""Per cent of the actions whose day has come that are done while the case is open (ours)."""


@dataclass(frozen=True)
class ActionDays:
    """By which day an action is due, and on which it was done, if it was."""

    due_on: date
    done_on: date | None


def days(chance: Random, case: CaseStory, begun: date, today: date, number: int) -> Iterator[ActionDays]:
    """Give the days of the actions of a plan written on `begun`: those told of the case, else `number` that are drawn."""
    if case.planned:
        yield from case.planned
        return
    for _ in range(number):
        due = begun + timedelta(chance.randrange(14, 120))
        done = min(due + timedelta(chance.randrange(-6, 12)), case.over_on or today)
        is_done = case.over_on is not None or (due < today and is_so(chance, DONE))
        yield ActionDays(due, max(done, begun) if is_done else None)
