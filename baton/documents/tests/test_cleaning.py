"""What is taken out of a file, and which files are refused before they do harm."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image

from baton.documents.files import cleaning, office, pdfs, pictures
from baton.documents.rules.content import MACROS, NO_KIND, FileKind, NotTaken
from baton.documents.tests.files import (
    CANARY,
    EICAR,
    WORD_TYPES,
    open_document,
    pdf,
    picture,
    word,
    zipped,
)


def kept(content: bytes) -> tuple[FileKind, bytes]:
    file = BytesIO(content)
    kind = cleaning.kind_of(file)
    return kind, cleaning.cleaned(file, kind)


def refusal(content: bytes) -> str:
    with pytest.raises(NotTaken) as refused:
        kept(content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("JPEG"), FileKind.JPEG),
        (picture("PNG"), FileKind.PNG),
        (picture("WEBP"), FileKind.WEBP),
        (pdf(), FileKind.PDF),
        (word(), FileKind.DOCX),
        (open_document(), FileKind.ODT),
    ],
    ids=lambda value: value if isinstance(value, FileKind) else "",
)
def test_what_tells_of_its_making_is_taken_out(content, kind):
    found, clean = kept(content)
    again, twice = kept(clean)

    assert (found, again) == (kind, kind)
    for one in (clean, twice):
        assert CANARY not in one
        assert CANARY.decode().encode("utf-16-be") not in one
        assert b"Exif" not in one


def test_a_picture_is_turned_and_keeps_its_points():
    found = Image.open(BytesIO(kept(picture("PNG", (10, 4)))[1]))

    assert found.size == (4, 10)
    assert found.getpixel((0, 0)) == (0, 128, 128)
    assert not found.getexif()
    assert "comment" not in found.info


def test_what_hides_behind_a_picture_does_not_come_through():
    polyglot = picture() + zipped({"evil.js": b"alert(1)"}) + b"<script>alert(1)</script>"

    kind, clean = kept(polyglot)

    assert kind is FileKind.JPEG
    assert b"PK\x03\x04" not in clean
    assert b"<script" not in clean


def test_a_picture_that_is_none_or_far_too_large_is_refused(monkeypatch):
    assert refusal(picture()[:40]) == pictures.DAMAGED
    assert refusal(b"\x89PNG\r\n\x1a\n" + b"x" * 100) == pictures.DAMAGED
    monkeypatch.setattr(pictures, "MOST_POINTS", 63)
    assert refusal(picture()) == pictures.TOO_LARGE


def test_a_pdf_keeps_its_pages_and_loses_what_acts():
    def act(made: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
        made.Root.OpenAction = script
        made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))
        notes = [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action) for action in (script, link)]
        made.pages[0].obj.Annots = pikepdf.Array(notes)
        made.pages[0].obj.AA = pikepdf.Dictionary(O=script)

    _, clean = kept(pdf(act))

    with pikepdf.open(BytesIO(clean)) as found:
        assert len(found.pages) == 1
        assert "/OpenAction" not in found.Root
        assert "/Metadata" not in found.Root
        assert "/Info" not in found.trailer
        scripted, linked = found.pages[0].obj.Annots
        assert "/A" not in scripted
        assert str(linked.A.URI) == "https://example.org/"
        (photograph,) = found.pages[0].get_images().values()
        assert photograph.read_raw_bytes()[:2] == b"\xff\xd8"
        assert pikepdf.PdfImage(photograph).as_pil_image().size == (8, 8)
    assert b"JavaScript" not in clean
    assert b"app.alert" not in clean


def test_a_pdf_with_a_password_or_other_files_in_it_or_no_whole_one_is_refused():
    def attach(made: pikepdf.Pdf) -> None:
        made.attachments["evil.exe"] = b"MZ"

    locked = pikepdf.Encryption(owner="o", user="u")
    assert refusal(pdf(encryption=locked)) == pdfs.LOCKED
    assert refusal(pdf(attach)) == pdfs.PARCEL
    assert refusal(b"%PDF-1.7\n" + b"x" * 50) == pdfs.DAMAGED


def test_a_pdf_that_is_a_zip_too_is_only_the_pdf():
    _, clean = kept(pdf() + zipped({"evil.js": b"alert(1)"}))

    assert b"PK\x03\x04" not in clean


def test_a_picture_inside_a_pdf_that_is_put_together_oddly_stays_as_it_is():
    for odd in (b"no picture", b"\xff\xd8\xff\xe1\x00\x04ab", b"\xff\xd8 odd"):
        assert pictures.without_segments(odd) == odd


def test_an_office_document_keeps_its_words_and_pictures():
    with ZipFile(BytesIO(kept(word())[1])) as found:
        assert found.read("word/document.xml") == b"<w:document>what was written</w:document>"
        assert found.read("word/media/drawing.emf") == b"\x01\x00\x00\x00 a drawing"
        assert found.read("docProps/thumbnail.jpeg") == b""
        assert Image.open(BytesIO(found.read("word/media/image1.jpeg"))).size == (8, 8)
        assert {part.date_time[0] for part in found.infolist()} == {1980}
    with ZipFile(BytesIO(kept(open_document())[1])) as found:
        assert found.infolist()[0].filename == "mimetype"
        assert found.infolist()[0].compress_type == 0


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/vbaProject.bin": b"x"}, MACROS),
        ({"word/activeX/activeX1.bin": b"x"}, MACROS),
        ({"../../etc/cron.d/x": b"x"}, office.DAMAGED),
        ({"/etc/passwd": b"x"}, office.DAMAGED),
        ({"word\\..\\x": b"x"}, office.DAMAGED),
        ({"word/media/image2.png": b"\x89PNG\r\n\x1a\n broken"}, pictures.DAMAGED),
    ],
)
def test_an_office_document_that_leads_astray_is_refused(parts, said):
    assert refusal(word(**parts)) == said


def test_a_zip_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = word(**{"word/big.xml": b"\0" * (office.MOST_UNPACKED + 1)})
    monkeypatch.setattr(office, "_read", lambda *_: pytest.fail("it was unpacked"))

    assert len(bomb) < 200_000
    assert refusal(bomb) == office.TOO_MUCH


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_said():
    honest = word(**{"word/big.xml": b"\0" * 1_000_000})
    size = (1_000_000).to_bytes(4, "little")
    lying = honest.replace(size, (10).to_bytes(4, "little"))

    assert lying != honest
    assert refusal(lying) == office.DAMAGED


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(office, "MOST_PARTS", 3)

    assert refusal(word()) == office.TOO_MUCH


@pytest.mark.parametrize(
    "content",
    [
        zipped({"evil.exe": b"MZ"}),
        zipped({"[Content_Types].xml": b"<Types/>"}),
        zipped({"mimetype": b"application/epub+zip"}),
    ],
)
def test_a_zip_that_is_no_office_document_is_refused(content):
    assert refusal(content) == NO_KIND


def test_a_locked_or_cut_zip_is_refused():
    whole = bytearray(zipped({"[Content_Types].xml": WORD_TYPES}))
    assert refusal(bytes(whole[:-30])) == office.DAMAGED
    for begin in (b"PK\x03\x04", b"PK\x01\x02"):
        at = whole.find(begin)
        whole[at + (6 if begin.endswith(b"\x04") else 8)] |= office.ENCRYPTED
    assert refusal(bytes(whole)) == office.LOCKED


def test_a_text_is_kept_as_text():
    assert kept(b"Caf\xe9\n") == (FileKind.TEXT, "Café\n".encode())
    assert kept(EICAR)[0] is FileKind.TEXT
