"""Drawings as pictures, for programs that show no SVG or that lack the font of the house."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
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
SCALE, LIGHT_SCALE = 2.0, 1.25
"""Pixels to a point of the drawing, and in a picture that is to be light."""
_POINTS_PER_INCH = 72
_COLOURS, _LIGHT_COLOURS = 24, 16
"""So many are enough: those of the house, and shades between them that soften the edges of letters and lines."""
_BITS = 4
"""How many bits a pixel takes of a picture in few colours."""
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
    return dict(zip(drawings, (pictures[0] for pictures in _rendered(drawings, brand, sizes, (SCALE,))), strict=True))


def render_both(
    drawings: Mapping[str, str], brand: Brand, sizes: Mapping[str, Size]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Render drawings as `render_pictures` does, and once more as light pictures, for a page that carries many."""
    pairs = list(_rendered(drawings, brand, sizes, (SCALE, LIGHT_SCALE)))
    ordinary, light = (dict(zip(drawings, (pair[place] for pair in pairs), strict=True)) for place in (0, 1))
    return ordinary, light


def _rendered(
    drawings: Mapping[str, str], brand: Brand, sizes: Mapping[str, Size], scales: Sequence[float]
) -> Iterator[list[bytes]]:
    """Each drawing at each of the scales."""
    if not drawings:
        return
    import pypdfium2

    document = pypdfium2.PdfDocument(_as_pages([(source, *sizes[name]) for name, source in drawings.items()], brand))
    try:
        for page in document:
            yield [_png(page.render(scale=scale).to_pil().convert("RGB"), scale, brand.theme) for scale in scales]
            page.close()
    finally:
        document.close()


def _png(picture: Image.Image, scale: float, theme: Theme) -> bytes:
    target = io.BytesIO()
    light = {"bits": _BITS} if scale == LIGHT_SCALE else {}
    few = _in_few_colours(picture, theme, _LIGHT_COLOURS if light else _COLOURS)
    few.save(target, "PNG", dpi=(scale * _POINTS_PER_INCH,) * 2, compress_level=_EFFORT, **light)
    return target.getvalue()


def _in_few_colours(picture: Image.Image, theme: Theme, number: int) -> Image.Image:
    """Keep the colours of the house as they are, and as many between them as are enough: a third of the size."""
    from PIL import Image

    few = picture.quantize(number, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
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
