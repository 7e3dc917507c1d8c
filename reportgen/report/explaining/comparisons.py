"""How the test of one difference came to be."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from reportgen.facts import Comparison, Fact, TableTest
from reportgen.report import dutch, methods
from reportgen.report.comparability import name_of
from reportgen.report.explaining import parts
from reportgen.report.explaining.explanation import Explanation, steps_of
from reportgen.report.explaining.facts import subject
from reportgen.report.explaining.figures import SCALE, bare, decimal, level, probability, size
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
    return Explanation(comparison.id, _answer(comparison, to, from_, shown), steps)


def explain_absence(id_: str, earlier: Fact, later: Fact, why: str, shown: Shown) -> Explanation:
    """Explain why two waves were not compared, although something is known of both."""
    waves = (earlier.wave, later.wave)
    levels = [f"{fact.id}: {fact.label or 'niet gepubliceerd'}." for fact in (earlier, later)]
    steps = steps_of(
        ("De vraag", parts.question_lines(later.indicator, waves, shown)),
        ("De twee cijfers", levels),
        ("Vergelijkbaarheid", parts.comparability_lines(later.indicator, waves, shown)),
    )
    return Explanation(id_, f"Deze vergelijking is niet gemaakt: {why}", steps)


def explain_table(table: TableTest, shown: Shown) -> Explanation:
    """Explain the test of a question against a breakdown."""
    breakdown = shown.codebook.breakdowns[table.breakdown]
    question = shown.codebook.questions[table.question]
    verb = "hangt significant samen" if table.significant else "hangt niet significant samen"
    answer = (
        f"Het antwoord op “{name_of(table.question, shown)}” {verb} met {breakdown.label} in "
        f"{shown.monitor.waves[table.wave].label} ({probability(table.p_adjusted)})."
    )
    groups = dutch.enumeration([group.label for group in breakdown.groups.values()])
    steps = steps_of(
        ("De vraag", [f"“{question.text}”"]),
        (
            "Wat vergeleken wordt",
            [f"De verdeling van de antwoorden over de groepen: {groups}. n = {dutch.count(table.n)}."],
        ),
        ("De weging", parts.weight_lines(table.wave, shown)),
        (
            "De toets",
            [
                (
                    "De toets van Rao en Scott, tweede orde: een chi-kwadraattoets voor kruistabellen, gecorrigeerd "
                    f"voor de weging en omgerekend naar een F-verdeling ({methods.TABLES})."
                ),
                (
                    f"F = {decimal(table.f, 3)} met {decimal(table.df1)} en {decimal(table.df2, 1)} vrijheidsgraden: "
                    f"{probability(table.p)}."
                ),
            ],
        ),
        (
            "Veel toetsen tegelijk",
            [
                (
                    "Gecorrigeerd met de andere tabellen, volgens Benjamini en Hochberg: "
                    f"{probability(table.p_adjusted)}. {_verdict(table.significant, 'de samenhang')}"
                )
            ],
        ),
        (
            "Hoe het te lezen",
            ["De toets zegt dat groepen verschillen, niet welke. Dat zeggen de toetsen van elke groep tegen de rest."],
        ),
    )
    return Explanation(table.id, answer, steps)


def _answer(comparison: Comparison, to: Fact, from_: Fact | None, shown: Shown) -> str:
    before = from_.label if from_ else LEVELS[to.unit](comparison.rest or 0.0)
    name = {
        "wave": f"{before} in {shown.monitor.waves[from_.wave].label}" if from_ else "",
        "rest": f"{before} bij alle andere respondenten",
        "rank": f"{before} voor “{shown.short(from_.indicator)}”" if from_ else "",
        "pair": f"{before} in de groep “{parts.group_name(from_, shown)}”" if from_ and from_.group else "",
    }[comparison.kind]
    levels = f"{subject(to, shown)}: {to.label}, tegen {name}"
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
    if comparison.kind == "rank" or (comparison.is_paired and comparison.kind != "wave"):
        return [
            (
                "Dezelfde respondenten staan aan beide kanten. Daarom is de standaardfout die van het verschil per "
                f"respondent, u = z₁ − z₂, met V = n/(n−1) · Σ u²: {se}."
            )
        ]
    if comparison.is_paired:
        return [
            (
                "Een deel van de deelnemers deed aan beide edities mee. Daarom is per persoon opgeteld, u = Σ ±z, met "
                f"V = m/(m−1) · Σ (u − ū)² over m personen ({methods.PAIRED}): {se}."
            )
        ]
    own = to.se or 0.0
    other = (from_.se if from_ else None) or sqrt(max(0.0, comparison.se**2 - own**2))
    first, second = (decimal(value * SCALE[to.unit], 3) for value in (other, own))
    why = "De edities hebben elk een eigen steekproef" if comparison.kind == "wave" else "Niemand zit in beide groepen"
    return [f"{why}: se = √(se₁² + se₂²) = √({first}² + {second}²) = {se}."]


def _test_lines(comparison: Comparison) -> list[str]:
    if not comparison.se:
        return [f"Zonder spreiding is er geen z; {probability(comparison.p)}."]
    z = decimal(comparison.difference / comparison.se)
    return [f"z = verschil / se = {z}. Tweezijdig, tegen de normale verdeling: {probability(comparison.p)}."]


def _adjustment_lines(comparison: Comparison) -> list[str]:
    if comparison.adjustment not in methods.ADJUSTMENTS:
        return [f"Niet gecorrigeerd: dit is een toets op zichzelf. {_verdict(comparison.significant)}"]
    who = methods.ADJUSTMENTS[comparison.adjustment]
    family = FAMILIES.get(comparison.family.partition("/")[0], "de vergelijkingen die bij elkaar horen")
    count = f" ({dutch.count(comparison.family_size)} toetsen)" if comparison.family_size > 1 else " (1 toets)"
    literature = methods.ADJUSTMENT_LITERATURE[comparison.adjustment]
    return [
        (
            f"Samen getoetst zijn {family}{count}. Gecorrigeerd volgens {who} ({literature}): "
            f"{probability(comparison.p_adjusted)}."
        ),
        _verdict(comparison.significant),
    ]


def _verdict(significant: bool, what: str = "het verschil") -> str:
    if significant:
        return f"Dat is kleiner dan 0,05: {what} is significant."
    return f"Dat is niet kleiner dan 0,05: {what} is niet significant, en mag dus ook niet zo genoemd worden."


def _print_lines(comparison: Comparison, to: Fact, from_: Fact | None) -> list[str]:
    if not comparison.significant:
        return ["Er komt geen pijl bij, en de teksten noemen geen verschil."]
    arrow = "▲" if comparison.difference > 0 else "▼"
    lines = [f"Het verschil wordt {DIFFERENCES[to.unit](comparison.difference)}, met {arrow}."]
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
