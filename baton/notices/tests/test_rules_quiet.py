"""When nobody is written to, to the minute: nights, weekends, holidays, clocks that change, and one's own hours."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from baton.core.rules.calendars import ENGLAND
from baton.notices.rules.quiet import WEEKEND, Quiet, heard_at, next_digest, outside

LONDON = ZoneInfo("Europe/London")
NIGHT = outside((time(7), time(20)))
OFFICE = Quiet(NIGHT.from_, NIGHT.to, WEEKEND, ENGLAND)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "heard"),
    [
        ("2026-09-14 06:59", "2026-09-14 07:00"),
        ("2026-09-14 07:00", "2026-09-14 07:00"),
        ("2026-09-14 19:59", "2026-09-14 19:59"),
        ("2026-09-14 20:00", "2026-09-15 07:00"),
        ("2026-09-18 21:00", "2026-09-21 07:00"),
        ("2026-09-19 12:00", "2026-09-21 07:00"),
        ("2026-12-24 23:00", "2026-12-29 07:00"),
    ],
)
def test_a_message_waits_until_somebody_wants_to_hear(moment: str, heard: str) -> None:
    assert heard_at(at(moment), [OFFICE], LONDON) == at(heard)


def test_hours_are_local_ones_whatever_the_clocks_do() -> None:
    before = heard_at(datetime(2026, 3, 28, 22, tzinfo=UTC), [NIGHT], LONDON)
    after = heard_at(datetime(2026, 10, 24, 22, tzinfo=UTC), [NIGHT], LONDON)

    assert (before, after) == (
        datetime(2026, 3, 29, 6, tzinfo=UTC),
        datetime(2026, 10, 25, 7, tzinfo=UTC),
    )


def test_without_hours_it_is_never_quiet() -> None:
    assert heard_at(at("2026-09-14 03:00"), [outside(()), Quiet()], LONDON) == at("2026-09-14 03:00")


def test_ones_own_hours_add_to_those_of_the_partnership() -> None:
    lunch, late = Quiet(time(12), time(13, 30)), Quiet(time(17), time(9))

    assert heard_at(at("2026-09-14 12:00"), [NIGHT, lunch], LONDON) == at("2026-09-14 13:30")
    assert heard_at(at("2026-09-14 18:00"), [NIGHT, late], LONDON) == at("2026-09-15 09:00")


def test_hours_that_leave_no_moment_are_found_out() -> None:
    assert heard_at(at("2026-09-14 12:00"), [NIGHT, Quiet(time(7), time(20))], LONDON) is None
    assert heard_at(at("2026-09-14 12:00"), [Quiet(days=frozenset(range(7)))], LONDON) is None


@pytest.mark.parametrize(
    ("moment", "quiets", "digest"),
    [
        ("2026-09-14 07:30", [OFFICE], "2026-09-14 07:30"),
        ("2026-09-14 07:31", [OFFICE], "2026-09-15 07:30"),
        ("2026-09-18 10:00", [OFFICE], "2026-09-21 07:30"),
        ("2026-09-14 10:00", [OFFICE, Quiet(days=frozenset({1, 2}))], "2026-09-17 07:30"),
        ("2026-09-14 10:00", [OFFICE, Quiet(time(18), time(9))], "2026-09-15 09:00"),
    ],
)
def test_the_days_message_goes_out_on_the_next_day_on_which_they_work(
    moment: str, quiets: list[Quiet], digest: str
) -> None:
    assert next_digest(at(moment), time(7, 30), quiets, LONDON) == at(digest)


def test_a_day_off_after_a_weekend_waits_for_the_hour_of_the_days_message() -> None:
    assert next_digest(at("2026-12-24 10:00"), time(7, 30), [OFFICE], LONDON) == at("2026-12-29 07:30")


def test_a_holiday_is_quiet_all_day() -> None:
    assert Quiet(holidays=[date(2026, 9, 14)]).ends(at("2026-09-14 12:00")) == at("2026-09-15 00:00")


def test_where_ones_own_hours_always_lie_over_the_hour_the_days_message_goes_out_as_they_end() -> None:
    nearly_all_day = Quiet(time(8), time(7))

    assert next_digest(at("2026-09-14 10:00"), time(8, 30), [nearly_all_day], LONDON).time() == time(7)
