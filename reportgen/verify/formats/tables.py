"""A table as it is read: each cell with what stands at the head of its row and its column."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.verify.documents import Passage


class Table:
    """Collects cells row by row."""

    def __init__(self, caption: str = "") -> None:
        self.caption = caption
        self._rows: list[list[tuple[str, str, bool]]] = []

    def begin_row(self) -> None:
        """Begin the next row."""
        self._rows.append([])

    def add(self, text: str, place: str, *, is_head: bool = False, span: int = 1) -> None:
        """Add a cell to the row, as wide as `span` columns."""
        if not self._rows:
            self.begin_row()
        self._rows[-1] += [(" ".join(text.split()), place, is_head)] + [("", place, is_head)] * (span - 1)

    def passages(self) -> Iterator[Passage]:
        """The cells that hold a number, with their heads; the first row and column are heads when none is marked."""
        heads: dict[int, str] = {}
        for number, row in enumerate(self._rows):
            all_heads = bool(row) and (all(head for _, _, head in row) or number == 0)
            begin = row[0][0] if row else ""
            carried = ""
            for column, (text, place, _) in enumerate(row):
                if all_heads:
                    carried = text or carried
                    heads[column] = f"{heads.get(column, '')} {carried}".strip()
                if not any(sign.isdigit() for sign in text):
                    continue
                beside = begin if column else ""
                over = "" if all_heads else heads.get(column, "")
                yield Passage(text, place, table=True, heads=" | ".join(h for h in (beside, over, self.caption) if h))
