"""Parquet files, read column by column straight into the form in which they are kept."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.column import Cell, Column, merged
from reportgen.survey.table import RawTable, check_header, no_respondents

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

SIGNATURE = b"PAR1"
MOST_ROWS = 20_000_000
LARGEST_EXACT = 2**53
"""Up to here every whole number is also a floating point number."""


def read_parquet(path: Path, file: str) -> RawTable:
    """Read a Parquet file; raises UserError for what it cannot hold of a survey, or when pyarrow is not installed."""
    with path.open("rb") as content:
        if content.read(len(SIGNATURE)) != SIGNATURE:
            what = "dit is geen Parquet-bestand."
            raise UserError(Problem(what, "Geef het bestand de juiste extensie, ook in monitor.toml.", Place(file)))
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        what = "om een Parquet-bestand te lezen is het pakket pyarrow nodig, en dat is niet geïnstalleerd."
        remedy = 'Installeer het met: pip install "reportgen[parquet]", of lever het bestand als .csv, .xlsx of .sav.'
        raise UserError(Problem(what, remedy, Place(file))) from None
    try:
        with ParquetFile(path) as source:
            return _table(source, file)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        what = "het Parquet-bestand is niet te lezen; waarschijnlijk is het afgekapt of beschadigd."
        raise UserError(Problem(what, "Vraag het veldwerkbureau om een nieuwe export.", Place(file))) from None


def _table(source: ParquetFile, file: str) -> RawTable:
    schema = source.schema_arrow
    check_header(schema.names, file)
    count = source.metadata.num_rows
    if not count:
        raise no_respondents(file)
    if count > MOST_ROWS:
        what = f"het bestand heeft {count} rijen; meer dan {MOST_ROWS} kan niet."
        raise UserError(Problem(what, "Controleer of dit het bestand met de antwoorden is.", Place(file)))
    kinds = {field.name: _cleaner(field.type) for field in schema}
    problems = [
        Problem(
            f"de kolom bevat geen getallen of tekst, maar waarden van de soort “{schema.field(name).type}”.",
            "Lever elke kolom met één getal of tekst per respondent, of laat haar weg.",
            Place(file, detail=f"kolom {name}"),
        )
        for name, clean in kinds.items()
        if clean is None
    ]
    if problems:
        raise UserError(problems)
    columns = {name: _column(source, place, clean) for place, (name, clean) in enumerate(kinds.items()) if clean}
    return RawTable(file, columns, range(1, count + 1))


def _column(source: ParquetFile, place: int, clean: Callable[[Any], Cell]) -> Column:
    """Read one column; only its different values become objects of Python."""
    import pyarrow as pa

    name = source.schema_arrow.names[place]
    values = source.read(columns=[name], use_threads=False).column(0)
    if pa.types.is_dictionary(values.type):
        # A list of answers that comes along with a column may name some that nobody gave.
        values = values.cast(values.type.value_type)
    encoded = values.dictionary_encode().combine_chunks()
    index = encoded.indices.fill_null(OUTSIDE).to_numpy(zero_copy_only=False)
    return merged(map(clean, _values(encoded.dictionary)), np.asarray(index))


def _values(distinct: pa.Array) -> list[Any]:
    """Give values as Python has them, and times as text."""
    import pyarrow as pa

    kind = distinct.type
    if pa.types.is_timestamp(kind):
        distinct = distinct.cast(pa.timestamp(kind.unit))
    values: list[Any] = (distinct.cast(pa.string()) if _is_text(kind) else distinct).to_pylist()
    return values


def _cleaner(kind: pa.DataType) -> Callable[[Any], Cell] | None:
    """Choose what makes a cell of a value of this kind; None when nothing can."""
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        return _cleaner(kind.value_type)
    if pa.types.is_boolean(kind):
        return _truth
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        return _exact
    if pa.types.is_floating(kind):
        return _number
    return _text if _is_text(kind) or pa.types.is_null(kind) else None


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    tests = (
        *(pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_binary),
        *(pa.types.is_large_binary, pa.types.is_date, pa.types.is_timestamp, pa.types.is_time),
    )
    return any(test(kind) for test in tests)


def _truth(value: bool | None) -> Cell:
    return None if value is None else "WAAR" if value else "ONWAAR"


def _exact(value: Any) -> Cell:
    """Keep a number that is too long for a floating point number, such as that of a respondent, as text."""
    return None if value is None else float(value) if abs(value) <= LARGEST_EXACT else str(value)


def _number(value: float | None) -> Cell:
    return None if value is None or math.isnan(value) else value


def _text(value: str | None) -> Cell:
    return None if value is None else value.strip() or None
