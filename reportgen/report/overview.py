"""What a check found in each wave, for whoever prepares the publication: respondents, weighting, and rules."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportgen.facts import SUPPRESSED_BELOW, Fact, FactBook, MarginClass, Sample
from reportgen.project.schema import Codebook, Monitor
from reportgen.report import dutch, methods
from reportgen.report.points import NOTHING
from reportgen.rounding import half_up, percentage

HEADINGS = ("Weging op", "Klasse", "n", "ongewogen", "doel", "gewogen")
WORDS = 2
"""How many columns, from the left, hold words; the others hold numbers."""
FOUND_NOTHING = "niets gevonden"
WIDTH = 100


def render_overview(book: FactBook, monitor: Monitor) -> str:
    """Tell of each wave, the oldest first, how it was weighted and what the rules found."""
    lines = [line for name in book.waves for line in (*_wave(name, book, monitor), "")]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def withheld_groups(book: FactBook, codebook: Codebook) -> Iterator[str]:
    """Warn of groups that are large enough, and of which most figures are withheld to protect somebody else's."""
    facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if fact.wave == book.wave and fact.breakdown and fact.group and fact.source is None:
            facts[fact.breakdown, fact.group].append(fact)
    for (breakdown, group), several in facts.items():
        large = [fact for fact in several if min(fact.n, fact.n_eff) >= SUPPRESSED_BELOW]
        withheld = sum(fact.status == "suppressed" for fact in large)
        if withheld * 2 > len(large):
            spec = codebook.breakdowns[breakdown]
            yield (
                f"Van de groep “{spec.groups[group].label}” ({spec.label}) blijven de meeste cijfers weg: anders is de "
                "uitkomst van een te kleine groep ernaast te berekenen. Voeg die kleine groep bij een andere."
            )


def _wave(name: str, book: FactBook, monitor: Monitor) -> Iterator[str]:
    wave = monitor.waves[name]
    yield f"{wave.label} ({wave.file})"
    sample = book.sample_by_wave.get(name)
    if sample is None:
        yield "  Van deze editie zijn alleen gepubliceerde cijfers bekend: er zijn geen antwoorden om te controleren."
        return
    yield from (f"  {line}" for line in _weighting(sample))
    for part in (_margins(sample), _rules(sample)):
        if part:
            yield ""
            yield from (f"  {line}" for line in part)


def _weighting(sample: Sample) -> Iterator[str]:
    respondents = f"{dutch.count(sample.n)} respondenten"
    if sample.weighted == "unweighted":
        yield f"{respondents}, ongewogen"
        return
    effective = dutch.count(int(half_up(sample.n_eff)))
    yield f"{respondents}, na weging zoveel waard als {effective} (efficiëntie {percentage(sample.efficiency)})"
    yield f"gewichten van {_decimal(sample.weight_min)} tot {_decimal(sample.weight_max)}, gemiddeld 1"


def _margins(sample: Sample) -> list[str]:
    if not sample.margins:
        return []
    rows: list[tuple[str, ...]] = [HEADINGS]
    for label in methods.margin_labels(sample):
        classes = methods.classes_of(sample, label)
        rows += [_class(one, label if one is classes[0] else "") for one in classes]
    is_hidden = any(one.n is None for one in sample.margins)
    note = f"{NOTHING}: niet te zien, omdat de klasse of een andere te weinig respondenten telt"
    return [*_aligned(rows), *([note] if is_hidden else [])]


def _class(one: MarginClass, margin: str) -> tuple[str, ...]:
    n = NOTHING if one.n is None else dutch.count(one.n)
    return (margin, one.name, n, *(_share(share) for share in (one.unweighted, one.target, one.weighted)))


def _rules(sample: Sample) -> list[str]:
    """Name each rule with what was found, folded to stay beside its name."""
    if not sample.checks:
        return []
    width = max(len(check.rule) for check in sample.checks) + 2
    lines = []
    for check in sample.checks:
        first, *rest = textwrap.wrap(check.found or FOUND_NOTHING, WIDTH - width)
        lines += [check.rule.ljust(width) + first, *(" " * width + line for line in rest)]
    return lines


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place < WORDS else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _share(share: float | None) -> str:
    return NOTHING if share is None else f"{_decimal(share * 100, 1)}%"


def _decimal(value: float, digits: int = 2) -> str:
    return str(half_up(value, digits)).replace(".", ",")
