"""Files as people send them, and as attackers do, made here."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from PIL import Image

CANARY = b"Zephyrine Quillfeather"
"""A name that must not come through."""

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The file that every virus scanner reports, and that does nothing (eicar.org)."""

WORD_TYPES = (
    b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
GPS = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (8, 8), *, told: bool = True) -> bytes:
    """Return a picture with place, owner and a remark in it, turned on its side."""
    made, exif = Image.new("RGB", size, "teal"), Image.Exif()
    if told:
        exif[0x0112] = 6  # turned
        exif[0x013B] = CANARY.decode()  # artist
        exif.get_ifd(GPS).update({1: "N", 2: (53.0, 31.0, 22.0)})
    written = BytesIO()
    made.save(written, kind, exif=exif, **({"comment": CANARY} if kind == "JPEG" and told else {}))
    return written.getvalue()


def pdf(change=None, **save) -> bytes:
    """Return a PDF of one page, with an author, XMP and a photograph in it; `change` does more to it."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    photograph = made.make_stream(
        picture(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=8,
        Height=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=photograph))
    page.obj.Contents = made.make_stream(b"q 100 0 0 100 0 0 cm /I Do Q")
    made.docinfo["/Author"] = CANARY.decode()
    made.Root.Metadata = made.make_stream(b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>")
    if change:
        change(made)
    written = BytesIO()
    made.save(written, **save)
    return written.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip file with these parts."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def word(**more: bytes) -> bytes:
    """Return a Word document with an author, a picture and a custom property; `more` are further parts."""
    return zipped(
        {
            "[Content_Types].xml": WORD_TYPES,
            "word/document.xml": b"<w:document>what was written</w:document>",
            "docProps/core.xml": b"<cp:coreProperties><dc:creator>"
            + CANARY
            + b"</dc:creator></cp:coreProperties>",
            "docProps/app.xml": b"<Properties><Company>" + CANARY + b"</Company></Properties>",
            "docProps/custom.xml": b"<Properties>" + CANARY + b"</Properties>",
            "docProps/thumbnail.jpeg": picture(),
            "word/media/image1.jpeg": picture(),
            "word/media/drawing.emf": b"\x01\x00\x00\x00 a drawing",
            **more,
        }
    )


def open_document() -> bytes:
    """Return an OpenDocument text."""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"<office:document-content/>",
            "meta.xml": b"<meta>" + CANARY + b"</meta>",
            "Thumbnails/thumbnail.png": picture("PNG"),
            "Pictures/1.png": picture("PNG"),
        }
    )
