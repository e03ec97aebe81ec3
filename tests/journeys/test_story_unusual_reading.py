"""A safeguarding lead looks into unusual reading, from the number on their work to a finding with its reason."""

import pytest
import time_machine
from playwright.sync_api import Page

from baton.oversight.tests.factories import alert, look
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.tests.factories import NOW, family
from tests.journeys.support.sending import send
from tests.journeys.support.walking import (
    answers,
    comes_in,
    follows,
    inside,
    presses,
    says,
    says_nothing_of,
    writes,
)

pytestmark = pytest.mark.browser

WHY = "She covered for a colleague on leave, and her manager had asked her to."


def test_an_alert_is_looked_into_and_closed_with_a_reason(live_site: str, page: Page) -> None:
    lead = practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe")
    reader = practitioner(Role.HUB_SCREENER, name="Sid Rowe")
    alert(reader)
    look(family("Webb"), reader)
    look(family("Hidden", restriction="sealed"), reader)

    with time_machine.travel(NOW, tick=True):
        comes_in(page, live_site, lead)
        follows(page, "1 Unusual reading to look into")
        says(page, "Sid Rowe", "Opened 52 families within an hour")
        send(page, inside(page).locator("tbody a").first)
        says(page, "Webb")
        says_nothing_of(page, "Hidden")
        presses(page, "Close this alert")
        says(page, "Choose what you found", "Write what your finding rests on")
        answers(page, "What did you find?", "In order: there was a reason to read these records")
        writes(page, "What does your finding rest on", WHY)
        presses(page, "Close this alert")
        says(page, "No")
        says_nothing_of(page, "Sid Rowe")
