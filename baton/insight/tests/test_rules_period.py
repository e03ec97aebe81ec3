"""Periods at their edges: months, midnight, clock changes, the moment of view."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from baton.insight.rules.period import Period, WrongPeriod, end_of, midnight, whole_month_before

LONDON = ZoneInfo("Europe/London")


def period(from_on: date, to_on: date, as_of: datetime | None = None) -> Period:
    return Period(from_on, to_on, as_of or datetime(2030, 1, 1, tzinfo=UTC), LONDON)


def test_a_period_lasts_from_local_midnight_to_local_midnight() -> None:
    june = period(date(2016, 6, 1), date(2016, 6, 30))

    assert june.start == datetime(2016, 5, 31, 23, tzinfo=UTC)
    assert june.end == datetime(2016, 6, 30, 23, tzinfo=UTC)


def test_the_day_the_clocks_go_forward_has_23_hours() -> None:
    sunday = period(date(2016, 3, 27), date(2016, 3, 27))

    assert (sunday.end - sunday.start).total_seconds() == 23 * 3600


def test_what_comes_after_the_moment_of_view_is_not_counted() -> None:
    noon = datetime(2016, 6, 30, 11, 0, tzinfo=UTC)

    assert period(date(2016, 6, 1), date(2016, 6, 30), noon).end > noon
    assert (period(date(2016, 6, 1), date(2016, 6, 30), noon).end - noon).microseconds == 1


@pytest.mark.parametrize(
    ("first", "last"), [(date(2016, 7, 1), date(2016, 6, 30)), (date(2016, 6, 1), date(2016, 7, 1))]
)
def test_a_period_that_is_none_is_refused(first: date, last: date) -> None:
    with pytest.raises(WrongPeriod):
        period(first, last, end_of(date(2016, 6, 30), LONDON))


def test_months_are_cut_to_the_period() -> None:
    found = list(period(date(2015, 12, 15), date(2016, 2, 29)).months())

    assert found == [
        ("2015-12", date(2015, 12, 15), date(2015, 12, 31)),
        ("2016-01", date(2016, 1, 1), date(2016, 1, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
    ]


def test_the_end_of_a_day_is_the_moment_before_the_next() -> None:
    assert end_of(date(2016, 6, 30), LONDON) < midnight(date(2016, 7, 1), LONDON)


def test_the_last_whole_month() -> None:
    assert whole_month_before(date(2016, 3, 1)) == (date(2016, 2, 1), date(2016, 2, 29))
