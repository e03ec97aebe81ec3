"""Adding a person, and correcting what is known of them."""

from datetime import date, datetime
from typing import Any

from baton.core import versions
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import bulk, keys
from baton.people.actions.journalling import changed, record_about
from baton.people.actions.records import NewMembership, NewName, NewPerson
from baton.people.models import Family, FamilyMembership, FormerName, Person
from baton.people.rules.membership import MemberRole
from baton.people.rules.persons import FormerNameKind, Sex, wrong_with

CORRECTABLE = frozenset(
    {
        "given_names",
        "family_name",
        "known_as",
        "name_known",
        "date_of_birth",
        "expected_on",
        "died_on",
        "sex",
        "ethnicity",
        "first_language",
        "interpreter_language",
        "school_id",
        "school_name",
        "upn",
        "nhs_number",
        "not_to_be_told",
        "not_to_be_told_reason",
    }
)
"""What `correct` may set. A birth is `be_born`, a changed name `rename`."""


class NotPossible(Exception):
    """What is said of a person cannot be so. `field` names the part of the form to look at."""

    def __init__(self, field: str, words: str) -> None:
        self.field = field
        super().__init__(words)


class AlreadyBorn(Exception):
    """Somebody who is not unborn cannot be born."""

    def __init__(self) -> None:
        super().__init__("This child has been recorded as born already")


def refuse_impossible(person: NewPerson | Person, *, today: date) -> None:
    """Raise `NotPossible` for the first thing said of somebody that cannot be so."""
    fault = wrong_with(
        named=bool(person.given_names or person.family_name),
        name_known=person.name_known,
        unborn=person.unborn,
        born=person.date_of_birth,
        expected=person.expected_on,
        died=person.died_on,
        today=today,
    )
    if fault:
        raise NotPossible(*fault)


@deed
def register(
    *,
    person: NewPerson,
    by: Practitioner | None,
    at: datetime,
    family: Family | None = None,
    role: MemberRole | None = None,
    from_on: date | None = None,
) -> Person:
    """Add a person and, where a family is given, let them belong to it; without a role they join as their
    age says.

    Raises `NotPossible` where a date or a name cannot be so.
    """
    refuse_impossible(person, today=at.date())
    (row,) = bulk.register([person], by=by, at=at)
    if family is not None:
        joining = NewMembership(
            family_id=family.pk,
            person_id=row.pk,
            role=role or row.role_by_age(at.date()),
            from_on=from_on,
        )
        bulk.add_members([joining], by=by, at=at)
    return row


@deed
def correct(
    *, person: Person, expected_version: int, by: Practitioner | None, at: datetime, **values: Any
) -> Person:
    """Correct what was written down wrongly, or not at all; what stays as it was is no correction.

    Raises `Stale`, `NotPossible`, and `TypeError` for what is not in `CORRECTABLE`.
    """
    if unknown := set(values) - CORRECTABLE:
        raise TypeError(f"A person's {', '.join(sorted(unknown))} cannot be corrected here")
    versions.bump(person, expected_version)
    row = Person.objects.get(pk=person.pk)
    values |= _identifiers(row, values)
    names = changed(row, values)
    refuse_impossible(row, today=at.date())
    if names:
        row.save(update_fields=names)
        keys.rewrite([row.pk])
    record_about(events.PERSON_CORRECTED, {row.pk: row}, by=by, at=at, data={"fields": names})
    return row


@deed
def rename(
    *,
    person: Person,
    given_names: str,
    family_name: str,
    kind: FormerNameKind = FormerNameKind.FORMER,
    on: date | None = None,
    expected_version: int,
    by: Practitioner | None,
    at: datetime,
) -> Person:
    """Give a person a new name and keep the old one among the former ones, so that a search finds both.

    Raises `Stale`, `NotPossible`.
    """
    versions.bump(person, expected_version)
    row = Person.objects.get(pk=person.pk)
    if row.given_names or row.family_name:
        FormerName.objects.create(
            person=row, given_names=row.given_names, family_name=row.family_name, kind=kind, to_on=on
        )
    row.given_names, row.family_name, row.name_known = given_names, family_name, True
    refuse_impossible(row, today=at.date())
    row.save(update_fields=["given_names", "family_name", "name_known"])
    keys.rewrite([row.pk])
    record_about(events.PERSON_RENAMED, {row.pk: row}, by=by, at=at, data={"kind": kind})
    return row


@deed
def add_name(*, person: Person, name: NewName, by: Practitioner | None, at: datetime) -> FormerName:
    """Write down another name by which a person is or was known."""
    row = FormerName.objects.create(person=person, **vars(name))
    keys.rewrite([person.pk])
    record_about(events.NAME_ADDED, {person.pk: row}, by=by, at=at, data={"kind": name.kind})
    return row


@deed
def be_born(
    *,
    person: Person,
    date_of_birth: date,
    given_names: str,
    family_name: str,
    sex: Sex,
    expected_version: int,
    by: Practitioner | None,
    at: datetime,
) -> Person:
    """Record the birth of an unborn child, who is a child of its families from now on.

    Raises `Stale`, `AlreadyBorn`, `NotPossible`.
    """
    versions.bump(person, expected_version)
    row = Person.objects.get(pk=person.pk)
    if not row.unborn:
        raise AlreadyBorn
    row.unborn, row.date_of_birth, row.sex = False, date_of_birth, sex
    row.given_names, row.family_name = given_names, family_name
    row.name_known = bool(given_names or family_name)
    refuse_impossible(row, today=at.date())
    row.save(update_fields=["unborn", "date_of_birth", "sex", "given_names", "family_name", "name_known"])
    FamilyMembership.objects.filter(person=row, role=MemberRole.UNBORN).update(role=MemberRole.CHILD)
    keys.rewrite([row.pk])
    record_about(events.PERSON_BORN, {row.pk: row}, by=by, at=at)
    return row


def _identifiers(row: Person, values: dict[str, Any]) -> dict[str, Any]:
    if not {"upn", "nhs_number"} & set(values):
        return {}
    return bulk.checked_identifiers(
        upn=values.get("upn", row.upn), nhs_number=values.get("nhs_number", row.nhs_number)
    )
