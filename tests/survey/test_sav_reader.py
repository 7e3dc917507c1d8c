"""SPSS files, with labels and missing values as they were declared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from reportgen.errors import UserError
from reportgen.survey.readers import read_table
from reportgen.survey.sav_reader import read_sav
from tests.survey.cells import cells_of

REFERENCE = Path(__file__).parents[1] / "reference"


def written(folder: Path, columns: dict[str, list[Any]], **declared: Any) -> Path:
    path = folder / "x.sav"
    pyreadstat.write_sav(pd.DataFrame(columns), path, **declared)
    return path


def test_codes_texts_and_empty_cells(tmp_path: Path) -> None:
    table = read_sav(written(tmp_path, {"id": ["a ", "b"], "q": [1.0, None], "open": ["", "tekst"]}), "x.sav")
    assert cells_of(table) == {"id": ("a", "b"), "q": (1.0, None), "open": (None, "tekst")}
    assert list(table.rows) == [1, 2]


def test_labels_and_user_missing_values_come_along_and_are_not_applied(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"q": [1.0, 9.0, 98.0]},
        variable_value_labels={"q": {1: "ja", 9: "weet niet"}},
        missing_ranges={"q": [9, {"lo": 95, "hi": 99}]},
    )
    table = read_sav(path, "x.sav")
    assert cells_of(table)["q"] == (1.0, 9.0, 98.0)
    assert table.value_labels == {"q": {1.0: "ja", 9.0: "weet niet"}}
    assert sorted(table.user_missing["q"]) == [(9.0, 9.0), (95.0, 99.0)]


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, {"q": [float(number) for number in range(500)]})
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(UserError, match="waarschijnlijk is het afgekapt of beschadigd"):
        read_sav(path, "x.sav")


def test_a_file_that_is_no_sav_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sav"
    path.write_text("id;q\n1;2\n")
    with pytest.raises(UserError, match="dit is geen SPSS-bestand"):
        read_sav(path, "x.sav")


def test_a_file_without_respondents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="geen respondenten"):
        read_sav(written(tmp_path, {"q": pd.Series([], dtype=float)}), "x.sav")  # type: ignore[dict-item]


# Which reader reads what


def test_the_extension_chooses_the_reader_whatever_its_case(tmp_path: Path) -> None:
    (tmp_path / "X.CSV").write_text("id\n1\n")
    assert cells_of(read_table(tmp_path, "X.CSV")) == {"id": ("1",)}
    written(tmp_path, {"id": [1.0]})
    assert cells_of(read_table(tmp_path, "x.sav")) == {"id": (1.0,)}


def test_a_file_that_is_not_there_is_told_with_one_that_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/2025.csv").write_text("id\n1\n")
    with pytest.raises(UserError) as caught:
        read_table(tmp_path, "data/2052.csv")
    assert "data/2052.csv: dit bestand is er niet." in str(caught.value)
    assert "In die map staan: 2025.csv." in str(caught.value)
    with pytest.raises(UserError, match="dit bestand is er niet"):
        read_table(tmp_path, "elders/2025.csv")


def test_a_form_that_is_not_read_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "x.ods").write_bytes(b"PK")
    with pytest.raises(UserError, match=r"Lever het bestand als \.csv, \.xlsx, \.sav of \.parquet"):
        read_table(tmp_path, "x.ods")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_text("id\n1\n")

    def forbid(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", forbid)
    with pytest.raises(UserError, match="mag niet gelezen worden"):
        read_table(tmp_path, "x.csv")
