"""The documents of an enquiry: listed, added, opened, changed, withdrawn."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from baton.core import dates
from baton.documents import views as pages
from baton.documents.forms import DocumentFilter
from baton.documents.views import Shelf
from baton.frontdoor.models import Enquiry, EnquiryDocument
from baton.frontdoor.permissions import can_add_document, changing_documents
from baton.frontdoor.views.loading import get_enquiry_or_refuse
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, signed_in
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB, Role
from baton.people.models.access import to_whom_open
from baton.ui import searches


def shelf_of(request: PractitionerRequest, enquiry: Enquiry) -> Shelf:
    """Return the documents of an enquiry that the reader may see."""
    return Shelf(
        documents=EnquiryDocument.objects.visible_to(request.user).filter(enquiry=enquiry),
        new=lambda: EnquiryDocument(enquiry=enquiry),
        kinds=profiles.current().document_kinds,
        named=lambda: _works_on(enquiry),
        family_id=enquiry.family_id,
        prefix="enquiry_document",
        about=(enquiry.pk,),
        templates="frontdoor/document/{page}.jinja",
        can_add=lambda: can_add_document(request.user, enquiry),
        changing=lambda: changing_documents(request.user, enquiry),
        context={"enquiry": enquiry},
    )


def _works_on(enquiry: Enquiry) -> list[Practitioner]:
    """Return those who screen, and those to whom its family is open by name."""
    screens = Practitioner.objects.with_role(*HUB, Role.SAFEGUARDING_LEAD)
    named = to_whom_open(enquiry.family_id, dates.now()) if enquiry.family_id else []
    return sorted({*screens, *named}, key=lambda one: one.name)


@signed_in
@searches.by_post(DocumentFilter)
def index(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """List the documents of an enquiry."""
    return pages.index(request, shelf_of(request, get_enquiry_or_refuse(request, enquiry_id)))


@signed_in
def add(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Add a document to an enquiry."""
    return pages.add(request, shelf_of(request, get_enquiry_or_refuse(request, enquiry_id)))


@signed_in
def open_file(request: PractitionerRequest, enquiry_id: UUID, enquiry_document_id: UUID) -> HttpResponseBase:
    """Give a document out."""
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    return pages.open_file(request, shelf_of(request, enquiry), enquiry_document_id)


@signed_in
def change(request: PractitionerRequest, enquiry_id: UUID, enquiry_document_id: UUID) -> HttpResponse:
    """Change what is said of a document."""
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    return pages.change(request, shelf_of(request, enquiry), enquiry_document_id)


@signed_in
def withdraw(request: PractitionerRequest, enquiry_id: UUID, enquiry_document_id: UUID) -> HttpResponse:
    """Withdraw a document."""
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    return pages.withdraw(request, shelf_of(request, enquiry), enquiry_document_id)
