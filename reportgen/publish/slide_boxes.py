"""What stands on each slide of a presentation: its boxes with text, charts and tables, and the notes to speak by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from reportgen.brand import Theme
from reportgen.publish.office_parts import Told
from reportgen.publish.packing import LANGUAGE
from reportgen.publish.slide_charts import Native, native_of
from reportgen.publish.slide_places import PLACES, Box, key_figure_places, scale_of_title
from reportgen.publish.slide_runs import Look, SlideRuns, facts_of
from reportgen.publish.slide_tables import Grid, grid_of
from reportgen.report.model import Inline, Publication, Report, plain
from reportgen.report.slide_figures import label_of
from reportgen.report.slides import Slide, footer, slides_of

_FIRST_ID = 256
"""The lowest id that PowerPoint gives a slide."""
_VALUE, _LABEL, _CHANGE = Look(54, "accent1", bold=True), Look(20, bold=True), Look(16, "tx2")
_TITLE, _BODY, _FIGURE, _SOURCE, _FOOT, _NUMBER_BOX, _KEY_FIGURES = 2, 3, 3, 4, 20, 21, 30
"""The ids of the boxes; those of the key figures go on from the last one."""
_NUMBER = Markup(
    '<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{}"/><a:t>{}</a:t></a:fld>'
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of slides: what it is for, what it is called in PowerPoint, and its type there."""

    kind: str
    name: str
    type: str


LAYOUTS = (
    Layout("title", "Titeldia", ""),
    Layout("figure", "Figuur met bron", ""),
    Layout("text", "Titel en tekst", "obj"),
    Layout("key-figures", "Alleen titel", "titleOnly"),
)


@dataclass(frozen=True, slots=True)
class Filled:
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
class Sheet:
    """A slide as it is written: its number and id, its boxes and notes, its chart, and where its links lead."""

    number: int
    id: int
    layout: int
    boxes: tuple[Filled, ...]
    notes: tuple[Markup, ...]
    chart: Native | None
    links: tuple[str, ...]
    numbers: tuple[Told, ...]
    slide: Slide


def sheets_of(report: Report, publication: Publication, theme: Theme) -> tuple[Sheet, ...]:
    """Put the slides of a report together; raises ValueError when a value would be shown other than as printed."""
    slides = slides_of(report, publication)
    return tuple(_sheet(slide, number, report, theme) for number, slide in enumerate(slides, 1))


def _sheet(slide: Slide, number: int, report: Report, theme: Theme) -> Sheet:
    runs = SlideRuns(_FIRST_ID + number)
    figure = slide.figure
    native = native_of(figure, theme) if figure and figure.chart.kind != "heat" else None
    boxes = tuple(_BOXES[slide.kind](slide, runs, theme, native))
    if slide.kind != "title":
        numbered = _NUMBER.format(LANGUAGE, number)
        foot = runs.paragraphs([footer(report)], _FOOT)
        boxes += (Filled(_FOOT, "Voettekst", 'type="ftr" sz="quarter" idx="11"', foot),)
        boxes += (Filled(_NUMBER_BOX, "Dianummer", 'type="sldNum" sz="quarter" idx="12"', (numbered,)),)
    notes = runs.paragraphs([_unlinked(note) for note in slide.notes], "n")
    layout = next(place for place, layout in enumerate(LAYOUTS, 1) if layout.kind == slide.kind)
    return Sheet(
        number, _FIRST_ID + number, layout, boxes, notes, native, tuple(runs.links), tuple(runs.numbers), slide
    )


def _unlinked(line: Inline) -> Inline:
    """A line without its links, which only a slide has a list of."""
    return tuple(replace(run, link=None) for run in line)


def _title(slide: Slide, runs: SlideRuns, kind: str = "title") -> Filled:
    scale = 100 if kind == "ctrTitle" else scale_of_title(plain(slide.title))
    return Filled(_TITLE, "Titel", f'type="{kind}"', runs.paragraphs([slide.title], _TITLE), scale=scale)


def _first(slide: Slide, runs: SlideRuns, _theme: Theme, _native: Native | None) -> Iterator[Filled]:
    yield _title(slide, runs, "ctrTitle")
    named = (
        ("Ondertitel", 'type="subTitle" idx="1"'),
        ("Datum en editie", 'type="body" sz="quarter" idx="13"'),
        ("Mededeling", 'type="body" sz="quarter" idx="14"'),
    )
    for id_, ((name, kind), line) in enumerate(zip(named, slide.lines, strict=False), _BODY):
        yield Filled(id_, name, kind, runs.paragraphs([line], id_))


def _key_figures(slide: Slide, runs: SlideRuns, _theme: Theme, _native: Native | None) -> Iterator[Filled]:
    yield _title(slide, runs)
    places = key_figure_places(len(slide.key_figures))
    for id_, (item, place) in enumerate(zip(slide.key_figures, places, strict=True), _KEY_FIGURES):
        lines: list[Inline] = [(item.value,), item.label, *([item.change] if item.change else [])]
        paragraphs = runs.paragraphs(lines, id_, (_VALUE, _LABEL, _CHANGE))
        yield Filled(id_, f"Kerncijfer {id_ - _KEY_FIGURES + 1}", "", paragraphs, place)


def _figure(slide: Slide, runs: SlideRuns, theme: Theme, native: Native | None) -> Iterator[Filled]:
    figure = slide.figure
    assert figure is not None
    yield _title(slide, runs)
    runs.tie(f"{_FIGURE}.alt", figure.alt, facts_of(figure.told))
    frame = Filled(_FIGURE, f"Figuur {figure.number}", place=PLACES["chart"], alt=figure.alt)
    if native is None:
        grid = grid_of(figure, theme, PLACES["chart"])
        for place, text, fact in grid.tied:
            runs.tie(f"{_FIGURE}.{place}", text, fact)
        yield replace(frame, table=grid)
    else:
        _tie_chart(slide, runs)
        yield replace(frame, kind='type="chart" idx="13"')
    yield Filled(_SOURCE, "Bron", 'type="body" sz="quarter" idx="14"', runs.paragraphs(slide.lines, _SOURCE))


def _tie_chart(slide: Slide, runs: SlideRuns) -> None:
    assert slide.figure is not None
    chart = slide.figure.chart
    for place, category in enumerate(chart.categories):
        label = label_of(category, slide.figure)
        runs.tie(f"{_FIGURE}.c.{place}", plain(label), facts_of(label))
    for place, series in enumerate(chart.series):
        for index, point in enumerate(series.points):
            if point.value is not None and point.fact:
                runs.tie(f"{_FIGURE}.{place}.{index}", point.text, point.fact)


def _text(slide: Slide, runs: SlideRuns, _theme: Theme, _native: Native | None) -> Iterator[Filled]:
    yield _title(slide, runs)
    yield Filled(_BODY, "Tekst", 'type="body" idx="1"', runs.paragraphs(slide.lines, _BODY))


_BOXES: Mapping[str, Callable[[Slide, SlideRuns, Theme, Native | None], Iterator[Filled]]] = {
    "title": _first,
    "key-figures": _key_figures,
    "figure": _figure,
    "text": _text,
}
