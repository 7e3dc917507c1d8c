"""A publication on paper, piece by piece: each is set by itself, and again only when it changes.

A piece is a section that opens a page, which a template tells with `data-piece`. On which page something stands is
filled in when that is known: an element with `data-of="#name"` gets that page as `data-page`, unless it has a name
itself and turns out to stand on the same page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.errors import Problem, UserError, gathering

ELSEWHERE = "elders:"
"""How the address begins of what stands in another piece; `joining` makes a link within the document of it."""
MOST_ROUNDS = 8
_PIECE = re.compile(r"(?=<section\b[^>]*\bdata-piece\b)")
_HTML = re.compile(r"<html\b[^>]*>")
_BODY = re.compile(r"<body\b[^>]*>")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_NAMED = re.compile(r'\bid="([^"]*)"')
_LINK = re.compile(r'\bhref="#([^"]*)"')
_OF = re.compile(r'\bdata-of="#([^"]*)"(?: id="([^"]*)")?')

Places = Mapping[str, int]
"""The page of each anchor."""
Closing = Callable[[Places], str]
"""Makes the HTML of what comes last, of the page that each anchor before it stands on."""
Kept = Callable[[str, str, Callable[[], bytes]], bytes]
"""Finds what was made before of a kind ("pieces") and from a source, or makes it."""


class UnsettledError(RuntimeError):
    """The pages go on changing with the numbers that are printed on them."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that was laid out: its height, where its anchors stand, and its bookmarks with their level and words.

    In CSS pixels from the top left.
    """

    height: float
    anchors: Mapping[str, tuple[float, float]]
    bookmarks: tuple[tuple[int, str, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the body of a page: all of its head, and what of that is about looks alone."""

    head: str
    looks: str
    end: str

    def around(self, chunk: str, start: int) -> str:
        """The HTML of a piece that begins on page `start`; the first one brings the title and the like."""
        if start == 1:
            return f"{self.head}{chunk}{self.end}"
        first = f"<style>@page :first {{ counter-reset: page {start} }}</style>"
        return f"{self.looks.replace('</head>', f'{first}</head>')}{chunk}{self.end}"


class _PageNumbers:
    """Fills in page numbers: where they lie ahead those of the last round, and in the first round none.

    A reference that named a page goes on doing so: without it, it might move to that page, and with it back again.
    """

    def __init__(self) -> None:
        self.places: Places | None = None
        self._naming: set[str] = set()

    def filled_in(self, chunk: str, behind: Places) -> str:
        """Fill in those of a piece, and let what leads out of it lead to another; `behind` has all places before it.

        What leads nowhere is left to be refused.
        """
        places = {**(self.places or {}), **behind}
        here = set(_NAMED.findall(chunk))

        def outward(link: re.Match[str]) -> str:
            leads_nowhere = self.places is not None and link[1] not in places
            return link[0] if link[1] in here or leads_nowhere else f'href="{ELSEWHERE}{link[1]}"'

        def numbered(reference: re.Match[str]) -> str:
            target, name = reference.groups()
            page = places.get(target)
            if name and page not in (None, places.get(name)):
                self._naming.add(name)
            is_told = page is not None and (not name or name in self._naming)
            return (f'data-page="{page}"' if is_told else "") + (f' id="{name}"' if name else "")

        return _OF.sub(numbered, _LINK.sub(outward, chunk))


def settle(
    html: str, closing: Closing | None, lay_out: Callable[[str], Sequence[Leaf]]
) -> tuple[list[str], tuple[Leaf, ...]]:
    """The HTML of each piece with the right page numbers in it, and all the pages.

    `lay_out` gives the pages of the HTML of a piece. Raises UserError with what is wrong in all pieces.
    """
    numbers = _PageNumbers()
    for _ in range(MOST_ROUNDS):
        sources, leaves = _laid_out(html, closing, lay_out, numbers)
        found = places_of(leaves)
        if found == numbers.places:
            return sources, leaves
        numbers.places = found
    raise UnsettledError(f"after {MOST_ROUNDS} rounds")


def places_of(leaves: Sequence[Leaf]) -> dict[str, int]:
    """The page that each anchor stands on, the first if there are more."""
    found: dict[str, int] = {}
    for number, leaf in enumerate(leaves, 1):
        for anchor in leaf.anchors:
            found.setdefault(anchor, number)
    return found


def _laid_out(
    html: str, closing: Closing | None, lay_out: Callable[[str], Sequence[Leaf]], numbers: _PageNumbers
) -> tuple[list[str], tuple[Leaf, ...]]:
    """Lay out all pieces once."""
    problems: list[Problem] = []
    sources: list[str] = []
    leaves: list[Leaf] = []
    for frame, chunk in _chunks(html, closing, leaves):
        sources.append(frame.around(numbers.filled_in(chunk, places_of(leaves)), len(leaves) + 1))
        with gathering(problems):
            leaves.extend(lay_out(sources[-1]))
    if problems:
        raise UserError(dict.fromkeys(problems))
    return sources, tuple(leaves)


def _chunks(html: str, closing: Closing | None, leaves: Sequence[Leaf]) -> Iterator[tuple[_Frame, str]]:
    yield from _split(html)
    if closing is not None:
        yield from _split(closing(places_of(leaves)))


def _split(html: str) -> Iterator[tuple[_Frame, str]]:
    """Cut the body of a page into its pieces; what stands before the first is one too."""
    body = _BODY.search(html)
    if body is None or "</body>" not in html:
        yield _Frame("", "", ""), html
        return
    head, inner, end = html[: body.end()], html[body.end() : html.rindex("</body>")], html[html.rindex("</body>") :]
    root = _HTML.search(head)
    styles = "\n".join(_STYLE.findall(head))
    looks = f'<!DOCTYPE html>\n{root[0] if root else "<html>"}<head><meta charset="utf-8">{styles}</head>{body[0]}'
    chunks = _PIECE.split(inner)
    yield from ((_Frame(head, looks, end), chunk) for chunk in chunks if chunk.strip() or len(chunks) == 1)
