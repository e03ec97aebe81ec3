"""What the partnership does by itself, every night."""

from baton.core import dates, jobs
from baton.partnership import session


@jobs.task(every="50 3 * * *")
def clear() -> None:
    """Forget from where people were signed in, once their sign-ins are over."""
    session.clear_sessions(at=dates.now())
