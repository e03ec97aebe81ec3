"""Who is who in a family: a tree that is also a list, in which everybody stands once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baton.people.models import Person
from baton.people.presenters.links import person_url
from baton.people.presenters.loaded import FamilyPeople, holds
from baton.people.rules.membership import (
    BROUGHT_UP_BY,
    MemberRole,
    RelationshipKind,
    words_for,
)

NEAREST = {kind: place for place, kind in enumerate(BROUGHT_UP_BY)}


@dataclass(frozen=True)
class Who:
    """One person in the tree: who they are, what they are to the others, and whom they bring up."""

    person: Person
    name: str
    url: str
    age: str
    role: str
    relationships: tuple[str, ...]
    alert: str = ""
    children: tuple["Who", ...] = ()


def who_is_who(people: FamilyPeople) -> tuple[Who, ...]:
    """Return who belongs to a family now: adults, each with the children beneath, then children without an adult.

    A child hangs beneath the nearest of those who bring it up (`rules.membership.BROUGHT_UP_BY`).
    """
    return _Tree(people).roots()


class _Tree:
    def __init__(self, people: FamilyPeople) -> None:
        self.people, self.on = people.now(), people.on
        self.ties = [
            tie
            for tie in people.ties
            if holds(tie, self.on) and tie.person_id in self.people and tie.other_id in self.people
        ]
        self.above = self._parents()

    def roots(self) -> tuple[Who, ...]:
        """Those who hang beneath nobody, adults first, the eldest first."""
        return self._in_order(person for person in self.people if person not in self.above)

    def _parents(self) -> dict[UUID, UUID]:
        """Return beneath whom each child hangs: the nearest, of equals the first in the order of ids."""
        nearest: dict[UUID, tuple[int, str, UUID]] = {}
        for tie in self.ties:
            kind = RelationshipKind(tie.kind)
            if kind not in NEAREST or self._role(tie.other_id) == MemberRole.ADULT:
                continue
            claim = (NEAREST[kind], str(tie.person_id), tie.person_id)
            nearest[tie.other_id] = min(claim, nearest.get(tie.other_id, claim))
        above = {child: claim[2] for child, claim in nearest.items()}
        return {child: parent for child, parent in above.items() if self._role(parent) == MemberRole.ADULT}

    def _role(self, person: UUID) -> str:
        return self.people[person].role

    def _in_order(self, ids: Iterable[UUID]) -> tuple[Who, ...]:
        return tuple(self._who(each) for each in sorted(ids, key=self._place))

    def _place(self, person: UUID) -> tuple[bool, bool, date, str]:
        born = self.people[person].person.date_of_birth
        return (self._role(person) != MemberRole.ADULT, born is None, born or self.on, str(person))

    def _who(self, person_id: UUID) -> Who:
        person = self.people[person_id].person
        return Who(
            person=person,
            name=person.shown_name,
            url=person_url(person_id),
            age=person.age_words(self.on),
            role=self._role(person_id),
            relationships=tuple(self._words(person_id)),
            alert="Not to be told about contact with the family" if person.not_to_be_told else "",
            children=self._in_order(child for child, parent in self.above.items() if parent == person_id),
        )

    def _words(self, person_id: UUID) -> Iterable[str]:
        """Say what somebody is to the others: `mother of Ava and Ben, with parental responsibility`."""
        said: dict[tuple[str, bool | None], list[str]] = {}
        for tie in self.ties:
            if person_id not in (tie.person_id, tie.other_id):
                continue
            forward = tie.person_id == person_id
            other = tie.other_id if forward else tie.person_id
            words = words_for(RelationshipKind(tie.kind), forward=forward)
            responsible = tie.parental_responsibility if forward else None
            said.setdefault((words, responsible), []).append(self.people[other].person.called)
        for (words, responsible), names in said.items():
            yield f"{words} of {_listed(names)}{RESPONSIBLE[responsible]}"


RESPONSIBLE = {True: ", with parental responsibility", False: ", without parental responsibility", None: ""}


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
