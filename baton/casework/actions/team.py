"""Joining and leaving the team around the family; with the place in the team goes the sight of the record."""

from dataclasses import dataclass
from datetime import date, datetime

from baton.casework.actions.common import day_of, locked, locked_open, record
from baton.casework.actions.sharing import Basis, basis_for
from baton.casework.events import team as events
from baton.casework.models import Case, TeamMember
from baton.casework.rules.sharing import Sharing, WithoutAgreement
from baton.core.wall import deed
from baton.partnership.models import Organisation, Practitioner
from baton.people.actions import grant, involvement
from baton.people.actions.records import NewGrant, NewInvolvement
from baton.people.models import AccessBar, AccessGrant, Agreement
from baton.people.rules.facts import GrantKind, Source

INVOLVED_AS = "team_member"


class AlreadyInTeam(Exception):
    """This person is in the team already."""

    def __init__(self) -> None:
        super().__init__("This person is in the team already.")


class MayNotJoin(Exception):
    """This person cannot be given the record: they have left, or may never see this family."""

    def __init__(self) -> None:
        super().__init__("This person cannot join this team. Choose a colleague of theirs.")


class HasLeft(Exception):
    """This person has left the team already."""

    def __init__(self) -> None:
        super().__init__("This person has left the team already.")


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Who joins: somebody who signs in, or somebody known by name alone."""

    role_words: str
    practitioner: Practitioner | None = None
    name: str = ""
    organisation: Organisation | None = None
    organisation_words: str = ""
    contact: str = ""


@deed
def join(
    *, case: Case, newcomer: Newcomer, without: WithoutAgreement | None = None, by: Practitioner, at: datetime
) -> TeamMember:
    """Take somebody into the team.

    Somebody of another agency needs the family's agreement to share with it, or `without`: a basis and a
    reason. Whoever signs in may see and work on the record from now on, and the manager of their organisation
    may see it. Raises `NoBasis`, `AlreadyInTeam`, `MayNotJoin`, `CaseClosed`. Source: R102; issue 2 part 6.
    """
    case = locked_open(case)
    _may_join(case, newcomer.practitioner, at)
    basis = basis_for(
        case,
        organisation=newcomer.organisation,
        words=newcomer.organisation_words,
        without=without,
    )
    member = member_row(case, newcomer, basis, from_on=day_of(at), by=by)
    member.involvement = involvement.begin(involvement=involved(member), by=by, at=at)
    member.save(force_insert=True)
    for new in opened(member):
        _give(member, new, by, at)
    record(events.MEMBER_JOINED, case, at=at, by=by, subject=member, data=joined_data(member))
    return member


def member_row(
    case: Case, newcomer: Newcomer, basis: Basis, *, from_on: date, by: Practitioner | None
) -> TeamMember:
    """Return the row of somebody in the team, not saved."""
    return TeamMember(
        case=case,
        practitioner=newcomer.practitioner,
        name=newcomer.practitioner.name if newcomer.practitioner else newcomer.name,
        role_words=newcomer.role_words,
        organisation=newcomer.organisation,
        organisation_words=newcomer.organisation_words,
        contact=newcomer.contact,
        from_on=from_on,
        by=by,
        **basis.columns,
    )


def involved(member: TeamMember) -> NewInvolvement:
    """Return the involvement that a place in the team is."""
    return NewInvolvement(
        kind=INVOLVED_AS,
        family_id=member.case.family_id,
        organisation_id=member.organisation_id,
        organisation_words=member.organisation_words,
        practitioner_id=member.practitioner_id,
        contact=member.contact or ("" if member.practitioner_id else member.name),
        role_words=member.role_words[:120],
        from_on=member.from_on,
        source=Source.CASE,
        ref=member.case_id,
        url_name="case",
    )


def opened(member: TeamMember) -> list[NewGrant]:
    """Return the access that a place in the team brings: none where nobody signs in, else also the managers'."""
    if member.practitioner_id is None:
        return []
    source = member.agreement_id or member.pk
    own = NewGrant(
        family_id=member.case.family_id,
        kind=GrantKind.TEAM_MEMBER,
        practitioner_id=member.practitioner_id,
        held_in_id=member.organisation_id,
        source_id=source,
    )
    if member.organisation_id is None:
        return [own]
    manager = NewGrant(
        family_id=member.case.family_id,
        kind=GrantKind.MANAGER,
        organisation_id=member.organisation_id,
        source_id=source,
        read_only=True,
    )
    return [own, manager]


def joined_data(member: TeamMember) -> dict[str, object]:
    """Return what the event of joining says."""
    return {
        "practitioner": member.practitioner_id,
        "organisation": member.organisation_id,
        "sharing": member.sharing,
        "basis": member.basis,
    }


@deed
def leave(
    *, member: TeamMember, reason: str, on: date | None = None, by: Practitioner | None, at: datetime
) -> TeamMember:
    """Let somebody leave the team: the record closes for them at once. Raises `HasLeft`."""
    case = locked(member.case)
    member = TeamMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if member.to_on is not None:
        raise HasLeft
    member.to_on, member.ended_reason = max(on or day_of(at), member.from_on), reason
    member.save(update_fields=["to_on", "ended_reason"])
    _close_record(case, member, by, at)
    involvement.end(involvement=member.involvement, on=member.to_on, by=by, at=at)
    record(
        events.MEMBER_LEFT,
        case,
        at=at,
        by=by,
        subject=member,
        data={"practitioner": member.practitioner_id, "organisation": member.organisation_id},
    )
    return member


@deed
def agreement_ended(*, agreement: Agreement, case: Case, by: Practitioner | None, at: datetime) -> int:
    """Let everybody leave whose place rested on agreement with the agency of an `agreement` taken back.

    Returns how many left. Source: R076 (help is by consent); design/architecture.md rule 2.
    """
    resting = TeamMember.objects.current().filter(case=case, sharing=Sharing.AGREEMENT)
    if agreement.agency_id:
        resting = resting.filter(organisation_id=agreement.agency_id)
    else:
        resting = resting.filter(organisation=None, organisation_words__iexact=agreement.agency_words)
    left = [leave(member=member, reason=TAKEN_BACK, by=by, at=at) for member in resting]
    return len(left)


TAKEN_BACK = "The family took back its agreement to share with this organisation."


def _may_join(case: Case, practitioner: Practitioner | None, at: datetime) -> None:
    if practitioner is None:
        return
    barred = AccessBar.objects.in_force(at).filter(family_id=case.family_id, practitioner=practitioner)
    if not practitioner.is_active or barred.exists():
        raise MayNotJoin
    if TeamMember.objects.current().filter(case=case, practitioner=practitioner).exists():
        raise AlreadyInTeam


def _give(member: TeamMember, new: NewGrant, by: Practitioner, at: datetime) -> None:
    grant.give(
        family=member.case.family,
        kind=new.kind,
        practitioner=member.practitioner if new.practitioner_id else None,
        organisation=member.organisation if new.organisation_id else None,
        held_in=member.organisation if new.held_in_id else None,
        source_id=new.source_id,
        read_only=new.read_only,
        by=by,
        at=at,
    )


def _close_record(case: Case, member: TeamMember, by: Practitioner | None, at: datetime) -> None:
    """End the grant of this place in the team; with the last of an organisation, those of its manager too."""
    given = AccessGrant.objects.in_force(at).filter(family_id=case.family_id)
    own = [member.pk, member.agreement_id]
    ending = list(
        given.filter(source_id__in=own, kind=GrantKind.TEAM_MEMBER, practitioner_id=member.practitioner_id)
        if member.practitioner_id
        else []
    )
    places = TeamMember.objects.filter(case=case, organisation=member.organisation)
    if member.organisation is not None and not places.current().filter(practitioner__isnull=False).exists():
        rows = places.values_list("pk", "agreement_id")
        sources = {source for row in rows for source in row if source}
        managers = given.filter(kind=GrantKind.MANAGER, organisation=member.organisation)
        ending += managers.filter(source_id__in=sources)
    for one in ending:
        grant.end(grant=one, by=by, at=at)
