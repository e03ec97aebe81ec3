"""The front door decides an enquiry, decides it again, and hands the decision on."""

from datetime import datetime

from baton import journal
from baton.core import versions
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.actions import board, building
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.actions.information import end_requests
from baton.frontdoor.actions.values import Ruling
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.check import CheckKind
from baton.frontdoor.rules.decision import Blocker, LeadsTo, Proposal, blockers
from baton.frontdoor.rules.enquiry import Verb, next_state
from baton.frontdoor.rules.telling import PURPOSE
from baton.notices import actions as messages
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people.actions import bulk as people
from baton.people.models import Involvement


class CannotDecide(Exception):
    """Something that a decision rests on is missing; `blockers` says what and where."""

    def __init__(self, found: list[Blocker]) -> None:
        self.blockers = found
        super().__init__(" ".join(blocker.words for blocker in found))


class NotOffered(Exception):
    """The profile does not offer this outcome."""

    def __init__(self) -> None:
        super().__init__("Choose one of the outcomes that are offered.")


class TakenUp(Exception):
    """Help has begun on the strength of this decision, so it cannot be undone here."""

    def __init__(self) -> None:
        super().__init__(
            "A case has been opened from this decision. Close or transfer the case, or make a new enquiry."
        )


@deed
def decide(
    *, enquiry: Enquiry, ruling: Ruling, by: Practitioner, at: datetime, expected_version: int
) -> Decision:
    """Decide an enquiry for the first time since it was received or opened again.

    The clock stops; needs and level become facts about the family. Raises `CannotDecide`, `NotOffered`,
    `NotPossibleNow`, `core.versions.Stale`. Source: requirements R054, R062, R063.
    """
    return _decide(enquiry, Verb.DECIDE, ruling, by, at, expected_version)


@deed
def redecide(
    *, enquiry: Enquiry, ruling: Ruling, by: Practitioner, at: datetime, expected_version: int
) -> Decision:
    """Decide a decided enquiry differently; the earlier decision is kept, the latest counts.

    Raises `TakenUp` where a case was opened from the decision, and what `decide` raises.
    """
    return _decide(enquiry, Verb.REDECIDE, ruling, by, at, expected_version)


def _decide(
    enquiry: Enquiry, verb: Verb, ruling: Ruling, by: Practitioner, at: datetime, expected_version: int
) -> Decision:
    enquiry = locked(enquiry)
    versions.bump(enquiry, expected_version)
    state = next_state(enquiry.state, verb)
    leads_to = offered_leads_to(ruling.outcome)
    _refuse_blocked(enquiry, ruling, leads_to)
    number = supersede(enquiry, at)
    decision = building.decision_row(enquiry, ruling, leads_to, number=number, at=at, by=by)
    decision.save(force_insert=True)
    enquiry.state = state
    enquiry.save(update_fields=["state"])
    _end_open_pause(enquiry, at)
    end_requests(enquiry, by, at)
    _state_facts(enquiry, decision, by, at)
    journal.record_many([building.decided_event(decision)])
    return decision


def offered_leads_to(outcome: str) -> LeadsTo:
    """Return where an outcome leads by the profile in force. Raises `NotOffered`."""
    for offered in profiles.current().outcomes:
        if offered.code == outcome and offered.offered:
            return LeadsTo(offered.leads_to)
    raise NotOffered


def _refuse_blocked(enquiry: Enquiry, ruling: Ruling, leads_to: LeadsTo) -> None:
    proposal = Proposal(
        leads_to=leads_to,
        level=ruling.level,
        reason=ruling.reason,
        has_family=enquiry.family_id is not None,
        has_involvement=ruling.involvement is not None,
        involvement_of_family=_is_of_family(ruling.involvement, enquiry),
        answered=frozenset(CheckKind(kind) for kind in enquiry.checks.values_list("kind", flat=True)),
    )
    found = blockers(proposal)
    if found:
        raise CannotDecide(found)


def _is_of_family(involvement: Involvement | None, enquiry: Enquiry) -> bool:
    if involvement is None or enquiry.family is None:
        return False
    if involvement.family_id == enquiry.family_id:
        return True
    return enquiry.family.memberships.filter(person=involvement.person).exists()


def supersede(enquiry: Enquiry, at: datetime) -> int:
    """End the latest decision, where there is one, and return the number of the next. Raises `TakenUp`."""
    refuse_taken_up(enquiry)
    latest = enquiry.decisions.filter(superseded_at=None).first()
    if latest is None:
        return 1
    latest.superseded_at = at
    latest.save(update_fields=["superseded_at"])
    messages.end_links(purpose=PURPOSE, ref=latest.pk, at=at)
    return latest.number + 1


def _end_open_pause(enquiry: Enquiry, at: datetime) -> None:
    paused = enquiry.pauses.filter(to_at=None).first()
    if paused is not None:
        board.end_pause(enquiry, paused, at)


def _state_facts(enquiry: Enquiry, decision: Decision, by: Practitioner, at: datetime) -> None:
    earlier = enquiry.decisions.filter(number__lt=decision.number, decided_at__gte=enquiry.linked_at or at)
    levels, needs = building.facts(enquiry, decision, first_of_link=not earlier.exists())
    people.record_levels(levels, by=by, at=at)
    people.record_needs(needs, by=by, at=at)


def refuse_taken_up(enquiry: Enquiry) -> None:
    """Raise `TakenUp` where help has begun on the strength of the latest decision."""
    if enquiry.decisions.filter(superseded_at=None, taken_up_at__isnull=False).exists():
        raise TakenUp


@deed
def take_up(*, enquiry: Enquiry, by: Practitioner | None, at: datetime) -> Decision:
    """Note that help has begun on the strength of an enquiry's decision: it waits for a case no longer.

    Called by whatever opens the case. Raises `Decision.DoesNotExist` where the enquiry does not wait for one.
    """
    enquiry = locked(enquiry)
    decision = Decision.objects.awaiting_case().get(enquiry=enquiry)
    decision.taken_up_at = at
    decision.save(update_fields=["taken_up_at"])
    record(events.TAKEN_UP, enquiry, at=at, by=by, decision=decision.pk)
    return decision
