"""The presentation of a report: PowerPoint's own titles, charts and tables, in the house style, with notes to speak by.

Which fact each number is, is said by a part of the document that PowerPoint keeps and doesn't show: by the id of the
slide, which it keeps when slides are moved, the id of the box and the place in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment
from markupsafe import Markup

from reportgen.brand import Brand, Theme, colours
from reportgen.publish.blocks import Pages, environment
from reportgen.publish.drawings import for_paper
from reportgen.publish.office_parts import (
    CORE,
    CUSTOM,
    OFFICE,
    Link,
    Told,
    content_types,
    fill,
    numbers_parts,
    package_links,
    relationships,
)
from reportgen.publish.packing import LANGUAGE, core_properties, pack
from reportgen.publish.pictures import render_pictures, size_of
from reportgen.publish.slide_charts import Native, native_of, workbook_of
from reportgen.publish.slide_places import PLACES, Box, key_figure_places, scale_of_title
from reportgen.publish.slide_runs import Look, SlideRuns, facts_of
from reportgen.publish.slide_tables import Grid, grid_of
from reportgen.report.model import Inline, Publication, Report, plain
from reportgen.report.slides import Slide, footer, label_of, presentation_title, slides_of, turned

_LOGO = "logo"
_FIRST_ID = 256
"""The lowest id that PowerPoint gives a slide."""
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SCHEME = {
    "tx1": "ink", "bg1": "paper", "tx2": "muted", "bg2": "surface", "accent1": "primary", "accent2": "secondary",
    "accent3": "negative", "accent4": "primary_light", "accent5": "negative_light", "accent6": "neutral",
}  # fmt: skip
"""The colours of the house that PowerPoint has a name for."""
_VALUE, _LABEL, _CHANGE = Look(54, "accent1", bold=True), Look(20, bold=True), Look(16, "tx2")


@dataclass(frozen=True, slots=True)
class _Layout:
    kind: str
    name: str
    type: str


_LAYOUTS = (
    _Layout("title", "Titeldia", ""),
    _Layout("figure", "Figuur met bron", ""),
    _Layout("text", "Titel en tekst", "obj"),
    _Layout("key-figures", "Alleen titel", "titleOnly"),
)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A box on a slide: its text or its chart or table; `kind` are the attributes of its placeholder, if it is one."""

    id: int
    name: str
    kind: str = ""
    paragraphs: tuple[Markup, ...] = ()
    place: Box | None = None
    scale: int = 100
    alt: str = ""
    table: Grid | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A slide as it is written: its number and id, its boxes and notes, its chart, and where its links lead."""

    number: int
    id: int
    layout: int
    boxes: tuple[_Filled, ...]
    notes: tuple[Markup, ...]
    chart: Native | None
    links: tuple[str, ...]
    numbers: tuple[Told, ...]
    slide: Slide


def render_slides(report: Report, publication: Publication, brand: Brand, pages: Pages) -> bytes:
    """Make the presentation of a report.

    Raises UserError when a template is missing, cannot be read, asks for something that isn't there or isn't XML, and
    ValueError when a value would be shown other than as it was printed.
    """
    parts: dict[str, bytes | str] = dict(compose_slides(report, publication, brand, pages))
    for sheet in _sheets(report, publication, brand.theme):
        if sheet.chart is not None and sheet.slide.figure is not None:
            name = f"ppt/embeddings/cijfers{sheet.number}.xlsx"
            parts[name] = workbook_of(sheet.slide.figure, sheet.chart, report)
    size = size_of(brand.logo)
    if _has_logo(brand) and size:
        pictures = render_pictures({_LOGO: for_paper(brand.logo, brand.theme)}, brand, {_LOGO: size})
        parts["ppt/media/logo.png"] = pictures[_LOGO]
    return pack(parts)


def compose_slides(report: Report, publication: Publication, brand: Brand, pages: Pages) -> dict[str, str]:
    """Fill the XML parts of the presentation; its logo and workbooks are still to be added."""
    sheets = _sheets(report, publication, brand.theme)
    fill_in = _filler(report, brand, pages, sheets)
    parts = {
        "ppt/presentation.xml": fill_in("presentation", {}),
        "ppt/theme/theme1.xml": fill_in("theme", {}),
        "ppt/theme/theme2.xml": fill_in("theme", {}),
        "ppt/slideMasters/slideMaster1.xml": fill_in("master", {}),
        "ppt/notesMasters/notesMaster1.xml": fill_in("notes-master", {}),
    }
    for number, layout in enumerate(_LAYOUTS, 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = fill_in("layout", {"layout": layout})
    for sheet in sheets:
        parts[f"ppt/slides/slide{sheet.number}.xml"] = fill_in("slide", {"slide": sheet})
        if sheet.notes:
            parts[f"ppt/notesSlides/notesSlide{sheet.number}.xml"] = fill_in("notes", {"slide": sheet})
        if sheet.chart is not None:
            about = {"chart": sheet.chart, "room": _room(sheet.chart)}
            parts[f"ppt/charts/chart{sheet.number}.xml"] = fill_in("chart", about)
    links = {f"{_folder(name)}/_rels/{_file(name)}.rels": relationships(_links(name, sheets, brand)) for name in parts}
    title = presentation_title(report)
    numbers = [number for sheet in sheets for number in sheet.numbers]
    return {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": relationships(package_links("ppt/presentation.xml")),
        **parts,
        **{name: text for name, text in links.items() if "Target" in text},
        **numbers_parts(numbers),
        "docProps/core.xml": core_properties(report, title),
    }


# --- what stands on each slide ---------------------------------------------------------------------------------------


def _sheets(report: Report, publication: Publication, theme: Theme) -> tuple[_Sheet, ...]:
    slides = slides_of(report, publication)
    return tuple(_sheet(slide, number, report, theme) for number, slide in enumerate(slides, 1))


def _sheet(slide: Slide, number: int, report: Report, theme: Theme) -> _Sheet:
    runs = SlideRuns(_FIRST_ID + number)
    chart = slide.chart
    native = native_of(slide.figure, theme) if slide.figure and chart and chart.kind != "heat" else None
    boxes = tuple(_BOXES[slide.kind](slide, runs, theme, native))
    if slide.kind != "title":
        foot = runs.paragraphs([footer(report)], 20)
        boxes += (_Filled(20, "Voettekst", 'type="ftr" sz="quarter" idx="11"', foot),)
        boxes += (_Filled(21, "Dianummer", 'type="sldNum" sz="quarter" idx="12"', (_NUMBER.format(LANGUAGE, number),)),)
    notes = runs.paragraphs(slide.notes, "n")
    layout = next(place for place, layout in enumerate(_LAYOUTS, 1) if layout.kind == slide.kind)
    return _Sheet(
        number, _FIRST_ID + number, layout, boxes, notes, native, tuple(runs.links), tuple(runs.numbers), slide
    )


_NUMBER = Markup(
    '<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{}"/><a:t>{}</a:t></a:fld>'
)


def _title(slide: Slide, runs: SlideRuns, kind: str = "title") -> _Filled:
    scale = 100 if kind == "ctrTitle" else scale_of_title(plain(slide.title))
    return _Filled(2, "Titel", f'type="{kind}"', runs.paragraphs([slide.title], 2), scale=scale)


def _first(slide: Slide, runs: SlideRuns, _theme: Theme, _native: Native | None) -> Iterator[_Filled]:
    yield _title(slide, runs, "ctrTitle")
    named = (
        ("Ondertitel", 'type="subTitle" idx="1"'),
        ("Datum en editie", 'type="body" sz="quarter" idx="13"'),
        ("Mededeling", 'type="body" sz="quarter" idx="14"'),
    )
    for id_, ((name, kind), line) in enumerate(zip(named, slide.lines, strict=False), 3):
        yield _Filled(id_, name, kind, runs.paragraphs([line], id_))


def _key_figures(slide: Slide, runs: SlideRuns, _theme: Theme, _native: Native | None) -> Iterator[_Filled]:
    yield _title(slide, runs)
    places = key_figure_places(len(slide.key_figures))
    for id_, (item, place) in enumerate(zip(slide.key_figures, places, strict=True), 30):
        lines: list[Inline] = [(item.value,), item.label, *([item.change] if item.change else [])]
        paragraphs = runs.paragraphs(lines, id_, (_VALUE, _LABEL, _CHANGE))
        yield _Filled(id_, f"Kerncijfer {id_ - 29}", "", paragraphs, place)


def _figure(slide: Slide, runs: SlideRuns, theme: Theme, native: Native | None) -> Iterator[_Filled]:
    figure = slide.figure
    assert figure is not None
    yield _title(slide, runs)
    runs.tie("3.alt", figure.alt, facts_of(figure.told))
    frame = _Filled(3, f"Figuur {figure.number}", place=PLACES["chart"], alt=figure.alt)
    if native is None:
        grid = grid_of(figure, theme, PLACES["chart"])
        for place, text, fact in grid.tied:
            runs.tie(f"3.{place}", text, fact)
        yield replace(frame, table=grid)
    else:
        _tie_chart(slide, runs)
        yield replace(frame, kind='type="chart" idx="13"')
    yield _Filled(4, "Bron", 'type="body" sz="quarter" idx="14"', runs.paragraphs(slide.lines, 4))


def _tie_chart(slide: Slide, runs: SlideRuns) -> None:
    assert slide.figure is not None
    chart = turned(slide.figure.chart)
    for place, category in enumerate(chart.categories):
        label = label_of(category, slide.figure)
        runs.tie(f"3.c.{place}", plain(label), facts_of(label))
    for place, series in enumerate(chart.series):
        for index, point in enumerate(series.points):
            if point.value is not None and point.fact:
                runs.tie(f"3.{place}.{index}", point.text, point.fact)


def _text(slide: Slide, runs: SlideRuns, _theme: Theme, _native: Native | None) -> Iterator[_Filled]:
    yield _title(slide, runs)
    yield _Filled(3, "Tekst", 'type="body" idx="1"', runs.paragraphs(slide.lines, 3))


_BOXES: Mapping[str, Callable[[Slide, SlideRuns, Theme, Native | None], Iterator[_Filled]]] = {
    "title": _first,
    "key-figures": _key_figures,
    "figure": _figure,
    "text": _text,
}


def _room(chart: Native) -> dict[str, float]:
    """What part of the frame the bars or lines themselves have; the rest is for the names beside and under them."""
    legend = 0.12 if len(chart.lines) > 1 else 0.03
    if chart.kind == "bar":
        return {"left": 0.3, "top": legend, "width": 0.64, "height": 0.97 - legend}
    under = 0.3 if chart.kind == "dot" else 0.14
    return {"left": 0.05, "top": legend + 0.04, "width": 0.92, "height": 0.96 - legend - under}


# --- the parts of the package ----------------------------------------------------------------------------------------


def _filler(
    report: Report, brand: Brand, pages: Pages, sheets: Sequence[_Sheet]
) -> Callable[[str, Mapping[str, object]], str]:
    common = {
        "brand": brand,
        "theme": brand.theme,
        "colours": _colours(brand.theme),
        "language": LANGUAGE,
        "footer": plain(footer(report)),
        "layouts": _LAYOUTS,
        "slides": sheets,
        "places": _fitted_places(brand),
        "logo_size": _has_logo(brand),
    }
    jinja = _environment(pages)
    return lambda template, about: fill(jinja, f"slides/{template}.xml", {**common, **about}, pages)


def _environment(pages: Pages) -> Environment:
    jinja = environment(pages, "print")
    jinja.filters["rgb"] = _rgb
    return jinja


def _rgb(colour: str) -> Markup:
    return Markup('<a:srgbClr val="{}"/>').format(colour.lstrip("#").upper())


def _colours(theme: Theme) -> dict[str, Markup]:
    """Each colour by its name in PowerPoint where it has one, so that it follows when the theme is changed."""
    names = {getattr(theme, role): name for name, role in reversed(_SCHEME.items())}
    named = {role: names.get(value) for role, value in colours(theme).items()}
    return {
        role: Markup('<a:schemeClr val="{}"/>').format(name) if name else _rgb(getattr(theme, role))
        for role, name in named.items()
    }


def _has_logo(brand: Brand) -> bool:
    size = size_of(brand.logo)
    return size is not None and all(size)


def _fitted_places(brand: Brand) -> dict[str, Box]:
    """Every place, with the logo as large as it fits in its own."""
    size, places = size_of(brand.logo), dict(PLACES)
    if size is not None and all(size):
        places["logo"] = _fitted(size, places["logo"], at_the_right=True)
        places["title_logo"] = _fitted(size, places["title_logo"], at_the_right=False)
    return places


def _fitted(size: tuple[float, float], place: Box, *, at_the_right: bool) -> Box:
    scale = min(place.width / size[0], place.height / size[1])
    width, height = round(size[0] * scale), round(size[1] * scale)
    return Box(place.x + (place.width - width if at_the_right else 0), place.y, width, height)


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _file(name: str) -> str:
    return name.rpartition("/")[2]


def _links(name: str, sheets: Sequence[_Sheet], brand: Brand) -> list[Link]:
    """Where the relationships of a part lead."""
    kind = _file(_folder(name))
    if name == "ppt/presentation.xml":
        return [
            ("rIdMaster", f"{OFFICE}/slideMaster", "slideMasters/slideMaster1.xml", False),
            ("rIdNotesMaster", f"{OFFICE}/notesMaster", "notesMasters/notesMaster1.xml", False),
            *((f"rIdSlide{s.number}", f"{OFFICE}/slide", f"slides/slide{s.number}.xml", False) for s in sheets),
            ("rIdTheme", f"{OFFICE}/theme", "theme/theme1.xml", False),
            ("rIdNumbers", f"{OFFICE}/customXml", "../customXml/item1.xml", False),
        ]
    if kind == "slideMasters":
        names = [(f"rIdLayout{n}", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(_LAYOUTS) + 1)]
        theme = ("rIdTheme", f"{OFFICE}/theme", "../theme/theme1.xml", False)
        return [*((id_, f"{OFFICE}/slideLayout", target, False) for id_, target in names), theme]
    if kind == "slideLayouts":
        logo = [("rIdLogo", f"{OFFICE}/image", "../media/logo.png", False)] if _has_logo(brand) else []
        return [("rIdMaster", f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml", False), *logo]
    if kind == "notesMasters":
        return [("rIdTheme", f"{OFFICE}/theme", "../theme/theme2.xml", False)]
    numbered = {f"{part}{sheet.number}.xml": sheet for sheet in sheets for part in ("slide", "notesSlide", "chart")}
    return _links_of_slide(kind, numbered[_file(name)]) if _file(name) in numbered else []


def _links_of_slide(kind: str, sheet: _Sheet) -> list[Link]:
    number = sheet.number
    if kind == "charts":
        return [("rId1", f"{OFFICE}/package", f"../embeddings/cijfers{number}.xlsx", False)]
    if kind == "notesSlides":
        return [
            ("rIdNotesMaster", f"{OFFICE}/notesMaster", "../notesMasters/notesMaster1.xml", False),
            ("rIdSlide", f"{OFFICE}/slide", f"../slides/slide{number}.xml", False),
        ]
    links: list[Link] = [
        ("rIdLayout", f"{OFFICE}/slideLayout", f"../slideLayouts/slideLayout{sheet.layout}.xml", False)
    ]
    if sheet.notes:
        links.append(("rIdNotes", f"{OFFICE}/notesSlide", f"../notesSlides/notesSlide{number}.xml", False))
    if sheet.chart is not None:
        links.append(("rIdChart", f"{OFFICE}/chart", f"../charts/chart{number}.xml", False))
    outside = enumerate(sheet.links, 1)
    return links + [(f"rIdLink{place}", f"{OFFICE}/hyperlink", address, True) for place, address in outside]


def _content_types(parts: Mapping[str, str]) -> str:
    kinds = {
        "slideMasters": f"{_MAIN}.slideMaster+xml",
        "slideLayouts": f"{_MAIN}.slideLayout+xml",
        "slides": f"{_MAIN}.slide+xml",
        "notesMasters": f"{_MAIN}.notesMaster+xml",
        "notesSlides": f"{_MAIN}.notesSlide+xml",
        "charts": _CHART,
        "theme": _THEME,
        "ppt": f"{_MAIN}.presentation.main+xml",
    }
    named = {name: kinds[_file(_folder(name))] for name in parts}
    return content_types(named | {"customXml/itemProps1.xml": CUSTOM, "docProps/core.xml": CORE}, xlsx=_WORKBOOK)
