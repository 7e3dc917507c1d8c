"""The pieces of a publication set by WeasyPrint, each laid out once and painted once."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from reportgen.brand import Brand
from reportgen.errors import Problem, UserError, gathering
from reportgen.publish.complaints import Complaints
from reportgen.publish.fetching import Fetcher, ForbiddenAddressError
from reportgen.publish.fonts import file_fonts
from reportgen.publish.pdf import load_engine, nothing_only_logged
from reportgen.publish.pieces import Kept, Leaf
from reportgen.publish.tagging import repair

if TYPE_CHECKING:
    from weasyprint import Document

T = TypeVar("T")

VARIANT = "pdf/a-3a"
"""Archivable and tagged; `tagging.repair` makes it PDF/UA-1 as well."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Setting:
    """Sets pieces of HTML in the fonts of a brand; `kept` finds those that were set before."""

    def __init__(self, brand: Brand, complaints: Complaints, kept: Kept) -> None:
        self._brand = brand
        self._complaints = complaints
        self._kept = kept
        self._weasyprint: Any = load_engine()
        from weasyprint.text.fonts import FontConfiguration

        self._fetcher = Fetcher(font.path for font in brand.fonts)
        self._fonts = FontConfiguration()
        self._sheets: dict[str, Any] = {}
        self._documents: dict[str, Document] = {}
        self._leaves: dict[str, tuple[Leaf, ...]] = {}

    def lay_out(self, source: str) -> tuple[Leaf, ...]:
        """The pages of a piece; raises UserError for what WeasyPrint would merely log, as `paint_all` does."""
        if source not in self._leaves:
            told = self._kept("leaves", source, partial(self._told, source))
            self._leaves[source] = tuple(_leaf(page) for page in json.loads(told))
        return self._leaves[source]

    def paint_all(self, sources: Iterable[str]) -> list[bytes]:
        """The PDF of each piece."""
        problems: list[Problem] = []
        painted: list[bytes] = []
        for source in sources:
            with gathering(problems):
                painted.append(self._kept("pieces", source, partial(self._painted, source)))
        if problems:
            raise UserError(dict.fromkeys(problems))
        return painted

    def _told(self, source: str) -> bytes:
        return _as_json(self._document(source))

    def _document(self, source: str) -> Document:
        if source not in self._documents:
            self._documents[source] = self._watched(lambda: self._set(source))
        return self._documents[source]

    def _set(self, source: str) -> Document:
        sheets = [self._sheet(text) for text in (file_fonts(self._brand.fonts), *_STYLE.findall(source))]
        page = self._weasyprint.HTML(string=_STYLE.sub("", source), url_fetcher=self._fetcher)
        return page.render(font_config=self._fonts, stylesheets=sheets)

    def _sheet(self, text: str) -> Any:
        """The rules of a style sheet: they are read once, though every piece brings them along."""
        if text not in self._sheets:
            self._sheets[text] = self._weasyprint.CSS(string=text, font_config=self._fonts, url_fetcher=self._fetcher)
        return self._sheets[text]

    def _painted(self, source: str) -> bytes:
        document = self._document(source)
        own_name = hashlib.sha256(source.encode()).hexdigest()[:8]  # no other piece names its elements so
        finish = partial(repair, prefix=f"{own_name}-")
        painted: bytes = self._watched(lambda: document.write_pdf(pdf_variant=VARIANT, finisher=finish))
        self._refuse_other_fonts(document)
        return painted

    def _watched(self, work: Callable[[], T]) -> T:
        try:
            with nothing_only_logged(self._complaints):
                return work()
        except ForbiddenAddressError as error:
            remedy = "Zet beeld als data in de pagina; een publicatie laadt niets van buiten."
            raise UserError(Problem(f"De pdf zou “{error}” laden, en dat mag niet.", remedy)) from error

    def _refuse_other_fonts(self, document: Document) -> None:
        own = self._brand.theme.family
        if foreign := sorted({font.family for font in document.fonts.values()} - {own}):
            remedy = f"Gebruik alleen tekens die {own} heeft."
            raise UserError(Problem(f"De pdf zou ook de letter {', '.join(foreign)} bevatten.", remedy))


def _as_json(document: Document) -> bytes:
    leaves = (
        Leaf(
            page.height,
            {name: place[:2] for name, place in page.anchors.items()},
            tuple((level, words, *place) for level, words, place, _ in page.bookmarks),
        )
        for page in document.pages
    )
    return json.dumps([asdict(leaf) for leaf in leaves]).encode()


def _leaf(page: dict[str, Any]) -> Leaf:
    anchors = {name: (across, down) for name, (across, down) in page["anchors"].items()}
    bookmarks = tuple((level, words, across, down) for level, words, across, down in page["bookmarks"])
    return Leaf(page["height"], anchors, bookmarks)
