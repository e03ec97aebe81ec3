"""A need of a person or a family is recorded. Whether its code is one of the profile's is asked by the
form.
"""

from datetime import datetime

from baton.partnership.models import Practitioner
from baton.people.actions import bulk
from baton.people.actions.records import NewNeed
from baton.people.models import Need


def record(*, need: NewNeed, by: Practitioner | None, at: datetime) -> Need:
    """Record one need."""
    (row,) = bulk.record_needs([need], by=by, at=at)
    return row
