"""Presentations (.pptx): slide after slide its texts, tables and charts as they are read, and the speaker's notes.

In our own a part that PowerPoint keeps and doesn't show says of which facts the numbers are: by the id of the slide,
that of the box, and the place in it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportgen.errors import UserError
from reportgen.verify.documents import Mark, Passage
from reportgen.verify.formats.custom import facts_in_package
from reportgen.verify.formats.marks import NUMBER, MarkedText
from reportgen.verify.formats.slide_chart import read_chart
from reportgen.verify.formats.tables import Table
from reportgen.verify.formats.xml import Attributes, damaged, read_xml

_LARGEST_PART = 300_000_000
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_TITLES = frozenset({"title", "ctrTitle"})
_BOXES = frozenset({"sp", "graphicFrame", "pic"})
_SAME = "&"
"""The fact of a number that goes on what the one before it began, as in "13% tot 17%"."""
_NUMBER_OF_SLIDE = "slidenum"

Facts = Mapping[str, str]
"""Of each place, as "257.3.0", the facts of the numbers there."""


def read_slides(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read the passages of a presentation; raises UserError when it is damaged or locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if any(part.file_size > _LARGEST_PART for part in package.infolist()):
                raise UserError(damaged(name))
            return tuple(_Presentation(package, name).passages())
    except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise UserError(damaged(name)) from None


class _Presentation:
    """The parts of a presentation that a reader or a speaker sees."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._facts = facts_in_package(package, name)

    def passages(self) -> Iterator[Passage]:
        """What stands on the slides and under them, in the order in which they are shown."""
        main = "ppt/presentation.xml"
        links = self._links(main)
        for number, slide in enumerate(self._elements(main, "sldId"), 1):
            part, place = links[slide[_RELATION]], f"dia {number}"
            charts = {
                id_: self._package.read(target) for id_, target in self._links(part).items() if "/charts/" in target
            }
            yield from self._read(part, _Slide(slide["id"], place, self._facts, self._name, charts))
            for notes in self._links(part).values():
                if "/notesSlides/" in notes:
                    yield from self._read(notes, _Notes(slide["id"], f"{place}, notities", self._facts, self._name, {}))

    def _read(self, part: str, reader: _Slide) -> list[Passage]:
        read_xml(self._package.read(part), self._name, reader.start, reader.end, reader.text)
        return reader.passages

    def _elements(self, part: str, tag: str) -> list[Attributes]:
        found: list[Attributes] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == tag:
                found.append(attributes)

        read_xml(self._package.read(part), self._name, start, lambda _tag: None, lambda _text: None)
        return found

    def _links(self, part: str) -> dict[str, str]:
        """Where the relationships of a part lead within the package."""
        folder, file = posixpath.split(part)
        links = f"{folder}/_rels/{file}.rels"
        if links not in self._package.namelist():
            return {}
        return {
            link["Id"]: posixpath.normpath(posixpath.join("/", folder, link["Target"])).lstrip("/")
            for link in self._elements(links, "Relationship")
            if link.get("TargetMode") != "External"
        }


class _Slide:
    """One slide, while it is read."""

    def __init__(self, id_: str, place: str, facts: Facts, name: str, charts: Mapping[str, bytes]) -> None:
        self.passages: list[Passage] = []
        self._id, self._place, self._facts, self._name, self._charts = id_, place, facts, name, charts
        self._box = ""
        self._kind = ""
        self._paragraph: MarkedText | None = None
        self._paragraphs = 0
        self._table: Table | None = None
        self._cell = (0, 0)
        self._texts: list[str] = []
        self._is_text = self._is_number = False
        self._title = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in _BOXES:
            self._box, self._kind, self._paragraphs = "", "", 0
        elif tag == "cNvPr" and not self._box:
            self._box = attributes.get("id", "")
            self._describe(attributes.get("descr", ""))
        elif tag == "ph":
            self._kind = attributes.get("type", "body")
        elif tag == "p" and self._box:
            self._paragraph = MarkedText()
        elif tag == "fld":
            self._is_number = attributes.get("type") == _NUMBER_OF_SLIDE
        elif tag == "t":
            self._is_text = not self._is_number
        elif tag == "br" and self._paragraph is not None:
            self._paragraph.add(" ")
        elif tag == "chart" and _RELATION in attributes:
            self._read_chart(attributes[_RELATION])
        else:
            self._start_table(tag)

    def _start_table(self, tag: str) -> None:
        if tag == "tbl":
            self._table, self._cell = Table(), (-1, 0)
        elif tag == "tr" and self._table is not None:
            self._table.begin_row()
            self._cell = (self._cell[0] + 1, -1)
        elif tag == "tc":
            self._cell = (self._cell[0], self._cell[1] + 1)
            self._texts.clear()

    def end(self, tag: str) -> None:
        if tag == "t":
            self._is_text = False
        elif tag == "fld":
            self._is_number = False
        elif tag == "p" and self._paragraph is not None:
            text, _ = self._paragraph.take()
            self._paragraph = None
            self._end_paragraph(text)
        elif tag == "tc" and self._table is not None:
            text = " ".join(self._texts)
            row, column = self._cell
            self._table.add(text, self._place, is_head=row == 0, marks=self._marks(text, f"{row}.{column}"))
        elif tag == "tbl" and self._table is not None:
            self.passages += self._table.passages()
            self._table = None

    def text(self, data: str) -> None:
        if self._is_text and self._paragraph is not None:
            self._paragraph.add(data)

    def _end_paragraph(self, text: str) -> None:
        if self._table is not None:
            self._texts.append(text)
            return
        if text:
            is_title = self._kind in _TITLES
            self._title = self._title or (text if is_title else "")
            marks = self._marks(text, str(self._paragraphs))
            self.passages.append(Passage(text, self._place, heading=is_title, marks=marks))
        self._paragraphs += 1

    def _describe(self, text: str) -> None:
        if any(sign.isdigit() for sign in text):
            self.passages.append(Passage(text, f"{self._place}, omschrijving", marks=self._marks(text, "alt")))

    def _read_chart(self, relation: str) -> None:
        told = read_chart(self._charts[relation], self._name) if relation in self._charts else ()
        for where, text, heads in told:
            if any(sign.isdigit() for sign in text):
                named = " | ".join(filter(None, [*heads, self._title]))
                marks = self._marks(text, where)
                self.passages.append(Passage(text, f"{self._place}, grafiek", table=True, heads=named, marks=marks))

    def _marks(self, text: str, where: str) -> tuple[Mark, ...]:
        """Tie the numbers in a text to their facts, as long as there are as many of them as there were."""
        facts = self._facts.get(f"{self._id}.{self._box}.{where}", "")
        numbers, ids = list(NUMBER.finditer(text)), facts.split(";")
        marks: list[Mark] = []
        for number, id_ in zip(numbers, ids, strict=False) if len(numbers) == len(ids) else ():
            if id_ == _SAME and marks:
                marks[-1] = replace(marks[-1], end=number.end())
            elif id_ and id_ != _SAME:
                marks.append(Mark(number.start(), number.end(), id_))
        return tuple(marks)


class _Notes(_Slide):
    """The notes that come with a slide."""

    def start(self, tag: str, attributes: Attributes) -> None:
        super().start(tag, attributes)
        if tag == "cNvPr":
            self._box = "n"
