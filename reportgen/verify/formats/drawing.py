"""Drawings (.svg): the words in a chart, and the title and description that come with it."""

from __future__ import annotations

from reportgen.verify.documents import Passage
from reportgen.verify.formats.marks import MarkedText
from reportgen.verify.formats.xml import Attributes, read_xml

_PROSE = frozenset({"title", "desc"})
_READ = _PROSE | {"text"}


def read_drawing(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read the texts of a drawing; raises UserError when it is damaged."""
    return tuple(_read(content, name).passages)


def declared_in_drawing(content: bytes, name: str) -> str:
    """The numbers that a drawing of our own says it holds; "" for any other."""
    return _read(content, name).declared


def _read(content: bytes, name: str) -> _Drawing:
    drawing = _Drawing()
    read_xml(content, name, drawing.start, drawing.end, drawing.text, may_have_type=True)
    return drawing


class _Drawing:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.declared = ""
        self._open: list[tuple[str, str | None, MarkedText]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self.declared = self.declared or attributes.get("data-numbers", "")
        fact = attributes.get("data-fact")
        if tag in _READ:
            self._open.append((tag, fact, MarkedText()))
        if label := attributes.get("aria-label"):
            told = MarkedText()
            told.add(label, fact)
            self._add(told, "omschrijving")

    def end(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._add(self._open.pop()[2], "tekst in de figuur", table=tag == "text")

    def text(self, data: str) -> None:
        if self._open:
            _, fact, told = self._open[-1]
            told.add(data, fact)

    def _add(self, told: MarkedText, place: str, *, table: bool = False) -> None:
        text, marks = told.take()
        self.passages.append(Passage(text, place, table=table, marks=marks))
