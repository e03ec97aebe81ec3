"""What has to be settled before a case can close, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from baton.casework.models.standing import CaseStanding
from baton.casework.rules import closure as rules
from baton.casework.rules.blocker import Blocker
from baton.casework.rules.closure import ClosureFacts
from baton.casework.rules.measures import Owed
from baton.casework.rules.plan import OBJECTIVES_HINTS, OutcomeState, objectives_met
from baton.people.models import Person

LINKS = {
    rules.IN_REGISTER: "Screen this case",
    rules.OPEN_TRANSFER: "See the transfer",
}


@dataclass(frozen=True)
class Link:
    """Where something is settled."""

    words: str
    url: str


@dataclass(frozen=True)
class ToSettle:
    """One thing that stands in the way, and the pages that settle it."""

    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ClosingPage:
    """What the page on which a case is closed says first.

    `pages` gives, by the words of what is settled on another page, that page's address.
    """

    to_settle: tuple[ToSettle, ...]
    pages: dict[str, str]
    objectives: str
    open_outcomes: int
    owed: tuple[Link, ...]


def closing_page(standing: CaseStanding, facts: ClosureFacts, owed: Sequence[Owed]) -> ClosingPage:
    """Return what stands in the way of closing now, and what the plan says about its objectives."""
    case = standing.case
    blocked = {rules.IN_REGISTER: facts.in_register, rules.OPEN_TRANSFER: facts.open_transfers > 0}
    elsewhere = [_elsewhere(blocker, standing) for blocker, holds in blocked.items() if holds]
    readings = _readings(standing, owed)
    states = [OutcomeState(state) for state in case.outcomes.values_list("state", flat=True)]
    met = objectives_met(states)
    return ClosingPage(
        to_settle=(*elsewhere, *([ToSettle(rules.READINGS.words, readings)] if readings else [])),
        pages={one.words: one.links[0].url for one in elsewhere},
        objectives=OBJECTIVES_HINTS[met] if met else "",
        open_outcomes=facts.open_outcomes,
        owed=readings,
    )


def _elsewhere(blocker: Blocker, standing: CaseStanding) -> ToSettle:
    url = reverse(blocker.fix_url_name, args=[standing.case.pk])
    return ToSettle(blocker.words, (Link(LINKS[blocker], url),))


def _readings(standing: CaseStanding, owed: Sequence[Owed]) -> tuple[Link, ...]:
    """Return the closing readings that are owed, each with the page on which it is taken."""
    people = Person.objects.in_bulk([one.person_id for one in owed])
    tools = standing.profile.tools
    return tuple(
        Link(
            f"{tools.label(one.tool)} for {people[one.person_id].called}",
            reverse("reading_take", args=[standing.case.pk, one.person_id, one.tool]) + "?closing=yes"
            if one.tool in tools
            else reverse("measures", args=[standing.case.pk]),
        )
        for one in owed
    )
