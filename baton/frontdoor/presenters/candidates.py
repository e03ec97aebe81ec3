"""Whom the people of an enquiry could be: what a search proposes, with its reasons, for a person to decide."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from baton.core.dates import today
from baton.frontdoor.models import Enquiry, EnquiryPerson
from baton.partnership.models import Practitioner
from baton.people import search
from baton.people.models import Family, Person
from baton.ui.fields import Choice
from baton.ui.moments import day

MOST = 5
"""Candidates for one person (the contract of matching)."""


@dataclass
class Candidates:
    """Everybody a search proposes: choices by the person of the enquiry, and the people and families behind them."""

    choices: dict[UUID, list[Choice]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)

    def add(self, row: EnquiryPerson, matches: Sequence[search.Match]) -> None:
        """Propose people for one of those named; nobody is proposed twice."""
        offered = self.choices.setdefault(row.pk, [])
        known = {choice.value for choice in offered}
        for match in matches:
            key = str(match.person.pk)
            self.people[key] = match.person
            self.families |= {str(family.pk): family for family in match.families}
            if key not in known:
                known.add(key)
                offered.append(Choice(key, _words(match.person), _reasons(match)))


def candidates(
    enquiry: Enquiry, named: Sequence[EnquiryPerson], sought: str, practitioner: Practitioner
) -> Candidates:
    """Return whom each person of an enquiry could be, and whoever a further search found, for all of them."""
    found = Candidates()
    if enquiry.family is not None:
        found.families[str(enquiry.family_id)] = enquiry.family
    further = search.find(sought, practitioner, limit=MOST) if sought else []
    for row in named:
        found.add(row, [*search.find(query_for(enquiry, row), practitioner, limit=MOST), *further])
    return found


def query_for(enquiry: Enquiry, row: EnquiryPerson) -> str:
    """Return what to search for: the name, the birth date and the postcode, as far as they are known."""
    born = f"{row.date_of_birth:%d/%m/%Y}" if row.date_of_birth else ""
    postcode = row.postcode or enquiry.postcode
    return " ".join(part for part in (row.given_names, row.family_name, born, postcode) if part)


def _words(person: Person) -> str:
    born = f", born {day(person.date_of_birth)}" if person.date_of_birth else ""
    return f"{person.shown_name}, {person.age_words(today())}{born}"


def _reasons(match: search.Match) -> str:
    families = ", ".join(f"{family.name} ({family.reference})" for family in match.families)
    return ". ".join(part for part in (", ".join(match.reasons).capitalize(), families) if part)
