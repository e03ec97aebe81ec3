"""How a measure is written down: a code, a definition, and the very rows that it counts.

A figure is its list (architecture, rule 9): the value is computed from the same rows that the page behind it shows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count as Number
from django.db.models import Func, IntegerField, QuerySet, Sum

from baton.insight.rules.figure import Count, Figure, Mean, Share
from baton.insight.scope import NOT_RECORDED, Scope

Rows = QuerySet[Any] | Sequence[Any]
Select = Callable[[Scope], Rows]


class OneFigure:
    """What the measures of a single figure share."""

    code: str

    def gives(self, code: str) -> bool:
        """Tell whether the figure of this code is this measure's."""
        return code == self.code


@dataclass(frozen=True)
class CountOf(OneFigure):
    """A count of `rows`."""

    code: str
    words: str
    definition: str
    rows: Select

    def figures(self, scope: Scope) -> dict[str, Figure]:
        """Give the one figure."""
        return {self.code: Count(number_of(self.rows(scope)), self.definition)}

    def select(self, scope: Scope, code: str) -> Rows:
        """Give the rows behind the figure."""
        return self.rows(scope)


@dataclass(frozen=True)
class ShareOf(OneFigure):
    """A share: `rows` of `base`."""

    code: str
    words: str
    definition: str
    rows: Select
    base: Select

    def figures(self, scope: Scope) -> dict[str, Figure]:
        """Give the one figure."""
        numerator, denominator = number_of(self.rows(scope)), number_of(self.base(scope))
        return {self.code: Share(numerator, denominator, self.definition)}

    def select(self, scope: Scope, code: str) -> Rows:
        """Give the rows of the numerator."""
        return self.rows(scope)


@dataclass(frozen=True)
class MeanOf(OneFigure):
    """A mean of `amount` over `rows`; `amount` is an annotation in whole numbers.

    `unit` heads the amounts beside the rows, which then begin with the greatest. Without one they are not shown: what
    its days do not tell already, nobody shall learn of a family outside their scope.
    """

    code: str
    words: str
    definition: str
    rows: Select
    amount: str
    unit: str = ""

    def figures(self, scope: Scope) -> dict[str, Figure]:
        """Give the one figure."""
        rows = self.rows(scope)
        if not isinstance(rows, QuerySet):
            amounts = [Fraction(getattr(row, self.amount)) for row in rows]
            return {self.code: Mean(sum(amounts, Fraction(0)), len(amounts), self.definition)}
        found = rows.aggregate(total=Sum(self.amount), number=Number("pk"))
        return {self.code: Mean(found["total"] or 0, found["number"], self.definition)}

    def select(self, scope: Scope, code: str) -> Rows:
        """Give the rows that are averaged."""
        return self.rows(scope)


@dataclass(frozen=True)
class ByCode:
    """The rows of `base` by the code under `key`: a share of each code of the profile, or a count of each month."""

    code: str
    words: str
    definition: str
    base: Select
    key: str
    codes: Callable[[Scope], Iterable[str]]
    counts: bool = False

    def figures(self, scope: Scope) -> dict[str, Figure]:
        """Give a figure for every code, zeros included, and for what is recorded under none."""
        found = self._numbers(scope)
        total = sum(found.values())
        known = list(self.codes(scope))
        numbers = {code: found.pop(code, 0) for code in known}
        if not self.counts:
            numbers[NOT_RECORDED] = numbers.get(NOT_RECORDED, 0) + sum(found.values())
        return {
            f"{self.code}.{code}": Count(number, self.definition)
            if self.counts
            else Share(number, total, self.definition)
            for code, number in numbers.items()
        }

    def gives(self, code: str) -> bool:
        """Tell whether the figure of this code is one of this measure's."""
        return code.startswith(f"{self.code}.")

    def select(self, scope: Scope, code: str) -> Rows:
        """Give the rows of one code, the last part of `code`."""
        wanted = code.removeprefix(f"{self.code}.")
        rows = self.base(scope)
        if wanted != NOT_RECORDED:
            return rows.filter(**{self.key: wanted})  # type: ignore[union-attr]
        return rows.exclude(**{f"{self.key}__in": list(self.codes(scope))})  # type: ignore[union-attr]

    def _numbers(self, scope: Scope) -> dict[str, int]:
        rows = self.base(scope)
        grouped = rows.order_by().values_list(self.key).annotate(number=Number("pk"))  # type: ignore[union-attr]
        return {code or NOT_RECORDED: number for code, number in grouped}


class Days(Func):
    """The whole days from the second date to the first: PostgreSQL subtracts dates to an integer."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


Measure = CountOf | ShareOf | MeanOf | ByCode


def number_of(rows: Rows) -> int:
    """Count rows, wherever they are."""
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def figures_of(measures: Iterable[Measure], scope: Scope) -> Mapping[str, Figure]:
    """Compute the figures of all measures, in their order."""
    found: dict[str, Figure] = {}
    for measure in measures:
        found |= measure.figures(scope)
    return found
