"""How a publication of our own prints what it names: each id of a fact, and the text that belongs to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property

from reportgen.facts import (
    FEWEST_PERSONS,
    INDICATIVE_BELOW,
    SUPPRESSED_BELOW,
    Comparison,
    CutSample,
    Fact,
    FactBook,
    Sample,
    Unit,
    cut_sample_id,
)
from reportgen.ledger import margin_id, parts_of
from reportgen.project.schema import Project
from reportgen.verify.fitting import fits_fact, is_loosely_rounded, printed, rounded, shown
from reportgen.verify.formats.marks import NUMBER
from reportgen.verify.numerals import find_numbers
from reportgen.verify.quantities import Numeral

CONFIDENCE = "95%"
_LIMITS = {"published": SUPPRESSED_BELOW, "normal": INDICATIVE_BELOW, "cell": FEWEST_PERSONS}
_PARTS = frozenset({"share", "majority", "minority"})
"""The sorts of numbers in words that say how large a level is; "derde" and "één" may be something else."""
_UNROUNDED = 4
"""How many decimals the lists of numbers behind a figure have."""
_LEAST_P = Decimal("0.001")


class Printing:
    """Says for each id what it may be printed as, by rules of its own for rounding and writing."""

    def __init__(self, project: Project, book: FactBook) -> None:
        self._project = project
        self._book = book
        self._texts: dict[str, str | None] = {}

    @property
    def tests(self) -> Mapping[str, Comparison]:
        """The comparisons by their id."""
        return self._book.comparison_by_id

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each indicator is called."""
        return {name: indicator.label for name, indicator in self._project.codebook.indicators.items()}

    def text(self, fact: str) -> str | None:
        """What an id is printed as, as far as its numbers go: "15%", "13% 17%"; None where nothing may be printed."""
        if fact not in self._texts:
            texts = [self._part(id_, what) if id_ else "" for id_, what in parts_of(fact)]
            known = [text for text in texts if text is not None]
            self._texts[fact] = " ".join(known) if len(known) == len(texts) else None
        return self._texts[fact]

    def told(self, fact: str) -> str:
        """Say in Dutch what an id stands for."""
        if not self.text(fact):
            return "dat staat niet in de feiten, of mag niet gepubliceerd worden"
        return f"dat is {' en '.join(self._told_of(id_, what) for id_, what in parts_of(fact) if id_)}"

    def _told_of(self, id_: str, what: str) -> str:
        text = self._part(id_, what) or ""
        if what == "interval":
            return text.replace(" ", " tot ")
        comparison = self._book.comparison_by_id.get(id_)
        if comparison is None or what:
            return text
        unit = self._book.by_id[comparison.to].unit
        return f"een verschil van {text} {'procentpunt' if unit == 'share' else 'punt'}"

    def fits(self, printed_text: str, fact: str) -> bool:
        """Whether a text prints what its fact is."""
        expected, numbers = self.text(fact), NUMBER.findall(printed_text)
        if expected is None:
            return not numbers and not any(map(str.isalnum, printed_text))
        if numbers and numbers == NUMBER.findall(expected):
            return True
        return self._fits_in_words(printed_text, fact, has_digits=bool(numbers))

    def _fits_in_words(self, text: str, fact: str, *, has_digits: bool) -> bool:
        """Whether words, or a part such as "1 op de 5", say what a fact is; of other words nothing is said here."""
        measured = self._book.by_id.get(fact)
        found = find_numbers(text).numerals
        numerals = [one for one in found if one.kind in _PARTS and (one.rough or not has_digits)]
        if measured is None or not numerals:
            return not has_digits
        return any(fits_fact(numeral, measured) or _is_near(numeral, measured) for numeral in numerals)

    # --- what each sort of id stands for -----------------------------------------------------------------------------

    def _part(self, id_: str, what: str) -> str | None:
        if (fact := self._book.by_id.get(id_)) is not None:
            return _unrounded(fact, what) if what.startswith("unrounded") else _of_fact(fact, what)
        if (comparison := self._book.comparison_by_id.get(id_)) is not None:
            return self._of_comparison(comparison, what)
        if id_ in self._rests:
            return printed(*self._rests[id_])
        if (margin := self._margins.get(id_)) is not None:
            return margin.get(what)
        if id_.startswith("tests:"):
            return self._tests.get(f"{id_}#{what}" if what else id_, "0")
        return self._particulars.get(id_)

    def _of_comparison(self, comparison: Comparison, what: str) -> str | None:
        match what:
            case "":
                return self._difference(comparison)
            case "p":
                return _probability(comparison.p_adjusted)
            case "interval":
                unit = self._book.by_id[comparison.to].unit
                limits = [rounded(shown(limit, unit), 1) for limit in (comparison.low, comparison.high)]
                told = limits if comparison.difference >= 0 else [-limit for limit in reversed(limits)]
                return " ".join(_comma(limit).replace("-", "−") for limit in told)
        return None

    @cached_property
    def _rests(self) -> Mapping[str, tuple[Decimal, Unit]]:
        """The level of everybody outside a group, which is no fact of its own."""
        compared = [one for one in self._book.comparisons if one.rest is not None]
        units = {one.id: self._book.by_id[one.to].unit for one in compared}
        return {one.from_: (shown(one.rest or 0.0, units[one.id]), units[one.id]) for one in compared}

    def _difference(self, comparison: Comparison) -> str:
        unit = self._book.by_id[comparison.to].unit
        difference = shown(comparison.difference, unit)
        points = abs(rounded(difference, 1 if unit == "mean" else 0))
        if not points and difference and unit != "mean":
            return "1"
        return _comma(points)

    @cached_property
    def _particulars(self) -> Mapping[str, str]:
        found = {"confidence": CONFIDENCE, "headlines": str(len(self._project.monitor.headlines))}
        found |= {f"threshold:{name}": str(limit) for name, limit in _LIMITS.items()}
        found |= {"decisions": _count(len(self._book.decisions))}
        found |= {table.id: _probability(table.p_adjusted) for table in self._book.tables}
        for sample in self._book.samples:
            found |= {f"{name}@{sample.wave}": write(sample) for name, write in _OF_SAMPLE.items()}
        for cut in self._book.cuts:
            found |= {cut_sample_id(name, cut): write(cut) for name, write in _OF_CUT.items()}
        measured = [fact for fact in self._book.shared_facts if fact.source is None]
        statuses = Counter((fact.status, fact.wave) for fact in measured)
        waves = [sample.wave for sample in self._book.samples]
        return found | {
            f"{status}@{wave}": _count(statuses[status, wave])
            for status in ("published", "indicative", "suppressed")
            for wave in waves
        }

    @cached_property
    def _margins(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        for sample in self._book.samples:
            for one in sample.margins:
                shares = {"unweighted": one.unweighted, "target": one.target, "weighted": one.weighted}
                texts = {name: f"{_decimal(share, 1, 100)}%" for name, share in shares.items() if share is not None}
                count = {} if one.n is None else {"n": _count(one.n)}
                found[margin_id(one.margin, one.name, sample.wave)] = texts | count
        return found

    @cached_property
    def _tests(self) -> Mapping[str, str]:
        counts: Counter[str] = Counter()
        for comparison in self._book.shared_comparisons:
            id_ = f"tests:{self._sort(comparison)}/{comparison.adjustment}"
            counts[id_] += 1
            counts[f"{id_}#significant"] += comparison.significant
        counts["tests:tables"] = len(self._book.tables)
        counts["tests:tables#significant"] = sum(table.significant for table in self._book.tables)
        return {id_: _count(count) for id_, count in counts.items()}

    def _sort(self, comparison: Comparison) -> str:
        if comparison.kind != "wave":
            return comparison.kind
        if self._book.by_id[comparison.to].group is not None:
            return "wave-groups"
        return "wave-headlines" if comparison.indicator in self._project.monitor.headlines else "wave-others"


def _is_near(numeral: Numeral, fact: Fact) -> bool:
    return fact.estimate is not None and is_loosely_rounded(numeral, shown(fact.estimate, fact.unit))


def _of_fact(fact: Fact, what: str) -> str | None:
    match what:
        case "n":
            return _count(fact.n)
        case "n_eff":
            return _whole(fact.n_eff)
        case "design_effect":
            return _decimal(fact.n / fact.n_eff) if fact.n_eff else None
        case "interval" | "low" | "high" if fact.low is not None and fact.high is not None:
            limits = {"low": [fact.low], "high": [fact.high]}.get(what, [fact.low, fact.high])
            return " ".join(printed(shown(limit, fact.unit), fact.unit) for limit in limits)
        case "" if fact.estimate is not None:
            return printed(shown(fact.estimate, fact.unit), fact.unit)
    return None


def _unrounded(fact: Fact, what: str) -> str | None:
    """How a list of numbers for a spreadsheet has what print rounds."""
    if what == "unrounded_n":
        return str(fact.n)
    number = {"unrounded": fact.estimate, "unrounded_low": fact.low, "unrounded_high": fact.high}[what]
    return None if number is None else _comma(rounded(shown(number, fact.unit), _UNROUNDED))


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _whole(number: float) -> str:
    return _count(int(rounded(_exact(number), 0)))


def _exact(number: float) -> Decimal:
    return Decimal(f"{number:.12g}")


def _decimal(number: float, decimals: int = 2, scale: int = 1) -> str:
    return _comma(rounded(_exact(number) * scale, decimals))


def _comma(number: Decimal) -> str:
    return str(number).replace(".", ",")


def _probability(p: float) -> str:
    return "0,001" if _exact(p) < _LEAST_P else _decimal(p, 3)


def _bound(place: int) -> Callable[[Sample], str]:
    return lambda sample: f"{sample.bounds[place]:g}".replace(".", ",") if sample.bounds else ""


_OF_SAMPLE: Mapping[str, Callable[[Sample], str]] = {
    "n": lambda sample: _count(sample.n),
    "n_eff": lambda sample: _whole(sample.n_eff),
    "efficiency": lambda sample: printed(shown(sample.efficiency), "share"),
    "design_effect": lambda sample: _decimal(sample.design_effect),
    "weight_min": lambda sample: _decimal(sample.weight_min),
    "weight_max": lambda sample: _decimal(sample.weight_max),
    "sweeps": lambda sample: _count(sample.sweeps),
    "bound_low": _bound(0),
    "bound_high": _bound(1),
}

_OF_CUT: Mapping[str, Callable[[CutSample], str]] = {
    "n": lambda cut: _count(cut.n),
    "n_eff": lambda cut: _whole(cut.n_eff),
    "design_effect": lambda cut: _decimal(cut.design_effect),
    "share": lambda cut: printed(shown(cut.share, "share"), "share"),
}
