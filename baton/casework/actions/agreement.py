"""What people answer about the help and about sharing, and going on without their agreement."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from baton.casework.actions import answering, team
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.events import case as events
from baton.casework.models import Case, SafeguardingBasis
from baton.casework.rules.agreement import Basis
from baton.core.wall import deed
from baton.partnership.models import Organisation, Practitioner
from baton.people.actions import agreement as agreements
from baton.people.actions import grant
from baton.people.actions.records import NewAgreement
from baton.people.models import Agreement, FamilyMembership, Person
from baton.people.rules.facts import AgreementStatus, Capacity, Purpose


class NotOfFamily(Exception):
    """Only people of this family are asked here."""

    def __init__(self) -> None:
        super().__init__("This person does not belong to the family today. Add them to the family first.")


class NoCapacity(Exception):
    """An answer of yes or no says in what right it was given."""

    def __init__(self) -> None:
        super().__init__("Say in what right they answer: for a child, as a young person, or for themselves.")


class BasisStands(Exception):
    """One basis for going on without agreement stands at a time."""

    def __init__(self) -> None:
        super().__init__("A reason for going on without agreement is recorded already. End it first.")


@deed
def answer(
    *,
    case: Case,
    person: Person,
    status: AgreementStatus,
    capacity: Capacity | None,
    on: date,
    method: str,
    reason: str,
    by: Practitioner,
    at: datetime,
) -> Agreement:
    """Record what one person answered about the help, or why they are not asked.

    A later answer overtakes the one before. Raises `NotOfFamily`, `NoCapacity`, `CaseClosed`.
    Source: R076; issue text part 6.
    """
    case = locked_open(case)
    _refuse_stranger(case, person, day_of(at))
    if status is not AgreementStatus.NOT_ASKED and capacity is None:
        raise NoCapacity
    row = agreements.record(
        agreement=NewAgreement(
            person_id=person.pk,
            family_id=case.family_id,
            purpose=Purpose.SERVICE,
            status=status,
            on=on,
            capacity=capacity,
            reason=reason,
            method=method,
            case_id=case.pk,
        ),
        by=by,
        at=at,
    )
    _note(case, row, by, at)
    return row


@deed
def answer_sharing(
    *,
    case: Case,
    person: Person,
    agency: Organisation | None,
    agency_words: str = "",
    status: AgreementStatus,
    capacity: Capacity,
    on: date,
    method: str,
    reason: str,
    by: Practitioner,
    at: datetime,
) -> Agreement:
    """Record what one person answered about telling one agency. A no ends at once what a yes had opened.

    An agency that is no partner has `agency_words`, its name. Raises `NotOfFamily`, `CaseClosed`.
    Source: R076; architecture rule 2.
    """
    case = locked_open(case)
    _refuse_stranger(case, person, day_of(at))
    row = agreements.record(
        agreement=NewAgreement(
            person_id=person.pk,
            family_id=case.family_id,
            purpose=Purpose.SHARE,
            agency_id=agency.pk if agency else None,
            agency_words="" if agency else agency_words,
            status=status,
            on=on,
            capacity=capacity,
            reason=reason,
            method=method,
            case_id=case.pk,
        ),
        by=by,
        at=at,
    )
    if status is not AgreementStatus.AGREED:
        end_sharing(case, row, by, at)
    _note(case, row, by, at)
    return row


@deed
def withdraw(*, agreement: Agreement, reason: str, method: str, by: Practitioner, at: datetime) -> Agreement:
    """Record that somebody takes an agreement back.

    Taking back the sharing ends the access of that agency at once. Raises `agreements.NotInForce`. It is
    possible in a closed case too: nobody is made to wait for it. Source: R076, R111.
    """
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("family")
        .get(pk=cast(UUID, agreement.case_id))
    )
    row = agreements.withdraw(agreement=agreement, reason=reason, method=method, on=day_of(at), by=by, at=at)
    kind = events.SERVICE_WITHDRAWN
    if row.purpose == Purpose.SHARE:
        end_sharing(case, row, by, at)
        kind = events.SHARING_WITHDRAWN
    record(kind, case, at=at, by=by, subject=row, person=row.person_id, data={"agency": row.agency_id})
    return row


@deed
def go_on_without(
    *,
    case: Case,
    basis: Basis,
    reason: str,
    family_told: bool,
    why_not_told: str,
    by: Practitioner,
    at: datetime,
) -> SafeguardingBasis:
    """Record why the help goes on without agreement, to keep somebody safe.

    Raises `BasisStands`, `CaseClosed`. Source: issue text part 6; domain notes (g).
    """
    case = locked_open(case)
    if case.safeguarding_bases.filter(ended_at=None).exists():
        raise BasisStands
    row = SafeguardingBasis.objects.create(
        case=case,
        basis=basis,
        reason=reason,
        family_told=family_told,
        why_not_told=why_not_told,
        at=at,
        by=by,
    )
    record(events.WITHOUT_AGREEMENT, case, at=at, by=by, subject=row, data={"basis": basis})
    return row


@deed
def end_basis(*, basis: SafeguardingBasis, by: Practitioner, at: datetime) -> SafeguardingBasis:
    """End going on without agreement. Ending it twice changes nothing. Raises `CaseClosed`."""
    case = locked_open(basis.case)
    row = SafeguardingBasis.objects.select_for_update(of=("self",)).get(pk=basis.pk)
    if row.ended_at is not None:
        return row
    row.ended_at, row.ended_by = at, by
    row.save(update_fields=["ended_at", "ended_by"])
    record(events.BASIS_ENDED, case, at=at, by=by, subject=row)
    return row


def end_sharing(case: Case, said: Agreement, by: Practitioner, at: datetime) -> None:
    """End at once every access that rests on agreement to share with the agency of which somebody `said` no; a
    transfer that waits for its answer is called back.
    """
    given = Agreement.objects.filter(
        case_id=case.pk, purpose=Purpose.SHARE, agency=said.agency, agency_words=said.agency_words
    )
    for source_id in given.values_list("pk", flat=True):
        grant.end_from(source_id=source_id, by=by, at=at)
    team.agreement_ended(agreement=said, case=case, by=by, at=at)
    for asked in case.transfers.waiting().filter(agreement__in=given):
        answering.cancel(transfer=asked, reason=team.TAKEN_BACK, by=by, at=at)


def _refuse_stranger(case: Case, person: Person, today: date) -> None:
    members = FamilyMembership.objects.current(today).filter(family_id=case.family_id, person=person)
    if not members.exists():
        raise NotOfFamily


def _note(case: Case, row: Agreement, by: Practitioner, at: datetime) -> None:
    record(
        events.AGREEMENT_RECORDED,
        case,
        at=at,
        by=by,
        subject=row,
        person=row.person_id,
        data={"purpose": row.purpose, "status": row.status, "agency": row.agency_id},
    )
