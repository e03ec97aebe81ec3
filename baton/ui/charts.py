"""Bar and line charts as plain geometry, drawn by the templates as SVG without a single inline style.

What lies from left to right is a share of the drawing's width in hundredths, what lies from top to bottom pixels: so a
drawing fits a telephone as it fits a desk, its words never shrink and none is cut off. Two series at most, in two
colours that differ in grey; labels stand at the bars and lines themselves; the table lies beneath.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from textwrap import wrap

LETTERS = 32  # of the words above a bar on one line: as many as a telephone's width holds
TEXT = 20  # the height of such a line
BAR, ROW, APART = 24, 28, 12  # a bar, a bar with the room beneath it, the room between two labels
LONGEST = 74  # hundredths that the longest bar fills; its figure stands behind it
LEFT, RIGHT = 15, 98  # hundredths between which a line runs; the marks of its scale stand left of it
# Hundredths between two of the words beneath, on a desktop and on a telephone.
APART_WIDE, APART_NARROW = 16, 42
EDGE = 15  # hundredths nearer to which words begin or end at their place, instead of standing over it
MOST_SERIES = 2


@dataclass(frozen=True)
class Point:
    """One value with its words, and the rows behind it where the reader may see them. `None` is "not known", not
    nought."""

    words: str
    value: float | None
    url: str = ""


@dataclass(frozen=True)
class Series:
    """Values that belong together."""

    words: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Bar:
    """A bar as drawn: `width` in hundredths of the drawing, `y` in pixels."""

    words: str
    said: str
    y: float
    width: float
    series: int
    height: int = BAR


@dataclass(frozen=True)
class Dot:
    """A point of a line as drawn."""

    x: float
    y: float
    words: str
    said: str


@dataclass(frozen=True)
class Line:
    """A line as drawn: its pieces from dot to dot (none where a value is not known), and its dots."""

    words: str
    pieces: tuple[tuple[Dot, Dot], ...]
    dots: tuple[Dot, ...]
    series: int


@dataclass(frozen=True)
class Tick:
    """Words at a place: a line of the words above a bar, a mark on an axis. `anchor` is the side that stands there.

    What is `wide` has no room on a telephone.
    """

    at: float
    words: str
    anchor: str = "start"
    wide: bool = False


@dataclass(frozen=True)
class Chart:
    """What a chart shows.

    `said` is the sentence as which it is read out, `unit` follows each figure ("%"), `by` heads the words of the points
    in the table ("Month").
    """

    title: str
    series: Sequence[Series]
    unit: str = ""
    said: str = ""
    by: str = "What"

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"A chart has one or two series, not {len(self.series)}")
        if len({tuple(point.words for point in series.points) for series in self.series}) > 1:
            raise ValueError("All series of a chart have the same points")

    @property
    def labels(self) -> list[str]:
        """Give the words of the points."""
        return [point.words for point in self.series[0].points]

    @property
    def most(self) -> float:
        """Give the greatest value."""
        return max((point.value or 0 for series in self.series for point in series.points), default=0)

    @property
    def top(self) -> float:
        """Give the round figure at which a scale ends."""
        return round_up(self.most)

    def say(self, value: float | None) -> str:
        """Give a figure as text."""
        return say(value, self.unit)

    @property
    def head(self) -> list[str]:
        """Give the head of the table beneath."""
        return [self.by, *(series.words for series in self.series)]

    @property
    def rows(self) -> list[list[Point]]:
        """Give the rows of the table beneath: each label with one point of each series."""
        return [[series.points[n] for series in self.series] for n in range(len(self.labels))]


@dataclass(frozen=True)
class BarDrawing:
    """A chart of lying bars: for each label its words, beneath them one bar for each series."""

    chart: Chart

    @property
    def height(self) -> float:
        """Give the height of the drawing."""
        return self._tops[-1] - APART

    @property
    def bars(self) -> list[Bar]:
        """Give the bars from top to bottom."""
        top = self.chart.most or 1
        return [
            Bar(
                words=point.words,
                said=self.chart.say(point.value),
                y=self._tops[n] + TEXT * len(_lines(point.words)) + s * ROW,
                width=round(LONGEST * (point.value or 0) / top, 1),
                series=s,
            )
            for s, series in enumerate(self.chart.series)
            for n, point in enumerate(series.points)
        ]

    @property
    def labels(self) -> list[Tick]:
        """Give the words above the bars, line by line."""
        return [
            Tick(self._tops[n] + TEXT * (number + 1) - 5, line)
            for n, words in enumerate(self.chart.labels)
            for number, line in enumerate(_lines(words))
        ]

    @property
    def _tops(self) -> list[float]:
        """Give where each label begins, and where the one after the last would."""
        tops = [0.0]
        for words in self.chart.labels:
            tops.append(tops[-1] + TEXT * len(_lines(words)) + ROW * len(self.chart.series) + APART)
        return tops


def _lines(words: str) -> list[str]:
    return wrap(words, LETTERS)


@dataclass(frozen=True)
class LineDrawing:
    """A chart of lines over the labels from left to right."""

    chart: Chart
    height: int = 320

    @property
    def bottom(self) -> int:
        """Give the height of the nought."""
        return self.height - 40

    @property
    def scale(self) -> list[Tick]:
        """Give the marks of the scale: nought, the middle, the top."""
        top = self.chart.top
        return [Tick(self._y(value), self.chart.say(value)) for value in (0, top / 2, top)]

    @property
    def ticks(self) -> list[Tick]:
        """Give the words beneath; of many only some, the last always. Those at an end stand within the drawing."""
        labels, last = self.chart.labels, len(self.chart.labels) - 1
        every = max(1, ceil(self._gaps(APART_WIDE)))
        narrow = every * max(1, ceil(self._gaps(APART_NARROW) / every))
        return [
            Tick(self._x(n), words, _anchor(self._x(n)), wide=(last - n) % narrow != 0)
            for n, words in enumerate(labels)
            if (last - n) % every == 0
        ]

    def _gaps(self, apart: int) -> float:
        """Give how many labels lie within so many hundredths of the width."""
        return apart * (len(self.chart.labels) - 1) / (RIGHT - LEFT)

    @property
    def lines(self) -> list[Line]:
        """Give the lines; a value that is not known breaks its line."""
        return [self._line(number, series) for number, series in enumerate(self.chart.series)]

    def _line(self, number: int, series: Series) -> Line:
        dots = [
            None
            if point.value is None
            else Dot(self._x(n), self._y(point.value), point.words, self.chart.say(point.value))
            for n, point in enumerate(series.points)
        ]
        pieces = tuple((one, other) for one, other in pairwise(dots) if one and other)
        return Line(series.words, pieces, tuple(filter(None, dots)), number)

    def _x(self, n: int) -> float:
        gaps = max(1, len(self.chart.labels) - 1)
        return round(LEFT + (RIGHT - LEFT) * n / gaps, 1)

    def _y(self, value: float) -> float:
        return round(self.bottom - (self.bottom - 24) * value / (self.chart.top or 1), 1)


def _anchor(x: float) -> str:
    """Give the side on which words stand at a place, so that none leaves the drawing."""
    if x < EDGE:
        return "start"
    return "end" if x > 100 - EDGE else "middle"


def round_up(value: float) -> float:
    """Give the next round figure: 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 times a power of ten."""
    if value <= 0:
        return 1
    power: float = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= value)


def say(value: float | None, unit: str = "") -> str:
    """Give a figure as text: "1,204", "62.5 %", "not known"."""
    if value is None:
        return "not known"
    figure = f"{value:,.1f}".removesuffix(".0")
    return f"{figure} {unit}".strip()
