"""Many readings at once, for records from an older system and for the demonstration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from baton import journal
from baton.core.bulk import insert
from baton.core.wall import deed
from baton.outcomes.actions.reading import taken_event
from baton.outcomes.models import Reading
from baton.outcomes.rules.travelled import Stage
from baton.partnership.models import Practitioner


@dataclass(frozen=True, kw_only=True)
class NewReading:
    """One score as it comes from elsewhere; its scale is checked by whoever reads the file."""

    person_id: UUID
    family_id: UUID
    case_id: UUID | None
    tool: str
    area: str
    taken_on: date
    stage: Stage
    score: Decimal
    edition: str = ""
    note: str = ""
    imported_ref: str = ""
    at: datetime | None = None
    by: Practitioner | None = None


@deed
def take_many(*, new: Sequence[NewReading], by: Practitioner | None, at: datetime) -> list[Reading]:
    """Record many scores and return their rows in the order given.

    One event for each sitting (person, case, tool, day and stage), as `reading.take` would leave. A row's own
    `at` and `by` stand before those given for all.
    """
    rows = insert([_row(one, by, at) for one in new])
    journal.record_many(
        taken_event(sitting, by=sitting[0].by, at=sitting[0].recorded_at) for sitting in _sittings(rows)
    )
    return rows


def _row(new: NewReading, by: Practitioner | None, at: datetime) -> Reading:
    return Reading(
        person_id=new.person_id,
        family_id=new.family_id,
        case_id=new.case_id,
        tool=new.tool,
        edition=new.edition,
        area=new.area,
        taken_on=new.taken_on,
        stage=new.stage,
        score=new.score,
        note=new.note,
        recorded_at=new.at or at,
        by=new.by or by,
        imported_ref=new.imported_ref,
    )


def _sittings(rows: Iterable[Reading]) -> Iterable[list[Reading]]:
    gathered: dict[tuple[object, ...], list[Reading]] = {}
    for row in rows:
        key = (row.person_id, row.case_id, row.tool, row.taken_on, row.stage)
        gathered.setdefault(key, []).append(row)
    return gathered.values()
