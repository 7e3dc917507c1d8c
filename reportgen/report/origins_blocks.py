"""The origin of the numbers in a figure or table: what was asked, of whom, and each estimate with its test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.facts import Fact
from reportgen.report import dutch
from reportgen.report.comparability import citation_notes, name_of
from reportgen.report.explaining import parts
from reportgen.report.listing.footnotes import test_notes
from reportgen.report.listing.lines import difference_of
from reportgen.report.listing.naming import label_of
from reportgen.report.listing.numerals import probability
from reportgen.report.model import BlockOrigin, Cell, Figure, Inline, Row, Run, Table, plain
from reportgen.report.notes import asked_in, base_of
from reportgen.report.points import EVERYBODY, NOTHING, Shown, base_in_words, is_counted, mark
from reportgen.rounding import LEVELS

COLUMNS = ("Cijfer", "95%-interval", "n", "Verschil", "p")
_MADE_FROM = {
    "margin": "Geteld in de steekproef; de bevolking volgens de bronnen bij de weging.",
    "tests": "Geteld in alle toetsen die zijn gedaan.",
    "published": "Geteld in alle uitkomsten, ook die niet in druk staan.",
    "n": "Geteld en berekend uit de steekproef en de gewichten van elke editie.",
}
"""What numbers that are no estimates were made from, by how the id of the first one begins."""
_FROM_ALL = "Berekend uit de antwoorden; de vragen staan bij de figuren en in de lijst van alle vragen."
_TESTS = "Getoetst is de samenhang van elke vraag met elk kenmerk, met de toets van Rao en Scott."


def figure_origin(figure: Figure, shown: Shown) -> BlockOrigin:
    """Compose the origin of what a figure shows, with each estimate on a row of its own."""
    ids = [point.fact for series in figure.chart.series for point in series.points]
    facts = _facts(ids, shown)
    rows = tuple(_row(label, fact, shown) for label, fact in zip(_labels(facts, shown), facts, strict=True))
    table = _table(figure.name, (Run("Elk cijfer afzonderlijk"),), COLUMNS, rows, facts, shown)
    question, base = asked_in(facts, shown), base_of(facts, shown)
    return BlockOrigin(figure.name, f"Figuur {figure.number}", figure.title, question, base, table)


def table_origin(table: Table, shown: Shown) -> BlockOrigin | None:
    """Compose the origin of the numbers of a table, with the intervals in the places of the estimates.

    None for a table without numbers; without a table of intervals where it has those itself, or has no estimates.
    """
    ids = [cell.fact for row in table.rows for cell in row.cells if cell.fact]
    if not ids:
        return None
    label = f"Tabel {table.number}" if table.number else ""
    facts = _facts(ids, shown)
    if not facts:
        return BlockOrigin(table.name, label, table.caption, (), (Run(_made_from(ids[0]), origin="method"),), None)
    if any(id_.endswith("#interval") for id_ in ids):
        return BlockOrigin(table.name, label, table.caption, (), (Run(_FROM_ALL),), None)
    rows = tuple(replace(row, cells=tuple(_limits(cell, shown) for cell in row.cells)) for row in table.rows)
    listed = _table(table.name, (Run("95%-intervallen", origin="method"),), table.columns, rows, facts, shown)
    question = () if plain(table.caption) in plain(asked_in(facts, shown)) else asked_in(facts, shown)
    return BlockOrigin(table.name, label, table.caption, question, _asked_of(facts, shown), listed)


def _asked_of(facts: Sequence[Fact], shown: Shown) -> Inline:
    """Say who were asked, where those are not all; how many they were, stands in the table."""
    questions = dict.fromkeys(shown.question_of(fact.indicator) for fact in facts)
    bases = dict.fromkeys(base_in_words(shown.codebook.questions[question]) for question in questions)
    return () if list(bases) == [EVERYBODY] else (Run(f"Basis: {dutch.enumeration(list(bases))}.", origin="label"),)


def _facts(ids: Iterable[str | None], shown: Shown) -> list[Fact]:
    return [shown.book.by_id[id_] for id_ in dict.fromkeys(ids) if id_ and id_ in shown.book.by_id]


def _made_from(id_: str) -> str:
    if "~" in id_:
        return _TESTS
    return _MADE_FROM.get(id_.partition("@")[0].partition(":")[0], "Berekend uit de feiten van deze publicatie.")


def _table(
    block: str, caption: Inline, columns: tuple[str, ...], rows: tuple[Row, ...], facts: Sequence[Fact], shown: Shown
) -> Table:
    told = " ".join([*citation_notes(facts, shown), *test_notes(facts, (), shown)])
    notes = ((Run(told, origin="method"),),) if told else ()
    return Table(f"herkomst-{block}", caption, "", columns, rows, notes)


def _labels(facts: Sequence[Fact], shown: Shown) -> list[str]:
    """Name each fact as short as the others in the table allow."""
    waves = {fact.wave for fact in facts}
    questions = {shown.question_of(fact.indicator) for fact in facts}
    labels = []
    for fact in facts:
        label = label_of(fact.indicator, shown.codebook)
        if fact.indicator not in shown.codebook.indicators and len(questions) > 1:
            label = f"{name_of(shown.question_of(fact.indicator), shown).rstrip('?')}: {label}"
        group = f", {parts.group_name(fact, shown)}" if fact.group else ""
        wave = f", {shown.monitor.waves[fact.wave].label}" if len(waves) > 1 else ""
        labels.append(f"{dutch.capitalised(label)}{group}{wave}")
    return labels


def _row(label: str, fact: Fact, shown: Shown) -> Row:
    test = difference_of(fact, shown)
    difference, probability_ = Cell(NOTHING), Cell(NOTHING)
    if test is not None:
        difference = Cell(test.label, test.id, mark(test)) if test.significant else Cell("geen")
        probability_ = Cell(probability(test.p_adjusted), f"{test.id}#p")
    base = Cell(dutch.count(fact.n), f"{fact.id}#n") if is_counted(fact) else Cell(NOTHING)
    return Row(label, (shown.cell(fact), _interval(fact), base, difference, probability_))


def _limits(cell: Cell, shown: Shown) -> Cell:
    """The limits of an estimate in its place, marked as its difference is; anything else stays what it is."""
    fact = shown.book.by_id.get(cell.fact or "")
    return cell if fact is None else replace(_interval(fact), mark=mark(difference_of(fact, shown)))


def _interval(fact: Fact) -> Cell:
    if fact.low is None or fact.high is None:
        return Cell(NOTHING)
    write = LEVELS[fact.unit]
    return Cell(f"{write(fact.low)} – {write(fact.high)}", f"{fact.id}#interval")
