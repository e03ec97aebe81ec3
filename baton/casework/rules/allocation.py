"""Who may lead a case and who is best placed to: rules over facts that were gathered; nothing here asks the database.

What counts first is a good relationship with the family (S0 L282, R032); the order of what follows it is ours: a
language of the family, its place, training, room.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from baton.casework.rules.blocker import Blocker

Key = TypeVar("Key")
Lead = TypeVar("Lead")


class Tie(IntEnum):
    """How close somebody is to the family already."""

    NONE = 0
    ORGANISATION = 1
    PERSON = 2


@dataclass(frozen=True)
class Candidate:
    """What decides whether somebody may lead a case, and how well placed they are.

    `limit` is None where nobody agreed one. `asked` counts the other cases about which they were asked and have not
    answered. `languages` are those of the family that they speak, `place` is the family's where they work there,
    `course` what they attended, `refused` what they said when they were asked about this case before.
    """

    agency_may_lead: bool
    works_here: bool
    limit: int | None
    leads_now: int
    barred: bool = False
    training_needed: bool = False
    course: str = ""
    asked: int = 0
    tie: Tie = Tie.NONE
    tie_words: str = ""
    languages: tuple[str, ...] = ()
    place: str = ""
    refused: str = ""


def has_room(candidate: Candidate) -> bool:
    """Say whether one more case keeps the candidate within their case limit (R035); no limit is room."""
    return candidate.limit is None or candidate.leads_now < candidate.limit


def lead_blockers(candidate: Candidate) -> list[Blocker]:
    """Say what keeps the candidate from leading one more case; an empty list where nothing does.

    Emergency responders and general practitioners are not expected to lead (R033): the profile says which
    types of agency may, and whether only those who are trained may (R188). Case limits are agreed for each worker (R035).
    """
    return list(_blockers(candidate))


def _blockers(candidate: Candidate) -> Iterator[Blocker]:
    if not candidate.works_here:
        yield Blocker("left", "They no longer work here. Choose somebody else.")
    if candidate.barred:
        yield Blocker("barred", "They cannot lead for this family. Choose somebody else.")
    if not candidate.agency_may_lead:
        yield Blocker(
            "agency_may_not_lead", "Their kind of agency does not lead cases. Choose somebody else."
        )
    if candidate.training_needed and not candidate.course:
        yield Blocker(
            "not_trained",
            "No record says that they attended the course for lead practitioners. Choose somebody else, or have "
            "their attendance entered.",
        )
    if not has_room(candidate):
        yield Blocker(
            "no_room",
            f"They lead {candidate.leads_now} of at most {candidate.limit} cases. Choose somebody else, "
            "or agree another limit with their manager first.",
        )


def reasons(candidate: Candidate) -> tuple[str, ...]:
    """Say in words what speaks for a candidate, the weightiest first, and that they were asked before."""
    found = [candidate.tie_words]
    if candidate.languages:
        found.append(f"speaks {' and '.join(candidate.languages)}, as the family does")
    if candidate.place:
        found.append(f"works in {candidate.place}")
    if candidate.course:
        found.append(f"attended “{candidate.course}”")
    if candidate.refused:
        found.append(f"was asked before and could not: {candidate.refused}")
    return tuple(words for words in found if words)


def room(candidate: Candidate) -> str:
    """Say in words how many cases a candidate leads, of how many, and how many more they are asked about."""
    of = f" of at most {candidate.limit}" if candidate.limit is not None else ""
    asked = f", asked about {candidate.asked} more" if candidate.asked else ""
    return f"leads {candidate.leads_now}{of}{asked}"


Place = tuple[bool, bool, int, int, bool, bool, float]


def place(candidate: Candidate) -> Place:
    """Return where a candidate stands among others: the smallest is best placed.

    Whoever has refused this case, or would be over their limit with what they are asked already, comes last.
    """
    load = candidate.leads_now + candidate.asked
    full = candidate.limit is not None and load >= candidate.limit
    share = load / candidate.limit if candidate.limit else float(load)
    return (
        bool(candidate.refused),
        full,
        -candidate.tie,
        -len(candidate.languages),
        not candidate.place,
        not candidate.course,
        share,
    )


def shared_out(
    wanted: Mapping[Key, Sequence[Lead]],
    free: Mapping[Lead, int | None],
    persons: Mapping[Lead, Hashable],
) -> dict[Key, Lead | None]:
    """Return whom to ask about each of several cases: the best placed who has room left after those before it.

    `wanted` names for each case who could lead it, the best placed first; `free` how many more cases each has room
    for, None for any number; `persons` who each is: who works in two organisations is one person, and what they are
    asked in one takes room in the other. Nobody where nobody has room left.
    """
    taken: Counter[Hashable] = Counter()
    found: dict[Key, Lead | None] = {}
    for key, leads in wanted.items():
        chosen = next((lead for lead in leads if _has_left(free[lead], taken[persons[lead]])), None)
        found[key] = chosen
        if chosen is not None:
            taken[persons[chosen]] += 1
    return found


def _has_left(free: int | None, taken: int) -> bool:
    return free is None or free > taken
