"""What stands under a table of facts: the tests of whole tables, breaks, sources, and how to read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportgen.facts import Comparison, Fact, TableTest
from reportgen.report import dutch, methods
from reportgen.report.comparability import break_notes, citation_notes
from reportgen.report.listing import numerals
from reportgen.report.listing.letters import higher_than, pairs_of
from reportgen.report.listing.lines import PROTECTED, difference_of, is_broken, is_protected, wave_before
from reportgen.report.method_computation import subject
from reportgen.report.points import Shown
from reportgen.report.tokens import untied
from reportgen.rounding import half_up


def compose_notes(facts: Sequence[Fact], shown: Shown) -> tuple[str, ...]:
    """Explain a table of these facts, a line each, and only what is in it."""
    return (
        *(_table_note(table, facts, shown) for table in tables_of(facts, shown)),
        *_break_notes(facts, shown),
        *(f"{numerals.CITED} {note}" for note in citation_notes(facts, shown)),
        *_reading_notes(facts, shown),
    )


def tables_of(facts: Sequence[Fact], shown: Shown) -> tuple[TableTest, ...]:
    """Find the tests of the questions and breakdowns that these facts are of, in the waves that they are of."""
    asked = {(shown.question_of(fact.indicator), fact.wave, fact.breakdown) for fact in facts}
    return tuple(table for table in shown.book.tables if (table.question, table.wave, table.breakdown) in asked)


def _table_note(table: TableTest, facts: Sequence[Fact], shown: Shown) -> str:
    label = shown.codebook.breakdowns[table.breakdown].label
    questions = {shown.question_of(fact.indicator) for fact in facts}
    of = f" van “{table.question}”" if len(questions) > 1 else ""
    waves = {one.wave for one in tables_of(facts, shown)}
    when = f" in {shown.monitor.waves[table.wave].label}" if len(waves) > 1 else ""
    freedom = "; ".join(_freedom(value) for value in (table.df1, table.df2))
    f = numerals.comma(str(half_up(table.f, 2)))
    told = f"F({freedom}) = {f}; {numerals.equation(table.p_adjusted)} (Rao–Scott)"
    return f"Samenhang{of} met {label}{when}: {told}{'' if table.significant else ', niet significant'}."


def _freedom(value: float) -> str:
    """Degrees of freedom: "7,6", and from a hundred without a decimal."""
    return numerals.comma(str(half_up(value, 0 if value >= 100 else 1)))


def _break_notes(facts: Sequence[Fact], shown: Shown) -> list[str]:
    broken: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        earlier = wave_before(fact, shown)
        if earlier and is_broken(fact, earlier, shown):
            broken[shown.question_of(fact.indicator)] |= {earlier, fact.wave}
    notes: dict[str, None] = {}
    for question, waves in broken.items():
        notes |= dict.fromkeys(break_notes([question], sorted(waves, key=shown.waves.index), shown))
    return list(notes)


def _reading_notes(facts: Sequence[Fact], shown: Shown) -> Iterator[str]:
    if any(fact.low is not None for fact in facts):
        yield "Gewogen uitkomsten. n eff.: zoveel even zware respondenten is n na weging waard."
    pairs = [pair for fact in facts for pair in pairs_of(fact, shown)]
    yield from test_notes(facts, pairs, shown)
    statuses = {fact.status for fact in facts}
    small = [
        "indicatief: minder dan 100 waarnemingen" if "indicative" in statuses else "",
        f"{numerals.NOTHING}: te weinig om te publiceren" if "suppressed" in statuses else "",
    ]
    if any(small):
        yield f"{dutch.capitalised('; '.join(filter(None, small)))}."
    if any(is_protected(fact) for fact in facts):
        yield (
            f"{dutch.capitalised(PROTECTED)}: gegeven door minder dan vijf personen, of er is een ander cijfer uit af "
            "te leiden dat niet gepubliceerd wordt."
        )


def test_notes(facts: Sequence[Fact], pairs: Sequence[Comparison], shown: Shown) -> Iterator[str]:
    """Say what the differences of these facts are with, and how the tests of those and of pairs were adjusted."""
    differences = [found for fact in facts if (found := difference_of(fact, shown))]
    if differences:
        yield _difference_note(differences)
    if pairs:
        yield _letter_note(facts, shown)
    if differences or pairs:
        yield from _adjustment_note([*differences, *pairs], shown)


def _difference_note(differences: Sequence[Comparison]) -> str:
    kinds = {one.kind for one in differences}
    against = {"wave": "met de editie ervoor", "rest": "tussen een groep en alle anderen"}
    told = ", of ".join(text for kind, text in against.items() if kind in kinds)
    return f"Verschil: {told}. ▲▼: significant hoger of lager (tweezijdig getoetst, 95%)."


def _letter_note(facts: Sequence[Fact], shown: Shown) -> str:
    if any(higher_than(fact, shown) for fact in facts):
        return "Hoger dan: de letters van de groepen waar een groep significant boven zit, twee aan twee getoetst."
    return "Twee aan twee getoetst zit geen enkele groep significant boven een andere."


def _adjustment_note(tests: Sequence[Comparison], shown: Shown) -> Iterator[str]:
    """Say which tests were adjusted how; nothing when none was."""
    by_method: dict[str, dict[str, None]] = defaultdict(dict)
    for test in tests:
        by_method[test.adjustment][untied(subject(test, shown))] = None
    parts = [
        f"volgens {who} voor {dutch.enumeration(list(by_method[name]))}"
        for name, who in methods.ADJUSTMENTS.items()
        if name in by_method
    ]
    if parts:
        yield f"p is gecorrigeerd voor het aantal toetsen: {'; '.join(parts)}."
