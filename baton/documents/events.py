"""Deeds about documents. Neither title nor kind is told: some who read the timeline may not know of the document."""

from baton.journal.events import EventKind, Weight, register

ADDED = "documents.document_added"
CHANGED = "documents.document_changed"
WITHDRAWN = "documents.document_withdrawn"
SCANNED = "documents.document_scanned"

register(
    "documents",
    [
        EventKind(ADDED, "Document added", "documents"),
        EventKind(CHANGED, "What is said about a document changed", "documents"),
        EventKind(WITHDRAWN, "Document withdrawn", "documents"),
        EventKind(SCANNED, "Document looked at by the virus scanner", "documents", Weight.FACT),
    ],
)
