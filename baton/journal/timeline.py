"""A family's story, newest first, from the events of every app: one deed, one entry.

A deed leaves several events in its transaction: the case that was opened, the access this gave, the level that was
read. They share the moment of the deed and the one who did it, and stand as one entry: that of the weightiest of them
(`events.Weight`), the others beneath it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Max, Q, Value, When, Window
from django.db.models.functions import RowNumber

from baton.journal import events
from baton.journal.models import Event, EventQuerySet

PAGE = 50
"""Entries of one page of a timeline (ours)."""

DEED = ("at", "actor_kind", "actor_id")
"""What the events of one deed have in common: an action hands its `at` and its `by` to all that it calls."""


@dataclass(frozen=True)
class Entry:
    """One entry of a timeline: a deed. The page that shows it turns the ids into the names its reader may see.

    `also` holds the other events of the deed, in the order in which they were written.
    """

    event_id: int
    at: datetime
    recorded_at: datetime
    kind: str
    words: str
    group: str
    actor_kind: str
    actor_id: UUID | None
    organisation_id: UUID | None
    family_id: UUID | None
    person_id: UUID | None
    case_id: UUID | None
    subject_kind: str
    subject_id: UUID | None
    data: dict[str, Any]
    also: "tuple[Entry, ...]" = ()


def of_family(
    family_id: UUID,
    *,
    kinds: Iterable[str] | None = None,
    person: UUID | None = None,
    before: tuple[datetime, int] | None = None,
    limit: int = PAGE,
) -> list[Entry]:
    """Return a page of a family's timeline.

    `kinds` and `person` narrow it to deeds of which an event is of these kinds, or about this person, and a deed is
    always given whole; `before` is the `(at, event_id)` of the last entry of the page before.
    """
    return _page(Event.objects.of_family(family_id), kinds=kinds, person=person, before=before, limit=limit)


def of_case(
    case_id: UUID,
    *,
    kinds: Iterable[str] | None = None,
    person: UUID | None = None,
    before: tuple[datetime, int] | None = None,
    limit: int = PAGE,
) -> list[Entry]:
    """Return a page of a case's timeline; narrowed and continued as `of_family` is."""
    return _page(Event.objects.of_case(case_id), kinds=kinds, person=person, before=before, limit=limit)


def _page(
    found: EventQuerySet,
    *,
    kinds: Iterable[str] | None,
    person: UUID | None,
    before: tuple[datetime, int] | None,
    limit: int,
) -> list[Entry]:
    deeds = found.annotate(
        place=Window(RowNumber(), partition_by=list(map(F, DEED)), order_by=[_weight().desc(), F("id").asc()])
    )
    wanted = Q(place=1)
    for number, condition in enumerate(_conditions(kinds, person)):
        holds = Case(When(condition, then=Value(1)), default=Value(0))
        deeds = deeds.annotate(**{f"holds{number}": Window(Max(holds), partition_by=list(map(F, DEED)))})
        wanted &= Q(**{f"holds{number}": 1})
    heads = found.filter(pk__in=deeds.filter(wanted).values("pk"))
    if before is not None:
        heads = heads.before(*before)
    return _with_the_others(found, list(heads.newest_first()[:limit]))


def _weight() -> Case:
    return Case(
        *(When(kind__in=events.of_weight(weight), then=Value(weight.value)) for weight in events.Weight),
        default=Value(events.Weight.STEP.value),
    )


def _conditions(kinds: Iterable[str] | None, person: UUID | None) -> Iterable[Q]:
    if kinds is not None:
        yield Q(kind__in=list(kinds))
    if person is not None:
        yield Q(person_id=person)


def _with_the_others(found: EventQuerySet, heads: list[Event]) -> list[Entry]:
    """Give the entries of the deeds that these events head, each with its other events."""
    if not heads:
        return []
    rows = found.filter(at__in={head.at for head in heads})
    whole: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for row in rows.order_by("id"):
        whole[_deed(row)].append(row)
    return [_entry(head, [row for row in whole[_deed(head)] if row.pk != head.pk]) for head in heads]


def _deed(event: Event) -> tuple[object, ...]:
    return tuple(getattr(event, name) for name in DEED)


def _entry(event: Event, also: Iterable[Event] = ()) -> Entry:
    kind = events.described(event.kind)
    return Entry(
        event_id=event.pk,
        at=event.at,
        recorded_at=event.recorded_at,
        kind=event.kind,
        words=kind.words,
        group=kind.group,
        actor_kind=event.actor_kind,
        actor_id=event.actor_id,
        organisation_id=event.organisation_id,
        family_id=event.family_id,
        person_id=event.person_id,
        case_id=event.case_id,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        data=event.data,
        also=tuple(_entry(row) for row in also),
    )
