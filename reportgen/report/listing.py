"""The statistics of one indicator, or of all, as a table to look at or to take along to Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace

from reportgen.errors import Place, Problem, UserError, nearest
from reportgen.facts import Comparison, Fact, FactBook, Unit, to_json
from reportgen.project.schema import Codebook
from reportgen.report.dutch import count
from reportgen.rounding import half_up

HEADINGS = (
    "Indicator", "Groep", "Editie", "Uitkomst", "95%-interval", "n", "n eff.", "Verschil", "p", "", "Omschrijving",
)  # fmt: skip
NUMERIC = frozenset({"Uitkomst", "95%-interval", "n", "n eff.", "Verschil", "p"})
_REMARKS = {"published": "", "indicative": "indicatief", "suppressed": "te weinig waarnemingen"}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as it is shown, under `HEADINGS`."""

    indicator: str
    group: str
    wave: str
    outcome: str
    interval: str
    n: str
    n_eff: str
    difference: str
    p: str
    remark: str
    label: str


def choose_facts(
    book: FactBook, codebook: Codebook, indicator: str | None, wave: str | None, breakdown: str | None
) -> tuple[Fact, ...]:
    """Choose what was asked for, in the order of the fact book.

    Without an indicator these are all declared ones in one wave (the newest unless `wave` says otherwise); with one,
    also the waves before it. A question's name stands for all of its answers, "vraag.4" for one of them. Raises
    UserError for a name that doesn't exist.
    """
    wanted = _wanted(book, codebook, indicator)
    if breakdown is not None and breakdown not in codebook.breakdowns:
        raise UserError(_unknown("De uitsplitsing", breakdown, codebook.breakdowns))
    waves = {wave or book.wave} if wave or indicator is None else set(book.sample_by_wave)
    asked = tuple(fact for fact in book.facts if fact.indicator in wanted and fact.wave in waves)
    if not asked:
        what = f"Van “{indicator}” zijn er geen uitkomsten in {' of '.join(sorted(waves))}."
        raise UserError(Problem(what, "Kies een andere editie, of een vraag met antwoorden of een gemiddelde."))
    chosen = tuple(fact for fact in asked if fact.breakdown in {None, breakdown})
    if breakdown is not None and all(fact.breakdown is None for fact in chosen):
        what = f"Naar “{breakdown}” is hier niet uitgesplitst."
        remedy = "Noem de uitsplitsing bij de indicator, onder “breakdowns”."
        raise UserError(Problem(what, remedy, Place("data/codebook.toml")))
    return chosen


def _wanted(book: FactBook, codebook: Codebook, indicator: str | None) -> set[str]:
    present = {fact.indicator for fact in book.facts}
    if indicator is None:
        return present & set(codebook.indicators)
    if indicator in present or indicator in codebook.indicators:
        return {indicator}
    if indicator in codebook.questions:
        return {name for name in present if name.rpartition(".")[0] == indicator}
    raise UserError(_unknown("De indicator", indicator, {*present, *codebook.indicators, *codebook.questions}))


def _unknown(kind: str, name: str, valid: Iterable[str]) -> Problem:
    return Problem(f"{kind} “{name}” bestaat niet.", nearest(name, valid))


def compose_lines(facts: Sequence[Fact], book: FactBook, codebook: Codebook) -> tuple[Line, ...]:
    """Write each fact out in Dutch, with its change since the wave before it or its difference with everybody else."""
    return tuple(_line(fact, difference_of(fact, book), codebook) for fact in facts)


def difference_of(fact: Fact, book: FactBook) -> Comparison | None:
    """Find what tells whether a fact stands out: a group against the rest, a whole wave against the one before it."""
    if fact.breakdown:
        return next((found for found in book.comparisons if found.to == fact.id and found.kind == "rest"), None)
    changes = [found for found in book.comparisons if found.to == fact.id and found.kind == "wave"]
    waves = list(book.sample_by_wave)
    return max(changes, key=lambda change: waves.index(book.by_id[change.from_].wave), default=None)


def _line(fact: Fact, difference: Comparison | None, codebook: Codebook) -> Line:
    return Line(
        indicator=fact.indicator,
        group=_group(fact, codebook),
        wave=fact.wave,
        outcome="–" if fact.estimate is None else _level(fact.estimate, fact.unit),
        interval=""
        if fact.low is None or fact.high is None
        else f"{_bare(fact.low, fact.unit)}–{_bare(fact.high, fact.unit)}",
        n=count(fact.n),
        n_eff=count(int(half_up(fact.n_eff))),
        difference=_difference(difference, fact.unit) if difference else "",
        p=_probability(difference.p_adjusted) if difference else "",
        remark=_REMARKS[fact.status],
        label=label_of(fact.indicator, codebook),
    )


def label_of(indicator: str, codebook: Codebook) -> str:
    """Describe an indicator in its own words; one that isn't declared is an answer, or a class of numbers."""
    if indicator in codebook.indicators:
        return codebook.indicators[indicator].label
    name, _, key = indicator.rpartition(".")
    classes = {
        key: group.label
        for breakdown in codebook.breakdowns.values()
        if breakdown.question == name
        for key, group in breakdown.groups.items()
    }
    if codebook.questions[name].type == "open":
        return "gaf een toelichting" if key == "1" else "gaf geen toelichting"
    answers = {str(code): text for code, text in codebook.questions[name].answers.items()}
    return (classes | answers).get(key, key)


def _group(fact: Fact, codebook: Codebook) -> str:
    if fact.breakdown is None or fact.group is None:
        return ""
    return codebook.breakdowns[fact.breakdown].groups[fact.group].label


def _scaled(value: float, unit: Unit) -> float:
    return value * 100 if unit == "share" else value


def _bare(value: float, unit: Unit) -> str:
    return _comma(str(half_up(_scaled(value, unit), 2 if unit == "mean" else 1)))


def _level(value: float, unit: Unit) -> str:
    return _bare(value, unit) + ("%" if unit == "share" else "")


def _difference(comparison: Comparison, unit: Unit) -> str:
    mark = ("▲ " if comparison.difference > 0 else "▼ ") if comparison.significant else ""
    size = _bare(abs(comparison.difference), unit)
    sign = "" if not size.strip("0,") else "+" if comparison.difference > 0 else "−"
    return f"{mark}{sign}{size} punt"


def _probability(p: float) -> str:
    return "< 0,001" if p < 0.001 else _comma(str(half_up(p, 3)))


def _comma(number: str) -> str:
    return number.replace(".", ",")


def render_text(lines: Sequence[Line]) -> str:
    """Align the lines in columns of plain text, leaving out columns in which nothing stands."""
    columns = [_aligned(column) for column in shown_columns(lines)]
    return "".join("  ".join(row).rstrip() + "\n" for row in zip(*columns, strict=True))


def _aligned(column: Sequence[str]) -> list[str]:
    width = max(map(len, column))
    return [text.rjust(width) if column[0] in NUMERIC else text.ljust(width) for text in column]


def shown_columns(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Turn lines into columns, each with its heading on top, leaving out those in which nothing stands."""
    columns = [(heading, *texts) for heading, *texts in zip(HEADINGS, *map(astuple, lines), strict=True)]
    return [column for column in columns if any(column[1:])]


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


def render_csv(facts: Sequence[Fact], book: FactBook, codebook: Codebook) -> bytes:
    """Write a CSV file that a Dutch Excel opens at once: BOM, semicolons, decimal commas; shares in percent."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow(field.name for field in fields(_Record))
    for fact in facts:
        writer.writerow(map(_harmless, astuple(_record(fact, book, codebook))))
    return target.getvalue().encode("utf-8-sig")


def _record(fact: Fact, book: FactBook, codebook: Codebook) -> _Record:
    difference = difference_of(fact, book)

    def number(value: float | None, digits: int = 4) -> str:
        return "" if value is None else _comma(str(half_up(_scaled(value, fact.unit), digits)))

    return _Record(
        indicator=fact.indicator,
        omschrijving=label_of(fact.indicator, codebook),
        uitsplitsing=codebook.breakdowns[fact.breakdown].label if fact.breakdown else "",
        groep=_group(fact, codebook),
        editie=fact.wave,
        eenheid={"share": "procent", "mean": "gemiddelde", "score": "score"}[fact.unit],
        uitkomst=number(fact.estimate),
        standaardfout=number(fact.se),
        ondergrens=number(fact.low),
        bovengrens=number(fact.high),
        n=str(fact.n),
        n_effectief=_comma(str(half_up(fact.n_eff, 1))),
        status={"published": "gepubliceerd", "indicative": "indicatief", "suppressed": "onderdrukt"}[fact.status],
        in_druk=fact.label or "",
        verschil=number(difference.difference) if difference else "",
        verschil_met=_reference(difference, book) if difference else "",
        p=_comma(str(half_up(difference.p, 6))) if difference else "",
        p_gecorrigeerd=_comma(str(half_up(difference.p_adjusted, 6))) if difference else "",
        significant={True: "ja", False: "nee"}[difference.significant] if difference else "",
    )


def _reference(comparison: Comparison, book: FactBook) -> str:
    if comparison.kind == "rest":
        return "de rest"
    return book.by_id[comparison.from_].wave


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking a label for a formula; numbers stay numbers."""
    is_number = text.removeprefix("-").replace(",", "", 1).isdigit()
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and not is_number else text


def render_json(facts: Sequence[Fact], book: FactBook) -> str:
    """Write the chosen facts in the form of facts.json, with the comparisons that end in them."""
    ids = {fact.id for fact in facts}
    waves = {fact.wave for fact in facts}
    chosen = replace(
        book,
        facts=tuple(facts),
        comparisons=tuple(comparison for comparison in book.comparisons if comparison.to in ids),
        samples=tuple(sample for sample in book.samples if sample.wave in waves),
    )
    return to_json(chosen)
