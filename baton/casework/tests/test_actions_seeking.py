"""No case waits unseen: who has to find a lead has it on their list and is told, and what slips through is found."""

from datetime import timedelta

import pytest

from baton.casework.actions import allocation, nobody_found, proposal, register, seeking
from baton.casework.models import Case, Duty
from baton.casework.rules.duty import DutyKind
from baton.casework.tasks import look_for_leads
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.proposals import ask
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.core.versions import Stale
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.journal.models import Event
from baton.notices.models import Message
from baton.partnership.actions.practitioner import leave
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.models import AccessBar


@pytest.fixture
def unled(home, around):
    return factories.case(home, None)


def owed(case):
    return Duty.objects.open().filter(case=case, kind=DutyKind.CHOOSE_LEAD).select_related("owner").first()


def told(template):
    return list(Message.objects.filter(template=template).values_list("to_practitioner__name", flat=True))


def passed(case, coordinator, around, **values):
    usual = {"by": around.screener, "at": NOW, "expected_version": case.version}
    return nobody_found.pass_to_coordinator(case=case, coordinator=coordinator, **usual | values)


# What leaves a case without a lead


def test_a_case_handed_back_is_its_coordinators_to_find_a_lead_for(home, around):
    case = factories.case(home, around)

    allocation.refuse(case=case, reason="I teach her brother", by=around.lead, at=NOW)

    assert (owed(case).owner, owed(case).due_on) == (around.coordinator, TODAY)
    assert told("case_handed_back") == ["Cas Hart"]


def test_without_a_coordinator_of_its_own_it_is_that_of_the_locality(home, around):
    case = factories.case(home, around, coordinator=None)

    allocation.refuse(case=case, reason="Full", by=around.lead, at=NOW)

    assert owed(case).owner == around.coordinator


def test_where_nobody_coordinates_it_is_owed_by_nobody_and_nobody_is_told(home, around):
    case = factories.case(home, around, coordinator=None, locality=None)

    allocation.refuse(case=case, reason="Full", by=around.lead, at=NOW)

    assert owed(case).owner is None
    assert not told("case_handed_back")


def test_who_calls_a_question_back_chooses_the_next_one(unled, around):
    row = ask(unled, around)

    proposal.withdraw(proposal=row, reason="The wrong school", by=around.hub_manager, at=NOW)

    assert owed(unled).owner == around.hub_manager
    assert not told("proposal_came_back")


def test_a_question_called_back_by_the_system_is_again_for_whoever_asked(unled, around):
    row = ask(unled, around)

    proposal.withdraw(proposal=row, reason="Closed", by=None, at=NOW)

    assert owed(unled).owner == around.coordinator
    assert told("proposal_came_back") == ["Cas Hart"]


# Nobody found


def test_where_nobody_is_found_the_coordinator_looks_on_for_a_day(unled, around):
    case = passed(unled, around.coordinator, around)

    assert (case.coordinator, case.version) == (around.coordinator, unled.version + 1)
    assert (owed(case).owner, owed(case).due_on) == (around.coordinator, TODAY + timedelta(days=1))
    assert told("nobody_found") == ["Cas Hart"]
    event = Event.objects.of_case(case.pk).get(kind="casework.lead_sought")
    assert event.data["practitioner"] == str(around.coordinator.pk)


def test_a_coordinator_of_another_locality_may_be_asked_and_sees_the_case_from_then_on(unled, around):
    other = practitioner(Role.COORDINATOR, name="Oda Fenn")

    passed(unled, other, around)

    assert owed(unled).owner == other
    assert Case.objects.visible_to(other).filter(pk=unled.pk).exists()


def test_who_takes_it_on_themselves_is_not_written_to(unled, around):
    passed(unled, around.coordinator, around, by=around.coordinator)

    assert owed(unled).owner == around.coordinator
    assert not told("nobody_found")


def test_a_coordinator_who_may_not_see_the_family_cannot_look(unled, around):
    AccessBar.objects.create(family=unled.family, practitioner=around.coordinator, reason="own", from_at=NOW)

    with pytest.raises(nobody_found.CannotLook):
        passed(unled, around.coordinator, around)
    assert owed(unled) is None


def test_nobody_looks_where_somebody_leads_is_asked_or_nobody_has_screened(unled, around):
    led = factories.case(factories.household("Reed"), around)
    unscreened = factories.case(factories.household("Nash"), None, register_on=factories.OPENED)
    with pytest.raises(Stale):
        passed(unled, around.coordinator, around, expected_version=9)
    ask(unled, around)

    for case, refusal in (
        (led, allocation.AlreadyLed),
        (unled, proposal.AlreadyAsked),
        (unscreened, register.NotOffered),
    ):
        with pytest.raises(refusal):
            passed(case, around.coordinator, around)


def test_a_decided_family_gets_its_case_and_a_coordinator_who_looks(around):
    enquiry = door.decided(around.screener, Outcome.ASSESSMENT, at=NOW, received_at=NOW - timedelta(hours=2))

    case = nobody_found.open_for_coordinator(
        enquiry=enquiry,
        coordinator=around.coordinator,
        profile=factories.version(),
        by=around.screener,
        at=NOW,
    )

    assert (case.enquiry, case.coordinator, case.allocations.count()) == (enquiry, around.coordinator, 0)
    assert owed(case).owner == around.coordinator


# What slips through


def test_a_case_whose_lead_has_left_is_found_within_a_day(home, around):
    gone = practitioner(at=around.school)
    case = factories.case(home, around)
    case.allocations.update(practitioner=gone)
    leave(practitioner=gone, by=None, at=NOW)

    look_for_leads()
    look_for_leads()

    assert (owed(case).owner, owed(case).due_on) == (around.coordinator, TODAY)
    assert told("nobody_leads") == ["Cas Hart"]


def test_what_somebody_sees_to_already_is_left_alone(home, around):
    led = factories.case(factories.household("Ash"), around)
    asked, waits, adrift = (
        factories.case(factories.household("Birch"), None),
        factories.case(factories.household("Cole"), None, register_on=factories.OPENED),
        factories.case(factories.household("Dale"), None, locality=None),
    )
    closed = factories.case(home, None)
    Case.objects.filter(pk=closed.pk).update(state="closed")
    ask(asked, around)
    Message.objects.all().delete()

    look_for_leads()

    assert [seeking.find_seeker(case=case, at=NOW) for case in (led, closed)] == [None, None]
    assert [owed(case) for case in (led, asked, waits, adrift, closed)] == [None] * 5
    assert not Message.objects.exists()


def test_where_whoever_looked_has_left_somebody_else_does(unled, around):
    other = practitioner(Role.COORDINATOR, name="Oda Fenn")
    passed(unled, other, around)
    leave(practitioner=other, by=None, at=NOW)

    look_for_leads()

    assert owed(unled).owner == around.coordinator


@pytest.mark.parametrize("deed", ["pass", "find", "refuse"])
def test_no_deed_without_its_event(unled, around, deed):
    led = factories.case(factories.household("Reed"), around)
    deeds = {
        "pass": lambda: passed(unled, around.coordinator, around),
        "find": lambda: seeking.find_seeker(case=unled, at=NOW),
        "refuse": lambda: allocation.refuse(case=led, reason="x", by=around.lead, at=NOW),
    }

    nothing_is_saved_without_its_event(deeds[deed])
