"""Who looked at whom, and who was refused: noted on the request, written by the middleware before the page leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID, uuid4

from django.db import connection
from django.db.models.sql import InsertQuery
from django.http import HttpRequest

from baton.journal.models import AccessEntry
from baton.journal.recording import Reference, row_id

_REQUEST_ID = "baton_request_id"


@dataclass(frozen=True)
class Look:
    """One family or person that a response shows."""

    family_id: UUID | None
    person_id: UUID | None
    what: str
    outcome: str
    reason: str


def seen(
    request: HttpRequest,
    *,
    family: Reference = None,
    person: Reference = None,
    what: str = AccessEntry.What.PAGE,
    reason: str = "",
    broke_glass: bool = False,
) -> None:
    """Note that the response to this request shows a family or a person.

    `what` is one of `AccessEntry.What`. Nothing is written yet: the middleware writes all that was
    noted, once each, in the transaction of the request, and sends no page without it. Source: research
    ux-security §4.
    """
    outcome = AccessEntry.Outcome.BREAK_GLASS if broke_glass else AccessEntry.Outcome.ALLOWED
    _noted(request)[Look(row_id(family), row_id(person), AccessEntry.What(what), outcome, reason)] = None


Many = Literal["list", "search", "export", "report", "log"]
"""What shows a family as one of many: who opened its page is told apart from who met its name in a list."""


def seen_many(request: HttpRequest, *, families: Iterable[Reference], what: Many) -> None:
    """Note every family that a list, a search, an export, a report or the log of who looked shows."""
    for family in families:
        seen(request, family=family, what=what)


def looks(request: HttpRequest) -> list[Look]:
    """Return what was noted on this request so far."""
    return list(_noted(request))


def entries(request: HttpRequest) -> list[AccessEntry]:
    """Return the entries to write for what was noted on this request."""
    return [_entry(request, look) for look in _noted(request)]


def refused(
    request: HttpRequest,
    *,
    family: Reference = None,
    person: Reference = None,
    what: str = AccessEntry.What.PAGE,
    reason: str = "",
) -> None:
    """Note that somebody is refused a family or a person.

    The middleware writes it once the transaction of the request has ended, so it stays when that is rolled back. Call
    it for an id that does not exist too: else the time of the answer would tell which of the hidden ones exist
    (architecture rule 6).
    """
    look = Look(row_id(family), row_id(person), AccessEntry.What(what), AccessEntry.Outcome.REFUSED, reason)
    _refused(request)[look] = None


def refusals(request: HttpRequest) -> list[AccessEntry]:
    """Return the entries to write for what was refused on this request, whatever becomes of it."""
    return [_entry(request, look) for look in _refused(request)]


def write(rows: Sequence[AccessEntry]) -> None:
    """Insert entries and ask for nothing back: everybody adds to the log, and reading it is another matter."""
    if rows:
        insert = InsertQuery(AccessEntry)
        columns = [field for field in AccessEntry._meta.concrete_fields if field.name != "id"]
        insert.insert_values(columns, list(rows))
        insert.get_compiler(connection=connection).execute_sql()


def request_id(request: HttpRequest) -> UUID:
    """Return the id that ties the entries of one request together."""
    if not hasattr(request, _REQUEST_ID):
        setattr(request, _REQUEST_ID, uuid4())
    found: UUID = getattr(request, _REQUEST_ID)
    return found


def _noted(request: HttpRequest) -> dict[Look, None]:
    noted: dict[Look, None] = request.__dict__.setdefault("_baton_seen", {})
    return noted


def _refused(request: HttpRequest) -> dict[Look, None]:
    noted: dict[Look, None] = request.__dict__.setdefault("_baton_refused", {})
    return noted


def _entry(request: HttpRequest, look: Look) -> AccessEntry:
    user: Any = getattr(request, "user", None)
    match = request.resolver_match
    return AccessEntry(
        practitioner_id=user.pk if user else None,
        organisation_id=getattr(user, "acting_organisation_id", None),
        role=",".join(getattr(user, "acting_roles", ())),
        family_id=look.family_id,
        person_id=look.person_id,
        what=look.what,
        url_name=(match.view_name or "") if match else "",
        outcome=look.outcome,
        reason=look.reason,
        request_id=request_id(request),
    )
