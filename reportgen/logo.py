"""A brand's logo: SVG that will stand in web pages as it is, and may therefore do nothing but draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from reportgen.errors import Place, Problem, UserError

_SVG = "http://www.w3.org/2000/svg svg"
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"})
_INSIDE = ("#", "data:image/")
_AGAIN = "Laat het opnieuw exporteren als gewone SVG (UTF-8), met alles erin en zonder script."


def parse_logo(content: bytes, file: str) -> str:
    """Read a drawing; raises UserError when it is no SVG, is broken, runs something or needs anything from outside."""
    parser = expat.ParserCreate(namespace_separator=" ")
    drawn: list[str] = []

    def refuse(what: str) -> NoReturn:
        raise UserError(Problem(what, _AGAIN, Place(file, parser.CurrentLineNumber)))

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        drawn.append(tag)
        if drawn == [tag] and name != _SVG:
            refuse("het logo is geen SVG.")
        if tag in _ACTIVE or any(key.startswith("on") for key in attributes):
            refuse(f"het logo doet meer dan tekenen (in <{tag}>).")
        links = (value for key, value in attributes.items() if key.rpartition(" ")[2] == "href")
        if not all(link.startswith(_INSIDE) for link in links):
            refuse(f"het logo verwijst naar iets daarbuiten (in <{tag}>).")

    def declare(*_: object) -> None:
        refuse("het logo bevat eigen afkortingen (ENTITY).")

    parser.StartElementHandler = begin
    parser.EntityDeclHandler = declare
    try:
        drawing = content.decode("utf-8-sig")
        parser.Parse(content, True)
    except UnicodeDecodeError:
        raise UserError(Problem("het logo is geen SVG, of geen UTF-8.", _AGAIN, Place(file))) from None
    except expat.ExpatError as error:
        what = "het logo is geen SVG, of het is beschadigd."
        raise UserError(Problem(what, _AGAIN, Place(file, error.lineno))) from None
    return drawing
