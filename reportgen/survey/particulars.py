"""What a file says of every respondent besides answers: number, number in the panel, weight, and how long it took."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportgen.errors import Problem
from reportgen.survey.arrays import Floats
from reportgen.survey.column import Column, merged
from reportgen.survey.decoding import decode_column, duration_meaning, weight_meaning
from reportgen.survey.table import RawTable, times


def id_problems(table: RawTable, column: str) -> list[Problem]:
    """Find respondents without a number, and numbers that occur more than once, without naming these."""
    if column not in table.columns:
        return []
    content = _in_text(table.columns[column])
    problems = []
    empty = np.flatnonzero(~content.filled())
    if len(empty):
        what = f"het nummer van de respondent ontbreekt{times(len(empty))}."
        problems.append(Problem(what, "Geef elke respondent een eigen nummer.", table.place(int(empty[0]), column)))
    remedy = "Verwijder dubbele respondenten, of geef ze elk een eigen nummer."
    return problems + _doubles(table, column, content, "nummer van de respondent", remedy)


def parse_panel(table: RawTable, column: str, problems: list[Problem]) -> NDArray[np.str_]:
    """Read who everybody is in the panel (n,), "" for nobody known, adding those who are there twice to `problems`."""
    content = _in_text(table.columns[column])
    remedy = "Iemand doet één keer mee aan een editie: verwijder dubbele respondenten, of maak de cel leeg."
    problems += _doubles(table, column, content, "panelnummer", remedy)
    return np.asarray(np.array([*content.cells, ""], dtype=np.str_)[content.index])


def parse_weights(table: RawTable, column: str, problems: list[Problem]) -> Floats:
    """Read the weight of everybody (n,), adding what is none to `problems`."""
    content = table.columns[column]
    empty = np.flatnonzero(~content.filled())
    if len(empty):
        what = f"het gewicht ontbreekt{times(len(empty))}."
        remedy = "Vraag het veldwerkbureau om een gewicht voor elke respondent."
        problems.append(Problem(what, remedy, table.place(int(empty[0]), column)))
    decoded = decode_column(table, column, weight_meaning(content.cells))
    problems += decoded.problems
    return np.asarray(np.append(decoded.values, 0.0)[content.index])


def parse_duration(table: RawTable, column: str, problems: list[Problem]) -> Floats:
    """Read how long everybody took (n,), nan where that is not known, adding what cannot be to `problems`."""
    content = table.columns[column]
    decoded = decode_column(table, column, duration_meaning(content.cells))
    problems += decoded.problems
    return np.asarray(np.append(decoded.values, np.nan)[content.index])


def _in_text(content: Column) -> Column:
    """The same numbers as text, so that 1001 is one and the same however a file holds it."""
    if set(map(type, content.cells)) <= {str}:
        return content
    return merged([cell if isinstance(cell, str) else _written(cell) for cell in content.cells], content.index)


def _written(number: float) -> str:
    return f"{number:.0f}" if number.is_integer() else repr(number)


def _doubles(table: RawTable, column: str, content: Column, noun: str, remedy: str) -> list[Problem]:
    """Find a number that occurs more than once, without naming it."""
    if len(content.cells) == np.count_nonzero(content.filled()):
        return []
    doubles = np.flatnonzero(content.counts() > 1)
    first, second, *_ = (table.rows[position] for position in content.positions(int(doubles[0])))
    more = f"; zo komen {len(doubles)} nummers vaker voor" if len(doubles) > 1 else ""
    what = f"de rijen {first} en {second} hebben hetzelfde {noun}{more}."
    return [Problem(what, remedy, table.place(column=column))]
