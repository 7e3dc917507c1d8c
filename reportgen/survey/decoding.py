"""What one cell means, whether it holds a code or the wording of an answer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.errors import Problem, nearest
from reportgen.project.names import CODEBOOK
from reportgen.project.schema import Code, Question
from reportgen.survey.arrays import Floats
from reportgen.survey.decimals import Sign, decimal_sign, is_ambiguous, parse_decimal
from reportgen.survey.table import RawTable, times

MOST_FAULTS = 5
"""How many different unknown values of one column are told one by one."""
MOST_CODES = 12
MOST_PLACES = 127
"""Places in an order are held in a byte each."""
LONGEST_QUOTE = 40
"""How much of a cell a message shows: it may be an open answer in the wrong column."""

EXCEL_ERRORS = frozenset(
    {"#N/A", "#N/B", "#DIV/0!", "#DEEL/0!", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!"}
    | {"#NAME?", "#NAAM?", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!"}
)
CHOSEN = frozenset({"ja", "waar", "gekozen", "genoemd", "aangekruist", "aangevinkt", "yes", "selected"})
NOT_CHOSEN = frozenset(
    {"nee", "onwaar", "niet gekozen", "niet genoemd", "niet aangekruist", "niet aangevinkt", "no", "not selected"}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell has no meaning, and how to mend it, in Dutch."""

    what: str
    remedy: str


Meaning = Callable[[str | float], float | Fault]


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the different cells of a column mean, `values` (k,), nan where that could not be understood."""

    values: Floats
    problems: tuple[Problem, ...]


def decode_column(table: RawTable, column: str, meaning: Meaning) -> Decoded:
    """Give each different cell its meaning; what has none is told once, with the first row where it stands."""
    content = table.columns[column]
    judged = [meaning(cell) for cell in content.cells]
    faults = [(place, fault) for place, fault in enumerate(judged) if isinstance(fault, Fault)]
    values = np.array([math.nan if isinstance(value, Fault) else value for value in judged])
    if not faults:
        return Decoded(values, ())
    problems = []
    for place, fault in faults[:MOST_FAULTS]:
        who = content.positions(place)
        where = table.place(int(who[0]), column)
        problems.append(Problem(f"{fault.what}{times(len(who))}.", fault.remedy, where))
    if len(faults) > MOST_FAULTS:
        more = len(faults) - MOST_FAULTS
        others = "1 andere waarde in deze kolom is" if more == 1 else f"{more} andere waarden in deze kolom zijn"
        what = f"nog {others} niet te lezen."
        remedy = "Controleer of deze kolom bij de vraag hoort."
        problems.append(Problem(what, remedy, table.place(column=column)))
    return Decoded(values, tuple(problems))


def answer_meaning(name: str, question: Question, cells: Sequence[str | float]) -> Meaning:
    """Read an answer to a single question: its code, or its wording."""
    codes = {normalised(wording): int(code) for code, wording in question.answers.items()}
    more = len(question.answers) - MOST_CODES
    known = ", ".join(str(code) for code in list(question.answers)[:MOST_CODES]) + (
        f" en nog {more}" if more > 0 else ""
    )
    change = f"Verbeter het databestand, of voeg het antwoord toe aan de vraag “{name}” in {CODEBOOK}."
    sign = decimal_sign(cells)

    def meaning(value: str | float) -> float | Fault:
        number = _number(value, sign)
        if isinstance(number, Fault):
            return number
        if number is not None and number.is_integer() and Code(int(number)) in question.answers:
            return int(number)
        if isinstance(value, str) and normalised(value) in codes:
            return codes[normalised(value)]
        if number is not None:
            return Fault(f"onbekende code {_written(number)}", f"Bekend zijn {known}. {change}")
        return Fault(
            f"onbekend antwoord {_quoted(value)}", f"{nearest(str(value), question.answers.values())} {change}"
        )

    return meaning


def number_meaning(name: str, question: Question, cells: Sequence[str | float]) -> Meaning:
    """Read a whole number within its limits, or the code or the wording of “weet niet”."""
    codes = {normalised(wording): int(code) for code, wording in question.answers.items()}
    sign = decimal_sign(cells)
    remedy = f"Verbeter het databestand, of pas de vraag “{name}” in {CODEBOOK} aan."

    def meaning(value: str | float) -> float | Fault:
        if isinstance(value, str) and normalised(value) in codes:
            return codes[normalised(value)]
        number = _number(value, sign)
        if isinstance(number, Fault):
            return number
        if number is None:
            return Fault(f"{_quoted(value)} is geen getal", remedy)
        if not number.is_integer():
            return Fault(f"{_written(number)} is geen heel getal", remedy)
        if int(number) not in question.dont_know and not _within(number, question):
            return Fault(f"{_written(number)} valt buiten {_limits(question)}", remedy)
        return int(number)

    return meaning


def chosen_meaning(wording: str, cells: Sequence[str | float]) -> Meaning:
    """Read whether one answer to a multiple question was chosen: 1 or 0, in figures or in words."""
    words = {**dict.fromkeys(NOT_CHOSEN, 0), **dict.fromkeys(CHOSEN, 1), normalised(wording): 1}
    sign = decimal_sign(cells)

    def meaning(value: str | float) -> float | Fault:
        if isinstance(value, str) and normalised(value) in words:
            return words[normalised(value)]
        number = _number(value, sign)
        if isinstance(number, Fault):
            return number
        if number in {0, 1}:
            return number
        shown = _quoted(value) if number is None else _written(number)
        return Fault(
            f"{shown} is geen 1 (gekozen) of 0 (niet gekozen)", "Maak er 1, 0 of (niet gevraagd) een lege cel van."
        )

    return meaning


def place_meaning(question: Question, cells: Sequence[str | float]) -> Meaning:
    """Read which place an answer was given in an order."""
    most = min(question.places or len(question.answers), MOST_PLACES)
    sign = decimal_sign(cells)

    def meaning(value: str | float) -> float | Fault:
        number = _number(value, sign)
        if isinstance(number, Fault) or (number is not None and number.is_integer() and 1 <= number <= most):
            return number
        shown = _quoted(value) if number is None else _written(number)
        return Fault(
            f"{shown} is geen plaats van 1 t/m {most}", "Maak er een plaats van, of (geen plaats) een lege cel."
        )

    return meaning


def duration_meaning(cells: Sequence[str | float]) -> Meaning:
    """Read how long answering took: a number above 0."""
    sign = decimal_sign(cells)
    remedy = f"Maak er een getal boven 0 van, of (onbekend) een lege cel; “duration” in {CODEBOOK} noemt de kolom."

    def meaning(value: str | float) -> float | Fault:
        number = _number(value, sign)
        if isinstance(number, Fault) or (number is not None and 0 < number < math.inf):
            return number
        return Fault(f"{_quoted(value) if number is None else _written(number)} is geen invultijd", remedy)

    return meaning


def weight_meaning(cells: Sequence[str | float]) -> Meaning:
    """Read a weight: a number of 0 or more."""
    sign = decimal_sign(cells)
    remedy = "Vraag het veldwerkbureau om een gewichtskolom met een getal van 0 of hoger voor elke respondent."

    def meaning(value: str | float) -> float | Fault:
        number = _number(value, sign)
        if isinstance(number, Fault):
            return number
        if number is None:
            return Fault(f"{_quoted(value)} is geen gewicht", remedy)
        if not math.isfinite(number):
            return Fault("het gewicht is oneindig", remedy)
        if number < 0:
            return Fault(f"het gewicht {_written(number)} is negatief", remedy)
        return number

    return meaning


def normalised(wording: str) -> str:
    """Make a wording comparable: no capitals, single spaces."""
    return " ".join(wording.split()).casefold()


def is_contradicting(code: int, label: str, question: Question) -> bool:
    """Whether a label that SPSS gives to a code says something else than the codebook does."""
    words = normalised(label)
    if question.type == "multiple":
        return words in (CHOSEN if code == 0 else NOT_CHOSEN if code == 1 else ())
    if question.type == "ranking":
        # An answer here means that the column is one of a place, holding who came there, and not the other way round.
        numbers = re.findall(r"\d+", words)
        return words in map(normalised, question.answers.values()) or (bool(numbers) and str(code) not in numbers)
    return Code(code) in question.answers and words != normalised(question.answers[Code(code)])


def _number(value: str | float, sign: Sign | None) -> float | Fault | None:
    """Read a number; None for text, a fault for an error from Excel or for a point that could mean two things."""
    if isinstance(value, float):
        return value
    if value.upper() in EXCEL_ERRORS:
        return Fault(f"foutwaarde “{value}”", "Herstel de formule, of maak de cel leeg.")
    if sign is None and is_ambiguous(value):
        remedy = "Schrijf duizendtallen zonder punt (1000) en decimalen met een komma (1,000)."
        return Fault(f"“{value}” is dubbelzinnig: een duizendtal of een decimaal getal", remedy)
    return parse_decimal(value, sign or ",")


def _within(number: float, question: Question) -> bool:
    low = -math.inf if question.minimum is None else question.minimum
    high = math.inf if question.maximum is None else question.maximum
    return low <= number <= high


def _limits(question: Question) -> str:
    if question.minimum is None:
        return f"het bereik tot en met {question.maximum}"
    return f"{question.minimum} en hoger" if question.maximum is None else f"{question.minimum} t/m {question.maximum}"


def _quoted(value: str | float) -> str:
    text = str(value)
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[:LONGEST_QUOTE]}…”"


def _written(number: float) -> str:
    return f"{number:g}".replace(".", ",")
