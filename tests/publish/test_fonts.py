from __future__ import annotations

import io
import re
from base64 import b64decode
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from reportgen.brand import Brand
from reportgen.errors import UserError
from reportgen.publish.fonts import subset, web_fonts

SET_IN_DUTCH = "‐\u02d7≥≤→✓▲▼–“”’€éëïöüĲĳ×§·…\u00a0\u202f\u00ad"


def characters_of(woff: bytes) -> set[str]:
    with TTFont(io.BytesIO(woff)) as font:
        return {chr(code) for code in font.getBestCmap()}


def test_every_face_of_the_house_has_what_dutch_publications_need(brand: Brand) -> None:
    for font in brand.fonts:
        with TTFont(font.path, lazy=True) as face:
            assert {c for c in SET_IN_DUTCH if ord(c) not in face.getBestCmap()} == set(), font.path.name


def test_a_subset_has_the_characters_asked_for_and_no_others(brand: Brand) -> None:
    assert characters_of(subset(brand.fonts[0], frozenset("Gé 15%"))) == set("Gé 15%")


def test_a_subset_keeps_the_widths_of_the_whole_font(brand: Brand) -> None:
    wanted = frozenset("Wi%")
    with TTFont(io.BytesIO(subset(brand.fonts[0], wanted))) as small, TTFont(brand.fonts[0].path) as whole:
        for character in wanted:
            advances = [font["hmtx"][font.getBestCmap()[ord(character)]][0] for font in (small, whole)]
            assert advances[0] == advances[1]


def test_a_subset_is_the_same_every_time(brand: Brand) -> None:
    wanted = frozenset("abcdefghijklmnopqrstuvwxyz")
    assert subset(brand.fonts[0], wanted) == subset(brand.fonts[0], wanted)


def test_a_page_gets_all_faces_with_just_its_own_characters(brand: Brand) -> None:
    css = web_fonts(brand.fonts, "Meer\nvertrouwen")
    embedded = re.findall(r"url\(\"data:font/woff2;base64,([^\"]+)\"\)", css)
    assert len(embedded) == len(brand.fonts)
    assert all(characters_of(b64decode(font)) == set("Mertvouwn") for font in embedded)
    for font in brand.fonts:
        assert f'font-family:"Source Sans 3";font-weight:{font.weight};font-style:{font.style};' in css


def test_a_character_that_a_font_lacks_is_named(brand: Brand) -> None:
    with pytest.raises(UserError, match=r"SourceSans3-Light\.ttf heeft niet alle tekens: “汉” \(U\+6C49\)") as caught:
        web_fonts(brand.fonts, '<p class="lead">Wie een <em>oude taal</em> als 汉 leest</p><p>weet</p>')
    assert "zoals in “… een oude taal als 汉 leest weet …”" in str(caught.value)


def test_a_font_file_that_is_none_is_named(brand: Brand, tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = tmp_path_factory.mktemp("fonts") / "Stuk.ttf"
    broken.write_bytes(b"geen letter")
    whole = brand.fonts[0].path.read_bytes()
    for content in (b"geen letter", b"", whole[:20_000], whole[: len(whole) // 2]):
        broken.write_bytes(content)
        with pytest.raises(UserError, match=r"Stuk\.ttf: het letterbestand is niet te lezen"):
            subset(replace(brand.fonts[0], path=broken), frozenset("a"))
