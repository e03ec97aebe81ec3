"""The documents of a case and of its meetings: listed, added, opened, changed, withdrawn."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from baton.casework.models import Case, CaseDocument, Meeting
from baton.casework.permissions import can_add_document, can_see_cases, changing_documents
from baton.casework.presenters.frame import case_frame
from baton.casework.views.loading import get_case_or_refuse, standing_of
from baton.core import dates
from baton.documents import views as pages
from baton.documents.forms import DocumentFilter
from baton.documents.views import Shelf
from baton.frontdoor.models import EnquiryDocument
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people.models.access import to_whom_open
from baton.ui import searches

PAGE = "case_document_list"


def shelf_of(request: PractitionerRequest, case: Case, meeting: Meeting | None = None) -> Shelf:
    """Return the documents of a case that the reader may see, or those of one of its meetings."""
    documents = CaseDocument.objects.visible_to(request.user).filter(case=case)
    return Shelf(
        documents=documents.filter(meeting=meeting) if meeting else documents,
        new=lambda: CaseDocument(case=case, meeting=meeting),
        kinds=case.profile.profile.document_kinds,
        named=lambda: to_whom_open(case.family_id, dates.now()),
        family_id=case.family_id,
        prefix="case_document",
        about=(case.pk,),
        templates="casework/document/{page}.jinja",
        can_add=lambda: can_add_document(request.user, case),
        changing=lambda: changing_documents(request.user, case),
    )


def _framed(request: PractitionerRequest, case: Case, meeting: Meeting | None = None) -> Shelf:
    shelf = shelf_of(request, case, meeting)
    shelf.context.update(case_frame=case_frame(standing_of(case), PAGE), meeting=meeting)
    return shelf


@allowed(can_see_cases)
@searches.by_post(DocumentFilter)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """List the documents of a case, its meetings' among them; say where those of its enquiry are."""
    case = get_case_or_refuse(request, case_id)
    shelf = _framed(request, case)
    of_enquiry = EnquiryDocument.objects.visible_to(request.user).in_use().filter(enquiry=case.enquiry_id)
    shelf.context["of_enquiry"] = of_enquiry.count() if case.enquiry_id else 0
    return pages.index(request, shelf)


@allowed(can_see_cases)
def add(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Add a document to a case."""
    case = get_case_or_refuse(request, case_id)
    return pages.add(request, _framed(request, case))


@allowed(can_see_cases)
def add_to_meeting(request: PractitionerRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Add a document to a meeting."""
    case = get_case_or_refuse(request, case_id)
    meeting = get_object_or_404(Meeting, pk=meeting_id, case=case)
    return pages.add(
        request, _framed(request, case, meeting), back=reverse("meeting", args=[case.pk, meeting.pk])
    )


@allowed(can_see_cases)
def open_file(request: PractitionerRequest, case_id: UUID, case_document_id: UUID) -> HttpResponseBase:
    """Give a document out."""
    case = get_case_or_refuse(request, case_id)
    return pages.open_file(request, shelf_of(request, case), case_document_id)


@allowed(can_see_cases)
def change(request: PractitionerRequest, case_id: UUID, case_document_id: UUID) -> HttpResponse:
    """Change what is said of a document."""
    case = get_case_or_refuse(request, case_id)
    return pages.change(request, _framed(request, case), case_document_id)


@allowed(can_see_cases)
def withdraw(request: PractitionerRequest, case_id: UUID, case_document_id: UUID) -> HttpResponse:
    """Withdraw a document."""
    case = get_case_or_refuse(request, case_id)
    return pages.withdraw(request, _framed(request, case), case_document_id)
