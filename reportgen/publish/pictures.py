"""Drawings as pictures, for programs that show no SVG or that lack the font of the house."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.brand import Brand
from reportgen.publish.drawings import data_uri
from reportgen.publish.fonts import file_fonts
from reportgen.publish.pdf import load_engine, nothing_only_logged

if TYPE_CHECKING:
    from weasyprint.document import Document

SCALE = 2
"""Pixels to a point of the drawing."""
_POINTS_PER_INCH = 72
_EFFORT = 3
"""How hard the picture is pressed: nearly as small as by 6, which is the usual, in three quarters of the time."""
_VIEW = re.compile(r'<svg[^>]*\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')


Size = tuple[float, float]


def size_of(source: str) -> Size | None:
    """The width and height of what a drawing shows, in its own points; None when it doesn't say."""
    found = _VIEW.search(source)
    return (float(found[1]), float(found[2])) if found else None


def render_pictures(drawings: Mapping[str, str], brand: Brand, sizes: Mapping[str, Size]) -> dict[str, bytes]:
    """Render drawings by their name as PNG, all at once: getting ready takes longer than another drawing.

    `sizes` are the width and height of each in print, in points.
    """
    if not drawings:
        return {}
    import pypdfium2

    document = pypdfium2.PdfDocument(_as_pages([(source, *sizes[name]) for name, source in drawings.items()], brand))
    try:
        pictures = {}
        for name, page in zip(drawings, document, strict=True):
            target = io.BytesIO()
            page.render(scale=SCALE).to_pil().save(
                target, "PNG", dpi=(SCALE * _POINTS_PER_INCH,) * 2, compress_level=_EFFORT
            )
            page.close()
            pictures[name] = target.getvalue()
        return pictures
    finally:
        document.close()


def _as_pages(drawings: Sequence[tuple[str, float, float]], brand: Brand) -> bytes:
    """Set each drawing on a page of its own width and height."""
    rules, images = ["@page{margin:0}body{margin:0}img{display:block}"], []
    for number, (source, width, height) in enumerate(drawings):
        rules.append(f"@page p{number}{{size:{width}pt {height}pt}}.p{number}{{page:p{number}}}")
        style = f"width:{width}pt;height:{height}pt"
        images.append(f'<div class="p{number}"><img alt="" style="{style}" src="{data_uri(source)}"></div>')
    with nothing_only_logged():
        pdf: bytes = laid_out(f"<style>{''.join(rules)}</style>{''.join(images)}", brand).write_pdf()
    return pdf


def laid_out(html: str, brand: Brand) -> Document:
    """Lay a page out in the fonts of the brand; it can be looked through before it is written."""
    weasyprint = load_engine()
    from weasyprint.text.fonts import FontConfiguration

    from reportgen.publish.fetching import Fetcher

    fetcher, fonts = Fetcher(font.path for font in brand.fonts), FontConfiguration()
    with nothing_only_logged():
        faces = weasyprint.CSS(string=file_fonts(brand.fonts), font_config=fonts, url_fetcher=fetcher)
        return weasyprint.HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[faces])
