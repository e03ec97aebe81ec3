"""Distance travelled: the change in a measuring tool between two readings of one person in one case.

Source: requirements R117, R118 and R133; contracts/reports.md, `travelled.<tool>`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from baton.partnership.rules.profile_codes import Better as Better


class Stage(StrEnum):
    """The moment of the case at which a reading was taken."""

    INITIAL = "initial"
    REVIEW = "review"
    CLOSURE = "closure"


STAGE_LABELS = {Stage.INITIAL: "At the start", Stage.REVIEW: "At a review", Stage.CLOSURE: "At closure"}

# On one and the same day the start comes before a review, and a review before the closure.
STAGE_ORDER = {Stage.INITIAL: 0, Stage.REVIEW: 1, Stage.CLOSURE: 2}


class Verdict(StrEnum):
    """What became of the person between two readings."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"


VERDICT_LABELS = {Verdict.IMPROVED: "Better", Verdict.SAME: "The same", Verdict.WORSE: "Worse"}


@dataclass(frozen=True)
class Scored:
    """One score of one area of a tool, of one person in one case."""

    taken_on: date
    stage: Stage
    area: str
    score: Decimal


@dataclass(frozen=True)
class Sitting:
    """All areas scored on the same day at the same stage: one reading of the tool."""

    taken_on: date
    stage: Stage
    scores: Mapping[str, Fraction]

    @property
    def key(self) -> tuple[date, int]:
        """Return where this sitting stands among those of its case."""
        return (self.taken_on, STAGE_ORDER[self.stage])


@dataclass(frozen=True)
class Change:
    """The way from the first sitting to the last, over the areas scored both times."""

    first: Sitting
    last: Sitting
    areas: tuple[str, ...]
    before: Fraction
    after: Fraction
    verdict: Verdict


def sittings(scored: Iterable[Scored]) -> list[Sitting]:
    """Gather scores into sittings, earliest first.

    Where one area was scored twice at one sitting, the mean of the two stands for it: neither is known to be
    the better.
    """
    gathered: dict[tuple[date, Stage], dict[str, list[Decimal]]] = {}
    for one in scored:
        gathered.setdefault((one.taken_on, one.stage), {}).setdefault(one.area, []).append(one.score)
    found = [
        Sitting(day, stage, {area: mean(scores) for area, scores in sorted(areas.items())})
        for (day, stage), areas in gathered.items()
    ]
    return sorted(found, key=lambda sitting: sitting.key)


def standing(found: Iterable[Sitting]) -> dict[str, tuple[date, Fraction]]:
    """Return by area the day and the score of its last sitting; `found` stands earliest first, as `sittings`
    returns it.
    """
    return {area: (sitting.taken_on, score) for sitting in found for area, score in sitting.scores.items()}


def mean(scores: Iterable[Decimal | Fraction]) -> Fraction:
    """Return the exact mean of one or more scores."""
    exact = [Fraction(score) for score in scores]
    return sum(exact, Fraction(0)) / len(exact)


def verdict(before: Fraction, after: Fraction, better: Better) -> Verdict:
    """Say whether `after` is better than `before` for a tool whose scores improve in the direction
    `better`.
    """
    if before == after:
        return Verdict.SAME
    rose = after > before
    return Verdict.IMPROVED if rose == (better is Better.HIGHER) else Verdict.WORSE


def travelled(
    scored: Iterable[Scored], better: Better, *, since: date | None = None, until: date | None = None
) -> Change | None:
    """Return the change from the first reading of the case to its last one taken from `since` to `until`.

    `scored` are all scores of one person, case and tool. Returns `None` where there are not two different
    readings, where the last one was not taken within those days, or where no area was scored both times.
    Source: contracts/reports.md, `travelled.<tool>`.
    """
    upto = [sitting for sitting in sittings(scored) if until is None or sitting.taken_on <= until]
    if len(upto) < 2 or (since is not None and upto[-1].taken_on < since):
        return None
    return between(upto[0], upto[-1], better)


def between(first: Sitting, last: Sitting, better: Better) -> Change | None:
    """Return the change from one sitting to another, or `None` where they have no area in common."""
    areas = tuple(area for area in first.scores if area in last.scores)
    if not areas:
        return None
    before = mean(first.scores[area] for area in areas)
    after = mean(last.scores[area] for area in areas)
    return Change(first, last, areas, before, after, verdict(before, after, better))
