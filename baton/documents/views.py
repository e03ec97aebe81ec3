"""The pages about the documents of one record, for the views of the apps that hold some.

Each of these takes a `Shelf`: the documents of one record that its reader may see, and what they may do with them. The
view that makes it has asked whether they may see the record.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from baton import journal
from baton.core import dates
from baton.documents import actions
from baton.documents.files import store
from baton.documents.forms import AddForm, DetailsForm, DocumentFilter, WithdrawForm
from baton.documents.models import Document, DocumentQuerySet
from baton.documents.presenters import Line, lines
from baton.documents.rules.content import NotTaken
from baton.documents.rules.document import CLOSED_WORDS, State, file_name
from baton.journal.models import AccessEntry
from baton.partnership.guard import PractitionerRequest
from baton.partnership.keeping import do_once
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_item import Item
from baton.partnership.rules.profile_listing import Listing as Coded
from baton.ui import searches
from baton.ui.lists import Column, Listing

logger = logging.getLogger(__name__)

MANY = 10
"""Documents from which on a list has a search (ours)."""

COLUMNS = (
    Column("document", "Document", ("title", "-dated_on")),
    Column("dated", "Date", ("dated_on", "added_at")),
    Column("seen_by", "Who may see it"),
    Column("added", "Added", ("added_at",)),
    Column("may", "Change"),
)
GONE = "The file of this document is missing. Tell whoever looks after this system."
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Were a browser to show a document, it would be a stranger's page: no script, no form, no address of ours."""


@dataclass(frozen=True)
class Shelf:
    """The documents of one record.

    `documents` are those its reader may see, `new` makes a row for another, `named` are whom it may be kept for;
    `can_add` and `changing` ask what the reader may do, once and only where a page wants to know; `prefix` begins the
    names of its addresses, which take `about`; `templates` names its pages, which are given `context`.
    """

    documents: DocumentQuerySet
    new: Callable[[], Document]
    kinds: Coded[Item]
    named: Callable[[], Sequence[Practitioner]]
    family_id: UUID | None
    prefix: str
    about: tuple[UUID, ...]
    templates: str
    can_add: Callable[[], bool]
    changing: Callable[[], Callable[[Any], bool]]
    context: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def may_add(self) -> bool:
        """Whether the reader may add a document."""
        return self.can_add()

    @cached_property
    def may_change(self) -> Callable[[Any], bool]:
        """What tells of each of these documents whether the reader may change it."""
        return self.changing()

    def url(self, deed: str, *document: UUID) -> str:
        """Return the address of a page about these documents, or about one."""
        return reverse(f"{self.prefix}_{deed}", args=[*self.about, *document])

    def template(self, page: str) -> str:
        """Return the name of one of its pages."""
        return self.templates.format(page=page)

    def lines(self, documents: Sequence[Document]) -> dict[UUID, Line]:
        """Return what a list shows of documents."""
        return lines(documents, self.kinds, {one.pk: self.url("open", one.pk) for one in documents})

    def latest(self, most: int) -> list[Line]:
        """Return the newest that are in use, for another page of the record."""
        return list(self.lines(list(self.documents.in_use().newest_first()[:most])).values())


def index(request: PractitionerRequest, shelf: Shelf) -> HttpResponse:
    """List the documents in use, newest first, with a search where they are many; those withdrawn beneath."""
    in_use, withdrawn = shelf.documents.in_use(), shelf.documents.exclude(withdrawn_at=None)
    form = DocumentFilter(searches.asked(request, DocumentFilter), kinds=shelf.kinds)
    chosen = form.cleaned_data if form.is_valid() else {}
    is_narrowed = any(chosen.values())
    shown = Listing(
        request,
        _narrowed(in_use, chosen).select_related("added_by", "organisation"),
        columns=COLUMNS if shelf.may_add else COLUMNS[:-1],
        caption="Documents",
        noun="document",
        sort="-dated",
        filters=form if is_narrowed or in_use.count() > MANY else None,
    )
    page = list(shown.page)
    context = {
        "shelf": shelf,
        "listing": shown,
        "lines": shelf.lines(page),
        "may_change": {one.pk for one in page if shelf.may_change(one)},
        "withdrawn": shelf.lines(list(withdrawn.newest_first())).values(),
        **shelf.context,
    }
    return render(request, shelf.template("index"), context)


def _narrowed(documents: DocumentQuerySet, chosen: dict[str, Any]) -> DocumentQuerySet:
    for word in (chosen.get("q") or "").split():
        documents = documents.filter(title__icontains=word)
    return documents.filter(kind=chosen["kind"]) if chosen.get("kind") else documents


def add(request: PractitionerRequest, shelf: Shelf, *, back: str = "") -> HttpResponse:
    """Take a new document in; `back` is where it leads, the list where nothing is said."""
    _require(shelf.may_add)
    back = back or shelf.url("list")
    sent = request.method == "POST"
    form = AddForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        kinds=shelf.kinds,
        named=[one for one in shelf.named() if one != request.user],
        organisation=request.user.main_organisation(),
        initial=AddForm.begun(),
    )
    if sent and form.is_valid():

        def deed() -> str:
            file = form.cleaned_data["file"]
            document = actions.add(
                document=shelf.new(), details=form.details, file=file, by=request.user, at=dates.now()
            )
            if document.state == State.QUARANTINED:
                messages.warning(request, CLOSED_WORDS[State.QUARANTINED])
            return back

        refusals = (NotTaken, actions.Infected, store.NoRoom)
        done = do_once(request, form, deed, *refusals, said="The document is added.", field="file")
        if done:
            return done
    context = {"shelf": shelf, "form": form, "cancel_url": back, **shelf.context}
    return render(request, shelf.template("add"), context)


def open_file(request: PractitionerRequest, shelf: Shelf, document_id: UUID) -> HttpResponseBase:
    """Give a document out as a file to be saved, and note that it was seen."""
    document = _document(request, shelf, document_id)
    if document.withdrawn_at is not None:
        raise Http404("This document was withdrawn")
    if not document.opens:
        messages.warning(request, CLOSED_WORDS[State(document.state)])
        return redirect(shelf.url("list"))
    try:
        file = store.opened(document.digest)
    except store.Missing:
        logger.error("The file of a document is missing")
        messages.error(request, GONE)
        return redirect(shelf.url("list"))
    journal.access.seen(
        request, family=shelf.family_id, what=AccessEntry.What.FILE, reason=f"document {document.pk}"
    )
    return _attachment(document, file)


def _attachment(document: Document, file: Any) -> FileResponse:
    name = file_name(document.title, document.file_kind)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=document.media_type)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def change(request: PractitionerRequest, shelf: Shelf, document_id: UUID) -> HttpResponse:
    """Say otherwise what a document is, and who may see it."""
    document = _to_change(request, shelf, document_id)
    form = DetailsForm(
        request.POST if request.method == "POST" else None,
        kinds=shelf.kinds,
        named=[*shelf.named(), *Practitioner.objects.filter(pk__in=document.readers)],
        organisation=document.organisation or request.user.main_organisation(),
        initial=DetailsForm.of(document),
    )
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            version = form.cleaned_data["expected_version"] or 0
            actions.change(
                document=document,
                details=form.details,
                expected_version=version,
                by=request.user,
                at=dates.now(),
            )
            return shelf.url("list")

        done = do_once(request, form, deed, actions.Withdrawn, said="The document is changed.")
        if done:
            return done
    context = {"shelf": shelf, "form": form, "document": document, "cancel_url": shelf.url("list")}
    return render(request, shelf.template("change"), context | shelf.context)


def withdraw(request: PractitionerRequest, shelf: Shelf, document_id: UUID) -> HttpResponse:
    """Withdraw a document, with the reason, after asking."""
    document = _to_change(request, shelf, document_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.withdraw(document=document, reason=form.values["reason"], by=request.user, at=dates.now())
            return shelf.url("list")

        done = do_once(request, form, deed, actions.Withdrawn, said="The document is withdrawn.")
        if done:
            return done
    context = {"shelf": shelf, "form": form, "document": document, "cancel_url": shelf.url("list")}
    return render(request, shelf.template("withdraw"), context | shelf.context)


def _document(request: PractitionerRequest, shelf: Shelf, document_id: UUID) -> Document:
    """Return a document of this record that the reader may see; 404, as for one that does not exist, for any other."""
    document: Document | None = (
        shelf.documents.select_related("organisation", "added_by").filter(pk=document_id).first()
    )
    if document is None:
        journal.access.refused(
            request, family=shelf.family_id, what=AccessEntry.What.FILE, reason=f"document {document_id}"
        )
        raise Http404("There is no such document, or it is not meant for you")
    return document


def _to_change(request: PractitionerRequest, shelf: Shelf, document_id: UUID) -> Document:
    document = _document(request, shelf, document_id)
    _require(shelf.may_change(document))
    return document


def _require(may: bool) -> None:
    if not may:
        raise PermissionDenied
