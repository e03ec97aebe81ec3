from datetime import date

import pytest

from baton.casework.rules.case import (
    SUPPORT_FOR,
    CaseState,
    Support,
    can_become,
    nobody_leads,
)


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (CaseState.OPEN, CaseState.ON_HOLD, True),
        (CaseState.OPEN, CaseState.CLOSED, True),
        (CaseState.ON_HOLD, CaseState.OPEN, True),
        (CaseState.CLOSED, CaseState.OPEN, True),
        (CaseState.CLOSED, CaseState.ON_HOLD, False),
        (CaseState.OPEN, CaseState.OPEN, False),
    ],
)
def test_a_case_goes_only_where_practice_lets_it(now, then, expected):
    assert can_become(now, then) is expected


def test_only_decisions_for_help_open_a_record():
    assert SUPPORT_FOR == {"case": Support.FULL, "single_service": Support.SINGLE_SERVICE}


TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("allocated", "left_on", "stood_in_for", "expected"),
    [
        (False, None, False, True),
        (True, None, False, False),
        (True, date(2026, 3, 4), False, False),
        (True, TODAY, False, True),
        (True, date(2026, 1, 1), True, False),
    ],
)
def test_a_case_is_on_the_list_while_nobody_leads_it(allocated, left_on, stood_in_for, expected):
    assert (
        nobody_leads(allocated=allocated, lead_left_on=left_on, stood_in_for=stood_in_for, today=TODAY)
        is expected
    )
