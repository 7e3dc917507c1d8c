"""The press kit of an edition: its page, and all its files in one archive with a list to check them by."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping

from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.publish.blocks import Pages, render
from reportgen.publish.fonts import web_fonts
from reportgen.publish.html import FONTS_HERE
from reportgen.publish.packing import pack
from reportgen.report.model import Figure, Report
from reportgen.report.press_kit import CHECKSUMS, FORMS_OF_FIGURE, README, Measures, PressKit, readme

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SQUEEZED = (".html", ".svg", ".csv", ".txt", CHECKSUMS)
"""What becomes smaller in an archive; the rest is packed already."""


def render_press_kit(report: Report, kit: PressKit, brand: Brand, pages: Pages) -> str:
    """Render the page of a press kit, whose images lie beside it.

    Raises UserError for a template that is missing or broken, and when a font of the brand lacks a character.
    """

    def drawing(_figure: Figure) -> Markup:
        raise TypeError("a press kit has no drawings of its own")

    page = render(
        "screen", report, kit.publication, brand, pages, drawing, kit_page=kit, forms_of_figure=FORMS_OF_FIGURE
    )
    return page.replace(FONTS_HERE, web_fonts(brand.fonts, page, pages), 1)


def render_archive(report: Report, files: Mapping[str, bytes]) -> bytes:
    """Pack the files of an edition, by their path, with what is what, and checksums as `sha256sum -c` reads them."""
    inside = {README: readme(report, files).encode(), **dict(sorted(files.items()))}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in inside.items())
    return pack({**inside, CHECKSUMS: sums.encode()}, compressed=_becomes_smaller)


def _becomes_smaller(name: str) -> bool:
    return name.endswith(_SQUEEZED)


def measures_of(files: Mapping[str, bytes]) -> Measures:
    """How wide and how high the pictures among files are, in pixels (PNG specification, 11.2.1)."""
    found: dict[str, tuple[int, int]] = {}
    for name, content in files.items():
        if content.startswith(_SIGNATURE):
            width, height = struct.unpack(">II", content[16:24])
            found[name] = width, height
    return found
