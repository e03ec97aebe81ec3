"""The keys under which people are found, written in the transaction of whatever changed them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from django.db import connection

from baton.core.wall import deed
from baton.people.actions import conflict
from baton.people.models import Address, ContactWay, FormerName, NamePart, Person, PersonKey
from baton.people.rules.keys import VERSION, Findable, Name, keys_of, name_parts
from baton.people.rules.near import shadows
from baton.people.rules.persons import ContactKind

BATCH = 2000
"""Rows of one INSERT, and people of one round of `rewrite_old` (ours)."""

INSERT_KEYS = """
INSERT INTO people_personkey (value, person_id, kind, version)
SELECT value, person_id, kind, %s FROM unnest(%s::bigint[], %s::uuid[], %s::smallint[]) AS key (value, person_id, kind)
"""
"""Some fifteen keys for each person are most of what a bulk load writes: they go as three lists, in one statement."""

Row = TypeVar("Row", FormerName, Address, ContactWay)


@deed
def write_new(findable: Mapping[UUID, Findable]) -> None:
    """Write the keys of people who have none yet, and close their records to whoever may not see them."""
    _write_parts(findable.values())
    rows = [
        (key.value, person, key.kind.value)
        for person, found_by in findable.items()
        for key in keys_of(found_by)
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(INSERT_KEYS, [VERSION, *map(list, zip(*rows, strict=True))])
    conflict.close_found(people=findable)


@deed
def rewrite(people: Iterable[UUID]) -> None:
    """Write the keys of these people anew, from what is saved of them now."""
    ids = list(people)
    findable = read(ids)
    PersonKey.objects.filter(person__in=ids).delete()
    write_new(findable)


def rewrite_old() -> int:
    """Write anew, a batch at a time, the keys of people whose keys were made by older rules; return how
    many.
    """
    count = 0
    while True:
        ids = list(
            Person.objects.exclude(keys__version=VERSION).order_by("pk").values_list("pk", flat=True)[:BATCH]
        )
        if not ids:
            return count
        rewrite(ids)
        count += len(ids)


@deed
def forget_unused_parts() -> int:
    """Delete the parts of names that nobody bears any more, so that no erased name stays; return how many."""
    borne: set[str] = set()
    for model in (Person, FormerName):
        for given, family in model._default_manager.values_list("given_names", "family_name").iterator():
            borne.update(name_parts([Name(given, family)]))
    for known_as in Person.objects.exclude(known_as="").values_list("known_as", flat=True).iterator():
        borne.update(name_parts([Name(known_as)]))
    unused = [
        part for part in NamePart.objects.values_list("part", flat=True).iterator() if part not in borne
    ]
    return NamePart.objects.filter(part__in=unused).delete()[0]


def read(ids: list[UUID]) -> dict[UUID, Findable]:
    """Return what each of these people can be found by."""
    rows = Rows(
        FormerName.objects.filter(person__in=ids),
        Address.objects.filter(person__in=ids),
        ContactWay.objects.filter(person__in=ids),
    )
    return {person.pk: rows.findable(person) for person in Person.objects.filter(pk__in=ids)}


class Rows:
    """The names, addresses and contact ways of many people, by person."""

    def __init__(
        self,
        former_names: Iterable[FormerName],
        addresses: Iterable[Address],
        contact_ways: Iterable[ContactWay],
    ) -> None:
        self.former_names = _by_person(former_names)
        self.addresses = _by_person(addresses)
        self.contact_ways = _by_person(contact_ways)

    def findable(self, person: Person) -> Findable:
        """Return what a person can be found by: all names and addresses they ever had, but for confidential
        ones.
        """
        former, family_name = self.former_names.get(person.pk, []), person.family_name
        names = [
            Name(person.given_names, family_name),
            *([Name(person.known_as, family_name)] if person.known_as else []),
            *(Name(name.given_names, name.family_name) for name in former),
        ]
        ways = [way for way in self.contact_ways.get(person.pk, []) if not way.confidential]
        return Findable(
            names=tuple(names),
            born=person.date_of_birth,
            postcodes=tuple(
                place.postcode for place in self.addresses.get(person.pk, []) if not place.confidential
            ),
            phones=tuple(way.value for way in ways if way.kind != ContactKind.EMAIL),
            emails=tuple(way.value for way in ways if way.kind == ContactKind.EMAIL),
            upn=person.upn if person.upn_checked else "",
            nhs_number=person.nhs_number if person.nhs_number_checked else "",
        )


def _by_person(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _write_parts(findables: Iterable[Findable]) -> None:
    borne = {part for found_by in findables for part in name_parts(found_by.names)}
    known = set(NamePart.objects.filter(part__in=borne).values_list("part", flat=True))
    NamePart.objects.bulk_create(
        [NamePart(part=part, shadows=list(shadows(part))) for part in sorted(borne - known)],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
