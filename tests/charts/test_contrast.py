"""Marks and texts are told from paper and from each other, in print, in the dark, and by who sees colours otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

import reportgen
from reportgen.brand import colours, read_brand
from reportgen.brand.colour import MARK, TEXT, ratio
from reportgen.report.charts.columns import FILLS
from reportgen.report.charts.contrast import heat_limit, on, over, readable
from tests.charts.examples import LIKERT
from tests.charts.reading import BRAND, drawn, shapes

THEME = BRAND.theme
STARTER = read_brand(Path(reportgen.__file__).parent / "starter", "voorbeeld").theme
MODES = {
    "paper": colours(THEME), "dark": dict(THEME.dark),
    "starter on paper": colours(STARTER), "starter in the dark": dict(STARTER.dark),
}  # fmt: skip
LINES = ("primary", "secondary", "negative", "muted")
SCALE = ("negative", "negative_light", "neutral", "positive_light", "positive")

# How colours are seen without one kind of cone: Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
MACHADO = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# Linear RGB to XYZ (IEC 61966-2-1), and the white point D65.
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)


def _times(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)


def _linear(colour: str) -> tuple[float, ...]:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def _lab(linear: tuple[float, ...]) -> tuple[float, float, float]:
    parts = [part / white for part, white in zip(_times(XYZ, linear), WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen_distance(one: str, other: str, kind: str) -> float:
    """How far apart two colours are seen with a kind of colour blindness: ΔE of CIELAB (1976)."""
    labs = [_lab(tuple(min(1, max(0, c)) for c in _times(MACHADO[kind], _linear(colour)))) for colour in (one, other)]
    return sum((a - b) ** 2 for a, b in zip(*labs, strict=True)) ** 0.5


def test_contrast_is_that_of_wcag() -> None:
    """Known values: black on white 21, and #767676 the lightest grey that passes 4.5 on white."""
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert ratio("#FFFFFF", "#777777") == pytest.approx(4.48, abs=0.005)


def test_a_simulated_colour_is_that_of_machado() -> None:
    """White is seen as white by everybody, red and green are confused without the long or middle cones."""
    for kind in MACHADO:
        assert seen_distance("#FFFFFF", "#FFFFFF", kind) == 0
        assert seen_distance("#000000", "#FFFFFF", kind) == pytest.approx(100, abs=0.1)
    assert seen_distance("#A06000", "#608000", "deuteranopia") < 15 < seen_distance("#A06000", "#608000", "tritanopia")


@pytest.mark.parametrize("colours_of_mode", MODES.values(), ids=MODES)
def test_marks_stand_out_from_paper(colours_of_mode: Mapping[str, str]) -> None:
    low = {role for role in (*LINES, "positive") if ratio(colours_of_mode[role], colours_of_mode["paper"]) < MARK}
    assert low == set()


@pytest.mark.parametrize("colours_of_mode", MODES.values(), ids=MODES)
@pytest.mark.parametrize("kind", MACHADO)
def test_the_two_colours_of_a_pair_are_apart_to_everybody(kind: str, colours_of_mode: Mapping[str, str]) -> None:
    assert seen_distance(colours_of_mode["primary"], colours_of_mode["secondary"], kind) > 40


@pytest.mark.parametrize("colours_of_mode", MODES.values(), ids=MODES)
@pytest.mark.parametrize("kind", MACHADO)
def test_the_strong_ends_of_a_scale_are_apart_from_what_is_next_to_them(
    kind: str, colours_of_mode: Mapping[str, str]
) -> None:
    for strong, light in (("negative", "negative_light"), ("positive", "positive_light")):
        assert seen_distance(colours_of_mode[strong], colours_of_mode[light], kind) > 25


@pytest.mark.parametrize("colours_of_mode", MODES.values(), ids=MODES)
def test_columns_beside_each_other_are_apart_to_everybody_and_in_grey(colours_of_mode: Mapping[str, str]) -> None:
    fills = [colours_of_mode[FILLS.get(role, role)] for role in LINES]
    assert [colour for colour in fills if ratio(colour, colours_of_mode["paper"]) < MARK] == []
    for one, other in pairwise(fills):
        assert abs(_lab(_linear(one))[0] - _lab(_linear(other))[0]) > 20  # L*: how light it is
        assert min(seen_distance(one, other, kind) for kind in MACHADO) > 20


@pytest.mark.parametrize("colours_of_mode", MODES.values(), ids=MODES)
def test_the_strong_and_the_light_answers_on_one_side_are_apart_in_grey(colours_of_mode: Mapping[str, str]) -> None:
    lightness = [_lab(_linear(colours_of_mode[role]))[0] for role in SCALE]
    for one, other in ((0, 1), (3, 4)):
        assert abs(lightness[one] - lightness[other]) > 20


def test_segments_of_a_scale_are_parted_by_paper_whatever_their_colours() -> None:
    bars = [shape for role in SCALE for shape in shapes(drawn(LIKERT), fill=role) if shape.right - shape.left > 7]
    rows = {one.top: sorted((bar.left, bar.right) for bar in bars if bar.top == one.top) for one in bars}
    gaps = [right[0] - left[1] for row in rows.values() for left, right in pairwise(row)]
    assert len(gaps) >= 12
    assert min(gaps) >= 0.7


@pytest.mark.parametrize("fill", [*SCALE, "dont_know", "primary", "secondary", "muted"])
def test_text_on_a_mark_can_be_read_on_paper_and_in_the_dark(fill: str) -> None:
    role = on(THEME, fill)
    for mode in MODES.values():
        assert ratio(mode[role], mode[fill]) >= TEXT


def test_text_beside_a_mark_has_its_colour_only_where_that_can_be_read() -> None:
    assert [readable(THEME, role) for role in LINES] == list(LINES)
    assert [readable(THEME, role) for role in ("neutral", "positive_light", "dont_know")] == ["ink"] * 3


@pytest.mark.parametrize("colours_of_mode", MODES.values(), ids=MODES)
def test_text_in_the_darkest_cell_of_a_table_can_be_read(colours_of_mode: Mapping[str, str]) -> None:
    limit = heat_limit(THEME, "primary")
    assert limit > 0.35
    for step in range(int(limit * 100) + 1):
        cell = over(colours_of_mode["primary"], colours_of_mode["paper"], step / 100)
        assert ratio(colours_of_mode["ink"], cell) >= TEXT


def test_colours_lie_over_each_other_in_proportion() -> None:
    assert [over("#000000", "#FFFFFF", opacity) for opacity in (0, 0.5, 1)] == ["#FFFFFF", "#808080", "#000000"]
