"""The second wall around families and people: the same as `visible_to` says, written apart, and asked by plain SQL."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from baton.core import wall
from baton.partnership.models import Locality, Membership, Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.people.models import AccessBar, AccessGrant, Address, BreakGlass, Conflict, Family, Person
from baton.people.rules.facts import BarReason, GrantKind
from baton.people.tests import factories as make

pytestmark = pytest.mark.django_db

PEOPLE, FAMILIES = 12, 60


class World:
    """Families and practitioners thrown together: every role, grant, bar and restriction, past, present and to come."""

    def __init__(self, seed: int) -> None:
        self.chance, self.now, self.today = random.Random(seed), timezone.now(), timezone.localdate()
        self.places = [make.locality() for _ in range(3)]
        self.offices = [make.organisation() for _ in range(4)]
        self.staff = [self.practitioner() for _ in range(PEOPLE)]
        self.families = [self.family() for _ in range(FAMILIES)]
        for _ in range(FAMILIES * 3):
            self.grant()
        for _ in range(FAMILIES // 2):
            self.bar()
        for _ in range(FAMILIES * 2):
            self.break_glass()
        for _ in range(FAMILIES * 2):
            self.person()
        for person in Person.objects.order_by("pk")[:FAMILIES]:
            self.conflict(person)

    def practitioner(self) -> Practitioner:
        made = make.practitioner(
            self.role(), of=self.chance.choice(self.offices), localities=self.some(self.places)
        )
        for office in self.some(self.offices):
            begins, ends = self.days()
            Membership.objects.get_or_create(
                practitioner=made,
                organisation=office,
                defaults={"roles": [self.role(), self.role()], "starts_on": begins, "ends_on": ends},
            )[0].localities.set(self.some(self.places))
        if self.chance.random() < 0.1:
            Practitioner.objects.filter(pk=made.pk).update(is_active=False)
        return Practitioner.objects.get(pk=made.pk)

    def role(self) -> Role:
        usual = [role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR]
        return self.chance.choice([*usual, *usual, *usual, Role.SYSTEM_ADMINISTRATOR])

    def family(self) -> Family:
        restriction = self.chance.choice(["open", "open", "restricted", "sealed"])
        return make.family(locality=self.chance.choice([None, *self.places]), restriction=restriction)

    def grant(self) -> None:
        to: Practitioner | Organisation = self.chance.choice([*self.staff, *self.offices])
        held = self.chance.choice([None, *self.offices]) if isinstance(to, Practitioner) else None
        begins, ends = self.moments()
        make.grant(
            self.chance.choice(self.families),
            to,
            self.chance.choice(list(GrantKind)),
            held_in=held,
            from_at=begins,
            to_at=ends,
            source_id=UUID(int=self.chance.getrandbits(128)),
        )

    def bar(self) -> None:
        begins, ends = self.moments()
        AccessBar.objects.get_or_create(
            family=self.chance.choice(self.families),
            practitioner=self.chance.choice(self.staff),
            defaults={"reason": BarReason.OWN, "from_at": begins, "to_at": ends},
        )

    def break_glass(self) -> None:
        begins, ends = self.moments()
        BreakGlass.objects.create(
            family=self.chance.choice(self.families),
            practitioner=self.chance.choice(self.staff),
            reason="danger",
            note="Nobody answers",
            from_at=begins,
            to_at=ends or begins + timedelta(hours=3),
        )

    def person(self) -> None:
        somebody = make.person()
        for family in self.chance.sample(self.families, self.chance.choice([0, 1, 1, 2])):
            begins, ends = self.days()
            make.join(somebody, family, from_on=begins, to_on=ends)

    def conflict(self, person: Person) -> None:
        values: dict[str, Any] = {}
        if verdict := self.chance.choice(["", "confirmed", "lifted"]):
            by = make.practitioner(Role.SAFEGUARDING_LEAD)
            values = {"verdict": verdict, "note": "Asked", "decided_at": self.now, "decided_by": by}
        make.conflict(person, self.chance.choice(self.staff), **values)
        if self.chance.random() < 0.5:
            self.conflicts_of_enquiry(values)

    def conflicts_of_enquiry(self, values: dict[str, Any]) -> None:
        enquiry, family = UUID(int=self.chance.getrandbits(128)), self.chance.choice([None, *self.families])
        for practitioner in self.chance.sample(self.staff, 2):
            make.conflict(None, practitioner, enquiry_id=enquiry, family=family, **values)

    def some(self, choice: list[Any]) -> tuple[Any, ...]:
        return tuple(self.chance.sample(choice, self.chance.randrange(len(choice))))

    def days(self) -> tuple[date, date | None]:
        begins = self.today + timedelta(days=self.chance.choice([-900, -300, -1, 0, 1]))
        return begins, self.chance.choice(
            [None, None, begins + timedelta(days=self.chance.choice([0, 1, 301]))]
        )

    def moments(self) -> tuple[Any, Any]:
        begins = self.now + timedelta(hours=self.chance.choice([-9000, -300, -2, 2]))
        return begins, self.chance.choice(
            [None, None, begins + timedelta(hours=self.chance.choice([1, 290, 9500]))]
        )


def ids(table: str) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {row[0] for row in cursor.fetchall()}


def as_they(practitioner: Practitioner) -> Any:
    return wall.entered(practitioner.pk, at=timezone.now(), today=timezone.localdate())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_database_gives_each_the_families_and_people_that_are_visible_to_them(seed: int) -> None:
    world, seen = World(seed), 0

    for practitioner in world.staff:
        families = set(Family.objects.visible_to(practitioner).values_list("pk", flat=True))
        people = set(Person.objects.visible_to(practitioner).values_list("pk", flat=True))
        uses = set(BreakGlass.objects.visible_to(practitioner).values_list("pk", flat=True))
        conflicts = set(Conflict.objects.visible_to(practitioner).values_list("pk", flat=True))
        with as_they(practitioner):
            assert ids("people_family") == families
            assert ids("people_conflict") == conflicts
            assert ids("people_breakglass") == uses
            assert ids("people_person") == people
            assert set(Family.objects.visible_to(practitioner).values_list("pk", flat=True)) == families
            assert set(Person.objects.visible_to(practitioner).values_list("pk", flat=True)) == people
        seen += bool(families)
    assert 4 < seen < PEOPLE


def test_somebody_of_a_sealed_family_alone_is_not_taken_for_somebody_of_none() -> None:
    hidden, free = make.child(of=make.family(restriction="sealed")), make.person()
    make.address(hidden)

    with as_they(make.practitioner(Role.HUB_SCREENER)):
        found = ids("people_person")
        assert hidden.pk not in found
        assert free.pk in found
        assert not Address.objects.exists()


def test_access_ends_and_begins_within_the_request() -> None:
    family, pat = make.family(), make.practitioner()

    with as_they(pat):
        assert ids("people_family") == set()
        with wall.beyond(wall.Purpose.DEED):
            given = make.grant(family, pat, from_at=timezone.now())
        assert ids("people_family") == {family.pk}
        with wall.beyond(wall.Purpose.DEED):
            AccessGrant.objects.filter(pk=given.pk).update(to_at=timezone.now())
        assert ids("people_family") == set()


def test_in_a_scope_nothing_is_written_but_by_a_deed() -> None:
    family, pat = make.family(), make.practitioner(Role.HUB_MANAGER)

    with as_they(pat):
        assert Family.objects.filter(pk=family.pk).update(name="Birch") == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_family")
            assert cursor.rowcount == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            make.family()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Locality.objects.first() and Person.objects.create(given_names="Ava", family_name="Ash")

    family.refresh_from_db()
    assert family.name == "Shaw"
