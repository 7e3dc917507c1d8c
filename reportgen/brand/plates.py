"""A mark with the plate that it needs drawn in it: for Word, slides and cards, where nothing else lies under it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from reportgen.brand.model import Mark

MARGIN = 0.25
"""How much room a plate leaves around a mark, as a part of the mark's shortest side."""
_OPENING = re.compile(r'<svg\b[^>]*?viewBox="([^"]*)"[^>]*>')


def on_plate(mark: Mark, paper: str) -> Mark:
    """The mark as it is to be seen on paper, with room around it where it has a plate; as it is where it needs none."""
    if mark.plate == paper:
        return mark
    margin = MARGIN * min(mark.size)
    size = mark.width + 2 * margin, mark.height + 2 * margin
    drawn = replace(mark, size=size, density=1.0, plate=paper, seen_on_dark=False)
    if not mark.png:
        return replace(drawn, svg=_framed(mark.svg, mark.plate, margin))
    png, pixels = _pasted(mark.png, mark.plate, round(margin))
    return replace(drawn, png=png, size=pixels)


def _framed(source: str, plate: str, margin: float) -> str:
    opening = _OPENING.match(source)
    if opening is None:
        raise ValueError("a drawing without a viewBox has no edge")
    left, top, width, height = (float(part) for part in opening[1].split())
    place = left - margin, top - margin, width + 2 * margin, height + 2 * margin
    x, y, across, down = (f"{part:g}" for part in place)
    framed = opening[0].replace(f'viewBox="{opening[1]}"', f'viewBox="{x} {y} {across} {down}"')
    ground = f'<rect x="{x}" y="{y}" width="{across}" height="{down}" fill="{plate}"/>'
    return framed + ground + source[opening.end() :]


def _pasted(png: bytes, plate: str, margin: int) -> tuple[bytes, tuple[int, int]]:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    ground = Image.new("RGB", (picture.width + 2 * margin, picture.height + 2 * margin), plate)
    ground.paste(picture, (margin, margin), picture)
    target = io.BytesIO()
    ground.save(target, "PNG", optimize=True)
    return target.getvalue(), ground.size
