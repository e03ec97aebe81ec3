"""The second wall: who acts is told to the database, and its row-level security gives no row beyond it.

The first wall is `visible_to`. This one holds where it was forgotten: nothing set, nothing seen. A request enters as its
practitioner, an action is a deed, a job or a command is the system; a query that must see hidden rows in order to hide
something, or to count, says so by `beyond`. What each may read and write stands in the migrations named `…_wall.py`;
docs/adr/0012 says why.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.signals import connection_created

from baton.core import told

Given = ParamSpec("Given")
Result = TypeVar("Result")

Savepoints = tuple[str | None, ...]
"""The savepoints within which something is asked, as Django names them, the outermost first."""


class Purpose(StrEnum):
    """What rows are read for where that is not a practitioner's own scope. The functions `wall_reads` and
    `wall_writes` of the database know the same words.
    """

    SYSTEM = "system"
    """Commands, jobs, imports: reads and writes."""

    DEED = "deed"
    """Inside an action, whose caller has asked whether it is permitted: reads and writes."""

    FIGURES = "figures"
    """Counting: every row counts, none is shown."""

    RESTRICTION = "restriction"
    """Whether a refusal says whom to ask, or says nothing."""

    DISCLOSURE = "disclosure"
    """Whether a hidden family keeps somebody's address from being shown."""

    RANKING = "ranking"
    """Who is most like somebody sought; whom of them the seeker sees is asked before anybody is shown."""

    CASELOAD = "caseload"
    """How many cases somebody leads, whoever may see them."""

    INFORMATION = "information"
    """What an enquiry told a case, for those who work on it and do not read enquiries."""

    STATUS = "status"
    """What the enquirer of an enquiry is told of it: that agencies are asked, the outcome told."""

    LIAISON = "liaison"
    """What goes up to social care and comes down, by its reference, for whoever answers for it there."""

    ASKED = "asked"
    """Whom a request for information is about, for whoever is asked."""

    LINK = "link"
    """What the signed link of somebody without an account leads to."""

    PUBLIC = "public"
    """Nobody has signed in: no row."""


WRITES = frozenset({Purpose.SYSTEM, Purpose.DEED})
READS = frozenset(Purpose) - {Purpose.PUBLIC}


@dataclass(frozen=True)
class Actor:
    """Who the database takes to be acting: a practitioner, a purpose, or a purpose within a practitioner's request."""

    practitioner: UUID | None = None
    purpose: Purpose | None = None

    def may(self, purpose: Purpose) -> bool:
        """Tell whether the actor may already do what is done for `purpose`."""
        return self.purpose in WRITES or (self.purpose in READS and purpose not in WRITES)


NOBODY = Actor()


class HalfDone(RuntimeError):
    """A deed went on although a deed that is part of it was refused."""

    def __init__(self) -> None:
        super().__init__(
            "A part of this deed was refused and it went on: let the refusal through, or ask before"
        )


class _Process:
    """As whom every connection of this process begins."""

    begins: Purpose | None = None


def whole_process(purpose: Purpose | None) -> None:
    """Let every later connection of this process begin with a purpose: for commands and the worker, never for serving."""
    _Process.begins = purpose


def _begin(connection: object, **about: object) -> None:
    if _Process.begins:
        with connection.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("SELECT set_config('baton.purpose', %s, false)", [_Process.begins])


connection_created.connect(_begin, dispatch_uid="baton.core.wall")


def actor() -> Actor:
    """Return who acts on this thread's connection now."""
    set_here: Actor | None = getattr(connection, "wall_actor", None)
    return set_here or Actor(purpose=_Process.begins)


@contextmanager
def entered(practitioner: UUID, *, at: datetime, today: date) -> Iterator[None]:
    """Let a practitioner act while the block lasts, with what their memberships of `today` cover. One query."""
    before = getattr(connection, "wall_known", None)
    with _acting(Actor(practitioner), "SELECT public.wall_enter(%s, %s, %s)", [practitioner, at, today]):
        connection.wall_known = {}  # type: ignore[attr-defined]  # a mark of ours, as wall_actor
        try:
            yield
        finally:
            connection.wall_known = before  # type: ignore[attr-defined]


@contextmanager
def public() -> Iterator[None]:
    """Let nobody act while the block lasts: every table about people is empty. One query."""
    with _acting(Actor(purpose=Purpose.PUBLIC), "SELECT public.wall_become(%s)", [Purpose.PUBLIC]):
        yield


@contextmanager
def beyond(purpose: Purpose) -> Iterator[None]:
    """Read for a purpose beyond the practitioner's scope while the block lasts: around one query, with its reason."""
    before = actor()
    if before.may(purpose):
        yield
        return
    with _acting(
        Actor(before.practitioner, purpose), "SELECT set_config('baton.purpose', %s, true)", [purpose]
    ):
        yield


def once(key: Hashable, ask: Callable[[], Result]) -> Result:
    """Return what `ask` returns: within a practitioner's request it is asked once for a key, and again after each deed.

    For what many questions of a page rest on and only a deed changes. Outside a request, and within a deed, it is asked
    each time; and again once the savepoint has ended in which it was asked, with which a deed may have been undone.
    """
    known: dict[Hashable, tuple[Savepoints, Any]] | None = getattr(connection, "wall_known", None)
    if known is None or actor().purpose in WRITES:
        return ask()
    within: Savepoints = tuple(connection.savepoint_ids)
    asked_in, answer = known.get(key, (None, None))
    if asked_in is None or within[: len(asked_in)] != asked_in:
        answer = ask()
        known[key] = within, answer
    return cast(Result, answer)


def deed(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Make a function an action, a deed of whoever acts: in one transaction, which reads and writes what it needs.

    Whether it is permitted is asked before, with what the practitioner may see. A deed that is part of another has no
    savepoint of its own: its refusal undoes the whole, and is not to be caught within it. Raises `HalfDone` where it was.
    """

    @functools.wraps(work)
    def done(*given: Given.args, **named: Given.kwargs) -> Result:
        is_part = getattr(connection, "wall_deed", False)
        with transaction.atomic(savepoint=not is_part), beyond(Purpose.DEED):
            connection.wall_deed = True  # type: ignore[attr-defined]  # a mark of ours, as wall_actor
            try:
                result = work(*given, **named)
            finally:
                connection.wall_deed = is_part  # type: ignore[attr-defined]
                _forget()
            if connection.needs_rollback:
                raise HalfDone
            return result

    return done


@contextmanager
def _acting(who: Actor, statement: str, values: list[Any]) -> Iterator[None]:
    before = actor()
    told.tell(statement, values)
    _note(who)
    try:
        yield
    finally:
        _restore(before)


def _restore(before: Actor) -> None:
    """Give the connection back as it was. What ends with its request needs no words: so does the setting."""
    now = actor()
    _note(before)
    is_end_of_request = before == NOBODY and now.purpose not in READS
    if is_end_of_request or not told.is_kept():
        return
    if now.practitioner == before.practitioner and before.practitioner is not None:
        told.tell("SELECT set_config('baton.purpose', %s, true)", [before.purpose or "practitioner"])
    else:
        told.tell("SELECT public.wall_become(%s)", [before.purpose])


def _forget() -> None:
    """Ask anew, after a deed, what `once` kept."""
    known: dict[Hashable, Any] | None = getattr(connection, "wall_known", None)
    if known:
        known.clear()


def _note(who: Actor) -> None:
    is_as_begun = who == Actor(purpose=_Process.begins)
    connection.wall_actor = None if is_as_begun else who  # type: ignore[attr-defined]
