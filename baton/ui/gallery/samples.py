"""Made-up content for the components."""

from datetime import UTC, date, datetime, timedelta

from baton.ui.charts import Chart, Point, Series
from baton.ui.components import Happening, Identity, IdentityPerson, Number, Row, Step, Task
from baton.ui.lists import Column

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
COLUMNS = (
    Column("family", "Family", lambda row: row[0]),
    Column("locality", "Locality"),
    Column("enquiries", "Enquiries", lambda row: row[2], numeric=True),
)
ROWS = [(f"Family {n:02}", "North" if n % 2 else "South", n * 7 % 13) for n in range(1, 61)]


def identity(today: date) -> Identity:
    """Give a family with a child, a baby on the way and an alert."""
    return Identity(
        name="Sample family",
        url="#",
        reference="F-000000",
        people=(
            IdentityPerson("Alex", date_of_birth=today - timedelta(days=1600)),
            IdentityPerson("Baby", expected_on=today + timedelta(days=60), unborn=True),
        ),
        level="3, multiple needs",
        lead_practitioner="Bo Sample, Oak Primary",
        alerts=("Do not ring the house: write only",),
        restricted=True,
    )


def happenings() -> list[Happening]:
    """Give three things that happened."""
    at = datetime(2026, 3, 3, 16, 20, tzinfo=UTC)
    return [
        Happening("Plan agreed", at, by="Bo Sample", url="#", link_words="Open the plan"),
        Happening(
            "Assessment authorised",
            at - timedelta(days=9),
            by="Chris Sample",
            text="Thorough.\nA clear voice.",
        ),
        Happening("Enquiry received", at - timedelta(days=40)),
    ]


ROWS_OF_SUMMARY = [
    Row("Name", "Alex Sample", "#", "name"),
    Row("School", "", "#"),
    Row("Languages", ["English", "Polish"]),
    Row("Note", "First line\nsecond line"),
]
NUMBERS = [
    Number("enquiries not yet decided", 12, "?list=undecided"),
    Number("cases nobody leads now", 3, "?list=unled"),
    Number("assessments to authorise", 0, "?list=authorise"),
    Number("reviews overdue", 1204, "?list=reviews"),
]
TASKS = [
    Task("Who is in the family", "Completed", "#"),
    Task("Alex’s own words", "Not started", "#", "To be filled in with Alex", "wait"),
    Task("Analysis", "Cannot start yet", hint="Opens once each child’s part is there"),
]
STEPS = [
    Step("Overview", "#", current=True),
    Step("Agreement", "#", note="done"),
    Step("Assessment", "#", note="next: due Friday"),
]
BARS = Chart(
    "Enquiries by source",
    [
        Series(
            "Enquiries",
            [Point("School", 120, "#"), Point("Health visiting", 61), Point("The family itself", None)],
        )
    ],
    by="Source",
    said="Schools sent 120 enquiries, health visiting 61.",
)
PAIRED = Chart(
    "Decided in time",
    [
        Series("Last year", [Point("North", 41), Point("South", 55.5)]),
        Series("This year", [Point("North", 66), Point("South", 71)]),
    ],
    unit="%",
    by="Locality",
)
LINES = Chart(
    "Decided within 48 hours",
    [
        Series("Share", [Point(m, v) for m, v in zip(MONTHS, (6, 18, None, 44, 59, 66), strict=True)]),
        Series("Target", [Point(m, 80) for m in MONTHS]),
    ],
    unit="%",
    by="Month",
)
