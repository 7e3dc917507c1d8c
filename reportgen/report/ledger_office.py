"""The ledgers of what others work on with: the press release in Word, tables, the presentation, single figures."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.brand import Brand
from reportgen.ledger import Entry, Origin
from reportgen.report.ledger import FRONT, MARGIN, Printed, apart, entries, figures_of, of_block, of_drawing, of_table
from reportgen.report.model import Figure, Inline, Publication, Report, Run
from reportgen.report.slide_figures import WITHOUT_BLOCKS, label_of
from reportgen.report.slides import Slide, footer, slides_of
from reportgen.report.social import source_of, told_by
from reportgen.report.tabulation import HEAD_ROW, Sheet, sheets_of, workbook_title


def of_word(report: Report, publication: Publication, file: str, brand: Brand) -> tuple[Entry, ...]:
    """The ledger of a press release in Word; what stands in the margin of its pages comes last.

    Raises UndeclaredNumberError, as the others here do.
    """
    printed = [_told(FRONT, report.release, "date"), _told(FRONT, report.recipient)]
    printed += [*_within(FRONT, publication.title), _told(FRONT, report.place), _told(FRONT, report.dated, "date")]
    for chapter in publication.chapters:
        for block in chapter.blocks:
            printed += _of_figure(block) if isinstance(block, Figure) else of_block(block, chapter.slug)
    for figure in figures_of(publication):
        printed += of_table(figure.table)
    printed += [_told(MARGIN, report.monitor), _told(MARGIN, brand.name)]
    if brand.partner is not None:
        printed.append(_told(MARGIN, brand.partner.name))
    printed += _within(MARGIN, report.stamp)
    return tuple(entries(file, report, printed))


def of_workbook(report: Report, publication: Publication, file: str) -> tuple[Entry, ...]:
    """The ledger of a workbook: its contents, and its sheets one after the other."""
    sheets = tuple(sheets_of(publication))
    printed = [_told(FRONT, workbook_title(report), "wave"), _told(FRONT, report.edition_label)]
    printed += [_told(FRONT, report.dated, "date"), *_within(FRONT, report.stamp)]
    printed.append(_told(FRONT, report.simulation_notice))
    for sheet in sheets:
        printed += [_told(FRONT, sheet.name, "reference"), *_within(FRONT, sheet.table.caption)]
        printed.append(_told(FRONT, sheet.chapter))
    for sheet in sheets:
        printed += _of_sheet(sheet)
    return tuple(entries(file, report, printed))


def of_slides(report: Report, publication: Publication, file: str) -> tuple[Entry, ...]:
    """The ledger of a presentation: its slides one after the other, each with its notes."""
    printed: list[Printed] = []
    for number, slide in enumerate(slides_of(report, publication), 1):
        element = f"dia-{number}"
        printed += _of_slide(slide, element)
        printed += _within(element, footer(report)) if slide.kind != "title" else ()
        printed += [pair for note in slide.notes for pair in _within(element, note)]
    return tuple(entries(file, report, printed))


def of_cards(report: Report, file: str, brand: Brand, shapes: int) -> tuple[Entry, ...]:
    """The ledger of the page that the pictures of all findings are made of, each in so many shapes."""
    printed = [_told(FRONT, report.monitor)]
    for finding in report.findings:
        for _ in range(shapes):
            printed += _within(finding.name, (*finding.number, *finding.sentence))
            names = [brand.name, *([brand.partner.name] if brand.partner else [])]
            printed += [
                *(_told(finding.name, name) for name in names),
                *_within(finding.name, source_of(finding, report)),
            ]
    return tuple(entries(file, report, printed))


def of_picture(report: Report, file: str, name: str) -> tuple[Entry, ...]:
    """The ledger of a picture of a finding: what it says, as it tells whoever can't see it."""
    (finding,) = (finding for finding in report.findings if finding.name == name)
    return tuple(entries(file, report, _within(name, told_by(finding, report))))


def of_post(report: Report, file: str, name: str) -> tuple[Entry, ...]:
    """The ledger of the text that goes with the pictures of a finding: the message, what they say, and its source."""
    (finding,) = (finding for finding in report.findings if finding.name == name)
    lines = (report.stamp, finding.post, told_by(finding, report), *finding.notes)
    return tuple(entries(file, report, (pair for line in lines for pair in _within(name, line))))


def of_single_figure(report: Report, publication: Publication, file: str, name: str, drawing: str) -> tuple[Entry, ...]:
    """The ledger of a drawing that stands alone: what it is called and what is told of it, and the words in it."""
    (figure,) = (figure for figure in figures_of(publication) if figure.name == name)
    element = _element(figure)
    stamp = [_told(element, report.embargo, "date"), _told(element, report.recipient)]
    printed = [*_within(element, figure.title), *_within(element, figure.told), *stamp]
    printed += [*_within(element, figure.title), *_within(element, figure.measure), *of_drawing(drawing, element)]
    printed += [*_within(element, figure.source), *stamp]
    return tuple(entries(file, report, printed))


def _of_figure(figure: Figure) -> Iterator[Printed]:
    element = _element(figure)
    yield _told(element, f"Figuur {figure.number}", "reference")
    yield from _within(element, figure.title)
    yield from _within(element, figure.measure)
    yield from _within(element, figure.told)
    for note in figure.notes:
        yield from _within(element, note)


def _of_slide(slide: Slide, element: str) -> Iterator[Printed]:
    yield from _within(element, slide.title)
    for item in slide.key_figures:
        yield from _within(element, (item.value, *item.label, *item.change))
    if slide.figure is not None:
        yield from _within(element, slide.figure.told)
        of_what_it_shows = _of_grid if slide.figure.chart.kind == "heat" else _of_chart
        yield from ((element, run) for run in of_what_it_shows(slide.figure))
    for line in slide.lines:
        yield from _within(element, line)


def _of_chart(figure: Figure) -> Iterator[Run]:
    """What a chart of PowerPoint's own holds: its categories and their blocks, and each series with its values."""
    chart = figure.chart
    has_blocks = chart.kind not in WITHOUT_BLOCKS
    for category in chart.categories:
        yield from label_of(category, figure)
    for category in chart.categories:
        yield Run(category.heading if has_blocks else "", origin="label")
    for series in chart.series:
        yield Run(series.label, origin="label")
        for point in series.points:
            yield from apart(point.text, point.fact) if point.value is not None else ()


def _of_grid(figure: Figure) -> Iterator[Run]:
    yield from (Run(series.label, origin="label") for series in figure.chart.series)
    for row, category in enumerate(figure.chart.categories):
        yield from label_of(category, figure)
        for series in figure.chart.series:
            yield from apart(series.points[row].text, series.points[row].fact)


def _of_sheet(sheet: Sheet) -> Iterator[Printed]:
    table, section = sheet.table, ""
    yield from _within(sheet.cell(1, 1), table.caption)
    yield from (_told(sheet.cell(HEAD_ROW, column), head) for column, head in enumerate(sheet.heads, 1))
    for place, row in enumerate(table.rows, HEAD_ROW + 1):
        section = row.section or section
        labels = [section, row.label] if sheet.labels > 1 else [row.label]
        yield from (_told(sheet.cell(place, column), label) for column, label in enumerate(labels, 1))
        for column, cell in enumerate(row.cells, sheet.labels + 1):
            yield from ((sheet.cell(place, column), run) for run in apart(cell.text, cell.fact))
    for note in table.notes:
        yield from _within(sheet.name, note)


def _element(figure: Figure) -> str:
    return f"figuur-{figure.name}"


def _told(element: str, text: str, origin: Origin = "label") -> Printed:
    return element, Run(text, origin=origin)


def _within(element: str, inline: Inline) -> Iterator[Printed]:
    return ((element, run) for run in inline)
