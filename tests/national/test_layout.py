"""Nothing on a page stands over something else or outside the margins, and no page is left half empty."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest
from weasyprint import HTML

MILLIMETRE = 72 / 25.4
MARGIN = 5 * MILLIMETRE
"""What an office printer cannot print on; our own margins are wider."""
FOOT = 20 * MILLIMETRE
"""Below this stands a page's number, which fills no page."""
TOUCHING = 1.5
"""Boxes of lines may touch: by less than this many points nothing is over anything."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points, from the bottom left of the page."""


@pytest.fixture(params=["rapport.pdf", "persbericht.pdf"])
def document(edition, request) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(edition.read(f"landelijk/{request.param}"))


def test_no_text_stands_over_other_text(document):
    assert [told for page in document for told in overlaps(page)] == []


def test_no_text_stands_outside_the_margins(document):
    assert list(outside_the_margins(document)) == []


def test_a_page_is_at_least_half_full_unless_the_next_begins_a_chapter(document):
    beginning = {item.get_dest().get_index() for item in document.get_toc(max_depth=2) if item.level <= 1}
    for number, (page, _) in enumerate(pairwise(document)):
        lowest = min(box[1] for box in boxes(page) if box[1] > FOOT)
        assert lowest < page.get_height() / 2 or number + 1 in beginning, f"page {number + 1}"


def test_the_key_figures_and_the_findings_stand_on_pages_that_face_each_other(edition):
    document = pypdfium2.PdfDocument(edition.read("landelijk/rapport.pdf"))
    page = {item.get_title(): item.get_dest().get_index() + 1 for item in document.get_toc(max_depth=3)}
    assert page["In het kort"] % 2 == 0
    assert page["De belangrijkste uitkomsten"] == page["In het kort"] + 1


def test_text_over_other_text_is_found():
    pdf = HTML(string="<p style='margin:0'>Onder</p><p style='margin:-10px 0 0 5px'>Boven</p>").write_pdf()
    assert len(list(overlaps(pypdfium2.PdfDocument(pdf)[0]))) == 1


def outside_the_margins(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The pieces of text that a printer may not reach, each with its page."""
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        for box in boxes(page):
            if min(box[0], box[1], width - box[2], height - box[3]) < MARGIN:
                yield f"page {number}: “{page.get_textpage().get_text_bounded(*box)}”"


def boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """The boxes of the pieces of text on a page, each a part of one line."""
    text = page.get_textpage()
    return [text.get_rect(index) for index in range(text.count_rects())]


def overlaps(page: pypdfium2.PdfPage) -> Iterator[str]:
    found = sorted(boxes(page))
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if other[0] > one[2] - TOUCHING:
                break
            if min(one[2], other[2]) - other[0] > TOUCHING < min(one[3], other[3]) - max(one[1], other[1]):
                text = page.get_textpage()
                yield f"“{text.get_text_bounded(*one)}” and “{text.get_text_bounded(*other)}”"
