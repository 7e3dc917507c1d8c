"""XML read as a stream of events, refusing what a document has no use for: a document type with entities."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from reportgen.errors import Place, Problem, UserError

Attributes = dict[str, str]


def read_xml(
    content: bytes,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    *,
    may_have_type: bool = False,
) -> None:
    """Tell what stands in an XML file; raises UserError when it is damaged.

    Names come without their namespace. An attribute that has one comes with it too ("urn:… id"), as an element may have
    another of that name.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: start(_local(tag), _locals(attributes))
    parser.EndElementHandler = lambda tag: end(_local(tag))
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse
    if not may_have_type:
        parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, _RefusedError):
        raise UserError(damaged(name)) from None


def damaged(name: str) -> Problem:
    """Say that a file cannot be read as what it claims to be."""
    return Problem(
        "dit bestand is beschadigd.",
        "Open het in het programma waarmee het gemaakt is en bewaar het opnieuw.",
        Place(name),
    )


class _RefusedError(Exception):
    pass


def _refuse(*_: object) -> None:
    raise _RefusedError


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _locals(attributes: Attributes) -> Attributes:
    return {_local(name): value for name, value in attributes.items()} | attributes
