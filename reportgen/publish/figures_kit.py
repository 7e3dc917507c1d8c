"""Figures to take along: the drawing with its title, words and fonts in it, one for print, a picture, its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from reportgen.brand import Brand, FontFile
from reportgen.facts import Fact
from reportgen.publish.downloads import LIGHT
from reportgen.publish.fonts import web_fonts
from reportgen.publish.framing import framed
from reportgen.publish.lightening import lightened
from reportgen.publish.lists import list_figure
from reportgen.publish.outlines import Outliner
from reportgen.publish.pictures import render_both, size_of
from reportgen.report.model import Figure, Inline, Run, facts_in, plain

FOR_PRINT = "drukwerk"
"""The folder, within that of the figures, of the drawings whose words are outlines."""
_USUAL = 400
"""The weight of words of which a drawing doesn't say it."""
_WORDS = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
_NUMBERS = re.compile(r' data-numbers="[^"]*"')
_WEIGHT = re.compile(r'\bfont-weight="(\d+)"')


def render_kit(
    figures: Sequence[Figure],
    drawings: Mapping[str, str],
    facts: Mapping[str, Fact],
    brand: Brand,
    stamp: Sequence[str] = (),
) -> dict[str, bytes]:
    """Make the files of all figures, by their name: `drawings` are their SVG sources, `facts` those that they show.

    `stamp` are the lines that each of them carries. Raises UserError when a font of the brand lacks a character.
    """
    files, outliner = {}, Outliner(brand.fonts)
    drawings = {figure.name: framed(drawings[figure.name], figure, outliner, brand.theme, stamp) for figure in figures}
    sizes = {name: size for name, source in drawings.items() if (size := size_of(source))}
    pictures, light = render_both(drawings, brand, sizes)
    for figure in figures:
        files[f"{figure.name}.svg"] = render_drawing(figure, drawings[figure.name], brand, stamp)
        files[f"{FOR_PRINT}/{figure.name}.svg"] = render_outlines(figure, drawings[figure.name], outliner, stamp)
        files[f"{figure.name}.png"] = pictures[figure.name]
        files[f"{LIGHT}/{figure.name}.png"] = light[figure.name]
        files[f"{figure.name}.csv"] = list_figure(figure, facts, stamp)
    return files


def render_drawing(figure: Figure, source: str, brand: Brand, stamp: Sequence[str] = ()) -> bytes:
    """Make a drawing that stands alone: its title, its description, and the fonts it is set in, cut down to its words.

    The lines of `stamp` are told behind its description. Raises UserError when a font lacks one of the words.
    """
    faces = "\n".join(web_fonts([face], words) for face, words in _set_in(source, brand.fonts))
    return _described(figure, source, stamp, Markup("<style>{}</style>").format(Markup(faces)))  # noqa: S704 — no text


def render_outlines(figure: Figure, source: str, outliner: Outliner, stamp: Sequence[str] = ()) -> bytes:
    """Make the same drawing for print, its words as outlines; it doesn't say which numbers it holds: none is text."""
    return _described(figure, outliner.outlined(_NUMBERS.sub("", source, count=1)), stamp, Markup())


def _described(figure: Figure, source: str, stamp: Sequence[str], style: Markup) -> bytes:
    """Give a drawing its title and description, and a style sheet."""
    told = " ".join(f"{line}." for line in stamp)
    inside = Markup('<title id="titel"{}>{}</title>\n<desc id="omschrijving"{}>{}</desc>\n{}').format(
        _tied(figure.title),
        plain(figure.title),
        _tied((*figure.told, Run(told))),
        f"{figure.alt} {told}".rstrip(),
        style,
    )
    opening, _, drawing = source.partition(">")
    named = 'role="img" aria-labelledby="titel" aria-describedby="omschrijving"'
    return lightened(f"{opening} {named}>\n{inside}{drawing}").encode()


def _tied(line: Inline) -> Markup:
    """The facts of the numbers in a line, as the texts of a drawing carry them."""
    facts = facts_in(line)
    return Markup(' data-fact="{}"').format(facts) if facts.strip(";") else Markup("")


def _set_in(source: str, fonts: tuple[FontFile, ...]) -> Iterator[tuple[FontFile, str]]:
    """The words of a drawing with the upright face that they are set in: the nearest to their weight."""
    upright = [font for font in fonts if font.style == "normal"]
    words: dict[FontFile, str] = {}
    for attributes, text in _WORDS.findall(source):
        weight = int(found[1]) if (found := _WEIGHT.search(attributes)) else _USUAL
        face = min(upright, key=lambda font: abs(font.weight - weight))
        words[face] = words.get(face, "") + str(Markup(text).unescape())  # noqa: S704 — drawn by us
    yield from sorted(words.items(), key=lambda pair: pair[0].weight)
