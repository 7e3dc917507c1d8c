"""The logical structure of a tagged PDF as a screen reader hears it, with the text of every element."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

Place = tuple[int, int]
"""A page, and the number of marked content on it."""


@dataclass(slots=True)
class Element:
    """A tag with its attributes, its own text (the lines of a paragraph joined) and what is under it.

    `headers` are the texts of the headers that a cell points to.
    """

    tag: str
    attributes: dict[str, str]
    identifier: str = ""
    headers: tuple[str, ...] = ()
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    def whole_text(self) -> str:
        return self.text + "".join(child.whole_text() for child in self.children)

    def lines(self, depth: int = 0) -> Iterator[str]:
        about = "".join(f" {name}={value}" for name, value in self.attributes.items())
        about += f" [{' / '.join(self.headers)}]" if self.headers else ""
        text = self.text.replace("\u00ad", "").strip()
        yield "  " * depth + self.tag + about + (f" “{text}”" if text else "")
        for child in self.children:
            yield from child.lines(depth + 1)


@dataclass(slots=True)
class Structure:
    """The tree, the text that is marked as decoration, and the text that belongs to nothing."""

    root: Element
    artifacts: list[str]
    loose: list[str]


def read_structure(pdf: bytes) -> Structure:
    """Read the structure tree of a PDF."""
    device = _read_marked_text(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        (top,) = document.Root.StructTreeRoot.K
        used: set[Place] = set()
        root = _element(top, pages, device.text, used)
    named = {element.identifier: element.whole_text() for element in root.walk() if element.identifier}
    for element in root.walk():
        element.headers = tuple(named[header] for header in element.headers)
    loose = [text for place, text in device.text.items() if place not in used and text.strip()]
    return Structure(root, device.artifacts, loose + device.unmarked)


def _element(tag: Any, pages: Mapping[Any, int], text: Mapping[Place, str], used: set[Place]) -> Element:
    headers = tag.get("/A", {}).get("/Headers", ())
    identifier = str(tag.get("/ID", ""))
    element = Element(str(tag.S)[1:], dict(_attributes(tag)), identifier, tuple(str(header) for header in headers))
    for kid in tag.get("/K", []):
        if isinstance(kid, int):
            place = pages[tag.Pg.objgen], int(kid)
            used.add(place)
            element.text += text.get(place, "")
        elif kid.get("/Type") == "/StructElem":
            child = _element(kid, pages, text, used)
            _add(child, element)
    return element


def _add(child: Element, element: Element) -> None:
    """Put a child under an element; every line of a paragraph is a Span of its own, and those are joined."""
    if child.tag != "Span" or child.children or child.attributes:
        element.children.append(child)
    elif not element.children:
        element.text = _joined(element.text, child.text)
    elif element.children[-1].tag == "Span" and not (element.children[-1].children or element.children[-1].attributes):
        element.children[-1].text = _joined(element.children[-1].text, child.text)
    else:
        element.children.append(child)


def _attributes(tag: Any) -> Iterator[tuple[str, str]]:
    for name in ("/Alt", "/Lang"):
        if name in tag:
            yield name[1:], str(tag[name])
    about = tag.get("/A", {})
    for name in ("/Scope", "/ColSpan"):
        if name in about:
            yield name[1:], str(about[name]).removeprefix("/")


def _joined(line: str, following: str) -> str:
    """Two lines of a paragraph; a space at the end of a line isn't printed."""
    return line + following if not line or line.endswith(("\u00ad", " ")) else f"{line} {following}"


class _MarkedText(PDFTextDevice):
    """Gathers text by the marked content that it stands in."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.text: dict[Place, str] = {}
        self.artifacts: list[str] = []
        self.unmarked: list[str] = []
        self._stack: list[tuple[str, int | None]] = []
        self._page = -1

    def begin_page(self, page: Any, ctm: Any) -> None:
        self._page += 1

    def end_page(self, page: Any) -> None:
        pass

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        self._stack.append((tag.name, props.get("MCID") if isinstance(props, dict) else None))

    def end_tag(self) -> None:
        self._stack.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        text = "".join(_decode(textstate.font, part) for part in seq if isinstance(part, bytes))
        for tag, number in reversed(self._stack):
            if number is not None:
                self.text[self._page, number] = self.text.get((self._page, number), "") + text
                return
            if tag == "Artifact":
                self.artifacts.append(text)
                return
        self.unmarked.append(text)


def _decode(font: Any, codes: bytes) -> str:
    text = ""
    for code in font.decode(codes):
        try:
            text += font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text += "\ufffd"
    return text


def _read_marked_text(pdf: bytes) -> _MarkedText:
    manager = PDFResourceManager()
    device = _MarkedText(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(page)
    return device
