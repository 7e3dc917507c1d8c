"""Where values stand, and how labels make way for each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.report.charts.geometry import Scale, length_scale, spread, tick_label, ticks, value_scale
from tests.charts.examples import COLUMNS, GRADES

PLACES = st.lists(st.tuples(st.floats(-200, 700), st.floats(1, 60)), min_size=1, max_size=12)


def test_a_scale_runs_from_its_start_to_its_end() -> None:
    scale = Scale(0, 0.5, 100, 300)
    assert [scale(0), scale(0.25), scale(0.5)] == [100, 200, 300]


def test_shares_begin_at_nothing_and_grades_at_the_end_of_their_scale() -> None:
    assert value_scale(COLUMNS, 0, 1, [0.2, 0.31]) == Scale(0, 0.31, 0, 1)
    assert value_scale(GRADES, 0, 1, [6.9, 7.3]) == Scale(1, 10, 0, 1)


def test_a_share_that_is_printed_as_hardly_anything_does_not_fill_the_axis() -> None:
    assert value_scale(COLUMNS, 0, 1, [0.003, 0.001]) == Scale(0, 0.05, 0, 1)
    assert value_scale(COLUMNS, 0, 1, [0.0, 0.0]) == Scale(0, 1, 0, 1)


def test_what_is_read_by_its_length_begins_at_nothing_even_for_grades() -> None:
    assert length_scale(GRADES, 0, 1, [6.9, 7.3]) == Scale(0, 10, 0, 1)


def test_a_scale_without_values_is_still_one() -> None:
    assert value_scale(COLUMNS, 0, 1, []) == Scale(0, 1, 0, 1)


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 0.17, 3, (0, 0.1)),
        (0, 0.31, 5, (0, 0.1, 0.2, 0.3)),
        (0, 0.04, 5, (0, 0.01, 0.02, 0.03, 0.04)),
        (0, 1, 5, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (1, 10, 3, (1, 5, 10)),
    ],
)
def test_ticks_are_few_and_round_and_include_the_low_end(
    low: float, high: float, most: int, expected: tuple[float, ...]
) -> None:
    assert ticks(Scale(low, high, 0, 100), most) == pytest.approx(expected)


def test_tick_labels_are_dutch() -> None:
    assert [tick_label(COLUMNS, value) for value in (0.1, 0.025)] == ["10%", "2,5%"]
    assert [tick_label(GRADES, value) for value in (7.5, 10)] == ["7,5", "10"]


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert spread([50, 10, 90], [10, 10, 10], 0, 100) == [50, 10, 90]


def test_labels_at_one_height_part_evenly() -> None:
    assert spread([50, 50, 50], [10, 10, 10], 0, 100) == [40, 50, 60]


def test_labels_at_the_edge_are_pushed_inwards() -> None:
    assert spread([98, 97], [10, 10], 0, 100) == [95, 85]


@given(PLACES)
def test_spread_labels_never_overlap_and_keep_their_order(places: list[tuple[float, float]]) -> None:
    wanted, sizes = zip(*places, strict=True)
    centres = spread(wanted, sizes, 0, 500)
    ordered = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for above, below in pairwise(ordered):
        assert centres[below] - centres[above] >= (sizes[above] + sizes[below]) / 2 - 1e-6
    if sum(sizes) <= 500:
        assert all(size / 2 - 1e-6 <= c <= 500 - size / 2 + 1e-6 for c, size in zip(centres, sizes, strict=True))
