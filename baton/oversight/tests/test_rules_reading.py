"""Over which stretches of time reading is counted, and why it is unusual."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from baton.oversight.rules.reading import (
    FINDING_LABELS,
    KIND_LABELS,
    Finding,
    Kind,
    Window,
    of_days_and_nights,
    why,
    within_an_hour,
)
from baton.partnership.rules.profile_oversight import UnusualReading

ZONE = ZoneInfo("Europe/London")
MEASURES = UnusualReading()


def at(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def stretches(now: datetime, measures: UnusualReading = MEASURES) -> list[tuple[Kind, datetime, datetime]]:
    return [(one.kind, one.from_at, one.to_at) for one in of_days_and_nights(now, measures, ZONE)]


def test_the_hour_ends_now():
    assert list(within_an_hour(at(14, 10, 30), MEASURES)) == [
        Window(Kind.MANY, at(14, 9, 30), at(14, 10, 30), 40)
    ]
    assert list(within_an_hour(at(14, 10, 30), UnusualReading(families_an_hour=None))) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(14, 12), [(Kind.NO_RELATION, at(14, 0), at(14, 12))]),
        (
            at(14, 23),
            [(Kind.NO_RELATION, at(14, 0), at(14, 23)), (Kind.OUT_OF_HOURS, at(14, 22), at(14, 23))],
        ),
        (
            at(15, 0, 30),
            [
                (Kind.NO_RELATION, at(14, 0), at(15, 0)),
                (Kind.NO_RELATION, at(15, 0), at(15, 0, 30)),
                (Kind.OUT_OF_HOURS, at(14, 22), at(15, 0, 30)),
            ],
        ),
        (
            at(15, 6, 59),
            [(Kind.NO_RELATION, at(15, 0), at(15, 6, 59)), (Kind.OUT_OF_HOURS, at(14, 22), at(15, 6))],
        ),
        (at(15, 7), [(Kind.NO_RELATION, at(15, 0), at(15, 7))]),
    ],
)
def test_a_day_and_a_night_are_counted_until_an_hour_after_they_end(now, expected):
    assert stretches(now) == expected


def test_a_night_in_which_the_clocks_go_back_is_an_hour_longer():
    (night,) = [one for one in stretches(at(25, 6, 30, month=10)) if one[0] == Kind.OUT_OF_HOURS]

    assert (night[2] - night[1]).total_seconds() / 3600 == 9


def test_what_the_profile_leaves_unset_is_not_watched():
    unset = UnusualReading(without_relation_a_day=None, out_of_hours_a_night=None)

    assert stretches(at(15, 0, 30), unset) == []
    assert stretches(at(14, 23), UnusualReading(usual_hours=())) == [
        (Kind.NO_RELATION, at(14, 0), at(14, 23))
    ]
    assert stretches(at(14, 19), UnusualReading(usual_hours=(time(9), time(18))))[-1][1] == at(14, 18)


def test_an_alert_says_why():
    assert why(Kind.MANY, 52, 40) == "Opened 52 families within an hour; up to 40 is usual."
    assert why(Kind.NO_RELATION, 1, 0).startswith("Opened 1 family in a day without working with them")
    assert "in a night" in why(Kind.OUT_OF_HOURS, 4, 3)
    assert (set(KIND_LABELS), set(FINDING_LABELS)) == (set(Kind), set(Finding))
