"""A tagged PDF by its structure: what belongs together, in the order in which it is read aloud."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from reportgen.verify.documents import Passage, is_prose
from reportgen.verify.formats.marks import MarkedText

ATTACHED = "ledger.json"
_WITHIN = frozenset(["Span", "Link", "Em", "Strong", "Code", "Reference"])
"""The tags of what stands within a paragraph; any other begins and ends a passage."""
_SPACE = 0.15
"""How far apart two pieces of a line stand, in the size of their letters, when there is a space between them."""
_APART = 0.6
"""How far apart they are when they have nothing to do with each other, as the words in a drawing."""
_LONGEST = 8192


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text object on a page, in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def attached(document: pypdfium2.PdfDocument) -> bytes | None:
    """The ledger that a PDF of our own brings along."""
    for number in range(pdfium.FPDFDoc_GetAttachmentCount(document)):
        attachment = pdfium.FPDFDoc_GetAttachment(document, number)
        if _string(pdfium.FPDFAttachment_GetName, attachment) == ATTACHED:
            return _file(attachment)
    return None


def read_tagged(document: pypdfium2.PdfDocument) -> tuple[Passage, ...]:
    """Read the passages of a tagged PDF; those in the margins of its pages come last."""
    bodies = _Body()
    margins: list[Passage] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        pieces = _pieces(page, text)
        bodies.read_page(page, pieces, number + 1)
        margins += _margin(pieces.get(-1, []), number + 1)
        text.close()
        page.close()
    return (*bodies.passages, *margins)


def _pieces(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> dict[int, list[_Piece]]:
    """The text objects of a page by the number of the marked content that they are in; -1 for none."""
    found: dict[int, list[_Piece]] = {}
    buffer = (ctypes.c_ushort * _LONGEST)()
    corners = [ctypes.c_float() for _ in range(4)]
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    for mark, thing in _text_objects(page):
        length = pdfium.FPDFTextObj_GetText(thing, text, buffer, 2 * _LONGEST)
        written = bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")
        pdfium.FPDFPageObj_GetBounds(thing, *corners)
        pdfium.FPDFPageObj_GetMatrix(thing, matrix)
        pdfium.FPDFTextObj_GetFontSize(thing, size)
        scale = abs(matrix.d) or 1.0
        left, right = corners[0].value, corners[2].value
        found.setdefault(mark, []).append(_Piece(written, left, right, matrix.f, size.value * scale))
    return found


def _text_objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, object]]:
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _within(pdfium.FPDFPage_GetObject(page, number), -1)


def _within(thing: object, mark: int) -> Iterator[tuple[int, object]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    own = pdfium.FPDFPageObj_GetMarkedContentID(thing)
    mark = own if own >= 0 else mark
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield mark, thing
    elif kind == pdfium.FPDF_PAGEOBJ_FORM:
        for number in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _within(pdfium.FPDFFormObj_GetObject(thing, number), mark)


@dataclass
class _Body:
    """Collects the passages of all pages; one that goes on over the end of a page is two."""

    passages: list[Passage] = field(default_factory=list)
    _text: MarkedText = field(default_factory=MarkedText)
    _last: _Piece | None = None
    _page: int = 0
    _heading: bool = False
    _cell: bool = False
    _heads: list[str] = field(default_factory=list)

    def read_page(self, page: pypdfium2.PdfPage, pieces: dict[int, list[_Piece]], number: int) -> None:
        self._page = number
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        try:
            for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                self._element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place), pieces, drawn=False)
        finally:
            pdfium.FPDF_StructTree_Close(tree)
        self._end()

    def _element(self, element: object, pieces: dict[int, list[_Piece]], *, drawn: bool) -> None:
        tag = _string(pdfium.FPDF_StructElement_GetType, element)
        drawn = drawn or tag == "Figure"
        if tag not in _WITHIN:
            self._end()
        if tag == "Figure" and (told := _string(pdfium.FPDF_StructElement_GetAltText, element)):
            self.passages.append(Passage(told, f"pagina {self._page}"))
        self._heading = self._heading or (tag[:1] == "H" and tag[1:].isdigit())
        self._cell = tag in {"TD", "TH"} or (self._cell and tag in _WITHIN)
        begin = len(self.passages)
        for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
            if child:
                self._element(child, pieces, drawn=drawn)
                continue
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
            for piece in pieces.get(mark, []) if mark >= 0 else ():
                self._add(piece, drawn=drawn)
        if tag not in _WITHIN:
            self._end()
        if tag == "Caption":
            self._heads = []
        elif tag == "THead":
            self._head(begin)

    def _add(self, piece: _Piece, *, drawn: bool) -> None:
        gap = _gap(self._last, piece)
        if drawn and gap > _APART:  # the letters of a drawing stand alone, and the spaces in it are among them
            self._end()
        elif not drawn and gap > _SPACE:
            self._text.add(" ")
        self._cell = self._cell or drawn
        self._text.add(_sound(piece.text))
        self._last = piece

    def _head(self, begin: int) -> None:
        """Leave out the heads of a table that are said again on the next page."""
        heads = [passage.text for passage in self.passages[begin:]]
        if heads == self._heads:
            del self.passages[begin:]
        self._heads = heads

    def _end(self) -> None:
        text, _ = self._text.take()
        if text:
            table = self._cell or not is_prose(text)
            self.passages.append(Passage(text, f"pagina {self._page}", heading=self._heading, table=table))
        self._last, self._heading, self._cell = None, False, False


def _margin(pieces: list[_Piece], page: int) -> Iterator[Passage]:
    text, last = MarkedText(), None
    for piece in pieces:
        if _gap(last, piece) > _SPACE:
            text.add(" ")
        text.add(_sound(piece.text))
        last = piece
    told, _ = text.take()
    if told:
        yield Passage(told, f"pagina {page}", table=True)


def _gap(last: _Piece | None, piece: _Piece) -> float:
    """How far a piece stands from the one before it, in the size of its letters; much for another line."""
    if last is None:
        return 0.0
    if abs(last.baseline - piece.baseline) > 0.2 * piece.size:
        return 1.0 if not last.text.rstrip().endswith(("\x02", "\ufffe")) else 0.0
    gap = (piece.left - last.right) / piece.size
    return -gap if gap < -_APART else gap


def _sound(text: str) -> str:
    """Leave out the mark of a word that goes on on the next line."""
    return text.replace("\x02", "").replace("\ufffe", "")


def _string(read: Callable[[object, object, int], int], thing: object) -> str:
    length = read(thing, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    read(thing, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def _file(attachment: object) -> bytes | None:
    length = ctypes.c_ulong()
    if not pdfium.FPDFAttachment_GetFile(attachment, None, 0, length) or not length.value:
        return None
    buffer = ctypes.create_string_buffer(length.value)
    pdfium.FPDFAttachment_GetFile(attachment, buffer, length.value, length)
    return buffer.raw
