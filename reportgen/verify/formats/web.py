"""Web pages: paragraphs, headings, list items, tables with their heads, and what is said of an image."""

from __future__ import annotations

from html.parser import HTMLParser

from reportgen.verify.documents import Passage
from reportgen.verify.formats.tables import Table
from reportgen.verify.formats.text import decoded

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "legend", "summary"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "svg",
        "tbody",
        "thead",
        "tfoot",
        "text",
        "desc",
        "ul",
        "label",
        "option",
        "g",
    ]
)
_SILENT = frozenset({"script", "style", "template", "noscript", "metadata"})
_DESCRIBED = ("alt", "aria-label", "title", "aria-description")


def read_web(content: bytes, _name: str) -> tuple[Passage, ...]:
    """Read the passages of a web page, each with its line."""
    page = _Page()
    page.feed(decoded(content))
    page.close()
    page.flush()
    return tuple(page.passages)


class _Page(HTMLParser):
    """Collects text until a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self._parts: list[str] = []
        self._line = 1
        self._heading = False
        self._silent = 0
        self._drawn = False
        self._tables: list[Table] = []
        self._cell: tuple[bool, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        for name in _DESCRIBED:
            if any(sign.isdigit() for sign in attributes.get(name, "")):
                self.passages.append(Passage(attributes[name], f"regel {self.getpos()[0]}"))
        if tag in _SILENT:
            self._silent += 1
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.flush()
            self._heading, self._drawn = tag in _HEADINGS, tag == "text"
        elif tag == "table":
            self.flush()
            self._tables.append(Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif tag in {"td", "th"} and self._tables:
            self.flush()
            span = attributes.get("colspan", "1")
            self._cell = tag == "th", int(span) if span.isdigit() else 1
        elif tag == "br":
            self._parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "caption" and self._tables:
            self._tables[-1].caption = " ".join("".join(self._parts).split())
            self.flush()
        elif tag in {"td", "th"} and self._tables and self._cell is not None:
            head, span = self._cell
            self._tables[-1].add("".join(self._parts), f"regel {self._line}", is_head=head, span=min(span, 50))
            self._parts, self._cell = [], None
        elif tag == "table" and self._tables:
            self.passages += self._tables.pop().passages()
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not any(part.strip() for part in self._parts):
            self._line = self.getpos()[0]
        self._parts.append(data)

    def flush(self) -> None:
        """End a passage."""
        if self._cell is not None:
            self._parts.append(" ")
            return
        text = " ".join("".join(self._parts).replace("\u00ad", "").split())
        if text:
            self.passages.append(Passage(text, f"regel {self._line}", heading=self._heading, table=self._drawn))
        self._parts, self._heading, self._drawn = [], False, False
