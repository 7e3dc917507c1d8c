"""Publications as self-contained web pages: no script, no network, colours that follow the reader's screen."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup

from reportgen.brand import Brand, FontFile
from reportgen.publish.blocks import Pages, render
from reportgen.publish.drawings import inline_svg
from reportgen.publish.fonts import web_fonts
from reportgen.publish.lightening import lightened
from reportgen.report.model import Figure, Publication, Report, facts_in

FONTS_HERE = "/* fonts */"
_PLACED, _HUNDREDTHS = re.compile(r' (?:d|x|y)="[^"]*"'), re.compile(r"(\.\d)\d")
_WEIGHT = re.compile(r"\bfont(?:-weight)?: ?(\d00)\b")
NARROW = " (smal)"
"""What stands behind a figure's name for its drawing for a phone."""


def render_page(
    report: Report,
    publication: Publication,
    charts: Mapping[str, str],
    brand: Brand,
    pages: Pages,
    kit: Collection[str] = (),
) -> str:
    """Render a publication as one HTML file; `charts` maps a figure's name to its SVG source, and with NARROW behind it
    to that for a phone; without the latter a phone shows a part of the drawing at a time.

    The figures named in `kit` have links to their files there, which are to be embedded.

    Raises UserError when a font of the brand lacks a character of the page.
    """

    def drawing(figure: Figure) -> Markup:
        names = [name for name in (figure.name, figure.name + NARROW) if name in charts]
        broad, *narrow = (
            inline_svg(
                lightened(_to_tenths(charts[name])),
                figure.alt,
                f"figuur-{figure.name}-{place}",
                brand.theme,
                facts_in(figure.told),
            )
            for place, name in enumerate(names)
        )
        if narrow:
            both = '<div class="broad">{}</div><div class="narrow">{}</div>'
            return Markup(both).format(broad, *narrow)  # noqa: S704 — a constant, filled by format
        region = '<div class="scroll" role="group" tabindex="0" aria-label="Figuur {}">{}</div>'
        return Markup(region).format(figure.number, broad)  # noqa: S704 — likewise

    page = render("screen", report, publication, brand, pages, drawing, kit=kit)
    return page.replace(FONTS_HERE, web_fonts(_faces(brand.fonts, page), page, pages), 1)


def _to_tenths(svg: str) -> str:
    """Place what is drawn to a tenth of a point, which is finer than a screen shows, and a tenth lighter."""
    return _PLACED.sub(lambda attribute: _HUNDREDTHS.sub(r"\1", attribute[0]), svg)


def _faces(fonts: Sequence[FontFile], page: str) -> list[FontFile]:
    """The faces that come nearest to the weights that a page names."""
    weights = {int(weight) for weight in _WEIGHT.findall(page)}
    styles = {style: [font for font in fonts if font.style == style] for style in {font.style for font in fonts}}
    nearest = {
        min(faces, key=lambda font: abs(font.weight - weight)) for faces in styles.values() for weight in weights
    }
    return [font for font in fonts if font in nearest]
