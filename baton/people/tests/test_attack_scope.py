"""Somebody dangerous works for a partner: what they can learn through another family, an old role, an old job."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from baton.partnership.actions import practitioner as staff
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import Role
from baton.people.actions import contact_way
from baton.people.actions.records import NewContactWay
from baton.people.models import AccessBar, Family, Person, Relationship
from baton.people.rules.facts import GrantKind
from baton.people.rules.persons import ContactKind
from baton.people.tests import factories as make
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db


def bar(practitioner: Practitioner, family: Family) -> None:
    AccessBar.objects.create(
        practitioner=practitioner, family=family, reason="relative", from_at=make.LONG_AGO
    )


@pytest.mark.parametrize("kept", ["barred", "sealed"])
def test_a_child_of_two_families_does_not_lead_to_the_one_in_hiding(kept: str) -> None:
    fathers, mothers = make.family("Dale"), make.family("Shaw")
    if kept == "sealed":
        mothers = make.family("Hyde", restriction="sealed")
    child = make.child("Ava", of=fathers, school_name="Far Away Academy")
    make.join(child, mothers)
    make.address(child, "9 Refuge Road", "DN4 5XX")
    screener = make.practitioner(Role.HUB_SCREENER)
    if kept == "barred":
        bar(screener, mothers)
    browser = Browser(screener)

    pages = [
        text(browser.get("person_page", child.pk)),
        text(browser.get("family_people", fathers.pk)),
        text(browser.get("family_page", fathers.pk)),
        text(browser.seek("family_search", q="Ava DN4 5XX")),
    ]

    for page in pages:
        assert "9 Refuge Road" not in page
        assert "Far Away Academy" not in page
        assert mothers.name not in page
        assert "Same postcode" not in page


def led(role: Role = Role.PRACTITIONER) -> tuple[Practitioner, Family, Person]:
    family = make.family()
    child = make.child(of=family)
    lead = make.practitioner(role)
    make.grant(family, lead)
    return lead, family, child


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ANALYST, Role.TRAINING_LEAD, Role.DIRECTORY_EDITOR])
def test_who_no_longer_works_with_families_keeps_none(role: Role) -> None:
    lead, family, child = led()
    staff.change_membership(
        membership=Membership.objects.get(practitioner=lead),
        roles=frozenset({role}),
        localities=[],
        case_limit=None,
        by=None,
        at=timezone.now(),
    )
    browser = Browser(Practitioner.objects.get(pk=lead.pk))

    assert browser.get("family_page", family.pk).status_code == 404
    assert browser.get("person_page", child.pk).status_code in (403, 404)


def test_a_leaver_is_out_with_the_next_request() -> None:
    lead, family, _ = led()
    browser = Browser(lead)
    assert browser.get("family_page", family.pk).status_code == 200

    staff.leave(practitioner=lead, by=None, at=timezone.now())

    assert "/sign-in/" in browser.get("family_page", family.pk).url
    assert "/sign-in/" in browser.post("family_edit", family.pk).url


def test_a_grant_that_ended_opens_nothing() -> None:
    lead, family, _ = led()
    family.grants.update(to_at=timezone.now() - timedelta(seconds=1))

    assert Browser(lead).get("family_page", family.pk).status_code == 404


def test_a_bar_beats_every_role_and_grant() -> None:
    family = make.family()
    child = make.child(of=family)
    for role in (Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER, Role.HUB_MANAGER):
        abuser = make.practitioner(role, name="Bo Barred")
        make.grant(family, abuser)
        make.grant(family, abuser, GrantKind.NAMED)
        bar(abuser, family)
        browser = Browser(abuser)

        for page, key in (("family_page", family.pk), ("person_page", child.pk), ("access_page", family.pk)):
            assert browser.get(page, key).status_code == 404
        assert "Ava" not in text(browser.seek("family_search", q="Nobody Like This"))
        assert (
            reverse("person_page", args=[child.pk])
            not in browser.seek("family_search", q="Ava Shaw").content.decode()
        )


def test_ids_of_a_hidden_family_in_a_form_do_nothing() -> None:
    lead, family, child = led()
    hidden = make.family("Hyde", restriction="sealed")
    theirs = make.child("Bea", of=hidden)
    browser, token = Browser(lead), uuid4()

    joined = browser.post("member_join", family.pk, theirs.pk, role="child")
    related = browser.post("relationship_new", family.pk, person=child.pk, kind="sibling", other=theirs.pk)
    moved = browser.post("address_move", child.pk, lines="1 High Street", postcode="DN1 2AB", with_=theirs.pk)
    borrowed = browser.post("family_edit", family.pk, locality=str(hidden.pk), submission_token=str(token))

    assert joined.status_code == 404
    assert (related.status_code, borrowed.status_code) == (200, 200)
    assert moved.status_code in (200, 302)
    assert not Relationship.objects.exists()
    assert not family.memberships.filter(person=theirs).exists()
    assert not theirs.addresses.exists()
    assert "Bea" not in related.content.decode()


def test_the_story_of_one_family_does_not_tell_who_works_with_the_one_in_hiding() -> None:
    fathers, mothers = make.family("Dale"), make.family("Hyde", restriction="sealed")
    child = make.child("Ava", of=fathers)
    make.join(child, mothers)
    refuge = make.practitioner(name="Rosa Haven", of=make.organisation("Far Away Refuge"))
    make.grant(mothers, refuge, GrantKind.NAMED)
    teacher = make.practitioner(name="Tom Teach")
    make.grant(fathers, teacher)
    now = timezone.now()

    new = NewContactWay(kind=ContactKind.MOBILE, value="07700 900123")
    contact_way.add(person=child, way=new, by=refuge, at=now)
    contact_way.add(person=child, way=new, by=teacher, at=now)

    seen_here = text(Browser(make.practitioner(Role.HUB_SCREENER)).get("family_page", fathers.pk))
    seen_there = text(Browser(refuge).get("family_page", mothers.pk))
    assert "Tom Teach" in seen_here
    assert "Rosa Haven" not in seen_here
    assert "Refuge" not in seen_here
    assert "Rosa Haven" in seen_there
