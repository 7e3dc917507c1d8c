"""The presentation of a report: PowerPoint's own titles, charts and tables, in the house style, with notes to speak by.

Which fact each number is, is said by a part of the document that PowerPoint keeps and doesn't show: by the id of the
slide, which it keeps when slides are moved, the id of the box and the place in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

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
    content_types,
    fill,
    numbers_parts,
    package_links,
    relationships,
)
from reportgen.publish.packing import LANGUAGE, core_properties, pack
from reportgen.publish.partners import mark_size, with_plate
from reportgen.publish.pictures import Size, render_pictures, size_of
from reportgen.publish.slide_boxes import LAYOUTS, Sheet, sheets_of
from reportgen.publish.slide_charts import workbook_of
from reportgen.publish.slide_places import EMU, PLACES, Box
from reportgen.report.model import Publication, Report, plain
from reportgen.report.slides import footer, presentation_title

_LOGO, _PARTNER = "logo", "partner"
_APART = 500000
"""The room between the logo and the mark of a partner, in English Metric Units."""
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SCHEME = {
    "tx1": "ink", "bg1": "paper", "tx2": "muted", "bg2": "surface", "accent1": "primary", "accent2": "secondary",
    "accent3": "negative", "accent4": "primary_light", "accent5": "negative_light", "accent6": "neutral",
}  # fmt: skip
"""The colours of the house that PowerPoint has a name for."""


def render_slides(report: Report, publication: Publication, brand: Brand, pages: Pages) -> bytes:
    """Make the presentation of a report.

    Raises UserError when a template is missing, cannot be read, asks for something that isn't there or isn't XML, and
    ValueError when a value would be shown other than as it was printed.
    """
    brand, sheets = with_plate(brand), sheets_of(report, publication, brand.theme)
    parts: dict[str, bytes | str] = dict(_compose(report, sheets, brand, pages))
    for sheet in sheets:
        if sheet.chart is not None and sheet.slide.figure is not None:
            name = f"ppt/embeddings/cijfers{sheet.number}.xlsx"
            parts[name] = workbook_of(sheet.slide.figure, sheet.chart, report)
    return pack(parts | {f"ppt/media/{name}.png": content for name, content in _logos(brand).items()})


def compose_slides(report: Report, publication: Publication, brand: Brand, pages: Pages) -> dict[str, str]:
    """Fill the XML parts of the presentation; its logo and workbooks are still to be added."""
    return _compose(report, sheets_of(report, publication, brand.theme), with_plate(brand), pages)


def _compose(report: Report, sheets: Sequence[Sheet], brand: Brand, pages: Pages) -> dict[str, str]:
    fill_in = _filler(report, brand, pages, sheets)
    parts = {
        "ppt/presentation.xml": fill_in("presentation", {}),
        "ppt/theme/theme1.xml": fill_in("theme", {}),
        "ppt/theme/theme2.xml": fill_in("theme", {}),
        "ppt/slideMasters/slideMaster1.xml": fill_in("master", {}),
        "ppt/notesMasters/notesMaster1.xml": fill_in("notes-master", {}),
    }
    for number, layout in enumerate(LAYOUTS, 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = fill_in("layout", {"layout": layout})
    for sheet in sheets:
        parts[f"ppt/slides/slide{sheet.number}.xml"] = fill_in("slide", {"slide": sheet})
        if sheet.notes:
            parts[f"ppt/notesSlides/notesSlide{sheet.number}.xml"] = fill_in("notes", {"slide": sheet})
        if sheet.chart is not None:
            parts[f"ppt/charts/chart{sheet.number}.xml"] = fill_in("chart", {"chart": sheet.chart})
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


def _filler(
    report: Report, brand: Brand, pages: Pages, sheets: Sequence[Sheet]
) -> Callable[[str, Mapping[str, object]], str]:
    common = {
        "brand": brand,
        "theme": brand.theme,
        "colours": _colours(brand.theme),
        "surface": _rgb(brand.partner.colour) if brand.partner else Markup('<a:schemeClr val="accent1"/>'),
        "language": LANGUAGE,
        "footer": plain(footer(report)),
        "layouts": LAYOUTS,
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


def _logos(brand: Brand) -> dict[str, bytes]:
    """The logo of the monitor and the mark of a partner, as pictures by their name."""
    drawings: dict[str, str] = {}
    sizes: dict[str, Size] = {}
    if (size := size_of(brand.logo)) and _has_logo(brand):
        drawings[_LOGO], sizes[_LOGO] = for_paper(brand.logo, brand.house), size
    if brand.partner is None:
        return render_pictures(drawings, brand, sizes)
    mark = brand.partner.mark
    if not mark.png:
        drawings[_PARTNER], sizes[_PARTNER] = for_paper(mark.svg, brand.house), _mark_size(brand, "title_mark")
    pictures = render_pictures(drawings, brand, sizes)
    return pictures | ({_PARTNER: mark.png} if mark.png else {})


def _mark_size(brand: Brand, place: str) -> Size:
    """How large the mark of a partner is in its place, in points."""
    return mark_size(brand, PLACES[place].height / EMU, PLACES[place].width / EMU, 1)


def _has_logo(brand: Brand) -> bool:
    size = size_of(brand.logo)
    return size is not None and all(size)


def _fitted_places(brand: Brand) -> dict[str, Box]:
    """Every place, with the logo and the mark of a partner as large as they fit in their own."""
    size, places = size_of(brand.logo), dict(PLACES)
    if size is not None and all(size):
        places["logo"] = _fitted(size, places["logo"], at_the_right=True)
        places["title_logo"] = _fitted(size, places["title_logo"], at_the_right=False)
    if brand.partner is not None:
        start = places["title_logo"].x + places["title_logo"].width + _APART
        places["title_mark"] = replace(_marked(brand, "title_mark"), x=start)
        places["mark"] = _marked(brand, "mark")
    return places


def _marked(brand: Brand, name: str) -> Box:
    """The mark of a partner, at the right of its place and half-way its height."""
    place, (width, height) = PLACES[name], (round(points * EMU) for points in _mark_size(brand, name))
    return Box(place.x + place.width - width, place.y + (place.height - height) // 2, width, height)


def _fitted(size: tuple[float, float], place: Box, *, at_the_right: bool) -> Box:
    scale = min(place.width / size[0], place.height / size[1])
    width, height = round(size[0] * scale), round(size[1] * scale)
    return Box(place.x + (place.width - width if at_the_right else 0), place.y, width, height)


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _file(name: str) -> str:
    return name.rpartition("/")[2]


def _links(name: str, sheets: Sequence[Sheet], brand: Brand) -> list[Link]:
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
        names = [(f"rIdLayout{n}", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(LAYOUTS) + 1)]
        theme = ("rIdTheme", f"{OFFICE}/theme", "../theme/theme1.xml", False)
        return [*((id_, f"{OFFICE}/slideLayout", target, False) for id_, target in names), theme]
    if kind == "slideLayouts":
        shown = [name for name, is_there in ((_LOGO, _has_logo(brand)), (_PARTNER, brand.partner)) if is_there]
        logos = [(f"rId{name.capitalize()}", f"{OFFICE}/image", f"../media/{name}.png", False) for name in shown]
        return [("rIdMaster", f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml", False), *logos]
    if kind == "notesMasters":
        return [("rIdTheme", f"{OFFICE}/theme", "../theme/theme2.xml", False)]
    numbered = {f"{part}{sheet.number}.xml": sheet for sheet in sheets for part in ("slide", "notesSlide", "chart")}
    return _links_of_slide(kind, numbered[_file(name)]) if _file(name) in numbered else []


def _links_of_slide(kind: str, sheet: Sheet) -> list[Link]:
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
