"""The chosen facts to take along: for Excel, and for a program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace

from reportgen.facts import Comparison, Fact, to_json
from reportgen.report.listing.footnotes import tables_of
from reportgen.report.listing.letters import higher_than
from reportgen.report.listing.lines import difference_of, letter_of, remark_on
from reportgen.report.listing.naming import group_label, label_of
from reportgen.report.listing.numerals import comma, scaled
from reportgen.report.method_computation import subject
from reportgen.report.methods import ADJUSTMENTS
from reportgen.report.points import Shown, is_counted
from reportgen.report.tokens import untied
from reportgen.rounding import half_up

_UNITS = {"share": "procent", "mean": "gemiddelde", "score": "score"}
_STATUSES = {"published": "gepubliceerd", "indicative": "indicatief", "suppressed": "onderdrukt"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(,\d+)?")
_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?")


@dataclass(frozen=True, slots=True)
class _Record:
    """One row of the CSV file; its field names are the file's headings."""

    indicator: str
    omschrijving: str
    uitsplitsing: str
    groep: str
    editie: str
    eenheid: str
    uitkomst: str
    standaardfout: str
    ondergrens: str
    bovengrens: str
    n: str
    n_effectief: str
    status: str
    in_druk: str
    verschil: str
    verschil_met: str
    p: str
    p_gecorrigeerd: str
    significant: str
    correctie: str
    toetsfamilie: str
    aantal_toetsen: str
    letter: str
    hoger_dan: str
    bron: str
    opmerking: str


def render_csv(facts: Sequence[Fact], shown: Shown) -> bytes:
    """Write a CSV file that a Dutch Excel opens at once: BOM, semicolons, decimal commas; shares in percent."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow(field.name for field in fields(_Record))
    for fact in facts:
        writer.writerow(map(_harmless, astuple(_record(fact, shown))))
    return target.getvalue().encode("utf-8-sig")


def _record(fact: Fact, shown: Shown) -> _Record:
    def number(value: float | None, digits: int = 4) -> str:
        return "" if value is None else comma(str(half_up(scaled(value, fact.unit), digits)))

    test = difference_of(fact, shown)
    return _Record(
        indicator=fact.indicator,
        omschrijving=label_of(fact.indicator, shown.codebook),
        uitsplitsing=shown.codebook.breakdowns[fact.breakdown].label if fact.breakdown else "",
        groep=group_label(fact, shown.codebook),
        editie=fact.wave,
        eenheid=_UNITS[fact.unit],
        uitkomst=number(fact.estimate),
        standaardfout=number(fact.se),
        ondergrens=number(fact.low),
        bovengrens=number(fact.high),
        n=str(fact.n) if is_counted(fact) else "",
        n_effectief="" if fact.source else comma(str(half_up(fact.n_eff, 1))),
        status="overgenomen" if fact.source else _STATUSES[fact.status],
        in_druk=fact.label or "",
        verschil=number(test.difference) if test else "",
        verschil_met=_reference(test, shown) if test else "",
        p=comma(str(half_up(test.p, 6))) if test else "",
        p_gecorrigeerd=comma(str(half_up(test.p_adjusted, 6))) if test else "",
        significant={True: "ja", False: "nee"}[test.significant] if test else "",
        correctie=ADJUSTMENTS.get(test.adjustment, "geen") if test else "",
        toetsfamilie=untied(subject(test, shown)) if test else "",
        aantal_toetsen=str(test.family_size) if test else "",
        letter=letter_of(fact, shown),
        hoger_dan=" ".join(higher_than(fact, shown)),
        bron=fact.source or "",
        opmerking=remark_on(fact, shown),
    )


def _reference(comparison: Comparison, shown: Shown) -> str:
    return "de rest" if comparison.kind == "rest" else shown.book.by_id[comparison.from_].wave


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking a label for a formula or a date; numbers stay numbers."""
    is_formula = text.startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula or _DATE.fullmatch(text) else text


def render_json(facts: Sequence[Fact], shown: Shown) -> str:
    """Write the chosen facts in the form of facts.json, with the tests and decisions that concern them."""
    book = shown.book
    ids = {fact.id for fact in facts}
    waves = {fact.wave for fact in facts}
    questions = {shown.question_of(fact.indicator) for fact in facts}
    about = {None, *questions, *(shown.codebook.questions[question].grid for question in questions)}
    chosen = replace(
        book,
        facts=tuple(facts),
        comparisons=tuple(one for one in book.comparisons if ids & {one.from_, one.to}),
        tables=tables_of(facts, shown),
        decisions=tuple(decision for decision in book.decisions if decision.question in about),
        samples=tuple(sample for sample in book.samples if sample.wave in waves),
    )
    return to_json(chosen)
