"""The styles of a drawing, wherever they stand, as attributes of what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?P<tag>[A-Za-z]+)|\.(?P<of_class>[\w-]+)|#(?P<id>[\w-]+)")
_KINDS = ("tag", "of_class", "id")

Rule = tuple[str, str, Mapping[str, str]]
"""What kind of name a rule goes by, that name, and what it declares."""


class UnclearStyleError(ValueError):
    """A rule that cannot be put on single elements, or something that is no rule."""


def inline_styles(root: Element) -> None:
    """Turn the rules of `<style>` and the `style` of each element into attributes, and remove both.

    Raises UnclearStyleError for a rule about anything but elements, a class or one id.
    """
    sheets = "".join("".join(element.itertext()) for element in root.iter("style"))
    rules = sorted(_rules(sheets), key=lambda rule: _KINDS.index(rule[0]))
    for parent in list(root.iter()):
        for sheet in parent.findall("style"):
            parent.remove(sheet)
        own = declarations(parent.attrib.pop("style", ""))
        for kind, name, declared in rules:
            if name in _names(parent, kind):
                parent.attrib.update(declared)
        parent.attrib.update(own)
        parent.attrib.pop("class", None)


def declarations(text: str) -> dict[str, str]:
    """Read `fill:#fff; stroke:none` as a table."""
    pairs = (part.partition(":") for part in _COMMENT.sub("", text).split(";") if ":" in part)
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}


def _rules(sheets: str) -> Iterator[Rule]:
    text = _COMMENT.sub("", sheets)
    left = _RULE.sub("", text).strip()
    if left:
        raise UnclearStyleError(left[:40])
    for selectors, body in _RULE.findall(text):
        for selector in selectors.split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if found is None:
                raise UnclearStyleError(selector.strip()[:40])
            kind = str(found.lastgroup)
            yield kind, found[kind], declarations(body)


def _names(element: Element, kind: str) -> Iterable[str]:
    if kind == "tag":
        return (element.tag,)
    return element.get("class", "").split() if kind == "of_class" else (element.get("id", ""),)
