"""The forecast on the board, and the list it leads to."""

from datetime import timedelta
from typing import Any

import pytest

from baton.frontdoor.actions import board
from baton.frontdoor.models import Enquiry
from baton.frontdoor.presenters import forecast
from baton.frontdoor.rules.forecast import open_days_before
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.partnership.models import Practitioner
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
AT_NOON = NOW + 2 * HOUR
"""Monday, one in the afternoon in local time: the front door closes at five."""


def due(hours: float) -> Enquiry:
    """An enquiry that falls due so many hours after noon."""
    enquiry = factories.received(received_at=NOW - timedelta(days=3))
    at = AT_NOON + hours * HOUR
    Enquiry.objects.filter(pk=enquiry.pk).update(target_at=at, due_at=at)
    return factories.fresh(enquiry)


def test_the_board_says_what_will_be_late_today_and_leads_there(
    browser: Browser, screener: Practitioner
) -> None:
    late, today, tomorrow, paused = due(-1), due(2), due(20), due(3)
    board.pause(enquiry=paused, reason="The school is closed", by=screener, at=NOW)

    page = text(browser.get("enquiry_board"))
    narrowed = text(browser.get("enquiry_board", show="today"))

    assert "Before 5:00 pm today: 1 falls due , 1 late already . " in page
    assert "At the pace of the last two weeks you can decide about 0, so 1 more will be late" in page
    assert today.reference in narrowed
    assert not any(one.reference in narrowed for one in (late, tomorrow, paused))


def test_at_a_good_pace_nobody_will_be_late(
    browser: Browser, screener: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecast, "open_days_before", lambda now, week: open_days_before(now, week, 1))
    friday = NOW - timedelta(days=3)
    for _ in range(4):
        factories.decided(screener, received_at=friday - HOUR, at=friday)
    today = due(3.5)
    Enquiry.objects.exclude(pk=today.pk).update(state="decided")

    page = text(browser.get("enquiry_board"))

    assert "1 falls due , 0 late already" in page
    assert "will be late" not in page


def test_where_nothing_is_due_the_board_says_nothing(browser: Browser) -> None:
    due(40)

    assert "At the pace of" not in text(browser.get("enquiry_board"))


def test_on_a_day_without_opening_hours_what_is_due_is_due_by_midnight(
    screener: Practitioner, time_machine: Any
) -> None:
    sunday = NOW + timedelta(days=6)
    time_machine.move_to(sunday)
    browser = Browser(screener)
    enquiry = factories.received(received_at=sunday - 40 * HOUR)

    assert enquiry.reference in text(browser.get("enquiry_board", show="today"))
    assert "At the pace of" not in text(browser.get("enquiry_board"))
