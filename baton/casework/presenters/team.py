"""The team around the family as a page shows it."""

from dataclasses import dataclass

from baton.casework.models import Allocation, TeamMember
from baton.casework.models.standing import CaseStanding, Member
from baton.casework.rules.agreement import Basis
from baton.casework.rules.sharing import BASIS_LABELS, SHARING_LABELS, Sharing


@dataclass(frozen=True)
class ShownMember:
    """Somebody in the team, and why they may know."""

    member: TeamMember
    sharing: str
    reason: str
    signs_in: bool


@dataclass(frozen=True)
class TeamPage:
    """Who works with the family now, and who did."""

    lead: Allocation | None
    members: tuple[ShownMember, ...]
    left: tuple[ShownMember, ...]
    family: tuple[Member, ...]


def team_page(standing: CaseStanding) -> TeamPage:
    """Return the team of a case."""
    rows = (
        TeamMember.objects.filter(case=standing.case)
        .select_related("practitioner", "organisation", "agreement__person")
        .order_by("from_on", "name")
    )
    shown = [_shown(row) for row in rows]
    return TeamPage(
        lead=standing.lead,
        members=tuple(one for one in shown if one.member.to_on is None),
        left=tuple(one for one in shown if one.member.to_on is not None),
        family=tuple(standing.members),
    )


def _shown(member: TeamMember) -> ShownMember:
    reason = ""
    if member.agreement is not None:
        on = member.agreement.on
        reason = f"{member.agreement.person.called} agreed on {on.day} {on:%B %Y}"
    elif member.basis:
        reason = f"{BASIS_LABELS[Basis(member.basis)]}: {member.basis_reason}"
    return ShownMember(
        member=member,
        sharing=SHARING_LABELS[Sharing(member.sharing)],
        reason=reason,
        signs_in=member.practitioner_id is not None,
    )
