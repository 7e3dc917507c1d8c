"""A lighter drawing is the same drawing."""

from __future__ import annotations

import re

import pytest

from reportgen.publish.lightening import lightened, shortened

INK, MUTED = "#1C2B33", "#566670"
TEXT = '<text x="1" y="2" font-size="9px" fill="{}">{}</text>'


def drawn(path: str) -> str:
    return f'<svg viewBox="0 0 9 9"><path d="{path}" fill="none"/></svg>'


def corners(path: str) -> list[tuple[float, float]]:
    """Where a path comes along, by another reading of it than the one that wrote it."""
    here, begun, found = (0.0, 0.0), (0.0, 0.0), []
    for command, rest in re.findall(r"([mlhvcz])([^mlhvcz]*)", path):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        match command:
            case "h":
                steps = [(numbers[0], 0.0)]
            case "v":
                steps = [(0.0, numbers[0])]
            case _:
                steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        places = [(round(here[0] + x, 2), round(here[1] + y, 2)) for x, y in steps]
        here = places[-1] if places else begun
        begun = here if command == "m" else begun
        found += places
    return found


@pytest.mark.parametrize(
    ("path", "shorter"),
    [
        ("M0 1.3L6.4 1.3L6.4 7.7L0 7.7z", "m0 1.3h6.4v6.4h-6.4z"),
        ("M1 2C3 4 5 6 -7.25 8L1 1M0.5 0.5L1 2", "m1 2c2 2 4 4-8.25 6l8.25-7m-.5-.5l.5 1.5"),
        ("M 10 10 L 10 10", "m10 10h0"),
        ("M1 1L2 2zM5 5L6 5z", "m1 1l1 1zm4 4h1z"),
    ],
)
def test_a_path_is_said_in_fewer_signs(path: str, shorter: str) -> None:
    assert shortened(drawn(path)) == drawn(shorter)


def test_a_long_path_ends_where_it_ended() -> None:
    places = [((i * 7919 % 1000) / 100, (i * 104_729 % 1000) / 100) for i in range(300)]
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in places)
    (short,) = re.findall(r'd="([^"]*)"', shortened(drawn(path)))
    assert corners(short) == [(round(x, 2), round(y, 2)) for x, y in places]


@pytest.mark.parametrize("path", ["m0 0h9v9h-9z", "M0 0A3 3 0 0 1 9 9", "M125 4h300v12H125Z"])
def test_a_path_with_anything_else_is_left_as_it_is(path: str) -> None:
    assert shortened(drawn(path)) == drawn(path)


def test_what_most_texts_have_stands_once_on_the_whole() -> None:
    texts = [TEXT.format(colour, i) for i, colour in enumerate((INK, MUTED, INK))]
    light = lightened(f'<svg viewBox="0 0 9 9">{"".join(texts)}</svg>')
    assert light == (
        f'<svg viewBox="0 0 9 9" font-size="9px" fill="{INK}"><text x="1" y="2">0</text>'
        f'<text x="1" y="2" fill="{MUTED}">1</text><text x="1" y="2">2</text></svg>'
    )


def test_a_shape_or_a_text_that_would_take_over_what_it_does_not_say_keeps_the_drawing_as_it_is() -> None:
    for other in ('<path d="m0 0h9"/>', "<text>9</text>"):
        source = f'<svg viewBox="0 0 9 9">{TEXT.format(INK, 1)}{other}</svg>'
        assert lightened(source) == source
