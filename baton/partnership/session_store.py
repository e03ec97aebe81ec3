"""Sign-ins kept in the database: each ends at the moment set when it began, with the browser, and when it is left alone.

The framework's own end moves with each save, and the sign-in library sets it in some ways of signing in alone;
here it is one, whatever happens meanwhile (ASVS 5.0 7.3.1, 7.3.2).
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

ENDS = "ends_at"
"""Where a session keeps the moment at which the sign-in ends at the latest. Without it nobody has signed in."""

IDLE = 3600
"""Seconds of a sign-in that nobody uses (NIST SP 800-63B-4, AAL2). A text being typed uses it: it saves itself."""

NOTED_EVERY = timedelta(minutes=1)
"""How exactly is noted when a sign-in was last used (ours): a page more or less tells nobody anything."""


class SessionStore(DatabaseStore):
    """A session whose end is a moment, or an hour after its last use where that is earlier."""

    noted_end: datetime | None = None
    """The end that the database notes: from when the last use was noted."""

    is_use = True
    """Whether this request is one: a script that asks how long the sign-in lasts is none."""

    def get_expire_at_browser_close(self) -> bool:
        """Tell the browser to forget the cookie when it closes, always."""
        return True

    def get_expiry_date(self, **about: Any) -> datetime:
        """Return when it ends if this request was its last use; where nobody has signed in, the framework's moment."""
        ends = self.latest_end()
        if ends is None:
            return super().get_expiry_date(**about)
        return min(ends, timezone.now() + timedelta(seconds=IDLE))

    def get_expiry_age(self, **about: Any) -> int:
        """Return the seconds until the end."""
        since: datetime = about.get("modification") or timezone.now()
        return int((self.get_expiry_date(**about) - since).total_seconds())

    def latest_end(self) -> datetime | None:
        """Return when the sign-in ends however much it is used; nothing where nobody has signed in."""
        ends = self.get(ENDS)
        return datetime.fromisoformat(ends) if ends else None

    def end(self) -> datetime:
        """Return when it ends: an hour from this request, or from the use last noted where this one is not to be."""
        end, noted = self.get_expiry_date(), self.noted_end
        if noted is None or (self.is_use and end - noted >= NOTED_EVERY):
            return end
        return noted

    def _get_session_from_db(self) -> Session | None:
        found: Session | None = super()._get_session_from_db()  # type: ignore[misc]  # the stubs leave it out
        self.noted_end = found.expire_date if found else None
        return found
