"""Families, their people, addresses, telephone numbers and relationships."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from baton.demo.loading.world import World, by_week
from baton.demo.rules.chance import at
from baton.demo.rules.household import Household, Somebody
from baton.people.actions import bulk
from baton.people.actions import family as families
from baton.people.actions.records import (
    NewAddress,
    NewContactWay,
    NewFamily,
    NewMembership,
    NewPerson,
    NewRelationship,
)
from baton.people.rules.membership import MemberRole, RelationshipKind
from baton.people.rules.persons import ContactKind, Sex
from baton.people.rules.restriction import Restriction

WHY_RESTRICTED = (
    "A parent works for a partner organisation; only those who work with the family need to see it."
)
WHY_SEALED = "A court has ordered that nobody but those named may know where this family lives."


def load(world: World) -> None:
    """Write every family that the front door has on record, on the day it came to be known."""
    known = first_known(world)
    for day, found in by_week(known, lambda family: known[family]):
        monday = day - timedelta(day.weekday())
        _write(world, [_household(world, one) for one in found], monday)
    for person, family in world.story.shared:
        if person.id in world.people and family.id in world.families:
            families.add_member(
                family=world.families[family.id],
                person=world.people[person.id],
                role=MemberRole.ADULT,
                by=world.sign_in("screener"),
                at=world.story.now,
            )


def first_known(world: World) -> dict[UUID, date]:
    """Return the families on record, by id, with the day on which each came to be known."""
    known: dict[UUID, date] = {}
    for case in world.story.cases:
        if case.enquiry is None:
            known[case.household.id] = case.opened_on
    for one in world.story.enquiries:
        if one.linked and one.household is not None:
            day = one.received_at.date()
            known[one.household.id] = min(day, known.get(one.household.id, day))
    return known


def _household(world: World, family: UUID) -> Household:
    return world.story.by_id[family]


def _write(world: World, households: Sequence[Household], day: date) -> None:
    by, moment = world.sign_in("screener"), min(at(day, 8, 5), world.story.now)
    new = [(home, _person(world, home, one, day)) for home in households for one in home.people]
    people = bulk.register([person for _, person in new], by=by, at=moment)
    world.people |= {row.pk: row for row in people}
    rows = bulk.create_families([_family(world, home) for home in households], by=by, at=moment)
    world.families |= {row.pk: row for row in rows}
    bulk.add_members(
        [
            NewMembership(family_id=home.id, person_id=one.id, role=MemberRole(one.role))
            for home in households
            for one in home.people
        ],
        by=by,
        at=moment,
    )
    bulk.relate([tie for home in households for tie in _ties(home)], by=by, at=moment)


def _family(world: World, home: Household) -> NewFamily:
    closed = home.restriction == Restriction.RESTRICTED
    return NewFamily(
        id=home.id,
        name=home.name,
        locality_id=world.localities[home.locality].pk,
        restriction=Restriction(home.restriction),
        restriction_reason=WHY_RESTRICTED if closed else "",
    )


def _person(world: World, home: Household, one: Somebody, day: date) -> NewPerson:
    school = world.organisations.get(one.school)
    sex = Sex.FEMALE if one.girl else Sex.MALE
    return NewPerson(
        id=one.id,
        given_names=one.given,
        family_name=one.family,
        name_known=one.role != "unborn",
        date_of_birth=one.born,
        expected_on=one.expected,
        unborn=one.role == "unborn",
        sex=Sex.NOT_KNOWN if one.role == "unborn" else sex,
        ethnicity=one.ethnicity,
        first_language=one.language,
        interpreter_language=one.language if one.role == "adult" else "",
        school_id=school.pk if school else None,
        addresses=tuple(_addresses(home)) if one.role != "unborn" else (),
        contact_ways=tuple(_ways(home, one)),
    )


def _addresses(home: Household) -> Iterator[NewAddress]:
    if home.moved_on:
        yield NewAddress(lines=home.former_address, postcode=home.postcode, to_on=home.moved_on)
    yield NewAddress(
        lines=home.address, postcode=home.postcode, from_on=home.moved_on, confidential=home.confidential
    )


def _ways(home: Household, one: Somebody) -> Iterator[NewContactWay]:
    if one.phone:
        yield NewContactWay(
            kind=ContactKind.MOBILE,
            value=one.phone,
            confidential=home.confidential,
            safe_to_ring=True,
            safe_to_text=one.safe_to_text,
            safe_to_leave_message=one.safe_to_text,
        )


def _ties(home: Household) -> Iterator[NewRelationship]:
    for adult in home.adults:
        for child in home.children:
            yield NewRelationship(
                person_id=adult.id,
                other_id=child.id,
                kind=RelationshipKind(adult.kind),
                parental_responsibility=adult.kind != "step_parent",
                family_id=home.id,
            )
    for position, child in enumerate(home.children):
        for other in home.children[position + 1 :]:
            yield NewRelationship(
                person_id=child.id, other_id=other.id, kind=RelationshipKind.SIBLING, family_id=home.id
            )


def seal_some(world: World) -> None:
    """Seal the records that the story seals, for the two who may open them again."""
    named = [world.sign_in("governance"), world.sign_in("safeguarding")]
    for home in world.story.sealed:
        if home.id in world.families:
            row = world.families[home.id]
            families.seal(
                family=row,
                reason=WHY_SEALED,
                named=named,
                expected_version=row.version,
                by=named[1],
                at=world.story.now,
            )
