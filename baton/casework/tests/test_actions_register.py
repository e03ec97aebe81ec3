from datetime import date

import pytest

from baton.casework.actions import register
from baton.casework.models import Case, Duty, ReviewRegisterEntry
from baton.casework.rules.case import Origin
from baton.casework.rules.register import ScreenOutcome
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.journal.models import Event

OLD = date(2015, 3, 2)


@pytest.fixture
def case(home, around):
    return factories.case(
        home,
        None,
        origin=Origin.REVIEW_REGISTER,
        opened_on=OLD,
        register_on=OLD,
        coordinator=around.coordinator,
    )


def screen(case, around, outcome=ScreenOutcome.NO_IMMEDIATE_CONCERN):
    return register.screen(case=case, outcome=outcome, note="Rang the school", by=around.hub_manager, at=NOW)


def allocate(case, around):
    return register.allocate(
        case=case,
        practitioner=around.lead,
        organisation=around.school,
        level=2,
        coordinator=None,
        by=around.hub_manager,
        at=NOW,
        expected_version=case.version,
    )


def kinds(case) -> list[str]:
    return list(Event.objects.of_case(case.pk).order_by("id").values_list("kind", flat=True))


def owed(case) -> set[str]:
    return set(
        Duty.objects.open().filter(case=case).exclude(kind="hold_meeting").values_list("kind", flat=True)
    )


def test_an_entry_waits_for_its_screen(case):
    assert owed(case) == {"screen_register"}
    assert "casework.register_entered" in kinds(case)
    assert ReviewRegisterEntry.objects.unsettled().count() == 1


@pytest.mark.parametrize(
    "step",
    [
        allocate,
        lambda case, around: register.ask_information(case=case, words="School?", by=around.manager, at=NOW),
        lambda case, around: register.receive_information(case=case, words="Yes", by=around.manager, at=NOW),
    ],
)
def test_nothing_else_is_done_before_the_screen(case, around, step):
    with pytest.raises(register.NotOffered):
        step(case, around)


def test_a_manager_screens_it_and_then_owes_a_decision(case, around):
    entry = screen(case, around)

    assert (entry.screen_outcome, entry.screened_by) == ("no_immediate_concern", around.hub_manager)
    assert owed(case) == {"settle_register"}
    assert kinds(case)[-1] == "casework.register_screened"


def test_the_screen_is_not_saved_without_its_event(case, around):
    nothing_is_saved_without_its_event(lambda: screen(case, around))


def test_information_is_asked_for_and_comes(case, around):
    screen(case, around)

    register.ask_information(case=case, words="Attendance, of the school", by=around.hub_manager, at=NOW)
    entry = register.receive_information(case=case, words="97 in 100", by=around.hub_manager, at=NOW)

    assert (entry.information_asked, entry.information_received) == ("Attendance, of the school", "97 in 100")
    assert kinds(case)[-2:] == ["casework.register_information_asked", "casework.register_information_came"]


def test_asking_again_forgets_the_answer_to_the_question_before(case, around):
    screen(case, around)
    register.ask_information(case=case, words="School?", by=around.hub_manager, at=NOW)
    register.receive_information(case=case, words="Yes", by=around.hub_manager, at=NOW)

    entry = register.ask_information(case=case, words="Health visitor?", by=around.hub_manager, at=NOW)

    assert (entry.information_received, entry.information_received_at) == ("", None)


def test_asking_is_not_saved_without_its_event(case, around):
    screen(case, around)

    nothing_is_saved_without_its_event(
        lambda: register.ask_information(case=case, words="School?", by=around.hub_manager, at=NOW)
    )
    nothing_is_saved_without_its_event(
        lambda: register.receive_information(case=case, words="Yes", by=around.hub_manager, at=NOW)
    )


def test_a_screened_case_is_allocated_and_leaves_the_register(case, around):
    screen(case, around)

    allocate(case, around)

    entry = ReviewRegisterEntry.objects.get()
    assert (entry.disposal, entry.settled_on, entry.settled_by) == ("allocated", TODAY, around.hub_manager)
    assert Case.objects.get(pk=case.pk).allocated_on == TODAY
    assert owed(case) == {"start_assessment"}
    assert Duty.objects.open().get(case=case, kind="start_assessment").due_on == date(2026, 9, 21)
    assert kinds(case)[-1] == "casework.register_settled"


def test_allocating_from_the_register_is_not_saved_without_its_event(case, around):
    screen(case, around)

    nothing_is_saved_without_its_event(lambda: allocate(case, around))


def test_a_settled_entry_is_settled(case, around):
    screen(case, around)
    allocate(case, around)

    with pytest.raises(register.NotOffered):
        screen(case, around)


def test_a_case_outside_the_register_has_nothing_to_screen(home, around):
    with pytest.raises(register.NotOffered):
        screen(factories.case(home, around), around)


def test_the_size_of_the_register_on_a_past_day_does_not_change(case, around):
    screen(case, around)
    allocate(case, around)

    assert ReviewRegisterEntry.objects.in_register_on(date(2026, 9, 13)).count() == 1
    assert ReviewRegisterEntry.objects.in_register_on(TODAY).count() == 0
    assert ReviewRegisterEntry.objects.in_register_on(date(2015, 3, 1)).count() == 0
