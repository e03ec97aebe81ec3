"""The front door's work on one enquiry, from the board to the telling."""

from playwright.sync_api import Page

from tests.journeys.support.sending import send
from tests.journeys.support.walking import answers, follows, goes_to, inside, presses, question, says, writes

CHECKS = ("Are they already known?", "Is there a team around them?", "Are they known to social care?")


def takes_from_the_board(page: Page, reference: str) -> None:
    """Open an enquiry from the board and claim it."""
    goes_to(page, "Enquiries")
    follows(page, reference)
    presses(page, "Claim")
    says(page, "Claimed by")


def writes_down_a_new_family(page: Page) -> None:
    """Say that nobody named is known, so that the family is new."""
    follows(page, "Look who they could be")
    presses(page, "Link")
    says(page, "linked")


def answers_the_checks(page: Page) -> None:
    """Answer the checklist: nothing found anywhere."""
    for check in CHECKS:
        answers(page, check, "None found")
    presses(page, "Keep these answers")


def decides(
    page: Page, *, level: str, outcome: str, reason: str, words: str = "", under_way: str = ""
) -> None:
    """Decide: the level of need, what follows, why, and what the enquirer reads; `under_way` is help there already."""
    answers(page, "Level of need", level)
    answers(page, "What did you decide?", outcome)
    if under_way:
        question(page, "Which help already under way?").get_by_label(under_way).check()
    writes(page, "Why?", reason)
    answers(page, "Was it decided together", "Yes")
    writes(page, "What will the enquirer read?", words)
    presses(page, "Decide")
    says(page, "Decided. Now tell the enquirer.")


def tells(page: Page, how: str) -> None:
    """Tell the enquirer."""
    answers(page, "How were they told", how)
    presses(page, "Record it, or send it")
    says(page, "It is recorded that the enquirer was told.")


def gives_it_to(page: Page, family: str, lead: str) -> None:
    """Choose who leads for a family that waits for it, and so open the case."""
    goes_to(page, "Cases")
    follows(page, "Families waiting for somebody to lead")
    follows(page, family)
    question(page, "Who leads?").get_by_label(lead).check()
    answers(page, "Do they know?", "They have agreed already")
    presses(page, "Open the case")
    says(page, "The case is open.")


def opens_the_case(page: Page, family: str) -> None:
    """Open a family's case from the list of cases."""
    goes_to(page, "Cases")
    send(page, inside(page).locator("table").get_by_role("link", name=family))
