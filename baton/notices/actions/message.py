"""Messages are written: at once, for the day's message, or not at all, as the person written to has chosen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.core import jobs
from baton.core.rules.calendars import Closures, Period
from baton.core.wall import deed
from baton.notices import events
from baton.notices.models import Bounce, Link, Message, Preference
from baton.notices.rules.delivery import Status
from baton.notices.rules.kind import Kind, Way, way_of
from baton.notices.rules.notice import Notice, Sender, body_of, subject_of, with_link
from baton.notices.rules.notice import text_of as words_of_text
from baton.notices.rules.quiet import WEEKEND, Quiet, heard_at, next_digest, outside
from baton.partnership import profiles
from baton.partnership.models import Practitioner


class NoAddress(Exception):
    """There is nowhere to send the message."""

    def __init__(self) -> None:
        super().__init__("There is no e-mail address to write to. Tell them in person or by phone.")


class NoWordsForText(Exception):
    """The notice cannot be sent as a text."""

    def __init__(self) -> None:
        super().__init__("This cannot be sent as a text. Send an e-mail, or tell them in person or by phone.")


@dataclass(frozen=True)
class Plan:
    """What becomes of a message that is written: its first status, and until when it waits."""

    status: Status
    send_at: datetime | None = None


@deed
def send(
    *,
    notice: Notice,
    at: datetime,
    by: Practitioner | None,
    to_email: str = "",
    to_phone: str = "",
    to_practitioner: Practitioner | None = None,
    link: Link | None = None,
    path: str = "",
    family_id: UUID | None = None,
    due_at: datetime | None = None,
) -> Message:
    """Write a message; it goes out once this transaction holds, as soon as whoever it is for wants to hear.

    To an address that does not work it is kept back until somebody confirms that it does.

    It goes to an account's address, to `to_email`, or as a text to the number `to_phone`, and leads by `link` (no
    account) or `path` (after signing in); `due_at` is by when what it asks for is due. Raises `NoAddress`,
    `NoWordsForText`.
    Source: the contract of settings, `BATON_EMAIL_URL`.
    """
    address = to_practitioner.email if to_practitioner else to_email
    if not address and not to_phone:
        raise NoAddress
    if to_phone and not address and not notice.text:
        raise NoWordsForText
    works = not Bounce.objects.open().of(address or to_phone).exists()
    plan = plan_for(notice.kind, to_practitioner, at) if works else Plan(Status.WITHHELD)
    sender = current_sender()
    message = Message(
        to_email=address,
        to_phone="" if address else to_phone,
        to_practitioner=to_practitioner,
        template=notice.code,
        subject=subject_of(notice, sender),
        body=body_of(notice, sender) if address else words_of_text(notice, sender),
        link=link,
        path=path,
        family_id=family_id,
        queued_at=at,
        due_at=due_at,
        status=plan.status,
        send_at=plan.send_at,
    )
    return queue(message, by=by, at=at)


def queue(message: Message, *, by: Practitioner | None, at: datetime) -> Message:
    """Keep a new message and put it on the queue, where it is one that goes out by itself."""
    message.save(force_insert=True)
    data = {"template": message.template}
    journal.record(events.QUEUED, at=at, by=by, family=message.family_id, subject=message, data=data)
    if message.status == Status.QUEUED:
        jobs.enqueue_at(message.send_at, "notices.deliver", message_id=str(message.pk))
    return message


def plan_for(kind: Kind, practitioner: Practitioner | None, at: datetime) -> Plan:
    """Return what becomes of a notice: safety goes at once, the rest by what is chosen and in no quiet hours."""
    if kind is Kind.SAFETY:
        return Plan(Status.QUEUED)
    preference = Preference.objects.filter(practitioner=practitioner).first() if practitioner else None
    way = way_of(kind, preference.ways if preference else {}) if practitioner else Way.AT_ONCE
    if way is Way.NEVER:
        return Plan(Status.UNWANTED)
    zone, common = timezone.get_default_timezone(), partnership_quiet(with_days=practitioner is not None)
    quiets = [common, preference.quiet] if preference else [common]
    if way is Way.DIGEST:
        hour = profiles.current().notices.digest_at
        return Plan(Status.HELD, next_digest(at, hour, quiets, zone) or at)
    # Hours of their own that leave no time, since the partnership's were changed, do not count.
    heard = heard_at(at, quiets, zone) or heard_at(at, [common], zone)
    return Plan(Status.QUEUED, heard if heard and heard > at else None)


def leaves_time(own: Quiet, at: datetime) -> bool:
    """Say whether somebody’s own quiet, beside the partnership’s, leaves a moment for writing to them."""
    zone = timezone.get_default_timezone()
    return heard_at(at, [partnership_quiet(with_days=True), own], zone) is not None


def partnership_quiet(*, with_days: bool) -> Quiet:
    """Return when the partnership writes to nobody; `with_days`: weekends and closed days too, where it says so."""
    profile = profiles.current()
    hours = outside(profile.notices.sending_hours)
    if not with_days or profile.notices.weekends:
        return hours
    closed = Closures(tuple(Period(day, day) for day in profile.calendar.closure_days))
    return Quiet(hours.from_, hours.to, WEEKEND, closed)


def current_sender() -> Sender:
    """Return what the profile in force says about who sends messages."""
    profile = profiles.current()
    return Sender(
        service=str(profile.words.front_door),
        partnership=profile.identity.title,
        telephone=profile.contact.telephone,
    )


def address_of(message: Message) -> str:
    """Return the full address a message leads to, its secret part made anew."""
    return full_address(reverse("link_open", args=[message.link.token]) if message.link else message.path)


def text_of(message: Message) -> str:
    """Return what a message says as it is sent: with its link, and for an account with where to choose."""
    text = with_link(message.body, address_of(message))
    if message.to_practitioner_id is None:
        return text
    return f"{text}\nChoose what we write to you about, and when: {full_address(reverse('notice_preferences'))}\n"


def full_address(path: str) -> str:
    """Return a page's address as it stands in a message."""
    return settings.BATON_SITE_URL.rstrip("/") + path if path else settings.BATON_SITE_URL
