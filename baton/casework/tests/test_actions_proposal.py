"""Somebody is asked to lead: what they see until they answer, what each answer does, and what comes back by itself."""

from datetime import date, timedelta

import pytest

from baton.casework.actions import allocation, asking, ending, proposal, register
from baton.casework.actions.asking import Asking
from baton.casework.actions.fitness import MayNotLead
from baton.casework.actions.proposal import NewProposal
from baton.casework.models import Case, Duty, Proposal
from baton.casework.models.leading import possible_lead
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.proposal import ProposalState, answer_due_on, is_overdue
from baton.casework.tasks import bring_back
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.proposals import ask
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.core.versions import Stale
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.journal.models import Event
from baton.notices.models import Message
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.models import AccessGrant

MONDAY, FRIDAY = date(2026, 9, 14), date(2026, 9, 18)


@pytest.mark.parametrize(
    ("asked", "days", "expected"),
    [
        (MONDAY, 2, date(2026, 9, 16)),
        (FRIDAY, 2, date(2026, 9, 22)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (MONDAY, None, None),
    ],
)
def test_an_answer_is_due_in_working_days(asked, days, expected):
    assert answer_due_on(asked, days) == expected


@pytest.mark.parametrize(
    ("by", "today", "expected"), [(MONDAY, MONDAY, False), (MONDAY, FRIDAY, True), (None, FRIDAY, False)]
)
def test_only_the_day_after_its_last_is_too_late(by, today, expected):
    assert is_overdue(by, today) is expected


@pytest.fixture
def unled(home, around):
    return factories.case(home, None, coordinator=around.coordinator)


def sees(who, case) -> bool:
    return Case.objects.visible_to(Practitioner.objects.get(pk=who.pk)).filter(pk=case.pk).exists()


def owed(case, kind):
    return Duty.objects.open().filter(case=case, kind=kind).first()


def kinds(case):
    return list(Event.objects.of_case(case.pk).order_by("id").values_list("kind", flat=True))


def test_who_is_asked_may_read_has_it_on_their_list_and_leads_nothing_yet(unled, around):
    row = ask(unled, around)

    assert (row.state, row.answer_due_on, row.reasons) == (
        "waiting",
        date(2026, 9, 16),
        "school of Ava\nworks in North",
    )
    assert sees(around.lead, unled)
    assert AccessGrant.objects.get(source_id=row.pk).read_only
    assert (owed(unled, DutyKind.ANSWER_PROPOSAL).owner, unled.allocations.count()) == (around.lead, 0)
    assert Message.objects.get().to_practitioner == around.lead
    assert kinds(unled)[-1] == "casework.lead_proposed"


def test_accepting_gives_the_case_its_lead(unled, around):
    row = ask(unled, around)

    led = proposal.accept(proposal=row, by=around.lead, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.answered_by) == (ProposalState.ACCEPTED, around.lead)
    assert led.allocations.get().practitioner == around.lead
    assert (led.allocated_on, led.spans.get().level_at_allocation) == (TODAY, 3)
    assert owed(led, DutyKind.ANSWER_PROPOSAL) is None
    assert not AccessGrant.objects.filter(source_id=row.pk, to_at=None).exists()
    assert sees(around.lead, led)
    assert {"casework.proposal_accepted", "casework.case_allocated"} <= set(kinds(led))


def test_a_refusal_ends_what_they_saw_and_goes_back_to_who_asked(unled, around):
    row = ask(unled, around)

    proposal.refuse(
        proposal=row, refusal="no_room", words="Two new ones since Monday", by=around.lead, at=NOW
    )

    row.refresh_from_db()
    assert (row.state, row.refusal, row.answer) == ("refused", "no_room", "Two new ones since Monday")
    assert not sees(around.lead, unled)
    assert owed(unled, DutyKind.CHOOSE_LEAD).owner == around.coordinator
    assert Message.objects.filter(to_practitioner=around.coordinator, template="proposal_came_back").exists()


def test_the_next_one_is_asked_and_who_refused_comes_last(unled, around):
    second = practitioner(name="Bea Hill", at=around.school)
    row = ask(unled, around)
    proposal.refuse(proposal=row, refusal="no_room", words="", by=around.lead, at=NOW)

    again = ask(unled, around, second)

    assert owed(unled, DutyKind.CHOOSE_LEAD) is None
    proposal.accept(proposal=again, by=second, at=NOW)
    assert unled.allocations.get().practitioner == second


def test_a_refusal_says_why(unled, around):
    row = ask(unled, around)

    with pytest.raises(proposal.ReasonNeeded):
        proposal.refuse(proposal=row, refusal="", words=" ", by=around.lead, at=NOW)


def test_nobody_answers_for_another_or_twice(unled, around):
    row = ask(unled, around)

    for answer in (
        lambda: proposal.accept(proposal=row, by=around.manager, at=NOW),
        lambda: proposal.refuse(proposal=row, refusal="other", words="", by=around.manager, at=NOW),
    ):
        with pytest.raises(proposal.NotAsked):
            answer()
    proposal.withdraw(proposal=row, reason="Asked the wrong school", by=around.coordinator, at=NOW)
    with pytest.raises(proposal.AlreadyAnswered):
        proposal.accept(proposal=row, by=around.lead, at=NOW)
    assert not sees(around.lead, unled)


def test_what_is_not_answered_in_time_comes_back_by_itself(unled, around):
    late = ask(unled, around, now=NOW - timedelta(days=7))
    other = factories.case(factories.household("Reed"), None)
    in_time = ask(other, around)

    bring_back()

    states = {row.pk: row.state for row in Proposal.objects.all()}
    assert states == {late.pk: "lapsed", in_time.pk: "waiting"}
    assert not sees(around.lead, unled)
    assert owed(unled, DutyKind.CHOOSE_LEAD).owner == around.coordinator


def test_where_who_asked_has_left_the_coordinator_is_told(unled, around):
    row = ask(unled, around, by=around.screener, now=NOW - timedelta(days=7))
    Practitioner.objects.get_queryset().filter(pk=around.screener.pk).update(is_active=False)

    proposal.lapse(proposal=row, at=NOW)

    assert owed(unled, DutyKind.CHOOSE_LEAD).owner == around.coordinator


def test_where_nobody_is_left_to_choose_the_choice_is_owed_without_an_owner_and_nobody_is_told(home, around):
    adrift = factories.case(home, None, locality=None)
    row = ask(adrift, around, by=around.screener, now=NOW - timedelta(days=7))
    Practitioner.objects.get_queryset().filter(pk=around.screener.pk).update(is_active=False)

    proposal.lapse(proposal=row, at=NOW)

    assert owed(adrift, DutyKind.CHOOSE_LEAD).owner is None
    assert not Message.objects.filter(template="proposal_came_back").exists()


def test_what_may_still_be_answered_does_not_lapse(unled, around):
    row = ask(unled, around)

    assert proposal.lapse(proposal=row, at=NOW).state == ProposalState.WAITING
    assert sees(around.lead, unled)
    assert owed(unled, DutyKind.ANSWER_PROPOSAL).owner == around.lead
    assert owed(unled, DutyKind.CHOOSE_LEAD) is None


def test_a_coordinator_is_named_together_with_the_question(home, around):
    proposal.propose(
        case=factories.case(home, None),
        new=NewProposal(practitioner=around.lead, organisation=around.school),
        coordinator=around.coordinator,
        by=around.screener,
        at=NOW,
        expected_version=1,
    )

    row = Proposal.objects.select_related("case").get()
    assert (row.case.coordinator, row.practitioner) == (around.coordinator, around.lead)


def test_one_is_asked_at_a_time_about_a_case_that_nobody_leads(home, unled, around):
    led = factories.case(factories.household("Reed"), around)
    ask(unled, around)

    with pytest.raises(proposal.AlreadyAsked):
        ask(unled, around, around.manager)
    with pytest.raises(allocation.AlreadyLed):
        ask(led, around)


def test_who_may_not_lead_is_not_asked(unled, around):
    station = organisation("Police station", agency_type="police")

    with pytest.raises(MayNotLead):
        ask(unled, around, practitioner(at=station), station)


def test_what_somebody_is_asked_already_counts_as_work_but_does_not_bar_them(unled, around):
    ask(unled, around)

    found = possible_lead(around.lead, around.school, unled.family, unled.profile.profile, NOW)

    assert (found.candidate.asked, found.free, found.blockers) == (1, 7, ())


def test_naming_somebody_ends_the_question_a_yes_for_them_called_back_for_others(unled, around):
    other = factories.case(factories.household("Reed"), None)
    theirs, overtaken = ask(unled, around), ask(other, around)

    for case, who in ((unled, around.lead), (other, around.manager)):
        register.name_lead(
            case=case,
            practitioner=who,
            organisation=around.school,
            level=2,
            coordinator=None,
            by=around.screener,
            at=NOW,
            expected_version=2,
        )

    theirs.refresh_from_db()
    overtaken.refresh_from_db()
    assert (theirs.state, overtaken.state) == ("accepted", "withdrawn")
    assert not sees(around.lead, other)


def test_closing_the_case_calls_the_question_back(unled, around):
    row = ask(unled, around)

    ending.write(
        [ending.Ending(case=unled, closed_on=TODAY, reason="moved_away")], by=around.coordinator, at=NOW
    )

    row.refresh_from_db()
    assert (row.state, row.answer) == ("withdrawn", ending.CLOSED_WORDS)
    assert not AccessGrant.objects.filter(source_id=row.pk, to_at=None).exists()


def test_nobody_is_asked_about_a_case_in_the_register_before_it_is_screened(around):
    waiting = factories.case(factories.household("Nash"), None, register_on=factories.OPENED)

    with pytest.raises(register.NotOffered):
        ask(waiting, around)

    register.screen(case=waiting, outcome="no_immediate_concern", note="", by=around.manager, at=NOW)
    row = ask(waiting, around)
    proposal.accept(proposal=row, by=around.lead, at=NOW)
    waiting.register_entry.refresh_from_db()
    assert waiting.register_entry.disposal == "allocated"


def test_a_decided_family_gets_its_case_and_the_question_in_one_deed(around):
    enquiry = door.decided(around.screener, Outcome.ASSESSMENT, at=NOW, received_at=NOW - timedelta(hours=2))

    row = asking.open_and_propose(
        enquiry=enquiry,
        new=NewProposal(practitioner=around.lead, organisation=around.school),
        coordinator=around.coordinator,
        profile=factories.version(),
        by=around.screener,
        at=NOW,
    )

    assert (row.case.enquiry, row.case.coordinator, row.level) == (enquiry, around.coordinator, 2)
    assert not row.case.allocations.exists()


def test_several_are_asked_at_once_and_what_changed_meanwhile_is_given_back(unled, around):
    changed, asked = (factories.case(factories.household(name), None) for name in ("Reed", "Moss"))
    ask(asked, around)
    new = NewProposal(practitioner=around.lead, organisation=around.school)

    outcome = asking.propose_many(
        asked=[
            Asking(case=unled, new=new, seen_version=1),
            Asking(case=changed, new=new, seen_version=7),
            Asking(case=asked, new=new, seen_version=1),
        ],
        by=around.coordinator,
        at=NOW,
    )

    assert {row.case_id for row in outcome.done} == {unled.pk, asked.pk}
    assert [case for case, why in outcome.refused] == [changed]
    assert Proposal.objects.count() == 2


@pytest.mark.parametrize("deed", ["ask", "accept", "refuse", "withdraw", "lapse"])
def test_no_deed_without_its_event(unled, around, deed):
    row = None if deed == "ask" else ask(unled, around, now=NOW - timedelta(days=7))
    deeds = {
        "ask": lambda: ask(unled, around),
        "accept": lambda: proposal.accept(proposal=row, by=around.lead, at=NOW),
        "refuse": lambda: proposal.refuse(proposal=row, refusal="other", words="", by=around.lead, at=NOW),
        "withdraw": lambda: proposal.withdraw(proposal=row, reason="x", by=around.coordinator, at=NOW),
        "lapse": lambda: proposal.lapse(proposal=row, at=NOW),
    }

    nothing_is_saved_without_its_event(deeds[deed])


def test_a_page_that_is_out_of_date_asks_nobody(unled, around):
    new = NewProposal(practitioner=around.lead, organisation=around.school)

    with pytest.raises(Stale):
        proposal.propose(
            case=unled, new=new, coordinator=None, by=around.coordinator, at=NOW, expected_version=9
        )
    assert not Proposal.objects.exists()
