"""What the front door and social care agreed is kept."""

from datetime import datetime

from baton import journal
from baton.casework.events import liaison as events
from baton.casework.models import LiaisonNote, Transfer
from baton.core.dates import local_day
from baton.core.wall import deed
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner


@deed
def note_agreed(*, about: Transfer | Enquiry, text: str, by: Practitioner, at: datetime) -> LiaisonNote:
    """Keep what was agreed today about a transfer, or an enquiry, with social care. Source: requirements R070."""
    note = LiaisonNote.objects.create(
        agreed_on=local_day(at),
        transfer=about if isinstance(about, Transfer) else None,
        enquiry=about if isinstance(about, Enquiry) else None,
        text=text,
        at=at,
        by=by,
    )
    of_case = isinstance(about, Transfer)
    journal.record(
        events.LIAISON_AGREED,
        at=at,
        by=by,
        family=about.case.family_id if isinstance(about, Transfer) else about.family_id,
        case_id=about.case_id if isinstance(about, Transfer) else None,
        subject=note,
        data={"transfer" if of_case else "enquiry": about.pk},
    )
    return note
