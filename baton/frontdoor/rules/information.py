"""Asking agencies what they know: who may be asked and why, what they may answer, and when they are reminded.

An agency's answers are those of the checklist, from the other side: "found", "none found", "not covered" and "not
permitted" differ from each other and from no answer at all (requirements R060, R061).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from baton.frontdoor.rules.check import Answer
from baton.frontdoor.rules.enquiry import FamilyAgrees
from baton.frontdoor.rules.opening import Week, hours_on_open_days

PURPOSE = "information_request"
"""What the link in a message to an agency is for."""

AGENCY_WORDS: Mapping[Answer, str] = {
    Answer.FOUND: "Yes, they are known to us",
    Answer.NONE_FOUND: "No, they are not known to us",
    Answer.NOT_COVERED: "We would not know: we hold no records about people like these",
    Answer.NOT_PERMITTED: "We cannot share it",
}
"""What an agency may answer, in its own words. No answer at all is `Answer.NOT_KNOWN`, which nobody gives."""

JOINT_WORDS: Mapping[Answer, str] = {
    Answer.FOUND: "Known to them",
    Answer.NONE_FOUND: "None found",
    Answer.NOT_COVERED: "Not covered",
    Answer.NOT_PERMITTED: "Not permitted",
    Answer.NOT_KNOWN: "Not answered yet",
}
"""The same answers, for whoever reads them beside those of others."""

SAYS_WHY = frozenset({Answer.FOUND, Answer.NOT_PERMITTED})
"""The answers that help nobody without words: what is known, or why it cannot be shared."""


class Closed(StrEnum):
    """Why a request that nobody answered needs no answer any more."""

    WITHDRAWN = "withdrawn"
    ENQUIRY_DONE = "enquiry_done"


class Standing(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    CLOSED = "closed"


def standing(*, answered: bool, closed: bool, due_at: datetime, now: datetime) -> Standing:
    """Return where a request stands at `now`; an answer is an answer, however late."""
    if answered:
        return Standing.ANSWERED
    if closed:
        return Standing.CLOSED
    return Standing.LATE if due_at < now else Standing.WAITING


def may_ask_for(*, needs_agreement: bool, agrees: str) -> bool:
    """Say whether a purpose holds for a family: one that rests on its agreement needs it (requirements R076)."""
    return not needs_agreement or agrees == FamilyAgrees.YES


def words_needed(answer: Answer) -> bool:
    """Say whether an answer needs words beside it."""
    return answer in SAYS_WHY


@dataclass(frozen=True, slots=True)
class Chase:
    """How often and how soon an agency is reminded: hours on open days, and how many times at most."""

    hours: int
    most: int


def reminder_due(
    *, due_at: datetime, reminded_at: datetime | None, reminders: int, chase: Chase, week: Week
) -> datetime | None:
    """Return when the next reminder goes: once the answer is due, then every `chase.hours`; None after the last."""
    if reminders >= chase.most:
        return None
    return due_at if reminded_at is None else hours_on_open_days(reminded_at, chase.hours, week)
