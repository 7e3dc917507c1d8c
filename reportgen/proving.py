"""Each finished file with its ledger: made, read back by other code than wrote it, and refused when they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import PurePosixPath

from reportgen.brand import Brand
from reportgen.errors import Problem, UserError, gathering
from reportgen.facts import Fact
from reportgen.ledger import Entry, to_json
from reportgen.publish.blocks import Pages, distinct_anchors
from reportgen.publish.downloads import KIT
from reportgen.publish.figures_kit import FOR_PRINT
from reportgen.publish.html import NARROW, render_page
from reportgen.publish.packing import nothing, pack
from reportgen.publish.pieces import Kept
from reportgen.report.ledger import Anchors, figures_of, of_page, of_paper
from reportgen.report.ledger_kit import of_press_kit
from reportgen.report.ledger_office import (
    of_cards,
    of_picture,
    of_post,
    of_single_figure,
    of_slides,
    of_word,
    of_workbook,
)
from reportgen.report.model import Publication, Report
from reportgen.report.press_kit import PressKit
from reportgen.verify.documents import Passage
from reportgen.verify.formats.drawing import read_drawing
from reportgen.verify.formats.picture import read_picture
from reportgen.verify.formats.slides import read_slides
from reportgen.verify.formats.spreadsheet import read_spreadsheet
from reportgen.verify.formats.text import read_text
from reportgen.verify.formats.web import read_web
from reportgen.verify.formats.word import read_word
from reportgen.verify.own import Printing
from reportgen.verify.readback import declaration, refuse_differences, with_pages

LEDGER = "ledger.json"
SOCIAL = "social"
"""The folder of the pictures that say themselves what stands in them."""
_DRAWN = re.compile(r' data-numbers="[^"]*"')
_BODY = re.compile(r"<body\b")


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What one file is made of: its name, the publication with the report that it belongs to, and its drawings.

    Of the page of a press kit it is the kit.
    """

    file: str
    report: Report
    publication: Publication
    charts: Mapping[str, str]
    brand: Brand
    kit: PressKit | None = None

    @property
    def drawings(self) -> Mapping[str, tuple[str, ...]]:
        """The sources of each figure: the usual drawing, and that for a phone where there is one."""
        named = {figure.name: (figure.name, figure.name + NARROW) for figure in figures_of(self.publication)}
        return {figure: tuple(self.charts[n] for n in names if n in self.charts) for figure, names in named.items()}


def web_page(made_of: MadeOf, pages: Pages, kit: Collection[str]) -> bytes:
    """Make a web page that says itself which numbers it holds; raises UserError when it can't be read back as meant.

    The figures named in `kit` have links to their files there, which are to be embedded.
    """
    html = render_page(made_of.report, made_of.publication, made_of.charts, made_of.brand, pages, kit)
    return _saying_its_numbers(html, made_of)


def _saying_its_numbers(html: str, made_of: MadeOf) -> bytes:
    passages = read_web(html.encode(), made_of.file)
    with_pages(_of_web_page(made_of, b""), passages, made_of.file)
    return _BODY.sub(f'<body data-numbers="{escape(declaration(passages))}"', html, count=1).encode()


def press_kit_page(made_of: MadeOf, pages: Pages) -> bytes:
    """Make the page of a press kit, that says itself which numbers it holds; raises UserError as a web page does."""
    from reportgen.publish.press_kit import render_press_kit

    if made_of.kit is None:
        raise TypeError("a page without its kit")
    return _saying_its_numbers(render_press_kit(made_of.report, made_of.kit, made_of.brand, pages), made_of)


def pdf(made_of: MadeOf, pages: Pages, facts: Mapping[str, Fact], kept: Kept) -> bytes:
    """Set a PDF that brings its ledger along, and a list of the numbers of each figure and table.

    `facts` are those that these print; what was set before is found by `kept`. Raises UserError when it can't be read
    back as meant.
    """
    from reportgen.publish.account import render_account, render_margins
    from reportgen.publish.lists_along import lists_of
    from reportgen.publish.pdf import render_pdf, render_print

    report, publication = made_of.report, distinct_anchors(made_of.publication)

    def account(anchors: Anchors, written: bytes) -> str:
        entries = of_paper(report, publication, made_of.file, made_of.drawings, made_of.brand, anchors)
        placed = with_pages(entries, _read_pdf(written, made_of.file), made_of.file)
        return to_json(report.monitor, report.wave, report.edition, placed)

    html = render_print(report, made_of.publication, made_of.charts, made_of.brand, pages)
    has_account = publication.kind == "report" and publication.origins
    closing = partial(render_account, report, made_of.publication, made_of.brand, pages) if has_account else None
    lists = lists_of(publication, facts, report.stamp_lines)
    margins = render_margins(report, made_of.publication, made_of.brand, pages)
    return render_pdf(html, made_of.brand, account, closing, lists, pages, kept, margins)


def word(made_of: MadeOf, pages: Pages) -> bytes:
    """Make the press release in Word."""
    from reportgen.publish.word import render_word

    return render_word(made_of.report, made_of.publication, made_of.charts, made_of.brand, pages)


def workbook(made_of: MadeOf, facts: Mapping[str, Fact]) -> bytes:
    """Write the tables of a publication; `facts` are those that they print."""
    from reportgen.publish.spreadsheet import render_spreadsheet

    return render_spreadsheet(made_of.report, made_of.publication, facts)


def slides(made_of: MadeOf, pages: Pages) -> bytes:
    """Make the presentation of a publication."""
    from reportgen.publish.slides import render_slides

    return render_slides(made_of.report, made_of.publication, made_of.brand, pages)


def social(made_of: MadeOf, pages: Pages) -> bytes:
    """Make the pictures of the findings and the texts with them, packed together.

    Raises UserError when what the pictures are made of can't be read back as meant.
    """
    from reportgen.publish.social import SHAPES, cards_of, render_cards, render_social

    report, brand = made_of.report, made_of.brand
    cards = read_web(render_cards(report, cards_of(report), brand, pages).encode(), made_of.file)
    with_pages(of_cards(report, made_of.file, brand, len(SHAPES)), cards, made_of.file)
    return pack(render_social(report, brand, pages), compressed=nothing)


def figures(made_of: MadeOf, facts: Mapping[str, Fact]) -> bytes:
    """Make the files of all figures of a publication, packed together; `facts` are those that they print."""
    from reportgen.publish.figures_kit import render_kit

    stamp = made_of.report.stamp_lines
    kit = render_kit(figures_of(made_of.publication), made_of.charts, facts, made_of.brand, stamp)
    texts = (name for name in kit if name.endswith(".svg") and not name.startswith(f"{FOR_PRINT}/"))
    drawings = {name: _declaring(kit[name], name) for name in texts}
    return pack(kit | drawings, compressed=nothing)


def _declaring(drawing: bytes, name: str) -> bytes:
    """Let a drawing say itself which numbers it holds, those in its title and description included."""
    numbers = escape(declaration(read_drawing(drawing, name)))
    return _DRAWN.sub(f' data-numbers="{numbers}"', drawing.decode(), count=1).encode()


def read_back(files: Mapping[str, bytes], made_of: Mapping[str, MadeOf], printing: Printing) -> tuple[Entry, ...]:
    """Hold finished files against their ledgers and the facts, and give those ledgers, file after file.

    Raises UserError with everything that differs.
    """
    problems: list[Problem] = []
    told: list[Entry] = []
    for name in sorted(files):
        form = name.rpartition(".")[2]
        if _is_unread(name):
            continue
        entries = _LEDGERS[form](made_of[name], files[name])
        with gathering(problems):
            refuse_differences(entries, _READERS[form](files[name], name), name, printing)
        told += entries
    if problems:
        raise UserError(problems)
    return tuple(told)


def _of_web_page(made_of: MadeOf, _content: bytes) -> tuple[Entry, ...]:
    if made_of.kit is not None:
        return of_press_kit(made_of.report, made_of.kit, made_of.file, made_of.brand)
    publication = distinct_anchors(made_of.publication)
    return of_page(made_of.report, publication, made_of.file, made_of.drawings, made_of.brand)


def _of_pdf(_made_of: MadeOf, content: bytes) -> tuple[Entry, ...]:
    from reportgen.verify.formats.pdf import ledger_in

    return ledger_in(content)


def _read_pdf(content: bytes, name: str) -> tuple[Passage, ...]:
    from reportgen.verify.formats.pdf import read_structure

    return read_structure(content, name)


def _of_word(made_of: MadeOf, _content: bytes) -> tuple[Entry, ...]:
    publication = distinct_anchors(made_of.publication)
    return of_word(made_of.report, publication, made_of.file, made_of.brand)


def _of_workbook(made_of: MadeOf, _content: bytes) -> tuple[Entry, ...]:
    return of_workbook(made_of.report, made_of.publication, made_of.file)


def _of_slides(made_of: MadeOf, _content: bytes) -> tuple[Entry, ...]:
    return of_slides(made_of.report, made_of.publication, made_of.file)


def _of_single_figure(made_of: MadeOf, _content: bytes) -> tuple[Entry, ...]:
    name = PurePosixPath(made_of.file).stem
    return of_single_figure(made_of.report, made_of.publication, made_of.file, name, made_of.charts[name])


def _of_picture(made_of: MadeOf, _content: bytes) -> tuple[Entry, ...]:
    # The name of a finding may have hyphens; its size has none.
    name = PurePosixPath(made_of.file).stem.rpartition("-")[0]
    return of_picture(made_of.report, made_of.file, name)


def _of_post(made_of: MadeOf, _content: bytes) -> tuple[Entry, ...]:
    return of_post(made_of.report, made_of.file, PurePosixPath(made_of.file).stem)


def _is_unread(name: str) -> bool:
    """A figure's picture, or its drawing for print, is that of its drawing; its numbers for a spreadsheet are not
    rounded, and tested on their own; an archive has what stands beside it.
    """
    return (name.endswith(_UNREAD) and not name.startswith(f"{SOCIAL}/")) or name.startswith(f"{KIT}/{FOR_PRINT}/")


_UNREAD = (".png", ".csv", ".zip")
_LEDGERS: Mapping[str, Callable[[MadeOf, bytes], tuple[Entry, ...]]] = {
    "html": _of_web_page,
    "pdf": _of_pdf,
    "docx": _of_word,
    "xlsx": _of_workbook,
    "pptx": _of_slides,
    "png": _of_picture,
    "txt": _of_post,
    "svg": _of_single_figure,
}
"""How the ledger of a file is found, by its form: from what it was made of, or from the file itself."""
_READERS: Mapping[str, Callable[[bytes, str], tuple[Passage, ...]]] = {
    "html": read_web,
    "pdf": _read_pdf,
    "docx": read_word,
    "xlsx": read_spreadsheet,
    "pptx": read_slides,
    "png": read_picture,
    "txt": read_text,
    "svg": read_drawing,
}
"""How a file is read back, by its form."""
