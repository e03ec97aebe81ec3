"""Nobody is found to lead: the case goes on the coordinator's list, from either page on which a lead is chosen."""

from datetime import timedelta

import pytest

from baton.casework.models import Case
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW
from baton.casework.tests.pages import get, post, text
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import Channel, TransferKind
from baton.frontdoor.tests import factories as door


@pytest.fixture
def hub(around, as_):
    return as_(around.screener)


def decided(around, **values):
    return door.decided(
        around.screener, Outcome.ASSESSMENT, at=NOW, received_at=NOW - timedelta(hours=2), **values
    )


@pytest.mark.parametrize("came", [{}, {"channel": Channel.TRANSFER, "transfer_kind": TransferKind.STEP_DOWN}])
def test_where_nobody_is_found_the_case_opens_on_the_coordinators_list(around, hub, as_, came):
    enquiry = decided(around, **came)
    assert "Nobody is found" in text(get(hub, "case_open", enquiry.pk))

    sent = post(hub, "case_open", enquiry.pk, lead="nobody", coordinator=str(around.coordinator.pk))

    case = Case.objects.get()
    assert (sent.url, case.allocated_on, case.coordinator) == (f"/cases/{case.pk}/", None, around.coordinator)
    assert "Nobody leads this case: find somebody" in text(get(as_(around.coordinator), "my_work"))


def test_nothing_opens_without_a_lead_or_somebody_who_looks_for_one(around, hub):
    enquiry = decided(around)

    page = post(hub, "case_open", enquiry.pk, lead="nobody", coordinator="")

    assert "Choose who looks for somebody to lead" in text(page)
    assert not Case.objects.exists()


def test_a_case_for_which_nobody_is_found_goes_on_the_coordinators_list(home, around, hub, as_):
    unled = factories.case(home, None)

    sent = post(
        hub,
        "case_allocate",
        unled.pk,
        lead="nobody",
        coordinator=str(around.coordinator.pk),
        expected_version=unled.version,
    )

    assert sent.status_code == 302
    assert "It stands on their list, and they have been told." in text(get(hub, "case", unled.pk))
    assert "Nobody leads this case: find somebody" in text(get(as_(around.coordinator), "my_work"))
