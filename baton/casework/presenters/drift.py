"""Drift of one case, as a page shows it."""

from dataclasses import dataclass
from datetime import date

from baton.casework.actions.meeting import last_met
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.case import CaseState, Support
from baton.casework.rules.drift import DRIFT_ADVICE, DRIFT_LABELS, CaseFacts, Limits, Sign, signs
from baton.core.dates import local_day
from baton.journal.models import ActorKind, Event


@dataclass(frozen=True)
class ShownSign:
    """One sign of drift, since when, and the way out."""

    words: str
    since: date
    advice: str


def drifting(standing: CaseStanding) -> tuple[ShownSign, ...]:
    """Return the signs that nothing moves in a case; none for a case that is closed or on hold."""
    if standing.case.state != CaseState.OPEN:
        return ()
    found = signs(_facts(standing), _limits(standing), standing.today)
    return tuple(_shown(sign) for sign in found)


def _shown(sign: Sign) -> ShownSign:
    return ShownSign(DRIFT_LABELS[sign.drift], sign.since, DRIFT_ADVICE[sign.drift])


def _limits(standing: CaseStanding) -> Limits:
    clocks = standing.profile.clocks
    return Limits(
        meeting_days=clocks.meeting_max_days,
        quiet_days=clocks.no_contact_days,
        open_days=clocks.open_days_high,
    )


def _facts(standing: CaseStanding) -> CaseFacts:
    case = standing.case
    span = case.spans.current().first()
    by_people = Event.objects.of_case(case.pk).exclude(actor_kind=ActorKind.SYSTEM)
    last = by_people.order_by("-at").values_list("at", flat=True).first()
    overdue = case.plan_actions.late(standing.today).order_by("due_on").values_list("due_on", flat=True)
    met = last_met(case)
    return CaseFacts(
        opened_on=span.opened_on if span else case.opened_on,
        last_activity_on=max(filter(None, [local_day(last) if last else None, met]), default=None),
        last_meeting_on=met,
        first_overdue_on=overdue.first(),
        expects_meetings=case.support == Support.FULL and case.allocations.exists(),
    )
