"""Readings as a page shows them: for each person and tool a small picture, the table under it, and the
change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.urls import reverse

from baton.casework.models import Case
from baton.casework.models.owed import closing_readings
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.concern import concern
from baton.outcomes.models import Reading
from baton.outcomes.rules.travelled import (
    STAGE_LABELS,
    VERDICT_LABELS,
    Better,
    Change,
    Sitting,
    Stage,
    Verdict,
    sittings,
    standing,
    travelled,
)
from baton.partnership import profiles
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_assessment import Tool
from baton.people.models import Person
from baton.ui.charts import Chart, Point, Series

TONES = {Verdict.IMPROVED: "good", Verdict.SAME: "quiet", Verdict.WORSE: "late"}
MOST_LINES = 2
"""How many areas a picture draws one by one; more are drawn as their mean (the charts' own limit)."""


@dataclass(frozen=True)
class Line:
    """One score in the table."""

    reading: Reading
    area: str
    stage: str
    correct_url: str
    concern: str


@dataclass(frozen=True)
class Measured:
    """One person measured with one tool."""

    person: Person
    tool: str
    edition: str
    scale: str
    verdict: str
    tone: str
    change: str
    chart: Chart | None
    lines: tuple[Line, ...]
    take_url: str
    owed: bool
    concern: str

    @property
    def id(self) -> str:
        """A name for the picture on the page."""
        return f"measured-{self.person.pk}-{self.lines[0].reading.tool}"


def measured(case_standing: CaseStanding) -> list[Measured]:
    """Return what has been measured in a case, by person in the order of the family, then by tool."""
    case, profile = case_standing.case, case_standing.profile
    rows = list(Reading.objects.of_case(case.pk).select_related("person", "by"))
    order = {member.person.pk: number for number, member in enumerate(case_standing.members)}
    owed = {(one.person_id, one.tool) for one in closing_readings(case)}
    keys = dict.fromkeys((row.person_id, row.tool) for row in rows)
    found = [
        _measured(case, profile, [row for row in rows if (row.person_id, row.tool) == key], key in owed)
        for key in keys
    ]
    return sorted(found, key=lambda one: (order.get(one.person.pk, len(order)), one.tool))


def previous(case: Case, person_id: UUID, tool: Tool) -> dict[str, str]:
    """Return by area what was scored last, in words with its day."""
    rows = Reading.objects.of_case(case.pk).of_tool(tool.code).filter(person_id=person_id)
    last = standing(sittings(row.scored for row in rows))
    return {area: f"{said(score)} on {day.day} {day:%B %Y}" for area, (day, score) in last.items()}


def said(score: Fraction | float) -> str:
    """Return a score as people write it: 7, 7.5."""
    return f"{float(score):.2f}".rstrip("0").rstrip(".")


def _measured(case: Case, profile: Profile, rows: list[Reading], owed: bool) -> Measured:
    first = rows[0]
    tool = profile.tools.get(first.tool)
    scored = sittings(row.scored for row in rows)
    change = travelled([row.scored for row in rows], Better(tool.better)) if tool else None
    return Measured(
        person=first.person,
        tool=profile.tools.label(first.tool),
        edition=first.edition,
        scale=_scale(tool),
        verdict=VERDICT_LABELS[change.verdict] if change else "",
        tone=TONES[change.verdict] if change else "",
        change=_change(change),
        chart=_chart(first.person, tool, scored) if tool and len(scored) > 1 else None,
        lines=tuple(_lines(case, tool, rows)),
        take_url=_take_url(case, first, tool),
        owed=owed,
        concern=_concern(first.tool, scored),
    )


def _concern(tool: str, scored: list[Sitting]) -> str:
    """Return what the last score of an area means that raises a concern, or nothing."""
    tools = profiles.current().tools
    found = (concern(tools, f"{tool}.{area}", said(score)) for area, (_, score) in standing(scored).items())
    return next(filter(None, found), "")


def _scale(tool: Tool | None) -> str:
    if tool is None:
        return "This tool is no longer in the profile."
    return (
        f"From {tool.low} to {tool.high}; {'higher' if tool.better == Better.HIGHER else 'lower'} is better."
    )


def _change(change: Change | None) -> str:
    if change is None:
        return ""
    first, last = change.first, change.last
    return f"From {said(change.before)} on {_day(first)} to {said(change.after)} on {_day(last)}"


def _day(sitting: Sitting) -> str:
    return f"{sitting.taken_on.day} {sitting.taken_on:%B %Y}"


def _take_url(case: Case, first: Reading, tool: Tool | None) -> str:
    return reverse("reading_take", args=[case.pk, first.person_id, first.tool]) if tool else ""


def _lines(case: Case, tool: Tool | None, rows: Iterable[Reading]) -> Iterable[Line]:
    for row in rows:
        area = tool.areas.label(row.area) if tool else row.area.replace("_", " ").capitalize()
        url = reverse("reading_correct", args=[case.pk, row.pk]) if tool else ""
        raised = concern(profiles.current().tools, f"{row.tool}.{row.area}", row.score)
        yield Line(row, area, STAGE_LABELS[Stage(row.stage)], url, raised)


def _chart(person: Person, tool: Tool, scored: list[Sitting]) -> Chart:
    areas = [area for area in tool.areas if any(area.code in sitting.scores for sitting in scored)]
    if len(areas) <= MOST_LINES:
        series = [
            Series(area.label, [_point(one, one.scores.get(area.code)) for one in scored]) for area in areas
        ]
    else:
        series = [Series("Mean of all areas", [_point(one, _mean(one)) for one in scored])]
    return Chart(title=f"How it went for {person.called}", series=series, by="Day")


def _mean(sitting: Sitting) -> Fraction:
    return sum(sitting.scores.values(), Fraction(0)) / len(sitting.scores)


def _point(sitting: Sitting, score: Fraction | None) -> Point:
    return Point(f"{sitting.taken_on:%d %b %y}", None if score is None else float(score))
