"""What a screen reader, an archive and a search engine get of a PDF: in order, by name, and the same as on the web."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from reportgen.project.reading import read_project
from reportgen.report.alt import LIMIT
from tests.publish.tagtree import Element, Structure, read_structure

HEADING = re.compile("H[1-6]")
ONLY_ON_SCREEN = frozenset({"svg", "details", "nav", "menu", "style"})
"""What of a web page isn't on paper: a drawing is another one there, and the numbers behind it are attached."""
VOID = frozenset({"img", "br", "meta", "link", "hr", "input", "path"})
PAGE = re.compile(r"oppagina\d+")
"""What a reference says on paper alone, without its spaces."""


@pytest.fixture(scope="module", params=["rapport", "persbericht"])
def publication(request) -> str:
    return f"landelijk/{request.param}"


@pytest.fixture(scope="module")
def structure(edition, publication) -> Structure:
    return read_structure(edition.read(f"{publication}.pdf"))


@pytest.fixture(scope="module")
def page(edition, publication) -> Page:
    return Page(edition.read(f"{publication}.html").decode())


class Page(HTMLParser):
    """The text in the main part of a web page, and its tables: of each cell the heads and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tables: list[list[list[tuple[str, str]]]] = []
        self._open: list[str] = []
        self._skipped = 0
        self.feed(html[html.index("<main") : html.index("</main>")])

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        hidden = (
            tag in ONLY_ON_SCREEN or "hidden" in dict(attrs) or (tag == "button" and "popovertarget" not in dict(attrs))
        )
        self._skipped += bool(self._skipped or hidden)
        self._open.append(tag)
        if self._skipped:
            return
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append((tag, ""))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self._skipped -= bool(self._skipped)
            self._open.pop()

    def handle_data(self, data):
        if self._skipped:
            return
        self.text.append(data)
        if "tr" in self._open:
            row = self.tables[-1][-1]
            if {"th", "td"} & set(self._open):
                row[-1] = row[-1][0], row[-1][1] + data


def letters(text: str) -> str:
    """A text without what its setting does to it: spaces, broken words and capitals."""
    return "".join(text.replace("\u00ad", "").split()).casefold()


def spoken(element: Element) -> str:
    """What is read aloud but for drawings, the marks of a list, and the heads that a table has again on a next page."""
    if element.tag in {"Figure", "Lbl"}:
        return ""
    goes_on = element.tag == "Table" and not any(child.tag == "Caption" for child in element.children)
    kept = (child for child in element.children if not (goes_on and child.tag == "THead"))
    return element.text + "".join(map(spoken, kept))


def cells(tables: list[list[list[tuple[str, str]]]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each cell of the tables of a page: the head of its column, the head of its section and that of its row."""
    for head, *rows in tables:
        section: tuple[str, ...] = ()
        for row in rows:
            if len(row) == 1:
                section = (letters(row[0][1]),)
                continue
            (_, label), *values = row
            for place, (_, value) in enumerate(values, 1):
                yield (letters(head[place][1]), *section, letters(label)), letters(value)


def test_it_is_read_aloud_in_the_order_of_the_web_page(page, structure):
    told = letters("".join(page.text))
    paper = PAGE.sub("", letters(spoken(structure.root)))
    begin = paper.index(told[:60])
    assert paper[begin : begin + len(told)] == told


def test_every_cell_has_the_heads_that_it_has_on_the_web(page, structure):
    elements = [e for table in structure.root.walk() if table.tag == "Table" for e in table.walk() if e.tag == "TD"]
    found = [(tuple(map(letters, e.headers)), letters(e.whole_text())) for e in elements if e.headers]
    assert found == list(cells(page.tables))
    assert all(letters(e.whole_text()) == "" for e in elements if not e.headers)


def test_what_is_in_the_margins_is_decoration_and_nothing_belongs_to_nothing(edition, publication, structure):
    with pypdfium2.PdfDocument(edition.read(f"{publication}.pdf")) as document:
        pages = len(document)
    numbers = [told for told in structure.artifacts if re.fullmatch(r"\d+( / \d+)?", told.strip())]
    assert len(numbers) >= pages - 1
    assert structure.loose == []
    tree = structure.root.whole_text()
    assert not any(
        told.strip() in tree for told in structure.artifacts if told.startswith("Nationale Voice Monitor 2025 ")
    )


def test_bookmarks_are_the_headings_in_their_order_and_on_their_level(edition, publication, structure):
    def told(items, level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, letters(item.title)
            yield from told(item.children, level + 1)

    with pikepdf.open(io.BytesIO(edition.read(f"{publication}.pdf"))) as document, document.open_outline() as outline:
        bookmarks = list(told(outline.root, 1))
    headings = [(int(e.tag[1]), letters(e.whole_text())) for e in structure.root.walk() if HEADING.fullmatch(e.tag)]
    assert bookmarks == headings
    assert [level for level, _ in headings].count(1) == 1
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(headings))


def test_the_file_says_what_the_configuration_says(edition, publication):
    project = read_project(edition.project)
    monitor, wave = project.monitor, project.monitor.waves["2025"]
    with pikepdf.open(io.BytesIO(edition.read(f"{publication}.pdf"))) as document:
        about = {name: str(value) for name, value in document.docinfo.items()}
        with document.open_metadata(update_docinfo=False) as metadata:
            described = dict(metadata)
        assert str(document.Root.Lang) == "nl-NL"
        assert document.Root.ViewerPreferences.DisplayDocTitle
    day = wave.published.strftime("%Y%m%d")
    assert about["/Author"] == monitor.publisher
    assert about["/Subject"] == monitor.subject
    assert monitor.title in about["/Title"]
    assert (about["/CreationDate"], about["/ModDate"]) == (f"D:{day}", f"D:{day}")
    assert described["{http://purl.org/dc/elements/1.1/}title"] == about["/Title"]
    assert described["{http://ns.adobe.com/xap/1.0/}CreateDate"] == wave.published.isoformat()
    assert described["{http://purl.org/dc/elements/1.1/}rights"] == monitor.licence
    assert described["{http://purl.org/dc/elements/1.1/}language"] == {"nl-NL"}


def test_every_drawing_is_told_by_its_numbers_briefly_and_not_by_its_title(structure):
    drawings = [
        e for e in structure.root.walk() if e.tag == "Figure" and e.attributes["Alt"] != "Nationale Voice Monitor"
    ]
    captions = {letters(e.whole_text()) for e in structure.root.walk() if e.tag == "Caption"}
    assert drawings
    for drawing in drawings:
        told = drawing.attributes["Alt"]
        assert len(told) <= LIMIT
        assert not any(caption.endswith(letters(told)) for caption in captions)
        drawn = set(re.findall(r"\d+(?:,\d+)?", drawing.whole_text()))
        assert drawn & set(re.findall(r"\d+(?:,\d+)?", told)), told


def test_every_language_of_the_web_page_is_a_language_of_the_pdf(edition, publication, structure):
    html = edition.read(f"{publication}.html").decode()
    marked = re.findall(r'<span lang="(\w+)">([^<]*)</span>', html)
    found = [(e.attributes["Lang"], e.whole_text()) for e in structure.root.walk() if e.attributes.get("Lang")]
    # On paper words that go on on the next line are two pieces.
    assert {language for language, _ in found} == {language for language, _ in marked}
    assert letters("".join(words for _, words in found)) == letters("".join(words for _, words in marked))


def test_a_word_that_is_broken_is_copied_whole(edition, publication, page, structure):
    with pypdfium2.PdfDocument(edition.read(f"{publication}.pdf")) as document:
        copied = "".join(one.get_textpage().get_text_range() for one in document)
    assert "\u02d7" not in copied
    assert re.findall("\u00ad(?!\r?\n|$)", copied) == []  # one remains where a word goes on on the next page
    # PDFium puts this character where it joined the halves of a word, also of one with a hyphen of its own.
    joined = re.findall("([^\\W\\d]+)\ufffe([^\\W\\d]+)", copied)
    assert len(joined) == copied.count("\ufffe")
    broken = re.findall("([^\\W\\d]+)\u00ad([^\\W\\d]+)", structure.root.whole_text())
    words = "".join(sign for sign in "".join(page.text) if sign.isalpha())
    assert [before + after for before, after in [*joined, *broken] if before + after not in words] == []
