"""Facts as tables: the data of a figure, groups side by side, and how was weighted."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.facts import FEWEST_PERSONS, Fact, MarginClass
from reportgen.ledger import margin_id
from reportgen.report import dutch
from reportgen.report.model import Cell, Chart, Inline, Row, Run, Table
from reportgen.report.notes import SUPPRESSED_NOTE, about_facts, line, source
from reportgen.report.points import INTERVALS, NOTHING, Shown, base_id, base_text
from reportgen.report.tokens import CONFIDENCE, runs_of, tied
from reportgen.rounding import LEVELS, half_up, percentage

UNKNOWN = "onbekend"
"""Where it is not known how many respondents there were."""
UNCOUNTED_NOTE = (
    f"–: een klasse met minder dan {tied(str(FEWEST_PERSONS), 'threshold:cell')} respondenten, of waaruit hun aantal "
    "is af te leiden."
)


def figure_table(chart: Chart, caption: Inline, shown: Shown) -> Table:
    """List what a chart shows: a row a category, a column a series, and the intervals where the chart draws them."""
    with_intervals = chart.kind in INTERVALS
    rows = []
    for i, category in enumerate(chart.categories):
        cells: list[Cell] = []
        for series in chart.series:
            point = series.points[i]
            cells.append(Cell(point.text, point.fact, point.mark, point.indicative))
            if with_intervals:
                cells.append(interval_cell(shown.book.by_id.get(point.fact or "")))
        cells.append(_base_of(chart, i, shown))
        rows.append(Row(category.label, tuple(cells), category.heading, "net" if category.is_whole else ""))
    columns = [name for s in chart.series for name in ([s.label, "95%-interval"] if with_intervals else [s.label])]
    return Table(f"data-{chart.name}", caption, "", (*columns, "n"), tuple(rows))


def crosstab(name: str, indicators: Sequence[str], breakdowns: Sequence[str], caption: Inline, shown: Shown) -> Table:
    """Put groups under each other and indicators beside each other, marked against the rest."""
    wave = shown.book.wave
    facts = [shown.fact(indicator) for indicator in indicators]
    rows = [Row("Totaal", (*(shown.cell(fact) for fact in facts), count_cell(facts)), kind="net")]
    for breakdown in breakdowns:
        declared = shown.codebook.breakdowns[breakdown]
        for i, (group, about) in enumerate(declared.groups.items()):
            of_group = [shown.fact(indicator, wave, breakdown, group) for indicator in indicators]
            cells = [
                shown.cell(fact, shown.against_rest(indicator, wave, breakdown, group))
                for indicator, fact in zip(indicators, of_group, strict=True)
            ]
            section = dutch.capitalised(declared.label) if i == 0 else ""
            rows.append(Row(about.label, (*cells, count_cell(of_group)), section=section))
    reading = runs_of(f"▲▼: significant hoger of lager dan de rest van de respondenten ({CONFIDENCE}).")
    shown_facts = [fact for fact in facts if fact]
    notes = (*about_facts(shown_facts, (wave,), shown), *line([reading, source(shown)]), *suppressed_note(rows))
    names = [shown.short(indicator) for indicator in indicators]
    if len(set(names)) < len(names):
        names = [shown.codebook.indicators[indicator].label for indicator in indicators]
    columns = (*map(dutch.capitalised, names), "n")
    return Table(name, caption, "", columns, tuple(rows), notes)


def samples_table(shown: Shown) -> Table:
    """What each wave's sample was, and what weighting did to it."""
    samples = shown.book.samples
    waves = [shown.monitor.waves[sample.wave] for sample in samples]
    rows = (
        Row("Veldwerk", tuple(Cell(dutch.period(wave.fieldwork.start, wave.fieldwork.end)) for wave in waves)),
        Row("Respondenten", tuple(Cell(dutch.count(s.n), f"n@{s.wave}") for s in samples)),
        Row(
            "Effectieve steekproef", tuple(Cell(dutch.count(int(half_up(s.n_eff))), f"n_eff@{s.wave}") for s in samples)
        ),
        Row("Weegefficiëntie", tuple(Cell(percentage(s.efficiency), f"efficiency@{s.wave}") for s in samples)),
        Row("Ontwerpeffect", tuple(Cell(_decimal(s.design_effect), f"design_effect@{s.wave}") for s in samples)),
        Row("Kleinste gewicht", tuple(Cell(_decimal(s.weight_min), f"weight_min@{s.wave}") for s in samples)),
        Row("Grootste gewicht", tuple(Cell(_decimal(s.weight_max), f"weight_max@{s.wave}") for s in samples)),
    )
    caption: Inline = (Run("Steekproef en weging" + (" per editie" if len(samples) > 1 else "")),)
    return Table("steekproef", caption, "", tuple(wave.label for wave in waves), rows)


def weighting_table(shown: Shown, wave: str) -> Table:
    """Each class of each margin of a wave: before weighting, in the population, and after."""
    sample = shown.book.sample_by_wave[wave]
    rows, margin = [], ""
    for target in sample.margins:
        section = dutch.capitalised(target.margin) if target.margin != margin else ""
        margin = target.margin
        rows.append(Row(target.name, _margin_cells(target, sample.wave), section=section))
    columns = ("n", "Ongewogen", "Bevolking", "Gewogen")
    label = shown.monitor.waves[sample.wave].label
    hidden = any(target.n is None for target in sample.margins)
    notes: tuple[Inline, ...] = (runs_of(UNCOUNTED_NOTE),) if hidden else ()
    return Table(
        f"weging-{wave}",
        (Run(f"De steekproef van {label} voor en na weging", origin="wave"),),
        "",
        columns,
        tuple(rows),
        notes,
    )


def suppressed_note(rows: Sequence[Row]) -> list[Inline]:
    """Explain the dashes of a table, where it has any."""
    missing = any(cell.text == NOTHING for row in rows for cell in row.cells)
    return [(Run(SUPPRESSED_NOTE),)] if missing else []


def count_cell(facts: Sequence[Fact | None]) -> Cell:
    """Print the base of a row: one number, or the smallest and the largest."""
    if not any(facts):
        return Cell(NOTHING)
    return Cell(base_text(facts) or UNKNOWN, base_id(facts))


def _base_of(chart: Chart, index: int, shown: Shown) -> Cell:
    category = chart.categories[index]
    if category.base:
        return Cell(category.base.removeprefix("n = "), category.fact)
    facts = [shown.book.by_id.get(series.points[index].fact or "") for series in chart.series]
    return Cell(base_text(facts), base_id(facts))


def interval_cell(fact: Fact | None) -> Cell:
    """Print the limits of a fact; a dash where it has none."""
    if fact is None or fact.low is None or fact.high is None:
        return Cell(NOTHING)
    write = LEVELS[fact.unit]
    return Cell(f"{write(fact.low)} – {write(fact.high)}", f"{fact.id}#interval")


def _margin_cells(target: MarginClass, wave: str) -> tuple[Cell, ...]:
    id_ = margin_id(target.margin, target.name, wave)
    shares = {"unweighted": target.unweighted, "target": target.target, "weighted": target.weighted}
    shown = (
        Cell(NOTHING) if share is None else Cell(_one_decimal(share), f"{id_}#{what}") for what, share in shares.items()
    )
    return (Cell(NOTHING) if target.n is None else Cell(dutch.count(target.n), f"{id_}#n"), *shown)


def _one_decimal(share: float) -> str:
    return f"{str(half_up(share * 100, 1)).replace('.', ',')}%"


def _decimal(value: float) -> str:
    return str(half_up(value, 2)).replace(".", ",")
