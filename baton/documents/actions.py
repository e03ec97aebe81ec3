"""Adding a document, saying otherwise what it is, withdrawing it, and keeping what the virus scanner said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, TypeVar
from uuid import UUID

from baton import journal
from baton.core.versions import bump
from baton.core.wall import deed
from baton.documents import events
from baton.documents.files import cleaning, scanner, store
from baton.documents.files.scanner import Unreachable
from baton.documents.models import Document, tables
from baton.documents.rules.document import Audience, State
from baton.partnership.models import Practitioner

Kept = TypeVar("Kept", bound=Document)


class Infected(Exception):
    """The virus scanner found a virus in what was sent."""

    def __init__(self) -> None:
        super().__init__(
            "The virus scanner found a virus in this file, so it was not kept. "
            "Tell whoever looks after your computer, and do not open the file."
        )


class Withdrawn(Exception):
    """The document was withdrawn by now."""

    def __init__(self) -> None:
        super().__init__("This document was withdrawn in the meantime, so nothing was changed.")


@dataclass(frozen=True, kw_only=True)
class Details:
    """What is said of a document, and who may see it."""

    title: str
    kind: str
    dated_on: date
    audience: Audience = Audience.RECORD
    organisation_id: UUID | None = None
    readers: Sequence[UUID] = ()


@deed
def add(*, document: Kept, details: Details, file: BinaryIO, by: Practitioner, at: datetime) -> Kept:
    """Keep a file as a document: `document` is a row not saved, which knows its record.

    What the file is, its content says; the virus scanner looks at what was sent, and what is kept has no metadata. Where
    the scanner does not answer, the document waits in quarantine. Raises `NotTaken`, `Infected`, `NoRoom`.
    Source: issue of the front door and the desk, part 6; docs/adr/0014.
    """
    kind = cleaning.kind_of(file)
    state = _looked_at(file)
    if state is State.INFECTED:
        raise Infected
    content = cleaning.cleaned(file, kind)
    _say(document, details)
    document.file_kind, document.state, document.size = kind, state, len(content)
    document.scanned_at = at if state is State.CLEAN else None
    document.added_by, document.added_at = by, at
    document.digest = store.digest_of(content)
    store.hold(document.digest)
    store.keep(content)
    document.save(force_insert=True)
    _record(events.ADDED, document, by, at)
    return document


@deed
def change(
    *, document: Kept, details: Details, expected_version: int, by: Practitioner, at: datetime
) -> Kept:
    """Say otherwise what a document is and who may see it. Raises `Stale`, `Withdrawn`."""
    document = _held(document)
    bump(document, expected_version)
    _say(document, details)
    document.save()
    _record(events.CHANGED, document, by, at)
    return document


@deed
def withdraw(*, document: Kept, reason: str, by: Practitioner, at: datetime) -> Kept:
    """Withdraw a document that should not be there: it stays in the history with the reason, and opens for nobody.

    Raises `Withdrawn`.
    """
    document = _held(document)
    document.withdrawn_at, document.withdrawn_by, document.withdrawn_reason = at, by, reason
    document.version += 1
    document.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"])
    _record(events.WITHDRAWN, document, by, at)
    return document


@deed
def settle(*, digest: str, state: State, at: datetime) -> int:
    """Keep what the scanner said of a file, for every document that has it; return for how many that was news.

    A file with a virus is thrown away, also where it was taken for clean before.
    """
    store.hold(digest)
    settled = 0
    for model in tables():
        rows = model.objects.with_file() if state is State.INFECTED else model.objects.never_scanned()
        for document in rows.select_for_update().filter(digest=digest).exclude(state=state):
            document.state, document.scanned_at = state, at
            document.save(update_fields=["state", "scanned_at"])
            _record(events.SCANNED, document, None, at)
            settled += 1
    if state is State.INFECTED:
        store.discard(digest)
    return settled


@deed
def sweep(*, digest: str) -> bool:
    """Throw a file away that belongs to no document, as after a page that broke; return whether it was one."""
    store.hold(digest)
    if _is_used(digest):
        return False
    store.discard(digest)
    return True


def _looked_at(file: BinaryIO) -> State:
    try:
        return scanner.current().scan(file)
    except Unreachable:
        return State.QUARANTINED


def _say(document: Document, details: Details) -> None:
    document.title, document.kind, document.dated_on = details.title, details.kind, details.dated_on
    document.audience = details.audience
    document.organisation_id = details.organisation_id if details.audience is Audience.ORGANISATION else None
    document.readers = list(details.readers) if details.audience is Audience.NAMED else []


def _held(document: Kept) -> Kept:
    held: Kept = type(document)._default_manager.select_for_update(of=("self",)).get(pk=document.pk)
    if held.withdrawn_at is not None:
        raise Withdrawn
    return held


def _is_used(digest: str) -> bool:
    return any(model.objects.with_file().filter(digest=digest).exists() for model in tables())


def _record(kind: str, document: Document, by: Practitioner | None, at: datetime) -> None:
    journal.record(
        kind,
        at=at,
        by=by,
        family=document.family_id_of_record,
        case_id=document.case_id_of_record,
        subject=document.record,
        data={"document": document.pk, "state": document.state},
    )
