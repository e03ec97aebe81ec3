"""Sign-ins kept in the database: each ends at the moment set when it began, and with the browser.

The framework's own end moves with each save, and the sign-in library sets it in some ways of signing in alone;
here it is one, whatever happens meanwhile (ASVS 5.0 7.3.2).
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

ENDS = "ends_at"
"""Where a session keeps the moment at which the sign-in ends. Without it nobody has signed in."""


class SessionStore(DatabaseStore):
    """A session whose end is a moment."""

    def get_expire_at_browser_close(self) -> bool:
        """Tell the browser to forget the cookie when it closes, always."""
        return True

    def get_expiry_date(self, **about: Any) -> datetime:
        """Return the moment of the end; where nobody has signed in, the framework's."""
        ends = self.get(ENDS)
        return datetime.fromisoformat(ends) if ends else super().get_expiry_date(**about)

    def get_expiry_age(self, **about: Any) -> int:
        """Return the seconds until the end."""
        since: datetime = about.get("modification") or timezone.now()
        return int((self.get_expiry_date(**about) - since).total_seconds())
