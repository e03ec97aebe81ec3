"""A practitioner's enquiry, as somebody at a school writes one, with what it costs them in fields and choices."""

from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Locator, Page

from tests.journeys.support.sending import send
from tests.journeys.support.walking import inside, question, says


@dataclass
class Named:
    """Somebody the enquiry is about."""

    given: str
    family: str = "Shaw"
    born: date | None = None
    role: str = ""
    relationship: str = ""


KELLY = Named("Kelly", relationship="Mother")
AVA = Named("Ava", born=date(2018, 3, 27))
LEO = Named("Leo", born=date(2021, 11, 2), role="A child")
SAID = {
    "Address": "1 High Street",
    "What is worrying you?": "Ava has missed three weeks of school. Mum says nobody sleeps and she cannot get them out.",
    "What is going well?": "Grandma helps at weekends. Ava loves reading and has one good friend.",
    "What has been tried?": "Two meetings at school and a phone call each morning. It helped for a week.",
    "What does the family want?": "Mum wants calmer mornings. Ava wants to walk to school with Grandma.",
}


@dataclass
class Pen:
    """A hand that writes and chooses, and counts what it does.

    `fields` are the short ones that are keyed (a name, a day, a month), `choices` what is pressed or chosen without a
    key, `texts` the boxes filled with what one would say anyway.
    """

    page: Page
    fields: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def keys(self, where: Locator, label: str, words: str) -> None:
        where.get_by_label(label, exact=True).fill(words)
        self.fields.append(label)

    def tells(self, label: str, words: str) -> None:
        inside(self.page).get_by_role("textbox", name=label, exact=True).fill(words)
        self.texts.append(label)

    def chooses(self, where: Locator, label: str) -> None:
        where.get_by_label(label, exact=True).check()
        self.choices.append(label)

    def opens(self, where: Locator, words: str) -> None:
        where.get_by_text(words).click()
        self.choices.append(words)

    def picks(self, where: Locator, label: str, option: str) -> None:
        where.get_by_label(label).select_option(label=option)
        self.choices.append(option)

    def presses(self, words: str) -> None:
        send(self.page, self.page.get_by_role("button", name=words, exact=True))
        self.choices.append(words)

    @property
    def cost(self) -> int:
        """How many short fields and choices it took."""
        return len(self.fields) + len(self.choices)

    def __str__(self) -> str:
        return (
            f"{self.cost} beside {len(self.texts)} boxes of text: "
            f"{len(self.fields)} fields {self.fields} and {len(self.choices)} choices {self.choices}"
        )


def makes_an_enquiry(
    page: Page, *people: Named, postcode: str, said: dict[str, str] | None = None
) -> tuple[str, Pen]:
    """Answer the seven questions from "New enquiry" on, check and send; give the reference and what it cost."""
    pen = Pen(page)
    send(page, page.locator(".govuk-service-navigation").get_by_role("link", name="New enquiry"))
    pen.choices.append("New enquiry")
    for number, person in enumerate(people or (AVA, KELLY, LEO), start=1):
        _names(pen, number, person)
    for label, words in (said or SAID).items():
        pen.tells(label, words)
    pen.keys(inside(page), "Postcode", postcode)
    pen.chooses(question(page, "Does the family know"), "They know, and they agree")
    pen.presses("Check and send")
    says(page, "Check and send", people[0].given if people else "Ava")
    pen.presses("Send")
    return reference_on(page), pen


def reference_on(page: Page) -> str:
    """Read the reference that the page gives."""
    return page.locator(".govuk-panel strong").inner_text()


def _names(pen: Pen, number: int, person: Named) -> None:
    if number > 2:
        pen.presses("Add another person")
    where = question(pen.page, f"Person {number}")
    if person.role:
        pen.chooses(where, person.role)
    pen.keys(where, "First names", person.given)
    pen.keys(where, "Family name", person.family)
    if person.born:
        born = where.get_by_role("group", name="Date of birth")
        for label, part in (
            ("Day", person.born.day),
            ("Month", person.born.month),
            ("Year", person.born.year),
        ):
            pen.keys(born, label, str(part))
    if person.relationship:
        pen.opens(where, "More about this person")
        pen.picks(where, "What are they to the child?", person.relationship)
