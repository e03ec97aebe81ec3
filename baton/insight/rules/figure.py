"""A figure: its value, what it was computed from, and its definition. Source: contracts/reports.md, "Figures"."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Count:
    """How many rows there are."""

    value: int
    definition: str

    def as_json(self) -> dict[str, object]:
        """Give it in the contract's shape."""
        return {"kind": "count", "value": self.value, "definition": self.definition}


@dataclass(frozen=True)
class Share:
    """How many of some rows; no value where there are none."""

    numerator: int
    denominator: int
    definition: str

    @property
    def value(self) -> float | None:
        """From 0 to 1, not rounded; None where the denominator is 0."""
        return self.numerator / self.denominator if self.denominator else None

    def as_json(self) -> dict[str, object]:
        """Give it in the contract's shape."""
        return {
            "kind": "share",
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "definition": self.definition,
        }


@dataclass(frozen=True)
class Mean:
    """The mean of an amount over some rows; no value where there are none."""

    total: int | Fraction
    number: int
    definition: str

    @property
    def value(self) -> float | None:
        """The mean, not rounded; None where there are no rows."""
        return float(self.total / self.number) if self.number else None

    def as_json(self) -> dict[str, object]:
        """Give it in the contract's shape: the sum as numerator, the number as denominator."""
        total = self.total if isinstance(self.total, int) else float(self.total)
        return {
            "kind": "mean",
            "value": self.value,
            "numerator": total,
            "denominator": self.number,
            "definition": self.definition,
        }


Figure = Count | Share | Mean


def nested(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """Nest figures by the dots of their codes, each in the contract's shape."""
    tree: dict[str, Any] = {}
    for code, figure in figures.items():
        *path, last = code.split(".")
        branch = tree
        for part in path:
            branch = branch.setdefault(part, {})
        branch[last] = figure.as_json()
    return tree
