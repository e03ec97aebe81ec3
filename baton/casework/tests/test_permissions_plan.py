"""Who may work on the plan, transfer, close and reopen: each question for each who might ask it."""

import pytest

from baton.casework.actions import allocation
from baton.casework.models import Case, ReviewRegisterEntry, Transfer
from baton.casework.permissions import (
    can_answer_transfer,
    can_cancel_transfer,
    can_change_team,
    can_close_case,
    can_edit_plan,
    can_reopen_case,
    can_request_transfer,
    can_see_information,
    can_see_transfers,
    can_settle_action,
)
from baton.casework.rules.case import CaseState
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, OPENED
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


@pytest.fixture
def everybody(case, around):
    """The people around the case by what they are to it."""
    visitor, agency = plans.colleague_of_another_agency()
    plans.member(case, around.lead, visitor, agency)
    stand_in = practitioner(name="Sam Ito", at=around.school)
    allocation.stand_in(case=case, practitioner=stand_in, reason="Leave", by=around.lead, at=NOW)
    return {
        "lead": around.lead,
        "stand_in": stand_in,
        "manager": around.manager,
        "coordinator": around.coordinator,
        "member": visitor,
        "manager_of_member": practitioner(Role.TEAM_MANAGER, at=agency),
        "screener": around.screener,
        "hub_manager": around.hub_manager,
        "auditor": practitioner(Role.AUDITOR),
        "safeguarding_lead": practitioner(Role.SAFEGUARDING_LEAD),
        "outsider": practitioner(),
        "administrator": practitioner(Role.SYSTEM_ADMINISTRATOR),
    }


def asked(question, everybody, *objects):
    return {
        name for name, one in everybody.items() if question(Practitioner.objects.get(pk=one.pk), *objects)
    }


def is_listed(practitioner, transfer):
    """Whether the list of transfers names it among those one is asked to answer."""
    return Transfer.objects.asked_of(practitioner).filter(pk=transfer.pk).exists()


WORKS = {"lead", "stand_in", "manager", "coordinator"}


def test_the_plan_belongs_to_those_who_work_on_it(case, everybody):
    action = plans.action(case)

    assert asked(can_edit_plan, everybody, case) == WORKS | {"member"}
    assert asked(can_settle_action, everybody, action) == WORKS | {"member"}


@pytest.mark.parametrize("question", [can_change_team, can_request_transfer, can_close_case])
def test_team_transfers_and_closing_belong_to_those_who_answer_for_the_case(case, everybody, question):
    assert asked(question, everybody, case) == WORKS


def test_nothing_is_changed_in_a_closed_case(case, everybody):
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)
    case.refresh_from_db()

    for question in (can_edit_plan, can_change_team, can_request_transfer, can_close_case):
        assert asked(question, everybody, case) == set()


def test_a_closed_case_is_reopened_by_the_hub_or_the_coordinator(case, everybody):
    assert asked(can_reopen_case, everybody, case) == set()
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)
    case.refresh_from_db()

    assert asked(can_reopen_case, everybody, case) == {"screener", "hub_manager", "coordinator"}


def test_the_list_of_transfers_is_for_those_who_work_with_families(everybody):
    assert asked(can_see_transfers, everybody) == set(everybody) - {"administrator"}


def test_a_step_up_is_answered_by_the_liaison_who_was_asked(case, around, everybody):
    liaison, agency = plans.social_care()
    elsewhere, _ = plans.social_care()
    transfer = plans.step_up(case, around.lead, agency)
    asking = everybody | {"liaison": liaison, "other_liaison": elsewhere}

    assert asked(can_answer_transfer, asking, transfer) == asked(is_listed, asking, transfer) == {"liaison"}
    assert asked(can_see_information, asking, case) == WORKS | {"liaison"}
    assert asked(can_cancel_transfer, asking, transfer) == WORKS


def test_an_imported_step_up_to_nobody_in_particular_is_answered_by_a_liaison_who_sees_the_case(case, around):
    liaison, agency = plans.social_care()
    plans.member(case, around.lead, liaison, agency)
    transfer = Transfer.objects.create(case=case, direction="step_up", requested_at=NOW)

    asking = {"liaison": liaison, "manager": around.manager}
    assert asked(can_answer_transfer, asking, transfer) == asked(is_listed, asking, transfer) == {"liaison"}


def test_a_new_lead_or_their_manager_answers(case, around, everybody):
    who, agency = plans.colleague_of_another_agency("Gil Sand")
    plans.member(case, around.lead, practitioner(at=agency), agency)
    transfer = Transfer.objects.create(
        case=case,
        direction="lead",
        requested_at=NOW,
        requested_by=around.lead,
        to_practitioner=who,
        to_organisation=agency,
    )
    plans.member(case, around.lead, who, agency)
    asking = everybody | {"asked": who, "their_manager": practitioner(Role.TEAM_MANAGER, at=agency)}

    answering = {"asked", "their_manager"}
    assert asked(can_answer_transfer, asking, transfer) == asked(is_listed, asking, transfer) == answering
    Transfer.objects.update(state="accepted", answered_at=NOW)
    assert asked(is_listed, asking, transfer) == set()


def test_what_another_area_said_is_written_down_by_those_who_work_on_the_case(case, everybody):
    transfer = Transfer.objects.create(case=case, direction="out", requested_at=NOW, to_words="Leeds")
    assert asked(can_answer_transfer, everybody, transfer) == WORKS

    transfer.state = "accepted"
    assert asked(can_answer_transfer, everybody, transfer) == set()
    assert asked(can_cancel_transfer, everybody, transfer) == set()


def test_nobody_answers_an_arrival(case, everybody):
    transfer = Transfer.objects.create(case=case, direction="step_down", requested_at=NOW)

    assert asked(can_answer_transfer, everybody, transfer) == set()


def test_a_case_in_the_register_is_closed_by_who_screens_once_it_is_screened(home, around):
    case = factories.case(home, None, register_on=OPENED)
    assert not can_close_case(around.hub_manager, case)

    ReviewRegisterEntry.objects.filter(case=case).update(
        screened_at=NOW, screened_by=around.hub_manager, screen_outcome="no_immediate_concern"
    )

    assert can_close_case(around.hub_manager, case)
    assert not can_close_case(around.screener, case)
