"""Colours are measured as others measure them."""

from __future__ import annotations

import pytest

from reportgen.brand.colour import distance, from_oklch, lightness, luminance, to_oklab, to_oklch, usual_distance
from tests.charts.test_contrast import MACHADO, seen_distance

NAMED = ("#000000", "#FFFFFF", "#FFE94A", "#E30613", "#0B5A6B", "#808080", "#94355A")


def test_oklab_is_that_of_ottosson() -> None:
    """The values that he gives on bottosson.github.io/posts/oklab, from XYZ: here of white and of pure red."""
    assert to_oklab("#FFFFFF") == pytest.approx((1, 0, 0), abs=1e-3)
    assert to_oklch("#FF0000") == pytest.approx((0.628, 0.258, 29.2), abs=0.05)
    assert to_oklab("#0000FF") == pytest.approx((0.452, -0.032, -0.312), abs=1e-3)


@pytest.mark.parametrize("colour", NAMED)
def test_a_colour_comes_back_from_oklch_as_it_was(colour: str) -> None:
    back = from_oklch(*to_oklch(colour))
    assert all(abs(int(back[i : i + 2], 16) - int(colour[i : i + 2], 16)) <= 1 for i in (1, 3, 5))


def test_a_colour_that_no_screen_shows_keeps_its_lightness_and_hue() -> None:
    light, chroma, hue = to_oklch(from_oklch(0.5, 0.4, 145))
    assert light == pytest.approx(0.5, abs=0.005)
    assert hue == pytest.approx(145, abs=2)
    assert 0.1 < chroma < 0.2


def test_lightness_is_that_of_cielab() -> None:
    """L* of the middle grey #777777 is 50.03, and of pure blue 32.30 (Lindbloom)."""
    assert lightness("#777777") == pytest.approx(50.03, abs=0.01)
    assert lightness("#0000FF") == pytest.approx(32.30, abs=0.01)
    assert luminance("#FFFFFF") == pytest.approx(1)


@pytest.mark.parametrize("one", NAMED)
def test_colours_are_as_far_apart_as_the_worst_eyes_see_them(one: str) -> None:
    for other in NAMED:
        seen = min(seen_distance(one, other, kind) for kind in MACHADO)
        assert distance(one, other) == pytest.approx(min(seen, usual_distance(one, other)))
