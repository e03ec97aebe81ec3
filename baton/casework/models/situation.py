"""How a case stands, as the rules about its next step take it; nothing here writes."""

from __future__ import annotations

from datetime import date

from baton.casework.models.allocation import Allocation
from baton.casework.models.case import Case
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.agreement import service_agreed
from baton.casework.rules.assessment import AssessmentState
from baton.casework.rules.case import CaseState, Support, nobody_leads
from baton.casework.rules.next_step import Situation
from baton.partnership.models import Membership
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES


def is_unled(case: Case, current: Allocation | None, today: date) -> bool:
    """Say whether nobody leads the case on `today`."""
    return _is_unled(current, case.stand_ins.current().filter(practitioner__is_active=True).exists(), today)


def _is_unled(current: Allocation | None, stood_in_for: bool, today: date) -> bool:
    lead = current.practitioner if current else None
    return nobody_leads(
        allocated=current is not None and (lead is not None or bool(current.imported_practitioner)),
        lead_left_on=_left_on(current, today),
        stood_in_for=stood_in_for,
        today=today,
    )


def _left_on(current: Allocation | None, today: date) -> date | None:
    """Return since when the lead is gone: left, or today no longer of those who work with families where they led."""
    if current is None or current.practitioner is None or current.practitioner.left_on:
        return current.practitioner.left_on if current and current.practitioner else None
    places = Membership.objects.current(today).carrying(*WORKS_WITH_FAMILIES)
    there = places.filter(practitioner=current.practitioner_id, organisation=current.organisation_id)
    return None if current.organisation_id is None or there.exists() else today


def situation(standing: CaseStanding) -> Situation:
    """Return what the next step of a case follows from."""
    case, latest = standing.case, standing.latest_assessment
    entry = getattr(case, "register_entry", None)
    stood_in_for = standing.stand_in is not None and standing.stand_in.practitioner.is_active
    return Situation(
        state=CaseState(case.state),
        support=Support(case.support),
        in_register=entry is not None and entry.settled_on is None,
        screened=entry is not None and entry.screened_at is not None,
        led=not _is_unled(standing.lead, stood_in_for, standing.today),
        asked=case.proposals.waiting().exists(),
        agreed=service_agreed(standing.answers.values()) or standing.basis is not None,
        answered=bool(standing.service),
        assessment=AssessmentState(latest.state) if latest else None,
    )
