"""The second-order test of Rao and Scott is that of R, whatever the table (cases 08 and 25)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.rao_scott import TableStatistic, rao_scott
from tests.survey.reference import NOT_ASKED, Row, class_of, houding3, places, read_case, read_rows, read_weights

CASE, MORE = read_case("case08_raoscott.json"), read_case("case25_tables.json")

Variable = Callable[[Row], str]
Tables = tuple[np.ndarray, np.ndarray, np.ndarray]

SPECIAL: dict[str, Variable] = {
    "houding3": houding3,
    "kan_tel": lambda row: str(int(row["q4_voorkeurskanaal"] == "1")),
    "kanaal7": lambda row: row["q4_voorkeurskanaal"],
    "geslacht_leeftijd": lambda row: class_of(row, "geslacht_leeftijd"),
}


def variable(name: str) -> Variable:
    return SPECIAL.get(name, lambda row: row[name])


def tables(rows: Sequence[Row], weights: np.ndarray, first: Variable, second: Variable) -> Tables:
    labels = [(first(row), second(row)) for row in rows]
    above, beside = (sorted({pair[side] for pair in labels} - {NOT_ASKED}) for side in (0, 1))
    row, column = places([a for a, _ in labels], above), places([b for _, b in labels], beside)
    inside = (row != OUTSIDE) & (column != OUTSIDE)
    cells = row[inside] * len(beside) + column[inside]
    size = len(above) * len(beside)
    sums = [np.bincount(cells, weights[inside] ** power, minlength=size) for power in (0, 1, 2)]
    return tuple(table.reshape(len(above), len(beside)) for table in sums)  # type: ignore[return-value]


def answer(name: str, part: str = "") -> TableStatistic | None:
    rows, weights = read_rows("syn_nvm_2025.csv"), read_weights("case02_weights_2025.csv")
    inside = [part in {"", row["regio"], row["leeftijd5"]} for row in rows]
    chosen = [row for row, is_in in zip(rows, inside, strict=True) if is_in]
    first, second = name.split(" x ") if " x " in name else name.split("_x_")
    return rao_scott(*tables(chosen, weights[inside], variable(first), variable(second)), sample=len(rows))


def assert_answers(ours: TableStatistic | None, theirs: dict[str, float], tolerance: float) -> None:
    assert ours is not None
    expected = [theirs[name] for name in ("F", "ndf", "ddf")]
    assert [ours.f, ours.df1, ours.df2] == pytest.approx(expected, rel=tolerance)
    assert ours.p == pytest.approx(theirs["p_F"], rel=tolerance)


@pytest.mark.parametrize("name", CASE["expected"])
def test_the_test_of_a_table_is_that_of_r(name: str) -> None:
    assert_answers(answer(name), CASE["expected"][name], CASE["tolerance"])


@pytest.mark.parametrize("name", MORE["expected"])
def test_so_it_is_with_many_groups_with_empty_cells_and_in_a_part_of_the_sample(name: str) -> None:
    theirs = MORE["expected"][name]
    ours = answer(*name.split(", "))
    if isinstance(theirs, str):
        assert ours is None
    else:
        assert_answers(ours, theirs, MORE["tolerance"])


def test_the_shares_of_the_cells_are_those_of_r() -> None:
    rows, weights = read_rows("syn_nvm_2025.csv"), read_weights("case02_weights_2025.csv")
    for name, theirs in CASE["expected"].items():
        _, sums, _ = tables(rows, weights, *map(variable, name.split("_x_")))
        expected = [cell["Freq"] for cell in theirs["table_p"]]
        # R counts down the columns.
        assert (sums / sums.sum()).T.ravel() == pytest.approx(expected, rel=CASE["tolerance"])


@pytest.mark.parametrize("weights", [[[1.0, 2.0]], [[1.0], [2.0]], [[0.0, 0.0], [1.0, 2.0]], [[0.0, 0.0]]])
def test_there_is_nothing_to_test_in_a_single_row_or_column(weights: list[list[float]]) -> None:
    table = np.array(weights)
    assert rao_scott(np.ceil(table), table, table**2, sample=10) is None


def test_an_empty_row_is_not_there() -> None:
    full = np.array([[3.0, 5.0], [6.0, 2.0]])
    with_empty = np.array([[3.0, 5.0], [0.0, 0.0], [6.0, 2.0]])
    assert rao_scott(with_empty, with_empty, with_empty, 20) == rao_scott(full, full, full, 20)


def test_with_equal_weights_and_a_large_sample_it_is_the_test_of_pearson() -> None:
    counts = np.array([[300.0, 500.0], [600.0, 200.0]])
    ours = rao_scott(counts, counts, counts, sample=1600)
    assert ours is not None
    # 1600 (300·200 − 500·600)² / (800·800·900·700)
    assert ours.f == pytest.approx(1600 * (300 * 200 - 500 * 600) ** 2 / (800 * 800 * 900 * 700), rel=0.02)
    assert (ours.df1, ours.df2) == pytest.approx((1, 1599))
