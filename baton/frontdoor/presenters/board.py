"""The board: three columns of cards, each with what a screener needs to choose the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baton.core.dates import local_day
from baton.frontdoor.models import Enquiry
from baton.frontdoor.presenters.people import ages_of_children
from baton.frontdoor.rules.enquiry import State, TransferKind, Urgency
from baton.partnership import profiles

WORRY_LETTERS = 140
"""Two lines of a card (ours)."""

URGENCY_TONES = {Urgency.TODAY: "late", Urgency.SOON: "soon"}


@dataclass(frozen=True)
class Card:
    """One enquiry on the board."""

    enquiry: Enquiry
    source: str
    ages: str
    worry: str
    claimed_by: str
    tags: tuple[tuple[str, str], ...]
    due_at: datetime | None


@dataclass(frozen=True)
class BoardColumn:
    """One column: its cards, how many there are in all, and where the rest is."""

    state: State
    title: str
    cards: Sequence[Card]
    count: int
    empty: str
    rest_url: str = ""


EMPTY = {
    State.NEW: "Nobody waits to be screened. New enquiries appear here as they arrive.",
    State.SCREENING: "Nobody is screening an enquiry. Claim one from the first column.",
    State.DECIDED: "Nothing has been decided yet today.",
}


def cards(enquiries: Iterable[Any], now: datetime) -> list[Card]:
    """Return a card for each enquiry, fetched with its people, `with_pause` and `with_decisions`."""
    return [_card(enquiry, now) for enquiry in enquiries]


def _card(enquiry: Any, now: datetime) -> Card:
    return Card(
        enquiry=enquiry,
        source=source_words(enquiry),
        ages=ages_words(ages_of_children(enquiry.people.all(), local_day(now))),
        worry=shortened(enquiry.worries),
        claimed_by=enquiry.claimed_by.name if enquiry.claimed_by else "",
        tags=tuple(_tags(enquiry)),
        due_at=enquiry.due_at if enquiry.is_waiting and not enquiry.is_paused else None,
    )


def _tags(enquiry: Any) -> Iterable[tuple[str, str]]:
    profile = profiles.current()
    if enquiry.is_waiting and enquiry.urgency != Urgency.ROUTINE:
        yield profile.urgencies.label(enquiry.urgency), URGENCY_TONES[Urgency(enquiry.urgency)]
    if enquiry.is_waiting and enquiry.is_paused:
        yield "Clock paused", "wait"
    if enquiry.transfer_kind:
        yield transfer_words(enquiry), "quiet"
    if enquiry.state == State.DECIDED:
        yield profile.outcomes.label(enquiry.latest_outcome), "good"


def ages_words(ages: Sequence[str]) -> str:
    """Say how many children there are and how old each is; an age never breaks over two lines."""
    if not ages:
        return "No child named"
    whole = "; ".join(age.replace(" ", "\u00a0") for age in ages)
    return f"{len(ages)} children: {whole}" if len(ages) > 1 else whole


def transfer_words(enquiry: Enquiry) -> str:
    """Say what kind of transfer an enquiry is."""
    is_step_down = enquiry.transfer_kind == TransferKind.STEP_DOWN
    return profiles.current().words.step_down.start if is_step_down else "Transfer in"


def source_words(enquiry: Enquiry) -> str:
    """Say who made an enquiry: the organisation where one is known, else the kind of enquirer."""
    kind = profiles.current().source_types.label(enquiry.source_type)
    organisation = enquiry.source_organisation.name if enquiry.source_organisation else ""
    organisation = organisation or enquiry.source_name or enquiry.transfer_from
    return f"{organisation} ({kind.lower()})" if organisation else kind


def shortened(text: str) -> str:
    """Return the beginning of a text, two lines long, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= WORRY_LETTERS:
        return plain
    return plain[:WORRY_LETTERS].rsplit(" ", 1)[0] + " …"
