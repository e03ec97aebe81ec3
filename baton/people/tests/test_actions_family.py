"""Families, who belongs to them, how people are related, and restricting a record."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from baton.core.versions import Stale
from baton.journal.models import Event
from baton.partnership.rules.roles import Role
from baton.people import events
from baton.people.actions import bar, bulk, grant, relationship
from baton.people.actions import family as actions
from baton.people.actions.records import NewFamily, NewGrant, NewMembership, NewRelationship
from baton.people.models import AccessBar, AccessGrant, Family, FamilyMembership, Relationship
from baton.people.rules.facts import BarReason, GrantKind
from baton.people.rules.membership import MemberRole, RelationshipKind
from baton.people.rules.restriction import Restriction
from baton.people.tests import factories as make
from baton.people.tests.rollback import nothing_is_saved_without_its_event

pytestmark = pytest.mark.django_db
NAMED = GrantKind.NAMED


@pytest.fixture
def by():
    return make.practitioner(Role.SAFEGUARDING_LEAD)


@pytest.fixture
def family():
    return make.family()


def the_event(kind):
    return Event.objects.get(kind=kind)


def test_a_family_gets_a_reference_of_its_own(by):
    family = actions.create(family=NewFamily(name="Shaw"), by=by, at=make.NOW)

    assert family.reference.startswith("F-")
    assert (the_event(events.FAMILY_CREATED).family_id, family.restriction) == (family.pk, "open")


def test_a_reference_that_is_taken_is_drawn_again(by, family, monkeypatch):
    drawn = iter([family.reference, "F-222222"])
    monkeypatch.setattr(bulk, "new_reference", lambda letter: next(drawn))

    assert actions.create(family=NewFamily(name="Marsh"), by=by, at=make.NOW).reference == "F-222222"


def test_a_family_may_arrive_restricted(by):
    new = NewFamily(name="Shaw", restriction=Restriction.RESTRICTED, restriction_reason="Refuge")

    family = actions.create(family=new, by=None, at=make.NOW)

    assert (family.restricted_at, family.restricted_by) == (make.NOW, None)


def test_a_family_is_corrected(by, family):
    place = make.locality()

    corrected = actions.correct(
        family=family, expected_version=1, name="Shaw-Green", locality_id=place.pk, by=by, at=make.NOW
    )

    assert (corrected.name, corrected.locality, corrected.version) == ("Shaw-Green", place, 2)
    assert the_event(events.FAMILY_CORRECTED).data == {"fields": ["locality_id", "name"]}


def test_a_familys_restriction_is_no_correction(by, family):
    with pytest.raises(TypeError, match="restriction"):
        actions.correct(family=family, expected_version=1, restriction="open", by=by, at=make.NOW)


def test_somebody_known_joins_a_family(by, family):
    child = make.child(of=make.family())

    membership = actions.add_member(family=family, person=child, role=MemberRole.CHILD, by=by, at=make.NOW)

    assert child.memberships.count() == 2
    assert the_event(events.MEMBER_ADDED).subject_id == membership.pk


def test_nobody_joins_twice_but_may_come_back(by, family):
    child = make.child(of=family)

    with pytest.raises(actions.AlreadyBelongs):
        actions.add_member(family=family, person=child, role=MemberRole.CHILD, by=by, at=make.NOW)

    membership = child.memberships.get()
    actions.correct_member(
        membership=membership, expected_version=1, to_on=date(2026, 9, 1), by=by, at=make.NOW
    )
    actions.add_member(family=family, person=child, role=MemberRole.CHILD, by=by, at=make.NOW)
    with pytest.raises(actions.AlreadyBelongs):
        actions.correct_member(membership=membership, expected_version=2, to_on=None, by=by, at=make.NOW)


@pytest.mark.parametrize(("unborn", "role"), [(True, MemberRole.CHILD), (False, MemberRole.UNBORN)])
def test_unborn_in_the_family_and_unborn_as_a_person_are_one_thing(by, family, unborn, role):
    person = make.person(unborn=unborn)

    with pytest.raises(actions.WrongRole):
        actions.add_member(family=family, person=person, role=role, by=by, at=make.NOW)


def test_a_membership_is_corrected(by, family):
    membership = make.join(make.person(), family)

    row = actions.correct_member(
        membership=membership, expected_version=1, role=MemberRole.ADULT, by=by, at=make.NOW
    )

    assert (row.role, row.version) == ("adult", 2)
    assert the_event(events.MEMBER_CORRECTED).data == {"fields": ["role"]}


def test_a_membership_cannot_turn_unborn_or_change_hands(by, family):
    membership = make.join(make.person(), family)

    with pytest.raises(actions.WrongRole):
        actions.correct_member(
            membership=membership, expected_version=1, role=MemberRole.UNBORN, by=by, at=make.NOW
        )
    with pytest.raises(TypeError, match="person"):
        actions.correct_member(
            membership=membership, expected_version=1, person=make.person(), by=by, at=make.NOW
        )


def related(person, other, kind=RelationshipKind.MOTHER, **values):
    return NewRelationship(person_id=person.pk, other_id=other.pk, kind=kind, **values)


def test_people_are_related(by, family):
    mother, child = make.adult(of=family), make.child(of=family)

    row = relationship.relate(
        relationship=related(mother, child, parental_responsibility=True, family_id=family.pk),
        by=by,
        at=make.NOW,
    )

    assert (row.person, row.other, row.parental_responsibility) == (mother, child, True)
    assert the_event(events.RELATED).data == {"kind": "mother", "other": str(child.pk)}
    with pytest.raises(relationship.AlreadyRelated):
        relationship.relate(relationship=related(mother, child), by=by, at=make.NOW)


def test_what_reads_alike_from_both_ends_is_kept_once(by, family):
    one, two = make.child(of=family), make.child("Ben", of=family)
    relationship.relate(relationship=related(one, two, RelationshipKind.SIBLING), by=by, at=make.NOW)

    with pytest.raises(relationship.AlreadyRelated):
        relationship.relate(relationship=related(two, one, RelationshipKind.SIBLING), by=by, at=make.NOW)

    row = Relationship.objects.get()
    assert row.person_id < row.other_id


def test_nobody_is_related_to_themselves(by):
    person = make.person()

    with pytest.raises(relationship.NotTwoPeople):
        relationship.relate(relationship=related(person, person), by=by, at=make.NOW)


def test_a_relationship_is_corrected(by, family):
    one, two = make.person(), make.person("Ben")
    make.join(one, family)
    row = relationship.relate(relationship=related(one, two), by=by, at=make.NOW)

    sibling = relationship.correct(
        relationship=row, expected_version=1, kind=RelationshipKind.SIBLING, by=by, at=make.NOW
    )

    assert {sibling.person_id, sibling.other_id} == {one.pk, two.pk}
    assert sibling.person_id < sibling.other_id
    with pytest.raises(TypeError, match="other"):
        relationship.correct(relationship=row, expected_version=2, other=one, by=by, at=make.NOW)


def test_a_relationship_cannot_become_one_that_is_recorded_already(by):
    one, two = make.person(), make.person("Ben")
    relationship.relate(relationship=related(one, two), by=by, at=make.NOW)
    row = relationship.relate(relationship=related(one, two, RelationshipKind.CARER), by=by, at=make.NOW)

    with pytest.raises(relationship.AlreadyRelated):
        relationship.correct(
            relationship=row, expected_version=1, kind=RelationshipKind.MOTHER, by=by, at=make.NOW
        )


def test_restricting_says_who_when_and_why_and_opening_forgets_it(by, family):
    closed = actions.restrict(family=family, reason=" Refuge ", expected_version=1, by=by, at=make.NOW)

    assert (closed.restriction, closed.restriction_reason) == ("restricted", "Refuge")
    assert (closed.restricted_by, closed.restricted_at) == (by, make.NOW)
    opened = actions.open_(family=closed, expected_version=2, by=by, at=make.NOW)
    assert (opened.restriction, opened.restriction_reason, opened.restricted_at) == ("open", "", None)
    assert the_event(events.FAMILY_OPENED).data == {"was": "restricted"}


def test_no_record_is_closed_off_without_a_reason(by, family):
    with pytest.raises(actions.NoReason):
        actions.restrict(family=family, reason="  ", expected_version=1, by=by, at=make.NOW)


def test_the_second_to_restrict_is_told(by, family):
    actions.restrict(family=family, reason="Refuge", expected_version=1, by=by, at=make.NOW)

    with pytest.raises(Stale):
        actions.restrict(family=family, reason="Staff", expected_version=1, by=by, at=make.NOW)


def sealed(family, by, *named):
    return actions.seal(family=family, reason="Adoption", named=named, expected_version=1, by=by, at=make.NOW)


def test_a_sealed_record_exists_for_those_named_alone(by, family):
    worker = make.practitioner()

    sealed(family, by, by, worker)

    assert list(Family.objects.visible_to(by)) == list(Family.objects.visible_to(worker)) == [family]
    assert not Family.objects.visible_to(make.practitioner(Role.GOVERNANCE_OFFICER)).exists()


@pytest.mark.parametrize("roles", [(), (Role.HUB_MANAGER,), (Role.PRACTITIONER,)])
def test_a_seal_names_somebody_who_may_lift_it(by, family, roles):
    named = [make.practitioner(*roles)] if roles else []

    with pytest.raises(actions.NoKeeper):
        sealed(family, by, *named)

    family.refresh_from_db()
    assert (family.restriction, AccessGrant.objects.count()) == ("open", 0)


def test_the_last_keeper_of_a_seal_stays(by, family):
    other, worker = make.practitioner(Role.GOVERNANCE_OFFICER), make.practitioner()
    sealed(family, by, by, other, worker)
    grants = {row.practitioner: row for row in AccessGrant.objects.select_related("practitioner")}

    grant.end(grant=grants[worker], by=by, at=make.NOW)
    grant.end(grant=grants[other], by=by, at=make.NOW)

    with pytest.raises(grant.LastKeeper):
        grant.end(grant=grants[by], by=by, at=make.NOW)
    with pytest.raises(grant.LastKeeper):
        bar.bar(family=family, practitioner=by, reason=BarReason.OWN, by=other, at=make.NOW)


def test_access_is_given_once_and_ended_once(by, family):
    worker, source = make.practitioner(), uuid4()
    values = {"family": family, "kind": GrantKind.TEAM_MEMBER, "practitioner": worker, "source_id": source}

    first = grant.give(**values, by=by, at=make.NOW)
    again = grant.give(**values, by=by, at=make.NOW)

    assert first == again
    later = make.NOW + timedelta(days=1)
    ended = grant.end(grant=first, by=by, at=later)
    assert grant.end(grant=first, by=by, at=later + timedelta(days=1)).to_at == ended.to_at == later
    assert Event.objects.filter(kind=events.GRANT_GIVEN).count() == 1
    assert Event.objects.filter(kind=events.GRANT_ENDED).count() == 1


def test_access_ends_no_earlier_than_it_began(by, family):
    given = grant.give(
        family=family, kind=GrantKind.MANAGER, organisation=make.organisation(), by=by, at=make.NOW
    )

    assert grant.end(grant=given, by=by, at=make.NOW - timedelta(days=1)).to_at == make.NOW


def test_what_gave_access_ends_all_of_it(by, family):
    source, worker = uuid4(), make.practitioner()
    for kind in (GrantKind.LEAD_PRACTITIONER, GrantKind.AUTHORISER):
        grant.give(family=family, kind=kind, practitioner=worker, source_id=source, by=by, at=make.NOW)
    grant.give(family=family, kind=NAMED, practitioner=worker, by=by, at=make.NOW)

    assert grant.end_from(source_id=source, by=by, at=make.NOW + timedelta(days=1)) == 2
    assert AccessGrant.objects.get(to_at=None).kind == "named"


def test_somebody_is_barred_once_and_the_bar_is_lifted(by, family):
    worker = make.practitioner()
    barred = bar.bar(family=family, practitioner=worker, reason=BarReason.RELATIVE, by=by, at=make.NOW)

    with pytest.raises(bar.AlreadyBarred):
        bar.bar(family=family, practitioner=worker, reason=BarReason.OWN, by=by, at=make.NOW)

    lifted = bar.lift(bar=barred, by=by, at=make.NOW + timedelta(days=1))
    assert bar.lift(bar=barred, by=by, at=make.NOW + timedelta(days=2)).to_at == lifted.to_at
    assert Event.objects.filter(kind=events.BAR_LIFTED).count() == 1
    assert the_event(events.BAR_SET).data == {"practitioner": str(worker.pk), "reason": "relative"}


def rows(model, *without):
    return [
        {name: value for name, value in row.items() if name not in {"id", *without}}
        for row in model.objects.values().order_by("pk")
    ]


def test_in_bulk_and_singly_leave_the_same(by):
    one, two, place = make.person(), make.person("Ben"), make.family()
    worker = make.practitioner()
    joining = NewMembership(family_id=place.pk, person_id=one.pk, role=MemberRole.CHILD)
    other = replace(joining, person_id=two.pk)
    granting = NewGrant(family_id=place.pk, kind=GrantKind.TEAM_MEMBER, practitioner_id=worker.pk)
    actions.add_member(family=place, person=one, role=MemberRole.CHILD, by=by, at=make.NOW)
    grant.give(family=place, kind=GrantKind.LEAD_PRACTITIONER, practitioner=worker, by=by, at=make.NOW)

    bulk.add_members([other], by=by, at=make.NOW)
    bulk.give_grants([granting], by=by, at=make.NOW)

    first, second = rows(FamilyMembership, "person_id")
    assert first == second
    first, second = rows(AccessGrant, "kind")
    assert first == second
    for kind in (events.MEMBER_ADDED, events.GRANT_GIVEN):
        first, second = Event.objects.filter(kind=kind).order_by("id")
        assert first.data.keys() == second.data.keys()
        assert (first.family_id, first.actor_id, first.at) == (second.family_id, second.actor_id, second.at)


def test_nothing_is_saved_when_the_event_cannot_be_written(by, family):
    mother, child = make.adult(of=family), make.child(of=family)
    lonely, worker = make.person("Lee"), make.practitioner()
    membership = child.memberships.get()
    kin = Relationship.objects.create(person=mother, other=child, kind="carer")
    given = make.grant(family, worker, source_id=uuid4())
    barred = AccessBar.objects.create(
        family=family, practitioner=make.practitioner(), reason="own", from_at=make.LONG_AGO
    )
    common = {"by": by, "at": make.NOW}

    for deed in [
        lambda: actions.create(family=NewFamily(name="Marsh"), **common),
        lambda: actions.correct(family=family, expected_version=1, name="Marsh", **common),
        lambda: actions.add_member(family=family, person=lonely, role=MemberRole.CHILD, **common),
        lambda: actions.correct_member(
            membership=membership, expected_version=1, role=MemberRole.ADULT, **common
        ),
        lambda: actions.restrict(family=family, reason="Refuge", expected_version=1, **common),
        lambda: sealed(family, by, by),
        lambda: relationship.relate(relationship=related(mother, child), **common),
        lambda: relationship.correct(
            relationship=kin, expected_version=1, kind=RelationshipKind.MOTHER, **common
        ),
        lambda: grant.give(family=family, kind=NAMED, practitioner=worker, **common),
        lambda: grant.end(grant=given, **common),
        lambda: grant.end_from(source_id=given.source_id, **common),
        lambda: bar.bar(family=family, practitioner=worker, reason=BarReason.OWN, **common),
        lambda: bar.lift(bar=barred, **common),
    ]:
        nothing_is_saved_without_its_event(deed)
    restricted = make.family(restriction="restricted")
    nothing_is_saved_without_its_event(lambda: actions.open_(family=restricted, expected_version=1, **common))
