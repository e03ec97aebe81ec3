"""Who could lead a case, with what decides it; nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from baton.casework.models import training
from baton.casework.models.allocation import Allocation
from baton.casework.models.case import Case
from baton.casework.models.knowing import OWN_ENQUIRY, THEIR_ENQUIRY, Ties
from baton.casework.models.proposal import Proposal
from baton.casework.rules.allocation import Candidate, Tie, lead_blockers, place
from baton.casework.rules.blocker import Blocker
from baton.casework.rules.case import CaseState
from baton.casework.rules.proposal import ProposalState
from baton.core import wall
from baton.frontdoor.models import Enquiry
from baton.partnership import profiles
from baton.partnership.models import Locality, Membership, Organisation, Practitioner
from baton.partnership.models.practitioner import MembershipQuerySet
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES
from baton.people.models import AccessBar, Family, FamilyMembership


@dataclass(frozen=True)
class PossibleLead:
    """Somebody in one organisation, how they stand to leading, and what keeps them from leading one more case."""

    membership_id: UUID
    practitioner: Practitioner
    organisation: Organisation
    candidate: Candidate
    blockers: tuple[Blocker, ...]

    @property
    def free(self) -> int | None:
        """How many more cases they have room for, with what they are asked already; None for any number."""
        now = self.candidate
        return None if now.limit is None else max(0, now.limit - now.leads_now - now.asked)


@dataclass(frozen=True)
class Candidates:
    """One of several cases, or of enquiries that wait for one: who could lead it, the best placed first, and whom a page
    suggests.
    """

    about: Case | Enquiry
    leads: Sequence[PossibleLead]
    suggested: PossibleLead | None = None


@dataclass(frozen=True)
class Wanted:
    """What a family needs of whoever leads, and who may not or would not."""

    place: Locality | None = None
    ties: Ties = field(default_factory=Ties)
    languages: Mapping[str, str] = field(default_factory=dict)
    barred: frozenset[UUID] = frozenset()
    refused: Mapping[UUID, str] = field(default_factory=dict)


def possible_leads(
    families: Mapping[UUID, Locality | None], profile: Profile, now: datetime, ties: Mapping[UUID, Ties]
) -> dict[UUID, list[PossibleLead]]:
    """Return for each family, given with its place, everybody who works with families: the best placed first, then
    those who cannot lead. A fixed number of queries, whatever the number of families.
    """
    pool = _Pool(_memberships().order_by("organisation__name", "practitioner__name"), profile)
    wanted = _wanted(families, profile, now, ties)
    return {family: _in_order(pool, wanted[family]) for family in families}


def possible_lead(
    practitioner: Practitioner, organisation: Organisation, family: Family, profile: Profile, now: datetime
) -> PossibleLead:
    """Return how one practitioner of an organisation stands to leading. Raises `Membership.DoesNotExist`."""
    rows = _memberships().filter(practitioner=practitioner, organisation=organisation)
    pool = _Pool(rows, profile)
    if not pool.rows:
        raise Membership.DoesNotExist
    return pool.lead(pool.rows[0], Wanted(barred=_barred([family.pk], now).get(family.pk, frozenset())))


def caseloads(practitioners: Collection[UUID] | None = None) -> dict[UUID, int]:
    """Return how many cases each practitioner leads, on hold too; of everybody, or of some."""
    rows = Allocation.objects.current().filter(practitioner__isnull=False)
    if practitioners is not None:
        rows = rows.filter(practitioner__in=practitioners)
    counted = (
        rows.exclude(case__state=CaseState.CLOSED).values_list("practitioner_id").annotate(number=Count("id"))
    )
    # Cases that whoever allocates cannot see are work too: a limit counts them all.
    with wall.beyond(wall.Purpose.CASELOAD):
        return dict(counted)


def asked_about(practitioners: Collection[UUID] | None = None) -> dict[UUID, int]:
    """Return about how many cases each practitioner is asked and has not answered; of everybody, or of some."""
    rows = Proposal.objects.waiting()
    if practitioners is not None:
        rows = rows.filter(practitioner__in=practitioners)
    # As a caseload does, this counts cases that whoever allocates cannot see.
    with wall.beyond(wall.Purpose.CASELOAD):
        return Counter(rows.values_list("practitioner_id", flat=True))


def limit_of(membership: Membership, profile: Profile) -> int | None:
    """Return how many cases somebody may lead at most there: their own limit, else that of the type of agency."""
    if membership.case_limit is not None:
        return membership.case_limit
    kind = profile.agency_types.get(membership.organisation.agency_type)
    return kind.case_limit if kind else None


class _Pool:
    """Everybody who works with families, with what is the same whatever the family."""

    def __init__(self, memberships: MembershipQuerySet, profile: Profile) -> None:
        self.rows, self.profile = list(memberships), profile
        self.rules = profiles.current().allocation
        who = None if len(self.rows) > 1 else {row.practitioner_id for row in self.rows}
        self.leads, self.asked = caseloads(who), asked_about(who)
        self.courses = training.attended(self.rules.courses)

    def lead(self, row: Membership, wanted: Wanted) -> PossibleLead:
        candidate = replace(self._candidate(row), **_placed(row, wanted))
        return PossibleLead(
            row.pk, row.practitioner, row.organisation, candidate, tuple(lead_blockers(candidate))
        )

    def _candidate(self, row: Membership) -> Candidate:
        return Candidate(
            agency_may_lead=self.profile.may_lead(row.organisation.agency_type),
            works_here=row.practitioner.is_active,
            limit=limit_of(row, self.profile),
            leads_now=self.leads.get(row.practitioner_id, 0),
            asked=self.asked.get(row.practitioner_id, 0),
            training_needed=self.rules.training_needed,
            course=self.courses.get(row.practitioner_id, ""),
        )


def _placed(row: Membership, wanted: Wanted) -> dict[str, Any]:
    """Return how somebody stands to one family."""
    own = wanted.ties.practitioners.get(row.practitioner_id, "")
    agency = wanted.ties.organisations.get(row.organisation_id, "")
    said_by_own = (own, agency) == (OWN_ENQUIRY, THEIR_ENQUIRY)
    return {
        "barred": row.practitioner_id in wanted.barred,
        "tie": Tie.PERSON if own else Tie.ORGANISATION if agency else Tie.NONE,
        "tie_words": own if said_by_own else ", ".join(filter(None, (own, agency))),
        "languages": tuple(words for code, words in wanted.languages.items() if code in row.languages),
        "place": wanted.place.name if wanted.place and wanted.place.pk in _places(row) else "",
        "refused": wanted.refused.get(row.practitioner_id, ""),
    }


def _places(row: Membership) -> set[UUID | None]:
    """Return where somebody works: their own localities, else their team's, else the organisation's."""
    own: set[UUID | None] = {place.pk for place in row.localities.all()}
    of_team = row.team.locality_id if row.team else None
    return own or {of_team or row.organisation.locality_id}


def _in_order(pool: _Pool, wanted: Wanted) -> list[PossibleLead]:
    found = [pool.lead(row, wanted) for row in pool.rows]
    return sorted(found, key=lambda lead: (bool(lead.blockers), place(lead.candidate)))


def _memberships() -> MembershipQuerySet:
    return (
        Membership.objects.current()
        .carrying(*WORKS_WITH_FAMILIES)
        .select_related("practitioner", "organisation", "team")
        .prefetch_related("localities")
    )


def _wanted(
    families: Mapping[UUID, Locality | None], profile: Profile, now: datetime, ties: Mapping[UUID, Ties]
) -> dict[UUID, Wanted]:
    barred, languages, refused = (
        _barred(families, now),
        _languages(families, profile),
        _refused(families),
    )
    return {
        family: Wanted(
            place,
            ties.get(family, Ties()),
            languages.get(family, {}),
            barred.get(family, frozenset()),
            refused.get(family, {}),
        )
        for family, place in families.items()
    }


def _barred(families: Iterable[UUID], now: datetime) -> dict[UUID, frozenset[UUID]]:
    rows = AccessBar.objects.in_force(now).filter(family__in=list(families))
    found: dict[UUID, frozenset[UUID]] = {}
    for family, practitioner in rows.values_list("family_id", "practitioner_id"):
        found[family] = found.get(family, frozenset()) | {practitioner}
    return found


def _languages(families: Iterable[UUID], profile: Profile) -> dict[UUID, dict[str, str]]:
    """Return the languages of the families by their codes, those for which an interpreter is needed first."""
    members = FamilyMembership.objects.filter(family__in=list(families), to_on=None)
    found: dict[UUID, dict[str, str]] = {}
    rows = members.values_list("family_id", "person__interpreter_language", "person__first_language")
    for family, *codes in rows.order_by("-person__interpreter_language"):
        for code in filter(None, codes):
            found.setdefault(family, {})[code] = profile.languages.label(code)
    return found


def _refused(families: Iterable[UUID]) -> dict[UUID, dict[UUID, str]]:
    """Return who was asked about an open case of the families and could not, or did not answer, each with why."""
    words = profiles.current().allocation.refusals
    rows = Proposal.objects.came_back().filter(case__family__in=list(families))
    found: dict[UUID, dict[UUID, str]] = {}
    for row in rows.exclude(case__state=CaseState.CLOSED).select_related("case").order_by("asked_at"):
        lapsed = row.state == ProposalState.LAPSED
        why = "no answer came in time" if lapsed else words.label(row.refusal) if row.refusal else row.answer
        found.setdefault(row.case.family_id, {})[row.practitioner_id] = why
    return found
