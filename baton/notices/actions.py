"""Messages are written, sent, and their links opened. E-mail only."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from baton import journal
from baton.core import jobs
from baton.core.wall import deed
from baton.notices import events
from baton.notices.models import Link, Message
from baton.notices.rules.notice import Notice, Sender, body_of, subject_of, with_link
from baton.partnership import profiles
from baton.partnership.models import Practitioner


class NoAddress(Exception):
    """There is nowhere to send the message."""

    def __init__(self) -> None:
        super().__init__("There is no e-mail address to write to. Tell them in person or by phone.")


@deed
def make_link(*, purpose: str, ref: UUID, expires_at: datetime, at: datetime) -> Link:
    """Make a link that leads somebody without an account to one thing until `expires_at`."""
    return Link.objects.create(purpose=purpose, ref=ref, made_at=at, expires_at=expires_at)


@deed
def open_link(*, link: Link, at: datetime) -> Link:
    """Note the first time that a link is opened; later times change nothing."""
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.used_at is None:
        link.used_at = at
        link.save(update_fields=["used_at"])
        journal.record(events.LINK_OPENED, at=at, subject=link, data={"purpose": link.purpose})
    return link


@deed
def end_links(*, purpose: str, ref: UUID, at: datetime) -> int:
    """End every open link to one thing, because what it shows no longer holds; return how many there were."""
    links = list(Link.objects.select_for_update().open_at(at).filter(purpose=purpose, ref=ref))
    for link in links:
        link.ended_at = at
        link.save(update_fields=["ended_at"])
        journal.record(events.LINKS_ENDED, at=at, subject=link, data={"purpose": purpose})
    return len(links)


@deed
def send(
    *,
    notice: Notice,
    at: datetime,
    by: Practitioner | None,
    to_email: str = "",
    to_practitioner: Practitioner | None = None,
    link: Link | None = None,
    path: str = "",
    family_id: UUID | None = None,
) -> Message:
    """Write a message and hand it to the background to be sent once this transaction holds.

    It goes to an account's address or to `to_email`, and leads by `link` (no account) or `path` (after
    signing in). Raises `NoAddress`. Source: the contract of settings, `BATON_EMAIL_URL`.
    """
    address = to_practitioner.email if to_practitioner else to_email
    if not address:
        raise NoAddress
    sender = current_sender()
    message = Message.objects.create(
        to_email=address,
        to_practitioner=to_practitioner,
        template=notice.code,
        subject=subject_of(notice, sender),
        body=body_of(notice, sender),
        link=link,
        path=path,
        family_id=family_id,
        queued_at=at,
    )
    journal.record(
        events.QUEUED, at=at, by=by, family=family_id, subject=message, data={"template": notice.code}
    )
    jobs.enqueue("notices.deliver", message_id=str(message.pk))
    return message


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
    path = reverse("link_open", args=[message.link.token]) if message.link else message.path
    return settings.BATON_SITE_URL.rstrip("/") + path if path else settings.BATON_SITE_URL


@deed
def deliver(*, message_id: UUID, at: datetime) -> Message:
    """Send one queued message and note how it went; one that was sent already is not sent again.

    A failure is kept with its reason and raised no further, so that it stands on the list of messages and
    the background goes on.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.status == Message.Status.SENT:
        return message
    try:
        _hand_over(message)
    except OSError as error:
        why = str(error).replace(
            message.to_email, "the address"
        )  # logs and lists repeat it, and show no family
        message.status, message.failed_because = Message.Status.FAILED, why[:300]
    else:
        message.status, message.sent_at, message.failed_because = Message.Status.SENT, at, ""
    message.save(update_fields=["status", "sent_at", "failed_because"])
    kind = events.SENT if message.sent_at else events.FAILED
    journal.record(
        kind, at=at, family=message.family_id, subject=message, data={"template": message.template}
    )
    return message


def _hand_over(message: Message) -> None:
    EmailMessage(
        subject=message.subject,
        body=with_link(message.body, address_of(message)),
        from_email=profiles.current().contact.email or None,
        to=[message.to_email],
    ).send()
