"""What to do now where a score may mean that a child is at risk of significant harm, and which scores do."""

from collections.abc import Iterator
from dataclasses import dataclass

from baton.casework.models.standing import AssessmentStanding
from baton.casework.rules.concern import concern
from baton.partnership import profiles


@dataclass(frozen=True)
class Raised:
    """A score that raises a concern: of whom, in answer to which question, and what it means."""

    name: str
    question: str
    score: str
    words: str


@dataclass(frozen=True)
class WhatToDo:
    """What to do now: whom to ring, and what else holds in an emergency."""

    ring: str
    emergency: str


def what_to_do() -> WhatToDo:
    """Return what to do now, by the profile that holds today."""
    profile = profiles.current()
    care = profile.social_care
    number = f" on {care.telephone}" if care.telephone else ""
    closed = care.out_of_hours_telephone
    return WhatToDo(
        ring=f"If a child may be at risk of significant harm, ring {care.name}{number} now.",
        emergency=" ".join(
            part
            for part in (
                profile.contact.emergency,
                f"When {care.name} is closed, ring {closed}." if closed else care.out_of_hours,
            )
            if part
        ),
    )


def raised_in(standing: AssessmentStanding) -> list[Raised]:
    """Return the scores of an assessment that raise a concern, in the order of its form."""
    return list(_raised(standing))


def _raised(standing: AssessmentStanding) -> Iterator[Raised]:
    tools = profiles.current().tools
    sections = standing.case.profile.assessment.sections
    for part in standing.parts:
        row = standing.written.get((part.section, part.person))  # type: ignore[arg-type]
        answers = row.answers if row else {}
        for question in sections[part.section].questions:
            score = answers.get(question.code)
            words = concern(tools, question.measures, score)
            if words:
                yield Raised(part.name, question.label, str(score), words)
