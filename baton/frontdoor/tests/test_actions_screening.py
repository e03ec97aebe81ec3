"""Checks, notes, and the link to a family."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from baton.core.versions import Stale
from baton.frontdoor import events
from baton.frontdoor.actions import check, linking
from baton.frontdoor.actions.linking import Plan
from baton.frontdoor.actions.values import Enquirer, NewPerson
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.frontdoor.rules.enquiry import PersonRole
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import AVA, HOUR, KELLY, NOW, SAID
from baton.journal.models import Event
from baton.partnership.tests.factories import locality
from baton.people.models import FamilyMembership, Relationship
from baton.people.tests.factories import child, family, person

pytestmark = pytest.mark.django_db


def last_kind(enquiry: Enquiry) -> str:
    return Event.objects.filter(subject_id=enquiry.pk).order_by("-id").values_list("kind", flat=True)[0]


# The checklist


def test_a_later_answer_takes_the_place_of_an_earlier_one() -> None:
    enquiry, screener = factories.received(), factories.screener()

    for answer, note in ((Answer.NOT_KNOWN, ""), (Answer.FOUND, "Open to social care in 2024.")):
        check.answer_check(
            enquiry=enquiry, kind=CheckKind.SOCIAL_CARE, answer=answer, note=note, by=screener, at=NOW
        )

    answered = enquiry.checks.get()
    assert (answered.answer, answered.note) == (Answer.FOUND, "Open to social care in 2024.")
    assert Event.objects.filter(kind=events.CHECKED).count() == 2


def test_found_needs_a_note() -> None:
    with pytest.raises(check.NoteNeeded):
        check.answer_check(
            enquiry=factories.received(),
            kind=CheckKind.KNOWN,
            answer=Answer.FOUND,
            note=" ",
            by=factories.screener(),
            at=NOW,
        )


def test_what_somebody_said_is_kept() -> None:
    enquiry = factories.received()

    check.add_note(
        enquiry=enquiry, text="Attendance is 60 %.", source="School", by=factories.screener(), at=NOW
    )

    assert enquiry.notes.get().text == "Attendance is 60 %."
    assert last_kind(enquiry) == events.NOTED


# The family


def test_a_new_family_is_written_down_whole() -> None:
    screener, north = factories.screener(), locality()
    enquiry = factories.claimed(screener, locality=north)

    after = factories.linked(enquiry, screener)

    assert after.family is not None
    assert (after.family.name, after.family.locality) == ("Shaw", north)
    members = FamilyMembership.objects.filter(family=after.family).select_related("person")
    assert {(one.person.given_names, one.role) for one in members} == {("Ava", "child"), ("Kelly", "adult")}
    assert Relationship.objects.get().kind == "mother"
    ava = members.get(role="child").person
    assert (ava.school_name, ava.addresses.get().lines) == ("Hill Top School", "1 High Street")
    assert members.get(role="adult").person.contact_ways.get().kind == "mobile"


def test_a_match_is_confirmed_person_by_person() -> None:
    screener, known = factories.screener(), family("Shaw")
    ava = child("Ava", of=known)
    enquiry = factories.claimed(screener)
    named = {row.given_names: row for row in enquiry.people.all()}

    after = linking.link_family(
        enquiry=enquiry,
        plan=Plan(family=known, matches={named["Ava"].pk: ava}, new=[named["Kelly"].pk]),
        by=screener,
        at=NOW,
        expected_version=1,
    )

    assert (after.family, after.linked_at, after.version) == (known, NOW, 2)
    assert after.people.get(given_names="Ava").person == ava
    assert known.memberships.count() == 2
    assert set(Event.objects.of_family(known.pk).values_list("kind", flat=True)) >= {
        events.LINKED,
        events.PERSON_MATCHED,
    }


def test_the_link_answers_whether_they_are_known() -> None:
    screener, known = factories.screener(), family("Shaw")
    enquiry = factories.claimed(screener)

    linking.link_family(enquiry=enquiry, plan=Plan(family=known), by=screener, at=NOW, expected_version=1)

    assert enquiry.checks.get(kind=CheckKind.KNOWN).answer == Answer.FOUND


def test_a_new_family_answers_that_nobody_was_found() -> None:
    screener = factories.screener()

    enquiry = factories.linked(factories.claimed(screener), screener)

    assert enquiry.checks.get(kind=CheckKind.KNOWN).answer == Answer.NONE_FOUND


def test_an_answer_given_before_the_link_stays() -> None:
    screener, known = factories.screener(), family("Shaw")
    enquiry = factories.checked(factories.claimed(screener), screener)

    linking.link_family(enquiry=enquiry, plan=Plan(family=known), by=screener, at=NOW, expected_version=1)

    assert enquiry.checks.get(kind=CheckKind.KNOWN).answer == Answer.NONE_FOUND


def test_twins_are_never_one_person() -> None:
    screener, known = factories.screener(), family("Shaw")
    ava = child("Ava", of=known)
    enquiry = factories.claimed(screener, people=(AVA, replace(AVA, given_names="Eva")))

    with pytest.raises(linking.MatchedTwice):
        linking.link_family(
            enquiry=enquiry,
            plan=Plan(family=known, matches={row.pk: ava for row in enquiry.people.all()}),
            by=screener,
            at=NOW,
            expected_version=1,
        )


def test_a_family_has_somebody_in_it() -> None:
    screener = factories.screener()

    with pytest.raises(linking.NobodyChosen):
        linking.link_family(
            enquiry=factories.claimed(screener), plan=Plan(), by=screener, at=NOW, expected_version=1
        )


def test_linking_again_takes_the_earlier_link_back() -> None:
    screener, other = factories.screener(), family("Other")
    enquiry = factories.linked(factories.claimed(screener), screener)
    first = enquiry.family

    after = linking.link_family(
        enquiry=enquiry, plan=Plan(family=other), by=screener, at=NOW + HOUR, expected_version=2
    )

    assert after.family == other
    assert not after.people.exclude(person=None).exists()
    assert first is not None
    assert Event.objects.of_family(first.pk).filter(kind=events.UNLINKED).exists()


def test_the_loser_of_a_race_is_told() -> None:
    screener = factories.screener()
    enquiry = factories.linked(factories.claimed(screener), screener)

    with pytest.raises(Stale):
        linking.link_family(
            enquiry=enquiry, plan=Plan(family=family()), by=screener, at=NOW, expected_version=1
        )


def test_an_unborn_baby_is_written_down_as_one() -> None:
    screener = factories.screener()
    unborn = NewPerson(role=PersonRole.UNBORN, expected_on=(NOW + timedelta(days=60)).date())
    enquiry = factories.claimed(screener, people=(unborn,), said=replace(SAID, address="not known"))

    after = factories.linked(enquiry, screener)

    baby = after.people.get().person
    assert baby is not None
    assert (baby.unborn, baby.expected_on, baby.name_known) == (True, unborn.expected_on, False)
    assert not baby.addresses.exists()
    assert FamilyMembership.objects.get(person=baby).role == "unborn"


def test_a_baby_matched_to_a_born_child_is_a_child() -> None:
    screener, known = factories.screener(), family("Shaw")
    ava = person("Ava", "Shaw")
    enquiry = factories.claimed(screener, people=(NewPerson(role=PersonRole.UNBORN),))

    linking.link_family(
        enquiry=enquiry,
        plan=Plan(family=known, matches={enquiry.people.get().pk: ava}),
        by=screener,
        at=NOW,
        expected_version=1,
    )

    assert FamilyMembership.objects.get(person=ava).role == "child"


def test_a_familys_own_number_keeps_how_it_may_be_used() -> None:
    screener = factories.screener()
    enquirer = Enquirer(
        by_family=True, phone=KELLY.phone, safe_to_ring=True, safe_to_text=False, contact_note="Before noon"
    )
    enquiry = factories.claimed(
        screener, enquirer=enquirer, people=(KELLY, replace(AVA, phone="01302 700700"))
    )

    after = factories.linked(enquiry, screener)

    own = after.people.get(given_names="Kelly").person.contact_ways.get()  # type: ignore[union-attr]
    other = after.people.get(given_names="Ava").person.contact_ways.get()  # type: ignore[union-attr]
    assert (own.safe_to_ring, own.safe_to_text, own.note) == (True, False, "Before noon")
    assert (other.kind, other.safe_to_ring, other.note) == ("phone", None, "")


@pytest.mark.parametrize(
    ("people", "name"),
    [
        ((KELLY, AVA), "Shaw"),
        ((replace(KELLY, family_name="Hill"), replace(AVA, family_name="")), "Hill"),
        ((replace(AVA, family_name=""),), "Name not known"),
    ],
)
def test_a_new_family_is_called_after_its_children(people: tuple[NewPerson, ...], name: str) -> None:
    enquiry = factories.received(people=people)

    assert linking.suggested_name(list(enquiry.people.all())) == name


def test_a_foreign_person_of_an_enquiry_is_not_matched() -> None:
    """A plan that names somebody of another enquiry leaves them alone."""
    screener, ava = factories.screener(), person("Ava", "Shaw")
    enquiry, other = factories.claimed(screener), factories.received()

    linking.link_family(
        enquiry=enquiry,
        plan=Plan(family=family(), matches={other.people.first().pk: ava, uuid4(): person("Eva", "Shaw")}),
        by=screener,
        at=NOW,
        expected_version=1,
    )

    assert not other.people.exclude(person=None).exists()
    assert not enquiry.people.exclude(person=None).exists()
