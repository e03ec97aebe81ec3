"""A minimal valid person, family and cast: plain functions, each with only what a test does not care about
filled in.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from baton.partnership.models import Locality, Membership, Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.people.models import (
    AccessGrant,
    Address,
    BreakGlass,
    Conflict,
    ContactWay,
    DeclaredPerson,
    Family,
    FamilyMembership,
    Person,
)
from baton.people.rules.conflict import Ground, Tie
from baton.people.rules.facts import GrantKind
from baton.people.rules.references import new_reference

NOW = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
REVIEW = date(2026, 10, 5)
_numbers = count(1)


def locality(name: str = "North") -> Locality:
    number = next(_numbers)
    return Locality.objects.create(code=f"locality{number}", name=f"{name} {number}")


def organisation(name: str = "Hill Top School", agency_type: str = "school") -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        code=f"organisation{number}", name=f"{name} {number}", agency_type=agency_type
    )


def practitioner(
    *roles: Role,
    name: str = "Pat Green",
    of: Organisation | None = None,
    localities: tuple[Locality, ...] = (),
    **values: Any,
) -> Practitioner:
    """Somebody who works for an organisation (their own, unless one is given) in these roles, and has said whom they
    may not see.
    """
    number = next(_numbers)
    values = {"declared_at": timezone.now()} | values
    person = Practitioner.objects.create(
        email=f"person{number}@example.org",
        name=name,
        phone="01302 700700",
        job_title="Family worker",
        **values,
    )
    membership = Membership.objects.create(
        practitioner=person,
        organisation=of or organisation(),
        roles=[role.value for role in roles or (Role.PRACTITIONER,)],
        starts_on=date(2020, 1, 1),
    )
    membership.localities.set(localities)
    return Practitioner.objects.get(pk=person.pk)


def family(name: str = "Shaw", **values: Any) -> Family:
    restriction = values.get("restriction", "open")
    if restriction != "open":
        values = {
            "restriction_reason": "Risk from a former partner",
            "restricted_at": LONG_AGO,
            "review_on": REVIEW,
        } | values
    return Family.objects.create(name=name, reference=new_reference("F"), **values)


def person(given_names: str = "Ava", family_name: str = "Shaw", **values: Any) -> Person:
    return Person.objects.create(given_names=given_names, family_name=family_name, **values)


def child(
    given_names: str = "Ava", *, of: Family, born: date | None = date(2018, 3, 27), **values: Any
) -> Person:
    made = person(given_names, values.pop("family_name", of.name), date_of_birth=born, **values)
    join(made, of, role="child")
    return made


def adult(given_names: str = "Kelly", *, of: Family, **values: Any) -> Person:
    made = person(
        given_names,
        values.pop("family_name", of.name),
        date_of_birth=date(1990, 5, 6),
        sex="female",
        **values,
    )
    join(made, of, role="adult")
    return made


def join(person: Person, family: Family, *, role: str = "child", **values: Any) -> FamilyMembership:
    return FamilyMembership.objects.create(person=person, family=family, role=role, **values)


def address(
    person: Person, lines: str = "1 High Street", postcode: str = "DN1 2AB", **values: Any
) -> Address:
    return Address.objects.create(person=person, lines=lines, postcode=postcode, **values)


def mobile(person: Person, value: str = "07700 900123", **values: Any) -> ContactWay:
    return ContactWay.objects.create(person=person, kind="mobile", value=value, **values)


def grant(
    family: Family,
    to: Practitioner | Organisation,
    kind: GrantKind = GrantKind.LEAD_PRACTITIONER,
    **values: Any,
) -> AccessGrant:
    receiver = "practitioner" if isinstance(to, Practitioner) else "organisation"
    return AccessGrant.objects.create(
        family=family, kind=kind, **{receiver: to, "from_at": LONG_AGO, **values}
    )


def break_glass(family: Family, by: Practitioner, **values: Any) -> BreakGlass:
    """A use that is open now, for half an hour yet."""
    now = timezone.now()
    times = {"from_at": now - timedelta(minutes=30), "to_at": now + timedelta(minutes=30)}
    words = {"reason": "danger", "note": "The school rings and nobody answers."}
    return BreakGlass.objects.create(family=family, practitioner=by, **times | words | values)


def conflict(person: Person | None, of: Practitioner, **values: Any) -> Conflict:
    """What was found of a person whom a practitioner named; it closes nothing by itself."""
    named = {"given_names": "Ava", "family_name": "Shaw", "date_of_birth": date(2018, 3, 27)}
    declared = DeclaredPerson.objects.create(practitioner=of, tie=Tie.RELATIVE, from_at=LONG_AGO, **named)
    common = {"practitioner": of, "declared": declared, "ground": Ground.BIRTH, "found_at": LONG_AGO}
    return Conflict.objects.create(**common | {"person": person} | values)
