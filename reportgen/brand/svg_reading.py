"""Reads the SVG of a logo as a tree that remembers its lines, and refuses what does more than draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from reportgen.errors import Place, Problem, UserError

SVG = "http://www.w3.org/2000/svg"
MOST_BYTES, MOST_PARTS, DEEPEST = 1_000_000, 20_000, 60
AGAIN = "Laat het opnieuw exporteren als gewone SVG (UTF-8), met alles erin en zonder script."
_SEPARATOR = " "
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "listener", "set", "animate"})
_ANIMATED = "animate"
_INSIDE = ("#", "data:image/")


@dataclass(slots=True)
class SvgTree:
    """The root of a drawing, and where its elements begin."""

    file: str
    root: Element
    lines: dict[Element, int] = field(default_factory=dict)

    def refuse(self, what: str, remedy: str, element: Element | None = None) -> NoReturn:
        """Raise UserError about an element, or about all of it."""
        line = None if element is None else self.lines.get(element)
        raise UserError(Problem(what, remedy, Place(self.file, line)))


def read_svg(content: bytes, file: str) -> SvgTree:
    """Read a drawing; raises UserError when it is no SVG, is broken, runs something or needs anything from outside."""
    if len(content) > MOST_BYTES:
        what = f"het logo is {len(content) / 1e6:.1f} MB groot, en hooguit 1 MB mag.".replace(".", ",", 1)
        raise UserError(Problem(what, "Laat het eenvoudiger tekenen, of lever een PNG.", Place(file)))
    try:
        content.decode("utf-8-sig")
        return _Reader(file).read(content)
    except UnicodeDecodeError:
        raise UserError(Problem("het logo is geen SVG, of geen UTF-8.", AGAIN, Place(file))) from None
    except expat.ExpatError as error:
        what = "het logo is geen SVG, of het is beschadigd."
        raise UserError(Problem(what, AGAIN, Place(file, error.lineno))) from None


class _Reader:
    """Builds the tree element by element, and stops at the first that a logo may not have."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._builder = TreeBuilder()
        self._lines: dict[Element, int] = {}
        self._depth = 0
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.EntityDeclHandler = self._declare

    def read(self, content: bytes) -> SvgTree:
        self._parser.Parse(content, True)
        return SvgTree(self._file, self._builder.close(), self._lines)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        tag = name.rpartition(_SEPARATOR)[2]
        if not self._lines and name != f"{SVG}{_SEPARATOR}svg":
            self._refuse("het logo is geen SVG.")
        if tag in _ACTIVE or tag.startswith(_ANIMATED) or any(key.startswith("on") for key in attributes):
            self._refuse(f"het logo doet meer dan tekenen (in <{tag}>).")
        links = (value for key, value in attributes.items() if key.rpartition(_SEPARATOR)[2] == "href")
        if not all(link.startswith(_INSIDE) for link in links):
            self._refuse(f"het logo verwijst naar iets daarbuiten (in <{tag}>).")
        if self._depth > DEEPEST or len(self._lines) == MOST_PARTS:
            self._refuse("het logo is te ingewikkeld getekend.", "Laat het eenvoudiger tekenen, of lever een PNG.")
        element = self._builder.start(_named(name), {_named(key): value for key, value in attributes.items()})
        self._lines[element] = self._parser.CurrentLineNumber

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_named(name))

    def _declare(self, *_: object) -> None:
        self._refuse("het logo bevat eigen afkortingen (ENTITY).")

    def _refuse(self, what: str, remedy: str = AGAIN) -> NoReturn:
        raise UserError(Problem(what, remedy, Place(self._file, self._parser.CurrentLineNumber)))


def _named(name: str) -> str:
    """Write a name as ElementTree does: without a namespace when it is SVG's own."""
    space, _, local = name.rpartition(_SEPARATOR)
    return local if space in {"", SVG} else f"{{{space}}}{local}"
