"""The daily liaison list: what went up, came down and waits, each with what was agreed about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from baton.casework.models import LiaisonNote, Transfer
from baton.casework.rules.liaison import HEADING_WORDS, NOTHING_WORDS, Heading, heading
from baton.casework.rules.transfer import DIRECTION_LABELS, TRANSFER_STATE_LABELS, Direction, TransferState
from baton.core import dates, wall
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.enquiry import TransferKind
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import LeadsTo
from baton.partnership.rules.roles import Role
from baton.people.rules.restriction import Restriction

UP_AND_DOWN = (Direction.STEP_UP, Direction.STEP_DOWN)
TRANSFER, ENQUIRY = "transfer", "enquiry"


@dataclass(frozen=True)
class Talk:
    """One thing to talk through: about whom, what, since when; `url` where the reader may open it."""

    key: str
    about: str
    what: str
    since: datetime | None
    url: str
    family: UUID | None
    heading: Heading
    notes: Sequence[LiaisonNote] = ()


@dataclass(frozen=True)
class Part:
    """One heading of the list, with what stands under it."""

    title: str
    nothing: str
    talks: Sequence[Talk]


def parts_of(practitioner: Practitioner, day: date) -> list[Part]:
    """Return the list of a day as `practitioner` may see it."""
    # Social care hears of what is handed over before it may read it: its reference alone (`_of_enquiry`).
    with wall.beyond(wall.Purpose.LIAISON):
        return _parts_of(practitioner, day)


def _parts_of(practitioner: Practitioner, day: date) -> list[Part]:
    start, end = dates.day_bounds(day, day)
    found = [
        *_transfers(practitioner, start, end),
        *_decided_up(practitioner, start, end),
        *_arrived_down(practitioner, start, end),
    ]
    noted = _noted(found, day)
    whole = [replace(one, notes=noted.get(one.key, ())) for one in found]
    return [
        Part(HEADING_WORDS[part], NOTHING_WORDS[part], [one for one in whole if one.heading is part])
        for part in Heading
    ]


def _transfers(practitioner: Practitioner, start: datetime, end: datetime) -> Iterator[Talk]:
    """Give the transfers to and from social care that wait, or were asked or answered on the day."""
    of_day = Q(requested_at__gte=start, requested_at__lt=end) | Q(answered_at__gte=start, answered_at__lt=end)
    waits = Q(state=TransferState.REQUESTED, requested_at__lt=end)
    rows = Transfer.objects.visible_to(practitioner).filter(of_day | waits, direction__in=UP_AND_DOWN)
    for row in rows.select_related("case__family").order_by("requested_at", "pk"):
        waiting = row.state == TransferState.REQUESTED
        state = TRANSFER_STATE_LABELS[TransferState(row.state)]
        yield Talk(
            key=f"{TRANSFER}:{row.pk}",
            about=f"{row.case.family.name}, {row.case.reference}",
            what=f"{DIRECTION_LABELS[Direction(row.direction)]}: {state.lower()}",
            since=row.requested_at,
            url=reverse("transfer", args=[row.case_id, row.pk]),
            family=row.case.family_id,
            heading=heading(goes_up=row.direction == Direction.STEP_UP, waits=waiting),
        )


def _decided_up(practitioner: Practitioner, start: datetime, end: datetime) -> Iterator[Talk]:
    """Give the enquiries that the front door decided on the day for social care."""
    decisions = Decision.objects.current().filter(
        leads_to=LeadsTo.SOCIAL_CARE, decided_at__gte=start, decided_at__lt=end
    )
    heard = _hear(practitioner, Enquiry.objects.filter(decisions__in=decisions)).in_bulk()
    for decision in decisions.filter(enquiry__in=list(heard)).order_by("decided_at", "pk"):
        yield _of_enquiry(heard[decision.enquiry_id], "Decided for social care", decision.decided_at, up=True)


def _arrived_down(practitioner: Practitioner, start: datetime, end: datetime) -> Iterator[Talk]:
    """Give the enquiries by which social care hands families down: those of the day, and those still undecided."""
    arrived = Q(received_at__gte=start, received_at__lt=end)
    rows = Enquiry.objects.filter(transfer_kind=TransferKind.STEP_DOWN, received_at__lt=end)
    rows = rows.filter(arrived | Q(pk__in=Enquiry.objects.waiting().values("pk")))
    for enquiry in _hear(practitioner, rows).order_by("received_at", "pk"):
        words = "Handed down, waits for our decision" if enquiry.is_waiting else "Handed down, decided"
        yield _of_enquiry(enquiry, words, enquiry.received_at, up=False)


def _hear(practitioner: Practitioner, rows: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    """Leave what somebody may hear of: what they may read, and for social care what is handed over in the open.

    Annotates `may_read`: whether they may read the enquiry itself.
    """
    readable = Enquiry.objects.visible_to(practitioner).filter(pk=OuterRef("pk"))
    heard = Q(may_read=True)
    if practitioner.has_role(Role.SOCIAL_CARE_LIAISON):
        heard |= Q(family=None) | Q(family__restriction=Restriction.OPEN)
    return rows.annotate(may_read=Exists(readable)).filter(heard).select_related("family")


def _of_enquiry(enquiry: Any, what: str, since: datetime, *, up: bool) -> Talk:
    """Return one enquiry, as `_hear` found it: its family's name only for whoever may read it, else its reference
    alone.
    """
    named = enquiry.family if enquiry.may_read else None
    return Talk(
        key=f"{ENQUIRY}:{enquiry.pk}",
        about=f"{named.name}, {enquiry.reference}" if named else enquiry.reference,
        what=what,
        since=since,
        url=reverse("enquiry_page", args=[enquiry.pk]) if enquiry.may_read else "",
        family=named.pk if named else None,
        heading=heading(goes_up=up, waits=enquiry.is_waiting),
    )


def _noted(talks: Iterable[Talk], day: date) -> Mapping[str, list[LiaisonNote]]:
    """Return what was agreed until that day about each of them."""
    ids = [UUID(talk.key.partition(":")[2]) for talk in talks]
    notes = (
        LiaisonNote.objects.up_to(day).filter(Q(transfer__in=ids) | Q(enquiry__in=ids)).select_related("by")
    )
    noted: dict[str, list[LiaisonNote]] = {}
    for note in notes:
        key = f"{TRANSFER}:{note.transfer_id}" if note.transfer_id else f"{ENQUIRY}:{note.enquiry_id}"
        noted.setdefault(key, []).append(note)
    return noted


def subject_of(practitioner: Practitioner, key: str, day: date) -> Transfer | Enquiry | None:
    """Return what a row of the list is about, nothing where the reader's list of that day has no such row."""
    if not any(talk.key == key for part in parts_of(practitioner, day) for talk in part.talks):
        return None
    kind, _, pk = key.partition(":")
    # It stands on their list: of an enquiry that is hidden from them, its reference.
    with wall.beyond(wall.Purpose.LIAISON):
        if kind == TRANSFER:
            return Transfer.objects.select_related("case").get(pk=pk)
        return Enquiry.objects.get(pk=pk)
