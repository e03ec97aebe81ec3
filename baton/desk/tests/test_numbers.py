"""The numbers above my work: each one right, and as many as the list it leads to holds."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from baton.casework.actions import answering
from baton.casework.models import Case, Duty, Transfer
from baton.casework.tests import factories as cases
from baton.casework.tests import plans
from baton.core import wall
from baton.desk.numbers import _counted, _lists_of, numbers_of
from baton.frontdoor.actions import stop
from baton.frontdoor.actions.exclusion import mark_duplicate
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.frontdoor.tests.asking import ask
from baton.notices.late import late_for
from baton.oversight.tests.factories import alert
from baton.partnership.actions.practitioner import leave
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.models import AccessBar, Family
from baton.people.rules.facts import BarReason
from baton.people.rules.restriction import end_of_month
from baton.people.tests.factories import break_glass, child, conflict, family
from tests.browsing import BACKEND, text

pytestmark = pytest.mark.django_db

NOW = cases.NOW + timedelta(days=60)
MOST_QUERIES = 20


@pytest.fixture(autouse=True)
def the_moment() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass
class World:
    """A partnership with something of everything that is counted, and what must not be."""

    around: cases.Cast
    liaison: Practitioner
    safeguarding: Practitioner
    officer: Practitioner


@pytest.fixture
def world() -> World:
    around = cases.cast()
    _cases(around)
    liaison = _transfers(around)
    _queue(around)
    _glass(around)
    alert(around.lead)
    officer = practitioner(Role.GOVERNANCE_OFFICER)
    return World(around, liaison, practitioner(Role.SAFEGUARDING_LEAD), officer)


def _cases(around: cases.Cast) -> None:
    """Of the school: one to be authorised, one with a late meeting, one whose lead has left; one of nobody."""
    submitted, late, left = (cases.case(cases.household(name), around) for name in ("Ash", "Birch", "Cole"))
    Duty.objects.all().delete()
    owed = {"set_at": cases.NOW, "owner": around.lead}
    Duty.objects.create(case=submitted, kind="authorise_assessment", due_at=NOW + timedelta(1), **owed)
    Duty.objects.create(case=late, kind="hold_meeting", due_at=NOW - timedelta(1), **owed)
    Duty.objects.create(case=late, kind="complete_assessment", due_at=NOW - timedelta(1), **owed)
    gone = practitioner(name="Gil Ray", at=around.school)
    left.allocations.update(practitioner=gone)
    leave(practitioner=gone, by=around.hub_manager, at=NOW)
    Duty.objects.filter(case=left).delete()
    Duty.objects.filter(case=cases.case(cases.household("Dale"), None)).delete()
    Duty.objects.filter(case=cases.case(cases.household("Elm"), None, register_on=cases.OPENED)).delete()
    shut = cases.case(cases.household("Fox"), around)
    Case.objects.filter(pk=shut.pk).update(state="closed")


def _transfers(around: cases.Cast) -> Practitioner:
    """Two step-ups wait, one of them past its day; one was accepted and its case stands on hold."""
    liaison, agency = plans.social_care()
    for number, name in enumerate(("Gale", "Hay", "Ives")):
        case = cases.case(cases.household(name), around)
        Duty.objects.filter(case=case).delete()
        asked = plans.step_up(case, around.lead, agency)
        Duty.objects.filter(subject_id=asked.pk).update(due_at=NOW + timedelta(number - 1, hours=1))
    answering.decline(transfer=Transfer.objects.get(pk=asked.pk), reason="Not yet", by=liaison, at=NOW)
    Duty.objects.filter(case=case).delete()
    held = cases.case(cases.household("Jay"), around)
    Duty.objects.filter(case=held).delete()
    plans.step_up(held, around.lead, agency)
    Transfer.objects.filter(case=held).update(state="accepted", answered_at=NOW)
    Duty.objects.filter(case=held).delete()
    Case.objects.filter(pk=held.pk).update(state="on_hold")
    return liaison


def _queue(around: cases.Cast) -> None:
    """One new and late, one new, one in screening; one decided for a case and not told; a child at risk."""
    door.received(received_at=NOW - timedelta(days=9))
    door.received(received_at=NOW)
    ask(door.claimed(around.screener, received_at=NOW, at=NOW), around.screener)
    door.decided(around.screener, Outcome.ASSESSMENT)
    stop.record_stop(child="Ava, 8", organisation=None, by=around.lead, at=NOW)
    family("Wanderer")


def _glass(around: cases.Cast) -> None:
    """Opened in an emergency: a record at which nobody has looked, one that is sealed since, and one looked at; to be
    looked at again: one late, one by the end of the month.
    """
    ended = {"from_at": NOW - timedelta(hours=2), "to_at": NOW - timedelta(hours=1)}
    today = localdate(NOW)
    late, soon = {"review_on": today - timedelta(1)}, {"review_on": end_of_month(today)}
    break_glass(family("Kay", restriction="restricted", **late), around.hub_manager, **ended)
    break_glass(family("Lee", restriction="sealed", **late), around.hub_manager, **ended)
    conflict(child(of=family("Ono", locality=around.place)), around.hub_manager)
    conflict(child(of=family("Pim", restriction="sealed", **late)), around.hub_manager)
    seen = {"reviewed_at": NOW, "reviewed_by": around.lead, "verdict": "justified", "review_note": "Right"}
    break_glass(family("May", restriction="restricted", **soon), around.hub_manager, **ended | seen)


KEEPERS = {
    "Emergency openings to look at": 1,
    "Conflicts of interest to judge": 1,
    "Unusual reading to look into": 1,
    "Restrictions late to be looked at": 1,
    "Restrictions to look at this month": 2,
}
FRONT_DOOR = {
    "Children at risk, receipt not recorded": 1,
    "Not claimed yet": 2,
    "Late": 1,
    "Decided, not told yet": 1,
    "Waiting for somebody to lead": 1,
    "Nobody leads now": 3,
    "In the review register, not screened": 1,
    "Families without a locality": 2,
}
EXPECTED = {
    "manager": {"Open cases": 7, "Late": 2, "To be authorised": 1, "Nobody leads now": 1},
    "coordinator": {
        "Waiting for somebody to lead": 0,
        "Nobody leads now": 3,
        "Assessments late": 1,
        "Meetings late": 1,
        "In the review register": 1,
    },
    "liaison": {
        "Step-ups to answer": 2,
        "Step-ups past their day": 1,
        "Cases on hold": 1,
        "Cases with new information": 0,
    },
    "screener": {
        "Not claimed yet": 2,
        "Claimed by me": 1,
        "Late": 1,
        "Agencies that have not answered": 1,
        "Waiting for somebody to lead": 1,
    },
    "hub_manager": FRONT_DOOR,
    "safeguarding": {
        "Children at risk, receipt not recorded": 1,
        "In the review register, not screened": 1,
        **KEEPERS,
    },
    "officer": KEEPERS,
}


def who(world: World, name: str) -> Practitioner:
    found = getattr(world, name, None) or getattr(world.around, name)
    return Practitioner.objects.get(pk=found.pk)


def rows_behind(client: Client, url: str) -> int:
    """Return how many rows the list says that it has."""
    page = client.get(url)
    assert page.status_code == 200, url
    body = page.content.decode()
    if "#" in url:
        part = re.search(rf'id="{url.split("#")[1]}">.*?\(([\d,]+)\)', body, re.DOTALL)
    else:
        part = re.search(r'baton-list__count">(?:[\d,]+ to [\d,]+ of )?([\d,]+) ', body)
    return int(part[1]) if part else 0


@pytest.mark.parametrize("name", EXPECTED)
def test_each_number_is_right_and_leads_to_as_many_rows(
    world: World, client: Client, name: str, django_assert_max_num_queries
) -> None:
    client.force_login(who(world, name), backend=BACKEND)

    with django_assert_max_num_queries(MOST_QUERIES):
        page = text(client.get(reverse("my_work")))
    (group,) = numbers_of(who(world, name), NOW)

    assert {number.words: number.value for number in group.numbers} == EXPECTED[name]
    for number in group.numbers:
        assert f"{number.value:,} {number.words}" in page
        assert rows_behind(client, number.url) == number.value, number
    caseloads = name in ("manager", "coordinator", "hub_manager")
    assert ("Caseloads: who leads how many" in page) is caseloads


def test_who_has_two_roles_has_the_numbers_of_both_under_their_headings(world: World) -> None:
    both = practitioner(Role.HUB_MANAGER, Role.HUB_SCREENER, Role.TEAM_MANAGER)

    door_group, own = numbers_of(both, NOW)

    words = [number.words for number in door_group.numbers]
    assert (door_group.title, own.title) == ("Early Help Hub", "My organisation")
    assert words == [*FRONT_DOOR, "Claimed by me", "Agencies that have not answered"]


LATE = {
    "lead": {"Late in “My work”": 4},
    "manager": {"My organisation: cases late": 2},
    "coordinator": {"My localities: assessments late": 1, "My localities: meetings late": 1},
    "liaison": {"Late in “My work”": 1, "Step-ups past their day": 1},
    "screener": {"Late in “My work”": 1, "Early Help Hub: enquiries late": 1},
    "hub_manager": {"Early Help Hub: enquiries late": 1},
    "officer": {"Restrictions late to be looked at": 1},
}


@pytest.mark.parametrize("name", LATE)
def test_the_days_message_tells_of_as_much_that_is_late_as_each_list_holds(
    world: World, client: Client, name: str
) -> None:
    reader = who(world, name)
    client.force_login(reader, backend=BACKEND)

    told = late_for(reader, NOW)

    assert {one.words: one.count for one in told} == LATE[name]
    for one in told:
        if one.path == reverse("my_work"):
            assert f"Late ({one.count})" in text(client.get(one.path))
        else:
            assert rows_behind(client, one.path) == one.count, one


def test_of_others_lists_nobody_is_told(world: World) -> None:
    assert late_for(practitioner(), NOW) == []
    assert late_for(practitioner(Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER), NOW) == []


@pytest.mark.parametrize("roles", [(Role.PRACTITIONER,), (Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER)])
def test_others_have_none(roles: tuple[Role, ...]) -> None:
    assert numbers_of(practitioner(*roles), NOW) == []


def test_an_enquiry_is_not_counted_as_not_told_for_another_that_is_hidden(client: Client) -> None:
    screener, manager = door.screener(), door.manager()
    teachers = door.received(door.by(practitioner(email="teacher@example.org")))
    original = door.claimed(screener)
    version = door.fresh(teachers).version
    mark_duplicate(
        enquiry=teachers, original=original, reason="", by=screener, at=door.NOW, expected_version=version
    )
    door.decide(door.linked(door.checked(original, screener), screener), screener)
    Family.objects.update(
        restriction="restricted",
        restriction_reason="Risk",
        restricted_at=NOW,
        review_on=localdate(NOW),
    )
    client.force_login(manager, backend=BACKEND)

    page = text(client.get(reverse("my_work")))

    assert "0 Decided, not told yet" in page
    assert rows_behind(client, f"{reverse('enquiry_lists')}#not-told") == 0


@pytest.mark.parametrize("name", EXPECTED)
def test_no_number_counts_what_is_hidden(world: World, name: str) -> None:
    chance, reader = random.Random(name), who(world, name)
    for record in Family.objects.order_by("name", "pk"):
        kept = chance.choice(["open", "open", "restricted", "sealed"])
        reason = {"restriction_reason": "Risk", "restricted_at": NOW, "review_on": localdate(NOW)}
        if kept != "open":
            Family.objects.filter(pk=record.pk).update(restriction=kept, **reason)
        elif chance.random() < 0.3:
            AccessBar.objects.create(family=record, practitioner=reader, reason=BarReason.OWN, from_at=NOW)

    with transaction.atomic(), wall.entered(reader.pk, at=NOW, today=localdate(NOW)):
        lists = {one.url: one for group in _lists_of(reader, NOW).values() for one in group.values()}
        counted = _counted(list(lists.values()))
        assert {url: counted.get(url, 0) for url in lists} == {
            url: one.rows.count() for url, one in lists.items()
        }
