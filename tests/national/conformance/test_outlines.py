"""A figure for print has outlines for its words, and a browser shows it as it shows the one with words."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

SIZE = (1012, 1480)
"""Two pixels to a point of a figure with its margins."""
MOST = 20
"""How far two pictures may be apart, of 255: letters are smoothed in another way than outlines are."""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    yield page
    page.close()


def seen(page, file: Path) -> Image.Image:
    address = f"data:image/svg+xml;base64,{b64encode(file.read_bytes()).decode()}"
    page.set_content(f'<body style="margin:0"><img style="width:100%" src="{address}">')
    page.evaluate("document.images[0].decode()")
    return Image.open(io.BytesIO(page.screenshot())).convert("L")


def apart(one: Image.Image, other: Image.Image) -> int:
    blurred = (picture.filter(ImageFilter.GaussianBlur(3)) for picture in (one, other))
    return int(ImageStat.Stat(ImageChops.difference(*blurred)).extrema[0][1])


@pytest.fixture(scope="module")
def figures(edition) -> list[Path]:
    return sorted((edition.folder / "landelijk/figuren").glob("*.svg"))


def test_every_figure_for_print_looks_as_the_one_with_words(page, figures):
    assert len(figures) > 10
    for file in figures:
        assert apart(seen(page, file), seen(page, file.parent / "drukwerk" / file.name)) < MOST, file.name


def test_another_number_or_half_a_letter_to_the_side_is_seen(page, figures, tmp_path):
    (file,) = (file for file in figures if file.stem == "houding")
    svg = file.read_text("utf-8")
    text = re.search(r'<text x="([\d.]+)"[^>]*>15%', svg)
    assert text
    whole, moved = seen(page, file), text[0].replace(text[1], f"{float(text[1]) + 2.5:g}", 1)
    for changed in (text[0].replace(">15%", ">24%"), moved):
        other = tmp_path / "anders.svg"
        other.write_text(svg.replace(text[0], changed, 1), "utf-8")
        assert apart(whole, seen(page, other)) > MOST, changed


def test_a_figure_for_print_has_no_words_but_what_tells_what_it_shows(figures):
    for file in figures:
        printed = (file.parent / "drukwerk" / file.name).read_text("utf-8")
        assert not re.search(r"<text\b|<style|font-face|data-numbers", printed)
        assert re.search(r"<title\b.*</title>\n<desc\b.*</desc>", file.read_text("utf-8"))[0] in printed  # type: ignore[index]
