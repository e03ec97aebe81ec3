from datetime import date, timedelta

import pytest

from baton.casework.actions import case as actions
from baton.casework.actions import information, raising
from baton.casework.actions.fitness import MayNotLead
from baton.casework.models import Case, Duty, InformationRead, Transfer
from baton.casework.models.information import unread
from baton.casework.rules.case import Support
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import Channel, TransferKind
from baton.frontdoor.tests import factories as door
from baton.journal.models import Event
from baton.partnership.tests.factories import practitioner
from baton.people.models import Family, Involvement, LevelReading

LATER = NOW + timedelta(days=2)


def decided(around, outcome=Outcome.ASSESSMENT, **values):
    return door.decided(around.screener, outcome, at=NOW, received_at=NOW - timedelta(hours=2), **values)


def open_(enquiry, around, **changes):
    usual = {
        "lead": around.lead,
        "organisation": around.school,
        "coordinator": around.coordinator,
        "profile": factories.version(),
        "by": around.screener,
        "at": LATER,
    }
    return actions.open_from_decision(**{"enquiry": enquiry} | usual | changes)


def test_allocating_a_decided_enquiry_opens_its_case(around):
    enquiry = decided(around)

    case = open_(enquiry, around)

    assert (case.enquiry, case.origin, case.support) == (enquiry, "enquiry", "full")
    assert case.opened_on == case.allocated_on == LATER.date()
    assert (case.family, case.spans.get().level_at_allocation) == (enquiry.family, 2)
    assert not Enquiry.objects.awaiting_case().exists()
    assert LevelReading.objects.filter(family=enquiry.family, occasion="allocation", level=2).exists()
    assert Duty.objects.open().get(case=case, kind="start_assessment").owner == around.lead


def test_the_case_keeps_the_profile_it_began_under(around):
    case = open_(decided(around), around)

    assert case.profile == factories.version()


def test_one_agencys_help_is_a_lighter_record(around):
    record = open_(decided(around, Outcome.SINGLE_AGENCY), around)

    assert record.support == "single_service"
    assert not Duty.objects.filter(case=record).exists()


@pytest.mark.parametrize("outcome", [Outcome.ADVICE, Outcome.STEP_UP])
def test_other_decisions_open_nothing(around, outcome):
    with pytest.raises(actions.NotAwaited):
        open_(decided(around, outcome), around)


def test_an_enquiry_opens_one_case(around):
    enquiry = decided(around)
    open_(enquiry, around)

    with pytest.raises(actions.NotAwaited):
        open_(enquiry, around)


def test_a_family_has_one_open_case(around, home):
    enquiry = decided(around)
    Enquiry.objects.filter(pk=enquiry.pk).update(family=home.family)
    first = factories.case(home, around)

    with pytest.raises(actions.CaseAlreadyOpen) as refused:
        open_(enquiry, around)

    assert first.reference in str(refused.value)
    assert Enquiry.objects.awaiting_case().exists()


@pytest.fixture
def helped(around, home):
    """A family that one service helps, and an enquiry decided for a case."""
    enquiry = decided(around)
    Enquiry.objects.filter(pk=enquiry.pk).update(family=home.family)
    return factories.case(home, around, support=Support.SINGLE_SERVICE), enquiry


def test_help_by_one_service_ends_where_a_case_begins(helped, around):
    record, enquiry = helped
    action = plans.action(record)
    colleague = practitioner(at=around.school)

    case = open_(enquiry, around, lead=colleague)

    record.refresh_from_db()
    action.refresh_from_db()
    span = record.spans.get()
    assert (record.state, span.closed_on, span.closure_reason) == ("closed", LATER.date(), "other")
    assert (action.state, action.settled_words, span.what_next) == (
        "carried",
        raising.GOES_ON,
        raising.GOES_ON,
    )
    assert (case.support, case.state, case.opened_on) == ("full", "open", LATER.date())
    assert case.allocations.current().get().practitioner == colleague
    assert Family.objects.visible_to(around.lead).filter(pk=record.family_id).exists()
    assert Duty.objects.open().get(case=case, kind="start_assessment").owner == colleague


def test_a_record_that_waits_for_an_answer_does_not_end(helped, around):
    record, enquiry = helped
    plans.step_up(record, around.lead, plans.social_care()[1])

    with pytest.raises(actions.CaseAlreadyOpen):
        open_(enquiry, around)


def test_help_by_one_service_is_not_opened_twice(helped, around):
    _, enquiry = helped
    Decision.objects.filter(enquiry=enquiry).update(leads_to="single_service")

    with pytest.raises(actions.CaseAlreadyOpen):
        open_(enquiry, around)


def test_ending_the_record_without_its_event_saves_nothing(helped, around):
    _, enquiry = helped

    nothing_is_saved_without_its_event(lambda: open_(enquiry, around))


def test_nobody_unfit_is_named(around):
    with pytest.raises(MayNotLead):
        open_(decided(around), around, lead=practitioner(at=around.school, case_limit=0))

    assert not Case.objects.exists()


def test_opening_without_its_event_saves_nothing(around):
    enquiry = decided(around)

    nothing_is_saved_without_its_event(lambda: open_(enquiry, around))


def test_a_step_down_opens_on_the_day_it_was_accepted_with_its_transfer(around):
    enquiry = decided(
        around, channel=Channel.TRANSFER, transfer_kind=TransferKind.STEP_DOWN, transfer_from="Social care"
    )

    case = open_(enquiry, around)

    assert (case.origin, case.opened_on, case.allocated_on) == ("step_down", TODAY, LATER.date())
    arrived = Transfer.objects.get(case=case)
    assert (arrived.direction, arrived.state, arrived.from_words) == ("step_down", "accepted", "Social care")
    assert (arrived.requested_at, arrived.answered_at) == (enquiry.received_at, NOW)


def test_a_transfer_in_may_wait_for_its_lead(around):
    enquiry = decided(around, channel=Channel.TRANSFER, transfer_kind=TransferKind.TRANSFER_IN)

    case = open_(enquiry, around, lead=None, organisation=None)

    assert (case.origin, case.allocated_on) == ("transfer_in", None)
    assert Transfer.objects.get(case=case).direction == "in"


def test_an_older_paper_case_enters_the_register(home, around):
    case = actions.open_for_register(
        family=home.family,
        opened_on=date(2015, 3, 2),
        coordinator=None,
        profile=factories.version(),
        by=around.hub_manager,
        at=NOW,
    )

    assert (case.origin, case.register_entry.entered_on) == ("review_register", TODAY)
    assert Duty.objects.open().get(case=case).kind == "screen_register"


def test_no_second_case_enters_the_register(home, around):
    factories.case(home, around)

    with pytest.raises(actions.CaseAlreadyOpen):
        actions.open_for_register(
            family=home.family,
            opened_on=TODAY,
            coordinator=None,
            profile=factories.version(),
            by=around.hub_manager,
            at=NOW,
        )


def test_entering_the_register_without_its_event_saves_nothing(home, around):
    nothing_is_saved_without_its_event(
        lambda: actions.open_for_register(
            family=home.family,
            opened_on=TODAY,
            coordinator=None,
            profile=factories.version(),
            by=around.hub_manager,
            at=NOW,
        )
    )


def test_a_case_rests_and_is_taken_up_again(home, around):
    case = factories.case(home, around)

    assert actions.hold(case=case, reason="illness", by=around.lead, at=NOW).state == "on_hold"
    assert actions.resume(case=case, by=around.lead, at=NOW).state == "open"
    kinds = list(Event.objects.of_case(case.pk).order_by("id").values_list("kind", flat=True))
    assert kinds[-2:] == ["casework.case_put_on_hold", "casework.case_resumed"]


def test_a_case_that_is_closed_or_held_already_is_not_held(home, around):
    case = factories.case(home, around)
    actions.hold(case=case, reason="illness", by=around.lead, at=NOW)
    with pytest.raises(actions.WrongState):
        actions.hold(case=case, reason="illness", by=around.lead, at=NOW)
    Case.objects.filter(pk=case.pk).update(state="closed")

    with pytest.raises(actions.WrongState):
        actions.resume(case=case, by=around.lead, at=NOW)


def test_holding_without_its_event_saves_nothing(home, around):
    case = factories.case(home, around)

    nothing_is_saved_without_its_event(
        lambda: actions.hold(case=case, reason="illness", by=around.lead, at=NOW)
    )


@pytest.fixture
def added(around):
    """A case, and an enquiry that was added to it."""
    case = open_(decided(around), around)
    enquiry = door.checked(door.claimed(around.screener), around.screener)
    Enquiry.objects.filter(pk=enquiry.pk).update(family=case.family, linked_at=NOW)
    decision = door.decide(
        enquiry,
        around.screener,
        Outcome.EXISTING_CASE,
        involvement=Involvement.objects.get(ref=case.pk, to_on=None),
    )
    return case, decision


def test_what_an_enquiry_added_waits_until_it_is_read(added, around):
    case, decision = added
    assert list(unread(case)) == [decision]

    information.read(case=case, decision=decision, by=around.lead, at=NOW)

    assert list(unread(case)) == []
    assert Event.objects.of_case(case.pk).order_by("-id")[0].kind == "casework.information_read"


def test_the_first_reader_counts(added, around):
    case, decision = added
    information.read(case=case, decision=decision, by=around.lead, at=NOW)

    information.read(case=case, decision=decision, by=around.manager, at=LATER)

    assert InformationRead.objects.get().read_by == around.lead


def test_only_what_was_added_to_this_case_is_read(added, home, around):
    _, decision = added

    with pytest.raises(information.NotOfCase):
        information.read(case=factories.case(home, around), decision=decision, by=around.lead, at=NOW)


def test_reading_without_its_event_saves_nothing(added, around):
    case, decision = added

    nothing_is_saved_without_its_event(
        lambda: information.read(case=case, decision=decision, by=around.lead, at=NOW)
    )
