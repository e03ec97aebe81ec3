"""A document on a case: added for some eyes alone, waiting for the scanner, opened once it was found clean."""

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.tests import factories
from baton.casework.tests.test_documents import Says
from baton.documents import tasks
from baton.documents.files import scanner
from baton.documents.rules.document import State
from tests.journeys.support.walking import (
    comes_in,
    follows,
    goes_to,
    inside,
    presses,
    question,
    says,
    says_nothing_of,
    turns_to,
    writes,
    writes_the_day,
)

pytestmark = pytest.mark.browser

LETTER = {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear all, Ava came on 34 of 40 days."}


def test_a_document_is_added_for_some_and_opens_once_it_is_clean(
    live_site: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = factories.cast()
    factories.case(factories.household("Shaw"), around)
    monkeypatch.setattr(scanner, "current", lambda: Says(None))

    with time_machine.travel(factories.NOW, tick=True):
        comes_in(page, live_site, around.lead)
        goes_to(page, "Cases")
        follows(page, "Shaw")
        turns_to(page, "Documents")
        the_lead_adds_a_letter(page)
        says(page, "Letter from school", "Waits for the virus scanner")
        comes_in(page, live_site, around.hub_manager)
        goes_to(page, "Cases")
        follows(page, "Shaw")
        turns_to(page, "Documents")
        says_nothing_of(page, "Letter from school")
        monkeypatch.setattr(scanner, "current", lambda: Says(State.CLEAN))
        tasks.scan()
        comes_in(page, live_site, around.lead)
        goes_to(page, "Cases")
        follows(page, "Shaw")
        turns_to(page, "Documents")
        with page.expect_download() as saved:
            inside(page).get_by_role("link", name="Letter from school").first.click()
        assert saved.value.suggested_filename.endswith(".txt")


def the_lead_adds_a_letter(page: Page) -> None:
    follows(page, "Add a document")
    inside(page).locator("input[type=file]").set_input_files(LETTER)  # type: ignore[arg-type]
    writes(page, "What is it?", "Letter from school")
    inside(page).get_by_label("Kind of document").select_option(index=1)
    writes_the_day(page, "Date of the document", factories.OPENED)
    question(page, "Who may see it?").get_by_label("Only colleagues in Hill Top School").check()
    presses(page, "Add the document")
