"""Charts of the answers to questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.facts import Fact
from reportgen.project.schema import FigureSpec
from reportgen.report.dutch import capitalised
from reportgen.report.filling.parts import estimate_of, fill, over_waves, roles_of, waves_of
from reportgen.report.model import Category, Chart, Series
from reportgen.report.points import Shown

LIKERT_ROLES: Mapping[int, tuple[str, ...]] = {
    2: ("negative", "positive"),
    3: ("negative", "neutral", "positive"),
    4: ("negative", "negative_light", "positive_light", "positive"),
    5: ("negative", "negative_light", "neutral", "positive_light", "positive"),
}


def likert(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Each question, or each wave of it, a bar of its answers."""
    waves = waves_of(spec, shown)
    rows = [(question, wave) for question in spec.questions for wave in waves]
    labels, roles = list(spec.groups), _likert_roles(spec, shown)
    measured = {
        (row, label): _answer_fact(shown, row[0], spec.groups[label], row[1]) for row in rows for label in labels
    }
    if spec.sort and len(waves) == 1:
        top = labels[roles.index("positive")]
        rows.sort(key=lambda row: -estimate_of(measured[row, top]))
    several = len(waves) > 1
    categories = [
        shown.category(
            shown.monitor.waves[wave].label if several else shown.codebook.questions[question].short,
            (measured[(question, wave), label] for label in labels),
            heading=capitalised(shown.codebook.questions[question].short) if several and wave == waves[0] else "",
        )
        for question, wave in rows
    ]
    series = [
        Series(label, tuple(shown.point(measured[row, label]) for row in rows), role)
        for label, role in zip(labels, roles, strict=True)
    ]
    return fill(name, spec, "share", categories, series, shown, maximum=1.0)


def heat(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Questions under each other, their answers beside each other."""
    wave = waves_of(spec, shown)[-1]
    cells = {
        (question, label): _answer_fact(shown, question, codes, wave)
        for question in spec.questions
        for label, codes in spec.groups.items()
    }
    questions = list(spec.questions)
    if spec.sort:
        questions.sort(key=lambda question: -sum(estimate_of(cells[question, label]) for label in spec.groups))
    categories = [
        shown.category(shown.codebook.questions[q].short, (cells[q, label] for label in spec.groups)) for q in questions
    ]
    series = [
        Series(label, tuple(shown.point(cells[question, label]) for question in questions)) for label in spec.groups
    ]
    return fill(name, spec, "share", categories, series, shown)


def columns(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """The answers to one or more questions, or indicators over the waves."""
    if spec.questions:
        return _columns_of_answers(name, spec, shown)
    return fill(name, spec, *over_waves(spec, shown), shown)


def _columns_of_answers(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    wave = waves_of(spec, shown)[-1]
    codes = list(shown.codebook.questions[spec.questions[0]].answers)
    facts = [[_answer_fact(shown, question, (code,), wave) for code in codes] for question in spec.questions]
    categories = [Category(shown.codebook.questions[spec.questions[0]].answers[code]) for code in codes]
    series = [
        Series(shown.codebook.questions[question].short, tuple(shown.point(fact) for fact in row), role)
        for question, row, role in zip(spec.questions, facts, roles_of(len(facts)), strict=True)
    ]
    return fill(name, spec, "share", categories, series, shown)


def _answer_fact(shown: Shown, question: str, codes: Sequence[int], wave: str) -> Fact | None:
    indicator = shown.indicator_of(question, codes)
    return shown.fact(indicator, wave) if indicator else None


def _likert_roles(spec: FigureSpec, shown: Shown) -> tuple[str, ...]:
    """The roles of a scale, with weet niet, where that is its last group, apart from it."""
    *_, last = spec.groups.values()
    is_aside = all(set(last) <= set(shown.codebook.questions[name].dont_know) for name in spec.questions)
    scale = LIKERT_ROLES[len(spec.groups) - is_aside]
    return (*scale, "dont_know") if is_aside else scale
