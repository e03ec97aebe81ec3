"""What other apps do with messages and links: write one, make a link, open it, end it."""

from baton.notices.actions.link import end_links, make_link, open_link
from baton.notices.actions.message import NoAddress, send

__all__ = ["NoAddress", "end_links", "make_link", "open_link", "send"]
