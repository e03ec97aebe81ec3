"""Days, times and moments as people type them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from baton.ui import fields
from baton.ui.forms import Form

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


class BornForm(Form):
    born = fields.DateField("Date of birth", past=True)
    told = fields.MomentField("When did they say so?", required=False)


def typed_date(day: str, month: str, year: str) -> dict[str, str]:
    return {"day": day, "month": month, "year": year}


def typed_moment(day: str, month: str, year: str, at: str) -> dict[str, str]:
    return {**typed_date(day, month, year), "time": at}


def refusal(field: fields.Field, typed: Any) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    error = refused.value.error_list[0]
    return error.messages[0], str(error.code)


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (typed_date("27", "3", "2015"), date(2015, 3, 27)),
        (typed_date("7", "03", "2015"), date(2015, 3, 7)),
        (typed_date("29", "Feb", "2024"), date(2024, 2, 29)),
        (typed_date("1", "september", "1999"), date(1999, 9, 1)),
    ],
)
def test_days_are_read_by_number_or_name(typed: dict[str, str], given: date) -> None:
    assert fields.DateField("Day").clean(typed) == given


@pytest.mark.parametrize(
    ("typed", "said", "parts"),
    [
        (typed_date("27", "", "2015"), "must include a month", "month"),
        (typed_date("", "", "2015"), "must include a day and a month", "day-month"),
        (typed_date("27", "3", "15"), "must have 4 numbers", "year"),
        (typed_date("27", "3", "1889"), "must have a real year", "year"),
        (typed_date("27", "3", "soon"), "must have a real year", "year"),
        (typed_date("27", "13", "2015"), "must have a real month", "month"),
        (typed_date("27", "ma", "2015"), "must have a real month", "month"),
        (typed_date("29", "2", "2025"), "must be a real date", "day"),
        (typed_date("first", "2", "2025"), "must be a real date", "day"),
    ],
)
def test_a_day_that_is_none_is_refused_naming_its_part(typed: dict[str, str], said: str, parts: str) -> None:
    words, code = refusal(fields.DateField("Date of birth"), typed)

    assert said in words
    assert code == parts


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("bounds", "typed", "said"),
    [
        ({"past": True}, typed_date("4", "3", "2026"), "Visit must be today or in the past"),
        ({"future": True}, typed_date("2", "3", "2026"), "Visit must be today or in the future"),
        (
            {"earliest": date(2026, 1, 5)},
            typed_date("4", "1", "2026"),
            "Visit must be 5 January 2026 or later",
        ),
        (
            {"latest": lambda: date(2026, 1, 5)},
            typed_date("6", "1", "2026"),
            "Visit must be 5 January 2026 or earlier",
        ),
    ],
)
def test_days_outside_the_bounds_are_refused(bounds: Any, typed: dict[str, str], said: str) -> None:
    assert refusal(fields.DateField("Visit", **bounds), typed)[0] == said
    assert refusal(fields.DateField("When?", **bounds), typed)[0] == said.replace("Visit", "The date")


@time_machine.travel(NOON, tick=False)
def test_today_is_both_past_and_future() -> None:
    today = typed_date("3", "3", "2026")

    assert fields.DateField("Day", past=True, future=True).clean(today) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("4:20 pm", time(16, 20)),
        ("4.20pm", time(16, 20)),
        ("4 p.m.", time(16)),
        ("16:20", time(16, 20)),
        ("1620", time(16, 20)),
        ("12am", time(0)),
        ("12:30 pm", time(12, 30)),
        ("midday", time(12)),
        ("12 noon", time(12)),
        ("Midnight", time(0)),
        ("0:05", time(0, 5)),
        ("420pm", time(16, 20)),
        ("8.05", time(8, 5)),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, given: time) -> None:
    assert fields.TimeField("Time").clean(typed) == given


@pytest.mark.parametrize("typed", ["25:00", "4", "13 pm", "0 am", "12:61", "later", "4:2 pm"])
def test_what_is_no_time_or_could_be_two_is_refused(typed: str) -> None:
    assert refusal(fields.TimeField("Time"), typed)[0] == "Enter a time, like 4:20 pm or 16:20"


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (typed_moment("3", "3", "2026", "4:20 pm"), datetime(2026, 3, 3, 16, 20, tzinfo=UTC)),
        (typed_moment("3", "6", "2026", "16:20"), datetime(2026, 6, 3, 15, 20, tzinfo=UTC)),
        (typed_moment("25", "10", "2026", "1:30 am"), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_moments_are_local_and_given_in_utc(typed: dict[str, str], given: datetime) -> None:
    assert fields.MomentField("When?").clean(typed) == given


def test_a_time_over_which_the_clocks_go_is_refused() -> None:
    words, code = refusal(fields.MomentField("When?"), typed_moment("29", "3", "2026", "1:30 am"))

    assert words == "The clocks went forward over this time. Enter a time after it."
    assert code == "time"


def test_a_moment_without_its_time_is_refused() -> None:
    assert refusal(fields.MomentField("When?"), typed_moment("1", "3", "", ""))[1] == "year-time"


@time_machine.travel(NOON, tick=False)
def test_a_moment_later_today_is_not_past() -> None:
    field = fields.MomentField("Telling", past=True)

    assert field.clean(typed_moment("3", "3", "2026", "11:59"))
    assert refusal(field, typed_moment("3", "3", "2026", "12:01")) == ("Telling must be in the past", "time")


def test_what_was_typed_stays_as_it_was_typed_and_only_the_wrong_part_is_marked() -> None:
    form = BornForm({"born-day": "31", "born-month": "feb", "born-year": "2015"})

    html = str(form["born"])

    assert 'value="31"' in html
    assert 'value="feb"' in html
    assert html.count("govuk-input--error") == 1
    assert form.faults()[0].href == "#id_born-day"
    assert 'id="id_born-day"' in html


def test_a_date_left_empty_leads_to_its_first_part_and_marks_all() -> None:
    form = BornForm({"expected_version": ""})

    assert form.faults()[0].href == "#id_born-day"
    assert str(form["born"]).count("govuk-input--error") == 3


def test_a_day_and_a_moment_known_before_show_in_their_parts() -> None:
    known = {"born": date(2015, 3, 27), "told": datetime(2026, 6, 3, 15, 20, tzinfo=UTC)}
    form = BornForm(initial=known)

    assert [item["value"] for item in form["born"].params["items"]] == ["27", "3", "2015"]
    assert [item["value"] for item in form["told"].params["items"]] == ["3", "6", "2026", "16:20"]


def test_a_time_known_before_shows_as_text() -> None:
    assert fields.TimeField("Time").prepare_value(time(9, 5)) == "09:05"
