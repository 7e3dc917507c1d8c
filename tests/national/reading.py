"""Reading finished publications back: the words of a page and of a PDF, as a reader sees them."""

from __future__ import annotations

from html.parser import HTMLParser

import pypdfium2

UNSEEN = {"style", "script", "head", "title", "desc"}
ENDS_A_LINE = {"p", "h1", "h2", "h3", "h4", "li", "tr", "figcaption", "caption", "summary", "div", "text"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in UNSEEN

    def handle_endtag(self, tag):
        self._hidden -= tag in UNSEEN
        if tag in ENDS_A_LINE:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" | ")

    def handle_data(self, data):
        if not self._hidden:
            self.parts.append(data)


def words_of_page(page: bytes) -> str:
    """The visible text of an HTML page, a line for each block."""
    reader = _Words()
    reader.feed(page.decode())
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def words_of_pdf(pdf: bytes) -> list[str]:
    """The text of each page of a PDF; words that were broken at the end of a line are whole again."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page_words(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def _page_words(text: str) -> str:
    whole = text.replace("\u00ad\r\n", "").replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\u00ad", "")
    return "\n".join(" ".join(line.split()) for line in whole.splitlines()) + "\n"
