"""What every deed done to a case begins and ends with."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from baton import journal
from baton.casework.models import Case
from baton.casework.rules.case import CaseState
from baton.core.dates import local_day
from baton.partnership.models import Practitioner


class CaseClosed(Exception):
    """The case is closed; nothing is changed in it until it is opened again."""

    def __init__(self) -> None:
        super().__init__("This case is closed. Reopen it first, if the family needs help again.")


def locked(case: Case) -> Case:
    """Return the case as it stands now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("family", "profile").get(pk=case.pk)


def locked_open(case: Case) -> Case:
    """Return the case, held, if it is not closed. Raises `CaseClosed`."""
    held = locked(case)
    if held.state == CaseState.CLOSED:
        raise CaseClosed
    return held


def record(
    kind: str,
    case: Case,
    *,
    at: datetime,
    by: Practitioner | None,
    subject: models.Model | None = None,
    person: UUID | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Record what was done to a case, in the transaction that did it."""
    journal.record(
        kind,
        at=at,
        by=by,
        family=case.family_id,
        case_id=case.pk,
        person=person,
        subject=subject or case,
        data=data or {},
    )


def day_of(at: datetime) -> date:
    """Return the local day of a deed."""
    return local_day(at)
