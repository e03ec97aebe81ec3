"""Requests to specialists for tests."""

from datetime import datetime
from typing import Any

from baton.frontdoor.actions import specialist
from baton.frontdoor.models import Enquiry, SpecialistRequest
from baton.frontdoor.tests.factories import NOW
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.tests.factories import organisation, practitioner


def clinician(**values: Any) -> Practitioner:
    """Somebody of the organisation whose specialists the profile names."""
    place = Organisation.objects.filter(code="camhs").first()
    return practitioner(at=place or organisation(code="camhs", agency_type="camhs"), **values)


def ask(
    enquiry: Enquiry, by: Practitioner, *, specialism: str = "camhs", at: datetime = NOW
) -> SpecialistRequest:
    """Ask the clinicians for their view."""
    question = "Is it more than tired?"
    return specialist.ask(enquiry=enquiry, specialism=specialism, question=question, by=by, at=at)
