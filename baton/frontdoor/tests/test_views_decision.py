"""Deciding, telling the enquirer, and the ways out of the queue."""

from typing import Any

import pytest
from django.urls import reverse

from baton.frontdoor.actions import decision
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.partnership.models import Practitioner
from baton.people.models import Involvement
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


DECIDED = {
    "decision-level": "2",
    "decision-outcome": "advice",
    "decision-reason": "School is there already.",
    "decision-made_with_enquirer": "yes",
}


def ready(screener: Practitioner, **values: Any) -> Enquiry:
    return factories.linked(factories.checked(factories.claimed(screener, **values), screener), screener)


def version(enquiry: Enquiry) -> dict[str, str]:
    return {"decision-expected_version": str(factories.fresh(enquiry).version)}


# Deciding


def test_the_thresholds_text_and_where_it_leads_stand_beside(
    browser: Browser, screener: Practitioner
) -> None:
    page = text(browser.get("enquiry_page", ready(screener).pk))

    assert "What level 3 means" in page
    assert "It will wait for allocation" in page


def test_a_decision_is_made(browser: Browser, screener: Practitioner) -> None:
    enquiry = ready(screener)

    answer = browser.post("enquiry_decide", enquiry.pk, **DECIDED | version(enquiry))

    made = Decision.objects.get()
    assert answer.url == reverse("enquiry_page", args=[enquiry.pk])
    assert (made.outcome, made.level, made.decided_by) == (Outcome.ADVICE, 2, screener)
    assert made.words_for_enquirer
    assert made.made_with_enquirer


def test_no_level_is_an_answer(browser: Browser, screener: Practitioner) -> None:
    enquiry = ready(screener)

    browser.post("enquiry_decide", enquiry.pk, **DECIDED | {"decision-level": "none"} | version(enquiry))

    assert Decision.objects.get().level is None


def test_what_is_missing_stands_beside_its_question(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)
    typed = DECIDED | {"decision-outcome": "assessment", "decision-level": "none"} | version(enquiry)

    answer = browser.post("enquiry_decide", enquiry.pk, **typed)

    page = text(answer)
    assert answer.status_code == 422
    for words in ("Answer “Are they already known?” first", "Say which family", "Choose the level of need"):
        assert words in page
    assert "School is there already." in page


def test_words_are_previewed_and_nothing_is_decided(browser: Browser, screener: Practitioner) -> None:
    enquiry = ready(screener)

    own = browser.post(
        "enquiry_decide", enquiry.pk, preview="yes", **{"decision-words_for_enquirer": "Own words."}
    )
    standard = browser.post("enquiry_decide", enquiry.pk, preview="yes", **{"decision-outcome": "advice"})
    none = browser.post("enquiry_decide", enquiry.pk, preview="yes")

    assert "They would read: Own words." in text(own)
    assert "They would read:" in text(standard)
    assert "Choose an outcome first." in text(none)
    assert not Decision.objects.exists()


def test_information_goes_to_the_help_under_way(browser: Browser, screener: Practitioner) -> None:
    enquiry = ready(screener)
    help_ = Involvement.objects.create(family=enquiry.family, kind="case", contact="Pat Lead")
    typed = DECIDED | {"decision-outcome": "existing_case"}

    refused = text(browser.post("enquiry_decide", enquiry.pk, **typed | version(enquiry)))
    browser.post(
        "enquiry_decide", enquiry.pk, **typed | {"decision-involvement": str(help_.pk)} | version(enquiry)
    )

    assert "Choose the help already under way" in refused
    assert Decision.objects.get().involvement == help_


def test_the_loser_of_a_race_sees_both_texts_and_may_save(browser: Browser, screener: Practitioner) -> None:
    enquiry = ready(screener)
    old = version(enquiry)
    factories.decide(enquiry, screener, at=NOW + HOUR)

    refused = browser.post("enquiry_decide", enquiry.pk, **DECIDED | old)
    page = text(refused)

    assert refused.status_code == 409
    assert "You saved this yourself in another window at" in page
    assert "Why? Different Saved now, by them School [only here: and grandmother are ] there already." in page
    assert "The same in both: Level of need; What did you decide?" in page
    assert "School is there already." in page
    assert (
        f'name="decision-expected_version" value="{factories.fresh(enquiry).version}"'
        in refused.content.decode()
    )
    browser.post("enquiry_decide", enquiry.pk, **DECIDED | version(enquiry))
    assert Decision.objects.count() == 2


def test_what_help_came_from_is_not_decided_again(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.decided(screener, Outcome.ASSESSMENT)
    decision.take_up(enquiry=enquiry, by=screener, at=NOW + 2 * HOUR)

    page = text(browser.get("enquiry_page", enquiry.pk))
    refused = text(browser.post("enquiry_decide", enquiry.pk, **DECIDED | version(enquiry)))

    assert "Decide it again" not in page
    assert "A case has been opened from this decision" in refused


# Telling and the ways out


def test_a_telling_by_phone_is_recorded(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.decided(screener)

    browser.post("enquiry_tell", enquiry.pk, **{"tell-how": "phone"})

    assert enquiry.tellings.get().how == "phone"
    page = text(browser.get("enquiry_page", enquiry.pk))
    assert "Told by phone" in page
    assert "The enquirer was told Please talk to the school nurse." in page


def test_a_telling_lies_after_the_decision(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.decided(screener)
    when = {
        "tell-told_at-day": "1",
        "tell-told_at-month": "9",
        "tell-told_at-year": "2026",
        "tell-told_at-time": "9 am",
    }

    answer = browser.post("enquiry_tell", enquiry.pk, **{"tell-how": "phone"} | when)
    missing = browser.post("enquiry_tell", enquiry.pk)

    assert "after the decision" in text(answer)
    assert missing.status_code == 422


def test_nothing_is_told_before_the_decision(browser: Browser, screener: Practitioner) -> None:
    answer = browser.post("enquiry_tell", factories.claimed(screener).pk, **{"tell-how": "phone"})

    assert "There is nothing to tell yet" in text(answer)


def test_a_message_is_offered_only_where_it_is_safe(browser: Browser, screener: Practitioner) -> None:
    unsafe = Enquirer(by_family=True, email="kelly@example.org", safe_to_write=False)
    enquiry = factories.decided(screener, new=factories.new_enquiry(enquirer=unsafe))

    page = text(browser.get("enquiry_page", enquiry.pk))
    forged = browser.post("enquiry_tell", enquiry.pk, **{"tell-how": "message"})

    assert "Send an e-mail" not in page
    assert "Choose one of the answers shown" in text(forged)


def test_who_cannot_be_told_is_recorded(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.decided(screener)

    missing = browser.post("enquiry_cannot_tell", enquiry.pk)
    browser.post("enquiry_cannot_tell", enquiry.pk, **{"cannot-reason": "No name was left."})

    assert missing.status_code == 422
    assert "Cannot be told: No name was left." in text(browser.get("enquiry_page", enquiry.pk))


def test_nobody_cannot_be_told_of_nothing(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    answer = browser.client.post(
        reverse("enquiry_cannot_tell", args=[enquiry.pk]), {"cannot-reason": "x"}, follow=True
    )

    assert "There is nothing to tell yet" in text(answer)


@pytest.mark.parametrize(
    ("name", "state"), [("enquiry_withdraw", State.WITHDRAWN), ("enquiry_reopen", State.SCREENING)]
)
def test_a_manager_goes_the_other_ways_with_a_reason(name: str, state: State) -> None:
    manager = factories.manager()
    enquiry = factories.decided(manager)
    browser = Browser(manager)

    asked = text(browser.get(name, enquiry.pk))
    missing = text(browser.post(name, enquiry.pk, expected_version=str(enquiry.version)))
    stale = text(browser.post(name, enquiry.pk, expected_version="1", reason="Because."))
    browser.post(name, enquiry.pk, expected_version=str(enquiry.version), reason="Because.")

    assert "If you go on:" in asked
    assert "Write why" in missing
    assert "saved this" in stale
    assert factories.fresh(enquiry).state == state


def test_an_open_enquiry_is_not_opened_again() -> None:
    manager = factories.manager()
    enquiry = factories.claimed(manager)

    page = text(Browser(manager).post("enquiry_reopen", enquiry.pk, expected_version="1", reason="x"))

    assert "Decide it, or release it, first" in page


@pytest.mark.parametrize("name", ["enquiry_withdraw", "enquiry_reopen"])
def test_a_screener_goes_no_other_way(browser: Browser, screener: Practitioner, name: str) -> None:
    assert browser.get(name, factories.decided(screener).pk).status_code == 403


def test_a_duplicate_is_marked(browser: Browser, screener: Practitioner) -> None:
    enquiry, original = factories.received(), factories.received()

    typed = {"expected_version": "1", "original": original.reference.lower()}
    nonsense = text(browser.post("enquiry_duplicate", enquiry.pk, **typed | {"original": "nonsense"}))
    unknown = text(browser.post("enquiry_duplicate", enquiry.pk, **typed | {"original": "E-222222"}))
    itself = text(browser.post("enquiry_duplicate", enquiry.pk, **typed | {"original": enquiry.reference}))
    stale = text(browser.post("enquiry_duplicate", enquiry.pk, **typed | {"expected_version": "9"}))
    browser.post("enquiry_duplicate", enquiry.pk, **typed)

    assert "Enter a reference like" in nonsense
    assert "There is no enquiry E-222222 that you may see" in unknown
    assert "the one that stays" in itself
    assert "saved this" in stale
    assert factories.fresh(enquiry).state == State.DUPLICATE
    assert f"This is a duplicate of {original.reference}" in text(browser.get("enquiry_page", enquiry.pk))


def test_a_duplicate_is_not_marked_twice(browser: Browser, screener: Practitioner) -> None:
    enquiry, original = factories.received(), factories.received()
    browser.post("enquiry_duplicate", enquiry.pk, expected_version="1", original=original.reference)

    again = text(
        browser.post("enquiry_duplicate", enquiry.pk, expected_version="2", original=original.reference)
    )

    assert "was marked as a duplicate" in again
