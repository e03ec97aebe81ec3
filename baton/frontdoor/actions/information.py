"""Agencies are asked what they know, reminded, and answer; or need to answer no longer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.frontdoor import events, notices
from baton.frontdoor.actions import specialist
from baton.frontdoor.actions.common import count_reminder, is_to_remind, locked, record, tell_answered
from baton.frontdoor.models import Enquiry, InformationReply, InformationRequest
from baton.frontdoor.models.scope import closed_out
from baton.frontdoor.opening import week
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.rules.information import (
    PURPOSE,
    Closed,
    may_ask_for,
    words_needed,
)
from baton.frontdoor.rules.opening import hours_on_open_days
from baton.notices import actions as messages
from baton.notices.models import Link
from baton.partnership import profiles
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.roles import Role


class NothingToAsk(Exception):
    """The enquiry waits for no decision, so nobody is asked any more."""

    def __init__(self) -> None:
        super().__init__("This enquiry is not waiting for a decision. Open it again to ask somebody.")


class CannotAskFor(Exception):
    """The purpose is not offered, or rests on an agreement that the family has not given."""

    def __init__(self) -> None:
        super().__init__(
            "The enquiry does not say that the family agrees. Choose another reason, or ask them first."
        )


class AskedAlready(Exception):
    """Somebody was asked about this enquiry already and has not answered."""

    def __init__(self, whom: str) -> None:
        super().__init__(f"{whom} was asked already and has not answered yet. Ring them.")


class MayNotSee(Exception):
    """The address is the account of somebody who may see no family."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} looks after the system and may see no family. Ask somebody else there.")


class ClosedOut(Exception):
    """The address is the account of somebody to whom the enquiry is closed: the question would tell them of it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} cannot be asked about this enquiry. Ask somebody else there.")


class NoLongerNeeded(Exception):
    """The request was answered, withdrawn, or its enquiry decided."""

    def __init__(self) -> None:
        super().__init__("This question has been answered, or the answer is not needed any more.")


class WordsNeeded(Exception):
    """An answer came without the words it needs."""

    def __init__(self) -> None:
        super().__init__("Write what you know, or why you cannot share it.")


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody to ask: the agency, who there, and the address. An account's address means that account."""

    email: str
    organisation: Organisation | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked, why, and about which of the people the enquiry names (ids of `EnquiryPerson`)."""

    purpose: str
    questions: Sequence[str]
    about: Sequence[UUID]


@dataclass(frozen=True, kw_only=True)
class Replier:
    """Who says that they are looking, or answering."""

    name: str
    role: str
    phone: str = ""


@deed
def ask(
    *, enquiry: Enquiry, asking: Asking, recipients: Iterable[Recipient], by: Practitioner, at: datetime
) -> list[InformationRequest]:
    """Ask each recipient what they know, by a message that holds a link and nothing about anybody.

    Raises `NothingToAsk`, `CannotAskFor`, `MayNotSee`, `ClosedOut`, `AskedAlready`. Source: requirements R060, R061.
    """
    enquiry = locked(enquiry)
    if not enquiry.is_waiting:
        raise NothingToAsk
    _refuse_purpose(enquiry, asking.purpose)
    return [_ask_one(enquiry, asking, recipient, by, at) for recipient in recipients]


def _refuse_purpose(enquiry: Enquiry, code: str) -> None:
    purpose = profiles.current().information_requests.purposes.get(code)
    if purpose is None or not purpose.offered:
        raise CannotAskFor
    if not may_ask_for(needs_agreement=purpose.needs_agreement, agrees=enquiry.family_agrees):
        raise CannotAskFor


def _ask_one(
    enquiry: Enquiry, asking: Asking, recipient: Recipient, by: Practitioner, at: datetime
) -> InformationRequest:
    clocks = profiles.current().information_requests
    email = normal(recipient.email)
    practitioner = Practitioner.objects.working().filter(email=email).first()
    if practitioner is not None and practitioner.has_role(Role.SYSTEM_ADMINISTRATOR):
        raise MayNotSee(practitioner.name)
    if practitioner is not None and practitioner.pk in closed_out(enquiry, at):
        raise ClosedOut(practitioner.name)
    request = InformationRequest(
        enquiry=enquiry,
        organisation=recipient.organisation or (practitioner.main_organisation() if practitioner else None),
        practitioner=practitioner,
        to_name=recipient.name,
        to_email="" if practitioner else email,
        purpose=asking.purpose,
        questions=list(asking.questions),
        about=list(asking.about),
        asked_at=at,
        asked_by=by,
        due_at=hours_on_open_days(at, clocks.answer_hours, week()),
    )
    asked = enquiry.information_requests.open()
    if asked.filter(practitioner=practitioner, to_email=request.to_email).exists():
        raise AskedAlready(request.whom)
    request.save(force_insert=True)
    _write(request, by, at)
    _record(events.INFORMATION_ASKED, request, at=at, by=by, purpose=request.purpose)
    return request


def _write(request: InformationRequest, by: Practitioner | None, at: datetime) -> None:
    family_id = request.enquiry.family_id
    if request.practitioner is not None:
        messages.send(
            notice=notices.ASK_PRACTITIONER,
            to_practitioner=request.practitioner,
            path=reverse("information_request_answer", args=[request.pk]),
            due_at=request.due_at,
            family_id=family_id,
            by=by,
            at=at,
        )
        return
    messages.send(
        notice=notices.ASK_AGENCY,
        to_email=request.to_email,
        link=_link(request, at),
        family_id=family_id,
        by=by,
        at=at,
    )


def _link(request: InformationRequest, at: datetime) -> Link:
    """Return the link that works still, else a new one."""
    found = Link.objects.open_at(at).filter(purpose=PURPOSE, ref=request.pk).first()
    days = profiles.current().information_requests.link_days
    return found or messages.make_link(
        purpose=PURPOSE, ref=request.pk, expires_at=at + timedelta(days=days), at=at
    )


@deed
def open_request(*, request: InformationRequest, replier: Replier, at: datetime) -> InformationRequest:
    """Note who says that they are looking, before a link shows them whom it is about. Raises `NoLongerNeeded`."""
    request = _locked(request)
    if request.closed_at is not None:
        raise NoLongerNeeded
    request.opened_at = request.opened_at or at
    request.opened_by = ", ".join(part for part in (replier.name, replier.role, replier.phone) if part)
    request.save(update_fields=["opened_at", "opened_by"])
    _record(events.INFORMATION_OPENED, request, at=at, by=None)
    return request


@deed
def reply(
    *,
    request: InformationRequest,
    answer: Answer,
    text: str,
    replier: Replier,
    by: Practitioner | None,
    at: datetime,
) -> InformationReply:
    """Keep what an agency answers, once, and tell whoever screens the enquiry that it has come.

    Raises `NoLongerNeeded`, `WordsNeeded`. Source: requirements R060, R061.
    """
    if words_needed(answer) and not text.strip():
        raise WordsNeeded
    request = _locked(request)
    if request.is_settled:
        raise NoLongerNeeded
    kept = InformationReply.objects.create(
        request=request,
        answer=answer,
        text=text,
        name=replier.name,
        role=replier.role,
        phone=replier.phone,
        at=at,
        by=by,
    )
    _record(events.INFORMATION_ANSWERED, request, at=at, by=by, answer=answer)
    tell_answered(request, by, at)
    return kept


@deed
def withdraw_request(
    *, request: InformationRequest, reason: str, by: Practitioner, at: datetime
) -> InformationRequest:
    """Take back a request that was put to the wrong agency, or in error; its link ends. Raises `NoLongerNeeded`."""
    request = _locked(request)
    if request.is_settled:
        raise NoLongerNeeded
    return _close(request, Closed.WITHDRAWN, reason, by, at)


def end_requests(enquiry: Enquiry, by: Practitioner | None, at: datetime) -> None:
    """End what is asked about an enquiry that needs no answers any more, and the links of those answered too."""
    specialist.end(enquiry, by, at)
    for request in enquiry.information_requests.filter(closed_at=None):
        if request.answered is None:
            _close(request, Closed.ENQUIRY_DONE, "", by, at)
        else:
            messages.end_links(purpose=PURPOSE, ref=request.pk, at=at)


def _close(
    request: InformationRequest, because: Closed, note: str, by: Practitioner | None, at: datetime
) -> InformationRequest:
    request.closed_at, request.closed_because, request.closed_note, request.closed_by = at, because, note, by
    request.save(update_fields=["closed_at", "closed_because", "closed_note", "closed_by"])
    messages.end_links(purpose=PURPOSE, ref=request.pk, at=at)
    _record(events.INFORMATION_CLOSED, request, at=at, by=by, because=because)
    return request


@deed
def remind(*, request: InformationRequest, at: datetime) -> bool:
    """Remind an agency whose answer is due, on a day on which the front door is open; return whether it was.

    Nobody is reminded to whom the enquiry has been closed since: the message would tell them of it.
    """
    request = _locked(request)
    if not is_to_remind(request, at) or request.practitioner_id in closed_out(request.enquiry, at):
        return False
    count_reminder(request, at)
    _write(request, None, at)
    _record(events.INFORMATION_REMINDED, request, at=at, by=None, number=request.reminders)
    return True


def _locked(request: InformationRequest) -> InformationRequest:
    """Return the request as it stands now, its enquiry held first, as deciding holds it."""
    locked(request.enquiry)
    return (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("enquiry__claimed_by", "asked_by", "practitioner", "organisation")
        .get(pk=request.pk)
    )


def _record(
    kind: str, request: InformationRequest, *, at: datetime, by: Practitioner | None, **data: object
) -> None:
    record(
        kind,
        request.enquiry,
        at=at,
        by=by,
        information_request=request.pk,
        organisation_asked=request.organisation_id,
        **data,
    )
