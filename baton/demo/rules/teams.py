"""Who works with the families of coordinated cases beside the lead, and what families say to sharing with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from baton.demo.rules import figures
from baton.demo.rules.chance import is_so, one_of, working
from baton.partnership.rules.roles import Role

if TYPE_CHECKING:
    from baton.demo.rules.cases import CaseStory
    from baton.demo.rules.household import Somebody
    from baton.demo.rules.partners import Worker
    from baton.demo.rules.story import Teller

GUESTS = (
    ("Practice nurse", "The family’s GP practice"),
    ("Play leader", "After-school club"),
    ("Grandmother’s support worker", "Carers’ group"),
)
"""Those who are known by name alone, with where they work."""


@dataclass(kw_only=True)
class Mate:
    """Somebody in a team. Without an `email` they are known by name alone."""

    role: str
    joined_on: date
    email: str = ""
    name: str = ""
    organisation: str = ""
    organisation_words: str = ""
    left_on: date | None = None

    def there_on(self, day: date) -> bool:
        """Say whether they were in the team on a day."""
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)


def answers(case: CaseStory) -> list[str]:
    """Return what each adult of a family says to the help, in their order: the first one agrees."""
    chance, weights = Random(f"{case.id} answers"), figures.OTHER_PARENT
    others = chance.choices(list(weights), list(weights.values()), k=len(case.household.adults) - 1)
    return ["agreed", *others]


def taking_part(case: CaseStory) -> list[Somebody]:
    """Return the adults who agreed to the help, and so come to meetings and have a part in the assessment."""
    said = zip(case.household.adults, answers(case), strict=True)
    return [adult for adult, answer in said if answer == "agreed"]


def add(teller: Teller) -> None:
    """Give the coordinated cases their teams, and some of them a no to sharing."""
    chance = teller.apart("teams")
    kinds = {partner.code: teller.ground.agency_types[partner.agency_type] for partner in teller.partners}
    by_kind: dict[str, list[Worker]] = defaultdict(list)
    for worker in teller.workers:
        kind = kinds[worker.organisation]
        if Role.PRACTITIONER in worker.roles:
            by_kind[kind.source_type if kind.source_type == "health" else kind.code].append(worker)
    for case in teller.cases:
        if case.support == "full" and not case.in_register:
            case.team = list(_team(chance, case, by_kind, teller.today))
            _say_no(chance, case, by_kind, teller.today)


def _team(
    chance: Random, case: CaseStory, by_kind: Mapping[str, Sequence[Worker]], today: date
) -> list[Mate]:
    sizes = figures.TEAM_SIZE
    until = case.over_on or today
    found: list[Mate] = []
    taken = {case.organisation}
    for _ in range(chance.choices(list(sizes), list(sizes.values()))[0]):
        joined = working(case.opened_on + timedelta(chance.randrange(6, 34)))
        mate = _mate(chance, by_kind, joined)
        if case.opened_on <= joined < until and mate.organisation not in taken:
            taken.add(mate.organisation or mate.organisation_words)
            found.append(mate)
    return found


def _mate(chance: Random, by_kind: Mapping[str, Sequence[Worker]], joined: date) -> Mate:
    worker = _worker(chance, by_kind)
    if worker is None or is_so(chance, figures.BY_NAME):
        name, place = one_of(chance, GUESTS)
        return Mate(role=name, joined_on=joined, name=name, organisation_words=place)
    return Mate(
        role=worker.job,
        joined_on=joined,
        email=worker.email,
        name=worker.name,
        organisation=worker.organisation,
    )


def _worker(chance: Random, by_kind: Mapping[str, Sequence[Worker]]) -> Worker | None:
    weights = {kind: weight for kind, weight in figures.TEAM_FROM.items() if by_kind.get(kind)}
    if not weights:
        return None
    return one_of(chance, by_kind[chance.choices(list(weights), list(weights.values()))[0]])


def _say_no(chance: Random, case: CaseStory, by_kind: Mapping[str, Sequence[Worker]], today: date) -> None:
    """Let a family refuse to share with an agency, or take back what it had allowed."""
    around = {case.organisation, *(mate.organisation for mate in case.team)}
    asked = _worker(chance, by_kind)
    if asked and asked.organisation not in around and is_so(chance, figures.SHARING_REFUSED):
        case.refused = asked.organisation
    elif case.team and is_so(chance, figures.SHARING_WITHDRAWN):
        mate = case.team[-1]
        left = working(mate.joined_on + timedelta(chance.randrange(9, 40)))
        if mate.joined_on < left < (case.over_on or today):
            mate.left_on = left
