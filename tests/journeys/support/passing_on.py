"""Passing a family on: to social care, and who answers there."""

from playwright.sync_api import Page

from tests.journeys.support.walking import answers, follows, presses, says, turns_to, writes


def agrees_to_share(page: Page, who: str, agency: str) -> None:
    """Record that a parent agrees to sharing with an organisation."""
    turns_to(page, "Agreement")
    follows(page, "Record an answer about sharing")
    answers(page, "Who answers?", f"{who} Shaw")
    page.get_by_label("About sharing with which organisation?").select_option(label=agency)
    answers(page, "May we share with them?", "Yes")
    answers(page, "In what right do they answer?", "For the children too, with parental responsibility")
    answers(page, "How?", "Face to face")
    presses(page, "Save the answer")
    says(page, "The answer about sharing is recorded.", agency)


def writes_the_request(page: Page, agency: str, *, why: str, level: str = "Complex need") -> None:
    """Fill the request to social care."""
    answers(page, "Who is asked to take over?", agency)
    answers(page, "What is the reason?", "Risk of harm has grown")
    writes(page, "What has changed", why)
    answers(page, "Level of need now", level)
    answers(page, "At which meeting", "No meeting yet")
    answers(page, "How many of the plan", "None of them")
    answers(page, "May this be shared", "Yes: the family has agreed, or it is the lead’s own organisation")


def asks_social_care(page: Page, agency: str, *, why: str, level: str = "Complex need") -> None:
    """Ask social care to take the family over."""
    turns_to(page, "Transfers")
    follows(page, "Step up to")
    writes_the_request(page, agency, why=why, level=level)
    presses(page, "Ask them to take over")
    says(page, "They have been asked. The case stays here until they accept.")


def accepts(page: Page, words: str) -> None:
    """Answer from one's own work that one takes the family over."""
    follows(page, "Answer")
    follows(page, "Open")
    follows(page, "Accept or decline")
    answers(page, "Do you take this family over?", "Yes, we take over from now on")
    writes(page, "What happens next", words)
    presses(page, "Send the answer")
    says(page, "Your answer is recorded.")
