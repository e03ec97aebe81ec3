"""What somebody holds who leaves: all of it, for whoever may see it, and the enquiries back in the queue afterwards."""

from typing import Any

import pytest
from django.utils import timezone

from baton.casework.actions.plan_action import Owner
from baton.casework.models import Proposal
from baton.casework.tests import factories as cases
from baton.casework.tests import plans
from baton.core import jobs
from baton.frontdoor import tasks
from baton.insight.tests.world import enquiry
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db


def screened_by(screener: Any) -> Any:
    made = enquiry()
    type(made).objects.filter(pk=made.pk).update(
        state="screening", claimed_by=screener, claimed_at=timezone.now()
    )
    return made


def test_a_manager_sees_cases_actions_and_who_is_asked(django_assert_max_num_queries: Any) -> None:
    around = cases.cast()
    case = cases.case(cases.household(), around)
    plans.action(case, "Ring the school nurse", owner=Owner(practitioner=around.lead))
    Proposal.objects.create(
        case=case,
        practitioner=factories.practitioner(name="Jo Teal", at=around.school),
        organisation=around.school,
        asked_at=timezone.now(),
        asked_by=around.manager,
    )
    browser = Browser(around.manager)

    with django_assert_max_num_queries(30):
        page = text(browser.get("holdings", around.lead.pk))

    assert f"case {case.reference}" in page
    assert "Jo Teal is asked to take it over" in page
    assert "Ring the school nurse" in page
    assert "holds nothing" not in page
    assert "all they hold" in text(browser.get("caseload_list"))


def test_what_one_may_not_see_is_not_counted() -> None:
    around = cases.cast()
    case = cases.case(cases.household(), around)
    stranger = factories.practitioner(Role.TEAM_MANAGER)

    page = text(Browser(stranger).get("holdings", around.lead.pk))

    assert case.reference not in page
    assert "holds nothing that you may see." in page


def test_a_hub_manager_sees_what_is_screened_and_when_they_leave() -> None:
    screener = factories.practitioner(Role.HUB_SCREENER, name="Sam Reen")
    made = screened_by(screener)
    practitioners.plan_leaving(
        practitioner=screener, last_on=timezone.localdate(), by=None, at=timezone.now()
    )

    page = text(Browser(factories.practitioner(Role.HUB_MANAGER)).get("holdings", screener.pk))

    assert f"Enquiry {made.reference}" in page
    assert "Leaves after" in page


def test_what_a_leaver_screens_goes_back_to_the_queue() -> None:
    leaver, colleague = (factories.practitioner(Role.HUB_SCREENER) for _ in range(2))
    theirs, others = screened_by(leaver), screened_by(colleague)

    practitioners.leave(practitioner=leaver, by=None, at=timezone.now())
    for given in jobs.waiting("frontdoor.give_back_screened"):
        tasks.give_back_screened(**given)

    theirs.refresh_from_db()
    others.refresh_from_db()
    assert (theirs.state, theirs.claimed_by) == ("new", None)
    assert (others.state, others.claimed_by) == ("screening", colleague)
    page = text(Browser(factories.practitioner(Role.HUB_MANAGER)).get("holdings", leaver.pk))
    assert "Left on" in page
    assert "No organisation now." in page
