"""What each kind of chart shows, read back from its drawing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from reportgen.report.charts import draw_narrow
from reportgen.report.charts.columns import FILLS
from reportgen.report.model import Chart, Point, Series
from tests.charts.edges import CROWDED, all_indicative, all_suppressed, one_category, sixty_categories
from tests.charts.examples import (
    BARS,
    BARS_WITH_EARLIER,
    COLUMNS,
    DOTS,
    DUMBBELL,
    GRADES,
    HEAT,
    LIKERT,
    SLOPE,
    TREND,
    WAFFLE,
    WAVES,
    share,
    shares,
)
from tests.charts.reading import BRAND, Printed, Shape, drawn, printed_texts, shapes

LEFT = BRAND.theme.label_width


def _texts(chart: Chart) -> list[str]:
    return [text.text for text in printed_texts(drawn(chart))]


def _text(chart: Chart, wanted: str) -> Printed:
    return next(text for text in printed_texts(drawn(chart)) if text.text == wanted)


def _middle(shape: Shape | Printed) -> tuple[float, float]:
    return (shape.left + shape.right) / 2, (shape.top + shape.bottom) / 2


def _lines(chart: Chart, role: str) -> list[Shape]:
    return [shape for shape in shapes(drawn(chart), fill="", stroke=role) if shape.right - shape.left > 20]


# --- trend


def test_a_trend_puts_its_values_above_and_below_its_points() -> None:
    upper, lower = _text(TREND, "7%"), _text(TREND, "6%")
    chatbot, voice = shapes(drawn(TREND), fill="primary")[0], shapes(drawn(TREND), fill="secondary")[0]
    assert upper.bottom < chatbot.top
    assert lower.top > voice.bottom


def test_a_trend_starts_at_nothing() -> None:
    floor = shapes(drawn(TREND), stroke="muted", width=0.75)[0].top
    heights = [floor - _middle(shape)[1] for shape in shapes(drawn(TREND), fill="primary")]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 10 / 7, 15 / 7], abs=0.01)


def test_a_line_stops_at_a_break_and_the_break_is_named() -> None:
    chart = replace(TREND, breaks=(2,))
    before, (_, second, third) = _lines(chart, "primary"), shapes(drawn(chart), fill="primary")
    (cut,) = [shape for shape in shapes(drawn(chart), stroke="muted") if shape.dash]
    assert [line.right for line in before] == [pytest.approx(_middle(second)[0], abs=0.1)]
    assert _middle(second)[0] < cut.left == cut.right < _middle(third)[0]
    assert "trendbreuk" in _texts(chart)
    assert "trendbreuk" not in _texts(TREND)


def test_a_wave_that_was_not_measured_is_bridged_by_a_dashed_line() -> None:
    chart = replace(TREND, series=(Series("maandelijks contact", shares(16, None, 25)),))
    (line,) = _lines(chart, "primary")
    assert line.dash
    assert len(shapes(drawn(chart), fill="primary")) == 2
    assert "–" in _texts(chart)


def test_a_line_is_not_bridged_over_a_break() -> None:
    chart = replace(TREND, series=(Series("maandelijks contact", shares(16, None, 25)),), breaks=(1,))
    assert _lines(chart, "primary") == []


def test_series_have_marks_of_their_own_shape() -> None:
    outlines = [path.attrib["d"] for path in ElementTree.fromstring(drawn(CROWDED[0])) if "d" in path.attrib]
    assert {"C" in outline for outline in outlines} == {True, False}
    corners = {outline.count("L") for outline in outlines if outline.endswith("z") and "C" not in outline}
    assert {2, 3} <= corners


def test_names_at_the_ends_of_lines_stand_beside_their_points_in_their_colour() -> None:
    for name, role in (("positief over chatbots", "primary"), ("positief over spraakassistenten", "secondary")):
        text, point = _text(TREND, name), shapes(drawn(TREND), fill=role)[-1]
        assert text.fill == getattr(BRAND.theme, role)
        assert _middle(text)[1] == pytest.approx(_middle(point)[1], abs=1)


def test_a_trend_of_many_waves_names_those_that_there_is_room_for_and_always_the_last() -> None:
    texts = _texts(sixty_categories(TREND))
    assert "2025 60" in texts
    assert 3 < sum(text.startswith("20") for text in texts) < 15


def test_a_trend_of_grades_shows_its_scale_from_its_lowest_grade() -> None:
    assert {"1", "5", "10"} <= set(_texts(GRADES))


# --- bars


def test_bars_start_at_one_line_and_are_as_long_as_their_values() -> None:
    bars = shapes(drawn(BARS), fill="primary")
    values = [point.value or 0 for point in BARS.series[0].points]
    assert {bar.left for bar in bars} == {LEFT}
    lengths = [(bar.right - bar.left) / value for bar, value in zip(bars, values, strict=True)]
    assert lengths == pytest.approx([lengths[0]] * len(bars), rel=0.001)


def test_the_value_stands_at_the_end_of_its_bar() -> None:
    for bar, point in zip(shapes(drawn(BARS), fill="primary"), BARS.series[0].points, strict=True):
        text = _text(BARS, f"{point.text} {point.mark}".rstrip())
        assert 0 < text.left - bar.right < 6
        assert _middle(text)[1] == pytest.approx(_middle(bar)[1], abs=1)


def test_an_earlier_wave_is_a_tick_on_the_same_scale() -> None:
    svg = drawn(BARS_WITH_EARLIER)
    ticks = shapes(svg, stroke="muted", width=1.6)
    bars = shapes(svg, fill="primary")
    unit = (bars[0].right - LEFT) / 0.34
    values = [point.value or 0 for point in BARS_WITH_EARLIER.series[1].points]
    assert [(tick.left - LEFT) / unit for tick in ticks] == pytest.approx(values, abs=0.001)


# --- likert


def test_neutral_lies_across_one_middle() -> None:
    neutral = [shape for shape in shapes(drawn(LIKERT), fill="neutral") if shape.right - shape.left > 10]
    assert len(neutral) == 4
    assert [_middle(shape)[0] for shape in neutral] == pytest.approx([_middle(neutral[0])[0]] * 4, abs=0.02)


def test_without_neutral_the_bars_part_at_a_line() -> None:
    chart = next(chart for chart in CROWDED if chart.name == "likert-zonder-neutraal")
    svg = drawn(chart)
    (middle,) = shapes(svg, stroke="muted", width=0.75)
    bars = [[shape for shape in shapes(svg, fill=role) if shape.top > 20] for role in ("negative", "positive")]
    assert [bar.right < middle.left for bar in bars[0]] == [True, True]
    assert [bar.left > middle.left for bar in bars[1]] == [True, True]


def test_an_outer_value_that_does_not_fit_stands_beside_its_bar() -> None:
    text = _text(LIKERT, "3%")
    (bar,) = [bar for bar in shapes(drawn(LIKERT), fill="positive") if bar.top < _middle(text)[1] < bar.bottom]
    assert 0 < text.left - bar.right < 5


def test_values_of_parts_too_small_for_them_stand_together_beside_the_bar() -> None:
    parts = (("negative", 40), ("neutral", 48), ("positive_light", 3), ("positive", 1))
    series = tuple(Series(role, shares(value), role) for role, value in parts)
    chart = replace(LIKERT, categories=LIKERT.categories[:1], series=series)
    assert [text for text in _texts(chart) if "%" in text] == ["40%", "48%", "3% · 1%"]


def test_answers_are_named_over_their_parts_of_the_first_bar_in_their_order() -> None:
    bars = [min(shapes(drawn(LIKERT), fill=series.role), key=lambda bar: bar.top) for series in LIKERT.series]
    names = [_text(LIKERT, series.label) for series in LIKERT.series]
    assert [name.left for name in names] == sorted(name.left for name in names)
    for name, bar in zip(names, bars, strict=True):
        assert name.bottom < bar.top
        assert max(name.left - bar.right, bar.left - name.right) < 12  # over it, or tied to it by a line


def test_columns_are_named_over_the_first_that_leave_room_for_it() -> None:
    telephone, chat = (_text(COLUMNS, series.label) for series in COLUMNS.series)
    assert telephone.right < chat.left
    third = [shapes(drawn(COLUMNS), fill=role)[2] for role in ("primary", "secondary_light")]
    for name, column in zip((telephone, chat), third, strict=True):
        assert name.left < _middle(column)[0] < name.right
        assert name.bottom < column.top


def test_an_earlier_wave_is_named_over_its_first_tick_in_line_with_the_heads_of_the_values() -> None:
    bar = shapes(drawn(BARS_WITH_EARLIER), fill="primary")[0]
    tick = shapes(drawn(BARS_WITH_EARLIER), stroke="muted", width=1.6)[0]
    texts = printed_texts(drawn(BARS_WITH_EARLIER))
    name, now, earlier = sorted((text for text in texts if text.text in ("2024", "2025")), key=lambda text: text.left)
    assert name.left < tick.left < name.right
    assert name.bottom == now.bottom == earlier.bottom < bar.top
    assert (now.text, now.fill.upper()) == ("2025", BRAND.theme.primary.upper())


def test_where_labels_stand_over_bars_the_marks_stand_over_the_heads_and_no_line_crosses_a_label() -> None:
    svg = draw_narrow(BARS_WITH_EARLIER, BRAND.theme, BRAND.fonts)
    bar, *bars = shapes(svg, fill="primary")
    heads = [text for text in printed_texts(svg) if text.text in ("2024", "2025")]
    labels = [text for text in printed_texts(svg) if text.text in {c.label for c in BARS_WITH_EARLIER.categories}]
    assert [text.text for text in heads] == ["2025", "2024"]
    assert heads[0].left < _middle(bar)[0] < heads[0].right
    assert bar.bottom < heads[0].top
    starts = [shape for shape in shapes(svg, stroke="muted", width=0.75) if shape.left == shape.right]
    assert len(starts) == len(bars) == len(labels)
    assert not any(start.top < label.bottom - 3 and label.top < start.bottom for start in starts for label in labels)


def test_a_key_stands_where_a_mark_cannot_be_named_at_the_left_in_the_order_of_the_series() -> None:
    bare = tuple(replace(series, points=(Point(None, "–"), *series.points[1:])) for series in DUMBBELL.series)
    nobody = tuple(replace(series, points=(share(0.0), *series.points[1:])) for series in LIKERT.series)
    for chart in (replace(LIKERT, series=nobody), replace(DUMBBELL, series=bare), all_suppressed(COLUMNS)):
        names = [series.label for series in chart.series]
        key = [text for text in printed_texts(drawn(chart)) if text.text in names]
        assert [text.text for text in key] == names
        assert key[0].left < 15
        assert [text.left for text in key] == sorted(text.left for text in key)


def test_dont_know_stands_apart_at_the_right() -> None:
    svg = drawn(LIKERT)
    scale = max(shape.right for shape in shapes(svg, fill="positive")[1:])
    starts = {shape.left for shape in shapes(svg, fill="dont_know")[1:]}
    assert len(starts) == 1
    assert min(starts) > scale + 10


# --- dots, dumbbell, heat, slope, waffle, columns


def test_an_interval_runs_from_its_low_to_its_high_end() -> None:
    svg = drawn(DOTS)
    zero, ten = (next(text for text in printed_texts(svg) if text.text == label) for label in ("0%", "10%"))
    unit = (_middle(ten)[0] - _middle(zero)[0]) / 0.10
    intervals = shapes(svg, stroke="primary", width=1.1)
    points = DOTS.series[0].points
    for interval, point in zip(intervals, points, strict=True):
        ends = [(x - _middle(zero)[0]) / unit for x in (interval.left, interval.right)]
        assert ends == pytest.approx([point.low, point.high], abs=0.002)


def test_the_marks_of_a_dot_plot_stand_over_the_names_of_their_values_and_nowhere_else_with_a_name() -> None:
    other = Series("spraakassistent", DOTS.series[0].points, "secondary")
    svg = drawn(replace(DOTS, series=(replace(DOTS.series[0], label="chatbot"), other)))
    for name, role in (("chatbot", "primary"), ("spraakassistent", "secondary")):
        (head,) = [text for text in printed_texts(svg) if text.text == name]
        mark = min(shapes(svg, fill=role), key=lambda shape: shape.top)
        assert mark.bottom < head.top
        assert _middle(mark)[0] == pytest.approx(_middle(head)[0], abs=0.5)


def test_a_block_of_rows_has_its_heading_above_it() -> None:
    heading, first, before = (_text(DOTS, text) for text in ("Digitale vaardigheid", "vaardig", "66 jaar en ouder"))
    assert before.bottom < heading.top < heading.bottom < first.top


def test_the_names_of_a_dumbbell_stand_over_the_marks_of_its_first_row() -> None:
    series = {series.label: series for series in DUMBBELL.series}
    low, high = sorted(series, key=lambda name: series[name].points[0].value or 0)
    left, right = _text(DUMBBELL, low), _text(DUMBBELL, high)
    first = [_text(DUMBBELL, series[name].points[0].text) for name in (low, high)]
    assert max(left.bottom, right.bottom) < min(text.top for text in first)
    assert first[0].left < left.right < right.left < first[1].right


def test_a_dumbbell_joins_its_two_values_and_prints_them_outside() -> None:
    joins = [shape for shape in shapes(drawn(DUMBBELL), stroke="muted", width=1.6) if shape.left != shape.right]
    low, high = _text(DUMBBELL, "21%"), _text(DUMBBELL, "46%")
    join = joins[2]
    assert len(joins) == 5
    assert low.right < join.left < join.right < high.left


def test_a_cell_is_the_darker_the_higher_its_value() -> None:
    cells = shapes(drawn(HEAT), fill="primary")
    values = [point.value or 0 for series in HEAT.series for point in series.points]
    ordered = [cell.opacity for _, cell in sorted(zip(values, cells, strict=True), key=lambda pair: pair[0])]
    assert all(a <= b for a, b in pairwise(ordered))
    assert ordered[-1] - ordered[0] > 0.3


def test_in_a_slope_what_has_changed_is_strong_and_the_rest_is_grey() -> None:
    assert {line.width for line in _lines(SLOPE, "primary")} == {1.8}
    assert {line.width for line in _lines(SLOPE, "muted")} == {1.1}


def test_both_ends_of_a_slope_are_named_in_the_order_of_their_values() -> None:
    texts = printed_texts(drawn(SLOPE))
    for side in (0, 1):
        names = [[text for text in texts if text.text == series.label][side] for series in SLOPE.series]
        values = [series.points[side].value or 0 for series in SLOPE.series]
        heights = [text.top for _, text in sorted(zip(values, names, strict=True), key=lambda pair: -pair[0])]
        assert heights == sorted(heights)


def test_a_small_change_looks_small_in_a_slope() -> None:
    chart = replace(SLOPE, series=(Series("zorg", shares(50, 51)),))
    (line,) = _lines(chart, "primary")
    assert line.bottom - line.top < 8


@pytest.mark.parametrize(
    ("value", "filled"),
    [(0.0, 0), (0.004, 1), (0.15, 15), (0.285, 29), (0.78, 78), (0.996, 99), (1.0, 100)],
)
def test_a_waffle_has_as_many_squares_as_the_value_says(value: float, filled: int) -> None:
    chart = replace(WAFFLE, series=(Series("ervaring", (share(value),)),))
    svg = drawn(chart)
    assert len(shapes(svg, fill="primary")) == filled
    assert len(shapes(svg, fill="neutral")) == 100 - filled


def test_a_waffle_with_nothing_to_show_is_not_that_of_nobody() -> None:
    svg = drawn(replace(WAFFLE, series=(Series("ervaring", (share(None),)),)))
    assert shapes(svg, fill="primary") == shapes(svg, fill="neutral") == []
    assert len(shapes(svg, fill="paper", stroke="neutral")) == 100


def test_columns_stand_on_one_line_and_are_as_high_as_their_values() -> None:
    for series in COLUMNS.series:
        fill = FILLS.get(series.role, series.role)
        columns = [shape for shape in shapes(drawn(COLUMNS), fill=fill) if shape.top > 10]
        values = [point.value or 0 for point in series.points]
        assert len({column.bottom for column in columns}) == 1
        heights = [(column.bottom - column.top) / value for column, value in zip(columns, values, strict=True)]
        assert heights == pytest.approx([heights[0]] * len(values), rel=0.02)


def test_many_columns_stand_on_several_lines_at_one_scale() -> None:
    chart = sixty_categories(COLUMNS)
    columns = [shape for shape in shapes(drawn(chart), fill="primary") if shape.top > 10]
    values = [point.value or 0 for point in chart.series[0].points]
    assert len({column.bottom for column in columns}) > 3
    units = [(column.bottom - column.top) / value for column, value in zip(columns, values, strict=True)]
    assert units == pytest.approx([units[0]] * 60, rel=0.02)


# --- what holds for more kinds


@pytest.mark.parametrize(
    "chart", [TREND, BARS, LIKERT, DOTS, HEAT, SLOPE, WAFFLE, DUMBBELL, COLUMNS], ids=lambda c: c.kind
)
def test_an_indicative_value_is_hollow_and_is_called_so(chart: Chart) -> None:
    hollow = shapes(drawn(all_indicative(chart)), fill="paper", stroke=chart.series[0].role)
    assert hollow
    assert shapes(drawn(one_category(chart)), fill="paper", stroke=chart.series[0].role) == []
    assert "indicatief" in " ".join(_texts(all_indicative(chart)))
    assert "indicatief" not in " ".join(_texts(one_category(chart)))


@pytest.mark.parametrize(
    "chart", [TREND, BARS, LIKERT, DOTS, HEAT, SLOPE, WAFFLE, DUMBBELL, COLUMNS], ids=lambda c: c.kind
)
def test_what_may_not_be_shown_is_a_dash(chart: Chart) -> None:
    texts = _texts(all_suppressed(chart))
    assert "–" in texts
    assert not any("%" in text for text in texts if text not in {f"{n}%" for n in range(0, 101, 10)})


def test_the_arrow_stands_at_the_value_that_has_changed() -> None:
    assert [text for text in _texts(TREND) if "▲" in text] == ["15% ▲", "17% ▲"]
    assert [text for text in _texts(BARS) if "▲" in text] == ["48% ▲"]


def test_bases_stand_with_their_categories() -> None:
    for wave in WAVES:
        label, base = _text(TREND, wave.label), _text(TREND, wave.base)
        assert _middle(label)[0] == pytest.approx(_middle(base)[0], abs=0.1)
        assert label.bottom <= base.top + 2


def test_a_point_without_interval_is_still_a_dot() -> None:
    chart = replace(DOTS, series=(Series("positief", (Point(0.2, "20%"),) * len(DOTS.categories)),))
    assert len(shapes(drawn(chart), fill="primary")) == len(DOTS.categories)


def test_a_base_that_all_rows_share_is_left_to_the_text_under_the_chart() -> None:
    shared = replace(HEAT, categories=tuple(replace(category, base="n = 1.061") for category in HEAT.categories))
    assert "n = 1.061" not in _texts(shared)
    assert "n = 1.061, indicatief" in _texts(all_indicative(shared))
    assert "n = 1.061" in _texts(one_category(shared))
    different = replace(shared, categories=(replace(shared.categories[0], base="n = 212"), *shared.categories[1:]))
    assert _texts(different).count("n = 1.061") == len(HEAT.categories) - 1
