"""The ways on which a message leaves: handed over outside any transaction, with an answer that is one of a few."""

from baton.notices.channels.base import Channel, Refused, Trouble, Unclear
from baton.notices.channels.mail import Mail

__all__ = ["Channel", "Mail", "Refused", "Trouble", "Unclear"]
