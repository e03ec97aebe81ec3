"""Who could lead a case, with what decides it; nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from baton.casework.models.allocation import Allocation
from baton.casework.rules.blocker import Blocker
from baton.casework.rules.case import Candidate, CaseState, lead_blockers
from baton.core import wall
from baton.partnership.models import Membership, Organisation, Practitioner
from baton.partnership.models.practitioner import MembershipQuerySet
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES
from baton.people.models import AccessBar, Family


@dataclass(frozen=True)
class PossibleLead:
    """Somebody in one organisation, how many cases they lead, and what keeps them from leading one more."""

    membership_id: UUID
    practitioner: Practitioner
    organisation: Organisation
    limit: int | None
    leads_now: int
    blockers: tuple[Blocker, ...]


def possible_leads(family: Family, profile: Profile, now: datetime) -> list[PossibleLead]:
    """Return everybody who works with families, those who can lead first, by organisation and name."""
    memberships = _memberships().order_by("organisation__name", "practitioner__name")
    loads, barred = _loads(), _barred(family, now)
    found = [_possible(row, profile, loads, barred) for row in memberships]
    return sorted(found, key=lambda lead: bool(lead.blockers))


def possible_lead(
    practitioner: Practitioner, organisation: Organisation, family: Family, profile: Profile, now: datetime
) -> PossibleLead:
    """Return how one practitioner of an organisation stands to leading. Raises `Membership.DoesNotExist`."""
    row = _memberships().get(practitioner=practitioner, organisation=organisation)
    return _possible(row, profile, _loads(), _barred(family, now))


def _memberships() -> MembershipQuerySet:
    return (
        Membership.objects.current()
        .carrying(*WORKS_WITH_FAMILIES)
        .select_related("practitioner", "organisation")
    )


def _loads() -> dict[UUID, int]:
    rows = (
        Allocation.objects.current()
        .filter(practitioner__isnull=False)
        .exclude(case__state=CaseState.CLOSED)
        .values_list("practitioner_id")
        .annotate(number=Count("id"))
    )
    # Cases that whoever allocates cannot see are work too: a limit counts them all.
    with wall.beyond(wall.Purpose.CASELOAD):
        return dict(rows)


def _barred(family: Family, now: datetime) -> set[UUID]:
    rows = AccessBar.objects.in_force(now).filter(family=family)
    return set(rows.values_list("practitioner_id", flat=True))


def _possible(row: Membership, profile: Profile, loads: dict[UUID, int], barred: set[UUID]) -> PossibleLead:
    kind = profile.agency_types.get(row.organisation.agency_type)
    limit = row.case_limit if row.case_limit is not None else (kind.case_limit if kind else None)
    leads_now = loads.get(row.practitioner_id, 0)
    candidate = Candidate(
        agency_may_lead=kind is not None and kind.may_lead,
        works_here=row.practitioner.is_active,
        limit=limit,
        leads_now=leads_now,
        barred=row.practitioner_id in barred,
    )
    return PossibleLead(
        row.pk, row.practitioner, row.organisation, limit, leads_now, tuple(lead_blockers(candidate))
    )
