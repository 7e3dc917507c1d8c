"""What a chart says to who can't see it: its kind, and the figures that carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import add

from reportgen.report.dutch import enumeration
from reportgen.report.model import Chart, Inline, Point, Run, Series
from reportgen.report.tokens import runs_of, tied, untied

LIMIT = 250
"""The most characters a screen reader should be made to read in one go."""


def compose_alt(chart: Chart) -> Inline:
    """Describe a chart in one or two Dutch sentences of at most `LIMIT` characters, with their numbers tied."""
    kind, describe = _KINDS[chart.kind]
    parts = describe(chart)
    for kept in range(len(parts), 0, -1):
        rest = "" if kept == len(parts) else " De overige cijfers staan in de tabel."
        alt = f"{kind}: {'; '.join(parts[:kept])}.{rest}"
        if len(untied(alt)) <= LIMIT:
            return runs_of(alt, "label")
    return (Run(f"{kind}. De cijfers staan in de tabel."),)


def _over_time(chart: Chart) -> list[str]:
    first, last = chart.categories[0].label, chart.categories[-1].label
    steps = ["", *(" – trendbreuk – " if i in chart.breaks else " → " for i in range(1, len(chart.categories)))]
    return [
        f"{series.label} {''.join(map(add, steps, map(_text, series.points)))} ({first}–{last})"
        for series in chart.series
    ]


def _from_high_to_low(chart: Chart) -> list[str]:
    return [
        f"{category.label} {_text(point)}"
        for category, point in zip(chart.categories, chart.series[0].points, strict=True)
    ]


def _by_category(chart: Chart) -> list[str]:
    described = []
    heading = ""
    for i, category in enumerate(chart.categories):
        heading = category.heading or heading
        values = enumeration([f"{_text(series.points[i])} {series.label}" for series in chart.series])
        described.append(f"{heading} {category.label}: {values}".strip())
    return described


def _extremes(chart: Chart) -> list[str]:
    described = []
    for series in chart.series:
        shown = [(p, c.label) for p, c in zip(series.points, chart.categories, strict=True) if p.value is not None]
        if shown:
            high, low = max(shown, key=_value), min(shown, key=_value)
            name = f"{series.label}, " if len(chart.series) > 1 else ""
            described.append(f"{name}hoogst {high[1]} {_text(high[0])}, laagst {low[1]} {_text(low[0])}")
    return described


def _value(shown: tuple[Point, str]) -> float:
    return shown[0].value or 0.0


def _one_share(chart: Chart) -> list[str]:
    series: Series = chart.series[0]
    return [f"{_text(series.points[0])} {series.label}"]


def _text(point: Point) -> str:
    return tied(point.text, point.fact) if point.fact else point.text


_KINDS: Mapping[str, tuple[str, Callable[[Chart], list[str]]]] = {
    "trend": ("Lijngrafiek", _over_time),
    "slope": ("Hellingsgrafiek", _over_time),
    "bars": ("Staafgrafiek van hoog naar laag", _from_high_to_low),
    "likert": ("Gestapelde balken", _by_category),
    "dots": ("Stippengrafiek met onzekerheidsmarges", _extremes),
    "heat": ("Tabel met kleurvlakken", _extremes),
    "dumbbell": ("Vergelijking per paar", _by_category),
    "columns": ("Kolommengrafiek", _by_category),
    "waffle": ("Vlak van honderd hokjes", _one_share),
}
