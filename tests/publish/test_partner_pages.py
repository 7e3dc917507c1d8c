"""A partner shows on the cover, in letterheads and at the end; the monitor keeps its name, logo and colours."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from reportgen.brand import Brand, read_brand
from reportgen.brand.marks import read_logo
from reportgen.publish.blocks import Pages
from reportgen.publish.html import render_page
from reportgen.publish.pdf import render_pdf, render_print
from reportgen.publish.slides import render_slides
from reportgen.publish.word import render_word
from reportgen.report.model import Report
from tests.brand.test_raster import saved

ROOT = Path(__file__).parents[2]
PARTNERS = ("klantenservice-federatie", "voorbeeld-geel", "voorbeeld-ervaren")


@pytest.fixture(scope="module", params=PARTNERS)
def dressed(request: pytest.FixtureRequest) -> Brand:
    return read_brand(ROOT, request.param, "voice-monitor")


@pytest.fixture(scope="module")
def pixels() -> Brand:
    """A partner with a logo of pixels, clear around its edges."""
    brand = read_brand(ROOT, "voorbeeld-ervaren", "voice-monitor")
    image = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((20, 20, 379, 179), "#6A3FA0")
    assert brand.partner is not None
    mark, _ = read_logo(saved(image), "logo.png", brand.house, brand.partner.colour)
    return replace(brand, partner=replace(brand.partner, mark=mark))


def name_of(brand: Brand) -> str:
    assert brand.partner is not None
    return brand.partner.name


def images(html: str) -> dict[str, str]:
    """The sources of the images of a page, decoded, by what a screen reader says of them."""
    found = re.findall(r'<img[^>]*src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]*)"', html)
    return {told: b64decode(source).decode() for source, told in found}


def test_the_cover_has_both_logos_and_the_flag_of_the_partner(
    edition: Report, drawings: Mapping[str, str], dressed: Brand, pages: Pages
) -> None:
    assert dressed.partner is not None
    html = render_print(edition, edition.report, drawings, dressed, pages)
    cover = html[html.index('<header class="cover">') : html.index("</header>")]
    told = list(images(cover))
    assert told[0] == "Nationale Voice Monitor"
    assert told[1] in {name_of(dressed), f"Logo van {name_of(dressed)}"}
    assert name_of(dressed) in re.sub(r'src="[^"]*"', "", cover)
    assert f"background-color:{dressed.partner.flag};color:{dressed.partner.on_flag}" in cover
    assert f"@page cover {{ background: {dressed.house.primary}" in html


def test_the_logo_and_the_motif_of_the_monitor_keep_its_colours(
    edition: Report, drawings: Mapping[str, str], dressed: Brand, brand: Brand, pages: Pages
) -> None:
    own, shared = (
        images(render_print(edition, edition.report, drawings, one, pages))["Nationale Voice Monitor"]
        for one in (brand, dressed)
    )
    assert own == shared
    screen = render_page(edition, edition.press_release, drawings, dressed, pages)
    logo = screen[screen.index('aria-label="Nationale Voice Monitor"') :][:4000]
    assert "var(--house-primary)" in logo
    assert f"--house-primary:{brand.theme.primary};" in screen
    assert f"--house-primary:{brand.theme.dark['primary']};" in screen


def test_the_end_of_each_publication_says_who_it_was_made_with(
    edition: Report, drawings: Mapping[str, str], dressed: Brand, pages: Pages
) -> None:
    for html in (
        render_print(edition, edition.report, drawings, dressed, pages),
        render_page(edition, edition.report, drawings, dressed, pages),
        render_page(edition, edition.press_release, drawings, dressed, pages),
    ):
        end = html[html.index('class="partner closing"') :]
        assert f"gemaakt in samenwerking met {name_of(dressed)}." in end


@pytest.mark.parametrize("kind", ["report", "press_release"])
def test_a_pdf_for_a_partner_is_set_with_its_mark_and_in_the_type_of_the_monitor(
    edition: Report, drawings: Mapping[str, str], dressed: Brand, pages: Pages, kind: str
) -> None:
    publication = getattr(edition, kind)
    content = render_pdf(render_print(edition, publication, drawings, dressed, pages), dressed)
    with pypdfium2.PdfDocument(content) as document:
        whole = " ".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    assert kind == "press_release" or name_of(dressed).split()[0] in whole
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = [str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert any(name_of(dressed) in one for one in told)


def test_a_logo_of_pixels_is_set_as_it_is(
    edition: Report, drawings: Mapping[str, str], pixels: Brand, pages: Pages
) -> None:
    assert pixels.partner is not None
    html = render_print(edition, edition.report, drawings, pixels, pages)
    assert html.count('src="data:image/png;base64,') == 2
    render_pdf(html, pixels)
    document = render_word(edition, edition.press_release, drawings, pixels, pages)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert package.read("word/media/partner.png") == pixels.partner.mark.png


def test_a_press_release_in_word_has_both_marks_in_its_head(
    edition: Report, drawings: Mapping[str, str], dressed: Brand, pages: Pages
) -> None:
    with zipfile.ZipFile(io.BytesIO(render_word(edition, edition.press_release, drawings, dressed, pages))) as package:
        header, links = package.read("word/header.xml").decode(), package.read("word/_rels/header.xml.rels").decode()
        picture = Image.open(io.BytesIO(package.read("word/media/partner.png")))
    assert re.findall(r'descr="([^"]+)"', header) == ["Nationale Voice Monitor", name_of(dressed)]
    assert 'Target="media/partner.png"' in links
    width, height = map(int, re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', header)[1])
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.05)
    assert height <= 34 * 12700


def test_a_dark_screen_puts_paper_under_a_logo_that_would_not_be_seen(
    edition: Report, drawings: Mapping[str, str], pages: Pages
) -> None:
    logo, name = (read_brand(ROOT, one, "voice-monitor") for one in ("voorbeeld-ervaren", "klantenservice-federatie"))
    page = render_page(edition, edition.press_release, drawings, logo, pages)
    assert 'class="partner-mark plate-in-dark" style="--plate:#FFFFFF"' in page
    page = render_page(edition, edition.press_release, drawings, name, pages)
    assert "plate" not in page[page.index("<body") :]
    assert 'fill="currentColor"' in page[page.index(f'aria-label="{name_of(name)}"') :][:400]


def test_the_monitors_own_edition_has_nothing_of_a_partner(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    for publication in (edition.report, edition.press_release):
        for html in (
            render_print(edition, publication, drawings, brand, pages),
            render_page(edition, publication, drawings, brand, pages),
        ):
            assert not re.search(r'--partner|--house|class="partner|shared', html)


@pytest.mark.parametrize("kind", ["report", "press_release"])
def test_a_logo_of_pixels_is_smoothed_in_no_pdf_for_an_archive_may_not_ask_for_that(
    edition: Report, drawings: Mapping[str, str], pixels: Brand, pages: Pages, kind: str
) -> None:
    content = render_pdf(render_print(edition, getattr(edition, kind), drawings, pixels, pages), pixels)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        asked = [
            bool(one.get("/Interpolate", False))
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
    assert asked
    assert not any(asked)


def white_logo(kind: str) -> tuple[bytes, str]:
    """A logo that nothing is seen of on paper: a white disc, clear around it."""
    if kind == "svg":
        disc = '<circle cx="20" cy="20" r="20" fill="#FFFFFF"/>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{disc}</svg>'.encode(), "logo.svg"
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, 399, 399), "#FFFFFF")
    return saved(image), "logo.png"


@pytest.fixture(params=["svg", "png"])
def white(request: pytest.FixtureRequest) -> Brand:
    brand = read_brand(ROOT, "voorbeeld-ervaren", "voice-monitor")
    assert brand.partner is not None
    mark, _ = read_logo(*white_logo(request.param), brand.house, "#000080")
    return replace(brand, partner=replace(brand.partner, mark=mark))


def test_a_white_logo_is_seen_in_word_and_on_slides_on_a_plate_with_room_around_it(
    edition: Report, drawings: Mapping[str, str], white: Brand, pages: Pages
) -> None:
    made = {
        "word": render_word(edition, edition.press_release, drawings, white, pages),
        "ppt": render_slides(edition, edition.report, white, pages),
    }
    for folder, document in made.items():
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            logo = Image.open(io.BytesIO(package.read(f"{folder}/media/partner.png"))).convert("RGB")
        assert logo.getpixel((logo.width // 2, logo.height // 16)) == (0, 0, 0x80)
        assert logo.getpixel((logo.width // 2, logo.height // 2)) == (255, 255, 255)
