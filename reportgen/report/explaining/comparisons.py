"""How the test of one difference came to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot, isclose, sqrt

from reportgen.facts import Comparison, Fact
from reportgen.report import dutch, methods
from reportgen.report.explaining import parts
from reportgen.report.explaining.explanation import Explanation, steps_of
from reportgen.report.explaining.facts import subject
from reportgen.report.explaining.figures import SCALE, bare, decimal, level, probability, size
from reportgen.report.listing.naming import label_of
from reportgen.report.points import Shown
from reportgen.rounding import DIFFERENCES, LEVELS

Z95 = 1.96
FAMILIES: Mapping[str, str] = {
    "headlines": "de kerncijfers, tussen dezelfde twee edities",
    "waves": "de uitkomsten die geen kerncijfer zijn, tussen dezelfde twee edities",
    "groups": "alle uitkomsten per groep van deze uitsplitsing, tussen twee edities",
    "rest": "alle uitkomsten per groep van deze uitsplitsing, elk tegen de rest",
    "rank": "de opeenvolgende paren in deze reeks",
    "pairs": "de paren van groepen van deze uitsplitsing",
}
"""The tests that were adjusted together, by the first word of their family."""


def explain_comparison(comparison: Comparison, shown: Shown) -> Explanation:
    """Explain the test of a difference step by step."""
    to = shown.book.by_id[comparison.to]
    from_ = shown.book.by_id.get(comparison.from_)
    waves = tuple(dict.fromkeys(fact.wave for fact in (from_, to) if fact))
    asked = parts.question_lines(comparison.indicator, waves, shown)
    if from_ and from_.indicator != comparison.indicator:
        asked += [line for line in parts.question_lines(from_.indicator, waves, shown) if line not in asked]
    steps = steps_of(
        ("De vraag", asked),
        ("Wat vergeleken wordt", _level_lines(comparison, to, from_, shown)),
        ("De weging", [line for wave in waves for line in _weights(wave, waves, shown)]),
        ("Het verschil", _difference_lines(comparison, to, from_)),
        ("De standaardfout van het verschil", _error_lines(comparison, to, from_)),
        ("De toets", _test_lines(comparison)),
        ("Veel toetsen tegelijk", _adjustment_lines(comparison)),
        ("In druk", _print_lines(comparison, to, from_)),
        ("Vergelijkbaarheid", parts.comparability_lines(comparison.indicator, waves, shown)),
    )
    return Explanation(comparison.id, _answer(comparison, to, shown), steps)


def explain_absence(id_: str, sides: Sequence[Fact], why: str, shown: Shown) -> Explanation:
    """Explain why two figures were not compared, although something is known of them, or of the one that has a rest."""
    waves = tuple(dict.fromkeys(fact.wave for fact in sides))
    indicators = dict.fromkeys(fact.indicator for fact in sides)
    levels = [f"{fact.id}: {fact.label or 'niet gepubliceerd'}." for fact in sides]
    steps = steps_of(
        ("De vraag", [line for name in indicators for line in parts.question_lines(name, waves, shown)]),
        ("Wat er bekend is", levels),
        ("Vergelijkbaarheid", parts.comparability_lines(sides[-1].indicator, waves, shown)),
    )
    return Explanation(id_, f"Deze vergelijking is niet gemaakt: {why}", steps)


def other_side(comparison: Comparison, shown: Shown) -> tuple[str, str]:
    """The level that a figure was compared with, and where that is found: "10%" and "in 2024"."""
    from_ = shown.book.by_id.get(comparison.from_)
    if from_ is None:
        write = LEVELS[shown.book.by_id[comparison.to].unit]
        return write(comparison.rest or 0.0), "bij alle andere respondenten"
    where = {
        "rank": f"voor “{_name(from_, shown.book.by_id[comparison.to], shown)}”",
        "pair": f"in de groep “{parts.group_name(from_, shown)}”" if from_.group else "",
    }
    return from_.label or "", where.get(comparison.kind, f"in {shown.monitor.waves[from_.wave].label}")


def _name(fact: Fact, other: Fact, shown: Shown) -> str:
    """Name an indicator as short as tells it from another one."""
    short = shown.short(fact.indicator)
    return label_of(fact.indicator, shown.codebook) if short == shown.short(other.indicator) else short


def _answer(comparison: Comparison, to: Fact, shown: Shown) -> str:
    levels = f"{subject(to, shown)}: {to.label}, tegen {' '.join(other_side(comparison, shown))}"
    if not comparison.significant:
        return (
            f"{levels}; dat verschil is niet significant ({probability(comparison.p_adjusted)}): het kan toeval zijn."
        )
    return f"{levels}; dat verschil van {comparison.label} is significant ({probability(comparison.p_adjusted)})."


def _weights(wave: str, waves: tuple[str, ...], shown: Shown) -> list[str]:
    label = f"{shown.monitor.waves[wave].label}: " if len(waves) > 1 else ""
    return [f"{label}{' '.join(parts.weight_lines(wave, shown))}"]


def _level_lines(comparison: Comparison, to: Fact, from_: Fact | None, shown: Shown) -> list[str]:
    if from_ is None:
        rest = f"alle respondenten in de basis buiten deze groep: {level(comparison.rest or 0.0, to.unit)}"
        return [_level(to, shown), f"Met de rest: {rest}. Niet met het totaal, want daar zit de groep zelf ook in."]
    return [_level(to, shown), _level(from_, shown)]


def _level(fact: Fact, shown: Shown) -> str:
    return (
        f"{subject(fact, shown)}: {bare(fact)}, standaardfout {size(fact.se or 0.0, fact.unit, 3)}, "
        f"n = {dutch.count(fact.n)}  [{fact.id}]"
    )


def _difference_lines(comparison: Comparison, to: Fact, from_: Fact | None) -> list[str]:
    before = (from_.estimate if from_ else comparison.rest) or 0.0
    computed = f"{bare(to)} − {level(before, to.unit)} = {size(comparison.difference, to.unit)}"
    low, high = (size(value, to.unit) for value in (comparison.low, comparison.high))
    return [
        f"Uit onafgeronde cijfers: {computed}.",
        f"95%-interval, verschil ± {decimal(Z95)}·se: van {low} tot {high}.",
    ]


def _error_lines(comparison: Comparison, to: Fact, from_: Fact | None) -> list[str]:
    se = size(comparison.se, to.unit, 3)
    if comparison.kind == "rank":
        return [
            (
                "Dezelfde respondenten staan aan beide kanten. Daarom is de standaardfout die van het verschil per "
                f"respondent, u = z₁ − z₂, met V = n/(n−1) · Σ u²: {se}."
            )
        ]
    if comparison.is_paired and comparison.kind == "wave":
        return [
            (
                "Een deel van de deelnemers deed aan beide edities mee. Daarom is per persoon opgeteld, u = Σ ±z, met "
                f"V = m/(m−1) · Σ (u − ū)² over m personen ({methods.PAIRED}): {se}."
            )
        ]
    own = to.se or 0.0
    if comparison.is_paired or _hangs_together(comparison, own, from_):
        return [
            (
                "Door de weging op randtotalen staan de twee schattingen niet los van elkaar. Daarom is hun samenhang "
                f"meegerekend, u = Σ ±z per respondent: {se}."
            )
        ]
    other = (from_.se if from_ else None) or sqrt(max(0.0, comparison.se**2 - own**2))
    first, second = (decimal(value * SCALE[to.unit], 3) for value in (other, own))
    why = "De edities hebben elk een eigen steekproef" if comparison.kind == "wave" else "Niemand zit in beide groepen"
    return [f"{why}: se = √(se₁² + se₂²) = √({first}² + {second}²) = {se}."]


def _hangs_together(comparison: Comparison, own: float, from_: Fact | None) -> bool:
    """Whether the error of a difference is not what two separate estimates would give it."""
    return from_ is not None and from_.se is not None and not isclose(hypot(own, from_.se), comparison.se, rel_tol=1e-4)


def _test_lines(comparison: Comparison) -> list[str]:
    if not comparison.se:
        return [f"Zonder spreiding is er geen z; {probability(comparison.p)}."]
    z = decimal(comparison.difference / comparison.se)
    return [f"z = verschil / se = {z}. Tweezijdig, tegen de normale verdeling: {probability(comparison.p)}."]


def _adjustment_lines(comparison: Comparison) -> list[str]:
    if comparison.adjustment not in methods.ADJUSTMENTS:
        return [f"Niet gecorrigeerd: dit is een toets op zichzelf. {parts.verdict(comparison.significant)}"]
    who = methods.ADJUSTMENTS[comparison.adjustment]
    family = FAMILIES.get(comparison.family.partition("/")[0], "de vergelijkingen die bij elkaar horen")
    count = f" ({dutch.count(comparison.family_size)} toetsen)" if comparison.family_size > 1 else " (1 toets)"
    literature = methods.ADJUSTMENT_LITERATURE[comparison.adjustment]
    return [
        (
            f"Samen getoetst zijn {family}{count}. Gecorrigeerd volgens {who} ({literature}): "
            f"{probability(comparison.p_adjusted)}."
        ),
        parts.verdict(comparison.significant),
    ]


def _print_lines(comparison: Comparison, to: Fact, from_: Fact | None) -> list[str]:
    if not comparison.significant:
        nothing = {"pair": "geen letter", "rank": "geen rangorde"}.get(comparison.kind, "geen pijl")
        return [f"Er komt {nothing} bij, en de teksten noemen geen verschil."]
    lines = [f"Het verschil wordt {DIFFERENCES[to.unit](comparison.difference)}{_mark(comparison)}."]
    if (
        from_
        and from_.label
        and to.label
        and to.unit == "share"
        and to.label[:-1].isdigit()
        and from_.label[:-1].isdigit()
    ):
        shown = abs(int(to.label[:-1]) - int(from_.label[:-1]))
        if f"{shown} procentpunt" != comparison.label:
            lines.append(f"Uit de afgeronde cijfers zou {shown} procentpunt volgen; dat scheelt door afronding.")
    return lines


def _mark(comparison: Comparison) -> str:
    """Say how a significant difference shows."""
    if comparison.kind == "rank":
        return ", en de teksten mogen de een boven de ander noemen"
    if comparison.kind == "pair":
        return ", en in een tabel krijgt de hoogste van de twee de letter van de andere"
    return f", met {'▲' if comparison.difference > 0 else '▼'}"
