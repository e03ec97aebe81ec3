"""Which imported cases arrive in the review register (contract of the import)."""

from datetime import date, timedelta

from baton.integrations.rules.legacy.index import Index
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import ASSESSMENTS, MEETINGS

LOOKED_AT_WITHIN = timedelta(days=28)
"""An open case that is older and has neither an assessment nor a meeting was looked at by nobody (contract)."""


def enters_register(row: Row, opened: date, index: Index, today: date) -> bool:
    """Say whether a case, opened on a day, arrives in the review register on the day of the import."""
    if row["closed_on"] is not None:
        return False
    if row["origin"] == "review_register":
        return True
    looked_at = any(index.of_case(file, row["case_id"]) for file in (ASSESSMENTS, MEETINGS))
    return not looked_at and opened < today - LOOKED_AT_WITHIN
