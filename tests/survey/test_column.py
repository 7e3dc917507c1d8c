"""A column holds each different cell once, and where it stands."""

from __future__ import annotations

import numpy as np
import pytest

from reportgen.survey.arrays import place_type
from reportgen.survey.column import Encoder, encode_cells, merged


def test_different_cells_are_in_the_order_in_which_they_first_occur() -> None:
    column = encode_cells(["b", None, "a", "b", 1.0])
    assert column.cells == ["b", "a", 1.0]
    assert column.index.tolist() == [0, -1, 1, 0, 2]
    assert column.to_list() == ["b", None, "a", "b", 1.0]


def test_a_text_is_not_the_number_it_looks_like() -> None:
    assert encode_cells(["1", 1.0]).cells == ["1", 1.0]


def test_the_index_takes_no_more_bytes_than_it_needs() -> None:
    assert encode_cells(["a"] * 9).index.dtype == np.int8
    assert encode_cells([str(number) for number in range(128)]).index.dtype == np.int8
    assert encode_cells([str(number) for number in range(129)]).index.dtype == np.int16
    assert [place_type(count) for count in (32_768, 32_769, 1 << 31)] == [np.int16, np.int32, np.int32]


def test_cells_may_come_in_pieces_and_are_cleaned_once_each() -> None:
    asked = []

    def clean(cell: object) -> str | None:
        asked.append(cell)
        return str(cell).strip() or None

    encoder = Encoder()
    encoder.add(["a", " a", "a"])
    encoder.add(["b ", " ", "a"])
    assert encoder.column(clean).to_list() == ["a", "a", "a", "b", None, "a"]
    assert asked == ["a", " a", "b ", " "]


def test_cells_that_become_equal_or_empty_become_one_or_none() -> None:
    column = merged(["x", None, "x", "y"], np.array([3, 2, 1, 0, -1]))
    assert column.cells == ["x", "y"]
    assert column.to_list() == ["y", "x", None, "x", None]


def test_cells_may_be_emptied_afterwards() -> None:
    column = encode_cells([9.0, 1.0, 9.0, 2.0]).without({9.0})
    assert column.cells == [1.0, 2.0]
    assert column.filled().tolist() == [False, True, False, True]


@pytest.mark.parametrize("cells", [["a", "b", "a"], [None, "a"]])
def test_how_often_a_cell_occurs_and_where(cells: list[str | None]) -> None:
    column = encode_cells(cells)
    place = column.cells.index("a")
    assert column.counts()[place] == cells.count("a")
    assert column.positions(place).tolist() == [number for number, cell in enumerate(cells) if cell == "a"]
