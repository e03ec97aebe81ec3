"""What every deed done to an enquiry begins and ends with."""

from datetime import datetime
from typing import Any

from baton import journal
from baton.frontdoor.actions import building
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner


def locked(enquiry: Enquiry) -> Enquiry:
    """Return the enquiry as it stands now, held until the transaction ends."""
    return Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)


def record(kind: str, enquiry: Enquiry, *, at: datetime, by: Practitioner | None, **data: Any) -> None:
    """Record what was done to an enquiry, in the transaction that did it."""
    journal.record_many([building.event(kind, enquiry, at=at, by=by, **data)])
