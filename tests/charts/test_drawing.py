"""What holds for every chart: all its words are in it, legible and whole, and it is the same drawing everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportgen.brand import FontFile, colours
from reportgen.errors import UserError
from reportgen.report.charts import draw, draw_narrow
from reportgen.report.charts.engine import FONT_LIST_VERSION
from reportgen.report.model import Category, Chart
from tests.charts.edges import EDGES
from tests.charts.examples import BARS, EXAMPLES, MORE, TREND
from tests.charts.reading import BRAND, ROOT, SVG, clipped, drawn, overlapping, printed_texts
from tests.snapshots import match

EVERY = [pytest.param(chart, id=chart.name) for chart in (*EXAMPLES, *MORE, *EDGES)]
SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("chart", EXAMPLES, ids=lambda chart: chart.kind)
def test_an_example_of_each_kind_is_drawn_as_it_was(chart: Chart) -> None:
    match(SNAPSHOTS / f"{chart.kind}.svg", drawn(chart))


@pytest.mark.parametrize("chart", EVERY)
def test_no_text_covers_another_and_nothing_is_cut_off(chart: Chart) -> None:
    svg = drawn(chart)
    assert list(overlapping(printed_texts(svg))) == []
    assert list(clipped(svg)) == []


@pytest.mark.parametrize("chart", [*EXAMPLES, *MORE], ids=lambda chart: chart.name)
def test_on_a_phone_no_text_covers_another_and_nothing_is_cut_off(chart: Chart) -> None:
    svg = draw_narrow(chart, BRAND.theme, BRAND.fonts)
    assert not list(overlapping(printed_texts(svg)))
    assert not list(clipped(svg))


@pytest.mark.parametrize("chart", [*EXAMPLES, *MORE], ids=lambda chart: chart.name)
def test_on_the_smallest_phone_no_word_is_smaller_than_eleven_pixels(chart: Chart) -> None:
    """The column is 320 pixels less twice 1.25 rem of 17 pixels."""
    root = ElementTree.fromstring(draw_narrow(chart, BRAND.theme, BRAND.fonts))
    scale = (320 - 2 * 1.25 * 17) / float(root.attrib["viewBox"].split()[2])
    assert min(float(e.attrib["font-size"].removesuffix("px")) for e in root.iter(f"{SVG}text")) * scale >= 11


@pytest.mark.parametrize("chart", [*EXAMPLES, *MORE], ids=lambda chart: chart.name)
def test_every_label_base_and_value_is_printed(chart: Chart) -> None:
    points = chain.from_iterable(series.points for series in chart.series)
    labels = chain.from_iterable((c.label, c.base, c.heading) for c in chart.categories)
    names = [series.label for series in chart.series if len(chart.series) > 1]  # the only one is named by the title
    wanted = {*labels, *names, *(part for point in points for part in (point.text, point.mark))}
    words = [word.rstrip(",") for text in printed_texts(drawn(chart)) for word in text.text.split()]
    assert {word for text in wanted for word in text.split()} <= set(words)


@pytest.mark.parametrize("chart", EVERY)
def test_a_drawing_is_paths_and_text_in_the_colours_of_the_theme(chart: Chart) -> None:
    svg = drawn(chart)
    root = ElementTree.fromstring(svg)
    assert {element.tag for element in root} <= {f"{SVG}path", f"{SVG}text"}
    assert root.attrib["font-family"] == "'Source Sans 3'"
    assert set(re.findall(r"#[0-9A-Za-z]{6}\b", svg)) <= set(colours(BRAND.theme).values())
    assert not re.search(r"\b(id|style|class|href)=", svg)
    assert {text.fill for text in printed_texts(svg)} <= set(colours(BRAND.theme).values())


def test_a_chart_is_as_wide_as_the_page_and_its_text_of_the_size_of_print() -> None:
    root = ElementTree.fromstring(drawn(BARS))
    assert root.attrib["width"] == "482pt"
    assert {element.attrib["font-size"] for element in root.iter(f"{SVG}text")} == {"9px"}


def test_the_order_in_which_charts_are_drawn_makes_no_difference() -> None:
    first = [draw(chart, BRAND.theme, BRAND.fonts) for chart in EXAMPLES]
    again = [draw(chart, BRAND.theme, BRAND.fonts) for chart in reversed(EXAMPLES)]
    assert first == again[::-1]


def test_a_chart_is_the_same_on_another_machine_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """Elsewhere there is no home to write in, other settings for matplotlib lie about, and warnings are errors."""
    home, cwd, temporary = (tmp_path / name for name in ("home", "cwd", "temporary"))
    for folder in (home, cwd, temporary):
        folder.mkdir()
    settings = "svg.fonttype: path\nfont.family: monospace\nfont.style: italic\npath.sketch: 1, 100, 2\n"
    (cwd / "matplotlibrc").write_text(settings, encoding="utf-8")
    (home / "matplotlibrc").write_text(settings, encoding="utf-8")
    home.chmod(0o500)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "MPLCONFIGDIR": str(home),
        "TMPDIR": str(temporary),
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": "1",
    }
    code = (
        "import sys; sys.stdout.reconfigure(encoding='utf-8');"
        "from tests.charts.examples import EXAMPLES; from tests.charts.reading import drawn;"
        "sys.stdout.write(''.join(map(drawn, EXAMPLES)))"
    )
    command = [sys.executable, "-B", "-W", "error", "-c", code]
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)
    assert run.stderr.decode() == ""
    assert run.stdout.decode() == "".join(map(drawn, EXAMPLES))
    assert [path.name for folder in (home, cwd, temporary) for path in folder.iterdir()] == ["matplotlibrc"] * 2


def test_the_list_of_fonts_is_in_the_form_of_the_matplotlib_in_use() -> None:
    """Otherwise each run looks through all fonts of the machine, which takes a second."""
    from matplotlib.font_manager import FontManager

    assert FontManager.__version__ == FONT_LIST_VERSION


def test_black_is_written_out_as_any_colour() -> None:
    """It can be exchanged for a dark screen only where it is written."""
    theme = replace(BRAND.theme, ink="#000000")
    root = ElementTree.fromstring(draw(BARS, theme, BRAND.fonts))
    assert {element.attrib["fill"] for element in root.iter(f"{SVG}text")} == {"#000000"}


def test_labels_are_text_whatever_is_in_them() -> None:
    label = "<b>&amp;</b> $x^2$ \\n"
    chart = replace(BARS, categories=(Category(label), *BARS.categories[1:]))
    assert label in [text.text for text in printed_texts(drawn(chart))]


def test_every_character_that_the_font_lacks_is_an_error() -> None:
    chart = replace(TREND, categories=(Category("2023 汉"), Category("2024"), Category("2025", "n = ∰")))
    with pytest.raises(UserError) as caught:
        drawn(chart)
    assert [problem.what for problem in caught.value.problems] == [
        "“∰” (U+2230) in grafiek “houding-trend” staat niet in het lettertype Source Sans 3.",
        "“汉” (U+6C49) in grafiek “houding-trend” staat niet in het lettertype Source Sans 3.",
    ]


def test_a_brand_without_an_upright_font_is_an_error() -> None:
    fonts = tuple(font for font in BRAND.fonts if font.style == "italic")
    with pytest.raises(UserError, match="geen rechtopstaand letterbestand van Source Sans 3"):
        draw(TREND, BRAND.theme, fonts)


def test_a_font_file_that_is_no_font_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "Letter.ttf").write_text("geen letter", encoding="utf-8")
    with pytest.raises(UserError, match=r"“Letter\.ttf” is niet te lezen"):
        draw(TREND, BRAND.theme, (FontFile("Source Sans 3", 400, "normal", tmp_path / "Letter.ttf"),))


def with_facts(chart: Chart) -> Chart:
    """The same chart, in which every point and every base names a fact."""
    series = tuple(
        replace(s, points=tuple(replace(p, fact=f"{i}@{j}") for j, p in enumerate(s.points)))
        for i, s in enumerate(chart.series)
    )
    categories = tuple(replace(c, fact=f"0@{i}#n" if c.base else None) for i, c in enumerate(chart.categories))
    return replace(chart, series=series, categories=categories)


@pytest.mark.parametrize("chart", [*EXAMPLES, *MORE], ids=lambda chart: chart.name)
def test_each_value_and_base_in_a_drawing_names_its_fact_and_no_label_does(chart: Chart) -> None:
    tied = with_facts(chart)
    values = {p.fact: p.text for s in tied.series for p in s.points} | {c.fact: c.base for c in tied.categories}
    texts = list(ElementTree.fromstring(drawn(tied)).iter(f"{SVG}text"))
    named = [(id_, text) for text in texts for id_ in text.get("data-fact", "").split(";") if id_]
    assert named
    for id_, text in named:
        digits = re.findall(r"\d[\d.,]*", values[id_])
        assert all(number in (text.text or "") for number in digits), (id_, text.text)
    assert {id_ for id_, _ in named} >= {p.fact for p in tied.series[0].points if p.value is not None}


def test_numbers_that_stand_together_name_their_facts_in_order_and_a_label_before_them_none() -> None:
    waffle = next(chart for chart in EXAMPLES if chart.kind == "waffle")
    texts = ElementTree.fromstring(drawn(with_facts(waffle))).iter(f"{SVG}text")
    assert {text.text: text.get("data-fact") for text in texts if "n = " in (text.text or "")} == {
        "2025, n = 1.061": ";0@0#n"
    }


def test_a_drawing_says_itself_which_numbers_it_holds() -> None:
    waffle = next(chart for chart in EXAMPLES if chart.kind == "waffle")
    assert ElementTree.fromstring(drawn(waffle)).get("data-numbers") == "78% 2025 1.061"
    assert ElementTree.fromstring(drawn(with_facts(waffle))).get("data-numbers") == "· 2025 ·"
