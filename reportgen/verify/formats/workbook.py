"""A workbook (.xlsx) taken apart: what the cells of each sheet show."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.errors import UserError
from reportgen.verify.formats.cell_formats import BUILT_IN, GENERAL, shown
from reportgen.verify.formats.xml import Attributes, damaged, read_xml

_LARGEST_PART = 300_000_000
_WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")

Rows = dict[int, dict[int, str]]
"""What the cells of a sheet show, by row and column, from 1."""


def read_sheets(content: bytes, name: str) -> dict[str, Rows]:
    """What each sheet shows, by its name; raises UserError when the workbook is damaged or locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if any(part.file_size > _LARGEST_PART for part in package.infolist()):
                raise UserError(damaged(name))
            return _Workbook(package, name).sheets()
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise UserError(damaged(name)) from None


class _Workbook:
    """The parts of a workbook that say what its cells show."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._names = frozenset(package.namelist())

    def sheets(self) -> dict[str, Rows]:
        """What each sheet shows, by its name."""
        parts = {link["Id"]: link["Target"] for link in self._elements("xl/_rels/workbook.xml.rels", "Relationship")}
        strings = _Strings()
        if "xl/sharedStrings.xml" in self._names:
            self._read("xl/sharedStrings.xml", strings)
        formats = self._formats()
        found = {}
        for sheet in self._elements(_WORKBOOK, "sheet"):
            part = posixpath.normpath(posixpath.join("/xl", parts[sheet["id"]])).lstrip("/")
            cells = _Cells(strings.texts, formats)
            self._read(part, cells)
            found[sheet["name"]] = cells.rows
        return found

    def _formats(self) -> list[str]:
        """The format code of each style of a cell."""
        if "xl/styles.xml" not in self._names:
            return []
        styles = _Styles()
        self._read("xl/styles.xml", styles)
        return [styles.codes.get(number, BUILT_IN.get(number, GENERAL)) for number in styles.used]

    def _elements(self, part: str, tag: str) -> list[Attributes]:
        found: list[Attributes] = []
        reader = _Elements(tag, found)
        self._read(part, reader)
        return found

    def _read(self, part: str, reader: _Reader) -> None:
        read_xml(self._package.read(part), self._name, reader.start, reader.end, reader.text)


class _Reader:
    """Follows an XML file; each kind listens to what it needs."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text stands here."""


@dataclass
class _Elements(_Reader):
    tag: str
    found: list[Attributes]

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == self.tag:
            self.found.append(attributes)


@dataclass
class _Styles(_Reader):
    codes: dict[int, str] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)
    inside: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "cellXfs":
            self.inside = True
        elif tag == "xf" and self.inside:
            self.used.append(int(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.inside = False


@dataclass
class _Strings(_Reader):
    """The texts that cells refer to, without what is written over Japanese."""

    texts: list[str] = field(default_factory=list)
    listening: bool = False
    over: bool = False

    def start(self, tag: str, _attributes: Attributes) -> None:
        if tag == "si":
            self.texts.append("")
        elif tag == "rPh":
            self.over = True
        elif tag == "t":
            self.listening = not self.over

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self.over = False
        elif tag == "t":
            self.listening = False

    def text(self, data: str) -> None:
        if self.listening:
            self.texts[-1] += data


@dataclass
class _Cells(_Reader):
    """The cells of one sheet."""

    strings: Sequence[str]
    formats: Sequence[str]
    rows: Rows = field(default_factory=dict)
    place: tuple[int, int] = (0, 0)
    kind: str = "n"
    style: int = 0
    value: str = ""
    listening: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            self.place = int(attributes.get("r", self.place[0] + 1)), 0
        elif tag == "c":
            reference = attributes.get("r")
            self.place = place_of(reference) if reference else (self.place[0], self.place[1] + 1)
            self.kind, self.style, self.value = attributes.get("t", "n"), int(attributes.get("s", "0")), ""
        elif tag in {"v", "t"}:
            self.listening = True

    def end(self, tag: str) -> None:
        if tag in {"v", "t"}:
            self.listening = False
        elif tag == "c" and self.value:
            row, column = self.place
            self.rows.setdefault(row, {})[column] = " ".join(self._shown().split())

    def text(self, data: str) -> None:
        if self.listening:
            self.value += data

    def _shown(self) -> str:
        if self.kind == "s":
            return self.strings[int(self.value)]
        if self.kind in {"str", "inlineStr", "e", "d"}:
            return self.value
        if self.kind == "b":
            return ""
        return shown(self.value, self.formats[self.style] if self.style < len(self.formats) else GENERAL)


def place_of(reference: str) -> tuple[int, int]:
    """The row and column that a cell's name stands for; raises ValueError when it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(f"no cell: {reference!r}")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column
