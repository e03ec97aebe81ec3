"""Documents of an enquiry: who adds and sees them, from the board to the family's lead."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from baton.core import wall
from baton.documents import actions
from baton.documents.actions import Details
from baton.documents.rules.document import Audience
from baton.frontdoor.actions import exclusion
from baton.frontdoor.models import Enquiry, EnquiryDocument
from baton.frontdoor.permissions import can_add_document, can_change_document
from baton.frontdoor.tests.factories import NOW, by, received, screener
from baton.journal.models import Event
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from tests.browsing import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.BATON_HOME = tmp_path


def document(enquiry: Enquiry, by: Any, **values: Any) -> EnquiryDocument:
    said = {"title": "Letter", "kind": "letter", "dated_on": NOW.date()} | values
    new = EnquiryDocument(enquiry=enquiry)
    return actions.add(document=new, details=Details(**said), file=BytesIO(b"Dear all"), by=by, at=NOW)


def upload(**values: Any) -> dict[str, Any]:
    today = {"dated_on-day": 7, "dated_on-month": 9, "dated_on-year": 2026}
    file = SimpleUploadedFile("a.txt", b"Dear all")
    return {
        "file": file,
        "title": "Letter from the nurse",
        "kind": "letter",
        "audience": "record",
        **today,
        **values,
    }


def test_a_screener_adds_a_document_and_the_page_of_the_enquiry_names_it():
    who, enquiry = screener(), received()
    browser = Browser(who)

    sent = browser.post("enquiry_document_add", enquiry.pk, **upload())

    assert sent.url == reverse("enquiry_document_list", args=[enquiry.pk])
    made = EnquiryDocument.objects.get()
    for page in ("enquiry_page", "enquiry_document_list"):
        assert "Letter from the nurse" in browser.get(page, enquiry.pk).content.decode()
    opened = browser.get("enquiry_document_open", enquiry.pk, made.pk)
    assert b"".join(opened.streaming_content) == b"Dear all"
    assert (
        "Letter from the nurse"
        in browser.get("enquiry_document_change", enquiry.pk, made.pk).content.decode()
    )
    event = Event.objects.get(kind="documents.document_added")
    assert (event.subject_id, event.case_id) == (enquiry.pk, None)


def test_a_document_of_an_enquiry_is_named_to_those_who_screen():
    who, other, enquiry = screener(name="Sid Rowe"), screener(name="Una Ray"), received()

    Browser(who).post("enquiry_document_add", enquiry.pk, **upload(audience="named", readers=[str(other.pk)]))

    made = EnquiryDocument.objects.get()
    assert made.readers == [other.pk]
    third = screener(name="Tom Beck")
    assert Browser(third).get("enquiry_document_open", enquiry.pk, made.pk).status_code == 404
    assert [can_change_document(one, made) for one in (who, other, third)] == [True, True, False]


def test_its_enquirer_who_knows_the_status_sees_no_document():
    """Neither by its address, nor by plain SQL: the enquiry's row is theirs to see, its documents are not."""
    teacher = practitioner()
    enquiry = received(by(teacher))
    made = document(enquiry, screener())

    assert not EnquiryDocument.objects.visible_to(teacher).exists()
    assert Browser(teacher).get("enquiry_document_open", enquiry.pk, made.pk).status_code == 404
    assert Browser(teacher).get("enquiry_document_add", enquiry.pk).status_code == 404
    with (
        transaction.atomic(),
        wall.entered(teacher.pk, at=NOW, today=NOW.date()),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT (SELECT count(*) FROM frontdoor_enquiry), (SELECT count(*) FROM frontdoor_enquirydocument)"
        )
        assert cursor.fetchone() == (1, 0)


def test_another_enquirys_document_is_not_there_by_its_id():
    who, enquiry, other = screener(), received(), received()
    made = document(other, who)

    for page in ("enquiry_document_open", "enquiry_document_change", "enquiry_document_withdraw"):
        assert Browser(who).get(page, enquiry.pk, made.pk).status_code == 404
        assert Browser(who).get(page, other.pk, uuid4()).status_code == 404


def test_an_enquiry_joined_to_another_keeps_its_documents():
    who, enquiry, original = screener(), received(), received()
    made = document(enquiry, who)

    exclusion.mark_duplicate(
        enquiry=enquiry, original=original, reason="Twice", by=who, at=NOW, expected_version=enquiry.version
    )

    assert "Letter" in Browser(who).get("enquiry_document_list", enquiry.pk).content.decode()
    assert EnquiryDocument.objects.get().enquiry_id == enquiry.pk == made.enquiry_id


def test_who_only_reads_an_enquiry_adds_nothing_and_withdraws_nothing():
    governs, enquiry = practitioner(Role.GOVERNANCE_OFFICER), received()
    made = document(enquiry, screener(), audience=Audience.NAMED, readers=[screener().pk])

    assert "Letter" in Browser(governs).get("enquiry_document_list", enquiry.pk).content.decode()
    assert not can_add_document(governs, enquiry)
    assert not can_change_document(governs, made)
    assert Browser(governs).get("enquiry_document_add", enquiry.pk).status_code == 403
    answer = Browser(governs).post("enquiry_document_withdraw", enquiry.pk, made.pk, reason="Wrong")
    assert answer.status_code == 403


def test_a_document_withdrawn_from_an_enquiry_is_closed():
    who, enquiry = screener(), received()
    made = document(enquiry, who)

    Browser(who).post("enquiry_document_withdraw", enquiry.pk, made.pk, reason="Of another child")

    assert Browser(who).get("enquiry_document_open", enquiry.pk, made.pk).status_code == 404
    assert "Of another child" in Browser(who).get("enquiry_document_list", enquiry.pk).content.decode()
