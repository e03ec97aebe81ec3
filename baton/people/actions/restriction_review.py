"""Looking again at a record that is restricted or sealed: it stays so for a reason, and until a day."""

from datetime import date, datetime

from baton import journal
from baton.core import versions
from baton.core.dates import local_day
from baton.core.rules.words import day_words
from baton.core.wall import deed
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions.family import NoReason
from baton.people.models import Family, RestrictionReview
from baton.people.rules.restriction import Restriction, review_day


class NotClosedOff(Exception):
    """An open record has no restriction to look at."""

    def __init__(self) -> None:
        super().__init__("This record is open: there is no restriction to review")


class WrongDay(Exception):
    """The next look is after today, and no later than the partnership's months from now."""

    def __init__(self, latest: date) -> None:
        super().__init__(f"Choose a day after today, and no later than {day_words(latest)}")


@deed
def review(
    *, family: Family, note: str, next_on: date, expected_version: int, by: Practitioner | None, at: datetime
) -> RestrictionReview:
    """Keep a record restricted or sealed, say why, and set the day by which it is looked at again.

    Raises `Stale`, `NotClosedOff`, `NoReason`, `WrongDay`. Source: research ux-security, part 4.
    """
    versions.bump(family, expected_version)
    row = Family.objects.get(pk=family.pk)
    restriction, today = Restriction(row.restriction), local_day(at)
    latest = review_day(restriction, today, profiles.current().restricted_records)
    if latest is None:
        raise NotClosedOff
    if not note.strip():
        raise NoReason
    if not today < next_on <= latest:
        raise WrongDay(latest)
    row.review_on = next_on
    row.save(update_fields=["review_on"])
    made = RestrictionReview.objects.create(
        family=row,
        restriction=restriction,
        note=note.strip(),
        next_on=next_on,
        reviewed_at=at,
        reviewed_by=by,
    )
    journal.record(
        events.RESTRICTION_REVIEWED,
        at=at,
        by=by,
        family=row,
        subject=row,
        data={"next_on": next_on.isoformat()},
    )
    return made
