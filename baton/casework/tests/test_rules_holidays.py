"""When a school holiday is near."""

from datetime import date

import pytest

from baton.casework.rules.holidays import Holiday, holiday_ahead, term_began_on

TERMS = (
    (date(2026, 9, 8), date(2026, 10, 23)),
    (date(2026, 11, 2), date(2026, 12, 18)),
    (date(2026, 12, 22), date(2027, 2, 12)),
)
AUTUMN = Holiday(date(2026, 10, 24), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 2), None),
        (date(2026, 10, 3), AUTUMN),
        (date(2026, 11, 1), AUTUMN),
        (date(2026, 11, 2), None),
        (date(2026, 12, 18), None),
        (date(2027, 2, 12), None),
    ],
)
def test_a_holiday_is_near_three_weeks_before_and_until_its_last_day(today, expected):
    assert holiday_ahead(TERMS, today, 21) == expected


def test_without_terms_nothing_is_known():
    assert holiday_ahead((), date(2026, 10, 3), 21) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 7), None),
        (date(2026, 9, 8), date(2026, 9, 8)),
        (date(2026, 10, 23), date(2026, 9, 8)),
        (date(2026, 10, 24), None),
        (date(2026, 11, 2), date(2026, 11, 2)),
        (date(2027, 2, 13), None),
    ],
)
def test_a_term_runs_from_its_first_day_to_its_last(today, expected):
    assert term_began_on(TERMS, today) == expected
