"""Names that an older system kept become people and organisations that sign in, once somebody says who is meant."""

from collections.abc import Sequence
from datetime import datetime

from baton.casework.actions import opening
from baton.casework.events import case as events
from baton.casework.models import Allocation, Assessment, Duty
from baton.core.wall import deed
from baton.journal import NewEvent, record_many
from baton.partnership.models import Organisation, Practitioner
from baton.people.actions import bulk as facts
from baton.people.models import AccessGrant
from baton.people.rules.facts import GrantKind

BATCH = 1000


@deed
def recognise_organisation(*, name: str, organisation: Organisation, by: Practitioner, at: datetime) -> int:
    """Let cases and assessments that name an organisation be its own; return how many cases it leads thereby.

    Who answers for it sees the cases it leads now, as if it had been named from the start.
    """
    Assessment.objects.filter(organisation=None, imported_organisation__iexact=name).update(
        organisation=organisation, imported_organisation=""
    )
    named = Allocation.objects.filter(organisation=None, imported_organisation__iexact=name)
    rows = list(named.select_for_update(of=("self",)).select_related("case"))
    for row in rows:
        row.organisation, row.imported_organisation = organisation, ""
    _save(rows, {GrantKind.MANAGER}, by=by, at=at)
    return len(rows)


@deed
def recognise_lead(
    *,
    name: str,
    beside: str,
    practitioner: Practitioner,
    organisation: Organisation,
    by: Practitioner,
    at: datetime,
) -> int:
    """Let cases led by a name be led by a practitioner of an organisation; return how many.

    `beside` is the organisation that stood with the name, by the words of then or, matched since, by its own. The
    practitioner sees the cases led now, and what is owed on them by nobody becomes theirs.
    """
    named = Allocation.objects.filter(practitioner=None, imported_practitioner__iexact=name)
    found = named.select_for_update(of=("self",)).select_related("case", "organisation")
    rows = [row for row in found if _stood_beside(row, beside, organisation)]
    for row in rows:
        row.practitioner, row.imported_practitioner = practitioner, ""
        row.organisation, row.imported_organisation = organisation, ""
    _save(rows, {GrantKind.LEAD_PRACTITIONER, GrantKind.MANAGER}, by=by, at=at)
    current = [row.case_id for row in rows if row.to_on is None]
    Duty.objects.open().filter(case__in=current, owner=None).update(owner=practitioner)
    return len(rows)


def _stood_beside(row: Allocation, beside: str, organisation: Organisation) -> bool:
    words = row.organisation.name if row.organisation else row.imported_organisation
    return words.casefold() in (beside.casefold(), organisation.name.casefold())


def _save(rows: Sequence[Allocation], kinds: set[GrantKind], *, by: Practitioner, at: datetime) -> None:
    columns = ["practitioner", "organisation", "imported_practitioner", "imported_organisation"]
    Allocation.objects.bulk_update(rows, columns, batch_size=BATCH)
    current = [row for row in rows if row.to_on is None]
    opened = {
        (grant.source_id, grant.kind)
        for grant in AccessGrant.objects.filter(source_id__in=[row.pk for row in current])
    }
    facts.give_grants(
        [
            new
            for row in current
            for new in opening.lead_grants(row.case, row)
            if new.kind in kinds and (row.pk, new.kind) not in opened
        ],
        by=by,
        at=at,
    )
    record_many(
        NewEvent(
            kind=events.LEAD_RECOGNISED,
            at=at,
            by=by,
            family=row.case.family_id,
            case_id=row.case_id,
            subject=row,
            data={"practitioner": row.practitioner_id, "organisation": row.organisation_id},
        )
        for row in rows
    )
