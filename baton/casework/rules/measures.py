"""Which readings a case still owes: what was measured at the start is measured again at the end.

Source: requirements R117 and R118 (the same measure at both beginning and end).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from baton.outcomes.rules.travelled import Stage


@dataclass(frozen=True)
class Taken:
    """One score that was recorded in the case."""

    person_id: UUID
    tool: str
    area: str
    stage: Stage


@dataclass(frozen=True)
class Owed:
    """A tool that was used for a person in the case and has no reading at closure yet."""

    person_id: UUID
    tool: str


def owed_at_closure(taken: Iterable[Taken]) -> tuple[Owed, ...]:
    """Return the persons and tools with a reading in the case but none of the stage *closure*, in a steady
    order.
    """
    stages: dict[Owed, set[Stage]] = {}
    for one in taken:
        stages.setdefault(Owed(one.person_id, one.tool), set()).add(one.stage)
    owed = [key for key, seen in stages.items() if Stage.CLOSURE not in seen]
    return tuple(sorted(owed, key=lambda key: (str(key.person_id), key.tool)))


def next_stage(taken: Iterable[Taken], *, closing: bool) -> Stage:
    """Return the stage to offer for the next reading: the first one is the start, later ones reviews or the
    closure.
    """
    if closing:
        return Stage.CLOSURE
    return Stage.REVIEW if list(taken) else Stage.INITIAL
