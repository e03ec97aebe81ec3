"""Caseloads: who leads how many of how many, what is late by team and why; each number is as long as its list."""

import re
from datetime import timedelta

import pytest

from baton.casework.actions import allocation
from baton.casework.models import Duty
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW
from baton.casework.tests.pages import get, text
from baton.casework.tests.proposals import ask
from baton.partnership.models import Membership, Team
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner

LATE = {"due_at": NOW - timedelta(days=1), "set_at": NOW - timedelta(days=9)}


@pytest.fixture
def busy(around):
    """The lead has three cases, a late meeting in one and a late action and answer in another; one is stood in for."""
    made = [factories.case(factories.household(name), around) for name in ("Ash", "Birch", "Cole")]
    Duty.objects.all().delete()
    for case, kind in ((made[0], "hold_meeting"), (made[1], "do_action"), (made[1], "answer_transfer")):
        Duty.objects.create(case=case, kind=kind, owner=around.lead, **LATE)
    allocation.stand_in(case=made[2], practitioner=around.manager, reason="x", by=around.lead, at=NOW)
    ask(factories.case(factories.household("Dale"), None), around, by=around.screener)
    Membership.objects.filter(practitioner=around.lead).update(case_limit=3)
    return made


def lists_of(page) -> list[tuple[int, str]]:
    """Each number of the page that is a link, with its address."""
    found = re.findall(r'href="(/cases/\?[^"]+)">(\d+)<', page.content.decode())
    return [(int(number), url.replace("&amp;", "&")) for url, number in found]


@pytest.mark.parametrize("name", ["manager", "coordinator", "hub_manager"])
def test_every_number_is_as_long_as_its_list(busy, around, as_, name):
    browser = as_(getattr(around, name))
    page = get(browser, "caseload_list")

    numbers = lists_of(page)

    # Of the lead and the team each a stand-in, of whoever stands in one: managers see everybody of their school.
    stand_ins = 3 if name == "manager" else 2
    assert sorted(number for number, _ in numbers) == [1] * (3 + stand_ins) + [2, 2, 3]
    for number, url in numbers:
        words = text(browser.get(url))
        assert f"{number} {'case' if number == 1 else 'cases'}" in words, url


def test_the_manager_reads_room_stand_ins_and_who_has_none(busy, around, as_):
    words = text(get(as_(around.manager), "caseload_list"))

    assert "Lee Marsh Hill Top School 3 of at most 3 No room asked about 1 more" in words
    assert "Somebody stands in for 1" in words
    assert "Ann Bell Hill Top School 0 of at most 8 0 0 Stands in for 1" in words
    assert "Ann Bell stands in" in text(get(as_(around.manager), "case_list", needs="stood_in"))


def test_what_is_late_stands_by_team_with_why(busy, around, as_):
    team = Team.objects.create(organisation=around.school, code="pastoral", name="Pastoral team")
    assert "Hill Top School : 2 late cases" in text(get(as_(around.manager), "caseload_list"))
    Membership.objects.filter(practitioner=around.lead).update(team=team)

    browser = as_(around.manager)
    words = text(get(browser, "caseload_list"))

    assert "Pastoral team : 2 late cases of Pastoral team of 3 late." in words
    assert "meeting is late: 1" in words
    assert "An action of the plan is late: 1" in words
    assert "An answer is late: 1" in words
    assert "2 cases" in text(browser.get(f"/cases/?needs=late&team={team.pk}"))
    assert "No case matches" in text(browser.get(f"/cases/?needs=late&team={around.school.pk}"))


def test_a_manager_of_elsewhere_sees_their_own_people_alone(busy, as_):
    elsewhere = organisation("Far School", agency_type="school")
    stranger = practitioner(Role.TEAM_MANAGER, name="Stan Ford", at=elsewhere)

    words = text(get(as_(stranger), "caseload_list"))

    assert "1 practitioner" in words
    assert "Lee Marsh" not in words


def test_it_is_narrowed_to_one_organisation(busy, around, as_):
    empty = organisation("Far School", agency_type="school")

    words = text(get(as_(around.hub_manager), "caseload_list", organisation=str(empty.pk)))

    assert "Nobody leads a case here." in words


def test_a_filter_that_names_nobody_is_passed_over(busy, around, as_):
    assert "4 cases" in text(get(as_(around.hub_manager), "case_list", lead="nonsense"))


def test_many_cost_as_much_as_few(busy, around, as_, django_assert_max_num_queries):
    for number in range(4):
        other = organisation(f"School {number}", agency_type="school")
        lead = practitioner(at=other)
        case = factories.case(factories.household(f"Elm {number}"), around)
        case.allocations.update(practitioner=lead, organisation=other)
    browser = as_(around.hub_manager)

    with django_assert_max_num_queries(18):
        get(browser, "caseload_list")
