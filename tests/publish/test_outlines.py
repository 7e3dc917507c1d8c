"""A drawing for print: its words are outlines; that nobody sees a difference is tested in a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from reportgen.brand import Brand
from reportgen.publish.figures_kit import render_outlines
from reportgen.publish.outlines import Outliner
from tests.publish import example

SVG = "{http://www.w3.org/2000/svg}"
WORDS = (
    '<text x="10" y="30" font-size="24px" fill="#1C2B33">AV Te fi — 15% café</text>',
    '<text x="10" y="60.5" font-weight="600" font-size="18px" fill="#8E2F5A">Vertrouwen &amp; ergernis</text>',
    '<text x="10" y="80" fill="#0B5A6B">n = 1.043</text>',
)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" font-size="9px" font-family="\'Source Sans 3\'">'
    f'<path d="M0 90H300" stroke="#1C2B33"/>{"".join(WORDS)}</svg>'
)


@pytest.fixture(scope="module")
def outliner(brand: Brand) -> Outliner:
    return Outliner(brand.fonts)


def test_words_begin_where_they_stood_in_their_size(outliner: Outliner, brand: Brand) -> None:
    placed = re.findall(r'transform="translate\(([^)]*)\) scale\(([^)]*)\)"', outliner.outlined(DRAWING))
    per_em = 1000
    assert placed == [("10 30", str(24 / per_em)), ("10 60.5", str(18 / per_em)), ("10 80", str(9 / per_em))]


def test_letters_are_kerned_as_a_browser_does(outliner: Outliner, brand: Brand) -> None:
    def begun(words: str) -> float:
        """Where the last contour begins: each is moved to from where the one before began."""
        drawn = outliner.outlined(f'<svg><text x="0" y="0">{words}</text></svg>')
        return sum(float(step) for step in re.findall(r"m(-?[\d.]+)[ -]", drawn))

    (regular,) = (font for font in brand.fonts if font.weight == 400 and font.style == "normal")
    with TTFont(regular.path) as font:
        advance = font["hmtx"][font.getBestCmap()[ord("A")]][0]
    assert begun("AH") - begun("H") == advance
    assert begun("AV") - begun("V") < advance


def test_there_is_no_text_and_no_font_left(outliner: Outliner) -> None:
    root = ElementTree.fromstring(outliner.outlined(DRAWING))
    assert [element.tag for element in root] == [f"{SVG}path"] * (1 + len(WORDS))
    assert [element.get("fill") for element in root][1:] == ["#1C2B33", "#8E2F5A", "#0B5A6B"]


def test_a_space_is_no_outline(outliner: Outliner) -> None:
    assert outliner.outlined('<svg><text x="1" y="2"> </text></svg>') == "<svg></svg>"


def test_a_text_that_says_more_than_is_understood_is_no_outline_without_it(outliner: Outliner) -> None:
    with pytest.raises(ValueError, match="text-anchor"):
        outliner.outlined('<svg><text x="1" text-anchor="end">9</text></svg>')


def test_it_still_says_what_it_shows_and_not_which_numbers_it_holds(
    outliner: Outliner, drawings: Mapping[str, str]
) -> None:
    figure = example.houding()
    source = drawings[figure.name].replace("<svg ", '<svg data-numbers="1 2" ', 1)
    root = ElementTree.fromstring(render_outlines(figure, source, outliner, ("Onder embargo",)))
    assert root.findtext(f"{SVG}desc") == f"{figure.alt} Onder embargo."
    assert root.get("data-numbers") is None
    assert not re.search(r"<text|font-face", ElementTree.tostring(root, "unicode"))
