"""What is done with records from older systems."""

from typing import Final

from baton.journal import events
from baton.journal.events import EventKind

RECORDS_IMPORTED: Final = "integrations.records_imported"
NAME_MATCHED: Final = "integrations.name_matched"

events.register(
    "integrations",
    [
        EventKind(RECORDS_IMPORTED, "Records were imported from an older system", "system"),
        EventKind(NAME_MATCHED, "An imported name was matched", "system"),
    ],
)
