"""One wave as an agency delivers it, to be understood by a codebook of a few questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from reportgen.errors import UserError
from reportgen.project.expansion import expanded
from reportgen.project.schema import Code, Codebook, Fieldwork, Question, Wave
from reportgen.survey.answers import Answers
from reportgen.survey.column import Cell, encode_cells
from reportgen.survey.parsing import parse_answers
from reportgen.survey.table import RawTable

FILE = "data/2025.csv"


def codes(*wordings: str) -> dict[Code, str]:
    return {Code(number): wording for number, wording in enumerate(wordings, 1)}


def codebook(**questions: Question) -> Codebook:
    """A codebook, written out as that of a project is."""
    book = Codebook(id="nummer", questions=questions, indicators={}, breakdowns={}, ignored_columns=("datum",))
    return expanded(book)


def table(**columns: Sequence[Cell]) -> RawTable:
    count = len(next(iter(columns.values())))
    ids = {} if "nummer" in columns else {"nummer": tuple(str(number) for number in range(count))}
    encoded = {name: encode_cells(cells) for name, cells in {**ids, **columns}.items()}
    return RawTable(FILE, encoded, range(2, count + 2))


FIELDWORK = Fieldwork(date(2024, 11, 4), date(2024, 11, 17))
WAVE = Wave("2025", FILE, FIELDWORK, "online", "steekproef", "Nederlanders", published=date(2025, 1, 13))


def parsed(book: Codebook, raw: RawTable, wave: Wave = WAVE, weighted_by: tuple[str, ...] = ()) -> Answers:
    understood = parse_answers(raw, "2025", wave, book, weighted_by)
    if understood.problems:
        raise UserError(understood.problems)
    return understood.answers


def refusal(book: Codebook, raw: RawTable, wave: Wave = WAVE, weighted_by: tuple[str, ...] = ()) -> str:
    with pytest.raises(UserError) as caught:
        parsed(book, raw, wave, weighted_by)
    assert all(problem.remedy and problem.place and problem.place.file == FILE for problem in caught.value.problems)
    return str(caught.value)
