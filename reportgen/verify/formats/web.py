"""Web pages: paragraphs, headings, list items, tables with their heads, and what is said of an image."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from reportgen.verify.documents import Passage
from reportgen.verify.formats.marks import MarkedText
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
        "textarea",
        "option",
        "g",
    ]
)
_CELLS = frozenset({"text", "textarea"})
"""What holds no sentences: the words in a drawing, and the numbers of a table to copy."""
_SILENT = frozenset({"script", "style", "template", "noscript", "metadata"})
_DECLARED = re.compile(r"<body\b[^>]*\bdata-numbers=\"([^\"]*)\"")
_TIED = frozenset({"alt", "aria-label"})
"""What a fact beside it belongs to."""
_DESCRIBED = ("alt", "aria-label", "title", "aria-description")


def read_web(content: bytes, _name: str) -> tuple[Passage, ...]:
    """Read the passages of a web page, each with its line."""
    page = _Page()
    page.feed(decoded(content))
    page.close()
    page.flush()
    return tuple(page.passages)


def declared_in_web(content: bytes) -> str:
    """The numbers that a web page of our own says it holds; "" for any other."""
    found = _DECLARED.search(decoded(content))
    return unescape(found[1]) if found else ""


class _Page(HTMLParser):
    """Collects text until a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self._text = MarkedText()
        self._facts: list[tuple[str, str]] = []
        self._line = 1
        self._heading = False
        self._silent = 0
        self._within = 0
        self._drawn = False
        self._tables: list[Table] = []
        self._cell: tuple[bool, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "button" and "popovertarget" in attributes:
            self._within += 1  # a word in a sentence, that opens what there is to tell of it
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.flush()
            self._heading, self._drawn = tag in _HEADINGS, tag in _CELLS
        self._describe(attributes)
        fact = attributes.get("value" if tag == "data" else "data-fact")
        if fact and not attributes.keys() & _TIED:  # else it is the fact of that
            self._facts.append((tag, fact))
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.flush()
            self._tables.append(Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif tag in {"td", "th"} and self._tables:
            self.flush()
            span = attributes.get("colspan", "1")
            self._cell = tag == "th", int(span) if span.isdigit() else 1
        elif tag == "br" or attributes.get("role") == "doc-noteref":  # which is no part of the number before it
            self._text.add(" ")

    def _describe(self, attributes: dict[str, str]) -> None:
        """Read what is said of an image in its attributes, with the facts of that."""
        for name in _DESCRIBED:
            if any(sign.isdigit() for sign in attributes.get(name, "")):
                told = MarkedText()
                told.add(attributes[name], attributes.get("data-fact") if name in _TIED else None)
                text, marks = told.take()
                self.passages.append(Passage(text, f"regel {self.getpos()[0]}", marks=marks))

    def handle_endtag(self, tag: str) -> None:
        if self._facts and self._facts[-1][0] == tag:
            self._facts.pop()
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "caption" and self._tables:
            known = len(self.passages)
            self.flush()
            self._tables[-1].caption = self.passages[-1].text if len(self.passages) > known else ""
        elif tag in {"td", "th"} and self._tables and self._cell is not None:
            head, span = self._cell
            text, marks = self._text.take()
            self._tables[-1].add(text, f"regel {self._line}", is_head=head, span=min(span, 50), marks=marks)
            self._cell = None
        elif tag == "table" and self._tables:
            self.passages += self._tables.pop().passages()
        elif tag == "button" and self._within:
            self._within -= 1
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._text.is_blank():
            self._line = self.getpos()[0]
        self._text.add(data, self._facts[-1][1] if self._facts else None)

    def flush(self) -> None:
        """End a passage."""
        if self._cell is not None:
            self._text.add(" ")
            return
        text, marks = self._text.take()
        if text:
            place = f"regel {self._line}"
            self.passages.append(Passage(text, place, heading=self._heading, table=self._drawn, marks=marks))
        self._heading = self._drawn = False
