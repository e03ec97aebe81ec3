"""Meetings: planned, moved, called off, recorded; what is owed next; reviews."""

from datetime import date, time, timedelta

import pytest

from baton import journal
from baton.casework.actions import meeting as meetings
from baton.casework.actions import minutes
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.meeting import MeetingInPast, MeetingMoved, When
from baton.casework.actions.minutes import Finding, Minutes, Present, Progress
from baton.casework.actions.plan_action import Task
from baton.casework.events import meeting as events
from baton.casework.models import Case, Duty, Meeting, PlanAction
from baton.casework.rules.case import CaseState, Support
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.meeting import Presence, ReviewDecision, Standing
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, OPENED, TODAY
from baton.core.versions import Stale
from baton.journal.models import Event
from baton.partnership.rules.profile_codes import MeetingCode
from baton.people.models import LevelReading
from baton.people.tests import factories as people

pytestmark = pytest.mark.django_db

NEXT = date(2026, 10, 19)


@pytest.fixture
def around():
    return factories.cast()


@pytest.fixture
def home():
    return factories.household()


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


def owed(case):
    return Duty.objects.open().filter(case=case, kind=DutyKind.HOLD_MEETING).first()


def planned(case, around, day=NEXT):
    when = When(day=day, starts_at=time(15, 30), place="School")
    return meetings.plan(case=case, kind=MeetingCode.TAF, when=when, by=around.lead, at=NOW)


def test_a_planned_meeting_is_owed_on_its_day(case, around):
    meeting = planned(case, around)

    assert (meeting.state, meeting.planned_for, meeting.place) == ("planned", NEXT, "School")
    assert (owed(case).due_at.date(), owed(case).owner) == (NEXT, around.lead)
    assert Event.objects.of_kinds([events.MEETING_PLANNED]).get(subject_id=meeting.pk).data == {
        "kind": "taf",
        "planned_for": NEXT.isoformat(),
        "held_on": None,
    }


def test_a_meeting_is_not_planned_for_the_past(case, around):
    with pytest.raises(MeetingInPast):
        planned(case, around, day=TODAY - timedelta(1))


def test_moving_moves_what_is_owed(case, around):
    meeting = planned(case, around)
    later = When(day=NEXT + timedelta(7), place="Hub")

    meetings.move(meeting=meeting, when=later, expected_version=1, by=around.lead, at=NOW)

    assert owed(case).due_at.date() == NEXT + timedelta(7)
    with pytest.raises(Stale):
        meetings.move(meeting=meeting, when=later, expected_version=1, by=around.lead, at=NOW)


def test_called_off_with_a_reason_the_interval_counts_again(case, around):
    meeting = planned(case, around, day=NOW.date() + timedelta(3))

    with pytest.raises(meetings.ReasonNeeded):
        meetings.cancel(meeting=meeting, reason=" ", by=around.lead, at=NOW)
    meetings.cancel(meeting=meeting, reason="Snow", by=around.lead, at=NOW)

    assert owed(case).due_at.date() == OPENED + timedelta(42)
    for again in (
        lambda: meetings.cancel(meeting=meeting, reason="Snow", by=around.lead, at=NOW),
        lambda: meetings.move(
            meeting=Meeting.objects.get(pk=meeting.pk),
            when=When(day=NEXT),
            expected_version=1,
            by=around.lead,
            at=NOW,
        ),
    ):
        with pytest.raises(MeetingMoved):
            again()


def test_the_minutes_write_everything_at_once(case, home, around):
    done, later, dropped = plans.action(case), plans.action(case), plans.action(case)
    member = plans.member(case, around.lead, *plans.colleague_of_another_agency())

    meeting = plans.meeting(
        case,
        by=around.lead,
        place="School",
        present=[
            Present(status=Presence.ATTENDED, practitioner=around.lead),
            Present(status=Presence.APOLOGIES, member=member),
            Present(status=Presence.ATTENDED, person=home.mother),
            Present(status=Presence.ATTENDED, words="Aunt Mo"),
        ],
        progress={
            done.pk: Progress(standing=Standing.DONE),
            dropped.pk: Progress(standing=Standing.DROPPED, note="Not needed any more"),
        },
        decisions=["Ask the nursery for an earlier place", "Meet at the hub next time"],
        tasks=[Task(words="Ring the nursery")],
        child_voice="I want to walk to school",
        next=When(day=NEXT, place="Hub"),
    )

    assert meeting.attendances.count() == 4
    assert [row.words for row in meeting.decisions.order_by("position")] == [
        "Ask the nursery for an earlier place",
        "Meet at the hub next time",
    ]
    assert {row.action_id: row.standing for row in meeting.progress.all()} == {
        done.pk: "done",
        later.pk: "carried_forward",
        dropped.pk: "dropped",
    }
    done.refresh_from_db()
    assert (done.state, done.done_on) == ("done", TODAY)
    assert set(PlanAction.objects.open().values_list("words", flat=True)) == {later.words, "Ring the nursery"}
    assert Meeting.objects.planned().get(case=case).planned_for == NEXT
    assert owed(case).due_at.date() == NEXT
    assert Event.objects.of_kinds([events.MEETING_HELD]).get(subject_id=meeting.pk).data == {
        "kind": "taf",
        "held_on": TODAY.isoformat(),
        "attended": 3,
        "done": 1,
        "next_on": NEXT.isoformat(),
    }


def test_a_planned_meeting_is_recorded_in_its_own_row(case, around):
    meeting = planned(case, around, day=TODAY)
    held = Minutes(kind=MeetingCode.TAF, held_on=TODAY)
    given = {"case": case, "minutes": held, "meeting": meeting, "by": around.lead, "at": NOW}

    minutes.record_meeting(**given, expected_version=1)

    assert Meeting.objects.get(case=case).state == "held"
    assert owed(case).due_at.date() == TODAY + timedelta(42)
    with pytest.raises(Stale):
        minutes.record_meeting(**given, expected_version=1)
    with pytest.raises(MeetingMoved):
        minutes.record_meeting(**given)


def test_a_review_keeps_the_level_of_need(case, around):
    finding = Finding(level=3, decision=ReviewDecision.CONTINUE, reason="Better, not yet well")

    meeting = plans.meeting(case, by=around.lead, kind=MeetingCode.REVIEW, finding=finding)

    assert (meeting.review.level, meeting.review.decision) == (3, "continue")
    reading = LevelReading.objects.get(case_id=case.pk, occasion="review")
    assert (reading.level, reading.on) == (3, TODAY)
    assert Event.objects.of_kinds([events.REVIEWED]).get(subject_id=meeting.pk).data == {
        "level": 3,
        "decision": "continue",
    }


@pytest.mark.parametrize(
    "given",
    [
        {"kind": MeetingCode.REVIEW},
        {"kind": MeetingCode.TAF, "finding": Finding(level=2, decision=ReviewDecision.CLOSE)},
    ],
)
def test_a_review_and_only_a_review_has_a_finding(case, given):
    with pytest.raises(minutes.ReviewNeeded):
        plans.meeting(case, **given)


@pytest.mark.parametrize("day", [OPENED - timedelta(1), TODAY + timedelta(1)])
def test_a_meeting_is_held_while_the_case_is_open(case, day):
    with pytest.raises(minutes.HeldOutside):
        plans.meeting(case, held_on=day)


def test_strangers_and_other_plans_are_not_in_the_minutes(case, around):
    other = factories.case(factories.household("Other"), around)
    foreign = plans.action(other)
    stranger = people.child("Zoe", of=people.family("Else"))
    member = plans.member(other, around.lead, *plans.colleague_of_another_agency())

    for given in (
        {"progress": {foreign.pk: Progress(standing=Standing.DONE)}},
        {"present": [Present(status=Presence.ATTENDED, person=stranger)]},
        {"present": [Present(status=Presence.ATTENDED, member=member)]},
    ):
        with pytest.raises(minutes.NotOfThisCase):
            plans.meeting(case, **given)
    assert not Meeting.objects.filter(case=case).exists()


def test_minutes_are_amended_by_one_at_a_time(case, around):
    meeting = plans.meeting(case)
    words = {"notes": "Longer", "child_voice": "I said more", "family_view": "Good"}

    amended = minutes.amend(meeting=meeting, expected_version=1, by=around.lead, at=NOW, **words)

    assert (amended.notes, amended.version) == ("Longer", 2)
    assert Event.objects.of_kinds([events.MINUTES_AMENDED]).filter(subject_id=meeting.pk).exists()
    with pytest.raises(Stale):
        minutes.amend(meeting=amended, expected_version=1, by=around.lead, at=NOW, **words)
    with pytest.raises(MeetingMoved):
        minutes.amend(meeting=planned(case, around), expected_version=1, by=around.lead, at=NOW, **words)


def test_no_meeting_is_owed_without_a_lead_a_team_or_while_on_hold(around):
    alone = factories.case(factories.household(), None)
    single = factories.case(factories.household(), around, support=Support.SINGLE_SERVICE)
    held = factories.case(factories.household(), around)
    planned(held, around)
    Case.objects.filter(pk=held.pk).update(state=CaseState.ON_HOLD)

    for case in (alone, single, held):
        case.refresh_from_db()
        meetings.owe_next(case=case, at=NOW)
        assert owed(case) is None


def test_meetings_of_other_kinds_do_not_count_as_the_team_meeting(case):
    plans.meeting(case, kind=MeetingCode.MAAM)

    assert meetings.last_met(case) == OPENED
    assert not Meeting.objects.of_the_team().held_within(TODAY, 42).exists()


def test_a_closed_case_holds_no_meetings(case, around):
    meeting = planned(case, around)
    type(case).objects.filter(pk=case.pk).update(state=CaseState.CLOSED)

    for deed in (
        lambda: planned(case, around),
        lambda: plans.meeting(case),
        lambda: meetings.move(
            meeting=meeting, when=When(day=NEXT), expected_version=1, by=around.lead, at=NOW
        ),
    ):
        with pytest.raises(CaseClosed):
            deed()


def test_without_its_event_nothing_is_saved(case, around, monkeypatch):
    meeting, held, action = planned(case, around), plans.meeting(case), plans.action(case)

    def broken(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(journal, "record", broken)
    deeds = [
        lambda: planned(case, around),
        lambda: meetings.move(
            meeting=meeting, when=When(day=NEXT), expected_version=1, by=around.lead, at=NOW
        ),
        lambda: meetings.cancel(meeting=meeting, reason="Snow", by=around.lead, at=NOW),
        lambda: plans.meeting(case, progress={action.pk: Progress(standing=Standing.DONE)}),
        lambda: minutes.amend(
            meeting=held,
            notes="x",
            child_voice="",
            family_view="",
            expected_version=1,
            by=around.lead,
            at=NOW,
        ),
    ]
    for deed in deeds:
        with pytest.raises(RuntimeError):
            deed()

    assert set(Meeting.objects.values_list("state", "notes", "version")) == {
        ("planned", "", 1),
        ("held", "", 1),
    }
    assert PlanAction.objects.get(pk=action.pk).state == "open"


def test_sets_of_meetings(case, around):
    meeting = plans.meeting(case)
    outsider, _ = plans.colleague_of_another_agency()

    assert Meeting.objects.visible_to(around.lead).held_within(TODAY, 42).get() == meeting
    assert not Meeting.objects.held_within(TODAY + timedelta(43), 42).exists()
    assert not Meeting.objects.visible_to(outsider).exists()
    assert str(meeting) == f"taf on {TODAY}"
