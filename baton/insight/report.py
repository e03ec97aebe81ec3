"""The highlight report: every measure over one period, whole and by locality or agency. Source: contracts/reports.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from baton.insight.measures import (
    assessments,
    cases,
    closures,
    enquiries,
    meetings,
    transfers,
    travelled,
    workforce,
)
from baton.insight.measures.base import Measure, Rows, figures_of
from baton.insight.rules.figure import Figure, nested
from baton.insight.rules.period import Period
from baton.insight.scope import Scope
from baton.partnership.rules.profile import Profile


class UnknownFigure(LookupError):
    """No measure gives a figure of this code."""


@dataclass(frozen=True)
class HighlightReport:
    """The figures of a period, and perhaps those of each locality or type of agency."""

    period: Period
    profile: Profile
    figures: Mapping[str, Figure]
    by: str
    parts: Mapping[str, Mapping[str, Figure]]

    def as_json(self) -> dict[str, object]:
        """Give the report in the contract's shape."""
        about = {
            "from": self.period.from_on.isoformat(),
            "to": self.period.to_on.isoformat(),
            "as_of": self.period.as_of.isoformat(),
            "profile": self.profile.identity.name,
            "profile_version": self.profile.identity.version,
        }
        tree: dict[str, object] = {"about": about} | nested(self.figures)
        if self.by:
            tree[f"by_{self.by}"] = {part: nested(figures) for part, figures in self.parts.items()}
        return tree


def measures(profile: Profile) -> list[Measure]:
    """Give every measure of the report, in its order."""
    return [
        *enquiries.MEASURES,
        *cases.MEASURES,
        *assessments.MEASURES,
        *meetings.MEASURES,
        *workforce.AUDITS,
        *closures.MEASURES,
        *transfers.MEASURES,
        *travelled.measures_of(profile),
        *workforce.PEOPLE,
    ]


def highlight_report(*, period: Period, profile: Profile, by: str = "") -> HighlightReport:
    """Compute the report of a period. `by` is empty, `locality` or `agency`, and then repeats every figure for each."""
    scope = Scope(period, profile)
    wanted = measures(profile)
    parts = {}
    if by:
        by_scope = scope.within(by, "")
        parts = {part: figures_of(wanted, scope.within(by, part)) for part in by_scope.parts}
    return HighlightReport(period, profile, figures_of(wanted, scope), by, parts)


def rows_behind(code: str, scope: Scope) -> tuple[Measure, Rows]:
    """Give the measure and the rows behind the figure of this code. Raises `UnknownFigure`."""
    for measure in measures(scope.profile):
        if measure.gives(code):
            return measure, measure.select(scope, code)
    raise UnknownFigure(code)
