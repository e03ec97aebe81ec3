"""The ways on which a message leaves: handed over outside any transaction, with an answer that is one of a few."""

from django.conf import settings

from baton.notices.channels.base import Channel, Refused, Trouble, Unclear
from baton.notices.channels.mail import Mail
from baton.notices.channels.notify import Notify
from baton.notices.channels.outbox import Outbox
from baton.notices.models import Message

__all__ = ["Channel", "Notify", "Refused", "Trouble", "Unclear", "can_text", "channel_of"]


def channel_of(message: Message) -> Channel:
    """Return the way on which a message leaves, by the settings."""
    has_notify = bool(settings.BATON_NOTIFY_KEY)
    if message.to_phone:
        return Notify() if has_notify else Outbox()
    return Notify() if has_notify and settings.BATON_NOTIFY_EMAIL_TEMPLATE else Mail()


def can_text() -> bool:
    """Say whether texts can be sent: by GOV.UK Notify, or, where nobody is real, into the outbox."""
    if settings.BATON_NOTIFY_KEY:
        return bool(settings.BATON_NOTIFY_TEXT_TEMPLATE)
    return not settings.PRODUCTION
