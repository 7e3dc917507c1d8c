"""Publications as self-contained web pages: no script, no network, colours that follow the reader's screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.publish.blocks import render
from reportgen.publish.drawings import inline_svg
from reportgen.publish.fonts import web_fonts
from reportgen.report.model import Figure, Publication, Report

FONTS_HERE = "/* fonts */"


def render_page(report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Path) -> str:
    """Render a publication as one HTML file; `charts` maps a figure's name to its SVG source.

    Raises UserError when a font of the brand lacks a character of the page.
    """

    def drawing(figure: Figure) -> Markup:
        chart = inline_svg(charts[figure.name], figure.alt, f"figuur-{figure.name}", brand.theme)
        region = '<div class="scroll" role="group" tabindex="0" aria-label="Figuur {}">{}</div>'
        return Markup(region).format(figure.number, chart)  # noqa: S704 — a constant, filled by format

    page = render("screen", report, publication, brand, pages, drawing)
    return page.replace(FONTS_HERE, web_fonts(brand.fonts, page), 1)
