"""How a measure is written down: a code, a definition, and the very rows that it counts.

A figure is its list (architecture, rule 9): the value is computed from the same rows that the page behind it shows.
"""

from collections import Counter
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


class Lists:
    """The lists of one question, each asked for once, however many figures rest on it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._rows: dict[Select, Rows] = {}
        self._numbers: dict[Select, int] = {}
        self._groups: dict[tuple[Select, str], Mapping[str | None, int]] = {}

    def rows(self, select: Select) -> Rows:
        """Return the rows of a list."""
        if select not in self._rows:
            self._rows[select] = select(self.scope)
        return self._rows[select]

    def number(self, select: Select) -> int:
        """Return how long a list is."""
        if select not in self._numbers:
            self._numbers[select] = number_of(self.rows(select))
        return self._numbers[select]

    def by(self, select: Select, key: str) -> Mapping[str | None, int]:
        """Return how many rows of a list have each value of `key`."""
        if (select, key) not in self._groups:
            self._groups[select, key] = _grouped(self.rows(select), key)
        return self._groups[select, key]


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

    def figures(self, lists: Lists) -> dict[str, Figure]:
        """Give the one figure."""
        return {self.code: Count(lists.number(self.rows), self.definition)}

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

    def figures(self, lists: Lists) -> dict[str, Figure]:
        """Give the one figure."""
        numerator, denominator = lists.number(self.rows), lists.number(self.base)
        return {self.code: Share(numerator, denominator, self.definition)}

    def select(self, scope: Scope, code: str) -> Rows:
        """Give the rows of the numerator."""
        return self.rows(scope)


@dataclass(frozen=True)
class PartOf(OneFigure):
    """A share: of the rows of `base`, those with `value` under `key`."""

    code: str
    words: str
    definition: str
    base: Select
    key: str
    value: str

    def figures(self, lists: Lists) -> dict[str, Figure]:
        """Give the one figure."""
        found = lists.by(self.base, self.key)
        return {self.code: Share(found.get(self.value, 0), sum(found.values()), self.definition)}

    def select(self, scope: Scope, code: str) -> Rows:
        """Give the rows of the numerator."""
        rows = self.base(scope)
        if isinstance(rows, QuerySet):
            return rows.filter(**{self.key: self.value})
        return [row for row in rows if getattr(row, self.key) == self.value]


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

    def figures(self, lists: Lists) -> dict[str, Figure]:
        """Give the one figure."""
        rows = lists.rows(self.rows)
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

    def figures(self, lists: Lists) -> dict[str, Figure]:
        """Give a figure for every code, zeros included, and for what is recorded under none."""
        found: Counter[str] = Counter()
        for code, number in lists.by(self.base, self.key).items():
            found[code or NOT_RECORDED] += number
        total = found.total()
        known = list(self.codes(lists.scope))
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


class Days(Func):
    """The whole days from the second date to the first: PostgreSQL subtracts dates to an integer."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


Measure = CountOf | ShareOf | PartOf | MeanOf | ByCode


def number_of(rows: Rows) -> int:
    """Count rows, wherever they are."""
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def _grouped(rows: Rows, key: str) -> Mapping[str | None, int]:
    if isinstance(rows, QuerySet):
        return dict(rows.order_by().values_list(key).annotate(number=Number("pk")))
    return Counter(getattr(row, key) for row in rows)


def figures_of(measures: Iterable[Measure], scope: Scope) -> Mapping[str, Figure]:
    """Compute the figures of all measures, in their order."""
    lists = Lists(scope)
    found: dict[str, Figure] = {}
    for measure in measures:
        found |= measure.figures(lists)
    return found
