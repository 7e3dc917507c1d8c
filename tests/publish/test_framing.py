"""A drawing on its own: what stood around it on its page comes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from reportgen.brand import Brand
from reportgen.publish.framing import MARGIN, framed
from reportgen.publish.outlines import Outliner
from reportgen.report.model import Figure, Run
from tests.publish import example

SVG = "{http://www.w3.org/2000/svg}"
MEASURE, SOURCE = "Percentage van alle respondenten, 2025", "Bron: de monitor, 2025."


@pytest.fixture(scope="module")
def outliner(brand: Brand) -> Outliner:
    return Outliner(brand.fonts)


@pytest.fixture(scope="module")
def figure() -> Figure:
    title = (Run("Van "), Run("10%", fact="a@2024"), Run(" naar "), Run("15%", fact="a@2025"))
    return replace(example.houding(), title=title, measure=(Run(MEASURE),), source=(Run(SOURCE),))


def texts(drawing: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing).iter(f"{SVG}text"))


def test_title_and_measure_stand_over_what_is_drawn_and_its_source_under_it(
    figure: Figure, drawings: Mapping[str, str], brand: Brand, outliner: Outliner
) -> None:
    plain = drawings[figure.name]
    whole = framed(plain, figure, outliner, brand.theme, ("Onder embargo",))
    inside = [text.text for text in texts(plain)]
    assert [text.text for text in texts(whole)] == ["Van 10% naar 15%", MEASURE, *inside, SOURCE, "Onder embargo"]
    ys = [float(text.attrib["y"]) for text in texts(whole)]
    height = float(ElementTree.fromstring(plain).attrib["height"].removesuffix("pt"))
    assert ys[0] < ys[1] < 0
    assert height < ys[-2] < ys[-1]


def test_everything_is_within_what_is_shown_with_room_around_it(
    figure: Figure, drawings: Mapping[str, str], brand: Brand, outliner: Outliner
) -> None:
    whole = framed(drawings[figure.name], figure, outliner, brand.theme)
    root = ElementTree.fromstring(whole)
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (root.attrib["width"], root.attrib["height"]) == (f"{width:g}pt", f"{height:g}pt")
    assert left == -MARGIN
    assert width == brand.theme.chart_width + 2 * MARGIN
    first, last = (float(texts(whole)[place].attrib["y"]) for place in (0, -1))
    assert first - 12 >= top + MARGIN - 1
    assert last + 3 <= top + height - MARGIN + 1


def test_each_number_of_a_title_names_its_fact_on_the_line_that_it_stands_on(
    figure: Figure, drawings: Mapping[str, str], brand: Brand, outliner: Outliner
) -> None:
    assert texts(framed(drawings[figure.name], figure, outliner, brand.theme))[0].get("data-fact") == "a@2024;a@2025"
    words = (
        Run("woorden die een regel vullen tot het cijfer op de volgende komt te staan, want zo lang is deze titel "),
    )
    longer = replace(figure, title=(*figure.title, Run(" "), *words, Run("20%", fact="a@2026")))
    first, second = texts(framed(drawings[figure.name], longer, outliner, brand.theme))[:2]
    assert (first.get("data-fact"), second.get("data-fact")) == ("a@2024;a@2025", "a@2026")


def test_a_figure_without_a_measure_or_source_is_framed_by_its_title_alone(
    figure: Figure, drawings: Mapping[str, str], brand: Brand, outliner: Outliner
) -> None:
    bare = replace(figure, measure=(), source=())
    inside = len(texts(drawings[figure.name]))
    assert len(texts(framed(drawings[figure.name], bare, outliner, brand.theme))) == inside + 1


def test_a_line_is_as_wide_as_the_font_says_with_its_kerning(brand: Brand, outliner: Outliner) -> None:
    assert outliner.width("", 10, 400) == 0
    assert outliner.width("AVAVAV", 10, 400) < 3 * (outliner.width("A", 10, 400) + outliner.width("V", 10, 400))
    assert outliner.width("woord", 20, 600) == pytest.approx(2 * outliner.width("woord", 10, 600))
