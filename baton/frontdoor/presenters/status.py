"""What an enquirer may know of their own enquiry: where it stands and what they were told.

Never whether anybody is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from baton.core import wall
from baton.frontdoor.models import Enquiry, InformationRequest, Telling
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.wording import standard_words
from baton.partnership import profiles

WORDS = {
    State.NEW: "Received",
    State.SCREENING: "Being looked at",
    State.DECIDED: "Decided: we will tell you soon",
    State.DUPLICATE: "Being looked at: we will tell you what is decided",
    State.WITHDRAWN: "Taken back",
}

ASKING = "We are asking the agencies that may know the family"
"""That we ask, while somebody has not answered: never whom, nor what anybody said."""


@dataclass(frozen=True)
class Status:
    """Where an enquiry stands, for whoever made it."""

    words: str
    tone: str
    outcome: str = ""
    told_words: str = ""
    told_at: datetime | None = None


def of(enquiry: Enquiry) -> Status:
    """Return the status of one enquiry."""
    return by_enquiry([enquiry])[enquiry.pk]


def by_enquiry(enquiries: Iterable[Enquiry]) -> Mapping[UUID, Status]:
    """Return the status of each enquiry; one query for what was told, one for whether agencies are being asked."""
    shown = list(enquiries)
    requests = InformationRequest.objects.open().filter(enquiry__in=_waiting(shown))
    # Of what is done about an enquiry, its enquirer is told this much; also where another's decision holds for theirs.
    with wall.beyond(wall.Purpose.STATUS):
        told = _last_told([enquiry.pk for enquiry in shown])
        asking = set(requests.values_list("enquiry_id", flat=True))
    return {
        enquiry.pk: _status(enquiry, told.get(enquiry.pk), asking=enquiry.pk in asking) for enquiry in shown
    }


def _waiting(enquiries: Iterable[Enquiry]) -> list[UUID]:
    return [enquiry.pk for enquiry in enquiries if enquiry.is_waiting]


def _last_told(ids: list[UUID]) -> dict[UUID, Telling]:
    tellings = Telling.objects.filter(enquiry__in=ids).select_related("decision").order_by("told_at")
    return {telling.enquiry_id: telling for telling in tellings}


def _status(enquiry: Enquiry, telling: Telling | None, *, asking: bool) -> Status:
    if asking:
        return Status(ASKING, "wait")
    if telling is None or enquiry.state not in (State.DECIDED, State.DUPLICATE):
        return Status(WORDS[State(enquiry.state)], "quiet" if enquiry.is_waiting else "wait")
    outcomes = profiles.current().outcomes
    outcome = outcomes.get(telling.decision.outcome)
    label = outcomes.label(telling.decision.outcome)
    return Status(
        words="Decided",
        tone="good",
        outcome=outcome.to_family if outcome and enquiry.by_family else label,
        told_words=_words(enquiry, telling),
        told_at=telling.told_at,
    )


def _words(enquiry: Enquiry, telling: Telling) -> str:
    """Return the words written for this enquirer; where another's was decided for both, the standard ones."""
    if telling.decision.enquiry_id == enquiry.pk:
        return telling.decision.words_for_enquirer
    return standard_words(Outcome(telling.decision.outcome), enquiry)
