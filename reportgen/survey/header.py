"""Which columns a wave's file should have, and which it has."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.errors import Problem, nearest
from reportgen.project.schema import Code, Codebook, Question
from reportgen.survey.decoding import CODEBOOK
from reportgen.survey.table import RawTable

COLUMNS_SHOWN = 20


def questions_of(codebook: Codebook, wave: str) -> dict[str, Question]:
    """The questions that were asked in a wave, in the order of the codebook."""
    return {
        name: question for name, question in codebook.questions.items() if not question.waves or wave in question.waves
    }


def columns_of(name: str, question: Question) -> dict[str, Code | None]:
    """The columns of a question: one, or one for each answer when more may be chosen."""
    column = question.column or name
    if question.type == "multiple":
        return {f"{column}_{code}": code for code in question.answers}
    return {column: None}


def column_problems(table: RawTable, wave: str, codebook: Codebook, weight: str | None) -> list[Problem]:
    """Find the columns that are missing, and those that nothing is said about."""
    questions = questions_of(codebook, wave)
    expected = {column: name for name, question in questions.items() for column in columns_of(name, question)}
    others = {codebook.id, *([weight] if weight else [])}
    unknown = [c for c in table.columns if c not in expected and c not in others and c not in codebook.ignored_columns]
    return [
        *_missing_others(table, codebook, weight, unknown),
        *_missing_questions(table, wave, questions, unknown),
        *_unknown(table, wave, codebook, unknown),
    ]


def _missing_others(table: RawTable, codebook: Codebook, weight: str | None, unknown: list[str]) -> list[Problem]:
    problems = []
    if codebook.id not in table.columns:
        what = f"de kolom “{codebook.id}”, die de respondenten uit elkaar houdt, ontbreekt."
        problems.append(
            Problem(what, f"Voeg haar toe, of verbeter “id” in {CODEBOOK}.{_hint(codebook.id, unknown)}", table.place())
        )
    if weight and weight not in table.columns:
        what = f"de kolom met gewichten, “{weight}”, ontbreekt."
        problems.append(
            Problem(
                what, f"Voeg haar toe, of verbeter “weight” in monitor.toml.{_hint(weight, unknown)}", table.place()
            )
        )
    return problems


def _missing_questions(
    table: RawTable, wave: str, questions: Mapping[str, Question], unknown: list[str]
) -> list[Problem]:
    problems = []
    for name, question in questions.items():
        columns = columns_of(name, question)
        missing = [column for column in columns if column not in table.columns]
        if not missing:
            continue
        if len(missing) == len(columns):
            what = f"de vraag “{name}” ontbreekt: er is geen kolom “{missing[0]}”."
        else:
            what = f"van de vraag “{name}” ontbreekt de kolom “{'”, “'.join(missing)}”."
        remedy = (
            f"Heet de kolom anders, noem haar dan met “column” in {CODEBOOK}; "
            f"is de vraag in {wave} niet gesteld, noem dan met “waves” de edities waarin wel."
        )
        problems.append(Problem(what, remedy + _hint(missing[0], unknown), table.place()))
    return problems


def _unknown(table: RawTable, wave: str, codebook: Codebook, unknown: list[str]) -> list[Problem]:
    problems = []
    elsewhere = {
        column: name
        for name, question in codebook.questions.items()
        if question.waves and wave not in question.waves
        for column in columns_of(name, question)
    }
    for name in dict.fromkeys(elsewhere[column] for column in unknown if column in elsewhere):
        what = f"de vraag “{name}” staat in het bestand, maar is volgens het codeboek niet in {wave} gesteld."
        problems.append(Problem(what, f"Voeg “{wave}” toe aan “waves” bij deze vraag in {CODEBOOK}.", table.place()))
    rest = [column for column in unknown if column not in elsewhere]
    if rest:
        shown = ", ".join(f"“{column}”" for column in rest[:COLUMNS_SHOWN])
        more = f" en {len(rest) - COLUMNS_SHOWN} andere" if len(rest) > COLUMNS_SHOWN else ""
        what = f"in het codeboek staat niets over de kolom{'men' if len(rest) > 1 else ''} {shown}{more}."
        them, needless = ("ze", "ze niet nodig zijn") if len(rest) > 1 else ("haar", "zij niet nodig is")
        remedy = f"Beschrijf {them} als vraag in {CODEBOOK}, of noem {them} in “ignored_columns” als {needless}."
        problems.append(Problem(what, remedy, table.place()))
    return problems


def _hint(name: str, candidates: list[str]) -> str:
    suggestion = nearest(name, candidates, otherwise="")
    return f" {suggestion}" if suggestion else ""
