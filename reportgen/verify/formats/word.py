"""Word documents (.docx): paragraphs, headings, tables, text boxes and footnotes, with what was deleted left out."""

from __future__ import annotations

import io
import re
import zipfile

from reportgen.errors import UserError
from reportgen.verify.documents import Passage
from reportgen.verify.formats.tables import Table
from reportgen.verify.formats.xml import Attributes, damaged, read_xml

_PARTS = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml")
_PLACES = {"footnotes": "voetnoot", "endnotes": "eindnoot", "comments": "opmerking"}
_LARGEST_PART = 300_000_000
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
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise UserError(damaged(name)) from None
    passages: list[Passage] = []
    for filename, xml in read:
        found = _PARTS.fullmatch(filename)
        part = _Part(_PLACES.get(found[1] if found else "", "alinea"))
        read_xml(xml, name, part.start, part.end, part.text)
        passages += part.passages
    return tuple(passages)


class _Part:
    """One part of the document, while it is read."""

    def __init__(self, noun: str) -> None:
        self.passages: list[Passage] = []
        self._noun = noun
        self._number = 0
        self._style = ""
        self._paragraphs: list[list[str]] = []
        self._tables: list[tuple[Table, list[str]]] = []
        self._is_text = False
        self._is_fallback = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Fallback":
            self._is_fallback += 1
        elif tag == "p":
            self._paragraphs.append([])
            self._style = ""
        elif tag == "pStyle":
            self._style = attributes.get("val", "")
        elif tag == "t":
            self._is_text = not self._is_fallback
        elif tag in {"tab", "br", "cr"} and self._paragraphs:
            self._paragraphs[-1].append(" ")
        elif tag == "noBreakHyphen" and self._paragraphs:
            self._paragraphs[-1].append("-")
        elif tag == "tbl":
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
        elif tag == "p" and self._paragraphs:
            self._paragraph("".join(self._paragraphs.pop()))
        elif tag == "tc" and self._tables:
            table, texts = self._tables[-1]
            table.add(" ".join(texts), f"{self._noun} {self._number}")
        elif tag == "tbl" and self._tables:
            self.passages += self._tables.pop()[0].passages()

    def text(self, data: str) -> None:
        if self._is_text and self._paragraphs:
            self._paragraphs[-1].append(data)

    def _paragraph(self, text: str) -> None:
        if not text.strip():
            return
        self._number += 1
        if self._tables and len(text.split()) < 12:
            self._tables[-1][1].append(text)
        else:
            heading = bool(_HEADING.match(self._style))
            self.passages.append(Passage(text, f"{self._noun} {self._number}", heading=heading))
