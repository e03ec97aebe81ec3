"""An enquiry arrives: sent by a practitioner, by a family, or keyed at the front door."""

from datetime import datetime

from baton import journal
from baton.core import jobs
from baton.core.wall import deed
from baton.frontdoor.actions import building
from baton.frontdoor.actions.values import NewEnquiry
from baton.frontdoor.models import Enquiry, EnquiryPerson
from baton.frontdoor.rules.reference import PREFIX
from baton.partnership.models import Practitioner
from baton.people.rules.references import new_reference


class ReceivedInFuture(Exception):
    """An enquiry cannot have been received after it was keyed."""

    def __init__(self) -> None:
        super().__init__("Enter when it was received: a moment that has passed.")


@deed
def receive(*, new: NewEnquiry, by: Practitioner | None, at: datetime) -> Enquiry:
    """Receive an enquiry, keyed at `at` by `by`, and start its clock at the moment it was received.

    Nobody is looked up before the page has gone: neither it nor its time can tell an enquirer whether a family is known.
    Raises `ReceivedInFuture`. Source: requirements R059, R065, R080, R143.
    """
    if new.received_at > at:
        raise ReceivedInFuture
    enquiry = building.enquiry_row(new, ground=building.Ground.now(), at=at, by=by)
    _take_free_reference(enquiry)
    enquiry.save(force_insert=True)
    EnquiryPerson.objects.bulk_create(building.person_rows(new, enquiry))
    journal.record_many([building.received_event(enquiry, by)])
    jobs.enqueue("frontdoor.close_in_conflict", enquiry_id=enquiry.pk)
    return enquiry


def _take_free_reference(enquiry: Enquiry) -> None:
    """Draw again while the reference is taken; one in some 13,000 is, at thirty thousand enquiries."""
    while Enquiry.objects.filter(reference=enquiry.reference).exists():
        enquiry.reference = new_reference(PREFIX)
