"""The highlight report as a page shows it: the sentence first, then pictures with their tables, then every figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from baton.insight.measures.base import ByCode
from baton.insight.measures.enquiries import UNDECIDED
from baton.insight.report import HighlightReport, measures
from baton.insight.rules.figure import Count, Figure, Mean, Share
from baton.insight.scope import NOT_RECORDED
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_listing import Listing
from baton.ui.charts import Chart, Point, Series


@dataclass(frozen=True)
class Line:
    """One figure in words, where its rows are, and what it means."""

    words: str
    said: str
    definition: str
    url: str


@dataclass(frozen=True)
class Picture:
    """A chart of figures by code, with what it means; `lines` draws a course over months."""

    chart: Chart
    definition: str
    course: bool


@dataclass(frozen=True)
class ReportPage:
    """What the page of a report shows."""

    title: str
    sentence: str
    as_of: str
    pictures: tuple[Picture, ...]
    lines: tuple[Line, ...]


Link = Callable[[str], str]


def present(report: HighlightReport, *, links: bool = False) -> ReportPage:
    """Give the page of a report; with `links` each figure leads to its rows."""
    link = _link_to(report) if links else lambda code: ""
    pictures, lines = [], []
    for measure in measures(report.profile):
        if isinstance(measure, ByCode):
            pictures.append(_picture(measure, report, link))
        elif _is_shown(measure.code, report):
            figure = report.figures[measure.code]
            lines.append(Line(measure.words, said(figure), figure.definition, link(measure.code)))
    return ReportPage(
        title=f"{_day(report.period.from_on)} to {_day(report.period.to_on)}",
        sentence=sentence(report.figures),
        as_of=f"{report.period.as_of.astimezone(report.period.zone):%-d %B %Y, %H:%M}",
        pictures=tuple(pictures),
        lines=tuple(lines),
    )


def _is_shown(code: str, report: HighlightReport) -> bool:
    """Say whether a line is shown: not that of a measuring tool not in use with which nobody was measured."""
    part, _, rest = code.partition(".")
    tool = report.profile.tools.get(rest.partition(".")[0]) if part == "travelled" else None
    figure = report.figures[code]
    return tool is None or tool.offered or (isinstance(figure, Share) and figure.denominator > 0)


def sentence(figures: Mapping[str, Figure]) -> str:
    """Say the period in two sentences for a board."""
    total, target = figures["enquiries.total"], figures["screening.within_target"]
    active = figures["cases.active"]
    first = f"{total.value:,} {'enquiry' if total.value == 1 else 'enquiries'} came in"
    if target.value is not None:
        first += f"; {in_hundred(target.value)} were decided within the target"
    cases = "case was" if active.value == 1 else "cases were"
    return f"{first}. {active.value:,} {cases} active on the last day."


def said(figure: Figure) -> str:
    """Say one figure as an analyst reads it: 66 % (254 of 405)."""
    if isinstance(figure, Count):
        return f"{figure.value:,}"
    if figure.value is None:
        return "none to count"
    if isinstance(figure, Share):
        return f"{100 * figure.value:.0f} % ({figure.numerator:,} of {figure.denominator:,})"
    return f"{figure.value:.1f} (mean of {figure.number:,})"


def in_hundred(share: float) -> str:
    """Say a share as a board reads it: 66 in 100."""
    return f"{100 * share:.0f} in 100"


def label_of(measure: str, code: str, profile: Profile) -> str:
    """Give the profile's words for a code under a measure."""
    if code == NOT_RECORDED:
        return "Not recorded"
    if code == UNDECIDED:
        return "Not decided yet"
    lists: dict[str, Listing[Any]] = {
        "enquiries.by_source": profile.source_types,
        "enquiries.by_outcome": profile.outcomes,
        "cases.by_lead_agency": profile.lead_agency_types,
        "audits.by_grade": profile.audit_grades,
    }
    if measure in lists:
        return lists[measure].label(code)
    return f"{date.fromisoformat(f'{code}-01'):%b %Y}"


def _picture(measure: ByCode, report: HighlightReport, link: Link) -> Picture:
    found = {code: figure for code, figure in report.figures.items() if measure.gives(code)}
    points = [
        Point(label_of(measure.code, code.rpartition(".")[2], report.profile), _height(figure), link(code))
        for code, figure in found.items()
        if figure.value or not code.endswith(NOT_RECORDED)
    ]
    unit = "" if measure.counts else "%"
    chart = Chart(measure.words, [Series(measure.words, points)], unit=unit)
    return Picture(chart, measure.definition, course=measure.counts and len(points) > 2)


def _height(figure: Figure) -> float | None:
    if isinstance(figure, Share):
        return None if figure.value is None else round(100 * figure.value, 1)
    return round(figure.value, 1) if isinstance(figure, Mean) and figure.value is not None else figure.value


def _link_to(report: HighlightReport) -> Link:
    period = report.period
    query = urlencode({"from": period.from_on, "to": period.to_on, "as_of": period.as_of.isoformat()})
    return lambda code: f"{reverse('figure_rows', args=[code])}?{query}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
