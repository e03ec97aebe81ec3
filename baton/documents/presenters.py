"""Documents as pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from baton.documents.models import Document
from baton.documents.rules.document import AUDIENCE_WORDS, CLOSED_TAGS, Audience, State, size_words
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_item import Item
from baton.partnership.rules.profile_listing import Listing

TONES = {State.QUARANTINED: "wait", State.INFECTED: "late"}
NOT_SCANNED = "not scanned for viruses"


@dataclass(frozen=True)
class Line:
    """One document in a list."""

    document: Document
    kind: str
    file: str
    seen_by: str
    state: tuple[str, str] | None
    open_url: str


def lines(documents: Iterable[Document], kinds: Listing[Item], urls: Mapping[UUID, str]) -> dict[UUID, Line]:
    """Return what a list shows of each document; `urls` are where each is opened."""
    documents = list(documents)
    named = {reader for document in documents for reader in document.readers}
    names = dict(Practitioner.objects.filter(pk__in=named).values_list("pk", "name")) if named else {}
    return {
        document.pk: Line(
            document=document,
            kind=kinds.label(document.kind),
            file=_file(document),
            seen_by=seen_by(document, names),
            state=_state(document),
            open_url=urls[document.pk] if document.opens else "",
        )
        for document in documents
    }


def seen_by(document: Document, names: Mapping[UUID, str]) -> str:
    """Return who may see a document, in words."""
    if document.audience == Audience.ORGANISATION and document.organisation:
        return f"Colleagues in {document.organisation.name}"
    if document.audience == Audience.NAMED:
        return ", ".join(sorted(names.get(reader, "") for reader in document.readers)).strip(", ")
    return AUDIENCE_WORDS[Audience.RECORD]


def _file(document: Document) -> str:
    words = f"{document.file_words}, {size_words(document.size)}"
    return f"{words}, {NOT_SCANNED}" if document.state == State.UNSCANNED else words


def _state(document: Document) -> tuple[str, str] | None:
    state = State(document.state)
    return (CLOSED_TAGS[state], TONES[state]) if state in CLOSED_TAGS else None
