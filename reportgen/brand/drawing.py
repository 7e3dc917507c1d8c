"""A logo as SVG, cleaned by a list of what it may hold: it will stand in pages, and may do nothing but draw.

What only describes the drawing is left out and told; what would look different without it is refused. Styles become
attributes and copies are written out, so that every program shows the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from reportgen.brand.svg_reading import AGAIN, MOST_PARTS, SVG, SvgTree, read_svg
from reportgen.brand.svg_styles import UnclearStyleError, inline_styles

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_ELEMENTS = SHAPES | GRADIENTS | {"svg", "g", "defs", "use", "title", "stop", "clipPath"}
_DESCRIBING = frozenset({"desc", "metadata"})
_ATTRIBUTES = frozenset(
    {
        "id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy",
        "d", "points", "transform", "offset", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits",
        "href", "fill-opacity", "fill-rule", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "stop-opacity", "opacity", "clip-rule",
        "fill", "stroke", "stop-color", "color", "clip-path",
    }
)  # fmt: skip
_COLOURED = ("fill", "stroke", "stop-color", "color")
_CHANGING = frozenset({"filter", "mask", "mix-blend-mode", "marker", "marker-start", "marker-mid", "marker-end"})
_HARMLESS = frozenset({"none", "normal"})
_KEPT_COLOURS = frozenset({"none", "currentcolor", "inherit", "transparent"})
_LINK = re.compile(r"""url\(\s*["']?#([^"')\s]+)["']?\s*\)""")
_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(?:px|pt|mm|cm|in|pc)?\s*")
_PLAIN = "Laat het exporteren als eenvoudige SVG, met alleen vlakken en lijnen, of lever een PNG."
_OUTLINES = "Laat de tekst omzetten in contouren, of lever een PNG."
_ATTRIBUTED = "Kies bij het exporteren voor presentatiekenmerken (“Presentation Attributes”) in plaats van CSS."


@dataclass(frozen=True, slots=True)
class Drawing:
    """A cleaned drawing, and the names of what was left out of it."""

    source: str
    left_out: tuple[str, ...] = ()


def parse_logo(content: bytes, file: str) -> Drawing:
    """Read a drawing and clean it; raises UserError for what is no SVG, is broken, or does anything but draw."""
    tree = read_svg(content, file)
    try:
        inline_styles(tree.root)
    except UnclearStyleError as error:
        tree.refuse(f"het logo heeft een opmaakregel die niet over te nemen is (“{error}”).", _ATTRIBUTED)
    left_out: dict[str, None] = {}
    _keep_what_draws(tree, tree.root, left_out)
    for element in tree.root.iter():
        _clean_attributes(tree, element, left_out)
    _write_out_copies(tree)
    _check_links(tree)
    _give_size(tree)
    for element in tree.root.iter():
        element.tail = None
        element.text = element.text if element.tag == "title" else None
    tree.root.set("xmlns", SVG)
    return Drawing(ElementTree.tostring(tree.root, "unicode"), tuple(left_out))


def _keep_what_draws(tree: SvgTree, parent: Element, left_out: dict[str, None]) -> None:
    """Remove, at any depth, what only describes or is hidden, and refuse those that aren't on the list."""
    for child in list(parent):
        hidden = child.get("display") == "none" or child.get("visibility") in {"hidden", "collapse"}
        if child.tag.startswith("{") or child.tag in _DESCRIBING or hidden:
            parent.remove(child)
            left_out[f"<{child.tag.rpartition('}')[2]}>"] = None
        elif child.tag in {"text", "tspan"}:
            tree.refuse("het logo bevat tekst, en de letter daarvan is er niet overal.", _OUTLINES, child)
        elif child.tag not in _ELEMENTS or child.tag == "svg":
            what = f"het logo gebruikt <{child.tag}>, dat niet elk programma hetzelfde toont."
            tree.refuse(what, _PLAIN, child)
        else:
            _keep_what_draws(tree, child, left_out)


def _clean_attributes(tree: SvgTree, element: Element, left_out: dict[str, None]) -> None:
    for key, value in list(element.attrib.items()):
        name = "href" if key.endswith("}href") else key
        del element.attrib[key]
        if name in _CHANGING and value.lower() not in _HARMLESS:
            tree.refuse(f"het logo gebruikt “{name}”, dat niet elk programma hetzelfde toont.", _PLAIN, element)
        elif name in _COLOURED:
            element.set(name, _colour(tree, element, value))
        elif "url(" in value.lower() and not _LINK.fullmatch(value.strip()):
            tree.refuse(f"het logo verwijst naar iets daarbuiten (in <{element.tag}>).", AGAIN, element)
        elif name in _ATTRIBUTES:
            element.set(name, value)
        elif name not in _CHANGING:
            left_out[name.rpartition("}")[2]] = None


def _colour(tree: SvgTree, element: Element, value: str) -> str:
    """Write a colour as `#RRGGBB`, so that it is the same to every program."""
    from PIL import ImageColor

    text = value.strip()
    if text.lower() in _KEPT_COLOURS:
        return {"currentcolor": "currentColor", "transparent": "none"}.get(text.lower(), text.lower())
    if "url(" in text.lower():
        link = _LINK.match(text)
        if link is None:
            tree.refuse(f"het logo verwijst naar iets daarbuiten (in <{element.tag}>).", AGAIN, element)
        return f"url(#{link[1]})"
    try:
        red, green, blue, *_ = ImageColor.getrgb(text)
    except ValueError:
        tree.refuse(f"“{text[:30]}” is geen kleur die elk programma kent.", "Gebruik kleuren als #0B5A6B.", element)
    return f"#{red:02X}{green:02X}{blue:02X}"


def _write_out_copies(tree: SvgTree) -> None:
    """Put in the place of each `<use>` what it is a copy of."""
    named = {element.get("id"): element for element in tree.root.iter() if element.get("id")}
    sizes = {name: sum(1 for _ in element.iter()) for name, element in named.items()}
    copying = {name for name, element in named.items() if any(inner.tag == "use" for inner in element.iter())}
    parts = sum(1 for _ in tree.root.iter())
    for parent in list(tree.root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag != "use":
                continue
            name = child.get("href", "").removeprefix("#")
            if name not in named:
                tree.refuse(f"het logo verwijst naar “#{name}”, dat er niet is.", AGAIN, child)
            if name in copying:
                tree.refuse("het logo bevat kopieën van kopieën (<use>).", _PLAIN, child)
            parts += sizes[name]
            if parts > MOST_PARTS:
                tree.refuse("het logo bevat te veel kopieën (<use>).", _PLAIN, child)
            parent[place] = _copy(child, named[name])


def _copy(use: Element, original: Element) -> Element:
    copy = deepcopy(original)
    for element in copy.iter():
        element.attrib.pop("id", None)
    moves = [use.get("transform", "")]
    if use.get("x") or use.get("y"):
        moves.append(f"translate({use.get('x', '0')} {use.get('y', '0')})")
    # What a clip is cut along may be a shape, and not a group.
    if copy.tag in SHAPES:
        moves.append(copy.get("transform", ""))
        around = copy
    else:
        around = Element("g")
        around.append(copy)
    inherited = {key: value for key, value in use.attrib.items() if key not in {"href", "x", "y", "width", "height"}}
    around.attrib.update({key: value for key, value in inherited.items() if key not in around.attrib})
    if transform := " ".join(filter(None, moves)):
        around.set("transform", transform)
    return around


def _check_links(tree: SvgTree) -> None:
    """Refuse links to nothing, gradients made of gradients of gradients, and clips within clips."""
    named = {element.get("id"): element for element in tree.root.iter() if element.get("id")}
    for element in tree.root.iter():
        for target in _links(element):
            if target not in named:
                tree.refuse(f"het logo verwijst naar “#{target}”, dat er niet is.", AGAIN, element)
        if element.tag in GRADIENTS and "href" in element.attrib:
            target = element.attrib["href"].removeprefix("#")
            if target not in named or named[target].tag not in GRADIENTS or "href" in named[target].attrib:
                tree.refuse("het logo heeft een verloop dat uit andere verlopen bestaat.", _PLAIN, element)
        if element.tag == "clipPath" and any("clip-path" in inner.attrib for inner in element.iter()):
            tree.refuse("het logo heeft uitsneden binnen uitsneden (<clipPath>).", _PLAIN, element)


def _links(element: Element) -> Iterator[str]:
    for value in element.attrib.values():
        if found := _LINK.fullmatch(value.strip()):
            yield found[1]


def _give_size(tree: SvgTree) -> None:
    root = tree.root
    view = [float(part) for part in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", root.get("viewBox", ""))]
    if not view:
        sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        view = [0.0, 0.0, *(float(size[1]) for size in sizes if size)]
    if len(view) != 4 or min(view[2:]) <= 0:
        tree.refuse("het logo zegt niet hoe groot het is (viewBox).", AGAIN, root)
    root.set("viewBox", " ".join(f"{part:g}" for part in view))
