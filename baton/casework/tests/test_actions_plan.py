"""Outcomes and actions of the family plan: written down, changed, settled, and what is owed because of
them.
"""

from datetime import date, timedelta

import pytest

from baton import journal
from baton.casework.actions import outcome as outcomes
from baton.casework.actions import plan_action
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.outcome import Change, NotOfThisFamily, OutcomeMoved
from baton.casework.actions.plan_action import ActionMoved, NotInTheTeam, Owner, Task
from baton.casework.events import plan as events
from baton.casework.models import Duty, Outcome, PlanAction
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.plan import ActionState, OutcomeState, SmartGap
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, TODAY
from baton.core.versions import Stale
from baton.journal.models import Event
from baton.people.tests import factories as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def around():
    return factories.cast()


@pytest.fixture
def home():
    return factories.household()


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


def owed(action):
    return Duty.objects.open().filter(kind=DutyKind.DO_ACTION, subject_id=action.pk).first()


def test_an_outcome_is_kept_in_the_familys_words_and_told_in_the_journal(case, home, around):
    outcome = plans.outcome(case, person=home.child, need="worries_school", by=around.lead)

    assert (outcome.words, outcome.state, outcome.set_on) == ("We want calmer mornings", "open", TODAY)
    event = Event.objects.of_kinds([events.OUTCOME_SET]).get(subject_id=outcome.pk)
    assert (event.case_id, event.family_id, event.person_id) == (case.pk, case.family_id, home.child.pk)
    assert event.data == {"state": "open", "need": "worries_school"}


def test_outcomes_stand_in_the_order_in_which_they_were_agreed(case):
    assert [plans.outcome(case).position, plans.outcome(case).position] == [0, 1]


def test_an_outcome_is_for_somebody_of_this_family(case):
    stranger = people.child("Zoe", of=people.family("Other"))

    with pytest.raises(NotOfThisFamily):
        plans.outcome(case, person=stranger)


def test_the_loser_of_a_race_to_reword_is_told(case, around):
    outcome = plans.outcome(case)
    change = Change(words="Calm mornings from Monday to Friday")
    outcomes.reword(outcome=outcome, change=change, expected_version=1, by=around.lead, at=NOW)

    with pytest.raises(Stale):
        outcomes.reword(
            outcome=Outcome.objects.get(pk=outcome.pk),
            change=change,
            expected_version=1,
            by=around.lead,
            at=NOW,
        )

    assert Outcome.objects.get(pk=outcome.pk).version == 2


def test_an_outcome_is_reached_and_taken_up_again(case, around):
    outcome = plans.outcome(case)

    reached = outcomes.settle(outcome=outcome, to=OutcomeState.ACHIEVED, by=around.lead, at=NOW)
    again = outcomes.settle(outcome=outcome, to=OutcomeState.OPEN, by=around.lead, at=NOW)

    assert (reached.settled_on, again.settled_on, again.state) == (TODAY, None, "open")
    told = Event.objects.of_kinds([events.OUTCOME_SETTLED, events.OUTCOME_REOPENED])
    assert told.filter(subject_id=outcome.pk).count() == 2


def test_an_outcome_is_settled_once(case, around):
    outcome = plans.outcome(case)
    outcomes.settle(outcome=outcome, to=OutcomeState.ACHIEVED, by=around.lead, at=NOW)

    with pytest.raises(OutcomeMoved):
        outcomes.settle(outcome=outcome, to=OutcomeState.DROPPED, reason="No", by=around.lead, at=NOW)


def test_what_is_no_longer_wanted_needs_a_reason_and_takes_its_actions_along(case, around):
    outcome = plans.outcome(case)
    action = plans.action(case, outcome=outcome)

    with pytest.raises(outcomes.ReasonNeeded):
        outcomes.settle(outcome=outcome, to=OutcomeState.DROPPED, by=around.lead, at=NOW)
    outcomes.settle(
        outcome=outcome, to=OutcomeState.DROPPED, reason="They moved school", by=around.lead, at=NOW
    )

    action.refresh_from_db()
    assert (action.state, action.settled_words) == ("dropped", "They moved school")


def test_an_incomplete_action_is_kept_and_says_what_it_lacks(case):
    action = plans.action(case, measure="", due_on=None)

    assert action.gaps == (SmartGap.OUTCOME, SmartGap.OWNER, SmartGap.MEASURE, SmartGap.DUE)
    assert owed(action) is None


def test_a_whole_action_lacks_nothing(case, around):
    action = plans.action(case, outcome=plans.outcome(case), owner=Owner(words="Grandma"))

    assert action.gaps == ()


def test_its_owner_owes_it_by_its_day(case, around):
    action = plans.action(case, owner=Owner(practitioner=around.lead))

    assert owed(action).owner == around.lead
    assert owed(action).due_at.date() == date(2026, 10, 1)


@pytest.mark.parametrize("owner", ["family", "words", "nobody"])
def test_where_the_owner_does_not_sign_in_the_lead_asks_about_it(case, home, around, owner):
    owners = {"family": Owner(person=home.mother), "words": Owner(words="Grandma"), "nobody": Owner()}

    action = plans.action(case, owner=owners[owner])

    assert owed(action).owner == around.lead


def test_an_owner_who_signs_in_must_be_in_the_team(case, home):
    outsider, _ = plans.colleague_of_another_agency()
    stranger = people.child("Zoe", of=people.family("Other"))

    for owner in (Owner(practitioner=outsider), Owner(person=stranger)):
        with pytest.raises(NotInTheTeam):
            plans.action(case, owner=owner)


def test_a_member_of_the_team_may_own_an_action(case, around):
    visitor, agency = plans.colleague_of_another_agency()
    plans.member(case, around.lead, visitor, agency)

    assert owed(plans.action(case, owner=Owner(practitioner=visitor))).owner == visitor


def test_an_action_serves_an_outcome_of_its_own_plan(case, around):
    other = factories.case(factories.household("Other"), around)

    with pytest.raises(plan_action.OutcomeElsewhere):
        plans.action(case, outcome=plans.outcome(other))


def test_changing_the_day_moves_what_is_owed(case, around):
    action = plans.action(case)
    task = Task(words="Pack the bag too", due_on=date(2026, 11, 2), measure="Bag packed")

    plan_action.change(action=action, task=task, expected_version=1, by=around.lead, at=NOW)

    assert owed(action).due_at.date() == date(2026, 11, 2)
    assert PlanAction.objects.get(pk=action.pk).version == 2
    with pytest.raises(Stale):
        plan_action.change(action=action, task=task, expected_version=1, by=around.lead, at=NOW)


def test_done_ends_what_is_owed_and_undo_brings_it_back(case, around):
    action = plans.action(case)

    done = plan_action.settle(action=action, to=ActionState.DONE, by=around.lead, at=NOW)
    assert (done.done_on, done.settled_by, owed(action)) == (TODAY, around.lead, None)
    assert Duty.objects.get(subject_id=action.pk).reason == ""
    undone = plan_action.settle(action=action, to=ActionState.OPEN, by=around.lead, at=NOW)

    assert (undone.done_on, undone.settled_by) == (None, None)
    assert owed(action).owner == around.lead
    kinds = Event.objects.filter(subject_id=action.pk).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [events.ACTION_SET, events.ACTION_DONE, events.ACTION_REOPENED]


def test_dropped_is_not_done(case, around):
    action = plans.action(case)

    plan_action.settle(action=action, to=ActionState.DROPPED, words="Not needed", by=around.lead, at=NOW)

    assert Duty.objects.get(subject_id=action.pk).reason == plan_action.NOT_OWED


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"to": ActionState.DROPPED}, plan_action.WordsNeeded),
        ({"to": ActionState.CARRIED, "words": " "}, plan_action.WordsNeeded),
        ({"to": ActionState.DONE, "on": TODAY + timedelta(1)}, plan_action.DoneInFuture),
        ({"to": ActionState.OPEN}, ActionMoved),
    ],
)
def test_a_settlement_that_does_not_hold_is_refused(case, around, given, refusal):
    action = plans.action(case)

    with pytest.raises(refusal):
        plan_action.settle(action=action, by=around.lead, at=NOW, **given)


def test_nothing_is_written_into_the_plan_of_a_closed_case(case, around):
    outcome, action = plans.outcome(case), plans.action(case)
    type(case).objects.filter(pk=case.pk).update(state=CaseState.CLOSED)

    for deed in (
        lambda: plans.outcome(case),
        lambda: plans.action(case),
        lambda: outcomes.settle(outcome=outcome, to=OutcomeState.ACHIEVED, by=around.lead, at=NOW),
        lambda: plan_action.settle(action=action, to=ActionState.DONE, by=around.lead, at=NOW),
    ):
        with pytest.raises(CaseClosed):
            deed()


def test_without_its_event_nothing_is_saved(case, around, monkeypatch):
    outcome, action = plans.outcome(case), plans.action(case)

    def broken(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(journal, "record", broken)
    deeds = [
        lambda: plans.outcome(case),
        lambda: plans.action(case),
        lambda: outcomes.reword(
            outcome=outcome, change=Change(words="x"), expected_version=1, by=around.lead, at=NOW
        ),
        lambda: outcomes.settle(outcome=outcome, to=OutcomeState.ACHIEVED, by=around.lead, at=NOW),
        lambda: plan_action.change(
            action=action, task=Task(words="x"), expected_version=1, by=around.lead, at=NOW
        ),
        lambda: plan_action.settle(action=action, to=ActionState.DONE, by=around.lead, at=NOW),
    ]
    for deed in deeds:
        with pytest.raises(RuntimeError):
            deed()

    assert [(one.words, one.state, one.version) for one in Outcome.objects.all()] == [
        ("We want calmer mornings", "open", 1)
    ]
    assert [(one.words, one.state, one.version) for one in PlanAction.objects.all()] == [
        ("Lay out clothes in the evening", "open", 1)
    ]
    assert owed(action) is not None


def test_sets_of_the_plan(case, around):
    plans.outcome(case)
    late = plans.action(case, due_on=TODAY - timedelta(1))
    plans.action(case)
    outsider, _ = plans.colleague_of_another_agency()

    assert list(PlanAction.objects.late(TODAY)) == [late]
    assert PlanAction.objects.visible_to(around.lead).in_order().first() == late
    assert Outcome.objects.visible_to(around.lead).open().count() == 1
    assert not PlanAction.objects.visible_to(outsider).exists()
    assert not Outcome.objects.visible_to(outsider).exists()
