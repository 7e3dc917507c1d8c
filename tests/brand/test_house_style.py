from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest

from reportgen.brand import COLOURS, Brand, Theme, colours, css_variables, dark_css_variables, read_brand
from reportgen.brand.rules import parse_brand
from reportgen.errors import UserError

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "assets/brands/voice-monitor/brand.toml").read_text(encoding="utf-8")
TEXT = ("ink", "muted", "primary", "secondary", "positive", "negative")
MARKS = ("primary_light", "secondary_light")
TINTS = ("primary_light", "secondary_light", "positive_light", "neutral", "negative_light", "dont_know")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a house style of its own, to damage."""
    shutil.copytree(ROOT / "assets" / "brands", tmp_path / "assets" / "brands")
    (tmp_path / "assets" / "fonts").symlink_to(ROOT / "assets" / "fonts")
    return tmp_path


def message(source: str) -> str:
    with pytest.raises(UserError) as caught:
        parse_brand(source, "brand.toml")
    return str(caught.value)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark", "light starter", "dark starter"])
def shades(request: pytest.FixtureRequest, brand: Brand) -> dict[str, str]:
    screen, _, starter = request.param.partition(" ")
    theme = (read_brand(ROOT / "reportgen/starter", "voorbeeld") if starter else brand).theme
    return colours(theme) if screen == "light" else dict(theme.dark)


def test_the_house_style_has_all_that_css_charts_and_pdf_need(brand: Brand) -> None:
    assert brand.name == "Nationale Voice Monitor"
    assert brand.logo.startswith("<svg")
    assert {(font.weight, font.style) for font in brand.fonts} >= {(300, "normal"), (400, "italic"), (600, "normal")}
    assert all(font.path.is_file() for font in brand.fonts)


def test_text_can_be_read_on_paper_and_on_a_tinted_surface(shades: dict[str, str]) -> None:
    for name, ground in product(TEXT, ("paper", "surface")):
        assert contrast(shades[name], shades[ground]) >= 4.5, f"{name} on {ground}"


def test_marks_stand_out_from_the_paper(shades: dict[str, str]) -> None:
    for name in (*TEXT, *MARKS):
        assert contrast(shades[name], shades["paper"]) >= 3, name


def test_a_value_can_be_read_within_its_bar(shades: dict[str, str]) -> None:
    for name in TINTS:
        assert contrast(shades["ink"], shades[name]) >= 4.5, f"ink on {name}"
    for name in ("primary", "secondary", "positive", "negative"):
        assert contrast(shades["paper"], shades[name]) >= 4.5, f"paper on {name}"


def test_the_words_on_the_cover_can_be_read(brand: Brand) -> None:
    assert contrast(brand.theme.paper, brand.theme.primary) >= 4.5


def test_every_colour_is_a_css_variable_on_a_light_and_on_a_dark_screen(brand: Brand) -> None:
    for css, values in (
        (css_variables(brand.theme), colours(brand.theme)),
        (dark_css_variables(brand.theme), brand.theme.dark),
    ):
        for name in COLOURS:
            assert f"--{name.replace('_', '-')}:{values[name]};" in css


def test_a_house_style_that_is_not_there_is_named_with_the_nearest_one(project: Path) -> None:
    with pytest.raises(UserError, match="“voice-monitr” bestaat niet") as caught:
        read_brand(project, "voice-monitr")
    assert "Bedoelde u “voice-monitor”?" in str(caught.value)


def test_a_folder_without_a_brand_file_is_named(project: Path) -> None:
    (project / "assets/brands/voice-monitor/brand.toml").unlink()
    with pytest.raises(UserError, match=r"assets/brands/voice-monitor: .*ontbreekt brand\.toml"):
        read_brand(project, "voice-monitor")


def test_a_missing_font_file_and_a_missing_logo_are_named_together(project: Path) -> None:
    file = project / "assets/brands/voice-monitor/brand.toml"
    file.write_text(SOURCE.replace("SourceSans3-Italic.ttf", "Nergens.ttf"), encoding="utf-8")
    (file.parent / "logo.svg").unlink()
    with pytest.raises(UserError) as caught:
        read_brand(project, "voice-monitor")
    assert "assets/fonts/Nergens.ttf: het letterbestand “Nergens.ttf” ontbreekt." in str(caught.value)
    assert "assets/brands/voice-monitor/logo.svg: het logo “logo.svg” ontbreekt." in str(caught.value)


@pytest.mark.parametrize("length", [0, 3, 200, 20_000, 200_000, -8])
def test_a_font_file_that_is_cut_off_is_named(project: Path, length: int) -> None:
    own = project / "assets/brands/voice-monitor/SourceSans3-Bold.ttf"
    own.write_bytes((ROOT / "assets/fonts/SourceSans3-Bold.ttf").read_bytes()[:length])
    with pytest.raises(UserError, match=r"voice-monitor/SourceSans3-Bold\.ttf: dit is geen letterbestand .* afgekapt"):
        read_brand(project, "voice-monitor")


def test_a_font_file_that_is_something_else_is_named(project: Path) -> None:
    (project / "assets/brands/voice-monitor/SourceSans3-Bold.ttf").write_bytes(b"PK\3\4" + bytes(1000))
    with pytest.raises(UserError, match="geen letterbestand"):
        read_brand(project, "voice-monitor")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</svg>", "", "regel [0-9]+: het logo is geen SVG, of het is beschadigd"),
        ("</svg>", "<script>alert()</script></svg>", r"het logo doet meer dan tekenen \(in <script>\)"),
        ("<svg ", '<svg onload="alert()" ', r"het logo doet meer dan tekenen \(in <svg>\)"),
        ("</svg>", '<image href="https://x.example/a.png"/></svg>', "het logo verwijst naar iets daarbuiten"),
        ("<svg ", '<!DOCTYPE svg [<!ENTITY a "x">]><svg ', "eigen afkortingen"),
        ("<svg ", "<html ", "het logo is geen SVG"),
    ],
)
def test_a_logo_may_do_nothing_but_draw(project: Path, old: str, new: str, said: str) -> None:
    logo = project / "assets/brands/voice-monitor/logo.svg"
    logo.write_text(logo.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError, match=f"assets/brands/voice-monitor/logo.svg.*{said}"):
        read_brand(project, "voice-monitor")


def test_a_font_beside_the_brand_file_goes_before_the_shared_one(project: Path) -> None:
    own = project / "assets/brands/voice-monitor/SourceSans3-Bold.ttf"
    shutil.copy(ROOT / "assets/fonts/SourceSans3-Bold.ttf", own)
    assert own in {font.path for font in read_brand(project, "voice-monitor").fonts}


def test_a_logo_must_be_svg(project: Path) -> None:
    (project / "assets/brands/voice-monitor/logo.svg").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(UserError, match="het logo is geen SVG"):
        read_brand(project, "voice-monitor")


def test_a_brand_file_must_be_utf_8(project: Path) -> None:
    (project / "assets/brands/voice-monitor/brand.toml").write_bytes('name = "Café"'.encode("cp1252"))
    with pytest.raises(UserError, match="geen UTF-8"):
        read_brand(project, "voice-monitor")


def test_an_unknown_key_gets_its_line_and_the_nearest_name() -> None:
    found = message(SOURCE.replace("neutral =", "netural =", 1))
    line = SOURCE.splitlines().index('neutral = "#C4CDD0"') + 1
    assert f"brand.toml, regel {line}: de sleutel “netural” is hier onbekend.\n  → Bedoelde u “neutral”?" in found
    assert "“neutral” ontbreekt in [colours]." in found


def test_a_colour_that_is_none_gets_its_line() -> None:
    found = message(SOURCE.replace('primary = "#74C3D1"', 'primary = "petrol"'))
    line = SOURCE.splitlines().index('primary = "#74C3D1"') + 1
    assert f"brand.toml, regel {line}: “petrol” is geen kleur (primary)." in found


def test_all_mistakes_are_told_at_once() -> None:
    damaged = SOURCE.replace("weight = 300", 'weight = "licht"').replace('style = "italic"', 'style = "schuin"')
    found = message(damaged.replace('family = "Source Sans 3"', 'family = "x;} body{"').replace("logo =", "loge ="))
    for part in (
        "“weight” moet een getal zijn",
        "de stijl “schuin” bestaat niet",
        "vreemde tekens",
        "“logo” ontbreekt",
    ):
        assert part in found


@pytest.mark.parametrize("name", ["../logo.svg", "/etc/passwd", "merk/logo.svg", ""])
def test_a_logo_and_a_font_lie_in_their_own_folders(name: str) -> None:
    found = message(SOURCE.replace('"logo.svg"', f'"{name}"').replace('"SourceSans3-Light.ttf"', f'"{name}"'))
    assert f"“{name}” is geen bestandsnaam (logo)." in found
    assert f"“{name}” is geen bestandsnaam (file)." in found


def test_colours_that_are_equal_in_the_light_are_equal_in_the_dark() -> None:
    found = message(SOURCE.replace('positive = "#74C3D1"', 'positive = "#74C3D2"'))
    assert "“primary” en “positive” zijn in [colours] dezelfde kleur, maar in [dark] niet." in found


def test_broken_toml_is_told_with_its_place() -> None:
    assert "regel 1, kolom 8: dit is geen geldige waarde" in message("name = \n")


def test_a_theme_can_be_used_as_a_key(brand: Brand) -> None:
    assert isinstance(hash(brand.theme), int)
    assert brand.theme == Theme(**colours(brand.theme), family=brand.theme.family, dark=brand.theme.dark)
