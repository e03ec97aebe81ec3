"""Meetings, plans, transfers and closings of many cases leave what those of one case leave."""

from datetime import time, timedelta

import pytest

from baton.casework.actions import (
    bulk_meeting,
    bulk_past,
    bulk_team,
    closure,
    ending,
    minutes,
    outcome,
    plan_action,
    team,
)
from baton.casework.actions import meeting as meetings
from baton.casework.actions.bulk_meeting import MeetingAhead, PastMeeting
from baton.casework.actions.bulk_past import PastAction, PastTransfer
from baton.casework.actions.bulk_team import PastMember
from baton.casework.actions.closure import Closing
from baton.casework.actions.ending import Ending
from baton.casework.actions.meeting import When
from baton.casework.actions.minutes import Minutes, Present
from baton.casework.actions.outcome import Change
from baton.casework.actions.plan_action import Owner, Task
from baton.casework.actions.team import Newcomer
from baton.casework.models import Attendance, Case, Duty, Meeting, Outcome, PlanAction, TeamMember, Transfer
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.meeting import Presence
from baton.casework.rules.plan import ActionState
from baton.casework.rules.transfer import Direction
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, OPENED, TODAY
from baton.journal.models import Event
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import MeetingCode, ObjectivesMet
from baton.partnership.tests.factories import practitioner
from baton.people.models import AccessGrant, Involvement, LevelReading
from baton.people.rules.facts import Purpose

pytestmark = pytest.mark.django_db

IDS = {
    "id",
    "case_id",
    "outcome_id",
    "family_id",
    "subject_id",
    "ref",
    "source_id",
    "reference",
    "recorded_at",
}


@pytest.fixture
def pair(around):
    """Two cases alike: one is worked on alone, the other in bulk."""
    one, other = factories.household("One"), factories.household("Other")
    return factories.case(one, around), factories.case(other, around)


def rows(model, **where):
    found = model._default_manager.filter(**where).values()
    return sorted(str({name: value for name, value in row.items() if name not in IDS}) for row in found)


def told(case):
    """The events of a case without what names its own rows."""
    found = Event.objects.of_case(case.pk).order_by("id")
    return [
        (
            event.kind,
            event.at,
            event.actor_id,
            {k: v for k, v in event.data.items() if k not in IDS | {"outcome"}},
        )
        for event in found
    ]


def assert_alike(pair, *models):
    first, second = pair
    for model in models:
        assert rows(model, case=first) == rows(model, case=second), model.__name__
    assert told(first) == told(second)


def test_a_meeting_that_was_held(pair, around):
    first, second = pair
    held = {"kind": MeetingCode.TAF, "held_on": TODAY, "notes": "As kept elsewhere"}

    minutes.record_meeting(case=first, minutes=Minutes(**held), by=around.lead, at=NOW)
    bulk_meeting.hold_many([PastMeeting(case=second, **held)], by=around.lead, at=NOW)
    bulk_meeting.owe_meetings([second], at=NOW)

    assert_alike(pair, Meeting, Duty)


def test_who_was_at_a_meeting(pair, around):
    first, second = pair
    guest = Present(words="A neighbour", status=Presence.ABSENT)
    lead = Present(practitioner=around.lead, status=Presence.ATTENDED)
    held = {"kind": MeetingCode.TAF, "held_on": TODAY}

    minutes.record_meeting(case=first, minutes=Minutes(present=[lead, guest], **held), by=around.lead, at=NOW)
    bulk_meeting.hold_many([PastMeeting(case=second, present=[lead, guest], **held)], by=around.lead, at=NOW)

    was = [
        set(Attendance.objects.filter(meeting__case=case).values_list("practitioner", "words", "status"))
        for case in pair
    ]
    assert was[0] == was[1]
    assert len(was[0]) == 2
    assert told(first) == told(second)


def test_a_meeting_to_come(pair, around):
    first, second = pair
    when = When(day=TODAY + timedelta(9), starts_at=time(15, 30), place="School")

    meetings.plan(case=first, kind=MeetingCode.TAF, when=when, by=around.lead, at=NOW)
    bulk_meeting.plan_ahead(
        [MeetingAhead(case=second, kind=MeetingCode.TAF, when=when)], by=around.lead, at=NOW
    )
    bulk_meeting.owe_meetings([second], at=NOW)

    assert_alike(pair, Meeting, Duty)


def test_joining_the_team(pair, around):
    agency = plans.colleague_of_another_agency()[1]
    second_of_agency = practitioner(name="Mo Vale", at=agency)
    joining = [
        Newcomer(
            practitioner=person, organisation=place, role_words="Health visitor", name=name, contact=contact
        )
        for person, place, name, contact in (
            (Practitioner.objects.get(name="Nia Ford"), agency, "", "01632 960001"),
            (second_of_agency, agency, "", ""),
            (practitioner(name="Col Ash", at=around.school), around.school, "", ""),
            (None, agency, "Practice nurse", ""),
        )
    ]
    people = [case.family.memberships.order_by("role").first().person for case in pair]
    shares = [
        factories.answered(case, person, "agreed", purpose=Purpose.SHARE, agency_id=agency.pk)
        for case, person in zip(pair, people, strict=True)
    ]

    for one in joining:
        team.join(case=pair[0], newcomer=one, by=around.lead, at=NOW)
    bulk_team.join_many(
        [
            PastMember(
                case=pair[1],
                newcomer=one,
                from_on=TODAY,
                agreement=None if one.organisation == around.school else shares[1],
            )
            for one in joining
        ],
        by=around.lead,
        at=NOW,
    )

    def like(model, **where):
        left = IDS | {"agreement_id", "involvement_id"}
        found = model.objects.filter(**where).values()
        return sorted(str({k: v for k, v in row.items() if k not in left}) for row in found)

    first, second = pair
    assert TeamMember.objects.filter(case=second).count() == len(joining)
    assert like(TeamMember, case=first) == like(TeamMember, case=second)
    for model in (AccessGrant, Involvement):
        assert like(model, family=first.family) == like(model, family=second.family)
    deeds = [sorted((one[0], str(one[3])) for one in told(case)) for case in pair]
    assert deeds[0] == deeds[1]
    assert bulk_team.join_many([], by=None, at=NOW) == []


def test_outcomes_and_actions(pair, around):
    first, second = pair
    words = {"words": "Ring the nursery", "measure": "A place", "due_on": TODAY + timedelta(9)}

    wanted = outcome.agree(case=first, change=Change(words="Calm mornings"), by=around.lead, at=NOW)
    grandma = Owner(words="Grandma")
    plan_action.agree(case=first, task=Task(outcome=wanted, owner=grandma, **words), by=around.lead, at=NOW)
    done = plan_action.agree(
        case=first, task=Task(outcome=wanted, words="Buy a clock"), by=around.lead, at=NOW
    )
    plan_action.settle(action=done, to=ActionState.DONE, on=OPENED, by=around.lead, at=NOW)
    bulk_past.plan_many(
        [
            PastAction(case=second, outcome="Calm mornings", owner_words="Grandma", **words),
            PastAction(case=second, outcome="Calm mornings", words="Buy a clock", done_on=OPENED),
        ],
        by=around.lead,
        at=NOW,
    )

    for model in (Outcome, PlanAction):  # since when they stand in the plan, an older system does not say
        model.objects.update(set_on=None)
    assert rows(Outcome, case=first) == rows(Outcome, case=second)
    assert rows(PlanAction, case=first) == rows(PlanAction, case=second)
    assert rows(Duty, case=first) == rows(Duty, case=second)
    assert sorted(event[0] for event in told(first)) == sorted(event[0] for event in told(second))


def test_what_is_imported_later_stands_below_what_the_plan_holds(around, home):
    case = factories.case(home, around)
    kept = plans.outcome(case, "Calm mornings")
    plans.action(case, outcome=kept)

    (first, second) = bulk_past.plan_many(
        [
            PastAction(case=case, outcome="Calm mornings", words="Buy a clock"),
            PastAction(case=case, outcome="A quiet place to read", words="Clear the table"),
        ],
        by=None,
        at=NOW,
    )

    assert (first.outcome, first.position) == (kept, 1)
    assert (second.outcome.position, second.position) == (1, 2)


def test_a_closing(pair, around):
    first, second = pair
    said = {
        "closed_on": TODAY,
        "reason": "other",
        "level": 2,
        "objectives": ObjectivesMet.SOME,
        "what_next": "The school nurse",
        "family_view": "It is calmer",
    }

    closure.close(case=first, closing=Closing(**said), expected_version=1, by=around.lead, at=NOW)
    ending.write([Ending(case=second, **said)], by=around.lead, at=NOW)

    Case.objects.update(version=1)
    assert {case.state for case in Case.objects.all()} == {"closed"}
    assert rows(type(first.spans.get()), case=first) == rows(type(second.spans.get()), case=second)
    assert rows(Duty, case=first) == rows(Duty, case=second)
    for model in (AccessGrant, Involvement, LevelReading):
        assert rows(model, family=first.family) == rows(model, family=second.family)
    assert told(first) == told(second)


def test_a_transfer_as_far_as_it_went(pair, around):
    first, second = pair
    past = [
        PastTransfer(case=first, direction=Direction.STEP_UP, requested_at=NOW, accepted_at=NOW),
        PastTransfer(case=second, direction=Direction.STEP_UP, requested_at=NOW, reason="Grown"),
        PastTransfer(case=second, direction=Direction.STEP_DOWN, requested_at=NOW, lapsed_at=NOW),
    ]

    kept = bulk_past.transfer_many(past, by=around.lead, at=NOW)

    assert [row.state for row in kept] == ["accepted", "requested", "cancelled"]
    single = plans.step_up(
        factories.case(factories.household("Else"), around), around.lead, plans.social_care()[1]
    )
    asked = Event.objects.get(subject_id=single.pk)
    same = Event.objects.get(subject_id=kept[1].pk)
    assert (asked.kind, sorted(asked.data)) == (same.kind, sorted(same.data))
    assert Transfer.objects.waiting().count() == 2
    assert Case.objects.get(pk=first.pk).state == "open"


def owed(case):
    return Duty.objects.open().filter(case=case, kind=DutyKind.HOLD_MEETING).first()


def test_the_next_meeting_is_owed_from_the_last_one_or_on_its_day(pair, around):
    first, second = pair
    past = [
        PastMeeting(case=first, kind=MeetingCode.TAF, held_on=TODAY - timedelta(3)),
        PastMeeting(case=first, kind=MeetingCode.TAF, held_on=TODAY - timedelta(5)),
    ]
    bulk_meeting.hold_many(past, by=None, at=NOW)
    when = When(day=TODAY + timedelta(8))
    meetings.plan(case=second, kind=MeetingCode.TAF, when=when, by=around.lead, at=NOW)

    assert bulk_meeting.owe_meetings([first, second], at=NOW) == 2

    assert owed(first).due_on == TODAY - timedelta(3) + timedelta(42)
    assert owed(second).due_on == when.day


def test_no_meeting_is_owed_in_a_case_that_is_closed_or_led_by_nobody(pair, around):
    first, _ = pair
    alone = factories.case(factories.household("Alone"), None)
    Case.objects.filter(pk=first.pk).update(state=CaseState.ON_HOLD)
    first.refresh_from_db()

    assert bulk_meeting.owe_meetings([first, alone], at=NOW) == 0

    assert (owed(first), owed(alone)) == (None, None)
    assert Duty.objects.get(case=first, kind=DutyKind.HOLD_MEETING).reason == meetings.NOT_OWED


def test_without_its_event_nothing_is_saved(pair, around, monkeypatch):
    first, _ = pair

    def broken(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(bulk_past, "record_many", broken)
    monkeypatch.setattr(bulk_meeting, "record_many", broken)
    monkeypatch.setattr(bulk_team, "record_many", broken)
    somebody = Newcomer(name="A neighbour", organisation=around.school, role_words="Friend")
    for deed in (
        lambda: bulk_meeting.hold_many(
            [PastMeeting(case=first, kind=MeetingCode.TAF, held_on=TODAY)], by=None, at=NOW
        ),
        lambda: bulk_meeting.plan_ahead(
            [MeetingAhead(case=first, kind=MeetingCode.TAF, when=When(day=TODAY))], by=None, at=NOW
        ),
        lambda: bulk_team.join_many(
            [PastMember(case=first, newcomer=somebody, from_on=TODAY)], by=None, at=NOW
        ),
        lambda: bulk_past.plan_many([PastAction(case=first, words="x", outcome="y")], by=None, at=NOW),
        lambda: bulk_past.transfer_many(
            [PastTransfer(case=first, direction=Direction.STEP_UP)], by=None, at=NOW
        ),
    ):
        with pytest.raises(RuntimeError):
            deed()

    for model in (Meeting, TeamMember, PlanAction, Transfer):
        assert not model.objects.exists()
