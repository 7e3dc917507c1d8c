"""A partner's mark on its way into a page: as an address to load it from, and of what size."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

from markupsafe import Markup

from reportgen.brand import Brand, Mark
from reportgen.brand.marks import ROOM, optical_size
from reportgen.brand.plates import on_plate
from reportgen.brand.wordmark import EM
from reportgen.publish.drawings import data_uri


def mark_uri(mark: Mark, colour: str) -> str:
    """Wrap a mark as an address without a file; a name is set in a colour."""
    if mark.png:
        return f"data:image/png;base64,{b64encode(mark.png).decode()}"
    return data_uri(mark.svg.replace("currentColor", colour))


def inline_name(mark: Mark, name: str, style: str) -> Markup:
    """Put a name set as a word mark into HTML, so that it takes over the colour of the text around it."""
    opening = Markup('<svg style="{}" role="img" aria-label="{}"').format(style, name)
    return opening + Markup(mark.svg.removeprefix("<svg"))  # noqa: S704 — drawn by us


def mark_size(brand: Brand, height: float, widest: float, room: float = ROOM) -> tuple[float, float]:
    """The width and height of the partner's mark that looks as large as the monitor's logo of some height."""
    if brand.partner is None:
        raise ValueError("only the edition of a partner has its mark")
    return optical_size(brand.partner.mark, brand.partner.beside, height, widest, room)


def with_plate(brand: Brand) -> Brand:
    """The brand, with the plate that the mark of a partner needs drawn in that mark."""
    partner = brand.partner
    if partner is None:
        return brand
    return replace(brand, partner=replace(partner, mark=on_plate(partner.mark, partner.house.paper)))


def with_legible_mark(brand: Brand, height: float, widest: float, room: float, smallest: float) -> Brand:
    """The brand, with the short name of a partner as its mark where the letters of the whole one would be too small.

    `smallest` is how large they have to be, in the unit of the sizes.
    """
    partner = brand.partner
    if partner is None or not partner.mark.is_name:
        return brand
    width, _ = mark_size(brand, height, widest, room)
    letters = EM * width / partner.mark.width
    return brand if letters >= smallest else replace(brand, partner=replace(partner, mark=partner.short_mark))


def mark_style(brand: Brand, height: float, widest: float, unit: str, room: float = ROOM) -> str:
    """The same as CSS; without a partner there is nothing to place."""
    if brand.partner is None:
        return ""
    width, tall = mark_size(brand, height, widest, room)
    return f"width:{width:.2f}{unit};height:{tall:.2f}{unit}"
