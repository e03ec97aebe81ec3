"""Documents of a case, and what their form sends."""

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from baton.casework.models import Case, CaseDocument, Meeting
from baton.casework.tests.factories import NOW, OPENED
from baton.documents import actions
from baton.documents.actions import Details
from baton.partnership.models import Practitioner

LETTER = b"Dear all, Ava came on 34 of 40 days."


def details(**values: Any) -> Details:
    return Details(**{"title": "Letter from school", "kind": "letter", "dated_on": OPENED} | values)


def document(
    case: Case,
    by: Practitioner,
    *,
    content: bytes = LETTER,
    meeting: Meeting | None = None,
    **values: Any,
) -> CaseDocument:
    return actions.add(
        document=CaseDocument(case=case, meeting=meeting),
        details=details(**values),
        file=BytesIO(content),
        by=by,
        at=NOW,
    )


def upload(name: str = "letter.txt", content: bytes = LETTER, **values: Any) -> dict[str, Any]:
    """What the form for a new document sends."""
    return {
        "submission_token": str(uuid4()),
        "file": SimpleUploadedFile(name, content),
        "title": "Letter from school",
        "kind": "letter",
        "dated_on-day": 7,
        "dated_on-month": 9,
        "dated_on-year": 2026,
        "audience": "record",
        **values,
    }
