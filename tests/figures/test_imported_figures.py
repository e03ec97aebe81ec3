"""The figures of records that were imported are those counted from their files, whatever the records."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import time_machine

from baton.insight.report import highlight_report
from baton.insight.rules.figure import Figure
from baton.insight.rules.period import Period
from baton.integrations.tests.running import Ran
from baton.partnership import profiles
from tests.figures.counted import LONDON, Counted
from tests.figures.records import drawn

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2025, 1, 1), date(2026, 5, 31)
TODAY = datetime(2026, 6, 10, 9, tzinfo=LONDON)
PERIODS = [
    (date(2025, 10, 1), date(2025, 10, 31)),  # a change of the clocks
    (date(2026, 3, 1), date(2026, 3, 31)),
    (date(2025, 1, 1), date(2026, 5, 31)),
    (date(2025, 6, 17), date(2025, 6, 17)),
    (date(2020, 1, 1), date(2020, 1, 31)),  # before anything
]


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON) + timedelta(days=1, microseconds=-1)


def told(figure: Figure) -> tuple[Fraction, int | None]:
    said: dict[str, Any] = figure.as_json()
    if said["kind"] == "count":
        return Fraction(said["value"]), None
    return Fraction(said["numerator"]), said["denominator"]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_is_the_one_counted_from_the_files(seed: int, tmp_path: Path) -> None:
    records = drawn(seed, families=120, first=FIRST, last=LAST)
    with time_machine.travel(TODAY, tick=False):
        ran = Ran(records.write(tmp_path / "old"))
    assert ran.status == 0, ran.out

    for first, last in PERIODS:
        for as_of in (end_of(last), TODAY):
            counted = Counted(records, first, last, as_of, TODAY.date()).found
            period = Period(first, last, as_of, LONDON)
            report = highlight_report(period=period, profile=profiles.current())
            figures = {name: told(figure) for name, figure in report.figures.items() if name in counted}
            wrong = {
                name: (figures.get(name), value)
                for name, value in counted.items()
                if figures.get(name) != value
            }
            assert not wrong, f"{first} to {last} as of {as_of}: {{name: (told, counted)}} {wrong}"
