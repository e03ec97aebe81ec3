"""What people answered: to the help offered, and to sharing with an organisation."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from baton import journal
from baton.core.bulk import insert, update
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import grant
from baton.people.actions.records import NewAgreement
from baton.people.models import Agreement
from baton.people.rules.facts import AgreementStatus

Question = tuple[Any, ...]


class NotInForce(Exception):
    """Only an agreement that is in force can be withdrawn."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        super().__init__("Nothing is agreed here that could be withdrawn: look at the latest answer")


def record(*, agreement: NewAgreement, by: Practitioner | None, at: datetime) -> Agreement:
    """Record one answer. It ends the answer in force to the same question, unless it was given before that
    one.

    To the same question means: the same person, family, purpose, organisation and case. Source:
    architecture rule 2.
    """
    (row,) = record_many([agreement], by=by, at=at)
    return row


@deed
def record_many(
    agreements: Sequence[NewAgreement], *, by: Practitioner | None, at: datetime
) -> list[Agreement]:
    """Record answers, of which several may be to one question: the last given is the one in force."""
    rows = [
        Agreement(**vars(new) | {"capacity": new.capacity or "", "recorded_by": by}) for new in agreements
    ]
    in_force = _in_force({row.person_id for row in rows})
    overtaken: dict[UUID, Agreement] = {}
    for row in sorted(rows, key=lambda row: row.on):
        before = in_force.get(_question(row))
        if before is None or before.on <= row.on:
            in_force[_question(row)] = row
            if before is not None:
                before.ended_on = row.on
                overtaken[before.pk] = before
        else:
            row.ended_on = before.on
    for row in rows:
        overtaken.pop(row.pk, None)
    update(overtaken.values(), ["ended_on"])
    insert(rows)
    _journal(events.AGREEMENT_RECORDED, rows, by=by, at=at)
    return rows


@deed
def withdraw(
    *,
    agreement: Agreement,
    reason: str = "",
    method: str = "",
    on: date,
    by: Practitioner | None,
    at: datetime,
) -> Agreement:
    """Record that somebody takes an agreement back, and end at once the access that it gave.

    The access it gave is every grant whose `source_id` is the agreement. Returns the row that says so. Raises
    `NotInForce`. Source: requirements R076, R111.
    """
    before = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if before.ended_on is not None or before.status != AgreementStatus.AGREED:
        raise NotInForce(before)
    before.ended_on = max(on, before.on)
    before.save(update_fields=["ended_on"])
    row = Agreement.objects.create(
        person_id=before.person_id,
        family_id=before.family_id,
        purpose=before.purpose,
        agency_id=before.agency_id,
        agency_words=before.agency_words,
        status=AgreementStatus.WITHDRAWN,
        capacity=before.capacity,
        reason=reason,
        on=before.ended_on,
        method=method,
        recorded_by=by,
        case_id=before.case_id,
    )
    grant.end_from(source_id=before.pk, by=by, at=at)
    _journal(events.AGREEMENT_WITHDRAWN, [row], by=by, at=at)
    return row


def _in_force(people: set[UUID]) -> dict[Question, Agreement]:
    rows = (
        Agreement.objects.in_force().select_for_update(of=("self",)).filter(person__in=people).order_by("pk")
    )
    return {_question(row): row for row in rows}


def _question(row: Agreement) -> Question:
    return (row.person_id, row.family_id, row.purpose, row.agency_id, row.agency_words, row.case_id)


def _journal(kind: str, rows: Sequence[Agreement], *, by: Practitioner | None, at: datetime) -> None:
    journal.record_many(
        journal.NewEvent(
            kind=kind,
            at=at,
            by=by,
            family=row.family_id,
            person=row.person_id,
            case_id=row.case_id,
            subject=row,
            data={"purpose": row.purpose, "status": row.status, "agency": row.agency_id},
        )
        for row in rows
    )
