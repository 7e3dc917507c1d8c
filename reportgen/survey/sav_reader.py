"""SPSS files, with their labels and with missing values as they were declared."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, cast

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.column import Cell, Column, Encoder
from reportgen.survey.table import RawTable, check_header, no_respondents

SIGNATURES = (b"$FL2", b"$FL3")


def read_sav(path: Path, file: str) -> RawTable:
    """Read an SPSS file; user-missing values stay what they are, to be judged by the codebook.

    A damaged file may kill the whole process (readstat is not memory safe), which is why reading is done in a child.
    """
    with path.open("rb") as content:
        signature = content.read(4)
    if signature not in SIGNATURES:
        what = "dit is geen SPSS-bestand."
        raise UserError(Problem(what, "Geef het bestand de juiste extensie, ook in monitor.toml.", Place(file)))
    from pyreadstat import ReadstatError, read_sav

    try:
        data, meta = read_sav(path, user_missing=True, output_format="dict")
    except (ReadstatError, UnicodeDecodeError, ValueError):
        what = "het SPSS-bestand is niet te lezen; waarschijnlijk is het afgekapt of beschadigd."
        raise UserError(Problem(what, "Vraag het veldwerkbureau om een nieuwe export.", Place(file))) from None
    check_header(list(data), file)
    count = len(next(iter(data.values()), ()))
    if not count:
        raise no_respondents(file)
    # Each column is let go as soon as it has been encoded.
    columns = {name: _encoded(data.pop(name)) for name in list(data)}
    return RawTable(
        file=file,
        columns=columns,
        rows=range(1, count + 1),
        value_labels={
            name: {value: label for value, label in labels.items() if isinstance(value, int | float)}
            for name, labels in meta.variable_value_labels.items()
        },
        user_missing={
            name: tuple((r["lo"], r["hi"]) for r in cast("list[Any]", ranges) if isinstance(r["lo"], float))
            for name, ranges in meta.missing_ranges.items()
        },
    )


def _encoded(values: Sequence[Hashable]) -> Column:
    encoder = Encoder()
    encoder.add(values)
    return encoder.column(_cell)


def _cell(value: Hashable) -> Cell:
    if value is None or isinstance(value, float):
        return None if value is None or math.isnan(value) else value
    return str(value).strip() or None
