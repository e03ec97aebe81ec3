"""Specialists are asked for their view of an enquiry, reminded, give it or return it, or need to give it no longer."""

from datetime import datetime

from django.urls import reverse

from baton.core.wall import deed
from baton.frontdoor import events, notices
from baton.frontdoor.actions.common import count_reminder, is_to_remind, locked, record, tell_answered
from baton.frontdoor.models import Enquiry, SpecialistRequest
from baton.frontdoor.models.scope import closed_out
from baton.frontdoor.opening import week
from baton.frontdoor.rules.information import Closed
from baton.frontdoor.rules.opening import hours_on_open_days
from baton.frontdoor.rules.specialist import SpecialistOutcome
from baton.notices import actions as messages
from baton.notices.rules.notice import Notice
from baton.partnership import profiles
from baton.partnership.models import Membership, Organisation, Practitioner
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES
from baton.people.rules.restriction import Restriction


class NoSpecialist(Exception):
    """The partnership has no such specialists, or nobody works there to whom the enquiry is open."""

    def __init__(self) -> None:
        super().__init__("Nobody there can be asked here. Ring them instead.")


class NothingToScreen(Exception):
    """The enquiry waits for no decision, so nobody is asked any more."""

    def __init__(self) -> None:
        super().__init__("This enquiry is not waiting for a decision. Open it again to ask somebody.")


class NotForThem(Exception):
    """The family is restricted: specialists would read about it by being asked."""

    def __init__(self) -> None:
        super().__init__("The record of this family is restricted. Ring the specialists instead.")


class AskedAlready(Exception):
    """The same specialists were asked and have not answered."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words} were asked already and have not answered yet.")


class Settled(Exception):
    """The view was given, or is not needed any more."""

    def __init__(self) -> None:
        super().__init__("A view has been given already, or is not needed any more.")


class WordsNeeded(Exception):
    """A view without words helps nobody."""

    def __init__(self) -> None:
        super().__init__("Write what you think, or what you need to know.")


@deed
def ask(
    *, enquiry: Enquiry, specialism: str, question: str, by: Practitioner, at: datetime
) -> SpecialistRequest:
    """Ask specialists for their view of an enquiry, which they read until they have given it.

    Raises `NothingToScreen`, `NoSpecialist`, `NotForThem`, `AskedAlready`. Source: requirements R071.
    """
    enquiry, wanted = locked(enquiry), profiles.current().specialists.get(specialism)
    if not enquiry.is_waiting:
        raise NothingToScreen
    if _is_kept(enquiry):
        raise NotForThem
    place = Organisation.objects.filter(code=wanted.organisation).first() if wanted else None
    staff = _staff(place, enquiry, at) if place else []
    if wanted is None or place is None or not staff:
        raise NoSpecialist
    if enquiry.specialist_requests.waiting().filter(specialism=specialism).exists():
        raise AskedAlready(wanted.label)
    made = SpecialistRequest.objects.create(
        enquiry=enquiry,
        specialism=specialism,
        organisation=place,
        question=question,
        asked_at=at,
        asked_by=by,
        due_at=hours_on_open_days(at, wanted.answer_hours, week()),
    )
    _write(notices.ASK_SPECIALIST, made, staff, by, at)
    _record(events.SPECIALIST_ASKED, made, at=at, by=by)
    return made


@deed
def answer(
    *, request: SpecialistRequest, outcome: SpecialistOutcome, view: str, by: Practitioner, at: datetime
) -> SpecialistRequest:
    """Keep what specialists think of an enquiry, or that they return it, and tell whoever screens it; they read the
    enquiry no longer. Raises `Settled`, `WordsNeeded`.
    """
    row = _locked(request)
    if not view.strip():
        raise WordsNeeded
    row.outcome, row.view, row.answered_at, row.answered_by = outcome, view.strip(), at, by
    row.save(update_fields=["outcome", "view", "answered_at", "answered_by"])
    kind = events.SPECIALIST_RETURNED if outcome is SpecialistOutcome.RETURNED else events.SPECIALIST_ANSWERED
    _record(kind, row, at=at, by=by, outcome=outcome)
    tell_answered(row, by, at)
    return row


@deed
def withdraw(*, request: SpecialistRequest, reason: str, by: Practitioner, at: datetime) -> SpecialistRequest:
    """Take a question back that was put in error. Raises `Settled`."""
    return _close(_locked(request), Closed.WITHDRAWN, reason, by, at)


@deed
def remind(*, request: SpecialistRequest, at: datetime) -> bool:
    """Remind specialists whose view is due, on a day on which the front door is open; return whether they were.

    As agencies are (`information.remind`): after the same hours, as often at most. Nobody is written to to whom the
    enquiry has closed since, or about a family that is restricted now.
    """
    locked(request.enquiry)
    row = _held(request)
    if not is_to_remind(row, at) or _is_kept(row.enquiry):
        return False
    staff = _staff(row.organisation, row.enquiry, at)
    if not staff:
        return False
    count_reminder(row, at)
    _write(notices.REMIND_SPECIALIST, row, staff, None, at)
    _record(events.SPECIALIST_REMINDED, row, at=at, by=None, number=row.reminders)
    return True


def end(enquiry: Enquiry, by: Practitioner | None, at: datetime) -> None:
    """End what specialists are still asked about an enquiry that needs no view any more, within the caller's deed."""
    for row in enquiry.specialist_requests.waiting().select_related("enquiry"):
        _close(row, Closed.ENQUIRY_DONE, "", by, at)


def _close(
    row: SpecialistRequest, because: Closed, note: str, by: Practitioner | None, at: datetime
) -> SpecialistRequest:
    row.closed_at, row.closed_because, row.closed_note, row.closed_by = at, because, note, by
    row.save(update_fields=["closed_at", "closed_because", "closed_note", "closed_by"])
    _record(events.SPECIALIST_CLOSED, row, at=at, by=by, because=because)
    return row


def _is_kept(enquiry: Enquiry) -> bool:
    """Say whether the family is restricted or sealed: then no specialist reads of it by being asked."""
    return enquiry.family is not None and enquiry.family.restriction != Restriction.OPEN


def _write(
    notice: Notice,
    row: SpecialistRequest,
    staff: list[Practitioner],
    by: Practitioner | None,
    at: datetime,
) -> None:
    page = reverse("specialist_answer", args=[row.enquiry_id, row.pk])
    for one in staff:
        messages.send(notice=notice, to_practitioner=one, path=page, due_at=row.due_at, by=by, at=at)


def _staff(place: Organisation, enquiry: Enquiry, at: datetime) -> list[Practitioner]:
    """Return whoever works with families there, as `SpecialistRequestQuerySet.of_specialist` lets in: to the others a
    message would tell that there is a record.
    """
    here = Membership.objects.current().carrying(*WORKS_WITH_FAMILIES).filter(organisation=place)
    staff = Practitioner.objects.working().filter(pk__in=here.values("practitioner"))
    return list(staff.exclude(pk__in=closed_out(enquiry, at)).order_by("pk"))


def _locked(request: SpecialistRequest) -> SpecialistRequest:
    """Return the request as it stands now, its enquiry held first. Raises `Settled`."""
    locked(request.enquiry)
    row = _held(request)
    if row.is_settled:
        raise Settled
    return row


def _held(request: SpecialistRequest) -> SpecialistRequest:
    rows = SpecialistRequest.objects.select_for_update(of=("self",))
    return rows.select_related("enquiry__claimed_by", "enquiry__family", "asked_by", "organisation").get(
        pk=request.pk
    )


def _record(
    kind: str, row: SpecialistRequest, *, at: datetime, by: Practitioner | None, **data: object
) -> None:
    record(kind, row.enquiry, at=at, by=by, specialist_request=row.pk, specialism=row.specialism, **data)
