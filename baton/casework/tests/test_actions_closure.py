"""Closing and reopening: what blocks, what ends, who may go on reading, and that the past stays as it was."""

from datetime import timedelta
from decimal import Decimal

import pytest

from baton import journal
from baton.casework.actions import allocation, closure, register
from baton.casework.actions import meeting as meetings
from baton.casework.actions import outcome as outcomes
from baton.casework.actions.closure import CannotClose, CannotReopen, ClosedOutside, Closing, NewLead, Settled
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.meeting import When
from baton.casework.events import closure as events
from baton.casework.models import Case, CaseSpan, Duty, Meeting, ReviewRegisterEntry, TeamMember, Transfer
from baton.casework.models.owed import plan_situation
from baton.casework.models.standing import CaseStanding
from baton.casework.rules import closure as rules
from baton.casework.rules.plan import ActionState, OutcomeState
from baton.casework.rules.register import ScreenOutcome
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, OPENED, TODAY
from baton.core.versions import Stale
from baton.journal.models import Event
from baton.outcomes.actions import reading
from baton.outcomes.rules.travelled import Stage
from baton.outcomes.tests import factories as readings
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import MeetingCode, ObjectivesMet
from baton.partnership.tests.factories import practitioner
from baton.people.models import Family, Involvement, LevelReading
from baton.people.tests import factories as people

pytestmark = pytest.mark.django_db

NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def around():
    return factories.cast()


@pytest.fixture
def home():
    return factories.household()


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


def closing(**values):
    usual = {
        "closed_on": TODAY,
        "reason": "objectives_met",
        "level": 1,
        "objectives": ObjectivesMet.ALL,
        "what_next": "The school's pastoral lead",
        "family_view": "We sleep again",
    }
    return Closing(**usual | values)


def close(case, by, **values):
    case = Case.objects.get(pk=case.pk)
    return closure.close(case=case, closing=closing(**values), expected_version=case.version, by=by, at=NOW)


def reopen(case, around, **values):
    case = Case.objects.get(pk=case.pk)
    usual = {
        "reason": "Needs have grown again",
        "level": 3,
        "lead": NewLead(practitioner=around.lead, organisation=around.school),
        "expected_version": case.version,
    }
    return closure.reopen(case=case, by=around.screener, at=NEXT_DAY, **usual | values)


def sees(practitioner, case):
    fresh = Practitioner.objects.get(pk=practitioner.pk)
    return Family.objects.visible_to(fresh).filter(pk=case.family_id).exists()


def test_closing_writes_the_span_and_ends_what_is_owed(case, around):
    meetings.plan(
        case=case, kind=MeetingCode.TAF, when=When(day=TODAY + timedelta(9)), by=around.lead, at=NOW
    )

    span = close(case, around.lead)

    case.refresh_from_db()
    assert case.state == "closed"
    assert (span.closed_on, span.closure_reason, span.objectives_met) == (TODAY, "objectives_met", "all")
    assert (span.level_at_closure, span.closed_by, span.family_view) == (1, around.lead, "We sleep again")
    assert not Duty.objects.open().filter(case=case).exists()
    assert Meeting.objects.get(case=case).state == "cancelled"
    assert not case.allocations.current().exists()
    assert not Involvement.objects.filter(ref=case.pk, to_on=None).exists()
    assert LevelReading.objects.get(case_id=case.pk, occasion="closure").level == 1
    assert Event.objects.of_kinds([events.CLOSED]).get(case_id=case.pk).data == {
        "closed_on": TODAY.isoformat(),
        "reason": "objectives_met",
        "objectives": "all",
        "level": 1,
    }


def test_the_team_sees_no_more_the_lead_and_their_manager_may_read(case, around):
    visitor, agency = plans.colleague_of_another_agency()
    plans.member(case, around.lead, visitor, agency)

    close(case, around.lead)

    assert not TeamMember.objects.current().exists()
    assert not sees(visitor, case)
    assert sees(around.lead, case)
    assert sees(around.manager, case)
    assert all(grant.read_only for grant in case.family.grants.filter(to_at=None))


def test_who_stands_in_does_so_no_more(case, around):
    helper = practitioner(at=around.school)
    stand_in = allocation.stand_in(case=case, practitioner=helper, reason="Holiday", by=around.lead, at=NOW)
    assert sees(helper, case)

    close(case, around.lead)

    stand_in.refresh_from_db()
    assert stand_in.to_on == TODAY
    assert not sees(helper, case)


@pytest.mark.parametrize(
    ("change", "blocker"),
    [
        ({"level": None}, rules.LEVEL),
        ({"what_next": ""}, rules.WHO_NEXT),
        ({"family_view": ""}, rules.FAMILY_VIEW),
        ({"objectives": ObjectivesMet.SOME}, rules.REASON_DISAGREES),
    ],
)
def test_what_is_not_said_blocks(case, around, change, blocker):
    with pytest.raises(CannotClose) as refused:
        close(case, around.lead, **change)

    assert refused.value.blockers == (blocker,)
    case.refresh_from_db()
    assert (case.state, case.version) == ("open", 1)


def test_open_actions_block_until_each_is_settled(case, around):
    done, dropped, carried = plans.action(case), plans.action(case), plans.action(case)
    settled = {
        done.pk: Settled(state=ActionState.DONE),
        dropped.pk: Settled(state=ActionState.DROPPED, words="Not needed"),
    }

    with pytest.raises(CannotClose) as refused:
        close(case, around.lead, actions=settled)
    assert refused.value.blockers == (rules.OPEN_ACTIONS,)

    settled[carried.pk] = Settled(state=ActionState.CARRIED, words="The school nurse")
    close(case, around.lead, actions=settled)
    carried.refresh_from_db()
    assert (carried.state, carried.settled_words) == ("carried", "The school nurse")


def test_all_objectives_are_not_met_while_an_outcome_is_open(case, around):
    plans.outcome(case)

    with pytest.raises(CannotClose) as refused:
        close(case, around.lead)

    assert refused.value.blockers == (rules.OBJECTIVES_DISAGREE,)


def test_what_was_measured_is_measured_again_or_a_reason_says_why_not(case, home, around):
    sitting = {"of": home.child, "family": case.family, "case_id": case.pk, "taken_on": TODAY}
    reading.take(sitting=readings.sitting(**sitting), by=around.lead, at=NOW)

    with pytest.raises(CannotClose) as refused:
        close(case, around.lead)
    assert refused.value.blockers == (rules.READINGS,)

    other = factories.case(factories.household("Else"), around)
    span = close(other, around.lead, readings_reason="Nobody was scored")
    assert span.readings_reason == "Nobody was scored"
    last = readings.sitting(**sitting, stage=Stage.CLOSURE, scores={"safety": Decimal(8)})
    reading.take(sitting=last, by=around.lead, at=NOW)
    close(case, around.lead)


def test_a_step_up_that_nobody_accepted_is_no_reason(case, around):
    with pytest.raises(CannotClose) as refused:
        close(case, around.lead, reason="step_up", objectives=ObjectivesMet.SOME)

    assert refused.value.blockers == (rules.NOT_STEPPED_UP,)


def test_a_case_on_hold_for_social_care_closes_as_stepped_up(case, around):
    Transfer.objects.create(
        case=case, direction="step_up", state="accepted", requested_at=NOW, answered_at=NOW
    )

    assert (
        close(case, around.lead, reason="step_up", objectives=ObjectivesMet.SOME).closure_reason == "step_up"
    )


def test_a_waiting_transfer_blocks(case, around):
    plans.step_up(case, around.lead, plans.social_care()[1])

    with pytest.raises(CannotClose) as refused:
        close(case, around.lead)

    assert refused.value.blockers == (rules.OPEN_TRANSFER,)


@pytest.mark.parametrize("day", [OPENED - timedelta(1), TODAY + timedelta(1)])
def test_a_case_closes_while_it_is_open(case, around, day):
    with pytest.raises(ClosedOutside):
        close(case, around.lead, closed_on=day)


def test_the_loser_of_a_race_is_told_and_a_case_closes_once(case, around):
    with pytest.raises(Stale):
        closure.close(case=case, closing=closing(), expected_version=7, by=around.lead, at=NOW)
    close(case, around.lead)

    with pytest.raises(CaseClosed):
        close(case, around.lead)


def test_a_case_in_the_register_is_screened_before_it_closes(around):
    case = factories.case(factories.household(), None, register_on=OPENED)

    with pytest.raises(CannotClose) as refused:
        close(case, around.hub_manager)
    assert refused.value.blockers == (rules.IN_REGISTER,)

    register.screen(
        case=case, outcome=ScreenOutcome.NO_IMMEDIATE_CONCERN, note="Rung", by=around.hub_manager, at=NOW
    )
    close(case, around.hub_manager, reason="other", objectives=ObjectivesMet.NONE)
    entry = ReviewRegisterEntry.objects.get(case=case)
    assert (entry.disposal, entry.settled_on) == ("closed", TODAY)


def test_reopening_is_a_new_span_with_a_lead(case, around):
    close(case, around.lead)

    reopen(case, around)

    case.refresh_from_db()
    first, second = case.spans.order_by("opened_on")
    assert (first.opened_on, first.closed_on, first.level_at_closure) == (OPENED, TODAY, 1)
    assert (second.opened_on, second.closed_on) == (NEXT_DAY.date(), None)
    assert (case.state, second.reopened_reason) == ("open", "Needs have grown again")
    assert case.allocations.current().get().practitioner == around.lead
    assert list(CaseSpan.objects.open_on(TODAY - timedelta(1))) == [first]
    assert not CaseSpan.objects.open_on(TODAY).exists()
    assert LevelReading.objects.filter(case_id=case.pk, occasion="allocation").count() == 2
    assert (first.level_at_allocation, second.level_at_allocation) == (2, 3)
    assert all(not grant.read_only for grant in case.family.grants.filter(to_at=None))
    assert Event.objects.of_kinds([events.REOPENED]).get(case_id=case.pk).data == {
        "opened_on": NEXT_DAY.date().isoformat()
    }


def test_a_reopened_case_owes_its_closing_readings_again(case, home, around):
    sitting = {"of": home.child, "family": case.family, "case_id": case.pk, "taken_on": TODAY}
    for stage in (Stage.INITIAL, Stage.CLOSURE):
        reading.take(sitting=readings.sitting(**sitting, stage=stage), by=around.lead, at=NOW)
    close(case, around.lead)
    reopen(case, around)

    case = Case.objects.get(pk=case.pk)
    with pytest.raises(CannotClose) as refused:
        closure.close(
            case=case,
            closing=closing(closed_on=NEXT_DAY.date()),
            expected_version=case.version,
            by=around.lead,
            at=NEXT_DAY,
        )

    assert refused.value.blockers == (rules.READINGS,)


def test_what_stands_in_the_way_of_reopening(case, home, around):
    with pytest.raises(CannotReopen) as refused:
        reopen(case, around)
    assert refused.value.blockers == (rules.STILL_OPEN,)

    close(case, around.lead)
    with pytest.raises(CannotReopen) as refused:
        reopen(case, around, reason=" ")
    assert refused.value.blockers == (rules.NO_REASON,)

    factories.case(home, around)
    with pytest.raises(CannotReopen) as refused:
        reopen(case, around)
    assert refused.value.blockers == (rules.OTHER_CASE_OPEN,)


def test_opened_again_an_assessment_never_started_is_owed_from_that_day(case, around):
    close(case, around.lead)

    reopen(case, around)

    owed = Duty.objects.open().get(case=case, kind="start_assessment")
    assert (owed.owner, owed.due_on) == (around.lead, NEXT_DAY.date() + timedelta(7))


def test_opened_again_what_was_settled_before_is_no_part_of_the_plan(case, around):
    reached = plans.outcome(case)
    outcomes.settle(outcome=reached, to=OutcomeState.ACHIEVED, by=around.lead, at=NOW)
    close(case, around.lead)
    assert plan_situation(CaseStanding(case, TODAY)).outcomes == 1

    reopen(case, around)

    assert plan_situation(CaseStanding(case, TODAY)).outcomes == 0


def test_without_its_event_nothing_is_saved(case, around, monkeypatch):
    shut = factories.case(factories.household("Else"), around)
    close(shut, around.lead)

    def broken(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(journal, "record", broken)
    monkeypatch.setattr("baton.casework.actions.ending.record_many", broken)
    with pytest.raises(RuntimeError):
        close(case, around.lead)
    with pytest.raises(RuntimeError):
        reopen(shut, around)

    case.refresh_from_db()
    shut.refresh_from_db()
    assert (case.state, shut.state) == ("open", "closed")
    assert case.spans.current().count() == 1
    assert not shut.spans.current().exists()
    assert people.LONG_AGO < NOW
