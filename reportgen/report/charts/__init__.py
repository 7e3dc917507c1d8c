"""Charts as SVG: a `Chart` says what is shown, one small module a kind says how.

What each kind expects of its `Chart`:

- trend, slope: categories are waves, series are the lines (a slope usually has two waves);
- bars: categories are the bars, the first series their length, further series earlier waves;
- columns: categories on the horizontal axis, one to three series side by side;
- likert: categories are rows, series the answers in the order of the scale, weet niet (role dont_know) last;
- dots, dumbbell: categories are rows, series the marks on a row; a dot has its interval;
- heat: categories are rows, series are columns;
- waffle: one category, one series;
- multiples: categories are the panels, series the waves;
- regions: one series; the categories are the regions, with the whole country among them, and a tile each or none.

A series is named at the first of its marks, and in a key over the chart only where that has no room for all names. The
name of an only series is left to the chart's title, but at the end of a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from reportgen.brand import FontFile, Theme
from reportgen.report.charts import (
    bars,
    columns,
    dots,
    dumbbell,
    engine,
    heat,
    likert,
    multiples,
    regions,
    slope,
    trend,
    waffle,
)
from reportgen.report.charts.canvas import Canvas
from reportgen.report.charts.typeface import read_typeface
from reportgen.report.model import Chart, ChartKind

COLUMN_WIDTH, COLUMN_LABEL_WIDTH, COLUMN_PLOT = 357.0, 104.0, 0.62
"""In points: the column of a press release, which has to fit on one page, is 126 mm."""
NARROW_WIDTH = 214.0
NARROW_LABEL_WIDTH = 78.0
NARROW_SMALL = 8.6
"""The small type of a phone: 11 pixels in the column of the smallest one, of 320 pixels wide."""

_KINDS: Mapping[ChartKind, Callable[[Chart, Canvas], float]] = {
    "trend": trend.draw,
    "bars": bars.draw,
    "likert": likert.draw,
    "dots": dots.draw,
    "heat": heat.draw,
    "slope": slope.draw,
    "waffle": waffle.draw,
    "dumbbell": dumbbell.draw,
    "columns": columns.draw,
    "multiples": multiples.draw,
    "regions": regions.draw,
}


def draw(chart: Chart, theme: Theme, fonts: tuple[FontFile, ...]) -> str:
    """Draw a chart as SVG source, as wide as the theme says and as high as its rows need, in points.

    Text stays text, in `theme.family`; every colour is one of the theme's, written as the theme writes it; there are no
    ids. Raises UserError when the font files lack a weight that is needed or a character that the chart has.
    """
    typeface = read_typeface(theme.family, fonts)
    typeface.check(chart.name, _texts(chart))
    with engine.text_as_text():
        canvas = Canvas(theme, typeface)
        height = _KINDS[chart.kind](chart, canvas)
        return canvas.svg(height)


def draw_in_column(chart: Chart, theme: Theme, fonts: tuple[FontFile, ...]) -> str:
    """Draw a chart for the column of text of a page, without what hangs beside that; else as `draw`."""
    column = replace(theme, chart_width=COLUMN_WIDTH, label_width=COLUMN_LABEL_WIDTH, plot_part=COLUMN_PLOT)
    return draw(chart, column, fonts)


def draw_narrow(chart: Chart, theme: Theme, fonts: tuple[FontFile, ...]) -> str:
    """Draw a chart for the column of a phone, in which the usual drawing would be too small to read; else as `draw`."""
    narrow = replace(theme, chart_width=NARROW_WIDTH, label_width=NARROW_LABEL_WIDTH, small_size=NARROW_SMALL)
    return draw(chart, narrow, fonts)


def _texts(chart: Chart) -> tuple[str, ...]:
    labels = [text for category in chart.categories for text in (category.label, category.base, category.heading)]
    values = [text for series in chart.series for point in series.points for text in (point.text, point.mark)]
    return (*labels, *(series.label for series in chart.series), *values)
