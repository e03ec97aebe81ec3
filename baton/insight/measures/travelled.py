"""Distance travelled by each measuring tool. Source: contracts/reports.md, `travelled.<tool>`; R117, R118, R133."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from baton.casework.models import Case
from baton.casework.rules.case import Support
from baton.insight.measures.base import Measure, PartOf
from baton.insight.measures.cases import of_part
from baton.insight.scope import Scope
from baton.outcomes.models import Reading
from baton.outcomes.rules.travelled import VERDICT_LABELS, Change, Verdict, travelled
from baton.partnership.rules.profile import Profile


@dataclass(frozen=True)
class Travelled:
    """One person in one case, with the change between their first and last reading of a tool."""

    case: Case
    person_id: UUID
    tool: str
    change: Change

    @property
    def verdict(self) -> Verdict:
        """Whether they are better, the same or worse."""
        return self.change.verdict


def changes(scope: Scope, tool: str) -> Sequence[Travelled]:
    """Give everybody whose last reading of the tool was taken in the period and is not their first in the case."""
    period = scope.period
    recent = Reading.objects.of_tool(tool).filter(taken_on__range=(period.from_on, period.to_on))
    cases = of_part(
        Case.objects.filter(support=Support.FULL, pk__in=recent.values("case_id")), scope
    ).in_bulk()
    readings = Reading.objects.of_tool(tool).of_cases(cases.keys()).until(period.to_on)
    scored = defaultdict(list)
    for reading in readings.order_by("case_id", "person_id", "taken_on", "pk"):
        scored[reading.case_id, reading.person_id].append(reading.scored)
    better = scope.profile.tools[tool].better
    found = (
        (case_id, person_id, travelled(scores, better, since=period.from_on, until=period.to_on))
        for (case_id, person_id), scores in scored.items()
    )
    return [
        Travelled(cases[case_id], person_id, tool, change) for case_id, person_id, change in found if change
    ]


def measures_of(profile: Profile) -> list[Measure]:
    """Give the three shares of every tool of the profile."""
    measured = [(tool.label, tool.code, partial(changes, tool=tool.code)) for tool in profile.tools]
    return [_share(label, code, base, verdict) for label, code, base in measured for verdict in Verdict]


def _share(label: str, tool: str, base: Callable[[Scope], Sequence[Travelled]], verdict: Verdict) -> PartOf:
    words = VERDICT_LABELS[verdict].lower()
    return PartOf(
        f"travelled.{tool}.{verdict.value}",
        f"{label}: {words}",
        f"Share of the people with a first reading of {label} in a case and a later one, the last taken in the period, "
        f"whose last is {words}",
        base,
        "verdict",
        verdict,
    )
