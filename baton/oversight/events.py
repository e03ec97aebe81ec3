"""What the journal says of unusual reading. It is about practitioners, and on no family's timeline."""

from baton.journal.events import EventKind, register

READING_NOTICED = "reading.noticed"
READING_CLOSED = "reading.closed"

register(
    "oversight",
    [
        EventKind(READING_NOTICED, "Unusual reading noticed", "oversight"),
        EventKind(READING_CLOSED, "Unusual reading looked into", "oversight"),
    ],
)
