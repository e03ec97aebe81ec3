"""A few documents, made here: letters, a report, a picture; nothing in them is about anybody."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw

from baton.casework.models import CaseDocument
from baton.demo.loading.world import World, long_ago
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.staged import PRACTITIONER
from baton.documents import actions
from baton.documents.actions import Details
from baton.documents.rules.document import Audience
from baton.frontdoor.models import Enquiry, EnquiryDocument

CASES = 3
"""Cases of the demonstration's lead practitioner that hold documents."""

REPORT = (
    "Speech and language report",
    "",
    "Seen twice at nursery. Understands short sentences, joins two words.",
    "Advice: five minutes of shared reading each day; look again in three months.",
)
LETTER = "Dear colleagues,\n\nthank you for asking us. He came on 34 of 40 days this half-term.\n\nThe school office\n"
OF_CASE = (
    ("Speech and language report", "report", Audience.RECORD),
    ("Letter from school about attendance", "letter", Audience.RECORD),
    ("What Monday looks like, drawn together", "child_voice", Audience.RECORD),
    ("Notes for my manager", "other", Audience.ORGANISATION),
)


def load(world: World) -> None:
    """Add documents to some cases of the lead practitioner, and to the newest enquiry that is being screened."""
    leads = [case for case in world.helped() if case.lead == PRACTITIONER and case.over_on is None]
    for case in leads[-CASES:]:
        _add_to_case(world, case)
    newest = Enquiry.objects.waiting().order_by("-received_at").first()
    if newest is not None:
        _add_to_enquiry(world, newest)


def _add_to_case(world: World, case: CaseStory) -> None:
    by, row = world.practitioners[PRACTITIONER], world.cases[case.id]
    home = by.main_organisation()
    for (title, kind, audience), content, (day, moment) in zip(
        OF_CASE,
        (pdf(REPORT), LETTER.encode(), drawing(), LETTER.encode()),
        _moments(world, case),
        strict=True,
    ):
        details = Details(
            title=title,
            kind=kind,
            dated_on=day,
            audience=audience,
            organisation_id=home.pk if home else None,
        )
        actions.add(document=CaseDocument(case=row), details=details, file=BytesIO(content), by=by, at=moment)


def _moments(world: World, case: CaseStory) -> Iterator[tuple[date, datetime]]:
    """Yield the day that each document bears, and when it was added: the last ones lately, none before the case."""
    for days in (40, 21, 9, 2):
        moment = max(long_ago(world.story.today, days), world.late_on(case.opened_on))
        yield moment.date(), moment


def _add_to_enquiry(world: World, enquiry: Enquiry) -> None:
    details = Details(
        title="Letter sent with the enquiry", kind="letter", dated_on=enquiry.received_at.date()
    )
    actions.add(
        document=EnquiryDocument(enquiry=enquiry),
        details=details,
        file=BytesIO(pdf(("Letter", "", *LETTER.splitlines()))),
        by=world.sign_in("screener"),
        at=min(enquiry.received_at + timedelta(hours=1), world.story.now),
    )


def pdf(lines: tuple[str, ...]) -> bytes:
    """Return a PDF of one page with these lines."""
    made = pikepdf.Pdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    shown = "".join(f"({line.translate({40: None, 41: None, 92: None})}) Tj T*\n" for line in lines)
    page.obj.Contents = made.make_stream(
        f"BT /F1 12 Tf 18 TL 60 770 Td\n{shown}ET".encode("latin-1", "replace")
    )
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def drawing() -> bytes:
    """Return a picture of a sun over a house."""
    picture = Image.new("RGB", (480, 320), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((350, 30, 430, 110), fill="gold")
    draw.rectangle((120, 160, 280, 290), outline="brown", width=6)
    draw.polygon(((100, 165), (200, 80), (300, 165)), outline="brown", width=6)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
