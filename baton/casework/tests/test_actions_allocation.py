from datetime import date, timedelta

import pytest

from baton.casework.actions import allocation
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.fitness import MayNotLead
from baton.casework.models import Allocation, Case, Duty, StandIn
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import DutyKind
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, OPENED, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.core.versions import Stale
from baton.journal.models import Event
from baton.partnership.actions.practitioner import leave
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.models import AccessGrant, Family, Involvement, LevelReading


def sees(who, case) -> bool:
    return Case.objects.visible_to(Practitioner.objects.get(pk=who.pk)).filter(pk=case.pk).exists()


def kinds(case) -> list[str]:
    return list(Event.objects.of_case(case.pk).order_by("id").values_list("kind", flat=True))


@pytest.fixture
def unled(home, around):
    return factories.case(home, None, coordinator=around.coordinator)


def allocate(case, around, **changes):
    usual = {
        "case": case,
        "practitioner": around.lead,
        "organisation": around.school,
        "level": 3,
        "coordinator": around.coordinator,
        "by": around.screener,
        "at": NOW,
        "expected_version": case.version,
    }
    return allocation.allocate(**usual | changes)


def test_naming_a_lead_opens_the_record_to_them_and_says_when_the_assessment_is_owed(unled, around):
    allocate(unled, around)

    led = Case.objects.get(pk=unled.pk)
    now = led.allocations.get()
    assert (now.practitioner, now.organisation, now.lead_agency_type) == (
        around.lead,
        around.school,
        "school",
    )
    assert (led.allocated_on, led.spans.get().level_at_allocation, led.version) == (TODAY, 3, 2)
    owed = {duty.kind: duty.due_on for duty in Duty.objects.open().filter(case=led, owner=around.lead)}
    assert owed == {
        DutyKind.START_ASSESSMENT: OPENED + timedelta(days=7),
        DutyKind.HOLD_MEETING: TODAY + timedelta(days=42),
    }
    assert sees(around.lead, led)
    assert LevelReading.objects.get(case_id=led.pk).level == 3
    assert "casework.case_allocated" in kinds(led)


def test_the_family_page_shows_who_leads_in_place_of_the_front_door(unled, around):
    before = Involvement.objects.get(ref=unled.pk)

    allocate(unled, around)

    before.refresh_from_db()
    now = Involvement.objects.get(ref=unled.pk, to_on=None)
    assert before.to_on == TODAY
    assert (now.practitioner, now.organisation, now.url_name) == (around.lead, around.school, "case")


def test_managers_of_the_leading_organisation_see_the_case(unled, around):
    assert not sees(around.manager, unled)

    allocate(unled, around)

    assert sees(around.manager, unled)


def test_a_led_case_changes_hands_only_by_handing_over(home, around):
    led = factories.case(home, around)

    with pytest.raises(allocation.AlreadyLed):
        allocate(led, around, practitioner=practitioner(at=around.school))


def test_a_case_whose_lead_left_can_be_given_to_another(home, around):
    led = factories.case(home, around)
    leave(practitioner=around.lead, by=None, at=NOW)
    successor = practitioner(at=around.school)

    allocate(led, around, practitioner=successor)

    assert led.allocations.current().get().practitioner == successor
    assert AccessGrant.objects.filter(practitioner=around.lead, to_at=None).count() == 0
    assert {duty.owner for duty in Duty.objects.open().filter(case=led)} == {successor}


def test_somebody_standing_in_keeps_the_case_of_a_lead_who_left_off_the_list(home, around):
    led = factories.case(home, around)
    allocation.stand_in(case=led, practitioner=around.manager, reason="Illness", by=around.manager, at=NOW)
    leave(practitioner=around.lead, by=None, at=NOW)

    with pytest.raises(allocation.AlreadyLed):
        allocate(led, around, practitioner=practitioner(at=around.school))


@pytest.mark.parametrize("agency_type", ["police", "fire", "gp"])
def test_emergency_services_and_general_practice_never_lead(unled, around, agency_type):
    station = organisation(agency_type=agency_type)

    with pytest.raises(MayNotLead) as refused:
        allocate(unled, around, practitioner=practitioner(at=station), organisation=station)

    assert [blocker.code for blocker in refused.value.blockers] == ["agency_may_not_lead"]


def test_nobody_leads_more_cases_than_their_limit(around, home):
    busy = practitioner(at=around.school, case_limit=0)
    unled = factories.case(home, None)

    with pytest.raises(MayNotLead) as refused:
        allocate(unled, around, practitioner=busy)

    assert "0 of at most 0" in str(refused.value)


def test_closed_cases_leave_room(around):
    earlier = factories.case(factories.household("Earlier"), around)
    Case.objects.filter(pk=earlier.pk).update(state=CaseState.CLOSED)
    around.lead.memberships.update(case_limit=1)

    unled = factories.case(factories.household("Next"), None)

    assert allocate(unled, around).allocations.current().exists()


def test_somebody_who_does_not_work_with_families_there_cannot_lead(unled, around):
    analyst = practitioner(Role.ANALYST, at=around.school)

    with pytest.raises(MayNotLead):
        allocate(unled, around, practitioner=analyst)


def test_two_allocations_at_once_leave_one(unled, around):
    with pytest.raises(Stale):
        allocate(unled, around, expected_version=7)

    assert not unled.allocations.exists()


def test_a_closed_case_is_not_allocated(unled, around):
    Case.objects.filter(pk=unled.pk).update(state=CaseState.CLOSED)

    with pytest.raises(CaseClosed):
        allocate(unled, around)


def test_allocation_without_its_event_saves_nothing(unled, around):
    nothing_is_saved_without_its_event(lambda: allocate(unled, around))


def test_another_coordinator_takes_the_place_of_the_first(unled, around):
    other = practitioner(Role.COORDINATOR, localities=(around.place,))

    allocate(unled, around, coordinator=other)

    granted = AccessGrant.objects.filter(kind="coordinator", to_at=None)
    assert [row.practitioner for row in granted] == [other]
    assert Case.objects.get(pk=unled.pk).coordinator == other


def test_allocation_may_leave_the_coordinator_as_it_is(unled, around):
    allocate(unled, around, coordinator=None)

    assert Case.objects.get(pk=unled.pk).coordinator == around.coordinator


def hand_over(case, around, to, **changes):
    usual = {"practitioner": to, "organisation": around.school, "reason": "On leave", "by": around.manager}
    return allocation.hand_over(case=case, at=NOW, **usual | changes)


def test_handing_over_moves_lead_access_and_duties(home, around):
    led = factories.case(home, around)
    successor = practitioner(name="Sue Field", at=around.school)

    hand_over(led, around, successor)

    first, second = led.allocations.order_by("from_on")
    assert (first.to_on, first.ended_reason) == (TODAY, "On leave")
    assert second.practitioner == successor
    assert not sees(around.lead, led)
    assert sees(successor, led)
    assert {duty.owner for duty in Duty.objects.open().filter(case=led)} == {successor}
    assert kinds(led)[-1] == "casework.lead_handed_over"


def test_the_day_a_case_was_first_allocated_stays(home, around):
    led = factories.case(home, around)

    hand_over(led, around, practitioner(at=around.school))

    assert Case.objects.get(pk=led.pk).allocated_on == OPENED


def test_nobody_unfit_takes_a_case_over(home, around):
    led = factories.case(home, around)

    with pytest.raises(MayNotLead):
        hand_over(led, around, practitioner(at=around.school, case_limit=0))


def test_handing_over_without_its_event_saves_nothing(home, around):
    led = factories.case(home, around)
    successor = practitioner(at=around.school)

    nothing_is_saved_without_its_event(lambda: hand_over(led, around, successor))


def test_who_cannot_lead_hands_the_case_back(home, around):
    led = factories.case(home, around)

    allocation.refuse(case=led, reason="I teach her brother", by=around.lead, at=NOW)

    back = Case.objects.get(pk=led.pk)
    assert back.allocated_on is None
    assert not back.allocations.current().exists()
    owed = Duty.objects.open().filter(case=led).exclude(kind="choose_lead")
    assert {duty.owner for duty in owed} == {None}
    assert not sees(around.lead, led)
    assert Involvement.objects.get(ref=led.pk, to_on=None).practitioner is None
    assert kinds(led)[-1] == "casework.allocation_refused"


def test_a_case_led_before_stays_allocated_when_the_next_one_refuses(home, around):
    led = factories.case(home, around)
    successor = practitioner(at=around.school)
    hand_over(led, around, successor)

    allocation.refuse(case=led, reason="No time", by=successor, at=NOW)

    assert Case.objects.get(pk=led.pk).allocated_on == OPENED


def test_only_who_leads_hands_back(home, around):
    led = factories.case(home, around)

    with pytest.raises(allocation.NotLeading):
        allocation.refuse(case=led, reason="Not mine", by=around.manager, at=NOW)


def test_refusing_without_its_event_saves_nothing(home, around):
    led = factories.case(home, around)

    nothing_is_saved_without_its_event(
        lambda: allocation.refuse(case=led, reason="No time", by=around.lead, at=NOW)
    )


def test_who_stands_in_sees_and_leads_until_it_ends(home, around):
    led = factories.case(home, around)
    helper = practitioner(at=around.school)

    row = allocation.stand_in(case=led, practitioner=helper, reason="Holiday", by=around.lead, at=NOW)

    assert sees(helper, led)
    assert led in Case.objects.led_by(helper)

    allocation.end_stand_in(stand_in=row, by=around.lead, at=NOW)

    assert not sees(helper, led)
    assert led not in Case.objects.led_by(helper)
    assert kinds(led)[-1] == "casework.stand_in_ended"


def test_one_person_stands_in_at_a_time(home, around):
    led = factories.case(home, around)
    allocation.stand_in(case=led, practitioner=around.manager, reason="Holiday", by=around.lead, at=NOW)

    with pytest.raises(allocation.SomebodyStandsIn):
        allocation.stand_in(case=led, practitioner=around.lead, reason="Again", by=around.lead, at=NOW)


def test_ending_twice_changes_nothing(home, around):
    led = factories.case(home, around)
    row = allocation.stand_in(case=led, practitioner=around.manager, reason="Holiday", by=around.lead, at=NOW)
    allocation.end_stand_in(stand_in=row, by=around.lead, at=NOW)
    before = kinds(led)

    allocation.end_stand_in(stand_in=row, by=around.lead, at=NOW)

    assert kinds(led) == before


def test_standing_in_without_its_event_saves_nothing(home, around):
    led = factories.case(home, around)

    nothing_is_saved_without_its_event(
        lambda: allocation.stand_in(
            case=led, practitioner=around.manager, reason="Holiday", by=around.lead, at=NOW
        )
    )


def test_who_led_on_a_day_can_be_told_from_the_rows(home, around):
    led = factories.case(home, around)
    successor = practitioner(at=around.school)
    hand_over(led, around, successor)

    before = Allocation.objects.on(date(2026, 9, 13)).get(case=led)
    after = Allocation.objects.on(TODAY).get(case=led)
    assert (before.practitioner, after.practitioner) == (around.lead, successor)
    assert StandIn.objects.on(TODAY).count() == 0


def test_the_family_is_seen_by_the_coordinator_of_the_case_even_when_restricted(home, around):
    led = factories.case(home, around)
    Family.objects.filter(pk=home.family.pk).update(
        restriction="restricted", restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
    )

    assert sees(around.coordinator, led)
    assert sees(around.lead, led)
    assert not sees(around.manager, led)
    assert not sees(around.screener, led)
