"""The ledger of a publication: every number that is printed in it, in order, with its fact or its origin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from reportgen.brand import Brand
from reportgen.ledger import Entry, Origin
from reportgen.report.accounting import ACCOUNT, anchor_of, of_account, of_panels
from reportgen.report.model import (
    Block,
    Chapter,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    Listing,
    Notes,
    Publication,
    Report,
    Run,
    Table,
    is_reference,
)
from reportgen.report.table_numbers import listed_tables
from reportgen.report.taking import citation, copied

CONTENTS = "inhoud"
"""The anchor of the contents of a report on paper."""
FRONT, MARGIN = "voorwerk", "paginarand"
"""The elements of what stands before the first chapter, and in the margin of a page."""
NOTHING = "–"
_NUMBER = re.compile(r"[<>+−]?\d+(?:[.,]\d+)*%?")
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_DATE = re.compile(rf"\b(?:\d{{1,2}} t/m )?\d{{1,2}} {_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{4}}")
_TEXT = "{http://www.w3.org/2000/svg}text"

Printed = tuple[str, Run]
"""A run of text, and the element that it stands in."""


class UndeclaredNumberError(ValueError):
    """A number is about to be printed that is tied to no fact, and of which nothing says what it is."""


Anchors = Sequence[Mapping[str, float]]
"""What only a typesetter knows: for each page the anchors on it, with how far down they stand."""


def of_page(
    report: Report, publication: Publication, file: str, drawings: Mapping[str, Sequence[str]], brand: Brand
) -> tuple[Entry, ...]:
    """The ledger of a web page; `drawings` are the SVG sources of each figure, `brand` what its logos are called.

    Raises UndeclaredNumberError.
    """
    printed = _screen_front(report, publication, brand)
    chapters = publication.chapters
    body = (pair for chapter in chapters for pair in _on_screen(report, publication, chapter, drawings))
    return tuple(entries(file, report, [*printed, *body, *ending(report, brand), *of_panels(publication)]))


def of_paper(
    report: Report,
    publication: Publication,
    file: str,
    drawings: Mapping[str, Sequence[str]],
    brand: Brand,
    anchors: Anchors,
) -> tuple[Entry, ...]:
    """The ledger of a PDF, as that of a web page; only what stands in a margin has its page already."""
    printed = _paper_front(report, publication, brand, anchors)
    chapters = (pair for chapter in publication.chapters for pair in _on_paper(publication, chapter, drawings))
    body = list(_with_pages(chapters, _first_pages(anchors)))
    if publication.kind == "report":
        body += ending(report, brand)
    if publication.kind == "report" and publication.origins:
        body += of_account(publication, _first_pages(anchors))
    margins = [
        Entry(file, MARGIN, entry.text, entry.origin, entry.fact, page)
        for page, chapter in enumerate(_chapters_in_margins(publication, anchors), 1)
        for entry in entries(file, report, _margin(report, publication, brand, chapter, page, anchors))
    ]
    return (*entries(file, report, [*printed, *body]), *margins)


def entries(file: str, report: Report, printed: Iterable[Printed]) -> Iterator[Entry]:
    """Enter each number; raises UndeclaredNumberError for one that has no fact and no origin."""
    for element, run in printed:
        if run.fact is not None:
            if run.text.strip(f" {NOTHING}"):
                yield Entry(file, element, run.text, "fact", run.fact)
            continue
        for number in _NUMBER.finditer(run.text):
            origin = run.origin or _self_evident(run.text, number.start(), report)
            if origin is None:
                raise UndeclaredNumberError(f"{file}, {element}: “{number[0]}” in “{run.text}” is tied to nothing")
            yield Entry(file, element, number[0], origin)


def _self_evident(text: str, at: int, report: Report) -> Origin | None:
    """What a number is by its looks alone: part of a date, a wave, or part of what the project calls something."""
    if any(found.start() <= at < found.end() for found in _DATE.finditer(text)):
        return "date"
    if any(_holds(text, at, wave) for wave in report.waves):
        return "wave"
    return "label" if any(_holds(text, at, name) for name in report.names) else None


def _holds(text: str, at: int, name: str) -> bool:
    """Whether a name stands in a text, with the number at `at` in it."""
    if name.casefold() not in text.casefold():
        return False
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return any(found.start() <= at < found.end() for found in whole.finditer(text))


# --- what stands around the chapters ---------------------------------------------------------------------------------


def _screen_front(report: Report, publication: Publication, brand: Brand) -> Iterator[Printed]:
    yield from _within(FRONT, publication.title)
    if publication.kind == "press-release":
        yield FRONT, _label(report.monitor)
        yield from _within(FRONT, report.stamp)
        yield from logos(brand)
        yield from _letterhead(report, publication)
        return
    yield from _within(FRONT, report.stamp)
    yield from logos(brand, flag=publication.kind == "report")
    if publication.kind == "rectification":
        yield from _letterhead(report, publication)
        return
    yield from _titles(report, publication)
    for _ in ("wide", "narrow"):
        for chapter in publication.chapters:
            yield from _numbered(FRONT, chapter)
    for figure in figures_of(publication):
        yield FRONT, _reference(f"Figuur {figure.number}")
        yield from _within(FRONT, figure.title)
    for table in listed_tables(publication.chapters):
        yield FRONT, _reference(f"Tabel {table.numbers}")
        yield from _within(FRONT, table.title)


def _paper_front(report: Report, publication: Publication, brand: Brand, anchors: Anchors) -> Iterator[Printed]:
    pages = _first_pages(anchors)
    yield from logos(brand, flag=publication.kind == "report")
    if publication.kind == "rectification":
        yield from _within(FRONT, report.stamp)
    if publication.kind != "report":
        yield from _letterhead(report, publication)
        return
    yield from _titles(report, publication, report.stamp)
    for chapter in publication.chapters:
        yield from _numbered(FRONT, chapter)
        yield FRONT, _reference(str(pages[chapter.slug]))
    if publication.origins:
        yield FRONT, _reference(str(pages[ACCOUNT.slug]))
    for figure in figures_of(publication):
        yield FRONT, _reference(str(figure.number))
        yield from _within(FRONT, figure.title)
        yield FRONT, _reference(str(pages[f"figuur-{figure.name}"]))
    for table in listed_tables(publication.chapters):
        yield FRONT, _reference(table.numbers)
        yield from _within(FRONT, table.title)
        yield FRONT, _reference(str(pages[table.target]))


def logos(brand: Brand, *, flag: bool = False) -> Iterator[Printed]:
    """What the logos are called; on the cover the name of a partner stands above its logo."""
    yield FRONT, _label(brand.name)
    if brand.partner is not None:
        if flag and not brand.partner.mark.is_name:
            yield FRONT, _label(brand.partner.name)
        yield FRONT, _label(brand.partner.name)


def ending(report: Report, brand: Brand) -> Iterator[Printed]:
    """What the edition of a partner ends with."""
    if brand.partner is not None:
        names = (brand.partner.name, report.monitor, brand.partner.name, report.publisher)
        yield from ((FRONT, _label(name)) for name in names)


def _titles(report: Report, publication: Publication, stamp: Inline = ()) -> Iterator[Printed]:
    yield from _within(FRONT, publication.title)
    yield from _within(FRONT, publication.subtitle)
    yield FRONT, _label(report.publisher)
    yield FRONT, Run(report.dated, origin="date")
    yield FRONT, _label(report.edition_label if report.partner else "")
    yield from _within(FRONT, stamp)
    yield FRONT, _label(report.simulation_notice)


def _letterhead(report: Report, publication: Publication) -> Iterator[Printed]:
    is_release = publication.kind == "press-release"
    if is_release:
        yield from [(FRONT, Run(report.release, origin="date")), (FRONT, _label(report.recipient))]
    yield from _within(FRONT, publication.title)
    yield FRONT, _label(report.place)
    yield FRONT, Run(report.dated if is_release else report.rectified, origin="date")


def _first_pages(anchors: Anchors) -> dict[str, int]:
    """The page on which each anchor stands; what goes on over the end of a page has it on the next one too."""
    found: dict[str, int] = {}
    for number, page in enumerate(anchors, 1):
        for anchor in page:
            found.setdefault(anchor, number)
    return found


def _chapters_in_margins(publication: Publication, anchors: Anchors) -> list[Chapter | None]:
    """Which chapter each page names in its margin: the one that goes on there; a page that one begins on names none."""
    first, chapters = _first_pages(anchors), (*publication.chapters, ACCOUNT)
    begun = {first[chapter.slug]: chapter for chapter in chapters if chapter.slug in first}
    named: list[Chapter | None] = []
    current: Chapter | None = None
    for number in range(1, len(anchors) + 1):
        named.append(None if number in begun else current)
        current = begun.get(number, current)
    return named


def _openings(publication: Publication, anchors: Anchors) -> set[int]:
    """The pages that the cover, the contents or a chapter begins on."""
    first = _first_pages(anchors)
    return {
        1,
        *(
            first[name]
            for name in (CONTENTS, ACCOUNT.slug, *(one.slug for one in publication.chapters))
            if name in first
        ),
    }


def _margin(
    report: Report, publication: Publication, brand: Brand, chapter: Chapter | None, page: int, anchors: Anchors
) -> Iterator[Printed]:
    monitor = [(MARGIN, _label(report.monitor)), (MARGIN, Run(f" {report.wave}", origin="wave"))]
    if publication.kind != "report":
        yield from [*_within(MARGIN, report.stamp), *monitor, (MARGIN, _reference(f"{page} / {len(anchors)}"))]
        return
    if chapter:
        yield from [*monitor, *_numbered(MARGIN, chapter)]
    if page > 1:  # the first is the cover
        yield MARGIN, _reference(str(page))
    if brand.partner and page not in _openings(publication, anchors):
        yield MARGIN, _label(brand.partner.short)
    yield from _within(MARGIN, report.stamp)


# --- chapters and what is in them ------------------------------------------------------------------------------------


def figures_of(publication: Publication) -> tuple[Figure, ...]:
    """All figures of a publication, in order."""
    blocks = (block for chapter in publication.chapters for block in chapter.blocks)
    return tuple(block for block in blocks if isinstance(block, Figure))


def _on_screen(
    report: Report, publication: Publication, chapter: Chapter, drawings: Mapping[str, Sequence[str]]
) -> Iterator[Printed]:
    yield from _titled(publication, chapter)
    for block in chapter.blocks:
        if isinstance(block, Figure):
            element = f"figuur-{block.name}"
            yield from of_figure(block, drawings[block.name])
            yield element, _reference(f"Figuur {block.number} als tabel")
            yield from of_table(block.table)
            yield from _taken(report, publication, block)
            yield from _listed(publication, block.name, element, f"Herkomst van de cijfers in figuur {block.number}")
        else:
            yield from of_block(block, chapter.slug)
            if isinstance(block, Table):
                summary = f"Herkomst van de cijfers in tabel {block.number}" if block.number else ""
                yield from _listed(publication, block.name, f"tabel-{block.name}", summary)


def _taken(report: Report, publication: Publication, figure: Figure) -> Iterator[Printed]:
    """What a web page gives along with a figure: its numbers to copy, and how to cite it."""
    element, number = f"figuur-{figure.name}", figure.number
    yield element, _reference(f"Figuur {number} overnemen, De cijfers van figuur {number}, om te kopiëren")
    yield from _within(element, copied(figure.table))
    yield from _within(element, citation(report, publication, figure))


def _listed(publication: Publication, block: str, element: str, summary: str) -> Iterator[Printed]:
    """What a web page lists of the origins of the numbers in a figure or table."""
    for origin in publication.block_origins:
        if origin.block == block and origin.table is not None:
            yield element, _reference(summary)
            yield from of_table(origin.table)


def _on_paper(publication: Publication, chapter: Chapter, drawings: Mapping[str, Sequence[str]]) -> Iterator[Printed]:
    yield from _titled(publication, chapter)
    for block in chapter.blocks:
        if isinstance(block, Figure):
            yield from of_figure(block, drawings[block.name])
        else:
            yield from of_block(block, chapter.slug)


def _with_pages(printed: Iterable[Printed], pages: Mapping[str, int]) -> Iterator[Printed]:
    """Put behind each reference the page of what it refers to, where that is another one."""
    places: Counter[str] = Counter()
    for element, run in printed:
        yield element, run
        if is_reference(run):
            target = (run.link or "").removeprefix("#")
            places[target] += 1
            if pages[target] != pages[anchor_of(target, places[target])]:
                yield element, _reference(str(pages[target]))


def _titled(publication: Publication, chapter: Chapter) -> Iterator[Printed]:
    if publication.kind != "press-release":
        yield from _numbered(chapter.slug, chapter)


def _numbered(element: str, chapter: Chapter) -> Iterator[Printed]:
    if chapter.number is not None:
        yield element, _reference(str(chapter.number))
    yield from _within(element, chapter.title)


def of_block(block: Block, element: str) -> Iterator[Printed]:
    """What is printed of a block other than a figure; `element` is the chapter that it stands in."""
    match block:
        case Table():
            yield from of_table(block)
        case Listing():
            for item in block.items:
                yield from _within(element, item)
        case KeyFigures():
            for figure in block.items:
                yield from _within(element, (figure.value, *figure.label, *figure.change))
        case Notes():
            for note in block.items:
                yield element, _reference(str(note.number))
                yield from _within(element, note.inline)
        case Heading():
            yield from _within(block.anchor, block.inline)
        case Figure():
            raise TypeError("a figure is printed with its drawings")
        case _:
            yield from _within(element, block.inline)


def of_figure(figure: Figure, drawings: Sequence[str]) -> Iterator[Printed]:
    """What is printed of a figure: its caption, for each drawing what is told of it and the words in it, its notes."""
    element = f"figuur-{figure.name}"
    yield element, _reference(f"Figuur {figure.number}")
    yield from _within(element, figure.title)
    yield from _within(element, figure.measure)
    for drawing in drawings:
        yield from _within(element, figure.told)
        yield from of_drawing(drawing, element)
    for note in figure.notes:
        yield from _within(element, note)


def of_drawing(svg: str, element: str) -> Iterator[Printed]:
    """What is printed in a drawing: each text as it stands there, with the facts that it was drawn from."""
    for text in ElementTree.fromstring(svg).iter(_TEXT):  # noqa: S314 — drawn by us
        yield from ((element, run) for run in apart(text.text or "", text.get("data-fact")))


def of_table(table: Table) -> Iterator[Printed]:
    """What is printed of a table."""
    element = f"tabel-{table.name}"
    if table.number is not None:
        yield element, _reference(f"Tabel {table.number}")
    yield from _within(element, table.caption)
    yield from ((element, _label(head)) for head in (table.corner, *table.columns))
    for row in table.rows:
        yield from ((element, _label(head)) for head in (row.section, row.label))
        for cell in row.cells:
            yield from ((element, run) for run in apart(cell.text, cell.fact))
    for note in table.notes:
        yield from _within(element, note)


def apart(text: str, fact: str | None) -> list[Run]:
    """Cut a text that prints more than one fact at its numbers; one without a fact is a label."""
    ids = fact.split(";") if fact else []
    if len(ids) == 1:
        return [Run(text, fact=fact)]
    numbers = [number[0] for number in _NUMBER.finditer(text)]
    if not ids:
        return [_label(text)]
    return [Run(number, fact=id_) if id_ else _label(number) for number, id_ in zip(numbers, ids, strict=True)]


def _within(element: str, inline: Inline) -> Iterator[Printed]:
    return ((element, run) for run in inline)


def _label(text: str) -> Run:
    return Run(text, origin="label")


def _reference(text: str) -> Run:
    return Run(text, origin="reference")
