"""How people named in an enquiry are said: name, age, what they are to each other."""

from collections.abc import Iterable
from datetime import date

from baton.frontdoor.actions.values import NewPerson
from baton.frontdoor.models import EnquiryPerson
from baton.frontdoor.rules.enquiry import PersonRole
from baton.partnership import profiles
from baton.ui.moments import age, day

Named = EnquiryPerson | NewPerson
"""Somebody as an enquiry names them, kept or about to be."""


def name_of(person: Named) -> str:
    """Return the name as it was given, or what is known instead."""
    name = f"{person.given_names} {person.family_name}".strip()
    if name:
        return name
    return "Baby not born yet" if person.role == PersonRole.UNBORN else "Name not known"


def age_of(person: Named, today: date) -> str:
    """Return the age in words: from the birth date, else as it was said, else when the baby is due."""
    if person.date_of_birth is None and person.age_given is not None:
        return f"about {person.age_given}"
    if person.role == PersonRole.UNBORN:
        return f"expected {day(person.expected_on)}" if person.expected_on else "not born yet"
    return age(person.date_of_birth, today)


def line_of(person: Named, today: date) -> str:
    """Return one line: name, age, and what they are to the child."""
    relation = profiles.current().relationships.label(person.relationship) if person.relationship else ""
    return ", ".join(part for part in (name_of(person), age_of(person, today), relation.lower()) if part)


def ages_of_children(people: Iterable[Named], today: date) -> list[str]:
    """Return the ages of the children, oldest first, babies not born yet last; no names."""
    children = [person for person in people if person.role != PersonRole.ADULT]
    children.sort(key=lambda child: (child.role == PersonRole.UNBORN, _born(child, today)))
    return [age_of(child, today) for child in children]


def _born(child: Named, today: date) -> date:
    if child.date_of_birth is not None:
        return child.date_of_birth
    if child.age_given is not None:
        return date(today.year - child.age_given, 1, 1)
    return today
