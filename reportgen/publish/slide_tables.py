"""A heat table as PowerPoint's own table: a cell the darker, the higher its value."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.brand import Theme
from reportgen.brand.colour import TEXT, over, ratio
from reportgen.publish.slide_places import Box
from reportgen.report.model import Chart, Figure, Point
from reportgen.report.slide_figures import label_of

_LABELS = 0.26
"""The part of the width that the names of the rows take."""
_TALLEST = 480000
_LIGHTEST = 0.06
"""How much of the colour the lowest value has; the highest has as much as ink can be read on."""
_STRENGTHS = tuple(step / 100 for step in range(85, 5, -1))


@dataclass(frozen=True, slots=True)
class GridRow:
    """The name of a row, and of each cell its text and its colour (None for one without a value)."""

    label: str
    cells: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a slide; `tied` says of each text with a fact where it stands, what it is and of which fact."""

    corner: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    widths: tuple[int, ...]
    height: int
    size: int
    tied: tuple[tuple[str, str, str], ...]


def grid_of(figure: Figure, theme: Theme, room: Box) -> Grid:
    """Lay out a heat table within `room`."""
    chart = figure.chart
    first = round(room.width * _LABELS)
    other = (room.width - first) // len(chart.series)
    labels = [label_of(category, figure) for category in chart.categories]
    rows = tuple(
        GridRow(
            "".join(run.text for run in label),
            tuple((_shown(s.points[row]), _fill(chart, s.points[row], s.role, theme)) for s in chart.series),
        )
        for row, label in enumerate(labels)
    )
    tied = tuple(
        (f"{row + 1}.{column + 1}", series.points[row].text, series.points[row].fact or "")
        for row in range(len(rows))
        for column, series in enumerate(chart.series)
    )
    return Grid(
        corner=figure.table.corner or "Onderdeel",
        heads=tuple(series.label for series in chart.series),
        rows=rows,
        widths=(room.width - other * len(chart.series), *([other] * len(chart.series))),
        height=min(_TALLEST, room.height // (len(rows) + 1)),
        size=14 if len(rows) <= 9 else 11,
        tied=tied,
    )


def _shown(point: Point) -> str:
    return f"{point.mark}\u00a0{point.text}" if point.mark else point.text


def _fill(chart: Chart, point: Point, role: str, theme: Theme) -> str | None:
    if point.value is None or point.hollow:
        return None
    values = [one.value for series in chart.series for one in series.points if one.value is not None]
    least, most = min(chart.minimum, *values), max(values)
    part = (point.value - least) / (most - least) if most > least else 1.0
    colour = getattr(theme, role)
    darkest = next(
        (step for step in _STRENGTHS if ratio(theme.ink, over(colour, theme.paper, step)) >= TEXT), _LIGHTEST
    )
    return over(colour, theme.paper, round(_LIGHTEST + (darkest - _LIGHTEST) * part, 2))
