"""What core does by itself, every night."""

from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from baton.core import dates, drafts, jobs, submissions

DONE_KEPT_HOURS = 7 * 24
"""How long a finished job can still be looked at (ours)."""


@jobs.task(every="40 3 * * *")
def clear() -> None:
    """Delete drafts nobody came back for, submissions nobody will click again, sessions that are over with what was
    searched for in them, and jobs done long ago.
    """
    now = dates.now()
    drafts.clear(at=now)
    submissions.clear(at=now)
    Session.objects.filter(expire_date__lt=now).delete()
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=DONE_KEPT_HOURS)
