"""Regions without a map: a tile for each, about where it lies, or else a row, all against the whole country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.report.charts.canvas import HAIRLINE, LEADING, Canvas
from reportgen.report.charts.dots import AXIS, EDGE, PITCH, draw_axis, draw_dot
from reportgen.report.charts.geometry import Scale, all_points, tick_label, ticks, value_scale, values_of
from reportgen.report.charts.key import value_columns
from reportgen.report.charts.rows import PAGE, draw_rows, notes
from reportgen.report.model import Category, Chart, Point

PADDING = 7.0
SEAM = 5.0
STRIP = 12.0
VALUE = 13.0
MOST_LINES = 2
LEAST_STRIP = 44.0
MOST_WIDTH = 160.0
"""A tile wider than this would be a banner."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: the words on it, and its place."""

    category: Category
    point: Point
    name: tuple[str, ...]
    note: tuple[str, ...]


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    tiles = _tiles(canvas, chart)
    return _draw_tiles(canvas, chart, tiles) if tiles else _draw_ranked(canvas, chart)


def _role(chart: Chart, point: Point) -> str:
    """What differs from the rest stands out from what does not."""
    return chart.series[0].role if point.mark else "muted"


def _reached(chart: Chart) -> list[float]:
    points = all_points(chart)
    return [point.high for point in points if point.high is not None] + values_of(points)


def _whole(chart: Chart) -> list[tuple[Category, Point]]:
    pairs = zip(chart.categories, chart.series[0].points, strict=True)
    return [(category, point) for category, point in pairs if category.is_whole]


# --- rows


def _draw_ranked(canvas: Canvas, chart: Chart) -> float:
    columns = value_columns(canvas, chart)
    rows = draw_rows(canvas, chart, 0, PITCH)
    scale = value_scale(chart, rows.left + EDGE, columns.left - EDGE, _reached(chart))
    draw_axis(canvas, chart, scale, [(rows.middles[0] - rows.pitch / 2, rows.bottom)])
    for _, point in _whole(chart):
        if point.value is not None:
            x = scale(point.value)
            canvas.line([(x, rows.middles[0]), (x, rows.bottom)], "muted", 0.75, dash=(2, 2))
    for index, (y, point) in enumerate(zip(rows.middles, chart.series[0].points, strict=True)):
        columns.draw_row(canvas, chart, index, y)
        role = "ink" if chart.categories[index].is_whole else _role(chart, point)
        draw_dot(canvas, point, 2 if chart.categories[index].is_whole else 0, role, scale, y)
    return rows.bottom + AXIS


# --- tiles


def _tiles(canvas: Canvas, chart: Chart) -> list[Tile]:
    """The tiles with their words; none when a region has no place, or they are too narrow for those or too many."""
    regions = [(i, category) for i, category in enumerate(chart.categories) if not category.is_whole]
    if not regions or any(category.place is None for _, category in regions):
        return []
    width = _width(canvas, chart) - 2 * PADDING
    words = (word for _, category in regions for word in category.label.replace("-", "- ").split())
    if width < max(LEAST_STRIP, canvas.typeface.widest(words, canvas.size)):
        return []
    tiles = [
        Tile(
            category,
            chart.series[0].points[i],
            canvas.typeface.balance(category.label, width, canvas.size),
            canvas.typeface.wrap(notes(chart)[i], width, canvas.small),
        )
        for i, category in regions
    ]
    rows = 1 + max(row for row, _ in _places(chart))
    fit = all(len(tile.name) <= MOST_LINES for tile in tiles) and rows * (_height(canvas, tiles) + SEAM) <= PAGE
    return tiles if fit else []


def _height(canvas: Canvas, tiles: Sequence[Tile]) -> float:
    lines = max(len(tile.name) for tile in tiles), max(len(tile.note) for tile in tiles)
    return 2 * PADDING + (lines[0] * canvas.size + VALUE + lines[1] * canvas.small) * LEADING + STRIP


def _places(chart: Chart) -> list[tuple[int, int]]:
    return [category.place for category in chart.categories if category.place is not None]


def _width(canvas: Canvas, chart: Chart) -> float:
    columns = 1 + max(column for _, column in _places(chart))
    return min(MOST_WIDTH, (canvas.width - (columns - 1) * SEAM) / columns)


def _draw_tiles(canvas: Canvas, chart: Chart, tiles: Sequence[Tile]) -> float:
    width = _width(canvas, chart)
    top = _draw_whole(canvas, chart, width)
    lines, height = max(len(tile.name) for tile in tiles), _height(canvas, tiles)
    bottom = top
    for tile in tiles:
        row, column = tile.category.place or (0, 0)
        left, upper = column * (width + SEAM), top + row * (height + SEAM)
        _draw_tile(canvas, chart, tile, (left, upper, left + width, upper + height), lines)
        bottom = max(bottom, upper + height)
    return bottom


def _draw_whole(canvas: Canvas, chart: Chart, width: float) -> float:
    """The whole country over the tiles, with the values of the scale that they share; returns where they begin."""
    bottom = 0.0
    for category, point in _whole(chart):
        canvas.text(PADDING, VALUE, category.label)
        after = PADDING + canvas.text_width(category.label) + 4
        canvas.text(after, VALUE, point.text, size=VALUE, strong=True, fact=point.fact)
        after += canvas.text_width(point.text, size=VALUE, strong=True) + 12
        end = min(after + width, canvas.width) - 2 * PADDING
        scale, y = _scale(chart, after, end), VALUE - STRIP / 3
        canvas.line([(scale.start, y), (scale.end, y)], "rule", HAIRLINE)
        if point.low is not None and point.high is not None:
            canvas.line([(scale(point.low), y), (scale(point.high), y)], "ink", 1.1)
        _draw_level(canvas, chart, scale, y)
        for tick in ticks(scale, 2):
            label, below = tick_label(chart, tick), y + STRIP / 2 + canvas.small
            canvas.text(scale(tick), below, label, "muted", size=canvas.small, align="centre")
        bottom = y + STRIP / 2 + canvas.small + 10
    return bottom


def _draw_level(canvas: Canvas, chart: Chart, scale: Scale, y: float) -> None:
    """The level of the whole country, as a mark across a strip."""
    for _, point in _whole(chart):
        if point.value is not None:
            canvas.line([(scale(point.value), y - STRIP / 2), (scale(point.value), y + STRIP / 2)], "ink", 1)


def _scale(chart: Chart, start: float, end: float) -> Scale:
    return value_scale(chart, start, end, _reached(chart))


def _draw_tile(canvas: Canvas, chart: Chart, tile: Tile, box: tuple[float, float, float, float], lines: int) -> None:
    left, top, right, _ = box
    canvas.rectangle(*box, "surface")
    x, y = left + PADDING, top + PADDING + canvas.size * 0.9
    canvas.lines(x, y, tile.name)
    y += (lines - 1) * canvas.size * LEADING + VALUE * LEADING
    role = canvas.readable(_role(chart, tile.point)) if tile.point.mark else "ink"
    canvas.text(x, y, tile.point.text, role, size=VALUE, strong=True, fact=tile.point.fact)
    after = x + canvas.text_width(tile.point.text, size=VALUE, strong=True) + 3
    canvas.text(after, y, tile.point.mark, role, size=canvas.size, strong=True)
    scale = _scale(chart, x, right - PADDING)
    strip = y + STRIP
    canvas.line([(scale.start, strip), (scale.end, strip)], "rule", HAIRLINE)
    _draw_level(canvas, chart, scale, strip)
    draw_dot(canvas, tile.point, 0, _role(chart, tile.point), scale, strip)
    below = strip + canvas.small * LEADING + 3
    canvas.lines(x, below, tile.note, "muted", size=canvas.small, fact=tile.category.fact)
