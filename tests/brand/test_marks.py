"""A partner's logo or name looks as large as the monitor's, and is seen on any ground."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import weasyprint

from reportgen.brand import Mark
from reportgen.brand.inked import ink_of
from reportgen.brand.marks import optical_size, own_mark, read_logo, set_name
from reportgen.brand.plates import on_plate
from reportgen.errors import UserError
from reportgen.publish.drawings import data_uri
from tests.brand.test_raster import blob, saved
from tests.charts.reading import BRAND

ROOT = Path(__file__).parents[2]
HOUSE, FONTS = BRAND.theme, BRAND.fonts
OWN = own_mark(BRAND)
EXAMPLE = (ROOT / "assets/brands/voorbeeld-ervaren/logo.svg").read_bytes()
START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
SHAPES = {
    "a drawing with curves, rules and moves": EXAMPLE.decode(),
    "a name": set_name("Voorbeeldpartner voor Klantcontact en Gaten", FONTS, HOUSE).svg,
    "the monitor's own": BRAND.logo,
    "lines": START + '<g stroke="#000000" stroke-linecap="square"><path d="M20 30L80 30" stroke-width="8"/>'
    '<line x1="50" y1="40" x2="50" y2="90" stroke-width="4"/></g></svg>',
    "shapes that are turned and scaled": START + '<g transform="translate(50 50) rotate(45)"><rect x="-20" y="-20" '
    'width="40" height="40"/><g transform="scale(2 .5)"><ellipse rx="15" ry="15" cy="60"/></g></g></svg>',
    "a shape over the edge": START + '<circle cx="100" cy="50" r="30"/></svg>',
    "polygons": START + '<polygon points="10,10 90,20 50,80"/><polyline points="10,95 90,95 90,90"/></svg>',
    "arcs": START + '<path d="M20 50a30 20 30 1 1 40 30z"/></svg>',
}  # fmt: skip


def rendered(source: str) -> np.ndarray:
    """The ink of a drawing as seen: 1 for what isn't paper, four dots to the unit, at most 800 across."""
    view = [float(part) for part in source.split('viewBox="')[1].split('"', maxsplit=1)[0].split()]
    scale = 800 / max(view[2:])
    size = f"{view[2] * scale}px {view[3] * scale}px"
    page = f"<style>@page{{size:{size};margin:0}}body{{margin:0}}img{{display:block}}</style>"
    image = f'<img style="width:{view[2] * scale}px" src="{data_uri(source.replace("currentColor", "#000000"))}">'
    pdf = pypdfium2.PdfDocument(weasyprint.HTML(string=page + image).write_pdf())
    pixels = pdf[0].render(scale=96 / 72).to_numpy()
    return (pixels[:, :, :3].min(axis=2) < 250).astype(float)


@pytest.mark.parametrize("source", SHAPES.values(), ids=SHAPES)
def test_the_box_and_the_amount_of_ink_are_those_of_the_rendered_drawing(source: str) -> None:
    from reportgen.brand.drawing import parse_logo

    source = parse_logo(source.encode(), "logo.svg").source
    ink, seen = ink_of(source), rendered(source)
    assert ink is not None
    left, top, width, _ = (float(part) for part in source.split('viewBox="')[1].split('"')[0].split())
    scale = seen.shape[1] / width
    rows, columns = np.nonzero(seen.any(axis=1))[0], np.nonzero(seen.any(axis=0))[0]
    box = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    expected = tuple(scale * (edge - start) for edge, start in zip(ink.box, (left, top, left, top), strict=True))
    assert box == pytest.approx(expected, abs=6)
    if ink.density == 1:
        return  # what lies over the edge counts too, up to all of the box
    inside = seen[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].mean()
    assert ink.density == pytest.approx(inside, abs=0.09)


def mark(width: float, height: float, density: float = OWN.density, *, is_name: bool = False) -> Mark:
    return Mark("<svg/>", b"", (width, height), density, HOUSE.paper, seen_on_dark=False, is_name=is_name)


def test_marks_of_any_proportion_take_the_same_area() -> None:
    for width in (250, 300, 400):
        across, tall = optical_size(mark(width, 100), OWN, 15, 200)
        assert across * tall == pytest.approx(15 * 15 * OWN.width / OWN.height, rel=0.2)
        assert across / tall == pytest.approx(width / 100)


def test_a_high_mark_stays_within_its_room_and_a_wide_one_within_the_line() -> None:
    assert optical_size(mark(10, 100), OWN, 15, 70)[1] == pytest.approx(20)
    assert optical_size(mark(10, 100), OWN, 15, 70, 1)[1] == pytest.approx(15)
    assert optical_size(mark(5000, 100), OWN, 15, 70)[0] == pytest.approx(70)


def test_a_full_block_is_smaller_than_thin_lines() -> None:
    assert optical_size(mark(200, 100, 1), OWN, 15, 70)[1] < optical_size(mark(200, 100, 0.2), OWN, 15, 70)[1]


def test_white_around_a_logo_makes_it_no_smaller() -> None:
    tight = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'
    loose = START + '<rect x="30" y="40" width="40" height="20"/></svg>'
    sizes = [optical_size(read_logo(one.encode(), "x.svg", HOUSE, "#000000")[0], OWN, 15, 70) for one in (tight, loose)]
    assert sizes[0] == pytest.approx(sizes[1])
    pixels = read_logo(saved(blob()), "x.png", HOUSE, "#000000")[0]
    assert optical_size(pixels, OWN, 15, 70) == pytest.approx(sizes[0], rel=0.02)


@pytest.mark.parametrize("name", ["KCF", "Klantenservice Federatie", "Voorbeeldpartner voor Dit, Dat en Meer"])
def test_a_name_is_set_no_larger_than_the_monitors_own(name: str) -> None:
    placed = set_name(name, FONTS, HOUSE)
    _, tall = optical_size(placed, OWN, 15, 70)
    em = tall / placed.height * 1000
    assert 2.4 < em <= 15 * 0.36 + 0.01


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("KSF", 1),
        ("Klantenservice Federatie", 2),
        ("Voorbeeldpartner voor Klantcontact, Dienstverlening en Digitale Toegankelijkheid", 4),
        ("Meervoudigepersoonlijkheidsstoornissenbehandelcentrum", 1),
    ],
)
def test_a_long_name_is_broken_over_lines_of_about_one_length(name: str, most: int) -> None:
    placed = set_name(name, FONTS, HOUSE)
    lines = round(placed.height / 1120 + 0.3)
    assert 1 <= lines <= most
    assert placed.width / placed.height < 7 or most == 1


def test_a_name_takes_over_the_colour_around_it_and_needs_no_plate() -> None:
    placed = set_name("Naam", FONTS, HOUSE)
    assert 'fill="currentColor"' in placed.svg
    assert placed.is_name
    assert placed.seen_on_dark


def test_letters_are_kerned_as_in_a_text() -> None:
    apart, together = (set_name(name, FONTS, HOUSE).width for name in ("AA", "AV"))
    assert together < apart + 40


def test_a_name_with_a_sign_that_the_font_lacks_is_told() -> None:
    with pytest.raises(UserError, match="het lettertype heeft geen “聊”, dat in de naam “聊天” voorkomt"):
        set_name("聊天", FONTS, HOUSE)


def logo(*fills: str) -> bytes:
    bars = "".join(f'<rect x="{20 * i}" width="20" height="20" fill="{fill}"/>' for i, fill in enumerate(fills))
    return f"{START}{bars}</svg>".encode()


@pytest.mark.parametrize(
    ("fills", "plate", "seen_on_dark"),
    [
        (("#6A3FA0", "#E0803A"), HOUSE.paper, False),
        (("#FFE94A", "#1C2B33"), HOUSE.paper, False),
        (("#FFE94A",), "#000080", True),
        (("#FFFFFF",), "#000080", True),
        (("#E0803A", "#FFB000"), "#000080", True),
    ],
)
def test_a_logo_lies_on_what_it_is_seen_on(fills: tuple[str, ...], plate: str, *, seen_on_dark: bool) -> None:
    placed, _ = read_logo(logo(*fills), "x.svg", HOUSE, "#000080")
    assert (placed.plate, placed.seen_on_dark) == (plate, seen_on_dark)


def test_a_light_logo_of_a_light_partner_lies_on_ink() -> None:
    assert read_logo(logo("#FFE94A"), "x.svg", HOUSE, "#FFE94A")[0].plate == HOUSE.ink


def test_pixels_on_a_colour_lie_on_that_colour() -> None:
    assert read_logo(saved(blob(ground="#223344")), "x.png", HOUSE, "#C81E1E")[0].plate == "#223344"


def test_a_mark_that_needs_a_plate_is_drawn_with_it_and_any_other_as_it_is() -> None:
    bars = read_logo(logo("#FFFFFF", "#FFFFFF"), "x.svg", HOUSE, "#000080")[0]
    plated = on_plate(bars, HOUSE.paper)
    assert 'viewBox="-5 -5 50 30"' in plated.svg
    assert '<rect x="-5" y="-5" width="50" height="30" fill="#000080"/>' in plated.svg
    assert (plated.size, plated.plate) == ((50, 30), HOUSE.paper)
    assert on_plate(plated, HOUSE.paper) is plated
    assert on_plate(OWN, HOUSE.paper) is OWN


def test_an_empty_or_unreadable_drawing_is_refused() -> None:
    broken = ('<path d="M 1"/>', '<rect width="half"/>', '<rect width="3" height="3" transform="draai(3)"/>')
    for inner, told in (("", "is leeg"), *((one, "niet te lezen") for one in broken)):
        with pytest.raises(UserError, match=told):
            read_logo(f"{START}{inner}</svg>".encode(), "x.svg", HOUSE, "#000000")
