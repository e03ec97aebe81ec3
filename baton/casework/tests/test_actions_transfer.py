"""Transfers: nothing changes hands before the receiver accepts."""

from datetime import timedelta

import pytest

from baton import journal
from baton.casework.actions import answering, bulk_past
from baton.casework.actions import transfer as transfers
from baton.casework.actions.answering import AlreadyAnswered, AnswerNeeded, OwnRequest
from baton.casework.actions.bulk_past import PastTransfer
from baton.casework.actions.sharing import NoBasis
from baton.casework.actions.transfer import LevelNeeded, NoReceiver, NotSent, Request
from baton.casework.events import transfer as events
from baton.casework.models import Case, Duty, Transfer
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.sharing import Sharing
from baton.casework.rules.transfer import CannotSend, Direction
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, THEN, TODAY
from baton.frontdoor.models import Enquiry
from baton.journal.models import Event
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import ObjectivesMet
from baton.people.models import Family

pytestmark = pytest.mark.django_db

LATER = NOW


@pytest.fixture
def around():
    return factories.cast()


@pytest.fixture
def home():
    return factories.household()


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


@pytest.fixture
def care():
    return plans.social_care()


def sees(practitioner, case):
    fresh = Practitioner.objects.get(pk=practitioner.pk)
    return Family.objects.visible_to(fresh).filter(pk=case.family_id).exists()


def holds(case, monkeypatch):
    """Let the profile of the case hold a case whose step-up is accepted."""
    from dataclasses import replace

    from baton.partnership.models import ProfileVersion

    whole = case.profile.profile
    held = replace(whole, step_up=replace(whole.step_up, on_acceptance="hold"))
    monkeypatch.setattr(ProfileVersion, "profile", property(lambda self: held))


def test_a_step_up_shows_the_record_to_social_care_and_leaves_the_case_where_it_is(case, around, care):
    liaison, agency = care
    action, meeting = plans.action(case), plans.meeting(case)

    transfer = plans.step_up(case, around.lead, agency, meeting=meeting)

    case.refresh_from_db()
    assert (case.state, transfer.state, transfer.sharing) == ("open", "requested", Sharing.WITHOUT_AGREEMENT)
    assert sees(liaison, case)
    assert transfer.packet == {
        "assessment": None,
        "outcomes": [],
        "actions": [str(action.pk)],
        "meetings": [str(meeting.pk)],
    }
    days = case.profile.profile.clocks.transfer_answer_days
    duty = Duty.objects.open().get(kind=DutyKind.ANSWER_TRANSFER)
    assert (duty.owner, duty.subject_id) == (None, transfer.pk)
    assert duty.due_at is None if days is None else duty.due_at.date() == TODAY + timedelta(days)
    event = Event.objects.of_kinds([events.TRANSFER_REQUESTED]).get(subject_id=transfer.pk)
    assert event.data["direction"] == "step_up"


def test_the_family_s_agreement_is_asked_for_first(case, around, care):
    with pytest.raises(NoBasis):
        plans.step_up(case, around.lead, care[1], without=None)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"reason": " "}, NotSent),
        ({"level": None}, LevelNeeded),
        ({"to_organisation": None}, NoReceiver),
        ({"direction": Direction.OUT, "to_words": " "}, NoReceiver),
        ({"direction": Direction.LEAD}, NoReceiver),
        ({"direction": Direction.STEP_DOWN}, NotSent),
    ],
)
def test_an_incomplete_request_is_refused(case, around, care, change, refusal):
    with pytest.raises(refusal):
        plans.step_up(case, around.lead, care[1], **change)


def test_only_an_organisation_that_answers_step_ups_is_asked(case, around):
    with pytest.raises(NoReceiver):
        plans.step_up(case, around.lead, around.school)


def test_one_request_waits_at_a_time(case, around, care):
    plans.step_up(case, around.lead, care[1])

    with pytest.raises(NotSent) as refused:
        plans.step_up(case, around.lead, care[1])

    assert refused.value.why is CannotSend.ALREADY_WAITING


def test_a_closed_case_sends_nothing(case, around, care):
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)

    with pytest.raises(NotSent) as refused:
        plans.step_up(case, around.lead, care[1])

    assert refused.value.why is CannotSend.CASE_NOT_OPEN


def test_declined_with_a_reason_nothing_changes_and_the_lead_is_told(case, around, care):
    liaison, agency = care
    transfer = plans.step_up(case, around.lead, agency)

    with pytest.raises(AnswerNeeded):
        answering.decline(transfer=transfer, reason="", by=liaison, at=LATER)
    answering.decline(transfer=transfer, reason="Below the threshold", by=liaison, at=LATER)

    case.refresh_from_db()
    transfer.refresh_from_db()
    assert (case.state, transfer.state, transfer.answer_reason) == (
        "open",
        "declined",
        "Below the threshold",
    )
    assert not sees(liaison, case)
    assert sees(around.lead, case)
    assert not Duty.objects.open().filter(kind=DutyKind.ANSWER_TRANSFER).exists()
    assert Duty.objects.open().get(kind=DutyKind.READ_ANSWER).owner == around.lead

    answering.acknowledge(transfer=transfer, by=around.lead, at=LATER)
    assert not Duty.objects.open().filter(kind=DutyKind.READ_ANSWER).exists()


def test_after_a_refusal_it_can_be_asked_again_and_accepted(case, around, care):
    liaison, agency = care
    answering.decline(
        transfer=plans.step_up(case, around.lead, agency), reason="Not yet", by=liaison, at=LATER
    )

    again = plans.step_up(case, around.lead, agency)
    answering.accept(transfer=again, words="Jo Reed visits tomorrow", by=liaison, at=LATER)

    assert set(case.transfers.values_list("state", flat=True)) == {"declined", "accepted"}


def test_accepted_a_step_up_closes_the_case_where_the_profile_says_so(case, around, care):
    liaison, agency = care
    action = plans.action(case)
    transfer = plans.step_up(case, around.lead, agency, objectives=ObjectivesMet.SOME)

    answering.accept(transfer=transfer, words="Jo Reed visits tomorrow", by=liaison, at=LATER)

    case.refresh_from_db()
    span = case.spans.get()
    assert case.state == "closed"
    assert (span.closure_reason, span.closed_on, span.level_at_closure) == ("step_up", TODAY, 4)
    assert (span.objectives_met, span.what_next) == ("some", "Jo Reed visits tomorrow")
    action.refresh_from_db()
    assert (action.state, action.settled_words) == ("carried", agency.name)
    assert [(duty.kind, duty.owner) for duty in Duty.objects.open().filter(case=case)] == [
        ("read_answer", around.lead)
    ]
    assert sees(liaison, case)
    assert sees(around.lead, case)


def test_accepted_a_step_up_holds_the_case_where_the_profile_says_so(case, around, care, monkeypatch):
    liaison, agency = care
    holds(case, monkeypatch)
    transfer = plans.step_up(case, around.lead, agency)

    answering.accept(transfer=transfer, words="We keep you posted", by=liaison, at=LATER)

    case.refresh_from_db()
    assert case.state == "on_hold"
    assert case.spans.current().exists()
    assert not Duty.objects.open().filter(kind=DutyKind.HOLD_MEETING).exists()
    assert Duty.objects.open().get(kind=DutyKind.READ_ANSWER).owner == around.lead


def test_nobody_answers_their_own_request_or_twice(case, around, care):
    liaison, agency = care
    transfer = plans.step_up(case, around.lead, agency)

    with pytest.raises(OwnRequest):
        answering.accept(transfer=transfer, words="I take it", by=around.lead, at=LATER)
    with pytest.raises(AnswerNeeded):
        answering.accept(transfer=transfer, words=" ", by=liaison, at=LATER)
    answering.decline(transfer=transfer, reason="No", by=liaison, at=LATER)
    with pytest.raises(AlreadyAnswered):
        answering.decline(transfer=transfer, reason="No", by=liaison, at=LATER)


def test_called_back_it_ends_the_sight_of_the_record(case, around, care):
    liaison, agency = care
    transfer = plans.step_up(case, around.lead, agency)

    answering.cancel(transfer=transfer, reason="Rung them: not needed", by=around.lead, at=LATER)

    transfer.refresh_from_db()
    assert transfer.state == "cancelled"
    assert not sees(liaison, case)
    assert not Duty.objects.open().filter(kind=DutyKind.READ_ANSWER).exists()


def test_to_another_lead_practitioner_it_changes_hands_on_acceptance(case, around):
    visitor, agency = plans.colleague_of_another_agency()
    wanted = Request(
        direction=Direction.LEAD,
        reason="The baby is the main worry now",
        to_organisation=agency,
        to_practitioner=visitor,
        without=plans.HARM,
    )

    transfer = transfers.request(case=case, wanted=wanted, by=around.lead, at=NOW)
    assert sees(visitor, case)
    assert case.allocations.current().get().practitioner == around.lead
    assert Duty.objects.open().get(kind=DutyKind.ANSWER_TRANSFER).owner == visitor

    answering.accept(transfer=transfer, words="", by=visitor, at=LATER)
    assert case.allocations.current().get().practitioner == visitor
    assert transfer.receiver_words == f"Nia Ford, {agency.name}"
    assert sees(visitor, case)
    assert not sees(around.lead, case)


def test_to_another_area_the_lead_writes_down_its_answer_and_the_case_closes(case, around):
    wanted = Request(
        direction=Direction.OUT, reason="They move on Friday", to_words="Leeds", without=plans.HARM
    )
    transfer = transfers.request(case=case, wanted=wanted, by=around.lead, at=NOW)
    assert Duty.objects.open().get(kind=DutyKind.ANSWER_TRANSFER).owner == around.lead

    answering.accept(
        transfer=transfer,
        words="Their hub rings on Monday",
        answered_by_words="Kim Day",
        by=around.lead,
        at=LATER,
    )

    transfer.refresh_from_db()
    assert (transfer.answered_by_words, case.spans.get().closure_reason) == ("Kim Day", "moved_away")


def test_an_arrival_is_kept_as_accepted(case, around):
    enquiry = Enquiry.objects.create(
        reference="E-ABC234",
        received_at=THEN,
        keyed_at=THEN,
        target_at=NOW,
        due_at=NOW,
        channel="transfer",
        source_type="social_care",
    )

    transfer = transfers.record_arrival(
        case=case,
        enquiry=enquiry,
        direction=Direction.STEP_DOWN,
        from_words="Assessment team",
        requested_at=THEN,
        accepted_at=NOW,
        by=around.screener,
        at=NOW,
    )

    assert (transfer.state, transfer.requested_at, transfer.answered_at) == ("accepted", THEN, NOW)
    assert Event.objects.of_kinds([events.TRANSFER_ARRIVED]).filter(subject_id=transfer.pk).exists()
    day = timedelta(days=1)
    accepted = Transfer.objects.of_direction(Direction.STEP_DOWN).accepted_between(NOW, NOW + day)
    assert accepted.get() == transfer
    assert not Transfer.objects.accepted_between(NOW - day, NOW).exists()


def test_an_arrival_that_an_older_system_left_waiting_is_taken_and_moves_no_case(case, around):
    waits = PastTransfer(case=case, direction=Direction.STEP_DOWN, requested_at=THEN)
    (transfer,) = bulk_past.transfer_many([waits], by=None, at=NOW)

    answering.accept(transfer=transfer, words="The team met them in August", by=around.coordinator, at=LATER)

    case.refresh_from_db()
    transfer.refresh_from_db()
    assert (transfer.state, case.state) == ("accepted", "open")
    assert case.allocations.current().get().practitioner == around.lead


def test_without_its_event_nothing_is_saved(case, around, care, monkeypatch):
    liaison, agency = care
    transfer = plans.step_up(case, around.lead, agency)

    def broken(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(journal, "record", broken)
    deeds = [
        lambda: answering.accept(transfer=transfer, words="Yes", by=liaison, at=LATER),
        lambda: answering.decline(transfer=transfer, reason="No", by=liaison, at=LATER),
        lambda: answering.cancel(transfer=transfer, reason="No", by=around.lead, at=LATER),
        lambda: answering.acknowledge(transfer=transfer, by=around.lead, at=LATER),
        lambda: plans.step_up(factories.case(factories.household("Else"), around), around.lead, agency),
    ]
    for deed in deeds:
        with pytest.raises(RuntimeError):
            deed()

    assert [(one.state, one.answered_at) for one in Transfer.objects.all()] == [("requested", None)]
    case.refresh_from_db()
    assert case.state == "open"


def test_sets_of_transfers(case, around, care):
    transfer = plans.step_up(case, around.lead, care[1])
    outsider, _ = plans.colleague_of_another_agency()

    assert Transfer.objects.visible_to(around.lead).waiting().get() == transfer
    assert not Transfer.objects.visible_to(outsider).exists()
    assert str(transfer) == f"step_up of {case.pk}"
