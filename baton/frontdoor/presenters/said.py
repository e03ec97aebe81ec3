"""What an enquirer said, line by line: on the check page before it is sent, and at the front door afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baton.core.dates import today
from baton.core.models import Draft
from baton.frontdoor.actions.values import NewPerson
from baton.frontdoor.models import Enquiry, EnquiryPerson
from baton.frontdoor.presenters.people import line_of
from baton.frontdoor.rules.enquiry import FamilyAgrees, FamilyKnows
from baton.frontdoor.rules.said import KNOWS_AND_AGREES
from baton.partnership import profiles
from baton.ui.components import Row

QUESTIONS = (
    ("worries", "What is worrying"),
    ("going_well", "What is going well"),
    ("tried", "What has been tried"),
    ("family_wants", "What the family wants"),
)
KNOWS_WORDS = {
    (FamilyKnows.YES, FamilyAgrees.YES): "They know, and they agree",
    (FamilyKnows.YES, FamilyAgrees.NO): "They know, and they do not agree",
    (FamilyKnows.NO, FamilyAgrees.NOT_ASKED): "They do not know yet",
}
OPTIONAL = (
    ("asks_for", "What would help"),
    ("interpreter_language", "Interpreter"),
    ("safety_note", "To be careful about"),
)


@dataclass(frozen=True)
class DraftLine:
    """An enquiry not sent yet: its draft, whom it is about, when it was saved."""

    key: str
    about: str
    saved_at: datetime

    @property
    def words(self) -> str:
        """Say whom it is about."""
        return f"About {self.about}" if self.about else "Nobody named yet"


def draft_line(draft: Draft) -> DraftLine:
    """Return what tells one unsent enquiry from another: the first name typed, and when it was saved."""
    typed = [draft.data.get(f"people-0-{name}") for name in ("given_names", "family_name")]
    words = [(text[0] if isinstance(text, list) else text).strip() for text in typed if text]
    return DraftLine(draft.subject, " ".join(filter(None, words)), draft.saved_at)


def knows_words(family_knows: str, family_agrees: str) -> str:
    """Say whether the family knows and agrees."""
    return KNOWS_WORDS.get((FamilyKnows(family_knows), FamilyAgrees(family_agrees)), "Not known")


def rows_to_check(typed: Mapping[str, Any], people: Sequence[NewPerson], change_url: str) -> list[Row]:
    """Return what will be sent, as it was typed, each line with the way back to change it."""
    on = today()
    knows = knows_words(*KNOWS_AND_AGREES[typed["knows"]])
    rows = [
        Row("Who it is about", [line_of(person, on) for person in people], f"{change_url}#people"),
        Row("Where they live", _where(typed["address"], typed["postcode"]), f"{change_url}#id_address"),
        *(Row(words, typed[name], f"{change_url}#id_{name}") for name, words in QUESTIONS),
        Row(
            "Whether they know and agree",
            [knows, *filter(None, (typed["disagree_because"], typed["unaware_because"]))],
            f"{change_url}#id_knows",
        ),
        Row("How soon", profiles.current().urgencies.label(typed["urgency"]), f"{change_url}#id_urgency"),
    ]
    rows += [Row(words, typed[name], f"{change_url}#id_{name}") for name, words in OPTIONAL if typed[name]]
    if typed["needs"]:
        rows.append(Row("Needs", [need_words(code) for code in typed["needs"]], f"{change_url}#id_needs"))
    return rows


def rows_said(enquiry: Enquiry) -> list[Row]:
    """Return what was said in an enquiry, whole."""
    knows = knows_words(enquiry.family_knows, enquiry.family_agrees)
    rows = [Row(words, getattr(enquiry, name)) for name, words in QUESTIONS]
    rows.append(Row("Whether they know and agree", [knows, *filter(None, [enquiry.not_asked_because])]))
    rows += [Row(words, getattr(enquiry, name)) for name, words in OPTIONAL if getattr(enquiry, name)]
    if enquiry.needs:
        rows.append(Row("Needs named", [need_words(code) for code in enquiry.needs]))
    return rows


def where_rows(enquiry: Enquiry, *, may_see: bool) -> list[Row]:
    """Return where the family lives, unless that is secret and the reader may not see it."""
    if not may_see:
        return [Row("Where they live", SECRET)]
    lives: Any = _where(enquiry.address, enquiry.postcode)
    if enquiry.address_confidential:
        lives = [lives, SECRET]
    return [Row("Where they live", lives)]


SECRET = "This address is secret: somebody must not find them."


def person_rows(people: Sequence[EnquiryPerson], *, may_see: bool = True) -> list[Row]:
    """Return the people named, each with what was said about them; `may_see` also where they can be found."""
    on = today()
    return [Row(line_of(person, on), _details(person, may_see)) for person in people]


def _details(person: EnquiryPerson, may_see: bool) -> list[str]:
    lives = _where(person.address, person.postcode) if may_see else ""
    return [
        words
        for words in (
            f"Born {person.date_of_birth:%-d %B %Y}" if person.date_of_birth else "",
            f"School: {person.school}" if person.school and may_see else "",
            f"Telephone: {person.phone}" if person.phone and may_see else "",
            f"Lives at: {lives}" if lives else "",
        )
        if words
    ]


def need_words(code: str) -> str:
    """Return the words of a need."""
    return profiles.current().needs.label(code)


def _where(address: str, postcode: str) -> str:
    lines = [line.strip() for line in address.splitlines()]
    return ", ".join(part for part in (*lines, postcode) if part)
