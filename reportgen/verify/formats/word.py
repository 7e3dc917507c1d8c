"""Word documents (.docx): paragraphs, headings, tables, text boxes and footnotes, with what was deleted left out.

A content control of our own press releases has a short tag; a part of the document that Word keeps and doesn't show
says of which fact the number in it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.errors import UserError
from reportgen.verify.documents import Mark, Passage
from reportgen.verify.formats.custom import facts_in_package
from reportgen.verify.formats.marks import MarkedText
from reportgen.verify.formats.tables import Table
from reportgen.verify.formats.xml import Attributes, damaged, read_xml

_PARTS = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml")
_PLACES = {"footnotes": "voetnoot", "endnotes": "eindnoot", "comments": "opmerking"}
_LARGEST_PART = 300_000_000
_FEWEST_IN_PARAGRAPH = 12
"""With so many words a paragraph in a table is read as text, and not as the value of a cell."""
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_HEADING = re.compile(r"(heading|kop|title|titel)", re.IGNORECASE)


def read_word(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read the passages of a Word document; raises UserError when it is damaged or locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = sorted(
                (part for part in package.infolist() if _PARTS.fullmatch(part.filename)),
                key=lambda part: (part.filename != "word/document.xml", part.filename),
            )
            if not parts or any(part.file_size > _LARGEST_PART for part in parts):
                raise UserError(damaged(name))
            read = [(part.filename, package.read(part)) for part in parts]
            facts = facts_in_package(package, name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise UserError(damaged(name)) from None
    passages: list[Passage] = []
    for filename, xml in read:
        found = _PARTS.fullmatch(filename)
        part = _Part(_PLACES.get(found[1] if found else "", "alinea"), facts)
        read_xml(xml, name, part.start, part.end, part.text)
        passages += part.passages
    return tuple(passages)


Told = tuple[str, tuple[Mark, ...]]
"""A text, and what in it says which fact it prints."""


@dataclass(slots=True)
class _Control:
    """A content control that is being read: at what depth of paragraphs, what it is, and the text in it."""

    depth: int
    tag: str = ""
    title: str = ""
    parts: list[str] = field(default_factory=list)


class _Part:
    """One part of the document, while it is read."""

    def __init__(self, noun: str, facts: Mapping[str, str]) -> None:
        self.passages: list[Passage] = []
        self._facts = facts
        self._controls: list[_Control] = []
        self._noun = noun
        self._number = 0
        self._style = ""
        self._paragraphs: list[MarkedText] = []
        self._tables: list[tuple[Table, list[Told]]] = []
        self._is_text = False
        self._is_fallback = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Fallback":
            self._is_fallback += 1
        elif tag == "p":
            self._paragraphs.append(MarkedText())
            self._style = ""
        elif tag == "pStyle":
            self._style = attributes.get("val", "")
        elif tag == "t":
            self._is_text = not self._is_fallback
        elif tag in _SIGNS:
            self._write(_SIGNS[tag])
        elif tag == "docPr" and any(sign.isdigit() for sign in attributes.get("descr", "")):
            told = MarkedText()
            told.add(attributes["descr"], self._facts.get(attributes.get("name", "")))
            text, marks = told.take()
            self.passages.append(Passage(text, "omschrijving", marks=marks))
        else:
            self._start_control(tag, attributes.get("val", ""))
            self._start_table(tag)

    def _start_control(self, tag: str, value: str) -> None:
        if tag == "sdt":
            if self._controls:
                self._flush(self._controls[-1])
            self._controls.append(_Control(len(self._paragraphs)))
        elif tag == "tag" and self._controls:
            self._controls[-1].tag = value
        elif tag == "alias" and self._controls:
            self._controls[-1].title = value

    def _start_table(self, tag: str) -> None:
        if tag == "tbl":
            self._tables.append((Table(), []))
        elif tag == "tr" and self._tables:
            self._tables[-1][0].begin_row()
        elif tag == "tc" and self._tables:
            self._tables[-1][1].clear()

    def end(self, tag: str) -> None:
        if tag == "Fallback":
            self._is_fallback -= 1
        elif tag == "t":
            self._is_text = False
        elif tag == "sdt" and self._controls:
            self._flush(self._controls.pop())
        elif tag == "p" and self._paragraphs:
            self._paragraph(*self._paragraphs.pop().take())
        elif tag == "tc" and self._tables:
            table, told = self._tables[-1]
            text, marks = _joined(told)
            table.add(text, f"{self._noun} {self._number}", marks=marks)
        elif tag == "tbl" and self._tables:
            self.passages += self._tables.pop()[0].passages()

    def text(self, data: str) -> None:
        if self._is_text:
            self._write(data)

    def _write(self, text: str) -> None:
        if self._controls and self._controls[-1].depth == len(self._paragraphs):
            self._controls[-1].parts.append(text)
        elif self._paragraphs:
            self._paragraphs[-1].add(text)

    def _flush(self, control: _Control) -> None:
        """Put the text of a control in its paragraph, with its fact: a title that is an id says so too."""
        if self._paragraphs and control.parts:
            named = control.title if "@" in control.title and not control.title.endswith("…") else None
            self._paragraphs[-1].add("".join(control.parts), self._facts.get(control.tag) or named)
            control.parts.clear()

    def _paragraph(self, text: str, marks: tuple[Mark, ...]) -> None:
        if not text:
            return
        self._number += 1
        if self._tables and len(text.split()) < _FEWEST_IN_PARAGRAPH:
            self._tables[-1][1].append((text, marks))
        else:
            heading = bool(_HEADING.match(self._style))
            self.passages.append(Passage(text, f"{self._noun} {self._number}", heading=heading, marks=marks))


def _joined(told: Sequence[Told]) -> Told:
    """The paragraphs of a cell as one text."""
    parts, marks, length = [], [], 0
    for text, of_text in told:
        marks += [Mark(length + mark.start, length + mark.end, mark.fact) for mark in of_text]
        parts.append(text)
        length += len(text) + 1
    return " ".join(parts), tuple(marks)
