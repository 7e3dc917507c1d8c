"""What a reader made of a file, written out cell by cell."""

from __future__ import annotations

from reportgen.survey.column import Cell
from reportgen.survey.table import RawTable


def cells_of(table: RawTable) -> dict[str, tuple[Cell, ...]]:
    return {name: tuple(column.to_list()) for name, column in table.columns.items()}
