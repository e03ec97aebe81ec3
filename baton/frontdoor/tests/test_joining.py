"""Two enquiries about the same thing are joined: clocks, what each enquirer hears, telling both, and undoing it."""

from dataclasses import replace

import pytest

from baton.frontdoor.actions import exclusion, joining, telling
from baton.frontdoor.actions.claim import claim
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.models import Enquiry
from baton.frontdoor.permissions import can_reopen
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import AVA, HOUR, NOW, fresh
from baton.notices.models import Message
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import practitioner
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
FAMILY = Enquirer(by_family=True, email="kelly@example.org", safe_to_write=True)


def join(enquiry: Enquiry, original: Enquiry, by: Practitioner) -> Enquiry:
    return exclusion.mark_duplicate(
        enquiry=enquiry,
        original=original,
        reason="",
        by=by,
        at=NOW + HOUR,
        expected_version=fresh(enquiry).version,
    )


def written_to() -> list[tuple[str, str]]:
    found = Message.objects.filter(template__startswith="enquiry_looked_at").order_by("to_email")
    return [(message.to_email, message.template) for message in found]


# What each enquirer hears


def test_both_enquirers_hear_that_we_look_and_the_clock_of_the_original_stands(
    screener: Practitioner,
) -> None:
    teacher = practitioner(email="teacher@example.org")
    mine = factories.received(factories.by(teacher, received_at=NOW + HOUR))
    theirs = factories.received(enquirer=FAMILY)

    join(mine, theirs, screener)

    assert written_to() == [
        ("kelly@example.org", "enquiry_looked_at_no_account"),
        ("teacher@example.org", "enquiry_looked_at"),
    ]
    assert fresh(theirs).due_at == theirs.due_at
    for message in Message.objects.all():
        assert not any(word in message.body for word in ("another", "Ava", mine.reference, theirs.reference))


def test_whoever_made_both_hears_once(screener: Practitioner) -> None:
    teacher = practitioner(email="teacher@example.org")

    join(factories.received(factories.by(teacher)), factories.received(factories.by(teacher)), screener)

    assert written_to() == [("teacher@example.org", "enquiry_looked_at")]


def test_who_cannot_be_written_to_is_rung(browser: Browser) -> None:
    unsafe = replace(FAMILY, safe_to_write=False)
    mine, theirs = factories.received(enquirer=unsafe), factories.received()

    answer = browser.client.post(
        f"/enquiries/{mine.pk}/duplicate/",
        {"expected_version": "1", "original": theirs.reference},
        follow=True,
    )

    assert written_to() == []
    for one in (mine, theirs):
        assert f"The enquirer of {one.reference} cannot be written to. Ring them." in text(answer)


def test_of_a_decided_original_only_the_other_enquirer_hears(screener: Practitioner) -> None:
    original, mine = factories.decided(screener, enquirer=FAMILY), factories.received()

    join(mine, original, screener)

    assert written_to() == []
    assert joining.to_ring(mine, original) == [mine]


# Telling both


@pytest.fixture
def joined(screener: Practitioner) -> tuple[Enquiry, Enquiry, Practitioner]:
    """A teacher's enquiry joined to a family's own, which is decided."""
    teacher = practitioner(email="teacher@example.org")
    mine = factories.received(factories.by(teacher))
    theirs = factories.received(enquirer=FAMILY)
    join(mine, theirs, screener)
    claim(enquiry=theirs, by=screener, at=NOW)
    factories.decide(factories.linked(factories.checked(theirs, screener), screener), screener)
    return mine, theirs, teacher


def test_both_stand_on_the_list_until_both_are_told(
    joined: tuple[Enquiry, Enquiry, Practitioner], screener: Practitioner
) -> None:
    mine, theirs, _ = joined

    assert set(Enquiry.objects.not_told()) == {mine, theirs}
    telling.tell(enquiry=mine, how=How.PHONE, by=screener, at=NOW + 2 * HOUR)
    assert set(Enquiry.objects.not_told()) == {theirs}
    telling.tell(enquiry=theirs, how=How.PHONE, by=screener, at=NOW + 2 * HOUR)
    assert not Enquiry.objects.not_told().exists()


def test_the_other_enquirer_reads_the_standard_words_and_not_those_written_for_the_family(
    joined: tuple[Enquiry, Enquiry, Practitioner], screener: Practitioner, browser: Browser
) -> None:
    mine, theirs, teacher = joined
    before = text(Browser(teacher).get("enquiry_page", mine.pk))

    page = text(browser.get("enquiry_page", mine.pk))
    browser.post("enquiry_tell", mine.pk, **{"tell-how": "message"})
    after = text(Browser(teacher).get("enquiry_page", mine.pk))

    assert "Being looked at: we will tell you what is decided" in before
    assert "Tell this enquirer too" in page
    assert "Information and advice" in after
    assert "Please talk to the school nurse." not in after
    assert theirs.reference not in after
    assert "was joined to this one" in text(browser.get("enquiry_page", theirs.pk))


def test_only_an_account_is_written_to_of_an_enquiry_that_was_joined(
    joined: tuple[Enquiry, Enquiry, Practitioner], screener: Practitioner
) -> None:
    _, theirs, _ = joined
    other = join(factories.received(enquirer=replace(FAMILY, email="nan@example.org")), theirs, screener)

    assert How.MESSAGE not in telling.open_ways(fresh(other))
    with pytest.raises(telling.NothingToTell):
        telling.cannot_tell(enquiry=other, reason="x", by=screener, at=NOW + 2 * HOUR)


def test_joined_twice_the_last_that_stays_is_told(screener: Practitioner) -> None:
    first, second, third = (factories.received(enquirer=FAMILY) for _ in range(3))
    join(first, second, screener)
    join(second, third, screener)

    assert telling.decided_for(fresh(first)) is None
    claim(enquiry=third, by=screener, at=NOW)
    decision = factories.decide(
        factories.linked(factories.checked(third, screener), screener), screener, Outcome.ADVICE
    )

    assert telling.decided_for(fresh(first)) == decision


# Comparing, and undoing


def test_both_are_compared_side_by_side(browser: Browser) -> None:
    mine = factories.received()
    same = factories.received(said=replace(factories.SAID, worries="She sleeps in class."))
    other = factories.received(people=(replace(AVA, given_names="Zed"),))

    proposed = text(browser.get("enquiry_duplicate", mine.pk))
    page = text(browser.get("enquiry_duplicate", mine.pk, original=same.reference.lower()))

    assert f"Compare with {same.reference}" in proposed
    assert other.reference not in proposed
    for words in (
        mine.worries,
        "She sleeps in class.",
        "Stays, keeps its clock",
        "Neither is told of the other",
    ):
        assert words in page


def test_help_for_the_same_family_is_proposed_too(browser: Browser, screener: Practitioner) -> None:
    mine = factories.linked(factories.claimed(screener), screener)
    named_otherwise = factories.received(people=(replace(AVA, given_names="Avie"),))
    Enquiry.objects.filter(pk=named_otherwise.pk).update(family=mine.family, linked_at=NOW)

    assert named_otherwise.reference in text(browser.get("enquiry_duplicate", mine.pk))


def test_whoever_joined_two_by_mistake_undoes_it(screener: Practitioner, browser: Browser) -> None:
    mine, theirs = factories.received(), factories.received()
    join(mine, theirs, screener)

    assert not can_reopen(factories.screener(), fresh(mine))
    assert "Undo: it is no duplicate" in text(browser.get("enquiry_page", mine.pk))
    browser.post("enquiry_reopen", mine.pk, reason="Another Ava", expected_version=str(fresh(mine).version))

    again = fresh(mine)
    assert (again.state, again.claimed_by, again.due_at) == (State.SCREENING, screener, mine.due_at)
    assert "was joined to this one" not in text(browser.get("enquiry_page", theirs.pk))
