"""Lists as every page shows them: how many, in which order, which page, filtered by what.

All of it stands in the address (`?sort=-due&page=2&size=50&locality=n`), so a list can be kept and sent; what was typed
is named there by an id (`baton.ui.searches`). What the address asks and the list does not offer is passed over.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from markupsafe import Markup, escape

from baton.ui.components import Chip
from baton.ui.fields.base import BoundField
from baton.ui.fields.choices import ChoosingField, ConfirmField
from baton.ui.forms import FilterForm
from baton.ui.moments import day
from baton.ui.searches import SEARCH

SIZES = (25, 50, 100)
CELL = re.compile(r"<td\b")


@dataclass(frozen=True)
class Column:
    """A column: its words, and how the list is sorted by it, if it can be.

    `sort` is the name or names to order a QuerySet by, or for a plain list a function giving the key of a row.
    """

    key: str
    words: str
    sort: str | tuple[str, ...] | Callable[[Any], Any] = ()
    numeric: bool = False


@dataclass(frozen=True)
class Step:
    """One entry of the pagination; no `number` is a gap."""

    number: int | None
    url: str = ""
    current: bool = False


class Listing:
    """One page of `rows`, a QuerySet or a plain list, sorted and cut as the request asks.

    `noun` is what the rows are, for the count ("1 to 25 of 312 cases"). `sort` is the order at first, `-` for descending.
    `download_url` is where "download what I see" leads; it is given the same query. `pages` cuts the
    rows into pages.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any] | Sequence[Any],
        *,
        columns: Sequence[Column],
        caption: str,
        noun: str = "row",
        nouns: str = "",
        sort: str = "",
        download_url: str = "",
        filters: FilterForm | None = None,
        pages: "type[Paginator[Any]]" = Paginator,
    ) -> None:
        self.query, self.columns, self.caption = request.GET, tuple(columns), caption
        self.noun, self.nouns, self.filters = noun, nouns or f"{noun}s", filters
        self._download_url = download_url
        self.sort = self._asked_sort(sort)
        self._rows = self._sorted(rows)
        self._pages = pages

    @cached_property
    def size(self) -> int:
        """Give the number of rows on a page."""
        asked = self.query.get("size", "")
        return int(asked) if asked in {str(size) for size in SIZES} else SIZES[0]

    @cached_property
    def page(self) -> Page[Any]:
        """Give the rows of this page; the last page where the address asks for one beyond."""
        return self._pages(self._rows, self.size).get_page(self.query.get("page"))

    @property
    def count(self) -> int:
        """Give the number of rows on all pages."""
        return self.page.paginator.count

    @property
    def count_words(self) -> str:
        """Say how many there are, and which of them show."""
        total = f"{self.count:,} {self.noun if self.count == 1 else self.nouns}"
        if self.page.paginator.num_pages == 1:
            return total
        return f"{self.page.start_index():,} to {self.page.end_index():,} of {total}"

    def address(self, **changes: Any) -> str:
        """Give the address of this list with some of its query changed; an empty value takes a part away."""
        return _address(self.query, changes)

    def sort_address(self, column: Column) -> str:
        """Give the address of this list sorted by `column`, the other way round where it already is."""
        return self.address(sort=f"-{column.key}" if self.sort == column.key else column.key, page="")

    def direction(self, column: Column) -> str:
        """Tell how the list is sorted by `column`, in the words of `aria-sort`."""
        if self.sort.lstrip("-") != column.key:
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"

    @property
    def sortable(self) -> bool:
        """Tell whether the list can be sorted by any of its columns."""
        return any(column.sort for column in self.columns)

    def cells(self, row: Markup) -> Markup:
        """Give the cells of a row, each with its role and the words of its column: on a telephone the row is a card,
        and the words stand beside each value.

        `row` is the markup of the cells. Raises `ValueError` where there are not as many of them as columns.
        """
        before, *cells = CELL.split(row)
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.caption}: {len(cells)} cells stand under {len(self.columns)} columns")
        named = zip(self.columns, cells, strict=True)
        labelled = [f'<td role="cell" data-label="{escape(column.words)}"{cell}' for column, cell in named]
        return Markup(before + "".join(labelled))

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """Give the page sizes on offer, each with its address."""
        return [(size, self.address(size=size, page="")) for size in SIZES]

    @property
    def download_url(self) -> str:
        """Give the address of "download what I see", with the filters and order of this page."""
        return self._download_url + self.address(page="", size="") if self._download_url else ""

    @property
    def steps(self) -> list[Step]:
        """Give the pagination: the first page, the last, this one and its neighbours, gaps between."""
        here, last = self.page.number, self.page.paginator.num_pages
        shown = sorted({1, last, *range(max(1, here - 1), min(last, here + 1) + 1)})
        steps: list[Step] = []
        for number in shown:
            if steps and number - (steps[-1].number or 0) > 1:
                steps.append(Step(None))
            steps.append(Step(number, self.address(page=number), number == here))
        return steps

    @property
    def chips(self) -> list[Chip]:
        """Give the filters in force, each with the address of the list without it."""
        return chips(self.filters, self.query) if self.filters is not None else []

    @property
    def clear_url(self) -> str:
        """Give the address of the list without any filter."""
        fields = self.filters.visible() if self.filters is not None else ()
        sent = {name: "" for bound in fields for name in _sent_by(bound, self.query)}
        return self.address(**sent, page="")

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Give what the filter panel must carry along so that sorting outlives filtering."""
        return [(name, self.query[name]) for name in ("sort", "size") if name in self.query]

    def _asked_sort(self, default: str) -> str:
        asked = self.query.get("sort", "")
        sortable = {column.key for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in sortable else default

    def _sorted(self, rows: Any) -> Any:
        by = next(
            (column.sort for column in self.columns if column.sort and column.key == self.sort.lstrip("-")),
            (),
        )
        down = self.sort.startswith("-")
        if callable(by):
            return sorted(rows, key=by, reverse=down)
        names = (by,) if isinstance(by, str) else by
        if not names or not isinstance(rows, QuerySet):
            return rows
        return rows.order_by(*(_turned(name) if down else name for name in names), "pk")


def chips(form: FilterForm, query: QueryDict) -> list[Chip]:
    """Give a chip for each filter in force: for choices one for each chosen, else one for the field."""
    form.is_valid()
    return [
        chip
        for bound in form.visible()
        if form.is_bound and bound.name in form.cleaned_data
        for chip in _chips_of(bound, form.cleaned_data[bound.name], query)
    ]


def _chips_of(bound: BoundField, value: Any, query: QueryDict) -> list[Chip]:
    label, name = str(bound.label), bound.html_name
    without = _address(query, {**_sent_by(bound, query), "page": ""})
    if isinstance(bound.field, ConfirmField):
        return [Chip(label, without)] if value else []
    if isinstance(bound.field, ChoosingField):
        chosen = bound.field.chosen(bound)
        return [
            Chip(f"{label}: {choice.words}", _without(query, name, choice.value))
            for choice in bound.field.choices
            if choice.value in chosen
        ]
    if value in (None, ""):
        return []
    return [Chip(f"{label}: {day(value) if isinstance(value, date) else value}", without)]


def _without(query: QueryDict, name: str, value: str) -> str:
    return _address(query, {name: [item for item in query.getlist(name) if item != value], "page": ""})


def _sent_by(bound: BoundField, query: QueryDict) -> dict[str, str]:
    """Give the names under which a field was sent, the parts of a date too, each with nothing for its value.

    What was typed was sent under the id of its search.
    """
    field = bound.html_name
    if bound.name in bound.form.typed_names():
        return {SEARCH: ""}
    return {name: "" for name in query if name == field or name.startswith(f"{field}-")}


def _address(query: QueryDict, changes: dict[str, Any]) -> str:
    kept = {name: query.getlist(name) for name in query if name not in changes}
    kept |= {name: value if isinstance(value, list) else [value] for name, value in changes.items()}
    pairs = [(name, text) for name, texts in kept.items() for text in texts if text not in ("", None)]
    return "?" + urlencode(pairs)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
