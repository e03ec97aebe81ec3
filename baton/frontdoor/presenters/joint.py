"""What each agency knows, on one list: look-ups, help under way, answers, and who has not answered yet.

"None found", "not covered", "not permitted" and no answer stay four different things (requirements R060, R061).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from baton.frontdoor.actions.reach import dead_among
from baton.frontdoor.models import Check, Enquiry, InformationRequest, SpecialistRequest
from baton.frontdoor.rules.check import ANSWER_WORDS, QUESTION_WORDS, Answer, CheckKind, missing_checks
from baton.frontdoor.rules.information import JOINT_WORDS, Standing
from baton.frontdoor.rules.specialist import JOINT_WORDS as OUTCOMES
from baton.frontdoor.rules.specialist import STANDING_WORDS, SpecialistOutcome
from baton.frontdoor.rules.specialist import TONES as OUTCOME_TONES
from baton.frontdoor.wording import involvement_words
from baton.partnership import profiles
from baton.people.models import Involvement
from baton.ui.moments import day, local

TONES = {
    Answer.FOUND: "soon",
    Answer.NONE_FOUND: "good",
    Answer.NOT_COVERED: "quiet",
    Answer.NOT_PERMITTED: "quiet",
    Answer.NOT_KNOWN: "wait",
}


STANDING_TONES = {Standing.WAITING: "wait", Standing.LATE: "late", Standing.CLOSED: "quiet"}


@dataclass(frozen=True)
class Known:
    """What one agency, or one look-up, says; `take_back_url` where what they were asked can still be taken back."""

    agency: str
    words: str
    tone: str
    since: str
    text: str = ""
    take_back_url: str = ""


def requests_of(enquiry: Enquiry) -> QuerySet[InformationRequest]:
    """Return the requests of an enquiry with what the list shows of each, the first asked first."""
    shown = ("organisation", "practitioner", "asked_by", "reply")
    return enquiry.information_requests.select_related(*shown).order_by("asked_at", "pk")


def joint(
    enquiry: Enquiry,
    involvements: Iterable[Involvement],
    requests: Iterable[InformationRequest],
    now: datetime,
) -> list[Known]:
    """Return the list: what was looked up, who helps on record, the specialists, then the agencies as they were asked."""
    asked = list(requests)
    dead = dead_among(_address(one) for one in asked if one.closed_at is None)
    return [
        *_looked_up(enquiry),
        *_on_record(enquiry, involvements),
        *_specialists(enquiry, now),
        *(_asked(one, now, reached=_address(one) not in dead) for one in asked),
    ]


def _address(request: InformationRequest) -> str:
    return request.practitioner.email if request.practitioner else request.to_email


def _looked_up(enquiry: Enquiry) -> Iterator[Known]:
    checks = list(Check.objects.filter(enquiry=enquiry).select_related("by").order_by("at"))
    for check in checks:
        answer = Answer(check.answer)
        by = f" by {check.by.name}" if check.by else ""
        yield Known(
            QUESTION_WORDS[CheckKind(check.kind)],
            ANSWER_WORDS[answer],
            TONES[answer],
            f"Looked up {local(check.at)}{by}",
            check.note,
        )
    for kind in missing_checks(frozenset(CheckKind(check.kind) for check in checks)):
        yield Known(QUESTION_WORDS[kind], "Not looked up yet", "wait", "")


def _on_record(enquiry: Enquiry, involvements: Iterable[Involvement]) -> Iterator[Known]:
    shown = list(involvements)
    for one in shown:
        since = f"On record since {day(one.from_on)}" if one.from_on else "On record"
        contact = one.contact if one.practitioner else ""
        yield Known(involvement_words(one), "Helps already", TONES[Answer.FOUND], since, contact)
    if enquiry.family is not None and not shown:
        yield Known(
            "Help on record here",
            ANSWER_WORDS[Answer.NONE_FOUND],
            TONES[Answer.NONE_FOUND],
            "",
            "Services that do not use this system are not covered.",
        )


def _specialists(enquiry: Enquiry, now: datetime) -> Iterator[Known]:
    rows = enquiry.specialist_requests.select_related("asked_by", "answered_by").order_by("asked_at", "pk")
    labels = profiles.current().specialists
    for row in rows:
        who, asked = labels.label(row.specialism), f"Asked {local(row.asked_at)} by {row.asked_by.name}"
        if row.outcome and row.answered_by and row.answered_at:
            outcome = SpecialistOutcome(row.outcome)
            since = f"Answered {local(row.answered_at)} by {row.answered_by.name}"
            yield Known(who, OUTCOMES[outcome], OUTCOME_TONES[outcome], since, row.view)
            continue
        standing = row.standing(now)
        text = row.closed_note if standing is Standing.CLOSED else row.question
        url = "" if row.is_settled else reverse("specialist_withdraw", args=[enquiry.pk, row.pk])
        since = asked if row.is_settled else f"{asked}. {_reminded(row)}"
        yield Known(who, STANDING_WORDS[standing], STANDING_TONES[standing], since, text, take_back_url=url)


def _asked(request: InformationRequest, now: datetime, *, reached: bool) -> Known:
    reply = request.answered
    asked = f"Asked {local(request.asked_at)} by {request.asked_by.name}"
    if reply is not None:
        answer = Answer(reply.answer)
        since = f"Answered {local(reply.at)} by {reply.who}"
        return Known(request.whom, JOINT_WORDS[answer], TONES[answer], since, reply.text)
    standing = request.standing(now)
    if standing is Standing.CLOSED:
        return Known(request.whom, "Asked, never answered", "quiet", asked, request.closed_note)
    url = reverse("information_request_withdraw", args=[request.enquiry_id, request.pk])
    if not reached:
        return Known(request.whom, "E-mail to them comes back: ring them", "bad", asked, take_back_url=url)
    late = standing is Standing.LATE
    words = "Late: ring them" if late else JOINT_WORDS[Answer.NOT_KNOWN]
    since = f"{asked}. {_reminded(request)}"
    return Known(request.whom, words, "late" if late else TONES[Answer.NOT_KNOWN], since, take_back_url=url)


def _reminded(request: InformationRequest | SpecialistRequest) -> str:
    due = f"An answer is due {local(request.due_at)}."
    if not request.reminders:
        return due
    times = "once" if request.reminders == 1 else f"{request.reminders} times"
    return f"{due} Reminded {times}, last {local(request.reminded_at)}."
