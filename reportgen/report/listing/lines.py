"""Facts as the lines of a table, each with its change or difference, and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from reportgen.facts import SUPPRESSED_BELOW, Comparison, Fact, fact_id
from reportgen.report.dutch import count
from reportgen.report.listing import numerals
from reportgen.report.listing.letters import higher_than, letters_of, pairs_of
from reportgen.report.listing.naming import group_label, label_of
from reportgen.report.points import Shown, is_counted
from reportgen.rounding import half_up

HEADINGS = (
    "Indicator", "Letter", "Groep", "Editie", "Uitkomst", "95%-interval", "n", "n eff.", "Verschil", "p", "Hoger dan",
    "", "Omschrijving",
)  # fmt: skip
NUMERIC = frozenset({"Uitkomst", "95%-interval", "n", "n eff.", "Verschil", "p"})
BREAK = "trendbreuk"
_STATUSES = {"published": "", "indicative": "indicatief", "suppressed": "te weinig waarnemingen"}
PROTECTED = "weggelaten"


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as it is shown, under `HEADINGS`."""

    indicator: str
    letter: str
    group: str
    wave: str
    outcome: str
    interval: str
    n: str
    n_eff: str
    difference: str
    p: str
    higher_than: str
    remark: str
    label: str


def compose_lines(facts: Sequence[Fact], shown: Shown) -> tuple[Line, ...]:
    """Write each fact out in Dutch, with its change since the wave before it or its difference with everybody else."""
    return tuple(_line(fact, shown) for fact in facts)


def difference_of(fact: Fact, shown: Shown) -> Comparison | None:
    """Find what tells whether a fact stands out: a group against the rest, a whole wave against the one before it."""
    if fact.breakdown and fact.group:
        return shown.against_rest(fact.indicator, fact.wave, fact.breakdown, fact.group)
    return shown.since_previous(fact.indicator, fact.wave)


def letter_of(fact: Fact, shown: Shown) -> str:
    """The letter of a fact's group, where groups were tested against each other."""
    is_tested = next(pairs_of(fact, shown), None) is not None
    return letters_of(str(fact.breakdown), shown)[str(fact.group)] if is_tested else ""


def remark_on(fact: Fact, shown: Shown) -> str:
    """Say in a word or two what has to be known of a fact: "indicatief", "trendbreuk"."""
    earlier = wave_before(fact, shown)
    remarks = [PROTECTED if is_protected(fact) else _STATUSES[fact.status]]
    if earlier and is_broken(fact, earlier, shown):
        remarks.append(BREAK)
    change = difference_of(fact, shown)
    if change is not None and change.kind == "wave" and (since := shown.book.by_id[change.from_].wave) != earlier:
        remarks.append(f"verschil met {since}")
    return ", ".join(filter(None, remarks))


def is_protected(fact: Fact) -> bool:
    """Whether a fact is hidden on a large base: it would show a few persons, or another figure."""
    return fact.status == "suppressed" and min(fact.n, fact.n_eff) >= SUPPRESSED_BELOW


def wave_before(fact: Fact, shown: Shown) -> str | None:
    """Find the nearest earlier wave in which the same is known of everybody; None for a group or a first wave."""
    if fact.breakdown is not None:
        return None
    earlier = shown.waves[: shown.waves.index(fact.wave)]
    return next((wave for wave in reversed(earlier) if fact_id(fact.indicator, wave) in shown.book.by_id), None)


def is_broken(fact: Fact, earlier: str, shown: Shown) -> bool:
    """Whether the trend of a fact breaks after an earlier wave."""
    return bool(shown.breaks(shown.question_of(fact.indicator), earlier, fact.wave))


def _line(fact: Fact, shown: Shown) -> Line:
    difference = difference_of(fact, shown)
    return Line(
        indicator=fact.indicator,
        letter=letter_of(fact, shown),
        group=group_label(fact, shown.codebook),
        wave=fact.wave,
        outcome=numerals.level(fact),
        interval=numerals.interval(fact),
        n=count(fact.n) if is_counted(fact) else "",
        n_eff="" if fact.source else count(int(half_up(fact.n_eff))),
        difference=numerals.difference(difference, fact.unit) if difference else "",
        p=numerals.probability(difference.p_adjusted) if difference else "",
        higher_than=" ".join(higher_than(fact, shown)),
        remark=remark_on(fact, shown),
        label=label_of(fact.indicator, shown.codebook),
    )


def shown_columns(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Turn lines into columns, each with its heading on top, leaving out those in which nothing stands.

    Without a group that is higher than another, letters stand for nothing, and are left out too.
    """
    columns = [(heading, *texts) for heading, *texts in zip(HEADINGS, *map(astuple, lines), strict=True)]
    used = [column for column in columns if any(column[1:])]
    has_letters = any(line.higher_than for line in lines)
    return [column for column in used if has_letters or column[0] != "Letter"]


def render_text(lines: Sequence[Line], notes: Sequence[str] = ()) -> str:
    """Align the lines in columns of plain text, with the notes under them."""
    columns = [_aligned(column) for column in shown_columns(lines)]
    rows = ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]
    return "".join(f"{row}\n" for row in [*rows, *([""] if notes else []), *notes])


def _aligned(column: Sequence[str]) -> list[str]:
    width = max(map(len, column))
    return [text.rjust(width) if column[0] in NUMERIC else text.ljust(width) for text in column]
