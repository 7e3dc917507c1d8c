"""A partner brings a name, a colour and perhaps a logo; everything else is the monitor's, and what gave way is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.brand import Brand, read_brand
from reportgen.errors import UserError
from tests.brand.test_raster import blob, bomb, saved

ROOT = Path(__file__).parents[2]
HOUSE = "voice-monitor"
LOGO = (ROOT / "assets/brands/voorbeeld-ervaren/logo.svg").read_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "assets" / "brands" / HOUSE, tmp_path / "assets" / "brands" / HOUSE)
    (tmp_path / "assets" / "fonts").symlink_to(ROOT / "assets" / "fonts")
    return tmp_path


def partner(project: Path, source: str, **files: bytes) -> Brand:
    """Read the brand of a partner with that brand file, and those files beside it."""
    folder = project / "assets/brands/partner"
    folder.mkdir(exist_ok=True)
    (folder / "brand.toml").write_text(source, encoding="utf-8")
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return read_brand(project, "partner", HOUSE)


def refused(project: Path, source: str, **files: bytes) -> str:
    with pytest.raises(UserError) as caught:
        partner(project, source, **files)
    assert str(caught.value).count("\n  → ") == len(caught.value.problems)
    return str(caught.value)


def remarks(project: Path, source: str, **files: bytes) -> str:
    found = partner(project, source, **files).partner
    assert found is not None
    return "\n".join(found.remarks)


def test_type_and_identity_stay_the_monitors(project: Path) -> None:
    own, dressed = read_brand(project, HOUSE), partner(project, 'name = "Partner"\ncolour = "#3D4F8A"')
    assert (dressed.name, dressed.logo, dressed.fonts, dressed.house) == (own.name, own.logo, own.fonts, own.theme)
    assert dressed.theme.primary == "#3D4F8A"
    assert dressed.partner is not None
    assert (dressed.partner.name, dressed.partner.mark.is_name) == ("Partner", True)
    assert own.partner is None
    assert own.house == own.theme


def test_a_colour_that_passes_needs_no_remark(project: Path) -> None:
    assert remarks(project, 'name = "Partner"\ncolour = "#3d4f8a"') == ""


def test_a_colour_that_cannot_be_read_stays_a_surface_and_the_contrasts_are_told(project: Path) -> None:
    """#FFE94A on white has a contrast of 1.23, as WebAIM's checker says too."""
    found = remarks(project, 'name = "Partner"\ncolour = "#FFE94A"')
    assert "assets/brands/partner/brand.toml: de kleur #FFE94A haalt op papier een contrast van 1,23" in found
    assert "Zij blijft de kleur van vlakken, met donkere tekst erop; tekst, lijnen en grafieken krijgen #" in found
    assert "(contrast 1,23 → " in found
    assert "de tweede kleur van de monitor (#B4530A) lijkt te veel op die van de partner" in found


@pytest.mark.parametrize(
    ("colour", "why"),
    [
        ("#94355A", "lijkt te veel op de kleur voor negatief"),
        ("#C40000", "verschilt in grijs te weinig van de kleur ernaast"),
        ("#1C2B33", "is al een andere kleur van de monitor"),
        ("#566670", "lijkt te veel op het grijs van eerdere edities"),
        ("#86B200", "en er is geen kleur dichtbij die wel voldoet"),
        ("#767676", "haalt op een tint een contrast van 4,1"),
    ],
)
def test_why_a_colour_gives_way_is_told(project: Path, colour: str, why: str) -> None:
    assert why in remarks(project, f'name = "Partner"\ncolour = "{colour}"')


def test_a_colour_that_nothing_near_can_replace_leaves_text_and_charts_to_the_monitor(project: Path) -> None:
    dressed = partner(project, 'name = "Partner"\ncolour = "#86B200"')
    assert dressed.theme.primary == dressed.house.primary
    assert dressed.partner is not None
    assert dressed.partner.colour == "#86B200"


def test_a_logo_is_read_by_its_form(project: Path) -> None:
    for name, content in (("logo.svg", LOGO), ("logo.png", saved(blob())), ("logo.jpg", saved(blob(), "JPEG"))):
        dressed = partner(
            project, f'name = "Partner"\ncolour = "#3D4F8A"\nlogo = "{name}"', **{name.replace(".", "_"): content}
        )
        assert dressed.partner is not None
        assert not dressed.partner.mark.is_name
        assert bool(dressed.partner.mark.png) == (name != "logo.svg")


def test_what_was_left_out_of_a_logo_is_told(project: Path) -> None:
    found = remarks(project, 'name = "Partner"\ncolour = "#3D4F8A"\nlogo = "logo.svg"', logo_svg=LOGO)
    assert found == "assets/brands/partner/logo.svg: weggelaten uit het logo, want het tekent niets: <metadata>."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "logo.svg",
            LOGO.replace(b"</g>", b"</g><script/>"),
            "logo.svg, regel 10: het logo doet meer dan tekenen",
        ),
        ("logo.svg", b"\x89PNG", "partner/logo.svg: het logo is geen SVG, of geen UTF-8"),
        ("logo.png", bomb(60_000, 60_000), "partner/logo.png: het logo is 60000 × 60000 pixels groot"),
        ("logo.png", LOGO, "partner/logo.png: het logo is geen PNG of JPEG"),
    ],
)
def test_a_hostile_logo_is_refused_with_its_place(project: Path, name: str, content: bytes, told: str) -> None:
    source = f'name = "Partner"\ncolour = "#3D4F8A"\nlogo = "{name}"'
    assert told in refused(project, source, **{name.replace(".", "_"): content})


def test_a_logo_that_is_not_there_is_told_and_how_to_do_without(project: Path) -> None:
    found = refused(project, 'name = "Partner"\ncolour = "#3D4F8A"\nlogo = "logo.svg"')
    assert "assets/brands/partner/logo.svg: het logo “logo.svg” ontbreekt" in found
    assert "haal de regel “logo” weg: dan wordt de naam gezet" in found


def test_what_is_not_a_partners_to_choose_is_refused_and_all_mistakes_are_told_at_once(project: Path) -> None:
    found = refused(
        project,
        'naam = "P"\ncolour = "geel"\nsecond_colour = "#12345"\nlogo = "../logo.svg"\nfamily = "Comic Sans"\n'
        f'short = "{"x" * 41}"\n',
    )
    for told in (
        "regel 1: de sleutel “naam” is hier onbekend.\n  → Bedoelde u “name”?",
        "“name” ontbreekt.",
        "regel 2: “geel” is geen kleur (colour)",
        "regel 3: “#12345” is geen kleur (second_colour)",
        "regel 4: “../logo.svg” is geen bestandsnaam (logo)",
        "regel 5: “family” hoort bij de huisstijl van de monitor",
        "regel 6: “short” is 41 tekens lang, en hooguit 40 passen",
    ):
        assert told in found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('name = ""', "“name” moet tekst zijn"),
        ("name = 3", "“name” moet tekst zijn"),
        (f'name = "{"lang " * 19}"', "“name” is 95 tekens lang, en hooguit 90 passen"),
        ('name = "A\\u202EB"', "in “name” staat een teken dat niet te zien is"),
        ('name = "A\\nB"', "in “name” staat een teken dat niet te zien is"),
        ('name = "聊天"', "het lettertype heeft geen “聊”"),
        ('name = "P"\nlogo = "logo.gif"', "het logo is geen SVG, PNG of JPEG"),
    ],
)
def test_a_name_that_cannot_be_set_is_refused(project: Path, line: str, told: str) -> None:
    assert told in refused(project, f'{line}\ncolour = "#3D4F8A"')


def test_the_monitor_needs_a_whole_house_style_of_its_own(project: Path) -> None:
    partner(project, 'name = "Partner"\ncolour = "#3D4F8A"')
    for house in (None, "partner"):
        with pytest.raises(UserError, match="geen volledige huisstijl"):
            read_brand(project, "partner", house)


def test_mistakes_in_both_brands_are_told_together(project: Path) -> None:
    (project / "assets/brands" / HOUSE / "logo.svg").unlink()
    found = refused(project, 'name = "Partner"\ncolour = "geel"')
    assert "“geel” is geen kleur" in found
    assert "voice-monitor/logo.svg" in found


def test_a_partner_without_a_brand_of_its_own_has_its_name_in_the_house_style(project: Path) -> None:
    brand = read_brand(project, HOUSE, HOUSE, "Partner zonder huisstijl")
    assert brand.partner is not None
    assert brand.partner.name == "Partner zonder huisstijl"
    assert brand.theme == brand.house
    assert brand.partner.remarks == ()
    assert brand.partner.flag == brand.house.paper


def test_words_on_the_flag_can_be_read(project: Path) -> None:
    from tests.brand.test_house_style import contrast

    for colour in ("#FFE94A", "#3D4F8A", "#7A7A7A", "#0B5A6B"):
        for logo in ("", '\nlogo = "logo.svg"'):
            brand = partner(project, f'name = "Partner"\ncolour = "{colour}"{logo}', logo_svg=LOGO)
            assert brand.partner is not None
            assert contrast(brand.partner.flag, brand.partner.on_flag) >= 4.5


def test_a_partner_goes_by_one_name(project: Path) -> None:
    partner(project, 'colour = "#3D4F8A"\nname = "Partner"')
    assert read_brand(project, "partner", HOUSE, "Partner").partner is not None
    with pytest.raises(UserError) as caught:
        read_brand(project, "partner", HOUSE, "De partner")
    assert str(caught.value) == (
        "assets/brands/partner/brand.toml, regel 2: de partner heet hier “Partner”, en in monitor.toml “De partner”.\n"
        "  → Schrijf de naam op beide plaatsen gelijk; een kortere staat achter “short”."
    )


def test_an_edition_in_the_style_of_a_partner_says_that_it_is_for_that_partner(project: Path) -> None:
    partner(project, 'name = "Partner"\ncolour = "#3D4F8A"')
    with pytest.raises(UserError, match=r'Zet in monitor\.toml bij de uitgave: partner = "Partner"'):
        read_brand(project, "partner", HOUSE, "")
    assert read_brand(project, HOUSE, HOUSE, "").partner is None
