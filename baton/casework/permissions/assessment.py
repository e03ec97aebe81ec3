"""Who may write, submit, authorise and return an assessment."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from baton.casework.models import Allocation, Assessment, Case
from baton.casework.permissions.case import can_view_case
from baton.casework.permissions.lead import leads
from baton.casework.rules.assessment import Authorisers, choose_authorisers
from baton.partnership.models import Membership, Practitioner
from baton.partnership.models.practitioner import MembershipQuerySet
from baton.partnership.rules.roles import Role
from baton.people.models import AccessBar, held
from baton.people.rules.facts import GrantKind


def can_start_assessment(practitioner: Practitioner, case: Case) -> bool:
    """May start an assessment, submit it, and take it up again when it came back.

    - its lead practitioner, and who stands in
    """
    return can_view_case(practitioner, case) and leads(practitioner, case)


def can_write_assessment(practitioner: Practitioner, case: Case) -> bool:
    """May fill a part of the assessment.

    - its lead practitioner, and who stands in
    - members of the team around the family who may do more than read
    """
    return can_view_case(practitioner, case) and (leads(practitioner, case) or _in_team(practitioner, case))


def _in_team(practitioner: Practitioner, case: Case) -> bool:
    return any(
        grant.kind == GrantKind.TEAM_MEMBER and not grant.read_only
        for grant in held.grants_on(practitioner, case.family_id)
    )


def can_answer_assessment(practitioner: Practitioner, assessment: Assessment) -> bool:
    """May authorise an assessment, or return it with a question.

    - managers of the organisation that leads the case
    - where there is none, the coordinator of the case or of its locality
    - never one of its authors: who submitted it, wrote a part of it, or leads the case
    """
    chosen = authorisers(assessment)
    return (
        chosen is not None
        and practitioner.pk in chosen.people
        and can_view_case(practitioner, assessment.case)
    )


def authorisers(assessment: Assessment) -> Authorisers | None:
    """Return the ids of those who may authorise the assessment, and in what right; `None` where nobody may."""
    case = assessment.case
    lead = Allocation.objects.current().filter(case=case).first()
    managers = Membership.objects.none()
    if lead is not None and lead.organisation_id is not None:
        managers = Membership.objects.carrying(Role.TEAM_MANAGER).filter(organisation_id=lead.organisation_id)
    here = Q(localities=case.locality_id) if case.locality_id else Q(pk__in=[])
    coordinators = Membership.objects.carrying(Role.COORDINATOR).filter(
        here | Q(practitioner=case.coordinator_id)
    )
    return choose_authorisers(
        managers=_working(managers, case),
        coordinators=sorted(_working(coordinators, case), key=lambda key: key != case.coordinator_id),
        authors=_authors(assessment, lead),
    )


def _working(memberships: MembershipQuerySet, case: Case) -> list[UUID]:
    barred = AccessBar.objects.in_force(timezone.now()).filter(family_id=case.family_id)
    found = (
        memberships.current()
        .filter(practitioner__is_active=True)
        .exclude(practitioner__in=barred.values("practitioner_id"))
        .order_by("practitioner__name", "practitioner_id")
        .values_list("practitioner_id", flat=True)
    )
    return list(dict.fromkeys(found))


def _authors(assessment: Assessment, lead: Allocation | None) -> set[UUID | None]:
    wrote = set(assessment.parts.values_list("saved_by_id", flat=True))
    return wrote | {assessment.submitted_by_id, lead.practitioner_id if lead else None}
