"""The highlight report as a page: for whom, for which period, and down to the rows."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from baton.casework.models import Case
from baton.casework.models.listing import unled
from baton.casework.rules.listing import NEED_LABELS, Need
from baton.insight.report import measures
from baton.insight.tests.world import case, enquiry, fill
from baton.journal.models import AccessEntry
from baton.partnership import profiles
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories

pytestmark = pytest.mark.django_db

JUNE = {
    "from_on-day": "1",
    "from_on-month": "6",
    "from_on-year": "2026",
    "to_on-day": "30",
    "to_on-month": "6",
    "to_on-year": "2026",
}


@pytest.fixture(autouse=True)
def in_july(time_machine) -> None:
    time_machine.move_to("2026-07-31T12:00:00Z")


def page_for(client: Client, role: Role, **query: str) -> str:
    person = factories.practitioner(role, starts_on=date(2020, 1, 1))
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse("highlight_report"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_sentence_comes_first(client: Client) -> None:
    fill()

    page = page_for(client, Role.ANALYST, **JUNE)

    assert "2 enquiries came in; 50 in 100 were decided within the target" in page
    assert "1 June 2026 to 30 June 2026" in page


def test_one_of_a_kind_is_said_in_the_singular(client: Client) -> None:
    enquiry()

    assert "1 enquiry came in" in page_for(client, Role.ANALYST, **JUNE)


def test_a_period_not_over_is_said_in_days_as_people_say_them(client: Client) -> None:
    page = page_for(client, Role.ANALYST, **JUNE | {"to_on-month": "8"})

    assert "The period ends on 30 August 2026, after the day it is seen from, 31 July 2026" in page


def test_without_a_period_it_is_the_last_whole_month(client: Client) -> None:
    assert "1 June 2026 to 30 June 2026" in page_for(client, Role.ANALYST)


def test_a_period_that_is_none_is_said_beside_the_field(client: Client) -> None:
    page = page_for(client, Role.ANALYST, **JUNE | {"to_on-month": "5"})

    assert "before it begins" in page
    page = page_for(client, Role.ANALYST, **JUNE | {"to_on-day": "x"})
    assert "There is something to put right" in page


def test_each_figure_leads_to_its_rows(client: Client) -> None:
    fill()
    page = page_for(client, Role.ANALYST, **JUNE)

    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/figures/rows/[^"]+)"', page)]
    assert len(links) > 50
    for link in links:
        assert client.get(link).status_code == 200, link


def test_rows_name_nobody_and_lead_only_to_what_the_reader_may_see(client: Client) -> None:
    fill()
    page = page_for(client, Role.ANALYST, **JUNE)
    link = next(link for link in re.findall(r'href="([^"]+)"', page) if "cases.active" in link)

    rows = client.get(link.replace("&amp;", "&")).content.decode()

    assert "C-0" in rows
    assert "Shaw" not in rows
    assert "/cases/" not in rows
    assert AccessEntry.objects.filter(what="report").exists()


def test_a_board_member_sees_figures_without_rows(client: Client) -> None:
    fill()
    page = page_for(client, Role.BOARD_MEMBER, **JUNE)

    assert "enquiries came in" in page
    assert "/figures/rows/" not in page
    assert client.get(reverse("figure_rows", args=["cases.active"])).status_code == 403


@pytest.mark.parametrize("query", [{}, {"from": "2026-06-01", "to": "2026-06-31"}])
def test_rows_of_no_period_are_not_found(client: Client, query: dict[str, str]) -> None:
    page_for(client, Role.ANALYST)

    assert client.get(reverse("figure_rows", args=["cases.active"]), query).status_code == 404


def test_rows_of_no_figure_are_not_found(client: Client) -> None:
    page_for(client, Role.ANALYST)
    query = {"from": "2026-06-01", "to": "2026-06-30"}

    assert client.get(reverse("figure_rows", args=["cases.of_the_moon"]), query).status_code == 404


def test_figures_take_no_role_that_has_no_business_with_them(client: Client) -> None:
    person = factories.practitioner(Role.PRACTITIONER)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("highlight_report")).status_code == 403


def test_a_measuring_tool_not_in_use_takes_no_line(client: Client) -> None:
    fill()

    page = page_for(client, Role.ANALYST, **JUNE)

    for tool in profiles.current().tools:
        assert (f"{tool.label}: better" in page) == tool.offered


def rows_of(client: Client, code: str, sort: str = "") -> list[list[str]]:
    query = {"from": "2026-06-01", "to": "2026-06-30", "sort": sort}
    page = client.get(reverse("figure_rows", args=[code]), query).content.decode()
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", page, re.DOTALL)]
    wide = len(re.findall(r"<th ", page))
    return [cells[n + 1 : n + wide] for n in range(0, len(cells), wide)]


def test_rows_stand_oldest_first_and_can_be_turned(client: Client) -> None:
    page_for(client, Role.ANALYST)
    for day in (9, 24, 3):
        enquiry(datetime(2026, 6, day, 12, 0, tzinfo=UTC))
    days = [[f"received {day} June 2026"] for day in (3, 9, 24)]

    assert rows_of(client, "enquiries.total") == days
    assert rows_of(client, "enquiries.total", "-said") == days[::-1]
    assert rows_of(client, "enquiries.total", "reference") == days


def test_what_is_averaged_stands_beside_the_rows_the_greatest_first(client: Client) -> None:
    page_for(client, Role.ANALYST)
    for opened in (date(2026, 5, 1), date(2026, 2, 1), date(2026, 6, 1)):
        case(opened, date(2026, 6, 20), level_at_allocation=3, level_at_closure=1)

    assert [row[-1] for row in rows_of(client, "closures.mean_days_open")] == ["139", "50", "19"]
    assert [row[-1] for row in rows_of(client, "closures.mean_days_open", "amount")] == ["19", "50", "139"]
    assert {len(row) for row in rows_of(client, "closures.mean_level_change")} == {1}


def test_the_figure_of_unallocated_cases_is_not_named_as_the_list_of_who_leads_now(client: Client) -> None:
    """A case of an older system may be led while the day is not known: the figure counts it, the list does not."""
    imported = case(date(2026, 1, 5), led_by=factories.practitioner())
    Case.objects.filter(pk=imported.pk).update(allocated_on=None)
    page_for(client, Role.ANALYST)

    assert len(rows_of(client, "cases.unallocated")) == 1
    assert not Case.objects.filter(unled(date(2026, 6, 30))).exists()
    (measure,) = (one for one in measures(profiles.current()) if one.code == "cases.unallocated")
    assert measure.words == "Not allocated yet, or the lead practitioner has left"
    assert NEED_LABELS[Need.UNLED] == "Nobody leads now"
