"""A declared figure and the facts become a `Chart`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.project.schema import FigureSpec
from reportgen.report.dutch import enumeration
from reportgen.report.filling import answers, groups, waves
from reportgen.report.filling.parts import indicators_of, waves_of
from reportgen.report.model import Chart
from reportgen.report.points import Shown

SCORE_KINDS = frozenset({"trend", "slope", "dots", "multiples", "regions"})
"""The charts that can show what may be less than nothing."""

MOST_ON_A_PAGE = 60
"""As many bars, rows, panels or columns stand on a page with letters of no less than six and a half points."""

_KINDS: Mapping[str, Callable[[str, FigureSpec, Shown], Chart]] = {
    "trend": waves.trend,
    "bars": waves.bars,
    "likert": answers.likert,
    "dots": groups.dots,
    "heat": answers.heat,
    "dumbbell": waves.dumbbell,
    "columns": answers.columns,
    "slope": waves.slope,
    "waffle": waves.waffle,
    "multiples": groups.multiples,
    "regions": groups.regions,
}


def compose_chart(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Fill a chart with facts; `spec` has been checked, so every name in it exists."""
    return _KINDS[spec.kind](name, spec, shown)


def too_many_in(chart: Chart) -> tuple[str, str] | None:
    """Say that a chart has more in it than can be read on one page, and what can be done; None when it has not."""
    parts = [category for category in chart.categories if not category.is_whole]
    shown = len(chart.series if chart.kind == "slope" else parts)
    if chart.kind == "trend" or shown <= MOST_ON_A_PAGE:
        return None
    what = f"heeft {shown} onderdelen; van meer dan {MOST_ON_A_PAGE} worden de letters in druk te klein om te lezen"
    return what, "Verdeel haar over meer figuren, laat minder zien, of neem een tabel."


def unfit_for(spec: FigureSpec, shown: Shown) -> tuple[str, str] | None:
    """Say why a kind of chart cannot show these indicators, and what can be done; None when it can."""
    asked, waves = indicators_of(spec, shown), waves_of(spec, shown)
    if not waves:
        what = f"toont alleen edities na {shown.monitor.waves[shown.book.wave].label} ({enumeration(spec.waves)})"
        remedy = f"Voeg “{shown.book.wave}” toe aan “waves” in templates/figures.toml, of haal die regel weg."
        return what, remedy
    units = {fact.unit for name in asked for wave in waves if (fact := shown.fact(name, wave))}
    if len(units) > 1:
        what = "toont percentages, gemiddelden en scores door elkaar, die niet op één as passen"
        return what, "Maak er voor elke soort een figuur van."
    if units == {"score"} and spec.kind not in SCORE_KINDS:
        what = f"is van de soort “{spec.kind}”, waarin een score onder nul niet te tekenen is"
        return what, f"Kies voor “kind”: {enumeration(sorted(SCORE_KINDS), 'of')}."
    return None
