"""The topline: every question with its exact wording, all its answers, all waves and their bases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.facts import answer_indicator
from reportgen.project.schema import Question
from reportgen.report.markdown import slug
from reportgen.report.model import Block, Cell, Heading, Inline, Row, Run, Table
from reportgen.report.notes import (
    MULTIPLE_NOTE,
    ROUNDING_NOTE,
    SCORE_NOTE,
    SOME_ROUNDING_NOTE,
    comparison_notes,
    line,
    placed,
    rounding_note_needed,
    same_but_for,
)
from reportgen.report.points import Shown
from reportgen.report.tables import count_cell, suppressed_note
from reportgen.report.tokens import runs_of

_MEAN, _SCORE = "gemiddelde", "score (NPS)"

Named = tuple[str, Question]


def topline(shown: Shown) -> tuple[Block, ...]:
    """List all questions in the order of the codebook, under their themes.

    Questions that follow each other and share a scale, or are the items of one grid, stand together in one table, with
    the answers beside each other.
    """
    blocks: list[Block] = []
    for theme, questions in groupby(shown.codebook.questions.items(), key=lambda named: named[1].theme):
        if theme:
            blocks.append(Heading((Run(theme, origin="label"),), 2, f"topline-{slug(theme)}"))
        together = list(batteries(questions))
        is_only = sum(len(battery) > 1 for battery in together) == 1
        blocks += [_table(battery, shown, f"{theme}, naar antwoord" if is_only else "") for battery in together]
    return tuple(blocks)


def batteries(questions: Iterable[Named]) -> Iterator[list[Named]]:
    """Put questions together that follow each other and share a scale or a grid."""
    for shared, together in groupby(questions, key=lambda named: named[1].grid or named[1].scale):
        if shared is None:
            yield from ([named] for named in together)
        else:
            yield list(together)


def _table(battery: Sequence[Named], shown: Shown, title: str) -> Table:
    return _battery_table(battery, shown, title) if len(battery) > 1 else _question_table(*battery[0], shown)


def _battery_table(battery: Sequence[Named], shown: Shown, title: str) -> Table:
    """A row a wave under each question, a column an answer; without a title it is called by what was asked."""
    answers = _codes(battery[0][1])
    rows = [row for name, question in battery for row in _battery_rows(name, question, shown)]
    multiple = battery[0][1].type == "multiple"
    uneven = not multiple and any(rounding_note_needed(cell.text for cell in row.cells[:-1]) for row in rows)
    sentence = MULTIPLE_NOTE if multiple else SOME_ROUNDING_NOTE if uneven else ""
    compared = [note for name, question in battery for note in _compared([name], question, shown)]
    notes = line([runs_of(sentence, "method"), *dict.fromkeys(compared)])
    asked = same_but_for([question.text for _, question in battery])
    caption = (Run(_stem(battery) or title or asked, origin="label"),)
    columns = (*answers.values(), "n")
    return Table(f"topline-{battery[0][0]}", caption, "", columns, tuple(rows), (*notes, *suppressed_note(rows)))


def _stem(battery: Sequence[Named]) -> str:
    """What the items of a grid were asked together; nothing for questions that only share a scale."""
    first = battery[0][1]
    return first.text.removesuffix(first.short).rstrip(" –") if first.grid else ""


def _battery_rows(name: str, question: Question, shown: Shown) -> Iterator[Row]:
    text = question.short if question.grid else question.text
    section = " ".join(sentence for sentence in (text, _asked_of(question), question.note) if sentence)
    for wave in _waves_of(name, question, shown):
        facts = [shown.fact(answer_indicator(name, code), wave) for code in _codes(question)]
        cells = (*(shown.cell(fact) for fact in facts), count_cell(facts))
        yield Row(shown.monitor.waves[wave].label, cells, section=section)
        section = ""


def _question_table(name: str, question: Question, shown: Shown) -> Table:
    """A row an answer, a column a wave."""
    waves = _waves_of(name, question, shown)
    measured = [
        (label, [shown.fact(indicator, wave) for wave in waves]) for label, indicator in _answers(name, question, shown)
    ]
    rows = [Row(label, tuple(shown.cell(fact) for fact in facts)) for label, facts in measured]
    bases = [[facts[i] for _, facts in measured[:1]] for i in range(len(waves))]
    rows.append(Row("Basis (n, ongewogen)", tuple(count_cell(facts) for facts in bases), kind="base"))
    columns = tuple(shown.monitor.waves[wave].label for wave in waves)
    return Table(
        f"topline-{name}",
        (Run(question.text, origin="label"),),
        "",
        columns,
        tuple(rows),
        _notes(name, question, rows, shown),
    )


def _answers(name: str, question: Question, shown: Shown) -> list[tuple[str, str]]:
    """The wording of each answer to one question, and what measures it."""
    if question.type == "number":
        groups = next((b.groups for b in shown.codebook.breakdowns.values() if b.question == name), {})
        return [(group.label, f"{name}.{key}") for key, group in groups.items()] + _declared(name, shown)
    if question.type == "open":
        return [("gaf een toelichting", answer_indicator(name, 1))]
    answers = [(wording, answer_indicator(name, code)) for code, wording in _codes(question).items()]
    return answers + _declared(name, shown)


def _codes(question: Question) -> dict[int, str]:
    """Every answer that could be given, by its code; of a grade each grade, and what stands for weet niet."""
    codes = {grade: str(grade) for grade in question.grades}
    return codes | {int(code): wording for code, wording in question.answers.items()}


def _declared(name: str, shown: Shown) -> list[tuple[str, str]]:
    """What was declared of a question and is no answer to it: its mean, its score, its first so many places."""
    found = []
    for indicator, about in shown.codebook.indicators.items():
        if about.question != name or about.range is not None:
            continue
        if about.statistic == "nps":
            found.append((_SCORE, indicator))
        elif about.within is not None and about.within > 1:
            found.append((f"{about.short} ({placed(about.within)})", indicator))
        elif not about.answers:
            found.append((_MEAN, indicator))
    return found


def _waves_of(name: str, question: Question, shown: Shown) -> list[str]:
    """The waves in which something is known of a question."""
    indicators = {indicator for _, indicator in _answers(name, question, shown)}
    known = {fact.wave for fact in shown.cited if fact.indicator in indicators}
    return [
        wave
        for wave in shown.waves
        if wave in known or (not shown.monitor.waves[wave].is_cited and (not question.waves or wave in question.waves))
    ]


def _asked_of(question: Question) -> str:
    return f"Gesteld aan {question.asked_of.base}." if question.asked_of else ""


def _compared(names: Sequence[str], question: Question, shown: Shown) -> list[Inline]:
    """What keeps the waves of a question from being read as one series."""
    waves = [wave for name in names for wave in _waves_of(name, question, shown)]
    facts = [fact for fact in shown.cited if shown.question_of(fact.indicator) in names and fact.wave in waves]
    return comparison_notes(names, facts, waves, shown)


def _notes(name: str, question: Question, rows: Sequence[Row], shown: Shown) -> tuple[Inline, ...]:
    sentences = [question.note, _asked_of(question)]
    if question.type == "multiple":
        sentences.append(MULTIPLE_NOTE)
    elif question.type == "ranking":
        sentences.append("Eerste keuze.")
    elif question.type == "grade":
        declared = [label for label, _ in _declared(name, shown)]
        sentences.append("Het gemiddelde is van wie een cijfer gaf." if _MEAN in declared else "")
        sentences.append(SCORE_NOTE if _SCORE in declared else "")
    elif question.type == "single":
        columns: Iterable[tuple[Cell, ...]] = zip(*(row.cells for row in rows if not row.kind), strict=True)
        uneven = any(rounding_note_needed(cell.text for cell in column) for column in columns)
        sentences.append(ROUNDING_NOTE if uneven else "")
    said = [*(runs_of(sentence, "label") for sentence in sentences), *_compared([name], question, shown)]
    return (*line(said), *suppressed_note(rows))
