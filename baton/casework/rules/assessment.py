"""The early help assessment: its states, its clock, what it needs to be submitted, and who authorises it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from baton.casework.rules.agreement import Standing
from baton.casework.rules.blocker import Blocker
from baton.core.rules.clocks import Pause, due_after_days
from baton.partnership.rules.profile_assessment import Question


class AssessmentState(StrEnum):
    """Where an assessment stands."""

    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    AUTHORISED = "authorised"


TRANSITIONS: Mapping[AssessmentState, frozenset[AssessmentState]] = {
    AssessmentState.IN_PROGRESS: frozenset({AssessmentState.SUBMITTED}),
    AssessmentState.SUBMITTED: frozenset({AssessmentState.AUTHORISED, AssessmentState.RETURNED}),
    AssessmentState.RETURNED: frozenset({AssessmentState.SUBMITTED}),
    AssessmentState.AUTHORISED: frozenset(),
}

EDITABLE = frozenset({AssessmentState.IN_PROGRESS, AssessmentState.RETURNED})


def can_become(now: AssessmentState, then: AssessmentState) -> bool:
    """Say whether an assessment in the state `now` may go to the state `then`."""
    return then in TRANSITIONS[now]


def due_on(started_on: date, days: int, pauses: Sequence[Pause[date]] = ()) -> date:
    """Return the day by which an assessment is owed: `days` calendar days after it started (R144)."""
    return due_after_days(started_on, days, pauses)


def start_warning_on(opened_on: date, days: int) -> date:
    """Return the day from which a case without an assessment is on its lead practitioner's list.

    That is `days` (the profile's; 7 in the contract for reports) after it opened.
    """
    return opened_on + timedelta(days=days)


class Subject(StrEnum):
    """Whom a section of the form is about: one part for the family, or one for each child or adult."""

    FAMILY = "family"
    CHILD = "child"
    ADULT = "adult"


@dataclass(frozen=True)
class Part:
    """One part to fill: a section of the form, for one person or for the whole family.

    `unanswered` are the questions that have to be answered and are not.
    """

    section: str
    title: str
    person: object | None
    name: str
    standing: Standing
    filled: bool
    complete: bool
    voice: bool = False
    unanswered: tuple[Question, ...] = ()


PART_MISSING, ANSWER_MISSING, VOICE_MISSING = "part_missing", "answer_missing", "voice_missing"
OF_PARTS = frozenset({PART_MISSING, ANSWER_MISSING, VOICE_MISSING})
"""The codes of what is mended by filling in a part."""


def submit_blockers(parts: Sequence[Part]) -> list[Blocker]:
    """Say what keeps an assessment from being submitted: answers nobody asked for, questions not answered.

    A child's own voice is a part like any other, and is named as such (R093).
    """
    waiting = _once(part.name for part in parts if part.standing is Standing.WAITING)
    found = [
        Blocker(
            "agreement_waiting",
            f"Ask {name} whether they agree to this help, or record why they are not to be asked.",
            "agreement_list",
        )
        for name in waiting
    ]
    for part in unfilled(parts):
        found += _missing(part)
    return found


def unfilled(parts: Sequence[Part]) -> list[Part]:
    """Return the parts that have to be filled and are not whole."""
    return [part for part in parts if part.standing is Standing.TO_FILL and not part.complete]


def _missing(part: Part) -> list[Blocker]:
    """Say what a part lacks: each question that is not answered; the part where none of it has to be."""
    about = f" for {part.name}" if part.person is not None else ""
    if not part.unanswered:
        return [Blocker(PART_MISSING, f"Fill in “{part.title}”{about}.", "assessment")]
    code = VOICE_MISSING if part.voice else ANSWER_MISSING
    return [Blocker(code, f"Answer “{question.label}”{about}.", "assessment") for question in part.unanswered]


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


@dataclass(frozen=True)
class Authorisers:
    """Who may authorise: the people, and in what right (`manager` or `coordinator`)."""

    people: tuple[Any, ...]
    right: str


def choose_authorisers(
    *, managers: Sequence[object], coordinators: Sequence[object], authors: Collection[object]
) -> Authorisers | None:
    """Say who may authorise an assessment.

    A manager of the lead practitioner's organisation; where there is none, the coordinator of the locality;
    never one of its authors. `None` where nobody is left.
    """
    for right, people in (("manager", managers), ("coordinator", coordinators)):
        free = tuple(person for person in people if person not in authors)
        if free:
            return Authorisers(free, right)
    return None
