"""Requests for information for tests."""

from datetime import datetime
from typing import Any

from baton.frontdoor.actions import conflict, information
from baton.frontdoor.actions.information import Asking, Recipient, Replier
from baton.frontdoor.models import Enquiry, InformationReply, InformationRequest
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.tests.factories import AVA, NOW
from baton.notices.models import Link
from baton.partnership.models import Practitioner
from baton.people.actions import declaration
from baton.people.actions.declaration import NewDeclaredPerson
from baton.people.rules.conflict import Tie

SCHOOL = Recipient(email="Office@school.example.org", name="School office")
NURSE = Replier(name="Nia Ford", role="School nurse", phone="01302 000000")


def asking(enquiry: Enquiry, **values: Any) -> Asking:
    """Whether the agency works with everybody the enquiry names."""
    known = {"purpose": "agreed", "questions": ["Do you work with them?"]}
    about = [person.pk for person in enquiry.people.all()]
    return Asking(**{"about": about} | known | values)


def ask(
    enquiry: Enquiry, by: Practitioner, *, of: Recipient = SCHOOL, at: datetime = NOW, **values: Any
) -> InformationRequest:
    """Ask one agency."""
    (request,) = information.ask(
        enquiry=enquiry, asking=asking(enquiry, **values), recipients=[of], by=by, at=at
    )
    return request


def reply(
    request: InformationRequest,
    answer: Answer = Answer.FOUND,
    *,
    text: str = "Ava is often tired.",
    by: Practitioner | None = None,
    at: datetime = NOW,
) -> InformationReply:
    """Answer for an agency."""
    return information.reply(request=request, answer=answer, text=text, replier=NURSE, by=by, at=at)


def token(request: InformationRequest) -> str:
    """The secret part of the address that a request was sent with."""
    return Link.objects.get(ref=request.pk).token


def close_to(practitioner: Practitioner, enquiry: Enquiry) -> None:
    """Let a practitioner be a relative of `factories.AVA`, whom an enquiry names: it closes to them."""
    child = NewDeclaredPerson(Tie.RELATIVE, "Ava", "Shaw", AVA.date_of_birth)
    declaration.declare(people=[child], by=practitioner, at=NOW)
    conflict.close(Enquiry.objects.filter(pk=enquiry.pk), NOW)
