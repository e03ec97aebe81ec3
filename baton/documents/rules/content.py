"""What a file is, by what stands in it. Its name, and what a browser says of it, are not asked."""

from collections.abc import Mapping
from enum import StrEnum


class FileKind(StrEnum):
    """The kinds of file that are kept. The value is the ending its name gets when it leaves."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    TEXT = "txt"


PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
OPEN_XML = frozenset({FileKind.DOCX, FileKind.XLSX, FileKind.PPTX})
OPEN_DOCUMENT = frozenset({FileKind.ODT, FileKind.ODS, FileKind.ODP})
OFFICE = OPEN_XML | OPEN_DOCUMENT

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
MEDIA_TYPES: Mapping[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.DOCX: f"{_OOXML}wordprocessingml.document",
    FileKind.XLSX: f"{_OOXML}spreadsheetml.sheet",
    FileKind.PPTX: f"{_OOXML}presentationml.presentation",
    FileKind.ODT: f"{_ODF}text",
    FileKind.ODS: f"{_ODF}spreadsheet",
    FileKind.ODP: f"{_ODF}presentation",
    FileKind.TEXT: "text/plain; charset=utf-8",
}

KIND_WORDS: Mapping[FileKind, str] = {
    FileKind.PDF: "PDF",
    FileKind.JPEG: "picture",
    FileKind.PNG: "picture",
    FileKind.WEBP: "picture",
    FileKind.DOCX: "Word",
    FileKind.XLSX: "Excel",
    FileKind.PPTX: "PowerPoint",
    FileKind.ODT: "OpenDocument text",
    FileKind.ODS: "OpenDocument spreadsheet",
    FileKind.ODP: "OpenDocument presentation",
    FileKind.TEXT: "plain text",
}

TAKEN = "PDF, JPEG, PNG or WebP picture, Word, Excel, PowerPoint, OpenDocument or plain text"
ENDINGS = (*(kind.value for kind in FileKind), "jpeg")
"""What a browser offers to choose from; what is sent is judged by its content all the same."""


class NotTaken(Exception):
    """A file that is not kept; its words say why, and what to do."""


NO_KIND = f"This kind of file cannot be kept here. Choose a {TAKEN}."
OLD_OFFICE = (
    "This is a Word, Excel or PowerPoint file of the old kind, or one with a password. "
    "Open it, save it as .docx, .xlsx, .pptx or PDF without a password, and choose that file."
)
PHONE_PICTURE = "This picture is in the HEIC form of a telephone. Save it as JPEG, and choose that file."
WEB_PAGE = (
    "Web pages and drawings made of code cannot be kept here. Print the page to a PDF, and choose that file."
)

BEGINS: Mapping[bytes, FileKind] = {
    b"%PDF-": FileKind.PDF,
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
}
ZIP, OLE, RIFF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"RIFF"
HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")
HEAD = 64
"""Bytes of a file that show its kind; only office documents and texts need more."""


def kind_by_head(head: bytes) -> FileKind | None:
    """Return the kind that the first bytes show; `None` for a zip, which may be an office document, and for what may be
    text. Raises `NotTaken` where they show something that is not kept.
    """
    for begin, kind in BEGINS.items():
        if head.startswith(begin):
            return kind
    if head.startswith(RIFF) and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head.startswith(OLE):
        raise NotTaken(OLD_OFFICE)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        raise NotTaken(PHONE_PICTURE)
    return None


MAIN_PARTS: Mapping[bytes, FileKind] = {
    b"wordprocessingml.document.main+xml": FileKind.DOCX,
    b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
    b"presentationml.presentation.main+xml": FileKind.PPTX,
}
MACROS = "This document holds macros (small programs). Save it without them, as .docx, .xlsx, .pptx or PDF."


def kind_by_types(types: bytes) -> FileKind:
    """Return the kind of an office document by its `[Content_Types].xml` (ECMA-376 part 2). Raises `NotTaken`."""
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise NotTaken(MACROS)
    found = {kind for part, kind in MAIN_PARTS.items() if part in types}
    if len(found) != 1:
        raise NotTaken(NO_KIND)
    return found.pop()


def kind_by_mimetype(mimetype: bytes) -> FileKind:
    """Return the kind of an OpenDocument file by its `mimetype` (OpenDocument 1.3 part 2, 3.3). Raises `NotTaken`."""
    for kind in OPEN_DOCUMENT:
        if mimetype == MEDIA_TYPES[kind].encode():
            return kind
    raise NotTaken(NO_KIND)


ODD = frozenset(range(32)) - {9, 10, 12, 13}
"""Control characters that stand in no text a person wrote: all but tab, line, page and return."""


def text_of(content: bytes) -> str:
    """Return a plain text: UTF-8, UTF-16 with its mark, or what Windows writes. Raises `NotTaken` for what is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _decoded(content, "utf-16")
    else:
        text = _decoded(content, "utf-8-sig", "cp1252")
    if any(ord(letter) in ODD for letter in set(text)) or text.startswith("{\\rtf"):
        raise NotTaken(NO_KIND)
    if text.lstrip().startswith("<"):
        raise NotTaken(WEB_PAGE)
    return text


def _decoded(content: bytes, *encodings: str) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotTaken(NO_KIND)
