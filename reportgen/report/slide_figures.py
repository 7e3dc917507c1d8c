"""A figure as a slide can show it: in a kind that PowerPoint has, and no more of it than can be read at a distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from reportgen.report.model import Category, Chart, Figure, Inline, Run, Series, plain

WITHOUT_BLOCKS = frozenset({"dots", "regions"})
"""The kinds of chart whose categories don't stand in blocks on a slide."""
_MOST = {
    "heat": 12,
    "likert": 14,
    "bars": 14,
    "dumbbell": 14,
    "dots": 16,
    "regions": 16,
    "columns": 24,
    "multiples": 14,
}
"""How many categories of each kind can be read on one slide; of a trend it is all of them."""


def figures_on_slides(figure: Figure) -> Iterator[Figure]:
    """Show a figure on one slide, or on as many as it takes; the titles then say which part is shown."""
    chart = _named(_turned(figure.chart))
    count = len(chart.categories)
    parts = ceil(count / _MOST.get(chart.kind, count))
    if parts == 1:
        yield replace(figure, chart=chart)
        return
    size = ceil(count / parts)
    for part, start in enumerate(range(0, count, size), 1):
        title = (*figure.title, Run(f" ({part} van {parts})", origin="reference"))
        yield replace(figure, title=title, chart=_cut(chart, start, start + size))


def label_of(category: Category, figure: Figure) -> Inline:
    """The name of a category, with its base where that does not stand under the figure.

    Under dots there is no room for the headings of their blocks: those go with the first name of each.
    """
    heading = f"{category.heading}: " if category.heading and figure.chart.kind in WITHOUT_BLOCKS else ""
    name = Run(f"{heading}{category.label}", origin="label")
    if not category.base or _bases_are_told(figure):
        return (name,)
    # Or a line would break within it, under a narrow column.
    base = Run(category.base.replace(" ", "\u00a0"), fact=category.fact, origin=None if category.fact else "label")
    return name, Run(" ("), base, Run(")")


def _bases_are_told(figure: Figure) -> bool:
    told = " ".join(plain(note) for note in figure.notes)
    return all(category.base in told for category in figure.chart.categories)


def _turned(chart: Chart) -> Chart:
    """Put the lines of a slope under each other as bars, with its waves as the series, the last one first."""
    if chart.kind != "slope":
        return chart
    waves = range(len(chart.categories))
    series = tuple(
        Series(
            chart.categories[wave].label,
            tuple(line.points[wave] for line in chart.series),
            "primary" if wave == len(waves) - 1 else "muted",
        )
        for wave in reversed(waves)
    )
    categories = tuple(Category(line.label) for line in chart.series)
    return replace(chart, kind="bars", categories=categories, series=series)


def _named(chart: Chart) -> Chart:
    """Let the bar of a single share be called what it is, and not after its wave."""
    if chart.kind != "waffle":
        return chart
    (category,), (series,) = chart.categories, chart.series
    return replace(
        chart,
        categories=(replace(category, label=series.label),),
        series=(replace(series, label=category.label),),
    )


def _cut(chart: Chart, start: int, end: int) -> Chart:
    """Leave of a chart some of its categories, the first of them with the name of its block."""
    categories = list(chart.categories[start:end])
    categories[0] = replace(categories[0], heading=_heading(chart.categories[: start + 1]))
    series = tuple(replace(one, points=one.points[start:end]) for one in chart.series)
    return replace(chart, categories=tuple(categories), series=series)


def _heading(categories: Sequence[Category]) -> str:
    return next((category.heading for category in reversed(categories) if category.heading), "")
