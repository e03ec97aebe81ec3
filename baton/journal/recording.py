"""Writing events. An action calls `record` in its own transaction: no event, no deed."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction

from baton.core.bulk import append
from baton.journal import events
from baton.journal.models import ActorKind, Event
from baton.journal.rules import coded

_recorded: ContextVar[int] = ContextVar("journal_recorded", default=0)


class Actor(Protocol):
    """Whoever does something: a practitioner. `acting_organisation_id`, where there is one, is noted too."""

    @property
    def pk(self) -> Any:
        """The id that is kept."""


Reference = models.Model | UUID | None
"""A row, or its id."""


class OutsideTransaction(RuntimeError):
    """An event was recorded outside a transaction, so the deed and its event could part."""

    def __init__(self) -> None:
        super().__init__("Record the event inside the transaction of its deed: mark the action @deed")


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """An event to be recorded; the fields are those of `record`."""

    kind: str
    at: datetime
    by: Actor | None = None
    actor_kind: ActorKind | None = None
    organisation: Reference = None
    family: Reference = None
    person: Reference = None
    case_id: UUID | None = None
    subject: models.Model | None = None
    data: Mapping[str, Any] | None = None


def record(
    kind: str,
    *,
    at: datetime,
    by: Actor | None = None,
    actor_kind: ActorKind | None = None,
    organisation: Reference = None,
    family: Reference = None,
    person: Reference = None,
    case_id: UUID | None = None,
    subject: models.Model | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Record one event in the transaction of its deed.

    `by` is the practitioner who did it; without one it was the system, or the family where `actor_kind` says
    so. `family` and `person` are rows or ids. Raises `events.UnknownKind`, `rules.NotACode`,
    `OutsideTransaction`, and `ValueError` for a moment without a time zone. Source: architecture rule 4.
    """
    new = NewEvent(
        kind=kind,
        at=at,
        by=by,
        actor_kind=actor_kind,
        organisation=organisation,
        family=family,
        person=person,
        case_id=case_id,
        subject=subject,
        data=data,
    )
    record_many([new])


def record_many(new: Iterable[NewEvent]) -> None:
    """Record many events at once, in their order, exactly as `record` would one by one."""
    rows = [_row(event) for event in new]
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction
    write(rows)
    _recorded.set(_recorded.get() + len(rows))


def recorded() -> int:
    """Return how many events were recorded here so far: where the number stands still, no deed was done."""
    return _recorded.get()


def write(rows: list[Event]) -> None:
    """Insert the rows; tests break this to prove that without its event no deed is saved."""
    append(rows)


def _row(new: NewEvent) -> Event:
    if new.at.tzinfo is None:
        raise ValueError(f"The moment {new.at} of a {new.kind} event has no time zone")
    events.get(new.kind)
    return Event(
        at=new.at,
        kind=new.kind,
        actor_kind=new.actor_kind or (ActorKind.PRACTITIONER if new.by else ActorKind.SYSTEM),
        actor_id=new.by.pk if new.by else None,
        organisation_id=row_id(new.organisation) or getattr(new.by, "acting_organisation_id", None),
        family_id=row_id(new.family),
        person_id=row_id(new.person),
        case_id=new.case_id,
        subject_kind=new.subject._meta.label_lower if new.subject else "",
        subject_id=row_id(new.subject),
        data=coded(new.data or {}),
    )


def row_id(reference: Reference) -> UUID | None:
    """Return the id of a row, or the id itself."""
    if isinstance(reference, models.Model):
        key: UUID = reference.pk
        return key
    return reference
