"""Handing enquiries on, many at once: what the preview showed is what happens, and nothing typed is lost."""

import re
from typing import Any
from uuid import UUID

import pytest

from baton.frontdoor import events
from baton.frontdoor.actions import board, claim
from baton.frontdoor.actions.handover import Handed, hand_over, mark_of
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.handover import Mark, Refusal, refusal
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW, fresh
from baton.frontdoor.views import handover
from baton.journal.models import Event
from baton.notices.models import Message
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import locality, practitioner
from tests.browsing import Browser, text

HOLDER = UUID(int=7)
SEEN = Mark(HOLDER, 3)


# What stays where it is


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"waiting": False}, Refusal.NOT_WAITING),
        ({"now": Mark(HOLDER, 4)}, Refusal.CHANGED),
        ({"now": Mark(None, 3)}, Refusal.CHANGED),
        ({"seen": None}, Refusal.CHANGED),
        ({"may_hand": False}, Refusal.NOT_YOURS),
        ({"they_may": False}, Refusal.THEY_MAY_NOT),
    ],
)
def test_why_an_enquiry_stays_where_it_is(changed: dict[str, Any], expected: Refusal | None) -> None:
    known: dict[str, Any] = {"seen": SEEN, "now": SEEN, "waiting": True, "may_hand": True, "they_may": True}

    assert refusal(**known | changed) is expected


@pytest.mark.parametrize("mark", [SEEN, Mark(None, 1)])
def test_a_page_carries_what_was_seen(mark: Mark) -> None:
    assert Mark.read(str(mark)) == mark


@pytest.mark.parametrize("text", ["", "nonsense", "nonsense:1", f"{HOLDER}:x"])
def test_nonsense_is_no_mark(text: str) -> None:
    assert Mark.read(text) is None


# The deed


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def colleague() -> Practitioner:
    return factories.screener(name="Cal Colleague")


def of(enquiry: Enquiry, note: str = "") -> Handed:
    return Handed(enquiry=enquiry, seen=mark_of(fresh(enquiry)), note=note)


def test_a_colleague_goes_on_with_a_note_and_is_told_once(
    screener: Practitioner, colleague: Practitioner
) -> None:
    first, second = factories.claimed(screener), factories.claimed(screener)
    handed = [of(first, "Ring the school at two"), of(second)]

    outcome = hand_over(handed=handed, to=colleague, by=screener, at=NOW + HOUR)
    again = hand_over(handed=handed, to=colleague, by=screener, at=NOW + HOUR)

    assert set(outcome.done) == set(again.done) == {first, second}
    assert [fresh(one).claimed_by for one in (first, second)] == [colleague, colleague]
    assert fresh(first).due_at == first.due_at
    assert first.notes.get().text == "Ring the school at two"
    assert Message.objects.get().to_practitioner == colleague
    handing = Event.objects.filter(kind=events.HANDED_OVER, subject_id=first.pk).get()
    assert handing.data["to"] == str(colleague.pk)


def test_back_to_the_queue(screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    hand_over(handed=[of(enquiry)], to=None, by=screener, at=NOW + HOUR)

    assert (fresh(enquiry).state, fresh(enquiry).claimed_by) == (State.NEW, None)


def test_what_was_changed_meanwhile_stays_and_the_rest_goes(
    screener: Practitioner, colleague: Practitioner
) -> None:
    kept, gone = factories.claimed(screener), factories.claimed(screener)
    handed = [of(kept), of(gone)]
    claim.release(enquiry=gone, by=screener, at=NOW)

    outcome = hand_over(handed=handed, to=colleague, by=screener, at=NOW + HOUR)

    assert outcome.done == [kept]
    assert [(one.enquiry, why) for one, why in outcome.refused] == [(gone, Refusal.CHANGED)]
    assert fresh(gone).claimed_by is None


def test_a_screener_takes_on_but_does_not_share_out(screener: Practitioner, colleague: Practitioner) -> None:
    free = factories.received()

    refused = hand_over(handed=[of(free)], to=colleague, by=screener, at=NOW)
    shared = hand_over(handed=[of(free)], to=screener, by=screener, at=NOW)

    assert [why for _, why in refused.refused] == [Refusal.NOT_YOURS]
    assert shared.done == [free]
    assert Event.objects.filter(kind=events.CLAIMED, subject_id=free.pk).exists()


def test_a_manager_shares_out(screener: Practitioner, colleague: Practitioner) -> None:
    free, held = factories.received(), factories.claimed(screener)

    outcome = hand_over(handed=[of(free), of(held)], to=colleague, by=factories.manager(), at=NOW)

    assert set(outcome.done) == {free, held}


def test_nobody_is_handed_a_family_they_may_not_see(screener: Practitioner) -> None:
    enquiry, outsider = factories.claimed(screener), practitioner()

    outcome = hand_over(handed=[of(enquiry)], to=outsider, by=screener, at=NOW)

    assert [why for _, why in outcome.refused] == [Refusal.THEY_MAY_NOT]


# The pages


def sent(*enquiries: Enquiry, to: str, note: str = "") -> dict[str, str]:
    typed = {"to": to}
    for one in enquiries:
        typed |= {f"mark-{one.pk}": str(mark_of(fresh(one))), f"take-{one.pk}": "yes", f"note-{one.pk}": note}
    return typed


def test_at_the_end_of_a_shift(browser: Browser, screener: Practitioner, colleague: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    form = text(browser.get("enquiry_hand_over"))
    sending = browser.post("enquiry_hand_over", **sent(enquiry, to=str(colleague.pk), note="Ring the school"))
    preview = text(browser.get("enquiry_hand_over_check"))
    changing = browser.get("enquiry_hand_over")
    assert fresh(enquiry).claimed_by == screener
    done = browser.post("enquiry_hand_over_check")

    assert enquiry.reference in form
    assert sending.url == "/enquiries/hand-over/check/"
    assert "Hand this to Cal Colleague?" in preview
    assert f"{enquiry.reference} : leaves Sam Screener, goes to Cal Colleague." in preview
    assert b'value="Ring the school"' in changing.content
    assert done.status_code == 302
    assert fresh(enquiry).claimed_by == colleague
    assert "1 enquiry handed to Cal Colleague." in text(browser.get("enquiry_board"))


def test_without_anything_typed_there_is_nothing_to_check(browser: Browser) -> None:
    assert browser.get("enquiry_hand_over_check").url == "/enquiries/hand-over/"


def test_what_was_claimed_since_a_page_was_left_is_handed_over_too(
    browser: Browser, screener: Practitioner
) -> None:
    earlier, left_out = factories.claimed(screener), factories.claimed(screener)
    browser.post("enquiry_hand_over", **sent(earlier, left_out, to="queue") | {f"take-{left_out.pk}": ""})
    since = factories.claimed(screener)

    page = browser.get("enquiry_hand_over").content.decode()

    ticked = {
        one for one in (earlier, left_out, since) if re.search(f'name="take-{one.pk}"[^>]* checked', page)
    }
    assert ticked == {earlier, since}


def test_done_in_another_window_is_said(browser: Browser, screener: Practitioner) -> None:
    browser.post("enquiry_hand_over", **sent(factories.claimed(screener), to="queue"))

    for _ in range(2):
        browser.post("enquiry_hand_over_check")

    assert "This was done already, or in another window." in text(browser.get("enquiry_hand_over"))


def test_to_whom_is_asked_for(browser: Browser, screener: Practitioner) -> None:
    page = browser.post("enquiry_hand_over", **sent(factories.claimed(screener), to=""))

    assert "Choose to whom they go" in text(page)


def test_a_screener_claims_several_for_themselves_alone(
    browser: Browser, screener: Practitioner, colleague: Practitioner
) -> None:
    enquiries = [factories.received(), factories.received()]

    page = text(browser.get("enquiry_share_out"))
    refused = browser.post("enquiry_share_out", **sent(*enquiries, to=str(colleague.pk)))
    browser.post("enquiry_share_out", **sent(*enquiries, to=str(screener.pk)))
    preview = text(browser.get("enquiry_share_out_check"))
    browser.post("enquiry_share_out_check")

    assert "Cal Colleague" not in page
    assert "Choose one of the answers shown" in text(refused)
    assert "Claim these 2?" in preview
    assert "leaves the queue, comes to you." in preview
    assert [fresh(one).claimed_by for one in enquiries] == [screener, screener]


def test_nothing_is_chosen_for_whoever_claims_and_each_line_says_what_it_is_about(
    browser: Browser, screener: Practitioner
) -> None:
    enquiry = factories.received()
    board.pause(enquiry=enquiry, reason="School is closed", by=factories.manager(), at=NOW)

    page = browser.get("enquiry_share_out")

    assert "checked" not in page.content.decode()
    assert f'value="{screener.pk}" selected' in page.content.decode()
    assert f"{enquiry.reference} Clock paused " in text(page)
    assert "8 years, 5 months" in text(page)
    assert "Ava has not been to school for three weeks" in text(page)


def test_what_is_claimed_is_narrowed_as_the_board_was(browser: Browser) -> None:
    here, there = locality("North"), locality("South")
    north, south = factories.received(locality=here), factories.received(locality=there)
    held = factories.claimed(factories.screener(), locality=here)

    page = text(browser.get("enquiry_share_out", locality=here.code, column="decided", show="mine"))

    assert "Locality: North" in page
    assert north.reference in page
    assert not any(one.reference in page for one in (south, held))


def test_a_long_queue_says_how_many_follow(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "MOST", 2)
    for _ in range(3):
        factories.received()

    assert "The first 2 are shown, the most pressing on top. 1 more follows" in text(
        browser.get("enquiry_share_out")
    )


@pytest.mark.parametrize("number", [1, 4])
def test_the_form_takes_as_few_queries_at_any_size(
    browser: Browser, number: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(number):
        factories.received()
    browser.get("enquiry_share_out")

    with django_assert_max_num_queries(15):
        browser.get("enquiry_share_out")


def test_a_manager_may_choose_who(colleague: Practitioner) -> None:
    factories.received()

    assert "Cal Colleague" in text(Browser(factories.manager()).get("enquiry_share_out"))


def test_what_was_refused_stands_again_with_its_note(
    browser: Browser, screener: Practitioner, colleague: Practitioner
) -> None:
    enquiry = factories.claimed(screener)
    browser.post("enquiry_hand_over", **sent(enquiry, to="queue", note="Ring the school"))
    claim.claim(enquiry=enquiry, by=colleague, at=NOW, take_over=True)

    answer = browser.post("enquiry_hand_over_check")

    assert answer.status_code == 409
    assert f"{enquiry.reference}: Somebody changed it after you looked. Look again." in text(answer)
    assert b'value="Ring the school"' in answer.content
    assert fresh(enquiry).claimed_by == colleague
    assert not enquiry.notes.exists()


def test_nothing_chosen_is_said(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)
    typed = sent(enquiry, to="queue") | {f"take-{enquiry.pk}": "", "mark-nonsense": "x"}

    assert "Choose at least one enquiry" in text(browser.post("enquiry_hand_over", **typed))


def test_empty_pages_say_so(browser: Browser) -> None:
    assert "You have claimed no enquiries." in text(browser.get("enquiry_hand_over"))
    assert "Nobody waits to be screened." in text(browser.get("enquiry_share_out"))
