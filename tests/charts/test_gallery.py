"""What holds for every figure of the gallery, on the width of a report and on that of a phone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportgen.brand import COLOURS, colours
from reportgen.cli import run
from reportgen.gallery.cases import TITLES, Case, cases, compose_figure
from reportgen.gallery.page import draw_both, render_page
from reportgen.report.alt import LIMIT
from reportgen.report.charts.contrast import TEXT, over, ratio
from reportgen.report.model import Figure, Point, plain
from reportgen.report.notes import INDICATIVE_NOTE, SUPPRESSED_NOTE
from tests.charts.reading import BRAND, ROOT, SVG, Printed, Shape, clipped, overlapping, printed_texts, shapes

CASES = {case.name: case for case in cases()}
EVERY = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
ALL_VALUES = frozenset({"bars", "likert", "dots", "heat", "dumbbell", "regions", "waffle"})
"""The kinds that print every value, whatever there is of it."""
ARROWS = ("▲", "▼")
DASH = "–"
MARKS = ("primary", "secondary", "secondary_light", "negative", "negative_light", "positive_light", "muted")


def of(*kinds: str) -> pytest.MarkDecorator:
    chosen = {name: case for name, case in CASES.items() if case.kind in kinds}
    return pytest.mark.parametrize("case", chosen.values(), ids=chosen)


EDGES = ("one", "sixty", "zero", "hundred", "equal", "long", "missing", "suppressed")
OF_ONE_SHARE = {"one", "sixty", "equal", "missing"}
"""What one share by itself cannot have."""


@pytest.mark.parametrize("kind", TITLES)
def test_every_kind_is_shown_at_every_edge_that_it_has(kind: str) -> None:
    shown = {case.name.removeprefix(f"{kind}-") for case in CASES.values() if case.kind == kind}
    assert {edge for edge in EDGES if edge not in shown} == (OF_ONE_SHARE if kind == "waffle" else set())


@cache
def figure(case: Case) -> Figure:
    return compose_figure(case)


@cache
def drawings(case: Case) -> tuple[str, str]:
    return draw_both(figure(case), BRAND)


def points(case: Case) -> list[Point]:
    return [point for series in figure(case).chart.series for point in series.points]


def words(svg: str) -> list[str]:
    return [word for text in printed_texts(svg) for word in text.text.split()]


@EVERY
def test_no_text_covers_another_and_nothing_is_cut_off(case: Case) -> None:
    for svg in drawings(case):
        assert list(overlapping(printed_texts(svg))) == []
        assert list(clipped(svg)) == []


@EVERY
def test_it_is_described_by_its_figures_in_few_words(case: Case) -> None:
    alt = figure(case).alt
    assert 0 < len(alt) <= LIMIT
    assert alt != plain(figure(case).title)
    assert DASH not in alt.replace(" – trendbreuk – ", "").split()


@EVERY
def test_an_arrow_stands_only_at_a_value_whose_change_is_significant(case: Case) -> None:
    significant = Counter(point.mark for point in points(case) if point.mark)
    for svg in drawings(case):
        drawn = Counter(word for word in words(svg) if word in ARROWS)
        assert drawn <= significant
        if case.kind in ALL_VALUES:
            assert drawn == significant


@of(*ALL_VALUES)
def test_every_value_is_printed_once(case: Case) -> None:
    wanted = Counter(point.text for point in points(case))
    if case.kind in ("dumbbell", "likert"):  # of a row that is not there, once
        del wanted[DASH]
    axis = {f"{step}%" for step in range(0, 101, 5)} | {"0", "+50", "−50"}
    for svg in drawings(case):
        printed = Counter(words(svg))
        assert {text: printed[text] for text in wanted if text not in axis} == {
            text: count for text, count in wanted.items() if text not in axis
        }


@EVERY
def test_what_may_not_be_shown_is_named_and_not_drawn(case: Case) -> None:
    hidden = [point for point in points(case) if point.value is None]
    notes = " ".join(map(plain, figure(case).notes))
    assert (SUPPRESSED_NOTE in notes) == bool(hidden)
    if len(hidden) == len(points(case)):
        for svg in drawings(case):
            assert DASH in words(svg)
            marks = [shape for role in MARKS for shape in shapes(svg, fill=role)]
            # Only the marks in the key are left.
            assert len(marks) <= len(figure(case).chart.series)


@EVERY
def test_what_is_indicative_is_marked_and_named(case: Case) -> None:
    indicative = any(point.indicative for point in points(case))
    assert (INDICATIVE_NOTE in " ".join(map(plain, figure(case).notes))) == indicative
    for svg in drawings(case):
        assert any(word.startswith("indicatief") for word in words(svg)) == indicative
        if indicative:
            assert any(shapes(svg, fill="paper", stroke=role) for role in MARKS)


@of("trend", "slope", "multiples")
def test_no_line_crosses_a_break_and_the_break_is_drawn(case: Case) -> None:
    for svg in drawings(case):
        breaks = [
            shape for shape in shapes(svg, stroke="muted", width=0.75) if shape.dash and shape.left == shape.right
        ]
        assert bool(breaks) == bool(figure(case).chart.breaks)
        lines = [s for role in ("primary", "secondary", "muted") for s in shapes(svg, fill="", stroke=role)]
        for line in lines:
            crossed = [b for b in breaks if line.left < b.left - 1 and line.right > b.right + 1 and _level(line, b)]
            assert not crossed or line.top == line.bottom  # an axis may


def _level(one: Shape, other: Shape) -> bool:
    return one.top < other.bottom and other.top < one.bottom


@of("bars", "columns")
def test_lengths_start_at_nothing_and_are_in_proportion_to_the_values(case: Case) -> None:
    chart = figure(case).chart
    for svg in drawings(case):
        for place, series in enumerate(chart.series[: 1 if case.kind == "bars" else None]):
            role = (
                {"secondary": "secondary_light"}.get(series.role, series.role) if case.kind == "columns" else "primary"
            )
            drawn = [
                s for s in (*shapes(svg, fill=role), *shapes(svg, fill="paper", stroke=role)) if s.right - s.left > 0
            ]
            bars = drawn[len(chart.series) > 1 :] if not any(p.hollow for p in series.points) else []
            values = [point.value for point in series.points if point.value]
            along = [(bar.right - bar.left) if case.kind == "bars" else (bar.bottom - bar.top) for bar in bars]
            along = [length for length in along if length > 0]
            if along and len(along) == len(values):
                units = [length / value for length, value in zip(along, values, strict=True)]
                assert units == pytest.approx([units[0]] * len(units), rel=0.05, abs=6), place


@EVERY
def test_text_can_be_read_on_what_lies_under_it_on_paper_and_in_the_dark(case: Case) -> None:
    light = colours(BRAND.theme)
    modes: tuple[Mapping[str, str], ...] = (light, BRAND.theme.dark)
    names = {colour: name for name, colour in reversed(light.items())}
    for svg in drawings(case):
        for text, ground, opacity in _on_grounds(svg):
            for mode in modes:
                under = over(mode[names[ground]], mode["paper"], opacity)
                assert ratio(mode[names[text.fill]], under) >= TEXT, text


def _on_grounds(svg: str) -> Iterator[tuple[Printed, str, float]]:
    """Each text with the colour of the last outline drawn before it around its middle, and how opaque that is."""
    texts = iter(printed_texts(svg))
    outlines: list[Shape] = []
    every = iter(shapes(svg))
    for element in ElementTree.fromstring(svg):
        if element.tag == f"{SVG}path":
            outlines.append(next(every))
            continue
        text = next(texts)
        x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
        under = [s for s in outlines if s.fill and s.left <= x <= s.right and s.top <= y <= s.bottom]
        yield (text, under[-1].fill, under[-1].opacity) if under else (text, BRAND.theme.paper, 1.0)


@of("trend", "dots", "dumbbell")
def test_series_are_told_apart_by_the_shapes_of_their_marks(case: Case) -> None:
    wanted = len(figure(case).chart.series)
    if any(point.value is not None for point in points(case)):
        for svg in drawings(case):
            assert len(_outlines(svg)) >= min(wanted, 4)


def _outlines(svg: str) -> set[tuple[bool, int, tuple[float, ...]]]:
    """The shapes of small closed marks: round or not, their corners, and how these lie to each other."""
    found = set()
    for path in ElementTree.fromstring(svg).iter(f"{SVG}path"):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path.attrib["d"])]
        if path.attrib["d"].endswith("z") and max(numbers[::2]) - min(numbers[::2]) < 12:
            round_ = "C" in path.attrib["d"]
            level = () if round_ else tuple(round(b - a, 0) for a, b in zip(numbers[1::2], numbers[3::2], strict=False))
            found.add((round_, len(level), level))
    return found


@pytest.mark.parametrize("name", ["multiples", "multiples-groups", "multiples-indicative", "multiples-mean"])
def test_small_multiples_have_one_scale(name: str) -> None:
    chart = figure(CASES[name]).chart
    values = [s.points[i].value or 0 for i in range(len(chart.categories)) for s in chart.series]
    for svg in drawings(CASES[name]):
        floors = {s.top for s in shapes(svg, stroke="muted", width=0.75)}
        marks = [*shapes(svg, fill="primary"), *shapes(svg, fill="paper", stroke="primary")]
        middles = [(mark.top + mark.bottom) / 2 for mark in marks]
        heights = [min(floor for floor in floors if floor > middle) - middle for middle in middles]
        unit = max(heights) / (max(values) - chart.minimum)
        assert heights == pytest.approx([(value - chart.minimum) * unit for value in values], abs=0.05)


def test_two_marks_at_one_value_are_both_seen() -> None:
    for svg in drawings(CASES["dumbbell-equal"]):
        one, other = (shapes(svg, fill=role)[1:] for role in ("primary", "secondary"))
        assert len(one) == len(other) == 5
        assert all(abs(a.top - b.top) > 4 for a, b in zip(one, other, strict=True))


def test_regions_lie_where_the_layout_says_and_share_one_scale() -> None:
    case = CASES["regions-provinces"]
    chart = figure(case).chart
    for svg in drawings(case):
        tiles = shapes(svg, fill="surface")
        texts = printed_texts(svg)
        marks = [s for s in _marks_on_tiles(svg) if s.bottom - s.top > 5]
        whole, *regions = chart.categories
        lefts, tops = sorted({tile.left for tile in tiles}), sorted({tile.top for tile in tiles})
        for category, tile in zip(regions, tiles, strict=True):
            assert category.place == (tops.index(tile.top), lefts.index(tile.left))
            within = [t.text for t in texts if tile.left < t.left < tile.right and tile.top < t.top < tile.bottom]
            assert "".join(within).startswith(category.label)  # which may be in pieces
        assert whole.label in [text.text for text in texts]
        offsets = [(m.left + m.right) / 2 - t.left for m, t in zip(marks, tiles, strict=True)]
        values = [point.value or 0 for point in chart.series[0].points[1:]]
        slopes = [(x - offsets[0]) / (v - values[0]) for x, v in zip(offsets, values, strict=True) if v != values[0]]
        assert slopes == pytest.approx([slopes[0]] * len(slopes), rel=0.03)


def _marks_on_tiles(svg: str) -> list[Shape]:
    """Filled marks and hollow ones, in the order in which they were drawn."""
    return [s for s in shapes(svg) if s.right - s.left < 8 and (s.fill and s.fill != BRAND.theme.ink)]


def test_regions_whose_names_don_t_fit_a_tile_stand_in_rows() -> None:
    for svg in drawings(CASES["regions-long"]):
        assert shapes(svg, fill="surface") == []


def test_the_page_has_every_case_in_both_widths_and_asks_for_nothing() -> None:
    page = render_page(BRAND)
    assert page.count("<svg ") == 2 * len(CASES)
    assert set(re.findall(r"url\((.{9})", page)) == {'"data:fon'}
    assert not re.search(r"<script|https?://(?!www\.w3\.org)|<link|@import", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("arguments", "made", "name"),
    [
        (["--project", str(ROOT)], "grafieken-voice-monitor.html", "Nationale Voice Monitor"),
        ([], "grafieken-voorbeeld.html", "Voorbeeldmonitor"),
    ],
    ids=["of a monitor", "outside a monitor"],
)
def test_the_page_is_in_the_house_style_of_the_monitor_or_else_of_the_example(
    arguments: list[str],
    made: str,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("reportgen.gallery.writing.render_page", lambda brand: f"de pagina van {brand.name}")
    assert run(["gallery", "galerij", *arguments]) == 0
    pages = {page.name: page.read_text(encoding="utf-8") for page in (tmp_path / "galerij").iterdir()}
    assert pages[made] == f"de pagina van {name}"
    assert made in capsys.readouterr().out


def test_a_gallery_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bestand").touch()
    assert run(["gallery", str(tmp_path / "bestand" / "galerij"), "--project", str(ROOT)]) != 0
    assert "hier is niet te schrijven." in capsys.readouterr().err


def test_the_colours_of_every_drawing_are_of_the_theme() -> None:
    allowed = {getattr(BRAND.theme, name) for name in COLOURS}
    assert {c for case in CASES.values() for svg in drawings(case) for c in re.findall(r"#\w{6}\b", svg)} <= allowed


def test_in_print_no_word_is_smaller_than_six_and_a_half_points_even_of_sixty() -> None:
    """A figure is 170 mm wide and at most 200 mm high (print.css): a taller drawing is made smaller."""
    tallest = 200 / 25.4 * 72
    for case in CASES.values():
        root = ElementTree.fromstring(drawings(case)[0])
        sizes = [float(text.attrib["font-size"].removesuffix("px")) for text in root.iter(f"{SVG}text")]
        scale = min(1.0, tallest / float(root.attrib["height"].removesuffix("pt")))
        assert min(sizes) * scale >= 6.5, case.name
