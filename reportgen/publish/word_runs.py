"""Runs of text as WordprocessingML; every number in a content control that says which fact it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markupsafe import Markup

from reportgen.publish.blocks import LINKS
from reportgen.report.model import Cell, Figure, Inline, Row, Run, Table, facts_in, is_note_reference

LONGEST = 64
"""How many characters Word takes for the title or the tag of a content control."""
EMU = 12700
"""Word's English Metric Units to a point."""
TEXT_WIDTH = 9072
"""The width of the text in twentieths of a point: 160 mm."""
_FIRST_COLUMN = 0.4
_BULLETS, _NUMBERS = 1, 2

_RUN = Markup('<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>')
_CONTROL = Markup(
    '<w:sdt><w:sdtPr><w:alias w:val="{}"/><w:tag w:val="{}"/><w:id w:val="{}"/>{}</w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)
_TEXT_CONTROL = Markup("<w:text/>")
_PLACEHOLDER = Markup("<w:showingPlcHdr/><w:text/>")
_STRONG = Markup('<w:rPr><w:rStyle w:val="Strong"/></w:rPr>')
_TO_FILL_IN = Markup('<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>')


@dataclass(frozen=True, slots=True)
class Control:
    """A number in the document: the tag of its content control, the fact, and what is printed.

    Of a picture's description the tag is the picture's name, and the facts are those of all numbers in it.
    """

    tag: str
    fact: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the page: its size in EMU, its number among the drawings and its relationship."""

    width: int
    height: int
    number: int
    relationship: str


@dataclass(slots=True)
class Runs:
    """Writes runs, and keeps what the other parts of the document must know of them."""

    sizes: dict[str, tuple[float, float]]
    """The size in points of each figure's drawing."""
    controls: list[Control] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    header: str = "rIdHeader"
    footer: str = "rIdFooter"
    bullets: int = _BULLETS
    numbers: int = _NUMBERS
    _ids: int = 0

    def inline(self, runs: Inline) -> Markup:
        """Write a line; raises ValueError for a link that is not https, mailto or within the document."""
        return Markup("").join(self._run(run) for run in runs)

    def words(self, text: str) -> Markup:
        """Write a text as it is."""
        return self.inline((Run(text),))

    def strong(self, text: str) -> Markup:
        """Write a text in bold."""
        return self.inline((Run(text, strong=True),))

    def number(self, cell: Cell) -> Markup:
        """Write a value of a table, with the mark of a significant difference before it."""
        mark = (Run(f"{cell.mark}\u00a0"),) if cell.mark else ()
        return self.inline((*mark, Run(cell.text, fact=cell.fact, emphasis=cell.indicative)))

    def to_fill_in(self, runs: Inline) -> Markup:
        """Write what is still to be filled in: a click selects all of it, and typing replaces it."""
        text = "".join(run.text for run in runs)
        return _CONTROL.format("Nog in te vullen", "", self._id(), _PLACEHOLDER, _RUN.format(_TO_FILL_IN, text))

    def bookmark(self, anchor: str) -> Markup:
        """Mark a place that a link leads to."""
        place = Markup('<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>')
        return place.format(self._id(), bookmark_name(anchor))

    def begin_list(self) -> int:
        """Begin a numbered list; its numbers begin at one."""
        self.lists.append(_NUMBERS + len(self.lists) + 1)
        return self.lists[-1]

    def picture(self, figure: Figure) -> Picture:
        """Place a figure's picture over the width of the text."""
        width, height = self.sizes[figure.name]
        self.pictures.append(figure.name)
        if (facts := facts_in(figure.told)).strip(";"):
            self.controls.append(Control(f"Figuur {figure.number}", facts, figure.alt))
        across = TEXT_WIDTH / 20
        relationship = f"rIdPicture{len(self.pictures)}"
        return Picture(round(across * EMU), round(across * height / width * EMU), self._id(), relationship)

    def widths(self, table: Table) -> list[int]:
        """Divide the width of the text over the columns, the most to the heads of the rows."""
        first = round(TEXT_WIDTH * (_FIRST_COLUMN if len(table.columns) > 1 else 0.7))
        return [first, *([(TEXT_WIDTH - first) // len(table.columns)] * len(table.columns))]

    def _id(self) -> int:
        self._ids += 1
        return self._ids

    def _run(self, run: Run) -> Markup:
        # Brackets keep the number of a note apart from a number before it.
        styled = _RUN.format(_properties(run), f"[{run.text}]" if is_note_reference(run) else run.text)
        if run.fact is not None:
            tag = f"cijfer-{len(self.controls) + 1:03}"
            self.controls.append(Control(tag, run.fact, run.text))
            return _CONTROL.format(shortened(run.fact), tag, self._id(), _TEXT_CONTROL, styled)
        if run.link is None:
            return styled
        if not run.link.startswith(LINKS):
            raise ValueError(f"a publication may not link to {run.link!r}")
        if run.link.startswith("#"):
            return Markup('<w:hyperlink w:anchor="{}">{}</w:hyperlink>').format(bookmark_name(run.link[1:]), styled)
        if run.link not in self.links:
            self.links.append(run.link)
        link = self.links.index(run.link) + 1
        return Markup('<w:hyperlink r:id="rIdLink{}">{}</w:hyperlink>').format(link, styled)


def label(row: Row) -> str:
    """The head of a row, which stands alone in Word's simple tables: with the name of its block before it."""
    return f"{row.section}: {row.label}" if row.section else row.label


def shortened(fact: str) -> str:
    """The id of a fact, or as much of it as Word takes."""
    return fact if len(fact) <= LONGEST else f"{fact[: LONGEST - 1]}…"


def bookmark_name(anchor: str) -> str:
    """What Word takes as the name of a place: letters, digits and underscores, at most 40."""
    return re.sub(r"\W", "_", f"_{anchor}" if anchor[:1].isdigit() else anchor)[:40]


def _properties(run: Run) -> Markup:
    """The properties of a run in the order of the schema: its style, bold, italic, language."""
    parts = []
    if run.link is not None:
        parts.append(Markup('<w:rStyle w:val="Hyperlink"/>'))
    elif run.strong and not run.emphasis:
        parts.append(Markup('<w:rStyle w:val="Strong"/>'))
    elif run.emphasis and not run.strong:
        parts.append(Markup('<w:rStyle w:val="Emphasis"/>'))
    if run.strong and (run.emphasis or run.link is not None):
        parts.append(Markup("<w:b/><w:bCs/>"))
    if run.emphasis and (run.strong or run.link is not None):
        parts.append(Markup("<w:i/><w:iCs/>"))
    if run.lang is not None:
        parts.append(Markup('<w:lang w:val="{}"/>').format(run.lang))
    return Markup("<w:rPr>{}</w:rPr>").format(Markup("").join(parts)) if parts else Markup("")
