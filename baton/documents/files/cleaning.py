"""From what somebody sent to what is kept: its kind by its content, and the content without what tells of it."""

from typing import BinaryIO

from baton.documents.files import office, pdfs, pictures
from baton.documents.rules.content import HEAD, OFFICE, ZIP, FileKind, kind_by_head, text_of


def kind_of(file: BinaryIO) -> FileKind:
    """Return the kind of a file by its content. Raises `NotTaken`."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(ZIP):
        return office.kind_of(file)
    kind = kind_by_head(head)
    if kind is None:
        file.seek(0)
        text_of(file.read())
        return FileKind.TEXT
    return kind


def cleaned(file: BinaryIO, kind: FileKind) -> bytes:
    """Return the content as it is kept. Raises `NotTaken` for a file that is damaged, locked, or holds too much."""
    if kind in pictures.FORMATS:
        return pictures.cleaned(file, kind)
    if kind in OFFICE:
        return office.cleaned(file, kind)
    if kind is FileKind.PDF:
        return pdfs.cleaned(file)
    file.seek(0)
    return text_of(file.read()).encode()
