"""Cases that nobody leads, as a list shows them: how long they have waited, who was asked, what to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from baton.core.rules.words import counted
from baton.partnership.rules.profile_allocation import Allocation


@dataclass(frozen=True)
class Unled:
    """One case that nobody leads. `is_long` says that it has waited longer than a case should."""

    since: date
    waited: str
    is_long: bool
    stands: str
    answer_due_on: date | None
    url: str
    button: str


def unled(case: Any, rules: Allocation, today: date, *, screens: bool) -> Unled:
    """Return how a case stands that nobody leads (`models.unled.unled`); `screens` says that the reader may screen it."""
    days = (today - case.unled_since).days
    entry = getattr(case, "register_entry", None)
    to_screen = entry is not None and entry.settled_on is None and entry.screened_at is None
    page = "register_entry" if to_screen else "case_allocate"
    return Unled(
        since=case.unled_since,
        waited=f"{counted(days, 'day')} without a lead" if days else "Since today",
        is_long=days > rules.unled_days,
        stands=_to_screen(screens) if to_screen else _stands(case),
        answer_due_on=case.answer_due_on,
        url=reverse(page, args=[case.pk]),
        button="Choose who leads" if not to_screen else "Screen" if screens else "See the entry",
    )


def _to_screen(screens: bool) -> str:
    return f"In the review register: {'screen it first' if screens else 'a manager screens it first'}"


def _stands(case: Any) -> str:
    back = case.came_back or 0
    tried = f"{back} could not" if back else ""
    if case.asked_name:
        return ". ".join(part for part in (f"{case.asked_name} is asked", tried) if part)
    return f"{tried}. Ask the next one" if tried else "Nobody is asked yet"
