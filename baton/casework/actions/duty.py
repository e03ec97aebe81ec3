"""Dated duties: set by deeds, done by deeds. Each deed that calls these leaves its own event."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from baton.casework.models import Case, Duty
from baton.casework.rules.duty import DutyKind
from baton.core.dates import end_of_day
from baton.partnership.models import Practitioner


def owe(
    *,
    case: Case,
    kind: DutyKind,
    due_on: date | None,
    owner: Practitioner | None,
    at: datetime,
    subject_id: UUID | None = None,
) -> Duty:
    """Set a duty, or move the one of the same kind and subject that is still owed.

    Without `due_on` the partnership set no clock for it: it stands on its owner's list without a day.
    """
    due_at = end_of_day(due_on) if due_on else None
    duty, _ = Duty.objects.update_or_create(
        case=case,
        kind=kind,
        subject_id=subject_id,
        done_at=None,
        defaults={"due_at": due_at, "owner": owner},
        create_defaults={"due_at": due_at, "owner": owner, "set_at": at},
    )
    return duty


def done(
    *, case: Case, kind: DutyKind, at: datetime, subject_id: UUID | None = None, reason: str = ""
) -> None:
    """Mark a duty as done, where one is owed; with a `reason` it was not done but is owed no longer."""
    owed = Duty.objects.open().filter(case=case, kind=kind, subject_id=subject_id)
    owed.update(done_at=at, reason=reason)


def end_many(*, cases: Iterable[UUID], at: datetime, reason: str) -> None:
    """End everything still owed on some cases, because they close."""
    Duty.objects.open().filter(case__in=list(cases)).update(done_at=at, reason=reason)


def pass_on(*, case: Case, old: Practitioner | None, new: Practitioner | None) -> None:
    """Give what one lead practitioner still owes on a case to the next."""
    Duty.objects.open().filter(case=case, owner=old).update(owner=new)
