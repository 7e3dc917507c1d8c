"""Drawings (.svg): the words in a chart, and the title and description that come with it."""

from __future__ import annotations

from reportgen.verify.documents import Passage
from reportgen.verify.formats.xml import Attributes, read_xml

_PROSE = frozenset({"title", "desc"})
_READ = _PROSE | {"text"}


def read_drawing(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read the texts of a drawing; raises UserError when it is damaged."""
    drawing = _Drawing()
    read_xml(content, name, drawing.start, drawing.end, drawing.text, may_have_type=True)
    return tuple(drawing.passages)


class _Drawing:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._open: list[tuple[str, list[str]]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in _READ:
            self._open.append((tag, []))
        if label := attributes.get("aria-label"):
            self.passages.append(Passage(label, "omschrijving"))

    def end(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            text = " ".join("".join(self._open.pop()[1]).split())
            self.passages.append(Passage(text, "tekst in de figuur", table=tag == "text"))

    def text(self, data: str) -> None:
        if self._open:
            self._open[-1][1].append(data)
