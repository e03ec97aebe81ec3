"""What needs somebody today: duties of cases and enquiries on one list, ordered by when they are due.

Reads only. Each line says about whom, what is needed, by when, and leads with one button to the very step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.timezone import localdate, now

from baton.casework.models import Case, Duty, Transfer, listing
from baton.casework.models.agreed import agreed_to_help
from baton.casework.models.duty import stopped
from baton.casework.models.holiday import holiday, still_paused, uncovered
from baton.casework.rules.duty import ASK_FIRST, STEPS, DutyKind, DutyStep
from baton.core import drafts, wall
from baton.core.dates import counted, day_words, end_of_day
from baton.frontdoor.models import Enquiry, InformationRequest, SpecialistRequest
from baton.frontdoor.models.scope import closed_to
from baton.frontdoor.permissions import can_see_board, can_see_specialist_queue
from baton.frontdoor.rules.enquiry import State
from baton.notices.models import Bounce
from baton.partnership import profiles
from baton.partnership.keeping import local_page
from baton.partnership.models import Practitioner

PAUSED = "(its clock is paused)"


class Section(StrEnum):
    """The parts of my work, in the order in which they matter."""

    LATE = "Late"
    TO_READ = "To read"
    TODAY = "Today"
    THIS_WEEK = "This week"
    LATER = "Later"


@dataclass(frozen=True)
class WorkItem:
    """One line: about whom, what is needed, by when, and the button that leads there."""

    about: str
    needed: str
    due_at: datetime | None
    button: str
    url: str
    to_read: bool = False
    family: UUID | None = None


@dataclass(frozen=True)
class Waiting:
    """Something that others have to do first."""

    about: str
    words: str
    since: datetime
    url: str


def my_items(practitioner: Practitioner) -> list[WorkItem]:
    """Give everything that waits for this practitioner, the first due first, what has no date last."""
    items = [
        *_duties(practitioner),
        *_to_read(practitioner),
        *_claimed(practitioner),
        *_questions(practitioner),
        *_views_asked(practitioner),
        *_views_late(practitioner),
        *_holiday(practitioner),
        *_after_holiday(practitioner),
        *_unreached(practitioner),
    ]
    return sorted(items, key=lambda item: (item.due_at is None, item.due_at, item.about))


def in_sections(items: Iterable[WorkItem], now: datetime) -> dict[Section, list[WorkItem]]:
    """Put the items under late, to read, today, this week and later; a section without any is left out."""
    sections: dict[Section, list[WorkItem]] = {section: [] for section in Section}
    for item in items:
        sections[Section.TO_READ if item.to_read else section_of(item.due_at, now)].append(item)
    return {section: found for section, found in sections.items() if found}


def section_of(due_at: datetime | None, now: datetime) -> Section:
    """Tell under which heading something due at `due_at` stands; this week means within seven days."""
    if due_at is None:
        return Section.LATER
    if due_at < now:
        return Section.LATE
    days = localdate(due_at) - localdate(now)
    if not days:
        return Section.TODAY
    return Section.THIS_WEEK if days < timedelta(days=7) else Section.LATER


@dataclass(frozen=True)
class Unsent:
    """Something the reader typed and did not send: what it is, when they last typed, where to go on or throw it away."""

    title: str
    saved_at: datetime
    url: str
    throw_away_url: str


def not_sent_yet(practitioner: Practitioner) -> list[Unsent]:
    """Return what the practitioner began and did not send, last typed first; nobody else ever sees it."""
    return [
        Unsent(
            drafts.title_of(draft),
            draft.saved_at,
            page,
            reverse("draft_throw_away", kwargs={"form": draft.form, "subject": draft.subject}),
        )
        for draft in drafts.of_owner(str(practitioner.pk))
        if draft.subject and (page := local_page(drafts.page_of(draft)))
    ]


def waiting_for_others(practitioner: Practitioner) -> list[Waiting]:
    """Give one's own enquiries that the front door has not decided yet, the oldest first."""
    mine = Enquiry.objects.of_enquirer(practitioner).waiting().order_by("received_at")
    return [
        Waiting(
            about=enquiry.reference,
            words=_whom_it_waits_for(State(enquiry.state)),
            since=enquiry.received_at,
            url=reverse("enquiry_page", args=[enquiry.pk]),
        )
        for enquiry in mine
    ]


def _whom_it_waits_for(state: State) -> str:
    return "Your enquiry is being looked at" if state is State.SCREENING else "Your enquiry has arrived"


def _duties(practitioner: Practitioner) -> list[WorkItem]:
    """Give what this practitioner owes, and the transfers that their organisation is asked to answer."""
    asked = Transfer.objects.asked_of(practitioner).values("pk")
    theirs = Q(owner=practitioner) | Q(kind=DutyKind.ANSWER_TRANSFER, subject_id__in=asked)
    duties = Duty.objects.visible_to(practitioner).open().filter(theirs)
    stands_still = ExpressionWrapper(stopped(localdate()), output_field=BooleanField())
    rows = list(duties.annotate(stands_still=stands_still).select_related("case__family"))
    to_start = [row.case_id for row in rows if row.kind == DutyKind.START_ASSESSMENT]
    agreed = agreed_to_help(to_start) if to_start else frozenset()
    return [
        _duty_item(row, ASK_FIRST if row.case_id in to_start and row.case_id not in agreed else None)
        for row in rows
    ]


def _duty_item(duty: Any, first: DutyStep | None) -> WorkItem:
    """Return the line of a duty; `first` is what has to be done before it."""
    is_start = duty.kind == DutyKind.START_ASSESSMENT
    step = first if first and is_start else STEPS[DutyKind(duty.kind)]
    return WorkItem(
        about=f"{duty.case.family.name}, {duty.case.reference}",
        needed=f"{step.words} {PAUSED}" if duty.stands_still else step.words,
        due_at=None if duty.stands_still else duty.due_at,
        button=step.button,
        url=reverse(step.url_name, args=[duty.case_id]),
        family=duty.case.family_id,
    )


def _to_read(practitioner: Practitioner) -> list[WorkItem]:
    """Give the cases one leads to which an enquiry was added that nobody has read."""
    led = Case.objects.visible_to(practitioner).led_by(practitioner).filter(listing.unread())
    # Who stands in, too, is told that there is something to read, though enquiries are hidden from them.
    with wall.beyond(wall.Purpose.INFORMATION):
        unread = list(led.select_related("family"))
    return [
        WorkItem(
            about=f"{case.family.name}, {case.reference}",
            needed="Read what came in about this family",
            due_at=None,
            button="Read",
            url=reverse("information_list", args=[case.pk]),
            to_read=True,
            family=case.family_id,
        )
        for case in unread
    ]


def _after_holiday(practitioner: Practitioner) -> list[WorkItem]:
    """Give, once, that a school holiday is over and clocks of cases one leads still stand still for it."""
    today = localdate()
    led = Case.objects.led_by(practitioner).values("pk")
    count = still_paused(practitioner, today).filter(case__in=led).count()
    if not count:
        return []
    stand = "clock still stands" if count == 1 else "clocks still stand"
    return [
        WorkItem(
            about="The school holiday is over",
            needed=f"{count} {stand} still in cases you lead: start {'it' if count == 1 else 'them'} again",
            due_at=end_of_day(today),
            button="See which",
            url=reverse("holiday_list"),
        )
    ]


def _holiday(practitioner: Practitioner) -> list[WorkItem]:
    """Give, once, that a school holiday is near and cases one leads have nobody for it."""
    today = localdate()
    near = holiday(today)
    count = uncovered(practitioner, today).led_by(practitioner).count() if near else 0
    if near is None or not count:
        return []
    first = day_words(near.first)
    return [
        WorkItem(
            about=f"School holiday from {first}",
            needed=f"{counted(count, 'case')} you lead: say who stands in, or pause a clock",
            due_at=end_of_day(near.first - timedelta(days=1)),
            button="See which",
            url=reverse("holiday_list"),
        )
    ]


def _unreached(practitioner: Practitioner) -> list[WorkItem]:
    """Give, where messages come back, whether one's own address is right, and how many colleagues' to look into."""
    seen = list(Bounce.objects.open().visible_to(practitioner).order_by("bounced_at"))
    own = [bounce for bounce in seen if bounce.practitioner_id == practitioner.pk]
    items = [
        WorkItem(
            about="Your e-mail address",
            needed=f"Messages to {bounce.address} come back, so nobody writes to you. Is it right?",
            due_at=bounce.bounced_at,
            button="Look at it",
            url=reverse("bounce_confirm", args=[bounce.pk]),
        )
        for bounce in own
    ]
    others = [bounce for bounce in seen if bounce not in own]
    if others:
        items.append(
            WorkItem(
                about=counted(len(others), "colleague"),
                needed="Messages to them come back. Ask whether their address is right",
                due_at=others[0].bounced_at,
                button="See whom",
                url=reverse("bounce_index"),
            )
        )
    return items


def _claimed(practitioner: Practitioner) -> list[WorkItem]:
    claimed = Enquiry.objects.visible_to(practitioner).waiting().filter(claimed_by=practitioner)
    return [_claimed_item(enquiry) for enquiry in claimed.with_pause()]


def _claimed_item(enquiry: Any) -> WorkItem:
    needed = "Decide this enquiry"
    return WorkItem(
        about=enquiry.reference,
        needed=f"{needed} {PAUSED}" if enquiry.is_paused else needed,
        due_at=None if enquiry.is_paused else enquiry.due_at,
        button="Go on screening",
        url=reverse("enquiry_page", args=[enquiry.pk]),
    )


def _questions(practitioner: Practitioner) -> list[WorkItem]:
    """Give what the front door asks this practitioner, and who is late to answer about the enquiries they claimed."""
    open_ones = InformationRequest.objects.open()
    asked = open_ones.asked_of(practitioner).exclude(closed_to(practitioner))
    late = open_ones.visible_to(practitioner).late(now()).filter(enquiry__claimed_by=practitioner)
    found = (asked | late).select_related("enquiry", "organisation", "practitioner")
    # With the reference of an enquiry that is hidden from whoever is asked, and what closes it to them.
    with wall.beyond(wall.Purpose.ASKED):
        shown = list(found)
    return [_question(request, asked=request.practitioner_id == practitioner.pk) for request in shown]


def _views_asked(practitioner: Practitioner) -> list[WorkItem]:
    """Give the enquiries of which specialists, this practitioner among them, are asked for their view."""
    if not can_see_specialist_queue(practitioner):
        return []
    return [
        WorkItem(
            about=row.enquiry.reference,
            needed="Say what you think of an enquiry, as a specialist",
            due_at=row.due_at,
            button="Answer",
            url=reverse("specialist_answer", args=[row.enquiry_id, row.pk]),
            family=row.enquiry.family_id,
        )
        for row in SpecialistRequest.objects.opens(practitioner).select_related("enquiry")
    ]


def _views_late(practitioner: Practitioner) -> list[WorkItem]:
    """Give which specialists are late with their view of the enquiries this practitioner claimed."""
    if not can_see_board(practitioner):
        return []
    late = (
        SpecialistRequest.objects.visible_to(practitioner)
        .late(now())
        .filter(enquiry__claimed_by=practitioner)
    )
    labels = profiles.current().specialists
    return [
        WorkItem(
            about=row.enquiry.reference,
            needed=f"{labels.label(row.specialism)} have not answered. Ring them",
            due_at=row.due_at,
            button="See who has answered",
            url=f"{reverse('enquiry_page', args=[row.enquiry_id])}#agencies",
        )
        for row in late.select_related("enquiry")
    ]


def _question(request: InformationRequest, *, asked: bool) -> WorkItem:
    if asked:
        needed, button = "Say what you know about a family", "Answer"
        url = reverse("information_request_answer", args=[request.pk])
    else:
        needed, button = f"{request.whom} has not answered. Ring them", "See who has answered"
        url = f"{reverse('enquiry_page', args=[request.enquiry_id])}#agencies"
    return WorkItem(request.enquiry.reference, needed, request.due_at, button, url)
