"""Files as field agencies deliver them, and columns as they are described, for the tests of importing."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from reportgen.importing.describing import describe_table
from reportgen.importing.description import FileDescription, ResponseSet
from reportgen.importing.draft import Draft
from reportgen.importing.guessing import guess_codebook
from reportgen.importing.sav_dictionary import Dictionary
from reportgen.importing.writing import render_codebook
from reportgen.project.names import CODEBOOK
from reportgen.project.places import Mistake
from reportgen.project.schema import Codebook
from reportgen.project.structuring import Structured, structure
from reportgen.project.toml import parse_toml
from reportgen.project.validation import Parts, find_mistakes
from reportgen.survey.column import Cell, encode_cells
from reportgen.survey.table import RawTable

MANY = 60
"""How many respondents there are: enough for nobody to stand alone."""


def repeated(*cells: Cell, count: int = MANY) -> list[Cell]:
    """A column in which these cells come back in turn."""
    return [cells[at % len(cells)] for at in range(count)]


def numbered(count: int = MANY) -> list[Cell]:
    return [float(1001 + at) for at in range(count)]


def described(
    columns: Mapping[str, Sequence[Cell]],
    labels: Mapping[str, str] | None = None,
    values: Mapping[str, Mapping[float, str]] | None = None,
    missing: Mapping[str, tuple[tuple[float, float], ...]] | None = None,
    measures: Mapping[str, str] | None = None,
    sets: tuple[ResponseSet, ...] = (),
    texts: Mapping[str, Mapping[str, str]] | None = None,
) -> FileDescription:
    """Describe a file with these columns, as SPSS would have it; a column `id` comes before the others."""
    whole = {"id": numbered(len(next(iter(columns.values()))))} | dict(columns)
    table = RawTable(
        file="data/x.sav",
        columns={name: encode_cells(cells) for name, cells in whole.items()},
        rows=range(1, len(whole["id"]) + 1),
        value_labels=values or {},
        user_missing=missing or {},
    )
    return describe_table(table, Dictionary(labels or {}, measures or {}, texts or {}, sets))


def guessed(columns: Mapping[str, Sequence[Cell]], **declared: Any) -> Draft:
    """Guess the codebook of a file with these columns."""
    return guess_codebook(described(columns, **declared))


def read_back(text: str) -> Structured[Codebook]:
    """Read a codebook as it was written, as a project is read."""
    return structure(parse_toml(text, CODEBOOK), Codebook, CODEBOOK)


def mistakes_in(draft: Draft, *, follows_suggestions: bool = False) -> tuple[Mistake, ...]:
    """Find what `reportgen check` would say of a codebook as it was written, or with all its suggestions followed."""
    text = render_codebook(draft)
    for notes in draft.notes.values() if follows_suggestions else ():
        for suggestion in notes.suggestions:
            text = text.replace(f"\n# {suggestion}", f"\n{suggestion}")
    return find_mistakes(Parts(None, read_back(text), None, None, ()))


def saved(path: Path, columns: Mapping[str, Sequence[Any]], sets: str = "", **declared: Any) -> Path:
    """Write an SPSS file; `sets` are multiple-response sets in the notation of the file format."""
    pyreadstat.write_sav(pd.DataFrame(dict(columns)), path, **declared)
    if sets:
        _add_sets(path, sets.encode())
    return path


def _add_sets(path: Path, sets: bytes) -> None:
    """Put in the record of multiple-response sets, 7 of type 7, before the one that ends the dictionary, 999.

    GNU PSPP, "SPSS System File Format", the section "Multiple Response Sets Records".
    """
    content = path.read_bytes()
    end = struct.pack("<ii", 999, 0)
    assert content.count(end) == 1
    record = struct.pack("<iiii", 7, 7, 1, len(sets)) + sets
    path.write_bytes(content.replace(end, record + end))
