"""Who sees figures and not families learns from the figures nothing about one; odd questions break nothing."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from baton.insight.tests import world
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from baton.people.models import Family
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as people
from tests.browsing import BACKEND

pytestmark = pytest.mark.django_db

JUNE = {"from": "2026-06-01", "to": "2026-06-30"}


@pytest.fixture(autouse=True)
def in_july(time_machine) -> None:
    time_machine.move_to("2026-07-31T12:00:00Z")


def rows(client: Client, role: Role, code: str, **values: object) -> str:
    client.force_login(factories.practitioner(role, **values), backend=BACKEND)
    answer = client.get(reverse("figure_rows", args=[code]), JUNE)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("restriction", ["open", "restricted", "sealed"])
def test_an_enquirer_does_not_read_in_the_figures_what_became_of_their_enquiry(
    client: Client, restriction: str
) -> None:
    family = people.family(restriction=restriction)
    told = world.enquiry(hours=5, outcome="existing_case", family=family, linked_at=world.JUNE)
    case = world.case(date(2026, 6, 3))
    Family.objects.filter(pk=case.family_id).update(
        restriction=restriction,
        restriction_reason="" if restriction == "open" else "Risk",
        restricted_at=None if restriction == "open" else datetime(2026, 6, 4, tzinfo=UTC),
        review_on=None if restriction == "open" else date(2026, 9, 4),
    )

    for role, named in ((Role.TEAM_MANAGER, False), (Role.ANALYST, restriction == "open")):
        page = rows(client, role, "enquiries.by_outcome.existing_case")
        assert (told.reference in page) is named
        assert page.count("received 10 June 2026") == 1, "the figure is still its list"
        assert (case.reference in rows(client, role, "cases.active")) is named


def test_a_manager_finds_the_references_of_their_own_families(client: Client) -> None:
    case, school = world.case(date(2026, 6, 3)), factories.organisation()
    people.grant(case.family, school, GrantKind.MANAGER)

    page = rows(client, Role.TEAM_MANAGER, "cases.active", at=school)

    assert case.reference in page
    assert reverse("case", args=[case.pk]) in page


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("cases.active", JUNE | {"as_of": "9999-12-31"}),
        ("cases.active", JUNE | {"as_of": "0001-01-01T00:00+23:59"}),
        ("cases.active", {"from": "0001-01-01", "to": "2026-06-30"}),
        ("cases.active", {"from": "1500-01-01", "to": "2026-06-30"}),
        ("enquiries.by_source.martians", JUNE),
        ("enquiries.by_month.never", JUNE),
        ("cases.opened_by_month.2026-13", JUNE),
        ("enquiries.by_source.\0", JUNE),
        ("enquiries.by_source.' OR 1=1 --", JUNE),
    ],
)
def test_an_odd_question_is_not_found(client: Client, code: str, query: dict[str, str]) -> None:
    client.force_login(factories.practitioner(Role.ANALYST), backend=BACKEND)

    assert client.get(reverse("figure_rows", args=[code]), query).status_code == 404


def test_half_a_lifetime_is_not_reported_on(client: Client) -> None:
    client.force_login(factories.practitioner(Role.BOARD_MEMBER), backend=BACKEND)
    asked = {"from_on-day": 1, "from_on-month": 1, "from_on-year": 1950}
    asked |= {"to_on-day": 30, "to_on-month": 6, "to_on-year": 2026}

    assert "too long" in client.get(reverse("highlight_report"), asked).content.decode()
