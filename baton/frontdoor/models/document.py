"""Documents that came with an enquiry, or while it was screened."""

from typing import Self
from uuid import UUID

from django.db import models

from baton.documents.models import Document, DocumentQuerySet
from baton.frontdoor.models.enquiry import Enquiry
from baton.journal.history import tracked
from baton.partnership.models import Practitioner


class EnquiryDocumentQuerySet(DocumentQuerySet):
    """Sets of documents of enquiries."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of enquiries that `practitioner` may read whole which are meant for them."""
        enquiries = Enquiry.objects.visible_to(practitioner).values("pk")
        return self.shown_to(practitioner).filter(enquiry__in=enquiries)


@tracked
class EnquiryDocument(Document):
    """A document of an enquiry. It stays with it when the enquiry is joined to another or leads to a case."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="documents")

    objects = EnquiryDocumentQuerySet.as_manager()

    class Meta(Document.Meta):
        """Listed by enquiry, newest first."""

        indexes = [
            *Document.Meta.indexes,
            models.Index(fields=["enquiry", "-dated_on"], name="frontdoor_document_of_enquiry"),
        ]

    @property
    def record(self) -> Enquiry:
        """The enquiry."""
        return self.enquiry

    @property
    def family_id_of_record(self) -> UUID | None:
        """The family to which the enquiry is linked, if it is."""
        return self.enquiry.family_id
