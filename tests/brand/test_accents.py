"""Whatever the colour of a partner, everything can be read, told apart and understood, on paper and in the dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

import pytest

from reportgen.brand import COLOURS, Theme, colours
from reportgen.brand.accents import accented, field_of, on_surface
from reportgen.brand.colour import lightness, usual_distance
from tests.brand.test_house_style import contrast
from tests.charts.reading import BRAND
from tests.charts.test_contrast import MACHADO, STARTER, seen_distance

HOUSE = BRAND.theme
STEPS = ("00", "33", "66", "99", "CC", "FF")
CUBE = [f"#{red}{green}{blue}" for red, green, blue in product(STEPS, repeat=3)]
CORNERS = [f"#{red}{green}{blue}" for red, green, blue in product((STEPS[0], STEPS[-1]), repeat=3)]
KNOWN = [
    "#FFE94A",
    "#FFD500",
    "#00A1DE",
    "#E30613",
    "#F49800",
    "#01689B",
    HOUSE.primary,
    HOUSE.secondary,
    HOUSE.negative,
]
LIGHTER = ("primary_light", "secondary_light")
CHANGED = {"primary", "primary_light", "secondary", "secondary_light"}


def modes(theme: Theme) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return colours(theme), theme.dark


def faults(theme: Theme, house: Theme) -> list[str]:
    """What a reader could not read or not tell apart; `house` is how well the monitor itself does."""
    light, dark = modes(theme)
    found = [fault for mode, own in zip(modes(theme), modes(house), strict=True) for fault in faults_of(mode, own)]
    twins = [pair for pair in combinations(COLOURS, 2) if light[pair[0]] == light[pair[1]]]
    return found + [f"{one} and {other} are one on paper only" for one, other in twins if dark[one] != dark[other]]


def faults_of(mode: Mapping[str, str], own: Mapping[str, str]) -> Iterator[str]:
    tests = {
        **{
            f"{name} as text on {ground}": contrast(mode[name], mode[ground]) >= 4.5
            for name, ground in product(("primary", "secondary"), ("paper", "surface"))
        },
        **{f"{name} as a mark": contrast(mode[name], mode["paper"]) >= 3 for name in LIGHTER},
        **{f"ink on {name}": contrast(mode["ink"], mode[name]) >= 4.5 for name in LIGHTER},
        "the pair": min(seen_distance(mode["primary"], mode["secondary"], kind) for kind in MACHADO) > 40,
        "fills in grey": abs(lightness(mode["primary"]) - lightness(mode["secondary_light"])) > 20,
    }
    for name in ("negative", "muted"):
        needed = min(20, usual_distance(own["primary"], own[name]))
        tests[f"primary and {name}"] = usual_distance(mode["primary"], mode[name]) >= needed
    yield from (name for name, passed in tests.items() if not passed)


@pytest.mark.parametrize(
    "cube", [[*CORNERS, *CUBE[::5]], pytest.param(CUBE, marks=pytest.mark.slow)], ids=["its corners", "the whole cube"]
)
def test_every_colour_of_a_partner_can_be_read_and_told_apart(cube: list[str]) -> None:
    found = {colour: faults(accented(HOUSE, colour), HOUSE) for colour in [*cube, *KNOWN]}
    assert {colour: what for colour, what in found.items() if what} == {}
    assert len(found) > len(KNOWN) + 40


def test_the_same_holds_in_another_house_style() -> None:
    found = {colour: faults(accented(STARTER, colour), STARTER) for colour in [*CUBE[::9], *KNOWN]}
    assert {colour: what for colour, what in found.items() if what} == {}


def test_text_on_a_surface_of_any_colour_can_be_read() -> None:
    assert [colour for colour in [*CUBE, *KNOWN] if contrast(on_surface(colour, HOUSE), colour) < 4.5] == []


def test_on_a_field_of_any_colour_text_can_be_read_and_a_mark_beside_it_seen() -> None:
    for colour in [*CUBE[::5], *KNOWN]:
        field = field_of(colour, accented(HOUSE, colour), HOUSE)
        assert contrast(field.text, field.ground) >= 4.5, colour
        assert min(contrast(field.mark, field.ground), contrast(field.mark, field.text)) > 1.4, colour


def test_ink_and_paper_go_before_black_and_white() -> None:
    assert on_surface("#FFE94A", HOUSE) == HOUSE.ink
    assert on_surface("#3D4F8A", HOUSE) == HOUSE.paper
    assert on_surface("#7A7A7A", HOUSE) == "#000000"


@pytest.mark.parametrize("colour", ["#FFE94A", "#94355A", "#3D4F8A"])
def test_all_that_means_something_stays_that_of_the_house(colour: str) -> None:
    theme = accented(HOUSE, colour)
    for mode, own in zip(modes(theme), modes(HOUSE), strict=True):
        assert {name for name in COLOURS if mode[name] != own[name]} <= CHANGED
    assert theme.family == HOUSE.family


@pytest.mark.parametrize("colour", ["#3D4F8A", "#6A3FA0", "#000000"])
def test_a_colour_that_can_do_everything_is_used_as_it_is(colour: str) -> None:
    theme = accented(HOUSE, colour)
    assert (theme.primary, theme.secondary) == (colour, HOUSE.secondary)


def test_a_colour_like_the_second_one_gets_another_second_colour_beside_it() -> None:
    theme = accented(HOUSE, HOUSE.secondary)
    assert theme.secondary == HOUSE.primary
    assert usual_distance(theme.primary, HOUSE.secondary) < 15


def test_a_second_colour_of_the_partner_is_used_where_it_can_be() -> None:
    assert accented(HOUSE, "#3D4F8A", "#A84300").secondary == "#A84300"
    assert accented(HOUSE, "#3D4F8A", "#3D4F8B").secondary == HOUSE.secondary


def test_a_second_colour_that_is_too_light_is_darkened() -> None:
    theme = accented(HOUSE, "#3D4F8A", "#FFB347")
    assert theme.secondary not in {"#FFB347", HOUSE.secondary}
    assert faults(theme, HOUSE) == []


def test_the_hue_of_a_partner_is_kept() -> None:
    from reportgen.brand.colour import to_oklch

    for colour in ("#FFE94A", "#00A1DE", "#E6007E", "#39870C", "#F49800"):
        turned = abs(to_oklch(accented(HOUSE, colour).primary)[2] - to_oklch(colour)[2])
        assert min(turned, 360 - turned) < 30, colour
