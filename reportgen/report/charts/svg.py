"""From the SVG that matplotlib writes to the SVG that is published: the same drawing, small and plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

_DECIMAL = re.compile(r"-?\d*\.\d+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PRINTED = re.compile(r"[<>+−]?\d+(?:[.,]\d+)*%?")
_COMMAND = re.compile(r"\s*([A-Za-z])\s*")
_TAG = "{http://www.w3.org/2000/svg}"
# What every element would repeat, is said once on the root, or is how a browser draws anyway.
_GIVEN = {"font-weight: 400", "stroke-linejoin: round", "stroke-dashoffset: 0"}


def tidy(
    source: str, width: float, height: float, family: str, colours: Mapping[str, str], facts: Sequence[str | None]
) -> str:
    """Keep the paths and texts of matplotlib's SVG, in their order, one on a line.

    Styles become attributes and coordinates keep two decimals. `colours` maps the colours drawn with to the ones that
    are printed. `facts` holds for each text the id of the fact that it prints, if any: its attribute data-fact. The
    attribute data-numbers of the whole says which numbers there are, those with a fact as a dot.
    """
    root = ElementTree.fromstring(source)  # noqa: S314 — written by matplotlib a moment ago
    size = {"width": f"{_short(width)}pt", "height": f"{_short(height)}pt"}
    head = {"xmlns": _TAG[1:-1], "viewBox": f"0 0 {_short(width)} {_short(height)}", **size}
    head |= {"font-family": f"'{family}'", "stroke-linejoin": "round"}
    texts = [element.text or "" for element in root.iter(f"{_TAG}text")]
    head |= {"data-numbers": " ".join(_declared(texts, facts))}
    each = iter(facts)
    lines = [
        _path(element, colours) if element.tag == f"{_TAG}path" else _text(element, colours, next(each))
        for element in root.iter()
        if element.tag in (f"{_TAG}path", f"{_TAG}text")
    ]
    return "\n".join([f"<svg{_attributes(head)}>", *lines, "</svg>\n"])


def _declared(texts: Sequence[str], facts: Sequence[str | None]) -> Iterator[str]:
    for text, fact in zip(texts, facts, strict=True):
        ids = fact.split(";") if fact else [""]
        for place, number in enumerate(_PRINTED.findall(text)):
            yield "·" if ids[min(place, len(ids) - 1)] else number


def _path(element: ElementTree.Element, colours: Mapping[str, str]) -> str:
    outline = _COMMAND.sub(r"\1", _rounded(element.attrib["d"]).strip())
    return f"<path{_attributes({'d': outline, **_style(element, colours)})}/>"


def _text(element: ElementTree.Element, colours: Mapping[str, str], fact: str | None) -> str:
    x, y = _NUMBER.findall(element.attrib["transform"])[:2]
    place = {"x": _short(float(x)), "y": _short(float(y))}
    tied = {} if fact is None else {"data-fact": fact}
    return f"<text{_attributes({**place, **_style(element, colours), **tied})}>{escape(element.text or '')}</text>"


def _style(element: ElementTree.Element, colours: Mapping[str, str]) -> dict[str, str]:
    pairs = (part.strip() for part in element.attrib.get("style", "").split(";"))
    styles = dict(pair.split(": ", 1) for pair in pairs if pair and pair not in _GIVEN)
    styles.pop("font-family", None)
    return {name: colours.get(value, _rounded(value)) for name, value in styles.items()}


def _attributes(pairs: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in pairs.items())


def _rounded(text: str) -> str:
    return _DECIMAL.sub(lambda number: _short(float(number[0])), text)


def _short(number: float) -> str:
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
