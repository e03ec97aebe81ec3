"""The front door's board, its download, and the lists of what nobody holds yet."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, OrderBy, Prefetch, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baton import journal
from baton.core import dates
from baton.frontdoor.forms.board import COLUMNS, BoardFilter
from baton.frontdoor.models import Decision, Enquiry, SavedFilter
from baton.frontdoor.models.board import on_board, placed, with_cards
from baton.frontdoor.models.enquiry import EnquiryQuerySet
from baton.frontdoor.permissions import can_download_enquiries, can_see_board
from baton.frontdoor.presenters import board as presenter
from baton.frontdoor.presenters.download import HEAD, rows
from baton.frontdoor.presenters.forecast import forecast_for
from baton.frontdoor.rules import reference
from baton.frontdoor.rules.enquiry import State
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui import searches, spreadsheets
from baton.ui.lists import Column, Listing

SORT_FIELDS = {
    "due": ("place", "due_at"),
    "due_only": ("due_at",),
    "received": ("received_at",),
}
SORTS = (
    Column("due", "Urgent today before late", SORT_FIELDS["due"]),
    Column("due_only", "Due", SORT_FIELDS["due_only"]),
    Column("received", "Received", SORT_FIELDS["received"]),
)
ON_BOARD = 25


@allowed(can_see_board)
@searches.by_post(BoardFilter)
def board(request: PractitionerRequest) -> HttpResponse:
    """Show what waits and what was decided today, in three columns or, narrowed to one, page by page."""
    saved = list(SavedFilter.objects.of(request.user))
    default = next((one for one in saved if one.is_default), None)
    if default and not request.GET:
        return redirect(f"{reverse('enquiry_board')}?{default.query}")
    filters = BoardFilter(searches.asked(request, BoardFilter))
    chosen = filters.cleaned_data if filters.is_valid() else {}
    sought = _by_reference(request, chosen.get("q", ""))
    if sought is not None:
        return redirect("enquiry_page", sought.pk)
    found = _narrowed(request, chosen)
    listing = Listing(
        request,
        found,
        columns=SORTS,
        caption="Enquiries",
        noun="enquiry",
        nouns="enquiries",
        sort="due",
        filters=filters,
        download_url=reverse("enquiry_download") if can_download_enquiries(request.user) else "",
    )
    column = chosen.get("column")
    columns = [_one(listing, column)] if column else list(_three(found, listing))
    shown = [card.enquiry.family_id for column in columns for card in column.cards]
    journal.access.seen_many(request, families=filter(None, shown), what="list")
    context = {
        "listing": listing,
        "columns": columns,
        "count_words": listing.count_words if column else _counted(columns),
        "sought": chosen.get("q", ""),
        "sorts": SORTS,
        "saved": saved,
        "clear_url": "?all=yes" if default else listing.clear_url,
        "forecast": forecast_for(request.user, dates.now()),
    }
    return render(request, "frontdoor/board/board.jinja", context)


@allowed(can_download_enquiries)
@searches.by_post(BoardFilter, back="enquiry_board")
def download(request: PractitionerRequest) -> HttpResponse:
    """Give what the board shows, narrowed and sorted as it is there, as a table for a spreadsheet."""
    filters = BoardFilter(searches.asked(request, BoardFilter))
    chosen = filters.cleaned_data if filters.is_valid() else {}
    listing = Listing(request, [], columns=SORTS, caption="Enquiries", sort="due", filters=filters)
    found = _narrowed(request, chosen).order_by(*_order(listing))
    decisions = Prefetch("decisions", queryset=Decision.objects.order_by("number"))
    enquiries = list(
        found.select_related("claimed_by", "source_organisation", "locality").prefetch_related(
            "people", decisions, "decisions__tellings"
        )
    )
    journal.access.seen_many(
        request, families=filter(None, (one.family_id for one in enquiries)), what="export"
    )
    return spreadsheets.answer("enquiries", HEAD, rows(enquiries))


def _counted(columns: list[presenter.BoardColumn]) -> str:
    count = sum(one.count for one in columns)
    return f"{count:,} {'enquiry' if count == 1 else 'enquiries'}"


def _by_reference(request: PractitionerRequest, typed: str) -> Enquiry | None:
    """Return the enquiry whose reference was typed, if there is one that the reader may see."""
    wanted = reference.read(typed) if typed else None
    return Enquiry.objects.visible_to(request.user).filter(reference=wanted).first() if wanted else None


def _narrowed(request: PractitionerRequest, chosen: dict[str, Any]) -> EnquiryQuerySet:
    now = dates.now()
    return placed(on_board(request.user, chosen, now), now)


def _three(found: EnquiryQuerySet, listing: Listing) -> Iterator[presenter.BoardColumn]:
    """Fill the three columns: one query finds the first of each and how many each holds, one fetches them."""
    first = found.annotate(
        number=Window(RowNumber(), partition_by=[F("state")], order_by=_order(listing)),
        in_column=Window(Count("pk"), partition_by=[F("state")]),
    ).filter(number__lte=ON_BOARD)
    numbered = {pk: (number, count) for pk, number, count in first.values_list("pk", "number", "in_column")}
    shown = sorted(
        with_cards(Enquiry.objects.filter(pk__in=numbered), dates.now()), key=lambda one: numbered[one.pk]
    )
    for state, title in COLUMNS:
        cards = presenter.cards([one for one in shown if one.state == state], dates.now())
        count = numbered[cards[0].enquiry.pk][1] if cards else 0
        rest = listing.address(column=state, page="") if count > len(cards) else ""
        yield presenter.BoardColumn(state, title, cards, count, presenter.EMPTY[state], rest)


def _one(listing: Listing, code: str) -> presenter.BoardColumn:
    """Fill one column with a page of the list."""
    state = State(code)
    ids = [enquiry.pk for enquiry in listing.page]
    whole = {enquiry.pk: enquiry for enquiry in with_cards(Enquiry.objects.filter(pk__in=ids), dates.now())}
    cards = presenter.cards([whole[pk] for pk in ids], dates.now())
    return presenter.BoardColumn(state, dict(COLUMNS)[state], cards, listing.count, presenter.EMPTY[state])


def _order(listing: Listing) -> list[OrderBy]:
    """Return the order that the list was asked for, as the database takes it."""
    asked = listing.sort.removeprefix("-")
    down = listing.sort.startswith("-")
    return [OrderBy(F(name), descending=down) for name in (*SORT_FIELDS[asked], "pk")]
