"""Pictures drawn anew: nothing but the points of the picture comes through.

What a telephone writes beside them (place, time, owner, a small picture of what was cut off) stays behind, and so does
whatever was hidden before, between or after them.
"""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from baton.documents.rules.content import FileKind, NotTaken

MOST_POINTS = 64_000_000
"""Points of a picture (ours): the best telephones take 50 million; three bytes each while it is drawn."""

Image.MAX_IMAGE_PIXELS = None  # Pillow would warn; `_opened` refuses, before a point is drawn

FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
SAVED: dict[FileKind, dict[str, object]] = {
    FileKind.JPEG: {"quality": 90},
    FileKind.PNG: {},
    FileKind.WEBP: {"quality": 90},
}
TOO_LARGE = "This picture has too many points to be kept. Make it smaller, and choose it again."
DAMAGED = (
    "This picture cannot be read: it is damaged, or not whole. Open it, save it again, and choose that file."
)
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError)
"""What Pillow raises for pictures that are none, or no longer whole."""


def cleaned(file: BinaryIO, kind: FileKind) -> bytes:
    """Return a picture of the same kind, turned as it is to be looked at, without anything that tells of it.

    Raises `NotTaken`.
    """
    try:
        picture = _opened(file, kind)
        upright = ImageOps.exif_transpose(picture)
        kept = {name: value for name, value in upright.info.items() if name == "transparency"}
        upright.info.clear()
        upright.info.update(kept)
        made = BytesIO()
        upright.save(made, FORMATS[kind], **SAVED[kind])
    except BROKEN as problem:
        raise NotTaken(DAMAGED) from problem
    return made.getvalue()


def _opened(file: BinaryIO, kind: FileKind) -> Image.Image:
    file.seek(0)
    picture = Image.open(file, formats=[FORMATS[kind]])
    width, height = picture.size
    if width * height > MOST_POINTS:
        raise NotTaken(TOO_LARGE)
    picture.load()
    return picture


SEGMENT, START_OF_SCAN, ALONE = 0xFF, 0xDA, frozenset({0x01, *range(0xD0, 0xD9)})
TELLS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""Segments of a JPEG that tell of it: all applications' but JFIF's (E0) and Adobe's (EE), which say how its colours are
stored, and remarks (FE). Source: ITU-T T.81, annex B.
"""


def without_segments(jpeg: bytes) -> bytes:
    """Return a JPEG as it is, without the segments that tell of it: for one that lies inside another file.

    One that is not put together as it should be is returned as it is.
    """
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == SEGMENT:
        marker = jpeg[at + 1]
        if marker == START_OF_SCAN:
            return bytes(kept) + jpeg[at:]
        end = at + 2 + (0 if marker in ALONE else int.from_bytes(jpeg[at + 2 : at + 4]))
        if marker not in TELLS:
            kept += jpeg[at:end]
        at = end
    return jpeg
