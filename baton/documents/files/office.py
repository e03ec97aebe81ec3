"""Office documents: zip files whose parts are counted before they are read, and written anew without properties."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from baton.documents.files import pictures
from baton.documents.rules.content import (
    MACROS,
    NO_KIND,
    OPEN_XML,
    FileKind,
    NotTaken,
    kind_by_head,
    kind_by_mimetype,
    kind_by_types,
)

MOST_PARTS = 2000
MOST_UNPACKED = 100 * 1024 * 1024
"""Parts of an office document, and bytes of all of them unpacked (ours): a report of 200 pages with pictures has some
hundred parts and 30 MB; a file of 40 KB that unpacks to gigabytes has neither.
"""

TOO_MUCH = "This document unpacks to far more than it seems to hold. Save it as PDF, and choose that file."
DAMAGED = (
    "This document cannot be read: it is damaged, or not whole. Open it, save it again, and choose that file."
)
LOCKED = "This document has a password. Save it without one, and choose that file."
ENCRYPTED, CHUNK = 0x1, 64 * 1024
TYPES, MIMETYPE, ODF_META = "[Content_Types].xml", "mimetype", "meta.xml"
PROGRAMS = ("vbaproject", "/activex/", "/basic/", "/scripts/")
BROKEN = (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES = b"http://schemas.openxmlformats.org/officeDocument/2006/"
BLANK = {
    "docProps/core.xml": _HEAD
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _HEAD + b'<Properties xmlns="' + _PROPERTIES + b'extended-properties"/>',
    "docProps/custom.xml": _HEAD + b'<Properties xmlns="' + _PROPERTIES + b'custom-properties"/>',
    ODF_META: _HEAD
    + b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.3"><office:meta/></office:document-meta>',
}
"""Properties with nothing in them, in place of author, editor, company, times and keywords."""


def kind_of(file: BinaryIO) -> FileKind:
    """Return which kind of office document a zip file is. Raises `NotTaken`."""
    with _opened(file) as archive:
        names = set(archive.namelist())
        if TYPES in names:
            return kind_by_types(_read(archive, archive.getinfo(TYPES)))
        if MIMETYPE in names:
            return kind_by_mimetype(_read(archive, archive.getinfo(MIMETYPE)).strip())
    raise NotTaken(NO_KIND)


def cleaned(file: BinaryIO, kind: FileKind) -> bytes:
    """Return the document with blank properties, its pictures drawn anew, and nothing beside its parts.

    Raises `NotTaken`.
    """
    made = BytesIO()
    with _opened(file) as archive, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for part in archive.infolist():
            if part.is_dir():
                continue
            plain = ZipInfo(part.filename)  # of the year 1980, with no remark and no owner
            plain.compress_type = ZIP_STORED if part.filename == MIMETYPE else ZIP_DEFLATED
            target.writestr(plain, _part(archive, part, kind))
    return made.getvalue()


@contextmanager
def _opened(file: BinaryIO) -> Iterator[ZipFile]:
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            _refuse_unfit(archive)
            yield archive
    except BROKEN as problem:
        raise NotTaken(DAMAGED) from problem


def _refuse_unfit(archive: ZipFile) -> None:
    """Refuse before anything is unpacked: by number, by size, by name, by lock."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotTaken(TOO_MUCH)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise NotTaken(LOCKED)
    if len(set(names)) != len(names) or any(_is_astray(name) for name in names):
        raise NotTaken(DAMAGED)
    if any(program in f"/{name.lower()}" for name in names for program in PROGRAMS):
        raise NotTaken(MACROS)


def _is_astray(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name


def _read(archive: ZipFile, part: ZipInfo) -> bytes:
    """Return a part; no more of it is unpacked than it was said to hold."""
    with archive.open(part) as source:
        pieces = iter(lambda: source.read(CHUNK), b"")
        return b"".join(pieces)


def _part(archive: ZipFile, part: ZipInfo, kind: FileKind) -> bytes:
    if part.filename in BLANK and (kind in OPEN_XML) != (part.filename == ODF_META):
        return BLANK[part.filename]
    if part.filename.lower().startswith(("docprops/thumbnail", "thumbnails/")):
        return b""  # a small picture of the first page, as it once was
    content = _read(archive, part)
    return _without_traces(content) if _may_be_picture(part.filename) else content


def _may_be_picture(name: str) -> bool:
    return "/media/" in f"/{name}" or name.startswith("Pictures/")


def _without_traces(content: bytes) -> bytes:
    try:
        found = kind_by_head(content[:64])
    except NotTaken:
        return content
    return pictures.cleaned(BytesIO(content), found) if found in pictures.FORMATS else content
