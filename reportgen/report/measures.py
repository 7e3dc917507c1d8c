"""What stands between the title of a figure and its drawing: in what it is measured, of whom, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.facts import Fact
from reportgen.report import dutch
from reportgen.report.model import Chart, Inline, Run
from reportgen.report.notes import facts_of, questions_of
from reportgen.report.points import Shown, base_in_words

OF_MORE = "van wie de vraag kreeg"
"""The base of questions that were not all asked of the same respondents."""


def figure_measure(chart: Chart, waves: Sequence[str], shown: Shown) -> Inline:
    """Name the unit of a figure, whom it is about, and its waves: "Percentage van alle respondenten, 2023–2025".

    Before that stands what is measured, where all that is shown has that in common.
    """
    facts = facts_of(chart, shown)
    what = "" if chart.kind == "waffle" else _in_common(facts, shown)  # which says it in the drawing
    first, *rest = _unit(chart, facts, shown)
    first = replace(first, text=first.text[0].lower() + first.text[1:] if what else first.text)
    named = (Run(f"{dutch.capitalised(what)}: ", origin="label"),) if what else ()
    groups = Run(f"{_groups(facts, shown)}, ", origin="label")
    return (*named, first, *rest, groups, *_in_waves(waves, shown))


def _in_common(facts: Sequence[Fact], shown: Shown) -> str:
    """What all indicators measure: the label of the only one, or what stands before a colon in the labels of all."""
    names = dict.fromkeys(fact.indicator for fact in facts)
    labels = [shown.codebook.indicators[name].label for name in names if name in shown.codebook.indicators]
    if len(labels) != len(names):
        return ""
    before = {label.rpartition(": ")[0] for label in labels} if len(labels) > 1 else set(labels)
    return before.pop() if len(before) == 1 else ""


def _unit(chart: Chart, facts: Sequence[Fact], shown: Shown) -> Inline:
    questions = [shown.codebook.questions[name] for name in questions_of(facts, shown)]
    bases = dict.fromkeys(base_in_words(question) for question in questions)
    base = f"van {next(iter(bases))}" if len(bases) == 1 else OF_MORE
    if chart.unit == "share":
        return (Run(f"Percentage {base}", origin="label"),)
    if chart.unit == "score":
        return Run("Score van −100 tot +100", origin="method"), Run(f" {base}", origin="label")
    whose = f" {base} die er een gaven" if len(bases) == 1 else " van wie er een gaf"
    if all(question.type == "number" for question in questions):
        return Run("Gemiddeld getal", origin="method"), Run(whose, origin="label")
    scale = f"Gemiddeld cijfer ({chart.minimum:g} t/m {chart.maximum:g})"
    return Run(scale, origin="method"), Run(whose, origin="label")


def _groups(facts: Sequence[Fact], shown: Shown) -> str:
    """Say which groups are shown apart: those of breakdowns, or one beside everybody."""
    names = dict.fromkeys(fact.breakdown for fact in facts if fact.breakdown)
    if not names:
        return ""
    groups = dict.fromkeys(fact.group for fact in facts if fact.group)
    if len(groups) == 1 and not all(fact.breakdown for fact in facts):
        label = shown.codebook.breakdowns[next(iter(names))].groups[next(iter(groups))].label
        return f" en van de groep “{label}”"
    return f" naar {dutch.enumeration([shown.codebook.breakdowns[name].label for name in names])}"


def _in_waves(waves: Sequence[str], shown: Shown) -> Inline:
    labels = [shown.monitor.waves[wave].label for wave in waves]
    if len(labels) > 2:
        between = "–" if all(label.isdigit() for label in labels) else " t/m "
        return (Run(f"{labels[0]}{between}{labels[-1]}", origin="wave"),)
    return (Run(dutch.enumeration(labels), origin="wave"),)
