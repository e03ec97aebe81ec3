"""Charts: the geometry, and the figures as text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.ui.charts import (
    APART_NARROW,
    APART_WIDE,
    LEFT,
    LETTERS,
    LONGEST,
    BarDrawing,
    Chart,
    LineDrawing,
    Point,
    Series,
    round_up,
    say,
)


def chart(*values: list[float | None]) -> Chart:
    return Chart(
        "Title",
        [Series(f"s{n}", [Point(f"p{m}", v) for m, v in enumerate(row)]) for n, row in enumerate(values)],
    )


@pytest.mark.parametrize(
    ("value", "words"), [(1204, "1,204 %"), (62.5, "62.5 %"), (0, "0 %"), (None, "not known"), (6.04, "6 %")]
)
def test_figures_as_text(value: float | None, words: str) -> None:
    assert say(value, "%") == words


@given(st.floats(min_value=0.001, max_value=1e9))
def test_a_scale_ends_at_or_above_its_greatest_value_and_not_far_above(value: float) -> None:
    assert value <= round_up(value) * (1 + 1e-9)
    assert round_up(value) <= value * 1.6


def test_a_scale_of_nothing_still_has_a_length() -> None:
    assert round_up(0) == 1
    assert LineDrawing(chart([0, None])).scale[-1].words == "1"


def test_the_longest_bar_fills_the_room_and_the_others_are_in_proportion() -> None:
    bars = BarDrawing(chart([10, 5, None, 0])).bars

    assert [bar.width for bar in bars] == [LONGEST, LONGEST / 2, 0, 0]
    assert [bar.said for bar in bars] == ["10", "5", "not known", "0"]


def test_bars_of_one_label_stand_together_beneath_its_words() -> None:
    drawing = BarDrawing(chart([1, 2], [3, 4]))
    first, second = [bar for bar in drawing.bars if bar.words == "p0"]

    assert drawing.labels[0].at < first.y < second.y < drawing.labels[1].at
    assert first.y + first.height <= second.y
    assert max(bar.y + bar.height for bar in drawing.bars) < drawing.height


def test_long_words_are_broken_into_lines_and_never_cut() -> None:
    words = "Children and young people’s mental health services of a hospital trust"
    drawing = BarDrawing(Chart("Title", [Series("s", [Point(words, 1), Point("School", 2)])]))

    *long, school = drawing.labels
    assert " ".join(line.words for line in long) == words
    assert all(len(line.words) <= LETTERS for line in long)
    assert long[-1].at < drawing.bars[0].y < school.at < drawing.bars[1].y


def test_a_value_not_known_breaks_the_line_and_has_no_dot() -> None:
    (line,) = LineDrawing(chart([1, 2, None, 4, 5])).lines

    assert [(one.words, other.words) for one, other in line.pieces] == [("p0", "p1"), ("p3", "p4")]
    assert len(line.dots) == 4


def test_a_single_value_between_gaps_is_a_dot_without_a_line() -> None:
    (line,) = LineDrawing(chart([None, 2, None])).lines

    assert line.pieces == ()
    assert len(line.dots) == 1


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 12, 24])
def test_of_many_labels_some_show_the_last_always_and_none_touches_another(number: int) -> None:
    ticks = LineDrawing(chart([float(n) for n in range(number)])).ticks

    for shown, apart, most in ((ticks, APART_WIDE, 6), ([t for t in ticks if not t.wide], APART_NARROW, 3)):
        assert shown[-1].words == f"p{number - 1}"
        assert len(shown) <= most
        assert all(other.at - one.at > apart - 0.2 for one, other in pairwise(shown))
    assert number == 1 or ticks[-1].anchor == "end"


def test_a_line_of_one_point_can_be_drawn() -> None:
    assert LineDrawing(chart([3])).lines[0].dots[0].x == LEFT
    assert LineDrawing(chart([None])).lines[0].dots == ()


def test_the_table_beneath_has_a_row_for_each_label() -> None:
    shown = chart([1, 2], [3, None])

    assert shown.head == ["What", "s0", "s1"]
    assert [[point.value for point in row] for row in shown.rows] == [[1, 3], [2, None]]


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="one or two series"):
        chart([1], [2], [3])
    with pytest.raises(ValueError, match="one or two series"):
        Chart("Title", [])


def test_series_over_different_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="same points"):
        chart([1], [2, 3])
