"""The report as a whole: every figure is there, nests as contracted, and equals its list."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from baton.insight.measures.base import number_of
from baton.insight.report import UnknownFigure, highlight_report, measures, rows_behind
from baton.insight.rules.figure import Count, Share
from baton.insight.rules.period import Period
from baton.insight.scope import AGENCY, LOCALITY, Scope
from baton.insight.tests.world import fill
from baton.partnership import profiles

LONDON = ZoneInfo("Europe/London")
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), datetime(2026, 7, 31, tzinfo=UTC), LONDON)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("by", ["", LOCALITY, AGENCY])
def test_every_figure_equals_its_list(by: str) -> None:
    fill()
    profile = profiles.current()
    report = highlight_report(period=JUNE, profile=profile, by=by)
    scopes = {part: Scope(JUNE, profile).within(by, part) for part in report.parts} or {
        "": Scope(JUNE, profile)
    }

    for part, scope in scopes.items():
        figures = report.parts[part] if by else report.figures
        for code, figure in figures.items():
            measure, rows = rows_behind(code, scope)
            counted = {Count: "value", Share: "numerator"}.get(type(figure), "number")
            assert number_of(rows) == getattr(figure, counted), (part, code)
            assert measure.definition == figure.definition


@pytest.mark.parametrize("by", [LOCALITY, AGENCY])
def test_the_parts_add_up_to_the_whole(by: str) -> None:
    fill()
    report = highlight_report(period=JUNE, profile=profiles.current(), by=by)

    for code in ("enquiries.total", "cases.active", "closures.total", "audits.total"):
        assert sum(part[code].value for part in report.parts.values()) == report.figures[code].value > 0, code


def test_a_list_by_code_holds_every_code_of_the_profile() -> None:
    profile = profiles.current()

    tree = highlight_report(period=JUNE, profile=profile).as_json()

    assert set(tree["enquiries"]["by_source"]) == {*profile.source_types.codes, "not_recorded"}
    assert set(tree["enquiries"]["by_outcome"]) == {*profile.outcomes.codes, "undecided", "not_recorded"}
    assert set(tree["cases"]["by_lead_agency"]) == {*profile.lead_agency_types.codes, "not_recorded"}
    assert set(tree["audits"]["by_grade"]) == {*profile.audit_grades.codes, "not_recorded"}
    assert set(tree["travelled"]) == set(profile.tools.codes)
    assert list(tree["enquiries"]["by_month"]) == ["2026-06"]


def test_without_any_record_counts_are_nought_and_shares_have_no_value() -> None:
    tree = highlight_report(period=JUNE, profile=profiles.current()).as_json()

    assert tree["enquiries"]["total"]["value"] == 0
    assert tree["screening"]["within_target"]["value"] is None


def test_a_code_that_no_measure_gives_is_unknown() -> None:
    with pytest.raises(UnknownFigure):
        rows_behind("cases.of_the_moon", Scope(JUNE, profiles.current()))


def test_the_command_prints_json_and_html(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    asked = ["--from", "2026-06-01", "--to", "2026-06-30", "--as-of", "2026-07-31"]

    call_command("highlight_report", *asked, "--by", "locality")
    printed = json.loads(capsys.readouterr().out)
    call_command("highlight_report", *asked, "--format", "html")
    page = capsys.readouterr().out

    assert printed["about"]["from"] == "2026-06-01"
    assert printed["enquiries"]["total"]["value"] > 0
    assert "north" in printed["by_locality"]
    assert '<svg class="baton-chart__drawing" width="100%"' in page
    assert 'href="' not in page


@pytest.mark.parametrize(
    ("from_on", "to_on", "as_of", "said"),
    [
        ("2026-06-31", "2026-07-01", "", "is no date"),
        ("20260601", "2026-07-01", "", "is no date"),
        ("2026-06-01", "2026-06-30", "2026-06-29", "after the day it is seen from"),
        ("2026-06-01", "2026-05-30", "", "before it begins"),
        ("2026-06-01", "2026-06-30", "yesterday", "is no moment"),
    ],
)
def test_a_wrong_period_is_one_line_and_exit_2(from_on: str, to_on: str, as_of: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as refused:
        call_command("highlight_report", "--from", from_on, "--to", to_on, "--as-of", as_of)

    assert refused.value.returncode == 2


def test_measures_name_themselves_once() -> None:
    codes = [measure.code for measure in measures(profiles.current())]

    assert len(codes) == len(set(codes))
