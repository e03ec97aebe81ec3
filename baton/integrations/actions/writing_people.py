"""Families, the people in them, and who is what to whom, from `people.csv`."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from baton.integrations.actions.target import Target
from baton.integrations.rules.legacy import reading_people as said
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import CASES, PEOPLE
from baton.partnership import places
from baton.partnership.models import Locality
from baton.people.actions import bulk
from baton.people.actions.records import NewAddress, NewFamily, NewMembership, NewPerson, NewRelationship
from baton.people.rules.membership import canonical
from baton.people.rules.persons import Sex, tidy_postcode
from baton.people.rules.restriction import Restriction

LONGEST_POSTCODE = 10
"""Characters of a postcode as kept; what is longer is none and stays with the lines of the address."""


def write(target: Target) -> None:
    """Write new families and people, memberships and relationships."""
    by_family: dict[str, list[Row]] = defaultdict(list)
    for row in target.of(PEOPLE):
        by_family[row["family_id"]].append(row)
    _families(target, by_family)
    _people(target)
    _members(target)
    _relationships(target, by_family)


def _families(target: Target, by_family: dict[str, list[Row]]) -> None:
    case_places = _case_places(target)
    wanted = [key for key in by_family if key not in target.families]
    new = [_family(target, key, by_family[key], case_places.get(key)) for key in wanted]
    rows = bulk.create_families(new, by=None, at=target.at)
    target.give_localities(rows)
    target.families.update(zip(wanted, rows, strict=True))


def _case_places(target: Target) -> dict[str, Locality]:
    """Return by family the locality of its cases, that of an open one where there is one."""
    found: dict[str, Locality] = {}
    for row in sorted(target.of(CASES), key=lambda row: row["closed_on"] is None):
        place = target.locality(row.text("locality"))
        if place is not None:
            found[row["family_id"]] = place
    return found


def _family(target: Target, key: str, rows: list[Row], place: Locality | None) -> NewFamily:
    reason = said.restriction_reason(rows)
    place = place or _place(target, rows)
    return NewFamily(
        name=said.family_name(rows),
        locality_id=place.pk if place else None,
        restriction=Restriction.RESTRICTED if reason else Restriction.OPEN,
        restriction_reason=reason or "",
        imported_ref=target.ref(key),
    )


def _place(target: Target, rows: list[Row]) -> Locality | None:
    """Return the locality in which a family lives: that of the first postcode that tells, children's first."""
    for row in sorted(rows, key=lambda row: row["role"] == "adult"):
        code = places.locate(row["postcode"]).locality_code if row["postcode"] else None
        if code and (found := target.locality(code)):
            return found
    return None


def _people(target: Target) -> None:
    first: dict[str, Row] = {}
    for row in target.of(PEOPLE):
        if row["person_id"] not in target.people:
            first.setdefault(row["person_id"], row)
    rows = bulk.register([_person(target, row) for row in first.values()], by=None, at=target.at)
    target.people.update(zip(first, (row.pk for row in rows), strict=True))


def _person(target: Target, row: Row) -> NewPerson:
    unborn = said.is_unborn(row)
    return NewPerson(
        given_names=row.text("given_names"),
        family_name=row.text("family_name"),
        name_known=bool(row["given_names"] or row["family_name"]),
        date_of_birth=row["date_of_birth"],
        expected_on=row["expected_date"],
        unborn=unborn,
        sex=Sex(row["sex"] or Sex.NOT_KNOWN),
        ethnicity=row.text("ethnicity"),
        interpreter_language=row.text("interpreter_language"),
        upn=row.text("upn"),
        nhs_number=row.text("nhs_number"),
        imported_ref=target.ref(row["person_id"]),
        addresses=_addresses(row),
    )


def _addresses(row: Row) -> tuple[NewAddress, ...]:
    lines, postcode = row.text("address"), row.text("postcode")
    if len(tidy_postcode(postcode)) > LONGEST_POSTCODE:
        lines, postcode = f"{lines}\n{postcode}".strip(), ""
    if not lines and not postcode:
        return ()
    return (NewAddress(lines=lines, postcode=postcode, confidential=row["address_confidential"] == "yes"),)


def _members(target: Target) -> None:
    rows = target.of(PEOPLE)
    members = bulk.add_members(
        [
            NewMembership(
                family_id=target.families[row["family_id"]].pk,
                person_id=target.people[row["person_id"]],
                role=said.role_of(row, target.today),
            )
            for row in rows
        ],
        by=None,
        at=target.at,
    )
    for row, member in zip(rows, members, strict=True):
        target.wrote(row, member)


def _relationships(target: Target, by_family: dict[str, list[Row]]) -> None:
    new: dict[tuple[UUID, UUID, Any], NewRelationship] = {}
    for key, rows in by_family.items():
        for person, child, kind in said.relationships(rows, target.today):
            pair = canonical(kind, target.people[person], target.people[child])
            relationship = NewRelationship(
                person_id=pair[0], other_id=pair[1], kind=kind, family_id=target.families[key].pk
            )
            new.setdefault((*pair, kind), relationship)
    bulk.relate(list(new.values()), by=None, at=target.at)
