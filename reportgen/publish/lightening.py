"""A drawing in fewer signs: each point is said from the one before, and what most texts have once, on the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

_PATH = re.compile(r'(?<=\sd=")[^"]+')
_STEP = re.compile(r"([MLCQZz])([-\d. ]*)")
_UNDERSTOOD = re.compile(r"M[-\d. MLCQZz]*")
_PER_UNIT = 100
"""Points are kept to this part of a unit, which is how they were drawn; so nothing is lost or adds up."""

_TEXT = re.compile(r"<text\b[^>]*>")
_OF_TEXT = (re.compile(r' font-size="[^"]*"'), re.compile(r' fill="[^"]*"'))
_BARE = re.compile(r"<(?!/|svg\b|text\b|title\b|desc\b|style\b)(?![^>]*\bfill=)[^>]*>")
"""A shape that doesn't say how it is filled."""

Point = tuple[int, int]


def lightened(svg: str) -> str:
    """The same drawing, lighter: what most of its texts have stands on the whole, and its paths are shorter."""
    return shortened(_said_once(svg))


def _said_once(svg: str) -> str:
    opening, _, drawing = svg.partition(">")
    if _BARE.search(drawing):
        return svg
    for attribute in _OF_TEXT:
        found = Counter(one[0] for text in _TEXT.findall(drawing) if (one := attribute.search(text)))
        if not found or attribute.search(opening) or found.total() != len(_TEXT.findall(drawing)):
            continue
        ((usual, _),) = found.most_common(1)
        opening += usual
        drawing = _TEXT.sub(partial(_without, usual), drawing)
    return f"{opening}>{drawing}"


def _without(attribute: str, text: re.Match[str]) -> str:
    return text[0].replace(attribute, "", 1)


def shortened(svg: str) -> str:
    """The same drawing with shorter paths; one that has more than straight lines and curves is left as it is."""
    return _PATH.sub(lambda found: _short(found[0]) if _UNDERSTOOD.fullmatch(found[0]) else found[0], svg)


def _short(path: str) -> str:
    parts: list[str] = []
    here = begun = (0, 0)
    for command, numbers in _STEP.findall(path):
        points = list(_points(numbers))
        if command in "Zz":
            parts.append("z")
            here = begun
            continue
        steps = [(x - here[0], y - here[1]) for x, y in points]
        parts.append(_said(command, steps))
        here = points[-1]
        begun = here if command == "M" else begun
    return "".join(parts)


def _points(numbers: str) -> Iterator[Point]:
    found = [round(float(number) * _PER_UNIT) for number in numbers.split()]
    return zip(found[::2], found[1::2], strict=True)


def _said(command: str, steps: list[Point]) -> str:
    if command == "L":
        ((across, down),) = steps
        if not down:
            return f"h{_number(across)}"
        if not across:
            return f"v{_number(down)}"
    written = command.lower()
    for place, number in enumerate(_number(one) for step in steps for one in step):
        written += number if not place or number.startswith("-") else f" {number}"
    return written


def _number(hundredths: int) -> str:
    """Write without what is not needed: "-.5", "12", "3.25"."""
    whole, part = divmod(abs(hundredths), _PER_UNIT)
    said = f"{whole or ''}{f'.{part:02}'.rstrip('0') if part else ''}" or "0"
    return f"-{said}" if hundredths < 0 else said
