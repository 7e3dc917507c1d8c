"""A logo of pixels is opened with care, and written anew with nothing but the picture in it."""

from __future__ import annotations

import io
import struct
import zlib
from time import process_time

import pytest
from PIL import Image, ImageDraw

from reportgen.brand.raster import Picture, read_picture
from reportgen.errors import UserError


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def blob(mode: str = "RGB", ground: object = "white", size: tuple[int, int] = (400, 300)) -> Image.Image:
    """A red block of 200 × 100 with room around it."""
    image = Image.new(mode, size, ground)
    ImageDraw.Draw(image).rectangle((100, 100, 299, 199), "#C81E1E")
    return image


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.png))


def refused(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_picture(content, "logo.png")
    assert "\n  → " in str(caught.value)
    return str(caught.value)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (4001, 10), (10, 4001), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_says_it_is_huge_is_not_even_opened(size: tuple[int, int]) -> None:
    start = process_time()
    assert "hooguit 4000 pixels" in refused(bomb(*size))
    assert process_time() - start < 0.5


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "geen PNG of JPEG"),
        (b"tekst", "geen PNG of JPEG"),
        (b"GIF89a" + bytes(20), "geen PNG of JPEG"),
        (saved(blob(), "GIF"), "geen PNG of JPEG"),
        (saved(blob(), "WEBP"), "geen PNG of JPEG"),
        (saved(blob())[:200], "het logo is beschadigd"),
        (saved(blob(), "JPEG")[:700], "het logo is beschadigd"),
        (bomb(10, 10), "het logo is leeg"),
        (saved(Image.new("RGB", (300, 300), "white")), "het logo is leeg"),
        (saved(Image.new("RGBA", (300, 300), (200, 0, 0, 0))), "het logo is leeg"),
        (bytes(10_000_001), "groter dan 10 MB"),
    ],
)
def test_what_is_no_picture_or_a_broken_or_empty_one_is_refused(content: bytes, told: str) -> None:
    assert told in refused(content)


def test_half_a_picture_is_refused_also_where_a_library_takes_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    assert "het logo is beschadigd" in refused(saved(blob())[:200])


def test_nothing_that_came_along_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Jan Jansen, Dorpsstraat 1"
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 1.0)}
    content = saved(blob(), "JPEG", exif=exif, comment=b"Dorpsstraat 2")
    assert b"Dorpsstraat" in content
    picture = read_picture(content, "logo.jpg")
    assert b"Dorpsstraat" not in picture.png
    assert not opened(picture).getexif()
    assert set(opened(picture).info) <= {"srgb"}


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert read_picture(saved(blob(), "JPEG", exif=exif, quality=95), "logo.jpg").size == pytest.approx(
        (100, 200), abs=8
    )


def test_edges_are_trimmed_whether_they_are_clear_or_white() -> None:
    clear = read_picture(saved(blob("RGBA", (0, 0, 0, 0))), "logo.png")
    white = read_picture(saved(blob()), "logo.png")
    assert clear.size == white.size == (200, 100)
    assert (clear.ground, white.ground) == (None, "#FFFFFF")
    assert opened(clear).mode == "RGBA"


def test_a_picture_on_a_colour_keeps_it_and_says_so() -> None:
    assert read_picture(saved(blob(ground="#223344")), "logo.png").ground == "#223344"


def test_drawing_colours_for_print_become_those_of_a_screen_and_that_is_told() -> None:
    picture = read_picture(saved(blob().convert("CMYK"), "JPEG", quality=95), "logo.jpg")
    assert opened(picture).mode == "RGB"
    assert "drukkleuren (CMYK)" in picture.remarks[0]
    red, green, blue = opened(picture).getpixel((50, 50))
    assert abs(red - 200) < 12
    assert abs(green - 30) < 12
    assert abs(blue - 30) < 12


@pytest.mark.parametrize("mode", ["P", "L", "LA", "1", "RGBA", "I;16"])
def test_a_picture_of_any_kind_can_be_read(mode: str) -> None:
    image = (
        Image.new(mode, (400, 300), 0) if mode == "I;16" else blob().convert("L" if mode == "1" else mode).convert(mode)
    )
    if mode == "I;16":
        image.paste(60_000, (100, 100, 300, 200))
    assert read_picture(saved(image), "logo.png").size == (200, 100)


def test_what_is_larger_than_print_needs_is_made_smaller() -> None:
    big = blob().resize((3200, 2400)).crop((700, 700, 2500, 1700))
    assert read_picture(saved(big), "logo.png").size == pytest.approx((1200, 600), abs=4)


def test_what_is_too_small_for_print_is_told() -> None:
    small = blob().resize((80, 60))
    assert "te klein om scherp te drukken" in read_picture(saved(small), "logo.png").remarks[0]


def test_how_much_each_colour_takes_is_measured() -> None:
    image = blob("RGBA", (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 199, 199), "#1E1EC8")
    areas = read_picture(saved(image), "logo.png").areas
    assert areas["#C81E1E"] == pytest.approx(0.5, abs=0.03)
    assert areas["#1E1EC8"] == pytest.approx(0.5, abs=0.03)


def test_the_same_picture_is_written_the_same_way() -> None:
    assert read_picture(saved(blob()), "a.png").png == read_picture(saved(blob()), "b.png").png
