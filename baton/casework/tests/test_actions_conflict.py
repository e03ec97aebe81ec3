"""A case closed to somebody who works on it goes to others, and whoever coordinates it is asked to find a lead."""

import pytest

from baton.casework import tasks
from baton.casework.actions import allocation, conflict, team
from baton.casework.actions.team import Newcomer
from baton.casework.models import Allocation, Case, Duty, TeamMember
from baton.casework.rules.duty import DutyKind
from baton.casework.tests import factories, proposals
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.journal.models import Event
from baton.notices.models import Message
from baton.partnership.tests.factories import practitioner
from baton.people.models import AccessGrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def led(home, around):
    return factories.case(home, around, coordinator=around.coordinator)


def give_back(case, practitioner):
    return conflict.give_back(case=Case.objects.get(pk=case.pk), practitioner=practitioner, at=NOW)


def test_the_case_stands_without_a_lead_and_the_coordinator_is_asked_for_another(led, around):
    assert give_back(led, around.lead)

    ended = Allocation.objects.get(case=led)
    assert (ended.to_on, ended.ended_reason) == (TODAY, conflict.CLOSED)
    assert not AccessGrant.objects.in_force(NOW).filter(practitioner=around.lead).exists()
    owed = Duty.objects.open().get(case=led, kind=DutyKind.CHOOSE_LEAD)
    assert owed.owner == around.coordinator
    assert Message.objects.get().to_practitioner == around.coordinator
    assert not Message.objects.listed().exists(), "it would tell the lead that there is a record"
    event = Event.objects.get(kind="casework.closed_to_lead")
    assert (event.actor_id, event.data) == (None, {"practitioner": str(around.lead.pk)})


def test_where_whoever_coordinates_may_not_choose_another_of_the_locality_is_asked(home, around):
    case = factories.case(home, around, coordinator=around.lead)
    nowhere = factories.case(factories.household("Reed"), around, coordinator=around.lead, locality=None)

    for one in (case, nowhere):
        give_back(one, around.lead)

    owed = Duty.objects.open().filter(kind=DutyKind.CHOOSE_LEAD)
    assert (owed.get(case=case).owner, owed.get(case=nowhere).owner) == (around.coordinator, None)
    assert [one.to_practitioner for one in Message.objects.all()] == [around.coordinator]


def test_standing_in_and_a_place_in_the_team_end_too(led, around):
    other = practitioner(name="Col Ash", at=around.school)
    allocation.stand_in(case=led, practitioner=other, reason="Away", by=around.lead, at=NOW)
    newcomer = Newcomer(practitioner=other, organisation=around.school, role_words="Pastoral lead")
    team.join(case=led, newcomer=newcomer, by=around.lead, at=NOW)

    assert not give_back(led, other)

    assert not led.stand_ins.current().exists()
    assert not TeamMember.objects.current().filter(practitioner=other).exists()
    assert led.allocations.current().get().practitioner == around.lead


def test_who_is_asked_to_lead_is_asked_no_longer(home, around):
    unled = factories.case(home, None, coordinator=around.coordinator)
    asked = proposals.ask(unled, around)

    give_back(unled, around.lead)

    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("withdrawn", conflict.CLOSED)


def test_the_task_takes_the_open_cases_of_the_family_alone(led, around, home):
    tasks.give_back_led(practitioner_id=str(around.lead.pk), family_id=str(home.family.pk))
    tasks.give_back_led(practitioner_id=str(around.lead.pk), family_id=str(home.family.pk))

    assert Event.objects.filter(kind="casework.closed_to_lead").count() == 1


def test_nothing_is_saved_without_its_event(led, around):
    nothing_is_saved_without_its_event(lambda: give_back(led, around.lead))
