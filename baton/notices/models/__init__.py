"""What is written to people, the links in it, and how each of them wants to be written to."""

from baton.notices.models.bounce import Bounce
from baton.notices.models.link import Link
from baton.notices.models.message import Message
from baton.notices.models.preference import Preference

__all__ = ["Bounce", "Link", "Message", "Preference"]
