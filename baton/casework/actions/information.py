"""An enquiry was added to an open case: its lead practitioner reads it."""

from datetime import datetime

from baton.casework.actions.common import locked, record
from baton.casework.events import case as events
from baton.casework.models import Case, InformationRead
from baton.casework.models.information import added_to
from baton.core.wall import deed
from baton.frontdoor.models import Decision
from baton.partnership.models import Practitioner


class NotOfCase(Exception):
    """The enquiry was not added to this case."""

    def __init__(self) -> None:
        super().__init__("This enquiry no longer belongs to the case: it has been decided again.")


@deed
def read(*, case: Case, decision: Decision, by: Practitioner, at: datetime) -> InformationRead:
    """Record that what an enquiry added to the case has been read; the first reader counts.

    Raises `NotOfCase`. Source: architecture, “deciding and allocating are two deeds”.
    """
    case = locked(case)
    if not added_to(case).filter(pk=decision.pk).exists():
        raise NotOfCase
    row, is_first = InformationRead.objects.get_or_create(
        decision=decision, defaults={"case": case, "read_at": at, "read_by": by}
    )
    if is_first:
        record(
            events.INFORMATION_READ, case, at=at, by=by, subject=row, data={"enquiry": decision.enquiry_id}
        )
    return row
