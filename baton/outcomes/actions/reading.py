"""Taking readings of a measuring tool, and putting right what was keyed wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from baton import journal
from baton.core.dates import local_day
from baton.core.wall import deed
from baton.outcomes import events
from baton.outcomes.models import Reading
from baton.outcomes.rules.scale import Fault, fault
from baton.outcomes.rules.travelled import Stage
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_assessment import Tool
from baton.people.models import Family, Person


class BadScore(Exception):
    """A score does not fit its tool, or its day has not come. `.fault` says which."""

    def __init__(self, found: Fault) -> None:
        self.fault = found
        super().__init__(found.value)


class AlreadyTaken(Exception):
    """This person was scored with this tool on that day at that stage already: correct those scores
    instead.
    """


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One tool used with one person on one day: a score for each area that was talked about."""

    person: Person
    family: Family
    case_id: UUID | None
    tool: Tool
    taken_on: date
    stage: Stage
    scores: Mapping[str, Decimal]
    notes: Mapping[str, str]


@deed
def take(*, sitting: Sitting, by: Practitioner | None, at: datetime) -> list[Reading]:
    """Record the scores of one sitting and return their rows, in the order of the tool's areas.

    Raises `BadScore`, and `AlreadyTaken` where the sitting has scores already. Source: requirements R117,
    R131.
    """
    _check(sitting.tool, sitting.scores, sitting.taken_on, local_day(at))
    Family.objects.select_for_update().get(pk=sitting.family.pk)
    same = Reading.objects.filter(
        person=sitting.person,
        case_id=sitting.case_id,
        tool=sitting.tool.code,
        taken_on=sitting.taken_on,
        stage=sitting.stage,
        area__in=list(sitting.scores),
    )
    if same.exists():
        raise AlreadyTaken
    rows = [_row(sitting, area.code, by, at) for area in sitting.tool.areas if area.code in sitting.scores]
    Reading.objects.bulk_create(rows)
    journal.record_many([taken_event(rows, by=by, at=at)])
    return rows


@deed
def correct(*, reading: Reading, tool: Tool, score: Decimal, by: Practitioner, at: datetime) -> Reading:
    """Put right a score that was keyed wrong; the row's history keeps the old one. Raises `BadScore`."""
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    _check(tool, {reading.area: score}, reading.taken_on, local_day(at))
    before = reading.score
    reading.score = score
    reading.save(update_fields=["score"])
    _record(events.READING_CORRECTED, reading, by, at, {"from": before, "to": score})
    return reading


@deed
def remove(*, reading: Reading, by: Practitioner, at: datetime) -> None:
    """Take out a score that belongs to somebody else or was never taken; the row's history keeps it."""
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    _record(events.READING_REMOVED, reading, by, at, {"score": reading.score})
    reading.delete()


def taken_event(rows: list[Reading], *, by: Practitioner | None, at: datetime) -> journal.NewEvent:
    """Return the event of one sitting; `rows` are its scores, at least one."""
    first = rows[0]
    return journal.NewEvent(
        kind=events.READING_TAKEN,
        at=at,
        by=by,
        family=first.family_id,
        person=first.person_id,
        case_id=first.case_id,
        subject=first,
        data={
            "tool": first.tool,
            "stage": first.stage,
            "taken_on": first.taken_on,
            "scores": [{"area": row.area, "score": row.score} for row in rows],
        },
    )


def _record(
    kind: str, reading: Reading, by: Practitioner, at: datetime, scores: Mapping[str, Decimal]
) -> None:
    journal.record(
        kind,
        at=at,
        by=by,
        family=reading.family_id,
        person=reading.person_id,
        case_id=reading.case_id,
        subject=reading,
        data={"tool": reading.tool, "area": reading.area, **scores},
    )


def _check(tool: Tool, scores: Mapping[str, Decimal], taken_on: date, today: date) -> None:
    found = fault(
        scores, areas=tool.areas.codes, low=tool.low, high=tool.high, taken_on=taken_on, today=today
    )
    if found:
        raise BadScore(found)


def _row(sitting: Sitting, area: str, by: Practitioner | None, at: datetime) -> Reading:
    return Reading(
        person=sitting.person,
        family=sitting.family,
        case_id=sitting.case_id,
        tool=sitting.tool.code,
        edition=sitting.tool.edition,
        area=area,
        taken_on=sitting.taken_on,
        stage=sitting.stage,
        score=sitting.scores[area],
        note=sitting.notes.get(area, ""),
        recorded_at=at,
        by=by,
    )
