"""What a chart says to who can't see it: its kind, and the figures that carry it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import add

from reportgen.report.dutch import enumeration
from reportgen.report.model import Category, Chart, Inline, Point, Run, Series
from reportgen.report.tokens import runs_of, tied, untied

LIMIT = 250
"""The most characters a screen reader should be made to read in one go."""
MOST_WAVES = 6
"""Of a longer trend only the first and the last value are told."""
NO_VALUES = "Geen enkel cijfer kan worden getoond: er zijn te weinig waarnemingen, of het is niet gevraagd."
NO_VALUE = "geen cijfer"
CHANGED = ", een significant verschil"


def compose_alt(chart: Chart) -> Inline:
    """Describe a chart in one or two Dutch sentences of at most `LIMIT` characters, with their numbers tied."""
    kind, describe = _KINDS[chart.kind]
    if all(point.value is None for series in chart.series for point in series.points):
        return (Run(f"{kind}. {NO_VALUES}"),)
    parts = describe(chart)
    for kept in range(len(parts), 0, -1):
        rest = "" if kept == len(parts) else " De overige cijfers staan in de tabel."
        alt = f"{kind}: {'; '.join(parts[:kept])}.{rest}"
        if len(untied(alt)) <= LIMIT:
            return runs_of(alt, "label")
    return (Run(f"{kind}. De cijfers staan in de tabel."),)


def unfit_alt(alt: str, title: str) -> tuple[str, str] | None:
    """Say why a description of the author's own does not do, and how to mend it; None when it does, or is empty."""
    if len(alt) > LIMIT:
        what = f"de beschrijving telt {len(alt)} tekens; een schermlezer leest er {LIMIT} in één keer voor."
        return what, "Houd het bij de bevinding: de cijfers zelf staan in de tabel bij de figuur."
    if _bare(alt) and _bare(alt) == _bare(title):
        what = "de beschrijving is dezelfde als de titel, en een schermlezer leest ze na elkaar voor."
        return what, "Zeg wat er te zien is en wat de cijfers zijn, of laat “alt” weg: dan schrijft het programma haar."
    return None


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _text(point: Point) -> str:
    if point.value is None:
        return NO_VALUE
    return tied(point.text, point.fact) if point.fact else point.text


def _over_time(chart: Chart) -> list[str]:
    """Each series from the first wave to the last, what changed before the others."""
    lines = sorted(chart.series, key=lambda series: not series.points[-1].mark)
    first, last = chart.categories[0].label, chart.categories[-1].label
    if len(chart.categories) == 1:
        return [f"{series.label} {_text(series.points[0])} ({first})" for series in lines]
    if len(chart.categories) > MOST_WAVES:
        return [
            f"{series.label} {_text(series.points[0])} ({first}) en {_text(series.points[-1])} ({last})"
            for series in lines
        ]
    steps = ["", *(" – trendbreuk – " if i in chart.breaks else " → " for i in range(1, len(chart.categories)))]
    return [
        f"{series.label} {''.join(map(add, steps, map(_text, series.points)))} ({first}–{last})"
        f"{CHANGED if series.points[-1].mark else ''}"
        for series in lines
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


def _against_the_rest(chart: Chart) -> list[str]:
    """The extremes, and which groups differ from the rest."""
    return [*_extremes(chart), *_different(chart)]


def _different(chart: Chart) -> list[str]:
    """Which categories differ from the rest, the higher ones before the lower."""
    described = []
    for series in chart.series:
        name = f"{series.label}, " if len(chart.series) > 1 else ""
        for mark, word in (("▲", "hoger"), ("▼", "lager")):
            labels = [c.label for c, p in zip(chart.categories, series.points, strict=True) if p.mark == mark]
            if labels:
                described.append(f"{name}significant {word} dan de rest: {enumeration(labels)}")
    return described


def _value(shown: tuple[Point, str]) -> float:
    return shown[0].value or 0.0


def _one_share(chart: Chart) -> list[str]:
    series: Series = chart.series[0]
    return [f"{_text(series.points[0])} {series.label}"]


def _panels(chart: Chart) -> list[str]:
    """Each panel over time."""
    panels = range(len(chart.categories))
    waves = Chart(
        chart.name, "trend", chart.unit, tuple(Category(series.label) for series in chart.series),
        tuple(Series(chart.categories[i].label, tuple(s.points[i] for s in chart.series)) for i in panels),
        breaks=chart.breaks,
    )  # fmt: skip
    return _over_time(waves)


def _against_the_whole(chart: Chart) -> list[str]:
    """The whole first, then which parts differ from the rest, then the value of each."""
    pairs = list(zip(chart.categories, chart.series[0].points, strict=True))
    values = [(category.is_whole, f"{category.label} {_text(point)}") for category, point in pairs]
    whole, parts = ([value for is_whole, value in values if is_whole is wanted] for wanted in (True, False))
    return [*whole, *_different(chart), *parts]


_KINDS: Mapping[str, tuple[str, Callable[[Chart], list[str]]]] = {
    "trend": ("Lijngrafiek", _over_time),
    "slope": ("Hellingsgrafiek", _over_time),
    "bars": ("Staafgrafiek van hoog naar laag", _from_high_to_low),
    "likert": ("Gestapelde balken", _by_category),
    "dots": ("Stippengrafiek met onzekerheidsmarges", _against_the_rest),
    "heat": ("Tabel met kleurvlakken", _extremes),
    "dumbbell": ("Vergelijking per paar", _by_category),
    "columns": ("Kolommengrafiek", _by_category),
    "waffle": ("Vlak van honderd hokjes", _one_share),
    "multiples": ("Kleine lijngrafieken op één schaal", _panels),
    "regions": ("Regio’s naast elkaar met onzekerheidsmarges", _against_the_whole),
}
