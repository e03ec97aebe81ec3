"""PDF files written anew: pages stay as they are; what tells of them and what acts by itself is left out."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import pikepdf

from baton.documents.files.pictures import without_segments
from baton.documents.rules.content import NotTaken

LOCKED = "This PDF has a password. Print it to a new PDF without one, and choose that file."
DAMAGED = "This PDF cannot be read: it is damaged, or not whole. Print it to a new PDF, and choose that file."
PARCEL = "This PDF holds other files. Take them out, and add each as a document of its own."
TELLS = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
"""What any part of a PDF may say of its making (ISO 32000-1, 14.3 and 14.5)."""

ACTS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"})
"""Actions that run something, or send or fetch something (ISO 32000-1, 12.6.4). Links to a page or an address stay."""

DEEPEST = 60
"""Levels of dictionaries inside one object (ours); a deeper one was not made by a program that prints."""


def cleaned(file: BinaryIO) -> bytes:
    """Return a PDF without its metadata, its scripts and what lies before, between and after its parts.

    Raises `NotTaken`.
    """
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            _refuse_parcel(pdf)
            _strip_document(pdf)
            for part in pdf.objects:
                _strip(part)
            made = BytesIO()
            pdf.save(made, deterministic_id=True)
    except pikepdf.PasswordError as problem:
        raise NotTaken(LOCKED) from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError) as problem:
        raise NotTaken(DAMAGED) from problem
    return made.getvalue()


def _refuse_parcel(pdf: pikepdf.Pdf) -> None:
    names: Any = pdf.Root.get("/Names", {})
    if len(pdf.attachments) or "/EmbeddedFiles" in names or "/Collection" in pdf.Root:
        raise NotTaken(PARCEL)


def _strip_document(pdf: pikepdf.Pdf) -> None:
    if len(pdf.pages) == 0:
        raise NotTaken(DAMAGED)
    for name in ("/Info", "/ID"):
        if name in pdf.trailer:
            del pdf.trailer[name]
    for name in ("/OpenAction", "/AA", "/AF"):
        if name in pdf.Root:
            del pdf.Root[name]
    names: Any = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        del names["/JavaScript"]


def _strip(part: Any) -> None:
    """Take out of one object, and what stands inside it, what tells or acts."""
    for inner in _dictionaries(part, 0):
        for name in (*TELLS, "/AA", "/JS"):
            if name in inner:
                del inner[name]
        if "/A" in inner and _acts(inner["/A"]):
            del inner["/A"]
        if "/Next" in inner and _acts(inner["/Next"]):
            del inner["/Next"]
        if "/EF" in inner:
            raise NotTaken(PARCEL)
    if isinstance(part, pikepdf.Stream):
        _strip_picture(part)


def _dictionaries(part: Any, depth: int) -> Iterator[Any]:
    if depth > DEEPEST:
        raise NotTaken(DAMAGED)
    if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        yield part
        inside = [value for _, value in part.items()]
    elif isinstance(part, pikepdf.Array):
        inside = list(part)
    else:
        return
    for value in inside:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _acts(action: Any) -> bool:
    if isinstance(action, pikepdf.Array):
        return any(_acts(one) for one in action)
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in ACTS


def _strip_picture(stream: pikepdf.Stream) -> None:
    """Take out of a photograph inside the PDF what the camera wrote into it."""
    if stream.get("/Filter") not in ("/DCTDecode", ["/DCTDecode"]):
        return
    raw = stream.read_raw_bytes()
    bare = without_segments(raw)
    if bare != raw:
        parameters: Any = stream.get("/DecodeParms")
        stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)
