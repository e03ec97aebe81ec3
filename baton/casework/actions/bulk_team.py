"""The teams of many cases at once; `team.join` is this, for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from baton.casework.actions import team
from baton.casework.actions.sharing import Basis
from baton.casework.actions.team import Newcomer
from baton.casework.events import team as events
from baton.casework.models import Case, TeamMember
from baton.casework.rules.sharing import Sharing
from baton.core.bulk import insert
from baton.core.wall import deed
from baton.journal import NewEvent, record_many
from baton.partnership.models import Practitioner
from baton.people.actions import bulk as facts
from baton.people.actions.records import NewGrant
from baton.people.models import AccessGrant, Agreement


@dataclass(frozen=True, kw_only=True)
class PastMember:
    """Somebody who joined a team. Without an `agreement` to share they are of the lead's own organisation."""

    case: Case
    newcomer: Newcomer
    from_on: date
    agreement: Agreement | None = None
    by: Practitioner | None = None


@deed
def join_many(new: Sequence[PastMember], *, by: Practitioner | None, at: datetime) -> list[TeamMember]:
    """Take many people into the teams of their cases, and return their rows in the order given.

    A member's own `by` stands before the one given for all. Whether they may join is not asked; the database's
    constraints hold.
    """
    rows = [
        team.member_row(one.case, one.newcomer, _basis(one), from_on=one.from_on, by=one.by or by)
        for one in new
    ]
    begun = facts.begin_involvements([team.involved(row) for row in rows], by=by, at=at)
    for row, involvement in zip(rows, begun, strict=True):
        row.involvement = involvement
    insert(rows)
    facts.give_grants(_not_given([grant for row in rows for grant in team.opened(row)]), by=by, at=at)
    record_many(
        NewEvent(
            kind=events.MEMBER_JOINED,
            at=at,
            by=row.by,
            family=row.case.family_id,
            case_id=row.case_id,
            subject=row,
            data=team.joined_data(row),
        )
        for row in rows
    )
    return rows


def _basis(one: PastMember) -> Basis:
    if one.agreement is None:
        return Basis(sharing=Sharing.OWN_AGENCY)
    return Basis(sharing=Sharing.AGREEMENT, agreement=one.agreement)


def _not_given(grants: Sequence[NewGrant]) -> list[NewGrant]:
    """Return the access that is not open already for the same reason, each once."""
    wanted = {
        (grant.source_id, str(grant.kind), grant.practitioner_id, grant.organisation_id): grant
        for grant in grants
    }
    given = AccessGrant.objects.filter(source_id__in={grant.source_id for grant in grants}, to_at=None)
    before = set(given.values_list("source_id", "kind", "practitioner_id", "organisation_id"))
    return [grant for key, grant in wanted.items() if key not in before]
