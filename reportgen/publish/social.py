"""The findings as pictures for social media, each with a text file: what it says, and a message to go with it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from markupsafe import Markup

from reportgen.brand import Brand, css_variables
from reportgen.errors import Place, Problem, UserError
from reportgen.publish.blocks import Pages, environment, explain
from reportgen.publish.partners import mark_style, with_legible_mark, with_plate
from reportgen.publish.picture_notes import note_of
from reportgen.publish.pictures import laid_out
from reportgen.publish.spilling import spills
from reportgen.report.model import Finding, Report, plain
from reportgen.report.social import source_of, told_by

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.PngImagePlugin import PngInfo
    from weasyprint.document import Document

SHAPES: Mapping[str, tuple[int, int]] = {"square": (1080, 1080), "wide": (1200, 630)}
"""The shapes of the pictures, in pixels."""
MARKS = {"square": (92, 420, "px", 1), "wide": (74, 200, "px", 1)}
"""How high the logo is that the mark of a partner stands beside, and how wide that may be."""
SMALLEST = 22
"""How large letters are at least, in pixels: on a telephone a third of that."""
SIZES = ("", "smaller", "smallest")
"""The sizes of the letters, of which a card takes the largest that fits."""
_SHORT = 80
"""Up to so many characters a sentence fits in the largest letters."""
_PIXELS_PER_POINT = 96 / 72
_EFFORT = 6
_PALETTE, _MOST_COLOURS = 256, 2048
"""How many colours are kept by their number, in a third of the room, and of how many those are chosen."""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding in one shape, and the size of its letters."""

    finding: Finding
    shape: str
    size: str = ""

    @property
    def name(self) -> str:
        """What its file is called, without the ending."""
        width, height = SHAPES[self.shape]
        return f"{self.finding.name}-{width}x{height}"


def cards_of(report: Report) -> tuple[Card, ...]:
    """Give each finding a card of every shape, in letters that its sentence will probably fit in."""
    return tuple(
        Card(finding, shape, SIZES[len(plain(finding.sentence)) > _SHORT])
        for finding in report.findings
        for shape in SHAPES
    )


def render_cards(report: Report, cards: Sequence[Card], brand: Brand, pages: Pages) -> str:
    """Set cards as HTML, each on a page of its own.

    Raises UserError when a template is missing, cannot be read or asks for something that isn't there.
    """
    try:
        return (
            environment(pages, "screen")
            .get_template("social.html")
            .render(
                report=report,
                cards=cards,
                source_of=partial(source_of, report=report),
                brand=brand,
                colours=Markup(css_variables(brand.theme)),  # noqa: S704 — checked when the brand was read
                marks={shape: marked(brand, shape) for shape in SHAPES},
                sized=mark_style,
                places=MARKS,
                field=_field(brand),
            )
        )
    except (TemplateError, UnicodeDecodeError) as error:
        raise UserError(explain(error, pages)) from error


def marked(brand: Brand, shape: str) -> Brand:
    """The brand with the mark of a partner that can be read on a card."""
    height, widest, _, room = MARKS[shape]
    return with_legible_mark(with_plate(brand), height, widest, room, SMALLEST)


def _field(brand: Brand) -> tuple[str, str]:
    """The colour that a finding stands on, and that of what stands there: each is seen on the other."""
    partner = brand.partner
    return (partner.field.ground, partner.field.text) if partner else (brand.theme.primary, brand.theme.paper)


def render_social(report: Report, brand: Brand, pages: Pages) -> dict[str, bytes]:
    """Make the files of all findings, by their name: a picture in each shape, and a text.

    Raises UserError for a template as above, and for a finding that doesn't fit in its picture.
    """
    files = dict(_pictures(report, cards_of(report), brand, pages))
    files |= {f"{finding.name}.txt": render_text(finding, report).encode() for finding in report.findings}
    return dict(sorted(files.items()))


def render_text(finding: Finding, report: Report) -> str:
    """Write what goes with the pictures of a finding."""
    parts = (
        ("Bericht", (plain(finding.post),)),
        ("Alternatieve tekst bij de afbeelding", (plain(told_by(finding, report)),)),
        ("Verantwoording", tuple(plain(note) for note in finding.notes)),
    )
    stamp = [plain(report.stamp)] if report.stamp else []
    return "\n\n".join([*stamp, *("\n\n".join((title.upper(), *lines)) for title, lines in parts)]) + "\n"


def _pictures(report: Report, cards: Sequence[Card], brand: Brand, pages: Pages) -> Iterator[tuple[str, bytes]]:
    import pypdfium2

    fitting = tuple(cards)
    for size in SIZES:
        document = laid_out(render_cards(report, fitting, brand, pages), brand)
        if not (overflowing := _overflowing(document)):
            break
        larger = SIZES[SIZES.index(size) + 1 :]
        if not larger:
            raise UserError(_too_much(card) for card in fitting if card.name in overflowing)
        fitting = tuple(replace(card, size=larger[0]) if card.name in overflowing else card for card in fitting)
    if spilled := _spilled(document, in_margin=True):
        raise UserError(_too_much_below(card) for card in fitting if card.name in spilled)
    opened = pypdfium2.PdfDocument(document.write_pdf())
    try:
        for card, page in zip(fitting, opened, strict=True):
            picture = page.render(scale=_PIXELS_PER_POINT).to_pil()
            page.close()
            yield f"{card.name}.png", _png(picture, note_of(card.finding, report))
    finally:
        opened.close()


def _png(picture: Image, note: PngInfo) -> bytes:
    from PIL.Image import Dither, Quantize

    target, whole = io.BytesIO(), picture.convert("RGB")
    if whole.getcolors(_MOST_COLOURS):  # a partner's logo may have more, and keeps them
        whole = whole.quantize(_PALETTE, method=Quantize.MAXCOVERAGE, dither=Dither.NONE)
    whole.save(target, "PNG", pnginfo=note, compress_level=_EFFORT)
    return target.getvalue()


def _overflowing(document: Document) -> set[str]:
    """The names of the cards that go on on a second page, or of which a word is wider than its line."""
    names = [name for page in document.pages for name in page.anchors]
    return {name for name in names if names.count(name) > 1} | _spilled(document, in_margin=False)


def _spilled(document: Document, *, in_margin: bool) -> set[str]:
    """The names of the cards on which something leaves its box, in the strip with the source or above that."""
    return {name for page in document.pages if in_margin in spills(page) for name in page.anchors}


def _too_much_below(card: Card) -> Problem:
    width, height = SHAPES[card.shape]
    what = f"het logo en de bron passen niet onderin de afbeelding van {width} bij {height}."
    remedy = "Kort de naam van de monitor in, of geef de partner een korte naam (“short” in zijn brand.toml)."
    return Problem(what, remedy, Place("templates/social", detail=card.finding.name))


def _too_much(card: Card) -> Problem:
    width, height = SHAPES[card.shape]
    what = f"de zin past niet in de afbeelding van {width} bij {height}."
    return Problem(what, "Schrijf hem korter.", Place("templates/social", detail=card.finding.name))
