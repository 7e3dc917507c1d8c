"""Charts of groups: under each other, as regions, or each in a panel."""

from __future__ import annotations

from dataclasses import replace

from reportgen.project.schema import FigureSpec
from reportgen.report.dutch import capitalised
from reportgen.report.filling.parts import (
    PAIR,
    breaks_of,
    estimate_of,
    fill,
    heading_of,
    indicators_of,
    roles_of,
    unit_of,
    waves_of,
)
from reportgen.report.model import Chart, Series
from reportgen.report.points import EVERYBODY, Shown

WHOLE = "landelijk"
"""What everybody together is called beside the regions."""


def dots(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """The groups of one or more breakdowns under each other, each against the rest."""
    wave, indicators = waves_of(spec, shown)[-1], indicators_of(spec, shown)
    places = [
        (breakdown, group)
        for breakdown in spec.breakdowns or (spec.breakdown or "",)
        for group in shown.codebook.breakdowns[breakdown].groups
    ]
    if places[0][0] in shown.book.cut_names:
        return _beside_everybody(name, spec, shown, wave, *places[0])
    facts = [[shown.fact(indicator, wave, *place) for place in places] for indicator in indicators]
    categories = [
        shown.category(
            shown.codebook.breakdowns[breakdown].groups[group].label,
            (row[i] for row in facts),
            heading=heading_of(breakdown, shown) if i == 0 or places[i - 1][0] != breakdown else "",
        )
        for i, (breakdown, group) in enumerate(places)
    ]
    series = [
        Series(
            shown.short(indicator),
            tuple(
                shown.point(fact, shown.against_rest(indicator, wave, *place))
                for fact, place in zip(row, places, strict=True)
            ),
            role,
        )
        for indicator, row, role in zip(indicators, facts, roles_of(len(indicators)), strict=True)
    ]
    return fill(name, spec, unit_of(facts), categories, series, shown)


def _beside_everybody(name: str, spec: FigureSpec, shown: Shown, wave: str, breakdown: str, group: str) -> Chart:
    """Several outcomes of one group under each other, each against the rest and beside that of everybody."""
    measured = [(one, shown.fact(one, wave, breakdown, group)) for one in indicators_of(spec, shown)]
    rows = [(one, own, shown.fact(one, wave)) for one, own in measured]
    if spec.sort:
        rows.sort(key=lambda row: -estimate_of(row[1]))
    categories = [shown.category(capitalised(shown.codebook.indicators[one].label), [own]) for one, own, _ in rows]
    points = [shown.point(own, shown.against_rest(one, wave, breakdown, group)) for one, own, _ in rows]
    label = shown.codebook.breakdowns[breakdown].groups[group].label
    own_role, other_role = roles_of(len(PAIR))
    series = [
        Series(label, tuple(points), own_role),
        Series(EVERYBODY, tuple(shown.point(everybody) for *_, everybody in rows), other_role),
    ]
    return fill(name, spec, unit_of([[row[1] for row in rows]]), categories, series, shown)


def multiples(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """A panel for each indicator, or for each group of one."""
    waves, indicators = waves_of(spec, shown), list(indicators_of(spec, shown))
    if spec.sort and not spec.breakdown:
        indicators.sort(key=lambda indicator: -estimate_of(shown.fact(indicator, waves[-1])))
    groups = list(shown.codebook.breakdowns[spec.breakdown].groups) if spec.breakdown else [None]
    panels = [(indicator, spec.breakdown, group) for indicator in indicators for group in groups]
    facts = [[shown.fact(indicator, wave, *place) for indicator, *place in panels] for wave in waves]
    categories = [
        shown.category(_panel_label(panel, shown), (row[i] for row in facts)) for i, panel in enumerate(panels)
    ]
    series = [
        Series(
            shown.monitor.waves[wave].label,
            tuple(
                shown.point(fact, shown.since_previous(indicator, wave, *place))
                for fact, (indicator, *place) in zip(row, panels, strict=True)
            ),
        )
        for wave, row in zip(waves, facts, strict=True)
    ]
    return fill(name, spec, unit_of(facts), categories, series, shown, breaks=breaks_of(spec, shown))


def _panel_label(panel: tuple[str, str | None, str | None], shown: Shown) -> str:
    indicator, breakdown, group = panel
    if breakdown is None or group is None:
        return shown.short(indicator)
    return shown.codebook.breakdowns[breakdown].groups[group].label


def regions(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Everybody, and then each region, against the rest of the country."""
    (indicator,), wave, breakdown = indicators_of(spec, shown), waves_of(spec, shown)[-1], spec.breakdown or ""
    regions = shown.codebook.breakdowns[breakdown].groups
    measured = {region: shown.fact(indicator, wave, breakdown, region) for region in regions}
    ordered = sorted(regions, key=lambda region: -estimate_of(measured[region])) if spec.sort else list(regions)
    places = {
        region: (row, column)
        for row, line in enumerate(spec.layout)
        for column, region in enumerate(line.split())
        if region in regions
    }
    everybody = shown.fact(indicator, wave)
    categories = [
        replace(shown.category(WHOLE, [everybody]), is_whole=True),
        *(replace(shown.category(regions[r].label, [measured[r]]), place=places.get(r)) for r in ordered),
    ]
    points = [
        shown.point(everybody),
        *(shown.point(measured[r], shown.against_rest(indicator, wave, breakdown, r)) for r in ordered),
    ]
    facts = [[everybody, *measured.values()]]
    return fill(name, spec, unit_of(facts), categories, [Series(shown.short(indicator), tuple(points))], shown)
