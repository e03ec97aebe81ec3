"""Reading the journal on from a cursor without missing an event, for those who deliver events elsewhere."""

from baton.journal.marks import EVENTS
from baton.journal.models import Event


def read(after: int, *, limit: int = 500) -> list[Event]:
    """Return the next events after the one with this id, oldest first; each appears in exactly one such reading.

    The reader keeps the id of the last event it has dealt with, and gives it next time; 0 to begin with.
    """
    upto = EVENTS.settled()
    return list(Event.objects.after(after).filter(id__lte=upto)[:limit])
