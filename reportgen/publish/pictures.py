"""Drawings as pictures, for programs that show no SVG or that lack the font of the house."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.brand import Brand, Theme, colours
from reportgen.publish.drawings import data_uri
from reportgen.publish.fonts import file_fonts
from reportgen.publish.pdf import load_engine, nothing_only_logged

if TYPE_CHECKING:
    from PIL import Image
    from weasyprint.document import Document

_EFFORT = 9
"""How hard a picture is pressed: web pages carry it along."""
SCALE = 2
"""Pixels to a point of the drawing."""
_POINTS_PER_INCH = 72
_COLOURS = 24
"""So many are enough: those of the house, and shades between them that soften the edges of letters and lines."""
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
            picture = _in_few_colours(page.render(scale=SCALE).to_pil().convert("RGB"), brand.theme)
            picture.save(target, "PNG", dpi=(SCALE * _POINTS_PER_INCH,) * 2, compress_level=_EFFORT)
            page.close()
            pictures[name] = target.getvalue()
        return pictures
    finally:
        document.close()


def _in_few_colours(picture: Image.Image, theme: Theme) -> Image.Image:
    """Keep the colours of the house as they are, and as many between them as are enough: a third of the size."""
    from PIL import Image

    few = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    counts = {colour: count for count, colour in picture.getcolors(picture.width * picture.height) or ()}
    own = dict.fromkeys(tuple(bytes.fromhex(colour[1:])) for colour in colours(theme).values())
    present = sorted((colour for colour in own if colour in counts), key=lambda colour: counts[colour])
    if present:
        sample = Image.new("RGB", (len(present), 1))
        sample.putdata(present)
        palette = few.getpalette() or []
        for colour, place in zip(
            present, sample.quantize(palette=few, dither=Image.Dither.NONE).tobytes(), strict=True
        ):
            palette[3 * place : 3 * place + 3] = colour
        few.putpalette(palette)
    return few


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
