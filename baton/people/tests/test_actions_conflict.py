"""Nobody reads about their own family: what is declared is found, closes at once, and is judged by somebody else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from baton.core import jobs, wall
from baton.journal.models import Event
from baton.notices.models import Message
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.people import events, search, tasks
from baton.people.actions import address, bar, conflict, declaration, family, grant, person, relationship
from baton.people.actions.declaration import NewDeclaredPerson
from baton.people.actions.records import (
    NewAddress,
    NewContactWay,
    NewName,
    NewPerson,
    NewRelationship,
)
from baton.people.models import AccessBar, Conflict, DeclaredPerson, Family, Person
from baton.people.rules.conflict import Ground, Tie, Verdict
from baton.people.rules.facts import BarReason, GrantKind
from baton.people.rules.membership import MemberRole, RelationshipKind
from baton.people.rules.persons import ContactKind
from baton.people.tests import factories as make
from baton.people.tests.rollback import nothing_is_saved_without_its_event
from tests.browsing import Browser

pytestmark = pytest.mark.django_db

AVA = NewDeclaredPerson(Tie.RELATIVE, "Ava", "Shaw", date(2018, 3, 27))


@pytest.fixture
def screener() -> Practitioner:
    return make.practitioner(Role.HUB_SCREENER, name="Sam Shaw")


@pytest.fixture
def lead() -> Practitioner:
    return make.practitioner(Role.SAFEGUARDING_LEAD)


def declare(by, *people, at=make.NOW):
    named = declaration.declare(people=people, by=by, at=at)
    look(by)
    return named


def look(by):
    """Run what the declaration has put on the queue."""
    tasks.look_for_conflicts(practitioner_id=str(by.pk))


def added(given="Ava", surname="Shaw", of=None, **values):
    values = {"date_of_birth": date(2018, 3, 27)} | values
    new = NewPerson(given_names=given, family_name=surname, **values)
    return person.register(person=new, family=of or make.family("Shaw"), by=None, at=make.NOW)


def is_open(family, to):
    return Family.objects.visible_to(Practitioner.objects.get(pk=to.pk)).filter(pk=family.pk).exists()


def bars(of):
    return AccessBar.objects.filter(practitioner=of, to_at=None)


def test_whom_one_names_is_found_among_those_on_record(screener):
    shaws, others = make.family("Shaw"), make.family("Other")
    ava = added("Ava", "Shaw", of=shaws)
    added("Ben", "Shaw", of=others)

    declare(screener, AVA)

    found = Conflict.objects.get()
    assert (found.person_id, found.ground, found.verdict) == (ava.pk, Ground.BIRTH, "")
    assert (is_open(shaws, screener), is_open(others, screener)) == (False, True)
    closed = bars(screener).get()
    assert (closed.family, closed.reason, closed.conflict) == (shaws, BarReason.RELATIVE, found)
    assert str(screener.pk) == Event.objects.get(kind=events.CONFLICT_FOUND).data["practitioner"]
    assert not search.find("Ava Shaw", Practitioner.objects.get(pk=screener.pk))


def test_whoever_is_added_later_is_found_in_the_same_deed(screener):
    declare(screener, AVA)
    shaws = make.family("Shaw")

    added(of=shaws)

    assert not is_open(shaws, screener)


def test_what_one_is_found_by_may_come_later_too(screener):
    declare(screener, NewDeclaredPerson(Tie.FRIEND, "Kelly", "Shaw", postcode="dn1 2ab"))
    shaws = make.family("Shaw")
    kelly = added("Kelly", date_of_birth=None, of=shaws)
    assert is_open(shaws, screener)

    address.move(
        people=[kelly], address=NewAddress(lines="1 High Street", postcode="DN1 2AB"), by=None, at=make.NOW
    )

    assert not is_open(shaws, screener)
    assert Conflict.objects.get().ground == Ground.POSTCODE


def test_every_family_of_somebody_closes_and_each_they_join_later(screener):
    ava = added()
    declare(screener, AVA)
    other = make.family("Webb")

    family.add_member(family=other, person=ava, role=MemberRole.CHILD, by=None, at=make.NOW)

    assert not is_open(other, screener)
    assert Conflict.objects.count() == 1


def test_somebody_in_no_family_closes_too(screener):
    loner = person.register(person=NewPerson(given_names="Ava", family_name="Shaw", date_of_birth=AVA.date_of_birth),
                            by=None, at=make.NOW)  # fmt: skip
    declare(screener, AVA)
    seen = Person.objects.filter(pk=loner.pk)

    assert not seen.visible_to(Practitioner.objects.get(pk=screener.pk)).exists()
    with wall.entered(screener.pk, at=make.NOW, today=make.TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)


def test_ones_own_record_is_found_without_a_word_and_those_related_to_one(screener):
    shaws, parents = make.family("Shaw"), make.family("Parents")
    ways = (NewContactWay(kind=ContactKind.EMAIL, value=screener.email.upper()),)
    own = added("Sam", date_of_birth=date(1980, 1, 2), contact_ways=ways, of=shaws)
    mother = added("Mary", date_of_birth=date(1950, 1, 2), of=parents)
    tie = NewRelationship(
        person_id=mother.pk, other_id=own.pk, kind=RelationshipKind.MOTHER, family_id=parents.pk
    )
    relationship.relate(relationship=tie, by=None, at=make.NOW)

    tasks.look_again()

    assert {(row.person_id, row.ground) for row in Conflict.objects.all()} == {
        (own.pk, Ground.EMAIL),
        (mother.pk, Ground.RELATED),
    }
    assert not is_open(shaws, screener)
    assert not is_open(parents, screener)
    assert jobs.waiting("frontdoor.look_for_conflicts") == [{}]


def test_an_account_that_changes_is_held_anew(screener):
    tasks.look_again()
    assert declaration.hold_accounts(practitioners=[screener], at=make.NOW) == 0
    screener.email = "sam.new@example.org"

    assert declaration.hold_accounts(practitioners=[screener], at=make.NOW) == 1
    assert DeclaredPerson.objects.filter(practitioner=screener, to_at=None).count() == 1


def test_those_who_judge_are_told_without_a_name_and_never_the_practitioner(lead):
    office = make.organisation()
    officer = make.practitioner(Role.GOVERNANCE_OFFICER, name="Sam Shaw", of=office)
    manager, elsewhere = (make.practitioner(Role.TEAM_MANAGER, of=of) for of in (office, None))
    shaws = make.family("Shaw")
    make.grant(shaws, office, GrantKind.MANAGER)
    added(of=shaws)
    declare(officer, AVA)

    for job in jobs.waiting("people.tell_of_conflict"):
        tasks.tell_of_conflict(**job)

    sent = Message.objects.all()
    assert {one.to_practitioner for one in sent} == {lead, manager}
    assert all("Shaw" not in one.subject + one.body for one in sent)
    found = Conflict.objects.get()
    for who, sees in ((lead, True), (manager, True), (elsewhere, False), (officer, False)):
        assert (
            Conflict.objects.visible_to(Practitioner.objects.get(pk=who.pk)).filter(pk=found.pk).exists()
            is sees
        )
        with wall.entered(who.pk, at=make.NOW, today=make.TODAY):
            assert Conflict.objects.filter(pk=found.pk).exists() is sees
            assert DeclaredPerson.objects.filter(from_account=False).exists() is (sees or who == officer)


@pytest.mark.parametrize("linked", [False, True])
def test_an_enquiry_closed_to_whoever_judges_is_not_told_to_them_through_a_colleague(lead, linked):
    partner, other = make.practitioner(), make.practitioner(Role.SAFEGUARDING_LEAD)
    about = {"enquiry_id": uuid4(), "family": make.family() if linked else None}
    found = make.conflict(None, partner, **about)
    own = make.conflict(None, lead, **about)

    tasks.tell_of_conflict(conflict_id=str(found.pk))

    assert [one.to_practitioner for one in Message.objects.all()] == [other]
    for who, seen in ((lead, set()), (other, {found, own})):
        assert set(Conflict.objects.visible_to(Practitioner.objects.get(pk=who.pk))) == seen
        with wall.entered(who.pk, at=make.NOW, today=make.TODAY):
            assert set(Conflict.objects.all()) == seen
            assert DeclaredPerson.objects.filter(pk=found.declared_id).exists() is bool(seen)

    judged(own, other, Verdict.LIFTED)
    assert set(Conflict.objects.visible_to(Practitioner.objects.get(pk=lead.pk))) == {found}


def test_a_sealed_record_is_judged_by_whoever_is_named_on_it_alone(screener, lead):
    sealed = make.family("Shaw", restriction="sealed")
    added(of=sealed)
    declare(screener, AVA)
    named = make.practitioner(Role.SAFEGUARDING_LEAD)
    make.grant(sealed, named, GrantKind.NAMED)

    assert not Conflict.objects.visible_to(lead).exists()
    assert Conflict.objects.visible_to(named).exists()


def test_what_somebody_has_in_hand_goes_to_others(screener):
    shaws = make.family("Shaw")
    added(of=shaws)

    declare(screener, AVA)

    given = {"practitioner_id": str(screener.pk), "family_id": str(shaws.pk)}
    assert all(jobs.waiting(name) == [given] for name in conflict.GIVEN_BACK)


def test_a_sealed_record_keeps_its_last_keeper_until_another_is_named():
    keeper = make.practitioner(Role.SAFEGUARDING_LEAD, name="Sam Shaw")
    sealed = make.family("Shaw", restriction="sealed")
    make.grant(sealed, keeper, GrantKind.NAMED)
    added(of=sealed)
    declare(keeper, AVA)
    assert is_open(sealed, keeper)

    other = make.practitioner(Role.SAFEGUARDING_LEAD)
    grant.give(family=sealed, kind=GrantKind.NAMED, practitioner=other, by=None, at=make.NOW)
    look(keeper)

    assert not is_open(sealed, keeper)


def judged(found, by, verdict, version=None):
    return conflict.review(
        conflict=found,
        verdict=verdict,
        note="Asked her manager.",
        expected_version=version or Conflict.objects.get(pk=found.pk).version,
        by=by,
        at=make.NOW,
    )


def test_what_is_lifted_opens_and_is_never_found_again(screener, lead):
    shaws = make.family("Shaw")
    ava = added(of=shaws)
    declare(screener, AVA)
    found = Conflict.objects.get()

    judged(found, lead, Verdict.LIFTED)
    look(screener)
    person.add_name(person=ava, name=NewName(given_names="Eva", family_name="Shaw"), by=None, at=make.NOW)

    assert is_open(shaws, screener)
    assert Conflict.objects.count() == 1
    assert Event.objects.get(kind=events.CONFLICT_JUDGED).data["verdict"] == "lifted"

    judged(found, lead, Verdict.CONFIRMED)
    assert not is_open(shaws, screener)


def test_lifting_one_leaves_closed_what_another_closes(screener, lead):
    shaws = make.family("Shaw")
    added(of=shaws)
    added("Ben", of=shaws)
    declare(screener, AVA, NewDeclaredPerson(Tie.RELATIVE, "Ben", "Shaw", AVA.date_of_birth))

    judged(bars(screener).get().conflict, lead, Verdict.LIFTED)

    assert not is_open(shaws, screener)
    assert Conflict.objects.filter(bars__to_at=None, bars__isnull=False).get().verdict == ""


def test_an_enquiry_that_stands_closes_again_what_another_conflict_closed(screener, lead):
    shaws = make.family("Shaw")
    added(of=shaws)
    declare(screener, AVA)
    by_name = Conflict.objects.get()
    stands = make.conflict(None, screener, enquiry_id=uuid4(), family=shaws)

    judged(by_name, lead, Verdict.LIFTED)

    assert not is_open(shaws, screener)
    assert bars(screener).get().conflict == stands
    judged(stands, lead, Verdict.LIFTED)
    assert is_open(shaws, screener)


@pytest.mark.parametrize("about", ["person", "enquiry"])
def test_a_bar_set_by_hand_leaves_closed_what_a_conflict_closes(screener, lead, about):
    shaws = make.family("Shaw")
    by_hand = bar.bar(family=shaws, practitioner=screener, reason=BarReason.OWN, by=lead, at=make.NOW)
    if about == "person":
        found = make.conflict(make.child(of=shaws), screener)
    else:
        found = make.conflict(None, screener, enquiry_id=uuid4(), family=shaws)

    page = Browser(lead).post("access_lift", by_hand.pk)

    assert page.status_code == 302
    assert not is_open(shaws, screener)
    assert bars(screener).get().conflict == found


def test_nobody_judges_their_own_nor_without_a_reason(lead):
    added()
    declare(lead, AVA)
    found = Conflict.objects.get()

    with pytest.raises(conflict.OwnConflict):
        judged(found, lead, Verdict.LIFTED)
    with pytest.raises(conflict.NoReason):
        conflict.review(
            conflict=found,
            verdict=Verdict.LIFTED,
            note=" ",
            expected_version=1,
            by=make.practitioner(Role.SAFEGUARDING_LEAD),
            at=make.NOW,
        )


def test_taking_somebody_off_the_list_opens_nothing(screener):
    shaws = make.family("Shaw")
    added(of=shaws)
    declare(screener, AVA, AVA)
    later = make.NOW + timedelta(days=1)

    named = declaration.declare(people=[], by=screener, at=later)

    assert named == []
    assert not is_open(shaws, screener)
    assert DeclaredPerson.objects.get(from_account=False).to_at == later
    assert Practitioner.objects.get(pk=screener.pk).declared_at == later


def test_nothing_is_saved_without_its_event(screener, lead):
    ava = added()
    nothing_is_saved_without_its_event(lambda: declaration.declare(people=[AVA], by=screener, at=make.NOW))
    declaration.declare(people=[AVA], by=screener, at=make.NOW)
    accounts = {"practitioners": [screener], "at": make.NOW}
    nothing_is_saved_without_its_event(lambda: declaration.hold_accounts(**accounts))
    nothing_is_saved_without_its_event(
        lambda: person.rename(
            person=ava, given_names="Ava", family_name="Shaw", expected_version=1, by=None, at=make.NOW
        )
    )
    look(screener)
    found = Conflict.objects.get()
    nothing_is_saved_without_its_event(lambda: judged(found, lead, Verdict.LIFTED, version=1))
    set_bar = bars(screener).get()
    nothing_is_saved_without_its_event(lambda: conflict.lift_bar(bar=set_bar, by=lead, at=make.NOW))


def test_whoever_is_named_again_stays_on_the_list(screener):
    declare(screener, AVA)
    (before,) = DeclaredPerson.objects.filter(from_account=False)

    declare(screener, AVA)

    (after,) = DeclaredPerson.objects.filter(from_account=False)
    assert (after.pk, after.to_at) == (before.pk, None)
