"""Deeds of the daily liaison with social care."""

from baton.journal.events import EventKind, Weight

LIAISON_AGREED = "casework.liaison_agreed"

KINDS = [EventKind(LIAISON_AGREED, "It was noted what was agreed with social care", "transfers", Weight.STEP)]
