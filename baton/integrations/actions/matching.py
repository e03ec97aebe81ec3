"""Saying who is meant by a name from an older system."""

from datetime import datetime

from baton import journal
from baton.casework.actions import recognise
from baton.core.wall import deed
from baton.integrations import events
from baton.integrations.models import ImportedName, NameKind
from baton.partnership.models import Membership, Organisation, Practitioner


class AlreadyMatched(Exception):
    """Somebody said who is meant already."""

    def __init__(self) -> None:
        super().__init__("Somebody has matched this name already. Look at the list again.")


class NotOneself(Exception):
    """Nobody opens families to themselves by matching a name."""

    def __init__(self) -> None:
        super().__init__("You cannot match a name to yourself. Ask somebody else who may match names.")


class WorksElsewhere(Exception):
    """A practitioner is matched in an organisation for which they work today."""

    def __init__(self) -> None:
        super().__init__("This person does not work here today. Choose somebody else.")


@deed
def match_organisation(
    *, name: ImportedName, organisation: Organisation, by: Practitioner, at: datetime
) -> ImportedName:
    """Say which organisation is meant: its cases become its own, also those imported from now on.

    Raises `AlreadyMatched`, and `NotOneself` where whoever says so works for it and would see the cases.
    """
    row = _locked(name, NameKind.ORGANISATION)
    if Membership.objects.current().filter(practitioner=by, organisation=organisation).exists():
        raise NotOneself
    cases = recognise.recognise_organisation(name=row.name, organisation=organisation, by=by, at=at)
    return _settle(row, organisation, None, cases, by=by, at=at)


@deed
def match_practitioner(
    *, name: ImportedName, membership: Membership, by: Practitioner, at: datetime
) -> ImportedName:
    """Say which practitioner is meant, in which organisation: the cases led by the name are theirs.

    Raises `AlreadyMatched`, `NotOneself`, `WorksElsewhere`.
    """
    row = _locked(name, NameKind.PRACTITIONER)
    if membership.practitioner_id == by.pk:
        raise NotOneself
    if not Membership.objects.current().filter(pk=membership.pk, practitioner__is_active=True).exists():
        raise WorksElsewhere
    cases = recognise.recognise_lead(
        name=row.name,
        beside=row.beside,
        practitioner=membership.practitioner,
        organisation=membership.organisation,
        by=by,
        at=at,
    )
    return _settle(row, membership.organisation, membership.practitioner, cases, by=by, at=at)


def _locked(name: ImportedName, kind: NameKind) -> ImportedName:
    row: ImportedName = ImportedName.objects.select_for_update(of=("self",)).get(pk=name.pk, kind=kind)
    if row.settled_at is not None:
        raise AlreadyMatched
    return row


def _settle(
    row: ImportedName,
    organisation: Organisation,
    practitioner: Practitioner | None,
    cases: int,
    *,
    by: Practitioner,
    at: datetime,
) -> ImportedName:
    row.organisation, row.practitioner = organisation, practitioner
    row.settled_at, row.settled_by = at, by
    row.save(update_fields=["organisation", "practitioner", "settled_at", "settled_by"])
    data = {"cases": cases, "organisation": organisation.pk}
    data |= {"practitioner": practitioner.pk} if practitioner else {}
    journal.record(events.NAME_MATCHED, at=at, by=by, subject=row, data=data)
    return row
