"""Each question about a case, asked for everybody around it."""

import pytest

from baton.casework import permissions
from baton.casework.actions import allocation
from baton.casework.actions import assessment as assessments
from baton.casework.models import Case
from baton.casework.permissions.lead import coordinates
from baton.casework.permissions.step import can_take_step
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.actions import grant
from baton.people.models import AccessBar, Family
from baton.people.rules.facts import GrantKind


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


@pytest.fixture
def people(around, case):
    """Everybody around a case, by what they are to it."""
    stand_in = practitioner(name="Sue Inn", at=around.school)
    allocation.stand_in(case=case, practitioner=stand_in, reason="x", by=around.lead, at=NOW)
    nurse, reader = practitioner(), practitioner()
    for who, read_only in ((nurse, False), (reader, True)):
        grant.give(
            family=case.family,
            kind=GrantKind.TEAM_MEMBER,
            practitioner=who,
            read_only=read_only,
            by=None,
            at=NOW,
        )
    found = {
        "lead": around.lead,
        "stand_in": stand_in,
        "manager": around.manager,
        "coordinator": around.coordinator,
        "screener": around.screener,
        "hub_manager": around.hub_manager,
        "team_member": nurse,
        "reader": reader,
        "colleague": practitioner(at=around.school),
        "other_manager": practitioner(Role.TEAM_MANAGER),
        "auditor": practitioner(Role.AUDITOR),
        "safeguarding": practitioner(Role.SAFEGUARDING_LEAD),
        "governance": practitioner(Role.GOVERNANCE_OFFICER),
        "analyst": practitioner(Role.ANALYST),
        "board": practitioner(Role.BOARD_MEMBER),
        "administrator": practitioner(Role.SYSTEM_ADMINISTRATOR),
    }
    return {name: Practitioner.objects.get(pk=who.pk) for name, who in found.items()}


def who_may(people, question, *objects) -> set[str]:
    return {name for name, who in people.items() if question(who, *objects)}


WORKS = {"lead", "stand_in", "manager", "coordinator"}
SEES = WORKS | {"screener", "hub_manager", "team_member", "reader", "auditor", "safeguarding", "governance"}


def test_who_sees_a_case(people, case):
    assert who_may(people, permissions.can_view_case, case) == SEES


def test_the_list_and_the_question_agree(people, case):
    seen = {name for name, who in people.items() if Case.objects.visible_to(who).filter(pk=case.pk).exists()}

    assert seen == who_may(people, permissions.can_view_case, case)


def test_who_opens_the_list_of_cases(people):
    assert who_may(people, permissions.can_see_cases) == SEES | {"colleague", "other_manager"}


def test_somebody_with_two_hats_one_an_administrators_sees_none(around):
    both = practitioner(Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER)

    assert not permissions.can_see_cases(both)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (permissions.can_work_on, WORKS),
        (permissions.can_record_agreement, WORKS),
        (permissions.can_go_on_without, WORKS),
        (permissions.can_read_information, WORKS),
        (permissions.can_see_information, WORKS),
        (permissions.can_hold, WORKS),
        (permissions.can_resume, set()),
        (permissions.can_refuse, {"lead", "stand_in"}),
        (permissions.can_start_assessment, {"lead", "stand_in"}),
        (permissions.can_write_assessment, {"lead", "stand_in", "team_member"}),
        (permissions.can_allocate, {"screener", "hub_manager", "coordinator", "manager"}),
        (
            permissions.can_arrange_stand_in,
            {"lead", "stand_in", "screener", "hub_manager", "coordinator", "manager"},
        ),
        (permissions.can_screen_entry, {"hub_manager", "manager", "safeguarding"}),
    ],
)
def test_who_may_do_what_with_a_case(people, case, question, expected):
    assert who_may(people, question, case) == expected


def test_who_takes_a_case_up_again_that_is_on_hold(people, case):
    case.state = "on_hold"

    assert who_may(people, permissions.can_resume, case) == WORKS
    assert who_may(people, permissions.can_hold, case) == set()


def test_who_enters_an_older_case_in_the_register(people, case):
    expected = {"manager", "hub_manager", "coordinator", "safeguarding"}

    assert who_may(people, permissions.can_enter_in_register, case.family) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (permissions.can_download_cases, {"manager", "other_manager", "hub_manager", "coordinator"}),
        (permissions.can_see_waiting, {"screener", "hub_manager", "coordinator"}),
        (
            permissions.can_see_register,
            {"manager", "other_manager", "hub_manager", "coordinator", "safeguarding"},
        ),
    ],
)
def test_who_opens_which_list(people, question, expected):
    assert who_may(people, question) == expected


def test_nobody_outside_their_scope_works_on_a_restricted_case(people, case):
    Family.objects.filter(pk=case.family_id).update(
        restriction="restricted", restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
    )

    assert who_may(people, permissions.can_work_on, case) == {"lead", "stand_in", "coordinator"}
    assert who_may(people, permissions.can_allocate, case) == {"coordinator"}


def test_a_bar_beats_every_relation(people, case):
    for name in ("lead", "manager", "coordinator"):
        AccessBar.objects.create(family=case.family, practitioner=people[name], reason="own", from_at=NOW)

    assert who_may(people, permissions.can_work_on, case) == {"stand_in"}


def test_who_opens_a_case_from_an_enquiry(people, around):
    enquiry = door.decided(around.screener, Outcome.ASSESSMENT, at=NOW)

    assert who_may(people, permissions.can_open_case, enquiry) == {"screener", "hub_manager"}


def test_a_coordinator_of_another_locality_coordinates_nothing_here(case):
    elsewhere = practitioner(Role.COORDINATOR, localities=(factories.locality("south"),))

    assert not coordinates(elsewhere, case)


def test_the_coordinator_of_the_locality_works_on_cases_without_one(home, around):
    unnamed = factories.case(home, around, coordinator=None)

    assert permissions.can_work_on(around.coordinator, unnamed)


@pytest.fixture
def submitted(case, home, around):
    factories.everybody_agrees(case, home)
    assessment = assessments.start(case=case, by=around.lead, at=NOW)
    factories.fill(assessment, around.lead)
    return assessments.submit(
        assessment=assessment, reader=around.manager, by=around.lead, at=NOW, expected_version=1
    )


def test_a_manager_of_the_leading_organisation_authorises(people, submitted):
    assert who_may(people, permissions.can_answer_assessment, submitted) == {"manager"}


def test_whoever_authorises_can_take_the_step_to_an_answer(people, case, submitted):
    assert who_may(people, can_take_step, case, "assessment_answer") == {"manager"}


def test_nobody_takes_that_step_before_there_is_an_assessment(people, case):
    assert who_may(people, can_take_step, case, "assessment_answer") == set()


def test_where_there_is_none_the_coordinator_does(people, submitted, around):
    around.manager.memberships.update(roles=[Role.PRACTITIONER])

    assert who_may(people, permissions.can_answer_assessment, submitted) == {"coordinator"}


def test_where_the_manager_is_barred_the_coordinator_does(people, submitted, around):
    AccessBar.objects.create(
        family=submitted.case.family, practitioner=around.manager, reason="own", from_at=NOW
    )

    assert who_may(people, permissions.can_answer_assessment, submitted) == {"coordinator"}


def test_where_nobody_leads_the_coordinator_does(people, submitted, case):
    case.allocations.update(to_on=NOW.date())

    assert who_may(people, permissions.can_answer_assessment, submitted) == {"coordinator"}


def test_where_the_lead_is_known_by_name_alone_the_coordinator_does(people, submitted, case):
    case.allocations.update(practitioner=None, organisation=None, imported_practitioner="J. Doe")

    assert who_may(people, permissions.can_answer_assessment, submitted) == {"coordinator"}


def test_a_coordinator_who_coordinates_no_longer_does_not(people, submitted, around):
    around.manager.memberships.update(roles=[Role.PRACTITIONER])
    around.coordinator.memberships.update(roles=[Role.PRACTITIONER])
    other = practitioner(Role.COORDINATOR, localities=(around.place,))

    assert who_may(people | {"other": other}, permissions.can_answer_assessment, submitted) == {"other"}


def test_in_no_locality_the_coordinator_of_the_case_does(people, submitted, around):
    around.manager.memberships.update(roles=[Role.PRACTITIONER])
    submitted.case.locality_id = None

    assert who_may(people, permissions.can_answer_assessment, submitted) == {"coordinator"}


def test_without_manager_and_coordinator_nobody_does(people, submitted, around):
    around.manager.memberships.update(roles=[Role.PRACTITIONER])
    around.coordinator.memberships.update(roles=[Role.PRACTITIONER])
    Case.objects.filter(pk=submitted.case_id).update(coordinator=None)
    submitted.case.coordinator_id = None

    assert who_may(people, permissions.can_answer_assessment, submitted) == set()


def test_a_manager_who_works_elsewhere_too_leads_through_one_organisation(around, home):
    other = organisation(agency_type="school")
    led = factories.case(home, around)

    assert not permissions.can_work_on(practitioner(Role.TEAM_MANAGER, at=other), led)
