"""The board: three columns, narrowed, sorted, few queries."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from baton.core import dates, installation
from baton.frontdoor.actions import board as board_actions
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.board import place
from baton.frontdoor.rules.enquiry import Urgency
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW, SAID
from baton.journal.models import AccessEntry
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import locality, organisation, practitioner
from baton.people.models import Family
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_board_shows_each_enquiry_in_its_column() -> None:
    screener = factories.screener(name="Sam Screener")
    new, taken, done = factories.received(), factories.claimed(screener), factories.decided(screener)

    page = text(Browser(screener).get("enquiry_board"))

    columns = [page.index(words) for words in ("New (1)", "Screening (1)", "Decided today (1)")]
    cards = [page.index(enquiry.reference) for enquiry in (new, taken, done)]
    assert columns[0] < cards[0] < columns[1] < cards[1] < columns[2] < cards[2]
    assert "Claimed by Sam Screener" in page
    assert "Information and advice" in page


def test_a_card_names_nobody() -> None:
    factories.received(said=SAID)

    page = text(Browser(factories.screener()).get("enquiry_board"))

    assert "8 years, 5 months" in page
    assert "Kelly" not in page


def test_an_empty_board_says_what_to_do() -> None:
    page = text(Browser(factories.screener()).get("enquiry_board"))

    assert "Nobody waits to be screened." in page


def test_what_was_decided_yesterday_has_left_the_board() -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener)

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        page = text(Browser(screener).get("enquiry_board"))

    assert enquiry.reference not in page


def test_urgent_today_comes_first_then_late_then_soon_each_by_its_clock() -> None:
    """The moment itself is not late yet. The page, one column of it and its download have the same order."""
    now, hour = dates.now(), timedelta(hours=1)
    wanted = [
        (Urgency.TODAY, -50 * hour),
        (Urgency.TODAY, 40 * hour),
        (Urgency.ROUTINE, -30 * hour),
        (Urgency.SOON, -hour / 60),
        (Urgency.SOON, 0 * hour),
        (Urgency.SOON, 30 * hour),
        (Urgency.ROUTINE, 0 * hour),
        (Urgency.ROUTINE, 20 * hour),
    ]
    arrived = [factories.received(urgency=urgency) for urgency, _ in reversed(wanted)][::-1]
    for enquiry, (_, left) in zip(arrived, wanted, strict=True):
        Enquiry.objects.filter(pk=enquiry.pk).update(target_at=now - timedelta(days=9), due_at=now + left)
    browser = Browser(factories.manager())

    pages = [browser.get("enquiry_board"), browser.get("enquiry_board", column="new")]
    shown = [text(page) for page in pages] + [browser.get("enquiry_download").content.decode()]

    ruled = sorted(
        Enquiry.objects.all(),
        key=lambda one: (place(Urgency(one.urgency), is_waiting=True, is_late=one.due_at < now), one.due_at),
    )
    assert ruled == arrived
    for page in shown:
        assert [one.reference for one in arrived] == sorted(
            (one.reference for one in arrived), key=page.index
        )


def test_the_board_can_be_sorted_by_receipt() -> None:
    second, first = factories.received(), factories.received(received_at=NOW - HOUR)

    page = text(Browser(factories.screener()).get("enquiry_board", sort="received"))
    turned = text(Browser(factories.screener()).get("enquiry_board", sort="-received"))

    assert page.index(first.reference) < page.index(second.reference)
    assert turned.index(second.reference) < turned.index(first.reference)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"show": "mine"}, "mine"),
        ({"show": "unclaimed"}, "other"),
        ({"show": "late"}, "late"),
        ({"locality": "north"}, "north"),
        ({"locality": "none"}, "other"),
        ({"source": "school"}, "school"),
    ],
)
def test_the_board_is_narrowed(query: dict[str, str], shown: str) -> None:
    screener = factories.screener()
    teacher = practitioner(at=organisation(agency_type="school"))
    there = locality()
    found = {
        "mine": factories.claimed(screener, locality=there),
        "late": factories.received(received_at=NOW - timedelta(hours=60), locality=there),
        "north": factories.received(locality=there),
        "school": factories.received(factories.by(teacher, locality=there)),
        "other": factories.received(),
    }

    page = text(Browser(screener).get("enquiry_board", **query))

    assert found[shown].reference in page
    if shown != "north":
        hidden = [
            enquiry for name, enquiry in found.items() if name not in (shown, "late", "north", "school")
        ]
        assert not [enquiry for enquiry in hidden if enquiry.reference in page]


def test_a_reference_leads_to_its_enquiry() -> None:
    enquiry = factories.received()

    answer = Browser(factories.screener()).seek(
        "enquiry_board", q=enquiry.reference.lower().removeprefix("e-")
    )

    assert answer.url == reverse("enquiry_page", args=[enquiry.pk])


def test_an_unknown_reference_is_said_plainly() -> None:
    page = text(Browser(factories.screener()).seek("enquiry_board", q="E-222222"))

    assert "There is no enquiry “E-222222” that you may see." in page


def test_a_full_column_leads_to_its_own_pages() -> None:
    for _ in range(27):
        factories.received()
    browser = Browser(factories.screener())

    board = browser.get("enquiry_board").content.decode()
    column = text(browser.get("enquiry_board", column="new"))

    assert "New (27)" in " ".join(text(browser.get("enquiry_board")).split())
    assert "column=new" in board
    assert "1 to 25 of 27 enquiries" in column


@pytest.mark.parametrize("number", [3, 40])
def test_the_board_takes_as_few_queries_at_any_size(number: int, django_assert_max_num_queries: Any) -> None:
    screener = factories.screener()
    for _ in range(number):
        factories.received()
        factories.decided(screener)
    installation.mark(installation.Kind.REAL, at=factories.NOW)  # as any installation is
    browser = Browser(screener)
    browser.get("my_work")

    for query in ({}, {"column": "new", "size": "100"}):
        with django_assert_max_num_queries(15):
            browser.get("enquiry_board", **query)


def test_the_board_notes_which_families_it_showed() -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener)

    Browser(screener).get("enquiry_board")

    assert AccessEntry.objects.filter(family_id=enquiry.family_id, what="list").exists()


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.COORDINATOR, Role.SYSTEM_ADMINISTRATOR])
def test_the_board_is_the_front_doors(role: Role) -> None:
    assert Browser(practitioner(role)).get("enquiry_board").status_code == 403


def test_a_restricted_familys_enquiry_is_on_no_screeners_board() -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener)
    Family.objects.filter(pk=enquiry.family_id).update(
        restriction="restricted", restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
    )

    assert enquiry.reference not in text(Browser(screener).get("enquiry_board"))
    lead = practitioner(Role.SAFEGUARDING_LEAD)
    assert enquiry.reference in text(Browser(lead).get("enquiry_board"))


def test_a_paused_clock_is_seen_on_the_board_and_makes_nobody_late() -> None:
    screener, now = factories.screener(), dates.now()
    paused, late, waits = (factories.received() for _ in range(3))
    for enquiry, hours in ((paused, -9), (late, -1), (waits, 1)):
        due = now + hours * HOUR
        Enquiry.objects.filter(pk=enquiry.pk).update(target_at=now - timedelta(days=9), due_at=due)
    board_actions.pause(enquiry=paused, reason="School is closed.", by=screener, at=NOW)

    page = text(Browser(screener).get("enquiry_board"))
    narrowed = text(Browser(screener).get("enquiry_board", show="late"))

    assert page.index(late.reference) < page.index(paused.reference) < page.index(waits.reference)
    assert "Clock paused" in page
    assert "1 hour late" in page
    assert "9 hours late" not in page
    assert late.reference in narrowed
    assert paused.reference not in narrowed
