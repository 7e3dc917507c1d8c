"""A logo of pixels: opened with care, and written anew so that nothing but the picture is left."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from reportgen.brand.colour import distance
from reportgen.errors import Place, Problem, UserError

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG")
MOST_BYTES, MOST_PIXELS, FEWEST_PIXELS = 10_000_000, 4000, 200
KEPT_PIXELS = 1200
"""The longest side as it is kept: 10 cm of print at 300 dots to the inch."""
_ANEW = "Laat het opnieuw opslaan als PNG of JPEG, of liever als SVG."
_OPAQUE, _FAINT = 255, 8
_MEASURED_PIXELS, _COLOURS_TOLD, _SAME = 96, 16, 6.0
"""How small a picture is measured, in how many colours, and from which ΔE on a colour isn't that of the ground."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A trimmed picture as PNG, its size in pixels, how much of it each colour takes, and what it lies on.

    `ground` is None where the picture is transparent around its ink.
    """

    png: bytes
    size: tuple[int, int]
    areas: dict[str, float]
    ground: str | None
    remarks: tuple[str, ...]


def read_picture(content: bytes, file: str) -> Picture:
    """Read a PNG or JPEG; raises UserError for what is none, is broken, too large to open or too small to print."""
    image, remarks = _opened(content, file)
    image, ground = _trimmed(image, file)
    if max(image.size) < FEWEST_PIXELS:
        across = f"{image.width} × {image.height}"
        remarks.append(f"het logo is met {across} pixels te klein om scherp te drukken; lever het groter, of als SVG")
    if max(image.size) > KEPT_PIXELS:
        image.thumbnail((KEPT_PIXELS, KEPT_PIXELS))
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return Picture(target.getvalue(), image.size, _areas(image, ground), ground, tuple(remarks))


def _opened(content: bytes, file: str) -> tuple[Image, list[str]]:
    """Open and turn upright, as RGB or RGBA and without anything that came along."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    def refuse(what: str, remedy: str = _ANEW) -> NoReturn:
        raise UserError(Problem(what, remedy, Place(file)))

    if len(content) > MOST_BYTES:
        refuse("het logo is groter dan 10 MB.", "Lever een kleiner bestand; hooguit 4000 pixels breed en hoog.")
    remarks = []
    try:
        with _strictly():
            image: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
            if max(image.size) > MOST_PIXELS:
                across = f"{image.width} × {image.height}"
                refuse(f"het logo is {across} pixels groot.", "Lever het kleiner: hooguit 4000 pixels breed en hoog.")
            image.load()
    except UnidentifiedImageError:
        refuse("het logo is geen PNG of JPEG.")
    except (OSError, SyntaxError, ValueError, EOFError):
        refuse("het logo is beschadigd.")
    if image.mode == "CMYK":
        remarks.append(
            "het logo is in drukkleuren (CMYK); op een scherm kunnen die afwijken, dus lever het liever in RGB"
        )
    clear = "A" in image.getbands() or "transparency" in image.info
    upright = ImageOps.exif_transpose(image).convert("RGBA" if clear else "RGB")
    upright.info.clear()
    return upright, remarks


@contextmanager
def _strictly() -> Iterator[None]:
    """Have half a picture refused, whatever a library that was loaded before asked for; size is judged by ourselves."""
    from PIL import Image, ImageFile

    truncated, most = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = truncated, most


def _trimmed(image: Image, file: str) -> tuple[Image, str | None]:
    """Cut off clear or plain edges; also give the colour that a picture lies on when its edges aren't clear."""
    from PIL import Image as Images
    from PIL import ImageChops

    ground = None
    if image.mode == "RGBA" and image.getchannel("A").histogram()[_OPAQUE] < image.width * image.height:
        inked = image.getchannel("A")
    else:
        image = image.convert("RGB")
        corner = tuple(image.crop((0, 0, 1, 1)).tobytes())
        ground = _hex(corner)
        inked = ImageChops.difference(image, Images.new("RGB", image.size, corner)).convert("L")
    box = inked.point([_OPAQUE * (value > _FAINT) for value in range(256)]).getbbox()
    if box is None:
        raise UserError(Problem("het logo is leeg: er is niets op te zien.", _ANEW, Place(file)))
    return image.crop(box), ground


def _areas(image: Image, ground: str | None) -> dict[str, float]:
    """How much of the picture each colour takes, as a share of the whole; what it lies on isn't ink."""
    small = image.copy()
    small.thumbnail((_MEASURED_PIXELS, _MEASURED_PIXELS))
    pixels = small.convert("RGBA")
    opacity = pixels.getchannel("A").tobytes()
    colours = pixels.convert("RGB").quantize(_COLOURS_TOLD).convert("RGB").tobytes()
    counted = Counter(colours[3 * i : 3 * i + 3] for i, seen in enumerate(opacity) if seen > _OPAQUE / 2)
    named = {_hex(colour): number / len(opacity) for colour, number in counted.items()}
    return {name: area for name, area in named.items() if ground is None or distance(name, ground) > _SAME}


def _hex(colour: Sequence[int]) -> str:
    red, green, blue = colour[:3]
    return f"#{red:02X}{green:02X}{blue:02X}"
