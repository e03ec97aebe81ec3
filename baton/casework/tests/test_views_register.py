from datetime import date

import pytest

from baton.casework.actions import register
from baton.casework.models import ReviewRegisterEntry
from baton.casework.rules.case import Origin
from baton.casework.rules.register import ScreenOutcome
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.pages import day, get, post, text
from baton.partnership.models import Membership
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner

OLD = date(2015, 3, 2)


@pytest.fixture
def case(home, around):
    return factories.case(home, None, origin=Origin.REVIEW_REGISTER, opened_on=OLD, register_on=OLD)


@pytest.fixture
def manager(around, as_):
    return as_(around.hub_manager)


def screened(case, around, outcome=ScreenOutcome.NO_IMMEDIATE_CONCERN):
    register.screen(case=case, outcome=outcome, note="Rang", by=around.hub_manager, at=NOW)


def test_the_register_lists_what_nobody_has_looked_at(case, manager):
    words = text(get(manager, "register_list"))

    assert case.reference in words
    assert "Not screened yet" in words


@pytest.mark.parametrize(("query", "there"), [("no", False), ("yes", True), ("", True)])
def test_the_register_narrows_to_what_is_screened(case, around, manager, query, there):
    screened(case, around, ScreenOutcome.CONCERN)

    words = text(get(manager, "register_list", screened=query))

    assert (case.reference in words) is there
    assert ("Screened: a concern" in words) is there


def test_before_the_screen_only_screen_is_offered(case, manager):
    page = get(manager, "register_entry", case.pk)

    assert "First screen it for safeguarding" in text(page)
    assert "Refer to social care" in text(page)
    assert "Choose who leads" not in text(page)
    assert "Close the case" not in text(page)
    assert "Next:" not in text(page)


def test_the_overview_of_the_case_leads_to_the_screen(case, manager):
    assert "Screen this case" in text(get(manager, "case", case.pk))


def test_the_screen_opens_what_can_be_done_next(case, manager):
    sent = post(manager, "register_screen", case.pk, outcome="no_immediate_concern", note="Rang the school")

    assert sent.url == f"/cases/{case.pk}/register/"
    words = text(get(manager, "register_entry", case.pk))
    assert "No immediate concern" in words
    assert "Rang the school" in words
    assert "Choose who leads" in words


def test_the_screen_says_what_it_rests_on(case, manager):
    page = post(manager, "register_screen", case.pk, outcome="no_immediate_concern")

    assert "Write what the screen rests on" in text(page)


def test_information_is_asked_for_and_comes(case, around, manager):
    screened(case, around)
    post(manager, "register_ask", case.pk, words="Attendance?")
    assert "Record what came back" in text(get(manager, "register_entry", case.pk))
    assert "Attendance?" in text(get(manager, "register_came", case.pk))

    post(manager, "register_came", case.pk, words="97 in 100")

    assert "97 in 100" in text(get(manager, "register_entry", case.pk))


def test_nothing_is_asked_before_the_screen(case, manager):
    assert "It is screened for safeguarding first" in " ".join(
        text(post(manager, "register_ask", case.pk, words="Attendance?")).split()
    )


def test_choosing_who_leads_takes_it_out_of_the_register(case, around, manager):
    screened(case, around)
    lead = Membership.objects.get(practitioner=around.lead)

    post(
        manager,
        "case_allocate",
        case.pk,
        lead=str(lead.pk),
        way="now",
        level="2",
        coordinator="",
        expected_version=1,
    )

    assert ReviewRegisterEntry.objects.get().disposal == "allocated"
    assert "Decided on" in text(get(manager, "register_entry", case.pk))
    assert case.reference not in text(get(manager, "register_list"))


def test_nobody_leads_it_before_the_screen(case, around, manager):
    lead = Membership.objects.get(practitioner=around.lead)
    page = post(
        manager,
        "case_allocate",
        case.pk,
        lead=str(lead.pk),
        way="now",
        level="2",
        coordinator="",
        expected_version=1,
    )

    assert "screened for safeguarding first" in text(page)


def test_a_case_outside_the_register_has_no_entry(home, around, manager):
    assert get(manager, "register_entry", factories.case(home, around).pk).status_code == 404


def test_a_coordinator_sees_the_entry_and_a_manager_decides(case, around, as_):
    assert get(as_(around.coordinator), "register_entry", case.pk).status_code == 200
    assert get(as_(around.coordinator), "register_screen", case.pk).status_code == 403
    assert get(as_(around.lead), "register_list").status_code == 403


@pytest.fixture
def led(around):
    return factories.case(factories.household("Led"), around)


def test_a_clock_is_paused_and_started_again(led, around, as_):
    browser = as_(around.lead)
    assert "No clock of this case has been paused" in text(get(browser, "pause_list", led.pk))

    fields = {"clock": "assessment", "reason": "illness", "note": "In hospital"} | day("from_on")
    post(browser, "pause_begin", led.pk, **fields)
    words = text(get(browser, "pause_list", led.pk))
    assert "Since 14 September 2026 Paused" in words
    assert "In hospital" in words
    assert "This clock is paused already" in text(post(browser, "pause_begin", led.pk, **fields))

    row = led.pauses.get()
    assert "What is due moves" in text(get(browser, "pause_end", led.pk, row.pk))
    page = post(browser, "pause_end", led.pk, row.pk, **day("to_on", 2026, 9, 1))
    assert "Enter the day on which the clock was paused" in text(page)
    post(browser, "pause_end", led.pk, row.pk, **day("to_on", 2026, 9, 20))
    assert led.pauses.get().to_on == date(2026, 9, 20)
    assert get(browser, "pause_end", led.pk, row.pk).status_code == 404


def test_a_pause_from_elsewhere_shows_as_it_was_written(led, around, as_):
    led.pauses.create(clock="other", from_on=TODAY, reason="Because")

    words = text(get(as_(around.lead), "pause_list", led.pk))

    assert "Because" in words
    assert "other" in words


def test_who_only_sees_the_case_pauses_nothing(led, around, as_):
    assert get(as_(around.screener), "pause_begin", led.pk).status_code == 403


def test_the_whole_case_is_put_on_hold_and_taken_up_again(led, around, as_):
    browser = as_(around.lead)
    assert "Put the case on hold" in text(get(browser, "pause_list", led.pk))
    assert "Choose why" in text(post(browser, "case_hold", led.pk, reason=""))

    post(browser, "case_hold", led.pk, reason="illness", note="In hospital")
    words = text(get(browser, "pause_list", led.pk))
    assert "The whole case: on hold" in words
    assert "In hospital" in words
    overview = text(get(browser, "case", led.pk))
    assert "This case is on hold" in overview
    assert "Clock paused" in overview
    assert get(browser, "case_hold", led.pk).status_code == 403
    assert get(browser, "pause_end", led.pk, led.pauses.get().pk).status_code == 404

    assert "From today the clocks go on" in text(get(browser, "case_resume", led.pk))
    sent = post(browser, "case_resume", led.pk)
    assert sent.url == f"/cases/{led.pk}/"
    led.refresh_from_db()
    assert (led.state, led.pauses.get().to_on) == ("open", TODAY)
    assert get(browser, "case_resume", led.pk).status_code == 403


# cases found on paper


def test_a_case_on_paper_is_entered_once_from_its_family(home, around, manager):
    assert "find its family" in text(get(manager, "register_list"))
    assert "The day on the oldest paper" in text(get(manager, "register_enter", home.family.pk))
    later = post(manager, "register_enter", home.family.pk, **day("opened_on", 2027))
    assert "past" in text(later)

    fields = {"coordinator": str(around.coordinator.pk)} | day("opened_on", 2015, 3, 2)
    sent = post(manager, "register_enter", home.family.pk, **fields)

    entry = ReviewRegisterEntry.objects.get(case__family=home.family)
    assert sent.url == f"/cases/{entry.case_id}/register/"
    assert (entry.entered_on, entry.screened_at) == (TODAY, None)
    assert (entry.case.origin, entry.case.opened_on) == (Origin.REVIEW_REGISTER, OLD)
    assert entry.case.coordinator == around.coordinator
    assert entry.case.reference in text(get(manager, "register_list"))
    again = post(manager, "register_enter", home.family.pk, **fields)
    assert "has an open case already" in text(again)


def test_who_does_not_see_the_register_enters_nothing(home, around, as_):
    assert get(as_(around.screener), "register_enter", home.family.pk).status_code == 403
    assert get(as_(practitioner(Role.TEAM_MANAGER)), "register_enter", home.family.pk).status_code == 404
