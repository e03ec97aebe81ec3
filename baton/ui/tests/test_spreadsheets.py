"""What a spreadsheet must not take for a formula."""

import pytest
import time_machine

from baton.ui import spreadsheets


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text):
    assert spreadsheets.cell(text) == f"'{text}"


def test_any_other_cell_stays_as_it_is():
    assert [spreadsheets.cell(text) for text in ("", "Shaw", "1=1")] == ["", "Shaw", "1=1"]


def test_a_list_is_a_file_called_after_it_and_the_day():
    with time_machine.travel("2026-09-14T12:00:00Z", tick=False):
        answer = spreadsheets.answer("cases", ["Name"], [["=Shaw"]])

    assert answer.headers["Content-Disposition"] == 'attachment; filename="cases-2026-09-14.csv"'
    assert answer.content.decode("utf-8-sig") == "Name\r\n'=Shaw\r\n"
