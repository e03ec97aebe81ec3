"""When work with a family may go on: agreement to the service, and to sharing with each agency.

Agreement to a service, permission to share, and the lawful basis for holding data are three different things;
the functions here concern the first two. Sources: R076, issue text part 6, domain notes (g).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from baton.casework.rules.blocker import Blocker
from baton.people.rules.facts import AgreementStatus, Capacity


class Basis(StrEnum):
    """Why the help goes on without agreement: to keep somebody safe, and always with a reason."""

    RISK_OF_SIGNIFICANT_HARM = "risk_of_significant_harm"
    LEGAL_DUTY = "legal_duty"
    VITAL_INTERESTS = "vital_interests"


OPENS_THE_SERVICE = frozenset({Capacity.PARENTAL_RESPONSIBILITY, Capacity.COMPETENT_YOUNG_PERSON})
"""One agreement in one of these rights lets the assessment start."""


class Standing(StrEnum):
    """What somebody's own part of an assessment is waiting for."""

    TO_FILL = "to_fill"
    OPTIONAL = "optional"
    WAITING = "waiting"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class ServiceAnswer:
    """One person's latest answer about the service. `person` is any hashable key of the person."""

    person: object
    answer: AgreementStatus
    capacity: Capacity | None = None


def service_agreed(answers: Iterable[ServiceAnswer]) -> bool:
    """Say whether one person with parental responsibility, or a competent young person, has agreed."""
    return any(
        given.answer is AgreementStatus.AGREED and given.capacity in OPENS_THE_SERVICE for given in answers
    )


def start_blockers(answers: Iterable[ServiceAnswer], *, safeguarding: bool) -> list[Blocker]:
    """Say what keeps an assessment from starting.

    `safeguarding` is true where a basis for going on without agreement has been recorded, with its reason.
    """
    if safeguarding or service_agreed(answers):
        return []
    return [
        Blocker(
            "agreement_needed",
            "Ask one person with parental responsibility, or a young person you judge able to decide, "
            "whether they agree to this help, and record the answer.",
            "agreement_list",
        )
    ]


def standing_of_adult(person: object, answers: Mapping[object, ServiceAnswer]) -> Standing:
    """Say what an adult's own part waits for: their own answer, or a recorded reason not to ask."""
    given = answers.get(person)
    if given is None:
        return Standing.WAITING
    return {
        AgreementStatus.AGREED: Standing.TO_FILL,
        AgreementStatus.NOT_ASKED: Standing.OPTIONAL,
        AgreementStatus.REFUSED: Standing.LEFT_OUT,
        AgreementStatus.WITHDRAWN: Standing.LEFT_OUT,
    }[given.answer]


def standing_of_child(
    person: object, answers: Mapping[object, ServiceAnswer], responsible: Collection[object]
) -> Standing:
    """Say what a child's own part waits for.

    A competent young person's own answer stands for itself. Otherwise somebody responsible for this child
    has to have agreed; where nobody is recorded as responsible, anybody who agreed in that right will do.
    """
    own = answers.get(person)
    if own is not None and own.capacity is Capacity.COMPETENT_YOUNG_PERSON:
        return standing_of_adult(person, answers)
    agreed = {
        key
        for key, given in answers.items()
        if given.answer is AgreementStatus.AGREED and given.capacity is Capacity.PARENTAL_RESPONSIBILITY
    }
    if agreed & set(responsible) or (agreed and not responsible):
        return Standing.TO_FILL
    if own is not None and own.answer is AgreementStatus.NOT_ASKED:
        return Standing.OPTIONAL
    return Standing.WAITING
