"""The respondents as a file delivers them, before anything is known of the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.column import Column

MOST_COLUMNS = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """The columns of one file, all equally long, and where each respondent stands in it.

    `rows` are the row numbers that Excel or SPSS shows, for messages. `value_labels` (column → code → wording) and
    `user_missing` (column → closed ranges of values declared missing) come from SPSS only. `remarks` are in Dutch.
    """

    file: str
    columns: Mapping[str, Column]
    rows: Sequence[int] | NDArray[np.int64]
    value_labels: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    user_missing: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def place(self, position: int | None = None, column: str | None = None) -> Place:
        """Say where in the file a respondent (counted from 0) or a column is."""
        parts = [f"rij {self.rows[position]}"] if position is not None else []
        parts += [f"kolom {column}"] if column is not None else []
        return Place(self.file, detail=", ".join(parts))


def check_header(header: Sequence[str], file: str) -> None:
    """Refuse column names that are empty or occur twice, and more columns than a survey has."""
    if len(header) > MOST_COLUMNS:
        what = f"het bestand heeft {len(header)} kolommen; meer dan {MOST_COLUMNS} kan niet."
        raise UserError(Problem(what, "Controleer of dit het bestand met de antwoorden is.", Place(file)))
    problems = []
    empty = [str(number) for number, name in enumerate(header, 1) if not name]
    if empty:
        what = f"kolom {', '.join(empty[:5])}{' …' if len(empty) > 5 else ''} heeft geen naam."
        remedy = "Geef elke kolom een naam in de kopregel, of haal haar weg."
        problems.append(Problem(what, remedy, Place(file)))
    problems += [
        Problem(f"de kolom “{name}” komt {count} keer voor.", "Geef elke kolom een eigen naam.", Place(file))
        for name, count in Counter(header).items()
        if name and count > 1
    ]
    if problems:
        raise UserError(problems)


def no_respondents(file: str) -> UserError:
    """Say that a file holds nobody."""
    what = "het bestand bevat geen respondenten: onder de kopregel staat niets."
    return UserError(Problem(what, "Vraag het veldwerkbureau om het bestand met antwoorden.", Place(file)))


def nothing_at_all(file: str) -> UserError:
    """Say that a file is empty."""
    return UserError(
        Problem("het bestand is leeg.", "Zet het bestand van het veldwerkbureau opnieuw neer.", Place(file))
    )


def times(count: int) -> str:
    """Say how often something occurs of which only the first is pointed at."""
    return f" ({count} keer, voor het eerst hier)" if count > 1 else ""
