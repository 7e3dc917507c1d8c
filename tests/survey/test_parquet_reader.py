"""Parquet files, read without a Python object for each cell, and what of them is no survey."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportgen.errors import UserError
from reportgen.survey import parquet_reader
from reportgen.survey.column import Cell
from reportgen.survey.readers import read_table
from tests.survey.cells import cells_of

FILE = "x.parquet"


def written(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), folder / FILE, **options)
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_table(folder, FILE)
    assert all(problem.remedy and problem.place and problem.place.file == FILE for problem in caught.value.problems)
    return str(caught.value)


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        (pa.array(["ja", " nee ", " ", None]), ("ja", "nee", None, None)),
        (pa.array(["ja", None, "ja"]).dictionary_encode(), ("ja", None, "ja")),
        (pa.DictionaryArray.from_arrays([1, 1, 0], ["nee", "ja", "nooit gegeven"]), ("ja", "ja", "nee")),
        (pa.array([3, 1, None], pa.int8()), (3.0, 1.0, None)),
        (pa.array([1.5, None, float("nan")]), (1.5, None, None)),
        (pa.array([Decimal("1.50"), None]), (1.5, None)),
        (pa.array([True, False, None]), ("WAAR", "ONWAAR", None)),
        (pa.array([date(2024, 3, 5)]), ("2024-03-05",)),
        (pa.array([datetime(2024, 3, 5, 13, 30, tzinfo=UTC)], pa.timestamp("ms")), ("2024-03-05 13:30:00.000",)),
        (pa.array(["é".encode()]), ("é",)),
        (pa.nulls(2), (None, None)),
    ],
)
def test_each_kind_of_column_becomes_numbers_or_text(tmp_path: Path, values: pa.Array, cells: tuple[Cell, ...]) -> None:
    table = read_table(written(tmp_path, {"q": values}), FILE)
    assert cells_of(table) == {"q": cells}
    assert list(table.rows) == list(range(1, len(cells) + 1))


def test_different_cells_are_in_the_order_in_which_they_first_occur_also_over_row_groups(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, {"q": ["c", "a", "b", "a"]}, row_group_size=2), FILE)
    assert table.columns["q"].cells == ["c", "a", "b"]
    assert table.columns["q"].index.tolist() == [0, 1, 2, 1]
    assert table.columns["q"].index.dtype == np.int8


def test_numbers_of_respondents_that_are_longer_than_a_float_stay_different(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, {"id": [2**60, 2**60 + 1, 7]}), FILE)
    assert cells_of(table)["id"] == (str(2**60), str(2**60 + 1), 7.0)


def test_a_column_may_have_a_point_in_its_name(tmp_path: Path) -> None:
    assert cells_of(read_table(written(tmp_path, {"v1.a": [1], "v1": [2]}), FILE)) == {"v1.a": (1.0,), "v1": (2.0,)}


def test_columns_that_hold_no_numbers_or_text_are_all_told(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, {"id": [1], "lijst": [[1, 2]], "deel": [{"a": 1}]}))
    assert "x.parquet, kolom lijst: de kolom bevat geen getallen of tekst, maar waarden van de soort “list<" in message
    assert "kolom deel: de kolom bevat geen getallen of tekst, maar waarden van de soort “struct<" in message


def test_names_that_occur_twice_and_files_without_respondents_are_refused(tmp_path: Path) -> None:
    twice = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["q", "q"])
    pq.write_table(twice, tmp_path / FILE)
    assert "de kolom “q” komt 2 keer voor" in refusal(tmp_path)
    assert "geen respondenten" in refusal(written(tmp_path, {"q": pa.array([], pa.string())}))


def test_more_rows_than_any_survey_has_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_reader, "MOST_ROWS", 2)
    assert "het bestand heeft 3 rijen; meer dan 2 kan niet" in refusal(written(tmp_path, {"q": [1, 2, 3]}))


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, {"q": [str(number) for number in range(500)]}) / FILE
    content = path.read_bytes()
    for damaged in (content[:-300], content[:4] + bytes(600) + content[604:]):
        path.write_bytes(damaged)
        assert "waarschijnlijk is het afgekapt of beschadigd" in refusal(tmp_path)


def test_text_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    assert "niet te lezen" in refusal(written(tmp_path, {"q": [b"\xff\xfe"]}))


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("id;q\n1;2\n")
    assert "dit is geen Parquet-bestand" in refusal(tmp_path)


def test_without_pyarrow_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, {"q": [1]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert 'Installeer het met: pip install "reportgen[parquet]"' in refusal(tmp_path)


def test_too_little_memory_is_no_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(source: object, file: str) -> None:
        raise pa.ArrowMemoryError

    monkeypatch.setattr(parquet_reader, "_table", exhausted)
    with pytest.raises(MemoryError):
        read_table(written(tmp_path, {"q": [1]}), FILE)
