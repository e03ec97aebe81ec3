"""The work of a lead practitioner on a case, each function one deed on the pages of the case."""

import re
from datetime import date

from playwright.sync_api import Locator, Page

from tests.journeys.support.sending import send
from tests.journeys.support.walking import (
    answers,
    follows,
    inside,
    presses,
    says,
    turns_to,
    writes,
    writes_the_day,
)

AT_THE_TABLE = "Talked over with the family at the kitchen table."
CHILDS_WORDS = "I like it when Grandma comes. I want the shouting to stop."


def records_the_answer(page: Page, who: str, answer: str, *, right: str = "") -> None:
    """Write down what somebody says to this help; `right` is the right in which they answer."""
    turns_to(page, "Agreement")
    send(page, inside(page).get_by_role("link", name=re.compile(f"of {who}")).first)
    answers(page, "What did they say?", answer)
    if right:
        answers(page, "In what right do they answer?", right)


def keeps_the_answer(page: Page, how: str = "Face to face") -> None:
    """Save an answer to this help."""
    if how:
        answers(page, "How?", how)
    presses(page, "Save the answer")
    says(page, "The answer is recorded.")


def agrees(page: Page, who: str) -> None:
    """Record that a parent agrees, for the children too."""
    records_the_answer(
        page, who, "Yes, they agree", right="For the children too, with parental responsibility"
    )
    keeps_the_answer(page)


def starts_the_assessment(page: Page) -> None:
    """Start the assessment where the agreement page offers it."""
    send(page, inside(page).get_by_role("link", name="Start the assessment"))
    presses(page, "Start the assessment")


def writes_every_part(page: Page, *, scale: int = 3) -> int:
    """Fill what every part that is not done asks for, and say how many parts that was."""
    parts = 0
    while (part := _first_unwritten(page)) is not None:
        send(page, part)
        _fills(page, scale)
        presses(page, "Save and go on")
        says(page, "Saved.")
        parts += 1
    return parts


def _first_unwritten(page: Page) -> Locator | None:
    waiting = page.locator(".govuk-task-list__item").filter(has_text="Not started").get_by_role("link")
    return waiting.first if waiting.count() else None


def _fills(page: Page, scale: int) -> None:
    """Fill each box that has to be filled, choose the number on each scale, tick the first need."""
    for box in inside(page).get_by_role("textbox").all():
        label = _label(box)
        if "(optional)" not in label:
            box.fill(CHILDS_WORDS if "the child say" in label else AT_THE_TABLE)
    asked = inside(page).get_by_role("group").filter(has=page.get_by_role("radio"))
    for choices in asked.filter(has_not=page.locator("legend", has_text="(optional)")).all():
        number = choices.get_by_label(str(scale), exact=True)
        (number if number.count() else choices.get_by_role("radio").first).check()
    for need in inside(page).get_by_role("checkbox").all()[:1]:
        need.check()


def _label(box: Locator) -> str:
    return str(box.evaluate("box => [...box.labels].map((label) => label.innerText).join(' ')"))


def agrees_an_outcome(page: Page, words: str, *, need: str) -> None:
    """Put into the plan what needs to change for the whole family."""
    writes(page, "What needs to change?", words)
    answers(page, "For whom?", "The whole family")
    page.get_by_label("Which need is behind it?").select_option(label=need)
    presses(page, "Save")
    says(page, "It is in the plan.", words)


def agrees_an_action(page: Page, words: str, *, owner: str, due: date, measure: str) -> None:
    """Put into the plan who does what by when, and how one knows that it worked."""
    follows(page, "Add an action for")
    writes(page, "What will be done?", words)
    answers(page, "Who does it?", owner)
    writes_the_day(page, "By when?", due)
    writes(page, "How will you know that it worked?", measure)
    presses(page, "Save")
    says(page, "The action is in the plan.", words, measure)


def tells_who_was_there(page: Page, *people: str) -> None:
    """Note who came to the meeting."""
    for who in people:
        page.get_by_label(who, exact=True).select_option(label="Was there")


def takes_a_reading(page: Page, who: str, stage: str, **scores: int) -> None:
    """Take the next reading of somebody, with the tool they were measured with before."""
    follows(page, f"Take the next reading of {who}")
    gives_scores(page, stage, **scores)


def gives_scores(page: Page, stage: str, **scores: int) -> None:
    """Fill in a reading and save it."""
    answers(page, "At which stage of the help?", stage)
    for area, score in scores.items():
        inside(page).get_by_label(area, exact=True).fill(str(score))
    presses(page, "Save the scores")
    says(page, "The scores are recorded.")


def closes(page: Page, *, reason: str, objectives: str, level: str, view: str, next_words: str) -> None:
    """Close the case."""
    turns_to(page, "Close")
    answers(page, "Why does it end?", reason)
    answers(page, "How many of the plan", objectives)
    answers(page, "Level of need now", level)
    answers(page, "Has the family been asked", "Yes")
    writes(page, "What do they say?", view)
    writes(page, "What happens next", next_words)
    presses(page, "Close the case")
    says(page, "The case is closed.")
