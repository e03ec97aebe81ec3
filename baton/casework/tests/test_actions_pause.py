from datetime import date, timedelta

import pytest

from baton.casework.actions import assessment as assessments
from baton.casework.actions import case as cases
from baton.casework.actions import ending, pause
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.ending import Ending
from baton.casework.models import Assessment, Case, Duty
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.journal.models import Event


@pytest.fixture
def case(home, around):
    made = factories.case(home, around)
    factories.everybody_agrees(made, home)
    return made


@pytest.fixture
def assessment(case, around):
    return assessments.start(case=case, by=around.lead, at=NOW)


def owed(case, kind):
    return Duty.objects.open().get(case=case, kind=kind)


def begin(case, around, **changes):
    usual = {"clock": pause.ASSESSMENT, "from_on": TODAY, "reason": "In hospital", "by": around.lead}
    return pause.begin(**{"case": case, "at": NOW} | usual | changes)


def end(row, around, to_on=date(2026, 9, 24)):
    return pause.end(pause=row, to_on=to_on, by=around.lead, at=NOW)


def test_what_is_due_moves_by_the_length_of_the_pause(case, assessment, around):
    row = begin(case, around)

    end(row, around)

    assessment.refresh_from_db()
    assert assessment.due_on == date(2026, 10, 23)
    assert Duty.objects.open().get(case=case, kind="complete_assessment").due_on == date(2026, 10, 23)
    kinds = list(Event.objects.of_case(case.pk).order_by("id").values_list("kind", flat=True))
    assert kinds[-2:] == ["casework.clock_paused", "casework.clock_resumed"]


def test_a_pause_before_the_assessment_moves_nothing(case, around):
    end(begin(case, around), around)

    assert assessments.start(case=case, by=around.lead, at=NOW).due_on == date(2026, 10, 23)


def test_a_returned_assessment_is_due_later_too(case, assessment, around):
    Duty.objects.open().filter(case=case, kind="complete_assessment").update(kind="amend_assessment")
    Assessment.objects.filter(pk=assessment.pk).update(state="returned")

    end(begin(case, around), around)

    assert owed(case, "amend_assessment").due_on == date(2026, 10, 23)


def test_another_clock_leaves_the_assessment_alone_and_moves_its_own(case, assessment, around):
    before = owed(case, "hold_meeting").due_on

    end(begin(case, around, clock="meetings"), around)

    assessment.refresh_from_db()
    assert assessment.due_on == date(2026, 10, 14)
    assert owed(case, "hold_meeting").due_on == before + timedelta(10)


@pytest.mark.parametrize(
    ("clock", "late"), [("assessment", "hold_meeting"), ("meetings", "complete_assessment")]
)
def test_nothing_is_late_while_its_clock_stands_still(case, assessment, around, clock, late):
    Duty.objects.filter(case=case).update(due_at=NOW - timedelta(1))

    begin(case, around, clock=clock)

    assert {row.kind for row in Duty.objects.late(NOW).filter(case=case)} == {late}
    assert Duty.objects.late(NOW - timedelta(1, hours=1)).count() == 0


# the whole case on hold


def hold(case, around, at=NOW):
    return cases.hold(case=case, reason="In hospital", by=around.lead, at=at)


def resume(case, around, days=9):
    return cases.resume(case=case, by=around.lead, at=NOW + timedelta(days))


def test_on_hold_every_clock_stands_still_and_nothing_is_late(case, assessment, around):
    plans.action(case)
    Duty.objects.filter(case=case).update(due_at=NOW - timedelta(1))

    hold(case, around)

    pause = case.pauses.get()
    assert (pause.clock, pause.from_on, pause.to_on, pause.reason) == ("case", TODAY, None, "In hospital")
    assert not Duty.objects.late(NOW).filter(case=case).exists()
    event = Event.objects.of_case(case.pk).order_by("-id")[0]
    assert (event.kind, event.subject_id) == ("casework.case_put_on_hold", pause.pk)


def test_taken_up_again_what_is_due_has_moved_by_the_length_of_the_hold(case, around):
    start, meeting = owed(case, "start_assessment").due_on, owed(case, "hold_meeting").due_on

    hold(case, around)
    resume(case, around)

    assert case.pauses.get().to_on == TODAY + timedelta(9)
    assert owed(case, "start_assessment").due_on == start + timedelta(9)
    assert owed(case, "hold_meeting").due_on == meeting + timedelta(9)
    assert Event.objects.of_case(case.pk).order_by("-id")[0].kind == "casework.case_resumed"


def test_an_assessment_under_way_is_due_later_by_the_hold(case, assessment, around):
    hold(case, around)
    resume(case, around, days=10)

    assessment.refresh_from_db()
    assert assessment.due_on == date(2026, 10, 23)


def test_days_agreed_with_the_family_stay(case, around):
    action = plans.action(case)

    hold(case, around)
    resume(case, around)

    assert owed(case, "do_action").due_on == action.due_on


def test_a_case_that_closes_stands_still_no_longer(case, around):
    hold(case, around)

    ending.write([Ending(case=case, closed_on=TODAY, reason="other", level=2)], by=around.lead, at=NOW)

    assert case.pauses.get().to_on == TODAY


def test_a_clock_is_paused_once_at_a_time(case, around):
    begin(case, around)

    with pytest.raises(pause.AlreadyPaused):
        begin(case, around)


def test_a_pause_ends_once_and_not_before_it_began(case, around):
    row = begin(case, around)
    with pytest.raises(pause.PauseEndsTooEarly):
        end(row, around, date(2026, 9, 13))
    end(row, around)

    with pytest.raises(pause.NotPaused):
        end(row, around)


def test_no_clock_runs_in_a_closed_case(case, around):
    row = begin(case, around)
    Case.objects.filter(pk=case.pk).update(state="closed")

    with pytest.raises(CaseClosed):
        end(row, around)


def test_a_pause_is_not_saved_without_its_event(case, assessment, around):
    nothing_is_saved_without_its_event(lambda: begin(case, around))
    row = begin(case, around)
    nothing_is_saved_without_its_event(lambda: end(row, around))
