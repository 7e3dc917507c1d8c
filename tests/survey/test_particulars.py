"""What a file says of each respondent besides answers: who it is, what the weight is, and how long it took."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reportgen.project.schema import Question
from reportgen.survey.column import Cell
from tests.survey.delivery import FILE, WAVE, codebook, parsed, refusal, table

BOOK = codebook(q=Question("Hoe oud?", "number"))
TIMED = replace(BOOK, duration="duur")
PANEL = replace(WAVE, panel="panelnummer")


def test_panel_numbers_are_texts_whatever_the_file_holds_and_none_is_empty() -> None:
    for cells in (["1001", None, "1002"], [1001.0, None, 1002.0]):
        panel = parsed(BOOK, table(q=["1"] * 3, panelnummer=cells), PANEL).panel
        assert panel is not None
        assert panel.tolist() == ["1001", "", "1002"]
    assert parsed(BOOK, table(q=["1"])).panel is None


@pytest.mark.parametrize("cells", [["x77", "b", "x77", None, None], [77.0, 1.0, "77", None, None]])
def test_a_panel_number_that_occurs_twice_is_told_by_its_rows_and_not_by_itself(cells: list[Cell]) -> None:
    message = refusal(BOOK, table(q=["1"] * 5, panelnummer=cells), PANEL)
    assert f"{FILE}, kolom panelnummer: de rijen 2 en 4 hebben hetzelfde panelnummer." in message
    assert "77" not in message


def test_a_respondents_own_number_may_be_that_of_the_panel_and_is_told_once() -> None:
    wave = replace(WAVE, panel="nummer")
    panel = parsed(BOOK, table(nummer=["a", "b"], q=["1", "1"]), wave).panel
    assert panel is not None
    assert panel.tolist() == ["a", "b"]
    message = refusal(BOOK, table(nummer=["a", "a"], q=["1", "1"]), wave)
    assert message.count("de rijen 2 en 3") == 1


def test_a_number_is_the_same_respondent_in_figures_and_in_text() -> None:
    message = refusal(BOOK, table(nummer=[1001.0, "1001"], q=["1", "1"]))
    assert "de rijen 2 en 3 hebben hetzelfde nummer van de respondent." in message


def test_weights_to_start_from_are_read_as_other_weights_are() -> None:
    wave = replace(WAVE, base_weight="start")
    weights = parsed(BOOK, table(q=["1", "1"], start=["0,5", "1.250,5"]), wave).weights
    assert weights is not None
    assert weights.tolist() == [0.5, 1250.5]
    assert "rij 3, kolom start: het gewicht ontbreekt." in refusal(BOOK, table(q=["1"] * 2, start=["1", None]), wave)


def test_columns_that_a_wave_names_have_to_be_there() -> None:
    message = refusal(BOOK, table(q=["1"], starrt=["1"]), replace(WAVE, base_weight="start", panel="panelnummer"))
    assert f"{FILE}: de kolom met startgewichten, “start”, ontbreekt." in message
    assert "verbeter “base_weight” in monitor.toml. Bedoelde u “starrt”?" in message
    assert f"{FILE}: de kolom met panelnummers, “panelnummer”, ontbreekt." in message


def test_how_long_it_took_is_a_number_or_unknown() -> None:
    duration = parsed(TIMED, table(q=["1"] * 3, duur=["12,5", None, "300"])).duration
    assert duration is not None
    np.testing.assert_array_equal(duration, [12.5, np.nan, 300])


def test_a_file_may_do_without_how_long_it_took() -> None:
    assert parsed(TIMED, table(q=["1"])).duration is None
    assert "“duur”" in refusal(BOOK, table(q=["1"], duur=["5"]))


@pytest.mark.parametrize(
    ("cell", "what"), [("0", "0 is"), ("-3", "-3 is"), ("12:30", "“12:30” is"), ("1e999", "inf is")]
)
def test_a_duration_that_cannot_be_is_told(cell: str, what: str) -> None:
    assert f"{FILE}, rij 3, kolom duur: {what} geen invultijd." in refusal(TIMED, table(q=["1"] * 2, duur=["5", cell]))
