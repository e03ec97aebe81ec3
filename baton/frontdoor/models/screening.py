"""What the front door found out about an enquiry before it was decided."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from baton.core.models import BaseModel
from baton.frontdoor.models.enquiry import Enquiry, choices
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.journal.history import tracked


@tracked
class Check(BaseModel):
    """The latest answer to one question of the checklist; earlier answers stay in the row's history."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=20, choices=choices(CheckKind))
    answer = models.CharField(max_length=20, choices=choices(Answer))
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiry_checks"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="check_once_for_each_question", fields=["enquiry", "kind"])
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.answer} {self.enquiry_id}"

    @staticmethod
    def version_of(checks: Iterable[Check]) -> int:
        """Return the version of a checklist: the microsecond of its latest answer, 0 where none was given."""
        return max((int(check.at.timestamp() * 1_000_000) for check in checks), default=0)


@tracked
class InformationNote(BaseModel):
    """Something an agency, the family or the enquirer said while an enquiry was screened."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="notes")
    source = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiry_notes"
    )

    def __str__(self) -> str:
        return f"note of {self.at:%d %B %Y %H:%M}"
