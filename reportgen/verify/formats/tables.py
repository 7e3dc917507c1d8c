"""A table as it is read: each cell with what stands at the head of its row and its column."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.verify.documents import Mark, Passage


class Table:
    """Collects cells row by row."""

    def __init__(self, caption: str = "") -> None:
        self.caption = caption
        self._rows: list[list[tuple[str, str, bool, tuple[Mark, ...]]]] = []

    def begin_row(self) -> None:
        """Begin the next row."""
        self._rows.append([])

    def add(self, text: str, place: str, *, is_head: bool = False, span: int = 1, marks: tuple[Mark, ...] = ()) -> None:
        """Add a cell to the row, as wide as `span` columns; with marks its text is not spaced otherwise any more."""
        if not self._rows:
            self.begin_row()
        told = text if marks else " ".join(text.split())
        self._rows[-1] += [(told, place, is_head, marks)] + [("", place, is_head, ())] * (span - 1)

    def passages(self) -> Iterator[Passage]:
        """The cells that hold a number, with their heads; the first row and column are heads when none is marked."""
        heads: dict[int, str] = {}
        for number, row in enumerate(self._rows):
            all_heads = bool(row) and (all(head for _, _, head, _ in row) or number == 0)
            begin = row[0][0] if row else ""
            carried = ""
            for column, (text, place, _, marks) in enumerate(row):
                if all_heads:
                    carried = text or carried
                    heads[column] = f"{heads.get(column, '')} {carried}".strip()
                if not any(sign.isdigit() for sign in text):
                    continue
                beside = begin if column else ""
                over = "" if all_heads else heads.get(column, "")
                named = " | ".join(head for head in (beside, over, self.caption) if head)
                yield Passage(text, place, table=True, heads=named, marks=marks)
