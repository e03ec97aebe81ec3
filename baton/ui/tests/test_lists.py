"""Lists: order, pages, sizes, chips, all from the address."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.http import QueryDict
from django.test import RequestFactory
from markupsafe import Markup

from baton.ui import fields
from baton.ui.forms import FilterForm
from baton.ui.lists import Column, Listing, chips

COLUMNS = (
    Column("name", "Name", lambda row: row[0]),
    Column("age", "Age", lambda row: row[1], numeric=True),
    Column("note", "Note"),
)
ROWS = [(f"n{number:03}", -number) for number in range(60)]


class CaseFilter(FilterForm):
    locality = fields.MultipleChoiceField("Locality", choices=[("n", "North"), ("s", "South")])
    words = fields.TextField("Name contains")
    opened = fields.DateField("Opened since")
    late = fields.ConfirmField("Only late ones")


def listing(query: str = "", rows: Any = ROWS, **kwargs: Any) -> Listing:
    given = {"columns": COLUMNS, "caption": "Rows", "sort": "name", **kwargs}
    return Listing(RequestFactory().get(f"/rows/?{query}"), rows, **given)


def test_a_list_shows_its_first_page_in_its_own_order() -> None:
    shown = listing()

    assert [row[0] for row in shown.page][:2] == ["n000", "n001"]
    assert shown.count_words == "1 to 25 of 60 rows"


def test_few_rows_are_simply_counted() -> None:
    assert listing(rows=ROWS[:1], noun="family", nouns="families").count_words == "1 family"
    assert listing(rows=ROWS[:2], noun="family", nouns="families").count_words == "2 families"
    assert listing(rows=[]).count == 0


def test_the_address_sorts_either_way() -> None:
    assert next(iter(listing("sort=age").page)) == ROWS[59]
    assert next(iter(listing("sort=-age").page)) == ROWS[0]


@pytest.mark.parametrize("query", ["sort=note", "sort=secret", "sort=--name", "sort="])
def test_what_the_list_does_not_sort_by_is_passed_over(query: str) -> None:
    assert listing(query).sort == "name"


def test_the_heads_say_the_order_and_lead_to_the_other() -> None:
    shown = listing("sort=name&page=2&size=50&locality=n")

    assert [shown.direction(column) for column in COLUMNS[:2]] == ["ascending", "none"]
    assert shown.sort_address(COLUMNS[0]) == "?size=50&locality=n&sort=-name"
    assert listing("sort=-name").direction(COLUMNS[0]) == "descending"
    assert listing("sort=-name").sort_address(COLUMNS[0]) == "?sort=name"


@pytest.mark.parametrize(("query", "number"), [("page=2", 2), ("page=99", 3), ("page=x", 1), ("page=-1", 3)])
def test_a_page_beyond_is_the_last(query: str, number: int) -> None:
    assert listing(query).page.number == number


@pytest.mark.parametrize(("query", "size"), [("size=50", 50), ("size=1000000", 25), ("size=x", 25)])
def test_only_the_sizes_on_offer(query: str, size: int) -> None:
    assert listing(query).size == size


def test_the_pagination_shows_ends_neighbours_and_gaps() -> None:
    shown = listing("page=6", rows=list(range(300)), columns=[Column("n", "N")], sort="")

    assert [step.number for step in shown.steps] == [1, None, 5, 6, 7, None, 12]
    assert [step.number for step in shown.steps if step.current] == [6]


def test_the_download_takes_the_filters_and_the_order_but_no_page() -> None:
    shown = listing("page=2&size=50&sort=age&locality=n&locality=s", download_url="/rows.csv")

    assert shown.download_url == "/rows.csv?sort=age&locality=n&locality=s"
    assert listing().download_url == ""


def test_each_filter_in_force_is_a_chip_that_takes_itself_away() -> None:
    query = QueryDict(
        "locality=n&locality=s&search=x1&page=3&sort=age&opened-day=1&opened-month=2&opened-year=2026"
    )
    asked = query.copy()
    asked["words"] = "ann"

    found = chips(CaseFilter(asked), query)

    assert [chip.words for chip in found] == [
        "Locality: North",
        "Locality: South",
        "Name contains: ann",
        "Opened since: 1 February 2026",
    ]
    assert "locality=s" in found[0].remove_url
    assert "locality=n" not in found[0].remove_url
    assert "page" not in found[0].remove_url
    assert "search=x1" in found[0].remove_url
    assert "search" not in found[2].remove_url
    assert "opened" not in found[3].remove_url
    assert all("sort=age" in chip.remove_url for chip in found)


def test_a_ticked_box_is_a_chip_with_its_own_words() -> None:
    query = QueryDict("late=yes")

    assert [chip.words for chip in chips(CaseFilter(query), query)] == ["Only late ones"]


def test_a_filter_that_makes_no_sense_is_no_chip() -> None:
    query = QueryDict("locality=moon&opened-day=99")

    assert chips(CaseFilter(query), query) == []


def test_clearing_takes_all_filters_and_keeps_the_order() -> None:
    query = "locality=n&search=x1&opened-day=1&page=3&sort=age"
    shown = listing(query, filters=CaseFilter(QueryDict(query)))

    assert shown.clear_url == "?sort=age"
    assert shown.carried == [("sort", "age")]
    assert listing().chips == []
    assert listing("sort=age").clear_url == "?sort=age"


@pytest.mark.django_db
def test_rows_of_the_database_are_sorted_there_with_two_queries(django_assert_num_queries: Any) -> None:
    Group.objects.bulk_create([Group(name=name) for name in ("b", "a", "c")])
    columns = (Column("name", "Name", ("name", "pk")),)

    with django_assert_num_queries(2):
        shown = listing("sort=-name", rows=Group.objects.all(), columns=columns)
        assert [row.name for row in shown.page] == ["c", "b", "a"]
        assert shown.count == 3


@pytest.mark.django_db
def test_rows_without_an_order_are_given_as_they_come() -> None:
    shown = listing(rows=Group.objects.order_by("-name"), columns=[Column("name", "Name")], sort="")

    assert shown.sort == ""
    assert list(shown.page) == []


def test_each_cell_carries_the_words_of_its_column_for_a_card() -> None:
    columns = (Column("name", "Family & friends"), Column("age", "Age"))
    row = Markup('\n<td class="a">Bo</td> <td><b>7</b></td>')

    cells = listing(columns=columns, sort="").cells(row)

    assert cells == Markup(
        '\n<td role="cell" data-label="Family &amp; friends" class="a">Bo</td> '
        '<td role="cell" data-label="Age"><b>7</b></td>'
    )


def test_a_row_with_another_number_of_cells_than_columns_is_a_fault() -> None:
    with pytest.raises(ValueError, match="Rows: 1 cells stand under 3 columns"):
        listing().cells(Markup("<td>Bo</td>"))


def test_a_list_is_sortable_where_one_of_its_columns_is() -> None:
    assert listing().sortable
    assert not listing(columns=(Column("note", "Note"),), sort="").sortable
