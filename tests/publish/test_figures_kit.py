"""A figure to take along: a drawing that needs nothing else, a picture, and numbers that a Dutch Excel opens."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from reportgen.brand import Brand, FontFile, colours
from reportgen.errors import UserError
from reportgen.facts import Fact
from reportgen.publish.figures_kit import render_drawing, render_kit
from reportgen.publish.lists import HEADS, list_figure
from reportgen.publish.pictures import render_both, render_pictures, size_of
from reportgen.report.model import Category, Figure, Point, Series
from tests.publish import example

SVG = "{http://www.w3.org/2000/svg}"
FACT = Fact("a@2025", "a", "2025", None, None, "share", 0.15125, 0.01, 0.13, 0.17, 1043, 871.3, "published", "15%")


@pytest.fixture(scope="module")
def figure() -> Figure:
    return example.houding()


@pytest.fixture(scope="module")
def drawing(figure: Figure, drawings: Mapping[str, str], brand: Brand) -> ElementTree.Element:
    return ElementTree.fromstring(render_drawing(figure, drawings[figure.name], brand))


def with_points(figure: Figure, *points: Point, labels: tuple[str, ...] = ("2024", "2025")) -> Figure:
    categories = tuple(Category(label, heading="Wanneer" if not i else "") for i, label in enumerate(labels))
    chart = replace(figure.chart, categories=categories, series=(Series("positief", points),))
    return replace(figure, chart=chart)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_drawing_says_what_it_is_and_shows(drawing: ElementTree.Element, figure: Figure) -> None:
    named = {element.get("id"): element.text for element in drawing}
    assert drawing.get("role") == "img"
    assert named[drawing.get("aria-labelledby")] == "".join(run.text for run in figure.title)
    assert named[drawing.get("aria-describedby")] == figure.alt


def test_the_words_of_a_drawing_are_text_in_the_font_that_it_carries(
    drawing: ElementTree.Element, brand: Brand
) -> None:
    assert "52%" in [text.text for text in drawing.iter(f"{SVG}text")]
    (style,) = drawing.iter(f"{SVG}style")
    faces = (style.text or "").count("@font-face")
    assert faces == (style.text or "").count(f'font-family:"{brand.theme.family}"') == 1
    assert (style.text or "").count("url(") == (style.text or "").count('url("data:font/woff2;base64,') == faces


def test_each_face_that_a_drawing_carries_has_only_the_words_set_in_it(figure: Figure, brand: Brand) -> None:
    source = '<svg viewBox="0 0 9 9"><text x="1">abc</text><text x="1" font-weight="600">&amp;</text></svg>'
    style = render_drawing(figure, source, brand).decode()
    faces = re.findall(r"font-weight:(\d+).*?base64,([^\"]+)", style)
    held = {int(weight): TTFont(io.BytesIO(b64decode(font))).getBestCmap() for weight, font in faces}
    assert {weight: "".join(map(chr, characters)) for weight, characters in held.items()} == {400: "abc", 600: "&"}


def test_a_character_that_the_font_lacks_is_told(figure: Figure, drawings: Mapping[str, str], brand: Brand) -> None:
    with pytest.raises(UserError, match="heeft niet alle tekens"):
        render_drawing(figure, drawings[figure.name].replace("chatbot", "聊天"), brand)


def test_a_picture_has_two_pixels_to_a_point(drawings: Mapping[str, str], brand: Brand) -> None:
    picture = Image.open(
        io.BytesIO(render_pictures({"houding": drawings["houding"]}, brand, {"houding": (482, 84)})["houding"])
    )
    width, height = size_of(drawings["houding"]) or (0, 0)
    assert picture.size == (round(2 * width), round(2 * height))
    assert picture.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    primary = tuple(bytes.fromhex(brand.theme.primary[1:]))
    assert primary in {colour for _, colour in picture.convert("RGB").getcolors(100_000) or ()}
    assert picture.mode == "P"  # a few colours take a third of the room of all


def test_a_light_picture_is_smaller_in_pixels_and_bytes(drawings: Mapping[str, str], brand: Brand) -> None:
    ordinary, light = render_both({"houding": drawings["houding"]}, brand, {"houding": (482, 84)})
    assert ordinary == render_pictures({"houding": drawings["houding"]}, brand, {"houding": (482, 84)})
    assert Image.open(io.BytesIO(light["houding"])).size == (603, 105)
    assert len(light["houding"]) < 0.8 * len(ordinary["houding"])


def test_a_picture_has_the_colours_of_the_house_to_the_shade(brand: Brand) -> None:
    own = [*dict.fromkeys(colours(brand.theme).values())]
    words = "".join(f'<text x="20" y="{12 * i + 11}" fill="{c}">Aa §&amp;</text>' for i, c in enumerate(own))
    bars = "".join(f'<path d="M0 {12 * i}h9v12h-9z" fill="{c}"/>' for i, c in enumerate(own))
    source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{bars}{words}</svg>'
    picture = Image.open(io.BytesIO(render_pictures({"a": source}, brand, {"a": (200, 200)})["a"])).convert("RGB")
    printed = ["#" + bytes(picture.getpixel((8, 24 * i + 12))).hex().upper() for i in range(len(own))]  # type: ignore[arg-type]
    assert printed == [colour.upper() for colour in own]


def test_pictures_of_several_sizes_keep_their_names(drawings: Mapping[str, str], brand: Brand) -> None:
    chosen = {name: drawings[name] for name in ("houding", "ervaring")}
    pictures = render_pictures(chosen, brand, {"houding": (482, 84), "ervaring": (241, 30)})
    assert {name: Image.open(io.BytesIO(content)).size for name, content in pictures.items()} == {
        "houding": (964, 168),
        "ervaring": (482, 60),
    }
    assert render_pictures({}, brand, {}) == {}


@pytest.mark.parametrize(
    ("opening", "size"),
    [
        ("<svg>", None),
        ('<svg width="3" viewBox="-1 -2 30.5 40">', (30.5, 40)),
        ('<svg viewBox="0,0,30,40" width="3">', (30, 40)),
        ('<g/><svg height="4" width="3">', None),
    ],
)
def test_a_drawing_says_how_large_it_is_by_its_view(opening: str, size: tuple[float, float] | None) -> None:
    assert size_of(opening) == size


def test_numbers_are_in_a_file_that_a_dutch_excel_opens_right(figure: Figure) -> None:
    content = list_figure(
        with_points(figure, Point(0.1, "10%"), Point(0.15125, "15%", FACT.id, 0.13, 0.17, mark="▲")), {FACT.id: FACT}
    )
    assert content.startswith(b"\xef\xbb\xbf" + ";".join(HEADS).encode() + b"\r\n")
    assert rows_of(content)[1] == {
        "onderdeel": "Wanneer", "categorie": "2025", "reeks": "positief", "in_druk": "15%", "uitkomst": "15,1250",
        "ondergrens": "13,0000", "bovengrens": "17,0000", "n": "1043", "verschil": "hoger", "indicatief": "",
        "feit": "a@2025",
    }  # fmt: skip


def test_what_is_suppressed_has_no_value(figure: Figure) -> None:
    (row, _) = rows_of(
        list_figure(with_points(figure, Point(None, "–", "a@2024"), Point(0.5, "50%", indicative=True)), {})
    )
    assert (row["in_druk"], row["uitkomst"], row["ondergrens"], row["n"]) == ("–", "", "", "")


@pytest.mark.parametrize(
    ("label", "written"),
    [("=1+1", "'=1+1"), ("+a", "'+a"), ("@a", "'@a"), ("-5", "'-5"), ("\t=1", "'\t=1")]
    + [(date, f"'{date}") for date in ("1/2", "18-30", "1-2-2025", "maart 2025", "1 mei", "3-okt", "mrt-25", "9:30")]
    + [(label, label) for label in ("18 t/m 30", "mei", "voorjaar 2025", "meer dan 5", "2025", "juist: 3")],
)
def test_a_label_is_taken_for_no_formula_and_no_date(label: str, written: str, figure: Figure) -> None:
    points = (Point(0.1, "10%"), Point(0.2, "20%"))
    row = rows_of(list_figure(with_points(figure, *points, labels=(label, "b")), {}))[0]
    assert row["categorie"] == written


def test_every_figure_comes_in_the_same_forms_that_are_the_same_each_time(
    figure: Figure, drawings: Mapping[str, str], brand: Brand
) -> None:
    kit = render_kit((figure,), drawings, {}, brand)
    assert list(kit) == ["houding.svg", "drukwerk/houding.svg", "houding.png", "licht/houding.png", "houding.csv"]
    assert render_kit((figure,), drawings, {}, brand) == kit


def test_the_fonts_are_the_nearest_that_the_brand_has(
    figure: Figure, drawings: Mapping[str, str], brand: Brand
) -> None:
    fonts = tuple(font for font in brand.fonts if font.style == "italic" or font.weight == 700)
    assert isinstance(fonts[0], FontFile)
    svg = render_drawing(figure, drawings[figure.name], replace(brand, fonts=fonts)).decode()
    assert svg.count("@font-face") == svg.count("font-weight:700") == 1
