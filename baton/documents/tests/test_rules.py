"""What a file is by its content, and the name by which it leaves."""

import pytest

from baton.documents.rules.content import (
    BEGINS,
    ENDINGS,
    HEAD,
    KIND_WORDS,
    MEDIA_TYPES,
    NO_KIND,
    OLD_OFFICE,
    PHONE_PICTURE,
    WEB_PAGE,
    FileKind,
    NotTaken,
    kind_by_head,
    kind_by_mimetype,
    kind_by_types,
    text_of,
)
from baton.documents.rules.document import (
    AUDIENCE_WORDS,
    CLOSED_TAGS,
    CLOSED_WORDS,
    LONGEST_NAME,
    OPENS,
    Audience,
    State,
    file_name,
    size_words,
)


def test_every_kind_state_and_audience_has_its_words():
    assert set(MEDIA_TYPES) == set(KIND_WORDS) == set(FileKind)
    assert set(CLOSED_TAGS) == set(CLOSED_WORDS) == set(State) - OPENS
    assert set(AUDIENCE_WORDS) == set(Audience)
    assert {kind.value for kind in FileKind} < set(ENDINGS)
    assert all(len(begin) <= HEAD for begin in BEGINS)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", FileKind.PDF),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", FileKind.WEBP),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"PK\x03\x04", None),
        (b"Dear", None),
        (b"GIF89a %PDF-1.7", None),
    ],
)
def test_the_first_bytes_tell(head, kind):
    assert kind_by_head(head) is kind


@pytest.mark.parametrize(
    ("head", "said"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE), (b"\x00\x00\x00\x18ftypheic", PHONE_PICTURE)],
)
def test_what_is_not_kept_says_what_to_do(head, said):
    with pytest.raises(NotTaken) as refused:
        kind_by_head(head)

    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Caf\xc3\xa9", "Café"),
        (b"\xef\xbb\xbfplain", "plain"),
        (b"Caf\xe9 \x93quoted\x94", "Café “quoted”"),
        ("Zoë\r\n".encode("utf-16"), "Zoë\r\n"),
    ],
)
def test_a_text_is_read_as_it_was_written(content, text):
    assert text_of(content) == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00\x03", NO_KIND),
        (b"\x7fELF\x02\x01", NO_KIND),
        (b"text\x00text", NO_KIND),
        (b"\xff\xfe\x00", NO_KIND),
        (b"{\\rtf1 hello}", NO_KIND),
        (b"  \r\n<!DOCTYPE html><script>1</script>", WEB_PAGE),
        (b"\xef\xbb\xbf<svg onload='x()'/>", WEB_PAGE),
        (b"<?xml version='1.0'?><html/>", WEB_PAGE),
    ],
)
def test_programs_and_pages_of_code_are_no_text(content, said):
    with pytest.raises(NotTaken) as refused:
        text_of(content)

    assert str(refused.value) == said


def test_an_office_document_is_what_its_list_of_parts_says():
    kinds = {
        b"...wordprocessingml.document.main+xml": FileKind.DOCX,
        b"...spreadsheetml.sheet.main+xml": FileKind.XLSX,
        b"...presentationml.presentation.main+xml": FileKind.PPTX,
    }

    assert {kind_by_types(types) for types in kinds} == set(kinds.values())
    assert kind_by_mimetype(b"application/vnd.oasis.opendocument.spreadsheet") is FileKind.ODS


@pytest.mark.parametrize(
    "types",
    [
        b"",
        b"spreadsheetml.sheet.main+xml wordprocessingml.document.main+xml",
        b"word.document.macroEnabled.main+xml",
    ],
)
def test_one_with_macros_or_of_no_kind_or_of_two_is_refused(types):
    with pytest.raises(NotTaken):
        kind_by_types(types)
    with pytest.raises(NotTaken):
        kind_by_mimetype(b"application/epub+zip")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Speech and language report", "Speech and language report.pdf"),
        ("Zoë’s plan, May", "Zoë’s plan, May.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("C:\\windows\\x.exe", "C windows x exe.pdf"),
        ('a"; filename="b.html', "a filename b html.pdf"),
        ("line\r\nSet-Cookie: x", "line Set-Cookie x.pdf"),
        ("\u202efdp.exe", "fdp exe.pdf"),
        ("CON", "document.pdf"),
        (" … ", "document.pdf"),
        ("x" * 300, "x" * LONGEST_NAME + ".pdf"),
    ],
)
def test_the_name_of_a_file_is_its_title_without_what_could_lead_astray(title, name):
    assert file_name(title, "pdf") == name


def test_sizes_are_said_for_people():
    assert [size_words(size) for size in (1, 340_000, 999_999, 2_400_000)] == [
        "1 KB",
        "340 KB",
        "1000 KB",
        "2.4 MB",
    ]
