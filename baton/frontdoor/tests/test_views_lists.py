"""The download, and the lists of what nobody holds yet."""

import csv
import io
from typing import Any

import pytest
from django.urls import reverse

from baton.frontdoor.actions import stop, telling
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import locality, practitioner
from baton.people.tests.factories import family
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


# The download


def table(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_download_is_what_one_sees() -> None:
    manager = factories.manager()
    mine, other = factories.claimed(manager, received_at=NOW - HOUR), factories.received()

    rows = table(Browser(manager).get("enquiry_download", show="mine"))

    assert [row[0] for row in rows[1:]] == [mine.reference]
    assert other.reference not in str(rows)
    assert rows[1][rows[0].index("Received")] == "2026-09-14 10:00"


def test_the_download_says_what_was_decided_and_told() -> None:
    manager = factories.manager()
    enquiry = factories.decided(manager, locality=locality())
    telling.tell(enquiry=enquiry, how=How.PHONE, by=manager, at=NOW + 2 * HOUR)

    (head, row) = table(Browser(manager).get("enquiry_download"))

    line = dict(zip(head, row, strict=True))
    assert line["Outcome"] == "Information and advice"
    assert line["Told"] == "2026-09-14 13:00"
    assert line["Ages of the children"] == "8 years, 5 months"


def test_no_cell_is_a_formula() -> None:
    factories.received(enquirer=Enquirer(source_name="=HYPERLINK(1)"))

    rows = table(Browser(factories.manager()).get("enquiry_download"))

    assert rows[1][rows[0].index("Source")].startswith("'=")


def test_a_screener_downloads_nothing() -> None:
    browser = Browser(factories.screener())

    assert browser.get("enquiry_download").status_code == 403
    assert "Download what I see" not in text(browser.get("enquiry_board"))


# The manager's lists


def test_what_nobody_holds_stands_on_a_list() -> None:
    manager = factories.manager()
    stop.record_stop(child="Ava Shaw, 8", organisation=None, by=practitioner(name="Tess"), at=NOW)
    waits = factories.decided(manager, Outcome.ASSESSMENT)
    unplaced = factories.received()
    family("Wanderer")

    page = text(Browser(manager).get("enquiry_lists"))

    for words in ("Ava Shaw, 8", "Tess", waits.reference, unplaced.reference):
        assert words in page
    assert "receipt not recorded (1)" in page
    assert "Decided, not told yet (1)" in page
    assert "Families without a locality (2) Place them" in page


def test_empty_lists_say_so() -> None:
    page = text(Browser(factories.manager()).get("enquiry_lists"))

    assert "Every one of them has arrived." in page


def test_the_lists_take_few_queries(django_assert_max_num_queries: Any) -> None:
    manager = factories.manager()
    for _ in range(12):
        factories.decided(manager, Outcome.ASSESSMENT)
        factories.received()
    browser = Browser(manager)

    with django_assert_max_num_queries(15):
        browser.get("enquiry_lists")


def test_a_receipt_is_recorded_once() -> None:
    kept = stop.record_stop(child="Ava Shaw, 8", organisation=None, by=practitioner(), at=NOW)
    browser = Browser(factories.manager())

    missing = text(browser.post("stop_receipt", kept.pk, note=""))
    first = browser.post("stop_receipt", kept.pk, note="Ms Hill has it.")
    again = text(browser.post("stop_receipt", kept.pk, note="Ms Hill has it."))

    assert "Write who confirmed it" in missing
    assert first.url == reverse("enquiry_lists")
    assert "recorded already" in again
    assert "Ava Shaw" not in text(browser.get("enquiry_lists"))


@pytest.mark.parametrize("role", [Role.HUB_SCREENER, Role.PRACTITIONER, Role.SYSTEM_ADMINISTRATOR])
def test_the_lists_are_the_managers(role: Role) -> None:
    browser = Browser(practitioner(role))
    kept = stop.record_stop(child="Ava Shaw, 8", organisation=None, by=practitioner(), at=NOW)

    assert browser.get("enquiry_lists").status_code == 403
    assert browser.get("stop_receipt", kept.pk).status_code == 403


def test_who_does_not_place_families_is_not_sent_there() -> None:
    family("Wanderer")

    page = text(Browser(practitioner(Role.SAFEGUARDING_LEAD)).get("enquiry_lists"))

    assert "Families without" not in page
