"""Figures to take along: the drawing with its words and fonts in it, and its numbers for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from reportgen.brand import Brand, FontFile
from reportgen.facts import Fact
from reportgen.publish.drawings import with_lines
from reportgen.publish.fonts import web_fonts
from reportgen.publish.lists import list_figure
from reportgen.publish.pictures import render_pictures, size_of
from reportgen.report.model import Figure, Inline, Run, facts_in, plain

_WEIGHTS = (400, 600)
"""What a chart is set in."""
_WORDS = re.compile(r"<text\b[^>]*>([^<]*)</text>")


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
    files = {}
    drawings = {name: with_lines(source, stamp, brand.theme) for name, source in drawings.items()}
    sizes = {name: size for name, source in drawings.items() if (size := size_of(source))}
    pictures = render_pictures({figure.name: drawings[figure.name] for figure in figures}, brand, sizes)
    for figure in figures:
        files[f"{figure.name}.svg"] = render_drawing(figure, drawings[figure.name], brand, stamp)
        files[f"{figure.name}.png"] = pictures[figure.name]
        files[f"{figure.name}.csv"] = list_figure(figure, facts, stamp)
    return files


def render_drawing(figure: Figure, source: str, brand: Brand, stamp: Sequence[str] = ()) -> bytes:
    """Make a drawing that stands alone: its title, its description, and the fonts it is set in, cut down to its words.

    The lines of `stamp` are told behind its description. Raises UserError when a font lacks one of the words.
    """
    told = " ".join(f"{line}." for line in stamp)
    words = Markup("".join(_WORDS.findall(source))).unescape()  # noqa: S704 — drawn by us
    inside = Markup('<title id="titel"{}>{}</title>\n<desc id="omschrijving"{}>{}</desc>\n<style>{}</style>').format(
        _tied(figure.title),
        plain(figure.title),
        _tied((*figure.told, Run(told))),
        f"{figure.alt} {told}".rstrip(),
        Markup(web_fonts(_faces(brand.fonts), words)),  # noqa: S704 — no text in it
    )
    opening, _, drawing = source.partition(">")
    named = 'role="img" aria-labelledby="titel" aria-describedby="omschrijving"'
    return f"{opening} {named}>\n{inside}{drawing}".encode()


def _tied(line: Inline) -> Markup:
    """The facts of the numbers in a line, as the texts of a drawing carry them."""
    facts = facts_in(line)
    return Markup(' data-fact="{}"').format(facts) if facts.strip(";") else Markup("")


def _faces(fonts: tuple[FontFile, ...]) -> list[FontFile]:
    """The upright faces nearest to those that a chart is set in."""
    upright = [font for font in fonts if font.style == "normal"]
    nearest = [min(upright, key=lambda font: abs(font.weight - weight)) for weight in _WEIGHTS]
    return list(dict.fromkeys(nearest))
