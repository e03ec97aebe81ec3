"""Before a school holiday: which cases are led from a school and have nobody, and what one does about them."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from baton.casework.actions import allocation, pause
from baton.casework.models import Pause
from baton.casework.models.holiday import still_paused, uncovered
from baton.casework.tests import factories
from baton.casework.tests.pages import get, post, text
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import organisation, practitioner

OCTOBER = datetime(2026, 10, 12, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_october(the_moment):
    """The autumn holiday of the profile begins in twelve days."""
    with time_machine.travel(OCTOBER, tick=False):
        yield


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


def found(who) -> int:
    return uncovered(Practitioner.objects.get(pk=who.pk), date(2026, 10, 12)).count()


def test_a_case_led_from_a_school_needs_somebody_and_one_led_from_elsewhere_does_not(case, around):
    nurse = practitioner(at=organisation(agency_type="health_visiting"))
    other = factories.case(factories.household("Reed"), around)
    other.allocations.update(practitioner=nurse, organisation=nurse.main_organisation())

    counted = {name: found(getattr(around, name)) for name in ("lead", "manager", "coordinator", "screener")}
    assert counted == {"lead": 1, "manager": 1, "coordinator": 1, "screener": 1}
    assert found(nurse) == 0


def test_a_stand_in_of_elsewhere_covers_a_colleague_of_the_school_does_not(case, around):
    row = allocation.stand_in(case=case, practitioner=around.manager, reason="x", by=around.lead, at=OCTOBER)
    assert found(around.lead) == 1
    allocation.end_stand_in(stand_in=row, by=around.lead, at=OCTOBER)

    allocation.stand_in(case=case, practitioner=around.coordinator, reason="x", by=around.lead, at=OCTOBER)

    assert found(around.lead) == 0


def test_a_paused_clock_covers_too(case, around):
    pause.begin(
        case=case, clock="meetings", from_on=date(2026, 10, 24), reason="school_holiday", by=None, at=OCTOBER
    )

    assert found(around.lead) == 0


def test_far_from_a_holiday_nobody_is_asked(case, around):
    with time_machine.travel(datetime(2026, 9, 14, 8, 0, tzinfo=UTC), tick=False):
        assert not uncovered(Practitioner.objects.get(pk=around.lead.pk), date(2026, 9, 14)).exists()


def test_the_lead_finds_it_in_their_work_and_names_the_coordinator(case, around, as_):
    browser = as_(around.lead)
    assert "School holiday from 24 October 2026 due in 11 days 1 case you lead" in text(
        get(browser, "my_work")
    )
    words = text(get(browser, "holiday_list"))
    assert "Schools are closed from 24 October 2026 to 1 November 2026." in words

    page = get(browser, "stand_in_begin", case.pk, **{"for": "holiday"})
    assert "School holiday, 24 October 2026 to 1 November 2026" in text(page)
    post(browser, "stand_in_begin", case.pk, practitioner=str(around.coordinator.pk), reason="Autumn holiday")

    assert case.stand_ins.get().practitioner == around.coordinator
    assert "Every case has somebody." in text(get(browser, "holiday_list"))


def test_a_clock_is_paused_from_the_first_day_of_the_holiday(case, around, as_):
    browser = as_(around.coordinator)
    assert "1 Nobody in the school holiday" in text(get(browser, "my_work"))

    page = get(browser, "pause_begin", case.pk, **{"for": "holiday"}).content.decode()
    assert 'value="school_holiday" selected' in page
    assert 'value="24"' in page

    fields = {"from_on-day": 24, "from_on-month": 10, "from_on-year": 2026}
    post(browser, "pause_begin", case.pk, clock="meetings", reason="school_holiday", note="", **fields)
    assert Pause.objects.get().from_on == date(2026, 10, 24)


def test_the_front_door_names_stand_ins_and_pauses_nothing(case, around, as_):
    words = text(get(as_(around.hub_manager), "holiday_list"))

    assert "Let somebody stand in" in words
    assert "Pause a clock" not in words


NOVEMBER = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)


def paused(case, reason="school_holiday: half term"):
    first = date(2026, 10, 24)
    return pause.begin(case=case, clock="meetings", from_on=first, reason=reason, by=None, at=OCTOBER)


def test_after_the_holiday_the_lead_starts_the_clock_again_from_the_first_day_of_term(case, around, as_):
    row = paused(case)
    assert "From 24 October 2026 on Not yet paused" in text(get(as_(around.lead), "pause_list", case.pk))

    with time_machine.travel(NOVEMBER, tick=False):
        browser = as_(around.lead)
        assert "The school holiday is over due today 1 clock still stands still in cases you lead" in text(
            get(browser, "my_work")
        )
        words = text(get(browser, "holiday_list"))
        assert "The holiday is over, and these clocks still stand still (1)" in words
        assert "meetings of the team, paused since 24 October 2026. Start it again" in words
        assert "Since 24 October 2026 Paused" in text(get(browser, "pause_list", case.pk))
        page = get(browser, "pause_end", case.pk, row.pk).content.decode()
        assert 'value="2"' in page
        assert 'value="11"' in page

        pause.end(pause=row, to_on=date(2026, 11, 2), by=around.lead, at=NOVEMBER)
        assert "still stand still" not in text(get(browser, "holiday_list"))
        assert "The school holiday is over" not in text(get(browser, "my_work"))


def test_what_was_paused_for_another_reason_or_holiday_is_not_brought_up(case, around):
    paused(case, reason="illness")
    after, within = date(2026, 11, 3), date(2026, 10, 28)
    lead = Practitioner.objects.get(pk=around.lead.pk)
    assert not still_paused(lead, after).exists()

    Pause.objects.update(reason="school_holiday")

    assert [still_paused(lead, day).count() for day in (within, after, date(2040, 1, 1))] == [0, 1, 0]
