"""The presentation: PowerPoint's own titles, charts and notes, in the house style, and a file that it opens."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pptx
import pytest
from PIL import ImageFont
from pptx.util import Emu

from reportgen.brand import Brand, read_brand
from reportgen.gallery.cases import Case, cases, compose_figure
from reportgen.publish.blocks import Pages
from reportgen.publish.slides import render_slides
from reportgen.report.ledger_office import of_slides
from reportgen.report.model import Block, Chapter, Figure, KeyFigures, Point, Publication, Report, Run, plain
from reportgen.report.slides import slides_of
from reportgen.verify.formats.cell_formats import shown
from reportgen.verify.formats.slides import read_slides
from reportgen.verify.readback import with_pages
from tests.publish.example import line
from tests.publish.office import MAIN, RELATIONSHIPS, Package, opened
from tests.snapshots import match

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ROOT = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"
BOXES = (f"{P}sp", f"{P}graphicFrame", f"{P}pic")
# The order of elements in the schema of ECMA-376, part 1; PowerPoint repairs a file that doesn't keep to it.
ORDER = {
    "chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
    "chart": "autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls errBars cat val smooth",
    "dPt": "idx invertIfNegative marker bubble3D spPr",
    "dLbl": "idx delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize",
    "errBars": "errDir errBarType errValType noEndCap plus minus spPr",
    "catAx": "axId scaling delete axPos numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto "
    "lblAlgn lblOffset noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx "
    "crosses crossBetween",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "lineChart": "grouping varyColors ser marker axId",
}
CASES = {case.name: case for case in cases()}


@pytest.fixture(scope="module")
def report(edition: Report) -> Report:
    method = ((Run("Het veldwerk liep van 2 tot en met 15 december 2024.", origin="date"),),)
    contact = line("Redactie, <pers@voicemonitor.example|mailto:pers@voicemonitor.example>")
    chapters = tuple(replace(one, blocks=tuple(map(_told, one.blocks))) for one in edition.report.chapters)
    return replace(edition, report=replace(edition.report, chapters=chapters), method=method, contact=contact)


def _told(block: Block) -> Block:
    return replace(block, told=(Run(block.alt, origin="label"),)) if isinstance(block, Figure) else block


@pytest.fixture(scope="module")
def content(report: Report, brand: Brand, pages: Pages) -> bytes:
    return render_slides(report, report.report, brand, pages)


@pytest.fixture(scope="module")
def document(content: bytes) -> Package:
    return opened(content)


def slide_parts(document: Package) -> list[str]:
    parts = [name for name in document.parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    return sorted(parts, key=lambda name: int("".join(filter(str.isdigit, name))))


def boxes(document: Package, part: str) -> list[ElementTree.Element]:
    return [box for box in document.tree(part).iter() if box.tag in BOXES]


def placeholder(box: ElementTree.Element) -> str:
    found = box.find(f".//{P}ph")
    return "" if found is None else found.get("type", "body")


def words(box: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in box.iter(f"{MAIN}t"))


def figures(report: Report) -> list[Figure]:
    return [slide.figure for slide in slides_of(report, report.report) if slide.figure]


# --- a file that PowerPoint opens ------------------------------------------------------------------------------------


def test_every_part_has_its_content_type_and_every_relationship_leads_somewhere(document: Package) -> None:
    assert all(document.content_type(name) for name in document.parts)
    assert document.content_type("ppt/presentation.xml").endswith("presentationml.presentation.main+xml")
    assert [target for _, target, outside in document.links() if not outside and target not in document.parts] == []


def test_every_relationship_that_is_used_is_there(document: Package) -> None:
    for name in document.parts:
        if not name.endswith(".xml") or not name.startswith("ppt/"):
            continue
        folder, _, file = name.rpartition("/")
        links = f"{folder}/_rels/{file}.rels"
        ids = {link.attrib["Id"] for link in document.tree(links)} if links in document.parts else set()
        attributes = (element.attrib for element in document.tree(name).iter())
        assert {value for one in attributes for key, value in one.items() if key.startswith(RELATIONSHIPS)} <= ids


def test_nothing_runs_and_nothing_is_loaded_from_outside(document: Package) -> None:
    outside = [target for _, target, away in document.links() if away]
    assert outside == ["mailto:pers@voicemonitor.example"]
    assert {name.rpartition(".")[2] for name in document.parts} == {"xml", "rels", "png", "xlsx"}


def test_python_pptx_opens_it_and_finds_what_is_on_each_slide(content: bytes, report: Report) -> None:
    presentation = pptx.Presentation(io.BytesIO(content))
    slides = slides_of(report, report.report)
    assert [slide.shapes.title.text for slide in presentation.slides] == [plain(slide.title) for slide in slides]
    assert presentation.core_properties.author == "Nationale Voice Monitor"
    assert presentation.core_properties.title == "Nationale Voice Monitor 2025: presentatie"
    assert presentation.core_properties.language == "nl-NL"
    assert presentation.core_properties.created.isoformat().startswith("2025-03-19")


def test_the_same_report_gives_the_same_bytes(content: bytes, report: Report, brand: Brand, pages: Pages) -> None:
    assert render_slides(report, report.report, brand, pages) == content
    document = opened(content)
    assert document.dates == {(1980, 1, 1, 0, 0, 0)}
    workbooks = [opened(document.parts[name]) for name in document.parts if name.endswith(".xlsx")]
    assert workbooks
    for workbook in workbooks:
        assert workbook.dates == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-03-19T00:00:00Z" in workbook.parts["docProps/core.xml"]


def test_elements_of_charts_stand_in_the_order_of_the_schema(document: Package) -> None:
    charts = [name for name in document.parts if name.startswith("ppt/charts/chart")]
    assert charts
    for name in charts:
        for element in document.tree(name).iter():
            order = ORDER.get(element.tag.removeprefix(C), "").split()
            places = [order.index(child.tag.removeprefix(C)) for child in element] if order else []
            assert places == sorted(places), f"{name}, {element.tag}: {[child.tag for child in element]}"


# --- for who reads it with a screen reader ---------------------------------------------------------------------------


def test_each_slide_has_one_title_that_is_read_first_and_differs_from_the_others(document: Package) -> None:
    titles = []
    for part in slide_parts(document):
        kinds = [placeholder(box) for box in boxes(document, part)]
        assert kinds[0] in {"title", "ctrTitle"}
        assert kinds[1:].count("title") == 0
        titles.append(words(boxes(document, part)[0]))
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_the_foot_of_a_slide_is_read_last(document: Package) -> None:
    for part in slide_parts(document)[1:]:
        assert [placeholder(box) for box in boxes(document, part)][-2:] == ["ftr", "sldNum"]


def test_no_placeholder_is_empty(document: Package) -> None:
    for part in slide_parts(document):
        for box in boxes(document, part):
            assert words(box) or box.tag == f"{P}graphicFrame", f"{part}: {placeholder(box)}"


def test_each_chart_and_table_says_what_there_is_to_see(document: Package, report: Report) -> None:
    described = []
    for part in slide_parts(document):
        frames = [box for box in boxes(document, part) if box.tag == f"{P}graphicFrame"]
        described += [properties.get("descr") for frame in frames for properties in frame.iter(f"{P}cNvPr")]
    assert described == [figure.alt for figure in figures(report)]
    assert not set(described) & {plain(figure.title) for figure in figures(report)}


def test_a_logo_says_whose_it_is_and_what_only_adorns_says_nothing(document: Package, brand: Brand) -> None:
    layouts = [name for name in document.parts if re.fullmatch(r"ppt/slideLayouts/slideLayout\d\.xml", name)]
    assert len(layouts) == 4
    for name in layouts:
        pictures = document.tree(name).iter(f"{P}pic")
        assert [p.attrib["descr"] for pic in pictures for p in pic.iter(f"{P}cNvPr")] == [brand.name]
        assert b"decorative" in document.parts[name]


def test_all_text_is_dutch(document: Package) -> None:
    for part in (*slide_parts(document), *(name for name in document.parts if "/notesSlides/notesSlide" in name)):
        runs = list(document.tree(part).iter(f"{MAIN}rPr"))
        assert runs
        assert {run.get("lang") for run in runs} == {"nl-NL"}


def test_the_notes_give_what_is_told_of_a_figure_and_its_question_and_base(content: bytes, report: Report) -> None:
    presentation = pptx.Presentation(io.BytesIO(content))
    notes = [slide.notes_slide.notes_text_frame.text for slide in presentation.slides if slide.has_notes_slide]
    for figure in figures(report):
        lines = [figure.alt, *map(plain, figure.notes), f"Figuur {figure.number} in het rapport."]
        assert "\n".join(lines) in notes


# --- in the house style ----------------------------------------------------------------------------------------------


def test_colours_and_type_come_from_the_theme_so_that_they_change_with_it(document: Package, brand: Brand) -> None:
    theme = document.parts["ppt/theme/theme1.xml"].decode()
    assert f'<a:accent1><a:srgbClr val="{brand.theme.primary.lstrip("#")}"/></a:accent1>' in theme
    assert f'<a:latin typeface="{brand.theme.family}"' in theme
    of_their_own = [
        name
        for name in document.parts
        if name.startswith(("ppt/charts/", "ppt/slides/slide"))
        and brand.theme.primary.lstrip("#").encode() in document.parts[name]
    ]
    assert of_their_own == []
    used = {
        element.get("typeface")
        for part in slide_parts(document)
        for element in document.tree(part).iter(f"{MAIN}latin")
    }
    assert used <= {"+mn-lt", "+mj-lt"}


def test_an_earlier_wave_stands_behind_the_last_one(report: Report, brand: Brand, pages: Pages) -> None:
    publication = with_figures(report, compose_figure(CASES["bars"]))
    chart = opened(render_slides(report, publication, brand, pages)).tree("ppt/charts/chart2.xml")
    fills = [series.find(f"{C}spPr/{MAIN}solidFill/{MAIN}schemeClr") for series in chart.iter(f"{C}ser")]
    assert [fill.get("val") for fill in fills if fill is not None] == ["accent1", "accent4"]


@pytest.mark.parametrize(("view", "size"), [("0 0 48 24", (0.9, 0.45)), ("0 0 9000 300", (1.5, 0.05))])
def test_a_logo_of_any_proportion_fits_in_the_corner_of_a_slide(
    view: str, size: tuple[float, float], report: Report, brand: Brand, pages: Pages
) -> None:
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"><path d="M0 0h9v9z"/></svg>'
    document = opened(render_slides(report, report.report, replace(brand, logo=logo), pages))
    (picture,) = document.tree("ppt/slideLayouts/slideLayout2.xml").iter(f"{P}pic")
    extent = picture.find(f".//{MAIN}ext[@cx]")
    assert extent is not None
    assert [Emu(int(extent.attrib[side])).inches for side in ("cx", "cy")] == pytest.approx(size, abs=0.001)


@pytest.mark.parametrize("name", ["klantenservice-federatie", "voorbeeld-geel", "voorbeeld-ervaren"])
def test_a_partner_has_its_mark_on_every_layout_and_its_accent_in_the_theme(
    name: str, report: Report, pages: Pages
) -> None:
    own = read_brand(ROOT, name, "voice-monitor")
    assert own.partner is not None
    document = opened(render_slides(report, report.report, own, pages))
    for number in range(1, 5):
        layout = document.tree(f"ppt/slideLayouts/slideLayout{number}.xml")
        told = [one.get("descr") for pic in layout.iter(f"{P}pic") for one in pic.iter(f"{P}cNvPr")]
        assert told == ["Nationale Voice Monitor", own.partner.name]
    assert document.parts["ppt/media/partner.png"].startswith(b"\x89PNG")
    assert (
        f'<a:accent1><a:srgbClr val="{own.theme.primary[1:]}"/></a:accent1>'
        in document.parts["ppt/theme/theme1.xml"].decode()
    )
    assert [target for _, target, outside in document.links() if not outside and target not in document.parts] == []


def test_a_logo_without_a_size_gives_way_to_the_name(report: Report, brand: Brand, pages: Pages) -> None:
    nameless = replace(brand, logo='<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>')
    document = opened(render_slides(report, report.report, nameless, pages))
    assert brand.name in words(document.tree("ppt/slideLayouts/slideLayout2.xml"))
    assert "ppt/media/logo.png" not in document.parts


def test_a_copy_under_embargo_says_so_on_every_slide(report: Report, brand: Brand, pages: Pages) -> None:
    held = replace(report, embargo="Onder embargo tot woensdag 19 maart 2025, 06.00 uur", recipient="Exemplaar voor A")
    presentation = pptx.Presentation(io.BytesIO(render_slides(held, held.report, brand, pages)))
    for slide in presentation.slides:
        told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(text.endswith(f"{held.embargo} · {held.recipient}") for text in told)


def test_under_a_figure_stands_what_it_measures_how_to_read_it_and_its_source_but_not_its_embargo(
    report: Report,
) -> None:
    held = replace(report, embargo="Onder embargo tot woensdag 19 maart 2025, 06.00 uur")
    figure = compose_figure(CASES["bars"])
    stamped = replace(figure, notes=(*figure.notes, (Run(held.embargo, origin="date"),)))
    (slide,) = (slide for slide in slides_of(held, with_figures(held, stamped)) if slide.figure)
    (line,) = slide.lines
    assert plain(line) == (
        "Percentage van alle respondenten, 2024 en 2025. "
        "▲▼: significant hoger of lager dan de vorige editie (95%). Bron: Galerij 2025, gesimuleerde respondenten."
    )


def test_the_outline_is_as_it_was_read(content: bytes) -> None:
    told = []
    for number, slide in enumerate(pptx.Presentation(io.BytesIO(content)).slides, 1):
        told.append(f"== {number}. {slide.slide_layout.name}")
        told += [f"[{shape.name}] {shape.text_frame.text}" for shape in slide.shapes if shape.has_text_frame]
        told += [f"({line})" for line in _notes(slide)]
    match(SNAPSHOTS / "slides.txt", "\n".join(told) + "\n")


def _notes(slide: pptx.slide.Slide) -> list[str]:
    return slide.notes_slide.notes_text_frame.text.split("\n") if slide.has_notes_slide else []


# --- every number ----------------------------------------------------------------------------------------------------


def printed(points: tuple[Point, ...]) -> list[str]:
    """What of a series is printed, with its marks."""
    return [
        f"{point.mark}\u00a0{point.text}" if point.mark else point.text for point in points if point.value is not None
    ]


def in_workbook(content: bytes, column: int) -> Iterator[tuple[float, str]]:
    """The numbers of a column and how they are shown."""
    (page,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    for row in page.iter_rows(min_row=2):
        if (value := row[column].value) is not None:
            yield value, shown(repr(value), row[column].number_format)


def test_a_chart_holds_the_values_of_its_figure_and_shows_them_as_they_are_printed(
    content: bytes, report: Report
) -> None:
    presentation = pptx.Presentation(io.BytesIO(content))
    charts = [shape for slide in presentation.slides for shape in slide.shapes if shape.has_chart]
    with_a_chart = [figure for figure in figures(report) if figure.chart.kind != "heat"]
    assert len(charts) == len(with_a_chart) > 0
    for shape, figure in zip(charts, with_a_chart, strict=True):
        for series, drawn in zip(figure.chart.series, shape.chart.plots[0].series, strict=True):
            assert drawn.name == series.label
            assert list(drawn.values) == pytest.approx([point.value for point in series.points])
            codes = drawn._element.xpath("./c:val//c:pt/@formatCode")
            values = drawn._element.xpath("./c:val//c:pt/c:v/text()")
            assert [shown(v, code) for v, code in zip(values, codes, strict=True)] == printed(series.points)
            labelled = drawn._element.xpath("./c:dLbls/c:dLbl/c:numFmt/@formatCode")
            assert set(labelled) <= set(codes)


def test_the_workbook_behind_a_chart_holds_the_same_values_without_rounding(document: Package, report: Report) -> None:
    for number, slide in enumerate(slides_of(report, report.report), 1):
        if slide.figure is None or slide.figure.chart.kind == "heat":
            continue
        workbook = document.parts[f"ppt/embeddings/cijfers{number}.xlsx"]
        for column, series in enumerate(slide.figure.chart.series, 1):
            found = list(in_workbook(workbook, column))
            assert [value for value, _ in found] == pytest.approx(
                [p.value for p in series.points if p.value is not None]
            )
            assert [text for _, text in found] == printed(series.points)


@pytest.mark.parametrize("kind", sorted({case.kind for case in CASES.values()}))
def test_every_figure_of_the_gallery_is_read_back_as_it_was_meant(
    kind: str, report: Report, brand: Brand, pages: Pages
) -> None:
    """With one category and sixty, with long names, and with what may not be shown."""
    of_kind = [_plainly(compose_figure(case), case) for case in CASES.values() if case.kind == kind]
    publication = with_figures(report, *of_kind)
    nameless = replace(brand, logo="")
    content = render_slides(report, publication, nameless, pages)
    waves = ("2023", "2024", "2025", *map(str, range(1960, 2030)))
    entries = of_slides(replace(report, waves=waves), publication, "p")
    assert with_pages(entries, read_slides(content, "p"), "p")


def _plainly(figure: Figure, case: Case) -> Figure:
    """A figure with nothing in its words that would have to be tied."""
    return replace(figure, title=(Run(case.name),), told=(Run(figure.alt, origin="label"),))


def with_figures(report: Report, *blocks: Figure | KeyFigures) -> Publication:
    chapter = replace(report.report.chapters[0], blocks=blocks)
    return replace(report.report, chapters=(chapter,))


@pytest.mark.parametrize(("name", "parts"), [("heat-sixty", 5), ("bars-sixty", 5), ("trend-sixty", 1), ("bars", 1)])
def test_a_figure_with_more_rows_than_can_be_read_takes_more_slides(name: str, parts: int, report: Report) -> None:
    figure = _plainly(compose_figure(CASES[name]), CASES[name])
    shown_in = [slide.figure for slide in slides_of(report, with_figures(report, figure)) if slide.figure]
    assert len(shown_in) == parts
    rows = [category.label for one in shown_in for category in one.chart.categories]
    assert rows == [category.label for category in figure.chart.categories]
    if parts > 1:
        assert plain(shown_in[1].title) == f"{name} (2 van {parts})"


def test_a_slope_becomes_bars_with_the_last_wave_first(report: Report) -> None:
    figure = compose_figure(CASES["slope"])
    (turned,) = (slide.figure for slide in slides_of(report, with_figures(report, figure)) if slide.figure)
    assert [series.label for series in turned.chart.series] == ["2025", "2024"]
    assert [c.label for c in turned.chart.categories] == [series.label for series in figure.chart.series]
    assert turned.chart.series[0].points == tuple(series.points[-1] for series in figure.chart.series)


def test_a_report_without_key_figures_or_figures_has_its_other_slides(report: Report) -> None:
    slides = slides_of(report, replace(report.report, chapters=(Chapter("leeg", 1, line("Leeg"), ()),)))
    assert [plain(slide.title) for slide in slides] == [
        "Meer vertrouwen, niet minder telefoon", "Hoe het onderzoek is gedaan", "Meer weten?",
    ]  # fmt: skip


# --- nothing is too long for its place -------------------------------------------------------------------------------


def lines_of(text: str, size: float, width: float, *, bold: bool, brand: Brand) -> int:
    """How many lines a text takes in the font of the house, `size` and `width` in points."""
    face = min((f for f in brand.fonts if f.style == "normal"), key=lambda f: abs(f.weight - (700 if bold else 400)))
    font = ImageFont.truetype(str(face.path), 100)
    lines, length = 1, 0.0
    for word in text.split():
        wide = font.getlength(f"{word} ") * size / 100
        if length and length + wide > width:
            lines, length = lines + 1, 0.0
        length += wide
    return lines


def test_no_text_is_higher_than_its_box(content: bytes, brand: Brand) -> None:
    """Estimated by the widths of the letters in the font of the house, with a tenth to spare for another font."""
    presentation = pptx.Presentation(io.BytesIO(content))
    measured = 0
    for slide in presentation.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or (shape.is_placeholder and shape.placeholder_format.type is None):
                continue
            height = 0.0
            for paragraph in shape.text_frame.paragraphs:
                size, bold = _size(shape, paragraph)
                width = Emu(shape.width).pt * 0.9
                height += lines_of(paragraph.text, size, width, bold=bold, brand=brand) * size * 1.2 + 6
            assert height - 6 <= Emu(shape.height).pt * 1.01, f"{shape.name}: {shape.text_frame.text}"
            measured += 1
    assert measured > 20


def _size(shape: pptx.shapes.base.BaseShape, paragraph: pptx.text.text._Paragraph) -> tuple[float, bool]:
    """The size and weight of a paragraph: its own, or those of its placeholder in the layout or the master."""
    if (own := paragraph.runs[0].font.size if paragraph.runs else None) is not None:
        return own.pt, bool(paragraph.runs[0].font.bold)
    scale = shape.text_frame._txBody.xpath("./a:bodyPr/a:normAutofit/@fontScale")
    factor = int(scale[0]) / 100000 if scale else 1.0
    sizes = {"Titel": 28, "Ondertitel": 22, "Datum en editie": 16, "Mededeling": 14, "Tekst": 18, "Bron": 11}
    size = 40 if shape.name == "Titel" and "CENTER" in str(shape.placeholder_format.type) else sizes.get(shape.name, 10)
    return size * factor, shape.name == "Titel"
