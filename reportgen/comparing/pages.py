"""A publication of our own as it was put out: its web page, read back into lines, figures and tables.

This is not the reader of `verify`, which takes any page from anyone: here a page's parts have names, and are found
again in another edition by these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reportgen.verify.documents import Mark

_LINES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "th", "td", "dt", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "template", "nav", "head", "summary", "dialog", "svg"})
_ASIDES = frozenset({"note", "imprint", "dateline", "notice"})
_RECTIFICATION = "rectificatie"
"""The chapter that tells what was put right, and is no part of what is compared."""
_SILENT_CLASSES = frozenset({"label", "skip", "origin", "taking", "stamp", "release-line"})
_HIDING = frozenset({"popover", "hidden"})
"""What an element has that shows only when it is asked for."""
_KEY_FIGURES, _NOTES = "key-figures", "notes"
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "source", "col"})
_FIGURE, _TABLE = "figuur-", "tabel-"
_DATA, _ORIGIN = "data-", "herkomst-"
"""What the name of a table begins with that holds the figures of a chart, or tells where figures come from."""
HEAD = "boven de tekst"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, item or heading with where it stands, in Dutch; `marks` are its printed numbers."""

    text: str
    place: str
    marks: tuple[Mark, ...] = ()
    heading: bool = False
    note: bool = False
    """Whether it stands under a chart or table, or is a key figure, and is no line of the text itself."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table prints, and the id of the fact if it is one's number."""

    text: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, the heads of its columns, and each row's head with its cells."""

    name: str
    caption: str
    place: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: its number and title, what is said of it to who can't see it, and the figures that it draws."""

    name: str
    label: str
    title: Line
    alt: str
    place: str
    data: Grid | None = None

    @property
    def kind(self) -> str:
        """What sort of chart it is, in Dutch ("Lijngrafiek"), as its description begins."""
        return self.alt.partition(":")[0].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole publication: `name` is "rapport" or "persbericht"."""

    edition: str
    name: str
    lines: tuple[Line, ...]
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    grids: Mapping[str, Grid] = field(default_factory=dict)


def read_page(edition: str, name: str, html: str) -> Page:
    """Read a page that was made here; of any other one there is less to find, and nothing is refused."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    own = {name: grid for name, grid in reader.grids.items() if not name.startswith((_DATA, _ORIGIN))}
    drawings = {
        name: Drawing(name, label, title, alt, place, reader.grids.get(_DATA + name))
        for name, (label, title, alt, place) in reader.drawings.items()
    }
    return Page(edition, name, tuple(reader.lines), drawings, own)


@dataclass(slots=True)
class _Open:
    """An element that has begun: its tag, and whether its words are left out."""

    tag: str
    silent: bool
    fact: str | None = None
    start: int = 0
    joins: bool = False
    notes: bool = False
    """Whether the lines within each of its items make one: a key figure is its value, its name and its change."""


@dataclass(slots=True)
class _Raw:
    """A table while it is read."""

    name: str
    place: str
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, tuple[Cell, ...]]] = field(default_factory=list)
    head: str = ""
    cells: list[Cell] = field(default_factory=list)
    in_head: bool = False


class _Reader(HTMLParser):
    """Collects text until a line begins or ends, and knows within which chapter, figure and table it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.drawings: dict[str, tuple[str, Line, str, str]] = {}
        self.grids: dict[str, Grid] = {}
        self._open: list[_Open] = []
        self._text = ""
        self._marks: list[Mark] = []
        self._place = HEAD
        self._figure: str | None = None
        self._label = ""
        self._number = ""
        self._aside = False
        self._table: _Raw | None = None
        self._named = ""

    # --- what the parser calls ---------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag in _LINES:
            self._separate(tag)
        if tag == "svg" and self._figure in self.drawings and given.get("aria-label"):
            self._describe(given["aria-label"])
        if tag in _VOID:
            self._add(" " if tag == "br" else "")
            return
        silent = (
            tag in _SILENT
            or given.get("id") == _RECTIFICATION
            or (tag == "span" and "number" in classes)
            or not _HIDING.isdisjoint(given)
            or not _SILENT_CLASSES.isdisjoint(classes)
        )
        fact = given.get("value") if tag == "data" else None
        self._open.append(_Open(tag, silent, fact, len(self._text), _KEY_FIGURES in classes, _NOTES in classes))
        self._enter(tag, given.get("id", ""))
        if tag in _HEADINGS:
            self._number = ""
        if tag in _LINES:
            self._aside = not _ASIDES.isdisjoint(classes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            return
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self._separate(tag)
        if all(one.tag != tag for one in self._open):
            return
        while self._open:
            closed = self._open.pop()
            if closed.fact and not self._silent() and len(self._text) > closed.start:
                self._marks.append(Mark(closed.start, len(self._text), closed.fact))
            if closed.tag == tag:
                break
        self._leave(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent():
            self._add(data)
        elif self._open and self._open[-1].tag == "span":
            words = " ".join(data.split())
            if self._figure:
                self._label = self._label or words
            elif any(one.tag in _HEADINGS for one in self._open):
                self._number = words

    # --- where we are ------------------------------------------------------------------------------------------------

    def _silent(self) -> bool:
        return any(one.silent for one in self._open)

    def _enter(self, tag: str, id_: str) -> None:
        if tag == "figure" and id_.startswith(_FIGURE):
            self._figure, self._label = id_.removeprefix(_FIGURE), ""
        elif id_.startswith(_TABLE):
            self._named = id_.removeprefix(_TABLE)
        elif tag == "table":
            self._table = _Raw(self._named, self._place)
        elif tag == "thead" and self._table:
            self._table.in_head = True
        elif tag == "tr" and self._table:
            self._table.head, self._table.cells = "", []

    def _leave(self, tag: str) -> None:
        table = self._table
        if tag == "figure":
            self._figure = None
        elif tag == "thead" and table:
            table.in_head = False
        elif tag == "tr" and table:
            if table.in_head:
                table.columns = tuple(cell.text for cell in table.cells)
            else:
                table.rows.append((table.head, tuple(table.cells)))
        elif tag == "table" and table:
            self.grids[table.name] = Grid(table.name, table.caption, table.place, table.columns, tuple(table.rows))
            self._table = None

    def _describe(self, alt: str) -> None:
        name = self._figure or ""
        label, title, known, place = self.drawings[name]
        self.drawings[name] = label, title, known or alt, place

    # --- text --------------------------------------------------------------------------------------------------------

    def _add(self, data: str) -> None:
        words = " ".join(f"|{data}|".replace("\u00ad", "").split())[1:-1]
        if not self._text or self._text.endswith(" "):
            words = words.lstrip(" ")
        self._text += words

    def _separate(self, tag: str) -> None:
        """End a line, or only a part of one."""
        if tag != "li" and any(one.joins for one in self._open):
            self._text += " – " if self._text and not self._text.endswith("– ") else ""
        else:
            self._flush()

    def _flush(self) -> None:
        text, marks = self._text.rstrip(" –"), tuple(mark for mark in self._marks if mark.end <= len(self._text))
        self._text, self._marks = "", []
        for one in self._open:
            one.start = 0
        if self._table is not None:
            self._cell(text, marks)
            return
        tag = next((one.tag for one in reversed(self._open) if one.tag in _LINES), "")
        if tag in {"h1", "h2"} and all(one.tag != "header" for one in self._open):
            title = [f"“{text}”"] if text else []
            chapter = [f"hoofdstuk {self._number}"] if self._number else []
            self._place = ", ".join([*chapter, *title]) if chapter else f"onder {title[0]}" if title else self._place
        if text:
            self._line(text, marks)

    def _cell(self, text: str, marks: tuple[Mark, ...]) -> None:
        table, tag = self._table, next((one.tag for one in reversed(self._open) if one.tag in _LINES), "")
        if table is None or tag not in {"td", "th", "caption"}:
            return
        if tag == "caption":
            table.caption = text or table.caption
        elif tag == "th" and not table.in_head and not table.cells:
            table.head = text or table.head
        else:
            table.cells.append(Cell(text, marks[0].fact if marks else None))

    def _line(self, text: str, marks: tuple[Mark, ...]) -> None:
        tag = next((one.tag for one in reversed(self._open) if one.tag in _LINES), "")
        note = any(one.joins or one.notes for one in self._open) or self._aside
        line = Line(text, self._place, marks, heading=tag in _HEADINGS, note=note)
        if tag == "figcaption" and self._figure:
            label = self._label or f"Figuur “{self._figure}”"
            title = Line(text, f"{label}, {self._place}", marks, heading=True)
            self.drawings[self._figure] = label, title, "", self._place
            return
        self.lines.append(line)
