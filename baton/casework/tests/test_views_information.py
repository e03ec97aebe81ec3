"""What came in about a family whose case is open: on the overview until it is read."""

from datetime import timedelta

import pytest

from baton.casework.actions import case as cases
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW
from baton.casework.tests.pages import get, post, text
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.people.models import Involvement


@pytest.fixture
def added(around):
    """A case, and what was added to it since."""
    case = cases.open_from_decision(
        enquiry=door.decided(
            around.screener, Outcome.ASSESSMENT, at=NOW, received_at=NOW - timedelta(hours=2)
        ),
        lead=around.lead,
        organisation=around.school,
        coordinator=around.coordinator,
        profile=factories.version(),
        by=around.screener,
        at=NOW,
    )
    second = door.checked(door.claimed(around.screener), around.screener)
    Enquiry.objects.filter(pk=second.pk).update(
        family=case.family, linked_at=NOW, safety_note="The dog bites"
    )
    involvement = Involvement.objects.get(ref=case.pk, to_on=None)
    return case, door.decide(second, around.screener, Outcome.EXISTING_CASE, involvement=involvement)


def test_new_information_stands_on_the_overview_until_it_is_read(added, around, as_):
    case, decision = added
    browser = as_(around.lead)
    assert "1 new enquiry was added" in text(get(browser, "case", case.pk))
    assert case.reference in text(get(browser, "case_list", needs="unread"))
    words = text(get(browser, "information_list", case.pk))
    assert "Ava has not been to school" in words
    assert "To be careful about The dog bites" in words
    assert "Read what came in about this family" in text(get(browser, "my_work"))

    post(browser, "information_read", case.pk, decision.pk)

    assert "Information to read" not in text(get(browser, "case", case.pk))
    assert "Read what came in" not in text(get(browser, "my_work"))
    assert "Read Monday 14 September" in text(get(browser, "information_list", case.pk))


def test_information_is_read_by_who_works_on_the_case(added, around, as_):
    case, decision = added

    assert get(as_(around.screener), "information_list", case.pk).status_code == 403
    assert post(as_(around.screener), "information_read", case.pk, decision.pk).status_code == 403
    assert as_(around.lead).get(f"/cases/{case.pk}/information/{decision.pk}/read/").status_code == 405


def test_a_case_without_new_information_says_so(home, around, as_):
    led = factories.case(home, around)

    assert "No enquiry has been added" in text(get(as_(around.lead), "information_list", led.pk))


def test_the_case_says_what_its_enquiry_warned_of_and_leads_there_who_may_read_it(added, around, as_):
    case, _ = added
    Enquiry.objects.filter(pk=case.enquiry_id).update(safety_note="Ring before you visit")
    address = f"/enquiries/{case.enquiry_id}/"

    page = get(as_(around.lead), "case", case.pk)

    assert "To be careful about Ring before you visit" in text(page)
    assert address in page.content.decode()
    assert address not in get(as_(around.manager), "case", case.pk).content.decode()
