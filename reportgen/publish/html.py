"""Publications as self-contained web pages: no script, no network, colours that follow the reader's screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.publish.blocks import Pages, render
from reportgen.publish.drawings import inline_svg
from reportgen.publish.fonts import web_fonts
from reportgen.report.model import Figure, Publication, Report, facts_in

FONTS_HERE = "/* fonts */"
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
            inline_svg(charts[name], figure.alt, f"figuur-{figure.name}-{place}", brand.theme, facts_in(figure.told))
            for place, name in enumerate(names)
        )
        if narrow:
            both = '<div class="broad">{}</div><div class="narrow">{}</div>'
            return Markup(both).format(broad, *narrow)  # noqa: S704 — a constant, filled by format
        region = '<div class="scroll" role="group" tabindex="0" aria-label="Figuur {}">{}</div>'
        return Markup(region).format(figure.number, broad)  # noqa: S704 — likewise

    page = render("screen", report, publication, brand, pages, drawing, kit=kit)
    return page.replace(FONTS_HERE, web_fonts(brand.fonts, page, pages), 1)
