"""Who may do what at the front door, and that lists and questions agree."""

from collections.abc import Callable

import pytest

from baton.frontdoor import permissions
from baton.frontdoor.models import Enquiry
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import NOW
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import locality, practitioner
from baton.people.models import AccessBar, Family
from baton.people.rules.facts import GrantKind
from baton.people.tests.factories import LONG_AGO, grant

pytestmark = pytest.mark.django_db

SCREENS = {Role.HUB_SCREENER, Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD}
STEPS_IN = {Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD}
MAKES = {
    Role.PRACTITIONER,
    Role.TEAM_MANAGER,
    Role.HUB_SCREENER,
    Role.HUB_MANAGER,
    Role.COORDINATOR,
    Role.SOCIAL_CARE_LIAISON,
    Role.SAFEGUARDING_LEAD,
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("question", "may"),
    [
        (permissions.can_make_enquiry, MAKES),
        (permissions.can_see_board, SCREENS),
        (permissions.can_key_enquiry, {Role.HUB_SCREENER, Role.HUB_MANAGER}),
        (permissions.can_download_enquiries, {Role.HUB_MANAGER}),
        (permissions.can_see_manager_lists, STEPS_IN),
        (permissions.can_record_receipt, STEPS_IN),
    ],
)
def test_roles_answer_the_questions(
    question: Callable[[Practitioner], bool], may: set[Role], role: Role
) -> None:
    assert question(practitioner(role)) is (role in may)


@pytest.mark.parametrize("role", sorted(SCREENS | MAKES))
def test_a_system_administrator_sees_no_family_whatever_else_they_are(role: Role) -> None:
    both, enquiry = practitioner(role, Role.SYSTEM_ADMINISTRATOR), factories.received()

    assert not permissions.can_see_board(both)
    assert not permissions.can_record_receipt(both)
    assert not permissions.can_view_enquiry(both, enquiry)


def closed_off(enquiry: Enquiry, how: str) -> Enquiry:
    Family.objects.filter(pk=enquiry.family_id).update(
        restriction=how, restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
    )
    return enquiry


READS = {
    "unlinked": {Role.HUB_SCREENER, Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER},
    "open": {
        Role.HUB_SCREENER,
        Role.HUB_MANAGER,
        Role.SAFEGUARDING_LEAD,
        Role.GOVERNANCE_OFFICER,
        Role.AUDITOR,
        Role.COORDINATOR,
    },
    "restricted": {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER},
    "sealed": set(),
}


@pytest.mark.parametrize("situation", list(READS))
def test_who_reads_an_enquiry_follows_its_family(situation: str) -> None:
    north, screener = locality(), factories.screener()
    enquiry = factories.received() if situation == "unlinked" else factories.decided(screener, locality=north)
    if situation in ("restricted", "sealed"):
        closed_off(enquiry, situation)

    readers = {
        role
        for role in Role
        if permissions.can_view_enquiry(practitioner(role, localities=(north,)), enquiry)
    }

    assert readers == READS[situation]


@pytest.mark.parametrize("role", list(Role))
def test_the_list_and_the_question_agree(role: Role) -> None:
    north, screener = locality(), factories.screener()
    enquiries = [
        factories.received(),
        factories.claimed(screener),
        factories.decided(screener, locality=north),
        closed_off(factories.decided(screener), "restricted"),
        closed_off(factories.decided(screener), "sealed"),
    ]
    somebody = practitioner(role, localities=(north,))

    listed = set(Enquiry.objects.visible_to(somebody))

    assert listed == {one for one in enquiries if permissions.can_view_enquiry(somebody, one)}


def test_who_leads_reads_what_was_decided_and_no_more() -> None:
    screener, lead = factories.screener(), practitioner()
    decided = factories.decided(screener)
    waiting = factories.linked(factories.claimed(screener), screener)
    for enquiry in (decided, waiting):
        assert enquiry.family is not None
        grant(enquiry.family, to=lead)

    assert list(Enquiry.objects.visible_to(lead)) == [decided]


def test_who_left_the_work_with_families_reads_no_enquiry_by_having_led() -> None:
    enquiry, gone = factories.decided(factories.screener()), practitioner(Role.BOARD_MEMBER)
    assert enquiry.family is not None
    for kind in (GrantKind.LEAD_PRACTITIONER, GrantKind.NAMED):
        grant(enquiry.family, to=gone, kind=kind)

    assert list(Family.objects.visible_to(gone)) == [enquiry.family]
    assert not Enquiry.objects.visible_to(gone).exists()


def test_a_member_of_the_team_reads_no_enquiry() -> None:
    enquiry, member = factories.decided(factories.screener()), practitioner()
    assert enquiry.family is not None
    grant(enquiry.family, to=member, kind=GrantKind.TEAM_MEMBER)

    assert not permissions.can_view_enquiry(member, enquiry)


def test_a_bar_beats_every_role() -> None:
    manager = factories.manager()
    enquiry = factories.decided(manager)
    AccessBar.objects.create(family=enquiry.family, practitioner=manager, reason="relative", from_at=LONG_AGO)

    assert not permissions.can_view_enquiry(manager, enquiry)


def test_an_enquirer_sees_their_own_status_alone() -> None:
    teacher, colleague = practitioner(), practitioner()
    enquiry = factories.received(factories.by(teacher))

    assert permissions.can_see_own_enquiry(teacher, enquiry)
    assert not permissions.can_see_own_enquiry(colleague, enquiry)
    assert not permissions.can_view_enquiry(teacher, enquiry)


def test_who_claimed_it_decides_it() -> None:
    holder, colleague = factories.screener(), factories.screener()
    enquiry = factories.claimed(holder)
    manager, lead = factories.manager(), practitioner(Role.SAFEGUARDING_LEAD)

    for question in (permissions.can_decide, permissions.can_release):
        assert question(holder, enquiry)
        assert not question(colleague, enquiry)
        assert question(manager, enquiry)
        assert question(lead, enquiry)


def test_what_nobody_holds_is_not_released() -> None:
    assert not permissions.can_release(factories.manager(), factories.received())


def test_a_reader_screens_nothing() -> None:
    auditor, screener = practitioner(Role.AUDITOR), factories.screener()
    enquiry = factories.decided(screener)

    assert permissions.can_view_enquiry(auditor, enquiry)
    for question in (permissions.can_screen, permissions.can_decide, permissions.can_mark_duplicate):
        assert not question(auditor, enquiry)


def test_only_managers_go_the_ways_that_change_figures() -> None:
    screener, manager, lead = factories.screener(), factories.manager(), practitioner(Role.SAFEGUARDING_LEAD)
    enquiry = factories.decided(screener)

    assert [permissions.can_withdraw(who, enquiry) for who in (screener, manager, lead)] == [
        False,
        True,
        False,
    ]
    assert [permissions.can_reopen(who, enquiry) for who in (screener, manager, lead)] == [False, True, True]
    assert [permissions.can_take_over(who, enquiry) for who in (screener, manager, lead)] == [
        False,
        True,
        True,
    ]
    assert permissions.can_mark_duplicate(screener, enquiry)
