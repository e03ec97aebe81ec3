"""Whoever is about to be added may be known: a last look before they are."""

from dataclasses import dataclass

from baton.partnership.models import Practitioner
from baton.people import search
from baton.people.actions.records import NewPerson
from baton.people.models import Family
from baton.people.rules.keys import squeeze
from baton.people.rules.names import parts
from baton.people.rules.query import MOST_PARTS, Asked

SHOWN = 3
"""How many who may be the same person are shown for each (ours)."""

WORTH_A_LOOK = 1.5
"""A whole name and something beside it, or near it: less would ask about every namesake (ours)."""

WORTH_WITHIN = 2.0
"""More than family name and address together (ours)."""


@dataclass(frozen=True)
class KnownAlready:
    """Somebody about to be added, and who is known that it may be."""

    words: str
    matches: tuple[search.Match, ...]


def known_already(
    practitioner: Practitioner, people: list[NewPerson], *, joining: Family | None = None
) -> list[KnownAlready]:
    """Return who of these may be known already, within the scope of whoever adds them.

    Of those who belong to the family that they join more is asked: its people share a name and an address.
    """
    found = []
    for person in people:
        matches = [
            match
            for match in search.find(_asked(person), practitioner)
            if match.score >= (WORTH_WITHIN if joining in match.families else WORTH_A_LOOK)
        ][:SHOWN]
        if matches:
            words = f"{person.given_names} {person.family_name}".strip() or "This person"
            found.append(KnownAlready(words=words, matches=tuple(matches)))
    return found


def _asked(person: NewPerson) -> Asked:
    return Asked(
        name_parts=parts(person.given_names, person.family_name)[:MOST_PARTS],
        born=person.date_of_birth,
        postcode=squeeze(person.addresses[0].postcode) if person.addresses else "",
    )
