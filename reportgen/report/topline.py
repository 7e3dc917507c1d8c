"""The topline: every question with its exact wording, all its answers, all waves and their bases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.facts import answer_indicator
from reportgen.project.schema import Question
from reportgen.report.markdown import slug
from reportgen.report.model import Block, Cell, Heading, Inline, Row, Run, Table
from reportgen.report.notes import MULTIPLE_NOTE, ROUNDING_NOTE, SOME_ROUNDING_NOTE, rounding_note_needed
from reportgen.report.points import Shown
from reportgen.report.tables import count_cell, suppressed_note

Named = tuple[str, Question]


def topline(shown: Shown) -> tuple[Block, ...]:
    """List all questions in the order of the codebook, under their themes.

    Questions that follow each other and share a scale stand together in one table, with the answers beside each other.
    """
    blocks: list[Block] = []
    for theme, questions in groupby(shown.codebook.questions.items(), key=lambda named: named[1].theme):
        blocks.append(Heading((Run(theme),), 2, f"topline-{slug(theme)}"))
        blocks += [_table(battery, shown) for battery in _batteries(questions)]
    return tuple(blocks)


def _batteries(questions: Iterable[Named]) -> Iterator[list[Named]]:
    for scale, together in groupby(questions, key=lambda named: named[1].scale):
        if scale is None:
            yield from ([named] for named in together)
        else:
            yield list(together)


def _table(battery: Sequence[Named], shown: Shown) -> Table:
    return _battery_table(battery, shown) if len(battery) > 1 else _question_table(*battery[0], shown)


def _battery_table(battery: Sequence[Named], shown: Shown) -> Table:
    """A row a wave under each question, a column an answer."""
    answers = battery[0][1].answers
    rows = [row for name, question in battery for row in _battery_rows(name, question, shown)]
    multiple = battery[0][1].type == "multiple"
    uneven = not multiple and any(rounding_note_needed(cell.text for cell in row.cells[:-1]) for row in rows)
    sentence = MULTIPLE_NOTE if multiple else SOME_ROUNDING_NOTE if uneven else ""
    notes: list[Inline] = [(Run(sentence),)] if sentence else []
    caption = (Run(f"{battery[0][1].theme}, naar antwoord"),)
    columns = (*answers.values(), "n")
    return Table(f"topline-{battery[0][0]}", caption, "", columns, tuple(rows), (*notes, *suppressed_note(rows)))


def _battery_rows(name: str, question: Question, shown: Shown) -> Iterator[Row]:
    section = " ".join(sentence for sentence in (question.text, _asked_of(question), question.note) if sentence)
    for wave in _waves_of(question, shown):
        facts = [shown.fact(answer_indicator(name, code), wave) for code in question.answers]
        cells = (*(shown.cell(fact) for fact in facts), count_cell(facts))
        yield Row(shown.monitor.waves[wave].label, cells, section=section)
        section = ""


def _question_table(name: str, question: Question, shown: Shown) -> Table:
    """A row an answer, a column a wave."""
    waves = _waves_of(question, shown)
    measured = [
        (label, [shown.fact(indicator, wave) for wave in waves]) for label, indicator in _answers(name, question, shown)
    ]
    rows = [Row(label, tuple(shown.cell(fact) for fact in facts)) for label, facts in measured]
    bases = [[facts[i] for _, facts in measured[:1]] for i in range(len(waves))]
    rows.append(Row("Basis (n, ongewogen)", tuple(count_cell(facts) for facts in bases), kind="base"))
    columns = tuple(shown.monitor.waves[wave].label for wave in waves)
    return Table(f"topline-{name}", (Run(question.text),), "", columns, tuple(rows), _notes(question, rows))


def _answers(name: str, question: Question, shown: Shown) -> list[tuple[str, str]]:
    """The wording of each answer to one question, and what measures it."""
    if question.type == "number":
        groups = next((b.groups for b in shown.codebook.breakdowns.values() if b.question == name), {})
        return [(group.label, f"{name}.{key}") for key, group in groups.items()]
    if question.type == "open":
        return [("gaf een toelichting", answer_indicator(name, 1))]
    answers: dict[int, str] = {}
    if question.type == "grade":
        answers = {grade: str(grade) for grade in range(question.minimum or 1, (question.maximum or 10) + 1)}
    answers |= {int(code): wording for code, wording in question.answers.items()}
    indicators = shown.codebook.indicators.items()
    means = [indicator for indicator, about in indicators if about.question == name and not about.answers]
    return [(wording, answer_indicator(name, code)) for code, wording in answers.items()] + [
        ("gemiddelde", mean) for mean in means
    ]


def _waves_of(question: Question, shown: Shown) -> list[str]:
    return [wave for wave in shown.waves if not question.waves or wave in question.waves]


def _asked_of(question: Question) -> str:
    return f"Gesteld aan {question.asked_of.base}." if question.asked_of else ""


def _notes(question: Question, rows: Sequence[Row]) -> tuple[Inline, ...]:
    sentences = [question.note, _asked_of(question)]
    if question.type == "multiple":
        sentences.append(MULTIPLE_NOTE)
    elif question.type == "grade":
        sentences.append("Het gemiddelde is van wie een cijfer gaf.")
    elif question.type == "single":
        columns: Iterable[tuple[Cell, ...]] = zip(*(row.cells for row in rows if not row.kind), strict=True)
        uneven = any(rounding_note_needed(cell.text for cell in column) for column in columns)
        sentences.append(ROUNDING_NOTE if uneven else "")
    text = " ".join(sentence for sentence in sentences if sentence)
    return (((Run(text),),) if text else ()) + tuple(suppressed_note(rows))
