"""The pages of a case's documents, as people use them and as attackers do."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baton.casework.models import Case, CaseDocument, Meeting
from baton.casework.tests import factories
from baton.casework.tests.documents import LETTER, document, upload
from baton.casework.tests.factories import OPENED
from baton.casework.tests.pages import get, post, text
from baton.documents import actions
from baton.documents.files import scanner, store
from baton.documents.files.scanner import Clamd
from baton.documents.rules.content import NO_KIND, WEB_PAGE
from baton.documents.rules.document import Audience, State
from baton.documents.tests import clamd
from baton.documents.tests.files import EICAR, pdf, word
from baton.documents.views import MANY
from baton.journal.models import AccessEntry
from baton.partnership.tests.factories import practitioner
from baton.people.tests.factories import family
from tests.browsing import sought


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.BATON_HOME = tmp_path


@pytest.fixture
def case(home, around) -> Case:
    return factories.case(home, around)


@pytest.fixture
def lead(around, as_):
    return as_(around.lead)


def send(browser, case, **values):
    return browser.post(reverse("case_document_add", args=[case.pk]), upload(**values))


def errors_of(response) -> list[str]:
    """What the page says is wrong beside its fields."""
    found = re.findall(r'govuk-error-message">(.*?)</p>', response.content.decode(), re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>|Error:", "", words)).strip() for words in found]


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_document_is_added_listed_and_opened(case, lead, around):
    form = text(get(lead, "case_document_add", case.pk))
    assert "at most 20 MB" in form

    sent = send(lead, case, content=pdf(), name="C:\\fakepath\\..\\x.pdf", title="Report of May")

    assert sent.url == reverse("case_document_list", args=[case.pk])
    page = get(lead, "case_document_list", case.pk)
    assert "The document is added." in text(page)
    assert "Report of May" in text(page)
    assert "Lee Marsh" in text(page)
    made = CaseDocument.objects.get()
    opened = get(lead, "case_document_open", case.pk, made.pk)
    assert body(opened).startswith(b"%PDF-")
    assert opened["Content-Disposition"] == 'attachment; filename="Report of May.pdf"'
    assert opened["Content-Type"] == "application/pdf"
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in opened["Content-Security-Policy"]
    assert "'self'" not in opened["Content-Security-Policy"]
    assert opened["Cache-Control"] == "private, no-store"
    seen = AccessEntry.objects.of_family(case.family_id).filter(what="file").get()
    assert (seen.practitioner_id, seen.reason) == (around.lead.pk, f"document {made.pk}")
    assert "Report of May" in text(get(lead, "case", case.pk))


def test_a_list_asks_as_often_for_many_documents_as_for_one(case, lead, around):
    counts = []
    for number in range(4):
        document(case, around.manager, title=f"Letter {number}")
        with CaptureQueriesContext(connection) as asked:
            get(lead, "case_document_list", case.pk)
        counts.append(len(asked))

    assert len(set(counts[1:])) == 1


def test_an_empty_form_says_what_is_missing_beside_each_field(case, lead):
    wrong = errors_of(post(lead, "case_document_add", case.pk))

    assert wrong == [
        "Choose the file",
        "Write what the document is",
        "Choose what kind of document it is",
        "Enter the date of the document",
        "Choose who may see the document",
    ]


def test_a_file_has_to_be_chosen_again_and_what_was_typed_comes_back(case, lead):
    page = send(lead, case, kind="", title="Report of May")

    assert any("Choose the file again" in words for words in errors_of(page))
    assert 'value="Report of May"' in page.content.decode()
    assert not CaseDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.pdf", b"MZ\x90\x00\x03\x00", NO_KIND),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", WEB_PAGE),
        ("letter.txt", b"<html><script>alert(1)</script>", WEB_PAGE),
        ("letter.docx", b"PK\x03\x04" + b"x" * 200, "This document cannot be read"),
        ("letter.docx", word(**{"word/big.xml": b"\0" * (101 * 1024 * 1024)}), "far more than it seems"),
        ("none.txt", b"", "The file is empty"),
    ],
    ids=["program", "svg", "html", "damaged", "bomb", "empty"],
)
def test_a_wrong_file_under_a_right_name_is_refused_beside_its_field(case, lead, name, content, said):
    page = send(lead, case, name=name, content=content)

    assert page.status_code == 200
    (wrong,) = errors_of(page)
    assert said in wrong
    assert not CaseDocument.objects.exists()
    assert list(store.held()) == []


def test_a_huge_file_is_counted_while_it_is_read_and_never_kept(case, lead, settings, monkeypatch):
    settings.BATON_UPLOAD_MEGABYTES = 1
    monkeypatch.setattr(actions, "add", lambda **_: pytest.fail("it went on"))

    page = send(lead, case, content=b"x" * (2 * 1024 * 1024))

    assert errors_of(page) == ["The file must be smaller than 1 MB"]


def test_a_path_in_the_name_leads_nowhere(case, lead):
    send(lead, case, name="../../../etc/passwd.txt", title="../../../etc/passwd")

    (path,) = store.held()
    assert path.name == CaseDocument.objects.get().digest
    opened = get(lead, "case_document_open", case.pk, CaseDocument.objects.get().pk)
    assert body(opened) == LETTER
    assert opened["Content-Disposition"] == 'attachment; filename="etc passwd.txt"'


def test_a_virus_is_refused_and_without_a_scanner_it_waits_closed(case, lead, settings, tmp_path):
    path = tmp_path / "clamd.ctl"
    settings.BATON_SCANNER = f"unix:{path}"
    with clamd.running(path):
        (wrong,) = errors_of(send(lead, case, content=b"Dear all " + EICAR))
        send(lead, case, title="Clean one")
    assert "found a virus" in wrong

    send(lead, case, title="Waiting one", content=b"another")

    made = CaseDocument.objects.get(title="Waiting one")
    words = text(get(lead, "case_document_list", case.pk))
    assert "Waits for the virus scanner" in words
    assert "can be opened once" in words
    for state in (State.QUARANTINED, State.INFECTED):
        CaseDocument.objects.filter(pk=made.pk).update(state=state)
        closed = get(lead, "case_document_open", case.pk, made.pk)
        assert closed.url == reverse("case_document_list", args=[case.pk])
    assert CaseDocument.objects.get(title="Clean one").state == State.CLEAN
    assert isinstance(scanner.current(), Clamd)


def test_somebody_elses_document_is_not_there_by_its_id(case, home, around, as_, lead):
    other = factories.case(factories.Household(family("Cole"), home.mother, home.father, home.child), None)
    foreign = document(other, around.lead)
    own = document(case, around.lead, audience=Audience.NAMED, readers=[around.manager.pk])

    for page in ("case_document_open", "case_document_change", "case_document_withdraw"):
        assert get(lead, page, case.pk, foreign.pk).status_code == 404
        assert get(lead, page, case.pk, uuid4()).status_code == 404
    browser = as_(around.coordinator)
    assert get(browser, "case_document_open", case.pk, own.pk).status_code == 404
    assert "Letter from school" not in text(get(browser, "case_document_list", case.pk))
    assert get(as_(practitioner(name="Sam")), "case_document_open", case.pk, own.pk).status_code == 404


def test_a_document_is_changed_by_whoever_may_and_the_loser_of_a_race_sees_both(case, around, as_):
    made = document(case, around.lead)
    browser = as_(around.screener)
    assert get(browser, "case_document_change", case.pk, made.pk).status_code == 403
    assert post(browser, "case_document_withdraw", case.pk, made.pk, reason="x").status_code == 403
    browser = as_(around.lead)
    assert "Letter from school" in get(browser, "case_document_change", case.pk, made.pk).content.decode()
    fields = upload(title="Another title", audience="named", readers=[str(around.manager.pk)])
    del fields["file"]

    done = browser.post(
        reverse("case_document_change", args=[case.pk, made.pk]), fields | {"expected_version": 1}
    )
    late = browser.post(
        reverse("case_document_change", args=[case.pk, made.pk]),
        fields | {"expected_version": 1, "title": "Third", "submission_token": str(uuid4())},
    )

    assert (done.status_code, late.status_code) == (302, 409)
    made.refresh_from_db()
    assert (made.title, made.readers) == ("Another title", [around.manager.pk])
    assert "Ann Bell" in text(get(browser, "case_document_list", case.pk))


def test_a_withdrawn_document_is_listed_with_its_reason_and_opens_no_more(case, around, lead):
    made = document(case, around.lead)
    assert "Nobody can open it any more" in text(get(lead, "case_document_withdraw", case.pk, made.pk))

    post(lead, "case_document_withdraw", case.pk, made.pk, reason="Belongs to another family")

    words = text(get(lead, "case_document_list", case.pk))
    assert "Withdrawn (1)" in words
    assert "Belongs to another family" in words
    assert "There is no document yet." in words
    assert get(lead, "case_document_open", case.pk, made.pk).status_code == 404
    assert post(lead, "case_document_withdraw", case.pk, made.pk, reason="Again").status_code == 403


def test_a_missing_file_is_said_and_not_served(case, around, lead):
    made = document(case, around.lead)
    store.discard(made.digest)

    page = lead.get(reverse("case_document_open", args=[case.pk, made.pk]), follow=True)

    assert "The file of this document is missing" in text(page)


def test_a_full_disk_is_said_beside_the_field(case, lead, monkeypatch):
    def full(_):
        raise store.NoRoom

    monkeypatch.setattr(store, "keep", full)

    (wrong,) = errors_of(send(lead, case))

    assert "There is no room left" in wrong


def test_a_meeting_has_its_documents(case, around, lead):
    meeting = Meeting.objects.create(case=case, kind="taf", state="held", held_on=OPENED)
    page = lead.post(
        reverse("meeting_document_add", args=[case.pk, meeting.pk]), upload(title="Plan that was brought")
    )

    assert page.url == reverse("meeting", args=[case.pk, meeting.pk])
    assert CaseDocument.objects.get().meeting == meeting
    assert "Plan that was brought" in text(get(lead, "meeting", case.pk, meeting.pk))
    assert "Meeting of 7 September 2026" in text(get(lead, "case_document_list", case.pk))
    assert get(lead, "meeting_document_add", case.pk, uuid4()).status_code == 404


def test_many_documents_have_a_search_by_words_and_kind(case, around, lead):
    for number in range(MANY + 1):
        document(case, around.lead, title=f"Letter {number}", dated_on=date(2026, 8, number + 1))
    document(case, around.lead, title="Report of May", kind="report", dated_on=date(2026, 5, 1))
    page = text(get(lead, "case_document_list", case.pk))
    assert page.index("Letter 10") < page.index("Letter 9") < page.index("Report of May")

    found = text(sought(lead, reverse("case_document_list", args=[case.pk]), q="may report"))
    narrowed = text(get(lead, "case_document_list", case.pk, kind="report"))

    for words in (found, narrowed):
        assert "Report of May" in words
        assert "Letter 9" not in words
