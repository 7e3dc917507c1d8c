"""What a page says of its elements and WeasyPrint 70 leaves out of their tags: another language, notes and references.

A tag doesn't say which element it is of. But tags are made in the order of the boxes on the pages, so that the boxes of
all `span`s are in the same order as their tags, and those of all `div`s too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from weasyprint import Document

NOTE, NOTE_REFERENCE = "endnote", "noteref"
"""The classes of a note (a `div`) and of what refers to it (a `span`)."""
_TAGS = {"span": "/Span", "div": "/Div"}


class UnknownTagsError(RuntimeError):
    """The tags are not those of the boxes: WeasyPrint makes them otherwise than it did."""


def describe_elements(
    document: Document, tags: Iterable[pydyf.Dictionary], prefix: str = ""
) -> Iterator[pydyf.Dictionary]:
    """Complete the tags of a document, given in their order; yields those of its notes, which now have a name.

    Such a name begins with `prefix`.

    Raises UnknownTagsError when it cannot be told which element a tag is of.
    """
    boxes: dict[str, list[Any]] = {tag: [] for tag in _TAGS.values()}
    for page in document.pages:
        for box in _boxes(page._page_box):
            boxes[_TAGS[box.element_tag]].append(box)
    if not any(_is_told(box.element) for found in boxes.values() for box in found):
        return
    elements: dict[str, list[pydyf.Dictionary]] = {tag: [] for tag in _TAGS.values()}
    for tag in tags:
        if tag["S"] in elements and not _is_text(tag):
            elements[tag["S"]].append(tag)
    for kind, found in boxes.items():
        if len(found) != len(elements[kind]):
            raise UnknownTagsError(f"{len(found)} boxes have {len(elements[kind])} tags {kind}")
        for box, tag in zip(found, elements[kind], strict=True):
            yield from _complete(box.element, tag, prefix)


def _complete(element: Any, tag: pydyf.Dictionary, prefix: str) -> Iterator[pydyf.Dictionary]:
    classes = element.get("class", "").split()
    if language := element.get("lang"):
        tag["Lang"] = pydyf.String(language)
    if NOTE_REFERENCE in classes:
        tag["S"] = "/Reference"
    if NOTE in classes:
        tag["S"], tag["ID"] = "/Note", pydyf.String(f"{prefix}note{tag.number}")
        yield tag


def _is_told(element: Any) -> bool:
    return "lang" in element.attrib or not {NOTE, NOTE_REFERENCE}.isdisjoint(element.get("class", "").split())


def _is_text(tag: pydyf.Dictionary) -> bool:
    """Whether a tag is that of a piece of text, which no element made."""
    return bool(tag["K"]) and all(isinstance(kid, int) for kid in tag["K"])


def _boxes(box: Any) -> Iterator[Any]:
    """The boxes of the elements in question under a box, in the order of their tags; margins of a page have no tags."""
    from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox
    from weasyprint.layout.absolute import AbsolutePlaceholder

    pending = [box]
    while pending:
        one = pending.pop()
        if isinstance(one, AbsolutePlaceholder):
            one = one._box
        if isinstance(one, MarginBox | TextBox):
            continue
        if one.element is not None and one.element_tag in _TAGS and not isinstance(one, LineBox):
            yield one
        pending.extend(reversed(one.children))
