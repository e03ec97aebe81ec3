"""Documents of a case, and of its meetings."""

from typing import Self
from uuid import UUID

from django.db import models

from baton.casework.models.case import Case
from baton.casework.models.meeting import Meeting
from baton.documents.models import Document, DocumentQuerySet
from baton.journal.history import tracked
from baton.partnership.models import Practitioner


class CaseDocumentQuerySet(DocumentQuerySet):
    """Sets of documents of cases."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see which are meant for them."""
        cases = Case.objects.visible_to(practitioner).values("pk")
        return self.shown_to(practitioner).filter(case__in=cases)


@tracked
class CaseDocument(Document):
    """A document of a case; `meeting` is the one at which it was spoken about, if it belongs to one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )

    objects = CaseDocumentQuerySet.as_manager()

    class Meta(Document.Meta):
        """Listed by case, newest first."""

        indexes = [
            *Document.Meta.indexes,
            models.Index(fields=["case", "-dated_on"], name="casework_document_of_case"),
        ]

    @property
    def record(self) -> Case:
        """The case."""
        return self.case

    @property
    def family_id_of_record(self) -> UUID:
        """The family of the case."""
        return self.case.family_id

    @property
    def case_id_of_record(self) -> UUID:
        """The case."""
        return self.case_id
