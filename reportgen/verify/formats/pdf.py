"""PDF: lines joined into paragraphs by their distance and the size of their letters, each with its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from reportgen.errors import Place, Problem, UserError
from reportgen.ledger import Entry, from_json
from reportgen.verify.documents import Passage, is_prose
from reportgen.verify.formats.tagged import attached, read_tagged
from reportgen.verify.formats.text import looks_like_heading
from reportgen.verify.formats.xml import damaged

_BROKEN_WORD = "\ufffe"
_LOOSEST = 1.8
"""How many times the size of its letters a line may stand below the one before it, in one paragraph."""
_HEADING = 1.12


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text on page `page`; `left`, `bottom` and the `size` of its letters in points."""

    text: str
    page: int
    left: float
    bottom: float
    size: float


def read_pdf(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read the passages of a PDF, those of one of our own by its tags; raises UserError for one damaged or locked."""
    with _opened(content, name) as document:
        if attached(document) is not None and pdfium.FPDFCatalog_IsTagged(document):
            return read_tagged(document)
        lines = [line for number in range(len(document)) for line in _lines(document, number)]
    return tuple(_passages(lines))


def read_structure(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read the passages of a tagged PDF by its tags; raises UserError for one damaged or locked."""
    with _opened(content, name) as document:
        return read_tagged(document)


def ledger_in(content: bytes) -> tuple[Entry, ...]:
    """The ledger that a PDF of our own brings along; none for any other."""
    with _opened(content, "") as document:
        data = attached(document)
    try:
        return from_json(data.decode()) if data else ()
    except (ValueError, KeyError, TypeError):
        return ()


def is_tagged(content: bytes) -> bool:
    """Whether a PDF has tags."""
    with _opened(content, "") as document:
        return bool(pdfium.FPDFCatalog_IsTagged(document))


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            locked = Problem("deze pdf is met een wachtwoord beveiligd.", "Bewaar hem zonder wachtwoord.", Place(name))
            raise UserError(locked) from None
        raise UserError(damaged(name)) from None
    try:
        yield document
    except pypdfium2.PdfiumError:
        raise UserError(damaged(name)) from None
    finally:
        document.close()


def _lines(document: pypdfium2.PdfDocument, number: int) -> Iterator[_Line]:
    page = document[number]
    text = page.get_textpage()
    at = 0
    for line in text.get_text_range().split("\r\n"):
        begin = at + len(line) - len(line.lstrip())
        at += len(line) + 2
        if not line.strip() or begin >= text.count_chars():
            continue
        left, bottom, _, _ = text.get_charbox(begin, loose=True)
        size = pdfium.FPDFText_GetFontSize(text, begin)
        yield _Line(line.replace(_BROKEN_WORD, "").strip(), number + 1, left, bottom, size or 1.0)
    text.close()
    page.close()


def _passages(lines: Sequence[_Line]) -> Iterator[Passage]:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    for page, on_page in groupby(lines, key=lambda line: line.page):
        for paragraph in _paragraphs(list(on_page)):
            text = _joined(paragraph)
            heading = paragraph[0].size > body * _HEADING or looks_like_heading(text)
            yield Passage(text, f"pagina {page}", heading=heading and is_short(text), table=not is_prose(text))


def is_short(text: str) -> bool:
    """Whether a text has the length of a heading."""
    return len(text.split()) <= 20


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph[-1], line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(above: _Line, line: _Line) -> bool:
    if above.text[-1:].isdigit() and line.text[:1].isdigit():  # the rows of a list of contents
        return False
    down = above.bottom - line.bottom
    return abs(above.size - line.size) < 0.6 and -1 < down < _LOOSEST * line.size and abs(above.left - line.left) < 40


def _joined(lines: Sequence[_Line]) -> str:
    """The lines as one text; a word that was broken off with a hyphen is whole again."""
    text = lines[0].text
    for line in lines[1:]:
        broken = text.endswith("\u00ad") or (text.endswith("-") and line.text[:1].islower() and text[-2:-1].isalpha())
        text = text[:-1] + line.text if broken and not line.text.startswith(("en ", "of ")) else f"{text} {line.text}"
    return text.replace("\u00ad", "")
