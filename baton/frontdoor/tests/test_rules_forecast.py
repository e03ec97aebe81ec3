"""What will be late today, at the pace of the hub."""

from datetime import UTC, datetime, time, timedelta

import pytest

from baton.frontdoor.rules.forecast import Forecast, forecast, open_days_before, pace
from baton.frontdoor.rules.opening import Week

WEEK = Week({day: (time(9), time(17)) for day in range(5)}.get)
NOON = datetime(2026, 9, 14, 11, tzinfo=UTC)  # Monday, midday in local time: five hours are left
CLOSES = datetime(2026, 9, 14, 16, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(*hours: float) -> list[datetime]:
    return [NOON + hour * HOUR for hour in hours]


@pytest.mark.parametrize(
    ("dues", "pace_in_hour", "expected"),
    [
        (at(), 1, Forecast(CLOSES, 0, 0, 5, 0)),
        (at(1, 2, 3), 1, Forecast(CLOSES, 0, 3, 5, 0)),
        (at(1, 1, 1), 1, Forecast(CLOSES, 0, 3, 5, 2)),
        (at(-4, -3, 1, 3), 1, Forecast(CLOSES, 2, 2, 5, 2)),  # what is late comes first
        (at(1, 2), 0, Forecast(CLOSES, 0, 2, 0, 2)),  # nobody decides anything
        (at(5, 9), 1, Forecast(CLOSES, 0, 0, 5, 0)),  # due when the door closes, or later
        (at(4.9, 4.9, 4.9), 0.5, Forecast(CLOSES, 0, 3, 2, 1)),
        (at(0), 4, Forecast(CLOSES, 0, 1, 20, 1)),  # due this very minute
    ],
)
def test_the_earliest_due_is_decided_first(
    dues: list[datetime], pace_in_hour: float, expected: Forecast
) -> None:
    assert forecast(reversed(dues), now=NOON, pace_in_hour=pace_in_hour, week=WEEK) == expected


def test_before_opening_the_whole_day_is_left() -> None:
    found = forecast(at(), now=NOON - 6 * HOUR, pace_in_hour=1, week=WEEK)

    assert found is not None
    assert found.can_decide == 8


@pytest.mark.parametrize("now", [CLOSES, datetime(2026, 9, 12, 11, tzinfo=UTC)])
def test_when_the_front_door_is_closed_there_is_no_forecast(now: datetime) -> None:
    assert forecast(at(1), now=now, pace_in_hour=1, week=WEEK) is None


def test_the_pace_is_that_of_the_last_open_days() -> None:
    days = open_days_before(NOON, WEEK, 5)

    assert [opens.day for opens, _ in days] == [11, 10, 9, 8, 7]
    assert pace(20, days) == 0.5
    assert pace(20, []) == 0
