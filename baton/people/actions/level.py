"""The level of need of a family is read on an occasion."""

from datetime import datetime

from baton.partnership.models import Practitioner
from baton.people.actions import bulk
from baton.people.actions.records import NewLevel
from baton.people.models import LevelReading


def record(*, level: NewLevel, by: Practitioner | None, at: datetime) -> LevelReading:
    """Record one reading."""
    (row,) = bulk.record_levels([level], by=by, at=at)
    return row
