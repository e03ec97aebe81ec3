"""What everybody leads, of how many at most, what of it is late and why, and who stands in; nothing here writes.

Each number is the length of the list of cases it leads to, narrowed by `lead` or `team` (`models.listing.narrowed`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from baton.casework.models.allocation import Allocation, StandIn
from baton.casework.models.case import Case
from baton.casework.models.duty import Duty
from baton.casework.models.leading import asked_about, caseloads, limit_of
from baton.casework.models.reach import allocatable
from baton.casework.rules.listing import LATE_KINDS, WHY_LATE, Need
from baton.partnership import profiles
from baton.partnership.models import Membership, Organisation, Practitioner, Team
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES, Role

SHOWN = (Need.LATE, *WHY_LATE)


@dataclass(frozen=True)
class Counts:
    """How many cases, and of those how many are late: at all, and by why."""

    cases: int = 0
    stood_in: int = 0
    late: Mapping[Need, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Caseload:
    """One practitioner in one organisation: what they lead everywhere, their limit, what the reader may see of it."""

    membership: Membership
    leads_now: int
    asked: int
    limit: int | None
    stands_in: int
    counts: Counts

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another case."""
        return self.limit is not None and self.leads_now >= self.limit


def caseload_of(reader: Practitioner, organisation: UUID | None, now: datetime) -> list[Caseload]:
    """Return the caseloads that `reader` looks after, by organisation, team and name: whoever leads a case whose lead
    they may choose, and everybody of the organisations they manage, who may have room. A fixed number of queries.
    """
    rows = list(_memberships(reader, organisation))
    who = {row.practitioner_id for row in rows}
    profile, counts = profiles.current(), _counts(_led(reader, who), "practitioner", now)
    leads, asked, stands_in = caseloads(who), asked_about(who), _stands_in(reader, who)
    return [
        Caseload(
            row,
            leads.get(row.practitioner_id, 0),
            asked.get(row.practitioner_id, 0),
            limit_of(row, profile),
            stands_in.get(row.practitioner_id, 0),
            counts.get(row.practitioner_id, Counts()),
        )
        for row in rows
    ]


def late_by_team(reader: Practitioner, rows: Iterable[Caseload], now: datetime) -> list[tuple[Any, Counts]]:
    """Return the teams of some caseloads that have anything late, with what and why; members of an organisation who
    belong to no team are a team of their own, by the organisation. The most late first.
    """
    teams: dict[UUID, Team | Organisation] = {}
    for row in rows:
        team = row.membership.team or row.membership.organisation
        teams[team.pk] = team
    counts = _counts(_led_by_team(reader), "team_key", now)
    late = [
        (team, counts[key]) for key, team in teams.items() if key in counts and counts[key].late[Need.LATE]
    ]
    return sorted(late, key=lambda one: (-one[1].late[Need.LATE], str(one[0])))


def _memberships(reader: Practitioner, organisation: UUID | None) -> QuerySet[Membership]:
    managed = reader.organisation_ids(Role.TEAM_MANAGER)
    led = Allocation.objects.current().filter(case__in=allocatable(reader).values("pk"))
    theirs = led.filter(practitioner=OuterRef("practitioner"), organisation=OuterRef("organisation"))
    rows = Membership.objects.current().carrying(*WORKS_WITH_FAMILIES)
    rows = rows.filter(Q(organisation__in=managed) | Exists(theirs), practitioner__is_active=True)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    rows = rows.select_related("practitioner", "organisation", "team")
    return rows.order_by("organisation__name", "team__name", "practitioner__name")


def _led(reader: Practitioner, who: Collection[UUID]) -> QuerySet[Allocation]:
    seen = Case.objects.visible_to(reader).active().values("pk")
    return Allocation.objects.current().filter(case__in=seen, practitioner__in=who)


def _led_by_team(reader: Practitioner) -> QuerySet[Allocation]:
    """The allocations of the cases seen, each with the team of whoever leads, as `models.listing.of_team` takes it."""
    places = Membership.objects.current().filter(
        practitioner=OuterRef("practitioner"), organisation=OuterRef("organisation")
    )
    key = Subquery(places.values(key=Coalesce("team_id", "organisation_id"))[:1])
    seen = Case.objects.visible_to(reader).active().values("pk")
    return Allocation.objects.current().filter(case__in=seen).annotate(team_key=key)


def _counts(led: QuerySet[Allocation], by: str, now: datetime) -> dict[Any, Counts]:
    """Count the cases of some allocations by a column. One query."""
    flags: dict[str, Any] = {
        need.value: Exists(Duty.objects.late(now).filter(case=OuterRef("case"), kind__in=LATE_KINDS[need]))
        for need in SHOWN
    }
    stood_in = Exists(StandIn.objects.current().filter(case=OuterRef("case")))
    totals: dict[str, Any] = {f"n_{name}": Count("pk", filter=Q(**{name: True})) for name in flags}
    totals |= {"n_cases": Count("pk"), "n_stood_in": Count("pk", filter=Q(stood_in=True))}
    rows = led.order_by().annotate(**flags, stood_in=stood_in)
    return {
        row[by]: Counts(row["n_cases"], row["n_stood_in"], {need: row[f"n_{need.value}"] for need in SHOWN})
        for row in rows.values(by).annotate(**totals)
    }


def _stands_in(reader: Practitioner, who: Collection[UUID]) -> dict[UUID, int]:
    seen = Case.objects.visible_to(reader).active().values("pk")
    rows = StandIn.objects.current().filter(case__in=seen, practitioner__in=who)
    return dict(rows.values_list("practitioner_id").annotate(number=Count("pk")).order_by())
