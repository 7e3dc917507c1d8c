from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from reportgen.brand import Brand
from reportgen.errors import UserError
from reportgen.publish.blocks import Pages
from reportgen.publish.pdf import render_pdf, render_print
from reportgen.report.model import Chapter, Figure, Heading, Note, Notes, Paragraph, Publication, Report, Run, plain
from tests.publish import example
from tests.publish.tagtree import Element, Structure, read_structure
from tests.snapshots import match

ROOT = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"
HEAD = (
    '<!DOCTYPE html><html lang="nl-NL"><head><title>Proef</title><style>html { font-family: "Source Sans 3" }</style>'
)


class Words(HTMLParser):
    """The texts of an HTML body, as they stand between its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html[html.index("<body") :])

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def letters(text: str) -> str:
    """A text without space and without the hyphens at the ends of lines."""
    return "".join(text.replace("\u00ad", "").split())


@pytest.fixture(scope="session")
def print_html(edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages) -> str:
    return render_print(edition, edition.report, drawings, brand, pages)


@pytest.fixture(scope="session")
def report_pdf(print_html: str, brand: Brand) -> bytes:
    return render_pdf(print_html, brand)


@pytest.fixture(scope="session")
def press_pdf(edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages) -> bytes:
    return render_pdf(render_print(edition, edition.press_release, drawings, brand, pages), brand)


@pytest.fixture(scope="session")
def structure(report_pdf: bytes) -> Structure:
    return read_structure(report_pdf)


@pytest.fixture(scope="session")
def text(report_pdf: bytes) -> list[str]:
    """The text of every page of the report."""
    with pypdfium2.PdfDocument(report_pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


# What stands on the pages


def test_the_cover_names_the_report_its_date_and_that_it_is_simulated(text: list[str]) -> None:
    cover = letters(text[0])
    for part in ("Meer vertrouwen, niet minder telefoon", "19 maart 2025", example.NOTICE):
        assert letters(part) in cover


def test_the_contents_give_every_chapter_and_figure_with_its_page(text: list[str], edition: Report) -> None:
    contents = " ".join(text[1].split())
    for chapter in edition.report.chapters:
        assert re.search(rf"{re.escape(plain(chapter.title))} \d+", contents)
    assert re.search(r"1 Twee keer zo veel mensen neutraal als negatief \d+", contents)


def test_a_chapter_stands_where_the_contents_say(text: list[str]) -> None:
    found = re.search(r"De vraag bepaalt het kanaal (\d+)", " ".join(text[1].split()))
    assert found is not None
    assert "De vraag bepaalt het kanaal" in text[int(found[1]) - 1]


def test_the_contents_give_every_numbered_table_with_its_page(text: list[str]) -> None:
    assert re.search(r"1 Telefoon en e-mail blijven de eerste keus \d+", " ".join(text[1].split()))


@pytest.mark.parametrize(("between", "printed"), [(0, "Zie figuur 1."), (30, "Zie figuur 1 op pagina 4.")])
def test_a_reference_names_the_page_only_of_what_stands_elsewhere(
    between: int, printed: str, edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    lines = [Paragraph(example.line("Zie <figuur 1|#figuur-houding>.")), *[Paragraph(example.line("Tekst."))] * between]
    chapter = Chapter("een", 1, example.line("Een"), (*lines, example.houding()))
    alone = replace(edition.report, chapters=(chapter,))
    with pypdfium2.PdfDocument(render_pdf(render_print(edition, alone, drawings, brand, pages), brand)) as document:
        words = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert printed in words[2]
    assert "Figuur 1 Twee keer zo veel" in words[3 if between else 2]


@pytest.mark.parametrize("before", [20, 22, 24])
def test_a_heading_with_one_paragraph_is_not_left_behind_by_the_table_under_it(
    before: int, edition: Report, brand: Brand, pages: Pages
) -> None:
    lines = [Paragraph(example.line("Tekst."))] * before
    heading, text = Heading(example.line("Wat bovenaan staat"), 2, "boven"), Paragraph(example.line("Zie tabel 1."))
    under = (heading, text, example.kanalen())
    alone = replace(edition.report, chapters=(Chapter("een", 1, example.line("Een"), (*lines, *under)),))
    with pypdfium2.PdfDocument(render_pdf(render_print(edition, alone, {}, brand, pages), brand)) as document:
        words = [page.get_textpage().get_text_range() for page in document]
    assert len(words) > 3
    assert [page for page in words[2:] if "Wat bovenaan" in page] == [page for page in words[2:] if "WhatsApp" in page]


def test_every_page_but_the_cover_has_its_number(text: list[str], structure: Structure) -> None:
    assert [artifact for artifact in structure.artifacts if artifact.isdigit()] == [
        str(number) for number in range(2, len(text) + 1)
    ]


def test_a_page_has_a_running_head_where_a_chapter_goes_on_and_none_where_one_begins(
    report_pdf: bytes, structure: Structure
) -> None:
    with pypdfium2.PdfDocument(report_pdf) as document:
        toc = [(item.get_title(), item.get_dest().get_index() + 1) for item in document.get_toc() if item.level == 1]
        pages = len(document)
    begins = {page for _, page in toc}
    heads = {int(number): head for head, number in pairwise(structure.artifacts) if number.isdigit()}
    headed = {page: head for page, head in heads.items() if not head.isdigit()}
    assert set(headed) == set(range(min(begins), pages + 1)) - begins
    for page, head in headed.items():
        current = next(title for title, began in reversed(toc) if began < page)
        assert head == f"Nationale Voice Monitor 2025   {current}"


def test_no_text_gets_lost_on_the_way_to_paper(print_html: str, structure: Structure) -> None:
    spoken = letters(structure.root.whole_text())
    assert [words for words in Words(print_html).found if letters(words) not in spoken] == []


def test_the_numbers_can_be_found_as_text(text: list[str]) -> None:
    whole = " ".join(text)
    for number in ("15%", "5 procentpunt", "17%", "78%", "1.043", "▲"):
        assert number in whole


def test_the_press_release_is_one_page(press_pdf: bytes) -> None:
    with pypdfium2.PdfDocument(press_pdf) as document:
        assert len(document) == 1
        page = document[0].get_textpage().get_text_range()
    for part in (
        "PERSBERICHT",
        "Voor onmiddellijke publicatie",
        "CONCEPT",
        "Amsterdam, 19 maart 2025",
        "Nog in te vullen",
    ):
        assert part in page


# What a screen reader says


def test_the_press_release_reads_like_this(press_pdf: bytes) -> None:
    structure = read_structure(press_pdf)
    match(SNAPSHOTS / "persbericht.tags.txt", "\n".join(structure.root.lines()) + "\n")
    assert structure.loose == []


def test_a_chapter_with_a_list_a_figure_and_a_table_reads_like_this(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    chapters = tuple(chapter for chapter in edition.report.chapters if chapter.slug == "sectoren")
    alone = replace(edition.report, chapters=chapters)
    structure = read_structure(render_pdf(render_print(edition, alone, drawings, brand, pages), brand))
    match(SNAPSHOTS / "hoofdstuk.tags.txt", "\n".join(structure.root.lines()) + "\n")


def test_running_heads_are_decoration_and_nothing_is_left_over(structure: Structure) -> None:
    assert "Nationale Voice Monitor 2025   1 De acceptatie groeit" in structure.artifacts
    assert structure.loose == []


def test_headings_begin_with_the_title_and_skip_no_level(structure: Structure) -> None:
    levels = [int(e.tag[1]) for e in structure.root.walk() if re.fullmatch("H[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_follow_the_headings(report_pdf: bytes, structure: Structure) -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
        return [title for item in items for title in (item.title, *titles(list(item.children)))]

    with pikepdf.open(io.BytesIO(report_pdf)) as document, document.open_outline() as outline:
        bookmarks = titles(list(outline.root))
    headings = [e.whole_text() for e in structure.root.walk() if re.fullmatch("H[1-6]", e.tag)]
    assert [letters(bookmark) for bookmark in bookmarks] == [letters(heading) for heading in headings]


def test_every_figure_says_what_it_shows(structure: Structure, edition: Report) -> None:
    spoken = [e.attributes["Alt"] for e in structure.root.walk() if e.tag == "Figure"]
    figures = [b.alt for chapter in edition.report.chapters for b in chapter.blocks if isinstance(b, Figure)]
    assert spoken == ["Nationale Voice Monitor", *figures]


def tables(structure: Structure) -> list[Element]:
    return [element for element in structure.root.walk() if element.tag == "Table"]


def test_every_cell_points_to_the_headers_of_its_column_section_and_row(structure: Structure) -> None:
    cells = [e for table in tables(structure) for e in table.walk() if e.tag == "TD" and e.whole_text()]
    assert all(cell.headers for cell in cells)
    spoken = {cell.headers: cell.whole_text() for cell in cells}
    assert spoken["2025", "WhatsApp"] == "11%"
    assert spoken["Ongewogen", "Leeftijd", "klasse 11"] == "8%"
    assert spoken["Gewogen", "Huishouden", "klasse 14"] == "9%"


def test_every_header_has_a_scope_and_an_identifier_of_its_own(structure: Structure) -> None:
    found = [e for table in tables(structure) for e in table.walk() if e.tag == "TH"]
    assert len({e.identifier for e in found}) == len(found)
    assert {e.attributes["Scope"] for e in found} == {"Column", "Row"}


def test_a_table_over_several_pages_repeats_its_head(structure: Structure) -> None:
    parts = [table for table in tables(structure) if "OngewogenGewogen" in table.whole_text()]
    assert len(parts) > 1


def test_a_word_broken_at_the_end_of_a_line_reads_as_one(structure: Structure) -> None:
    spoken = structure.root.whole_text()
    assert "\u00ad" in spoken
    assert "\u02d7" not in spoken
    assert "e-mail" in spoken


def test_a_long_word_in_a_title_is_broken_with_a_hyphen(edition: Report, brand: Brand, pages: Pages) -> None:
    title = (Run("Arbeidsongeschiktheidsverzekeringsmaatschappijen"),)
    report = replace(edition.report, chapters=(Chapter("lang", 1, title, ()),))
    pdf = render_pdf(render_print(replace(edition, report=report), report, {}, brand, pages), brand)
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[len(document) - 1].get_textpage().get_text_range().split()
    (word,) = (word for word in words if word.startswith("Arbeid"))
    assert word.split("\ufffe") == ["Arbeidsongeschiktheidsver", "zekeringsmaatschappijen"]


def test_words_in_another_language_say_so_on_each_line(brand: Brand) -> None:
    words = "customer service " * 12
    body = f'<h1>Proef</h1><p>Wat heet <span lang="en">{words}</span> in <span>het</span> Engels.</p>'
    structure = read_structure(render_pdf(f"{HEAD}</head><body>{body}</body></html>", brand))
    told = [element for element in structure.root.walk() if element.attributes.get("Lang")]
    assert len(told) > 1
    assert {element.attributes["Lang"] for element in told} == {"en"}
    assert " ".join(element.whole_text() for element in told).split() == words.split()


def test_a_note_is_one_and_leads_back_to_its_reference(edition: Report, brand: Brand, pages: Pages) -> None:
    reference = Run("1", link="#noot-1", origin="reference")
    text = Paragraph((*example.line("Een zin"), reference, *example.line(" en nog een"), reference))
    notes = Notes((Note(1, example.line("Wat er **nog** bij hoort.")),))
    alone = replace(edition.report, chapters=(Chapter("een", 1, example.line("Een"), (text, notes)),))
    pdf = render_pdf(render_print(edition, alone, {}, brand, pages), brand)
    elements = list(read_structure(pdf).root.walk())
    (note,) = (element for element in elements if element.tag == "Note")
    assert note.whole_text().split() == ["1", "Wat", "er", "nog", "bij", "hoort."]
    assert note.identifier
    assert [element.whole_text() for element in elements if element.tag == "Reference"] == ["1", "1"]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [str(link.Contents) for page in document.pages for link in page.get("/Annots", [])]
    assert links[-3:] == ["Naar de noot", "Naar de noot", "Terug naar de tekst"]


# What the file says of itself


def test_the_file_says_its_title_language_date_and_that_it_is_accessible_and_archivable(report_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(report_pdf)) as document:
        assert str(document.Root.Lang) == "nl-NL"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == "Meer vertrouwen, niet minder telefoon"
        assert str(document.docinfo["/CreationDate"]) == "D:20250319"
        metadata = document.Root.Metadata.read_bytes().decode()
    assert 'pdfuaid:part="1"' in metadata
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert "<dc:language><rdf:Bag><rdf:li>nl-NL<" in metadata


def test_only_the_house_type_is_embedded(report_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(report_pdf)) as document:
        names = {str(o.BaseFont) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
        embedded = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
    assert names
    assert all("+Source-Sans-3" in name for name in names), names
    assert len(embedded) >= 3


def test_a_file_is_light(report_pdf: bytes) -> None:
    assert len(report_pdf) < 300_000


def test_no_path_of_a_machine_gets_into_a_file(report_pdf: bytes, print_html: str) -> None:
    with pikepdf.open(io.BytesIO(report_pdf)) as document:
        content = b"".join(o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream))
    assert str(ROOT).encode() not in report_pdf + content
    assert str(ROOT) not in print_html
    assert "file:" not in print_html


SETTING = """
import hashlib, sys
from pathlib import Path
from reportgen.brand import read_brand
from reportgen.publish.pdf import render_pdf
html = Path(sys.argv[2]).read_text(encoding="utf-8")
print(hashlib.sha256(render_pdf(html, read_brand(Path(sys.argv[1]), "voice-monitor"))).hexdigest())
"""


NO_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{0}</dir><cachedir>{0}</cachedir>'
)


def test_the_bytes_are_the_same_in_another_process_folder_time_zone_locale_and_hash_seed_without_any_font_installed(
    print_html: str, report_pdf: bytes, tmp_path: Path
) -> None:
    (tmp_path / "print.html").write_text(print_html, encoding="utf-8")
    (tmp_path / "geen letters").mkdir()
    (tmp_path / "fonts.conf").write_text(NO_FONTS.format(tmp_path / "geen letters") + "</fontconfig>", encoding="utf-8")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    elsewhere |= {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    command = [sys.executable, "-c", SETTING, str(ROOT), "print.html"]
    made = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **elsewhere}, capture_output=True, text=True, check=True
    )
    assert made.stdout.strip() == hashlib.sha256(report_pdf).hexdigest()
    assert made.stderr == ""


# What is refused


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<img src="data:image/png;base64,AAAA" alt="een logo">', "Het beeld “een logo” is niet te tonen"),
        ('<img src="beeld.png" alt="een logo">', "templates/pages/rapport.html, regel 3: het beeld “een logo”"),
        ('<p><a href="#nergens">x</a></p>', "templates/report/01.md, regel 5: de koppeling “#nergens” leidt nergens"),
        ('<p style="colour: red">rood</p>', "“colour: red” doet niets op papier: WeasyPrint kent dit niet"),
        ("<style>\nh1 { margin: 0 }\np { colour: red }</style>", "templates/pages/stijl.css, regel 2: “colour: red”"),
        ("<style>p:foo(x) { margin: 0 }</style>", "templates/pages/stijl.css, regel 4: “p:foo(x)” doet niets"),
        (
            '<style>p::after { content: target-counter("#weg", page) }</style><p>x</p>',
            "De koppeling “#weg” leidt nergens",
        ),
        ('<p id="a">een</p><p id="a">twee</p>', "Op de pagina heten twee plaatsen “a”"),
        (
            '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E" alt="">',
            "geen beschrijving",
        ),
        ("<p>Een 汉 teken</p>", "templates/report/01.md, regel 3: de letter heeft het teken “汉” (U+6C49) niet"),
        ("<style>@font-face { font-family: x; src: url(data:font/ttf,A) }</style><p>x", "Font-face 'x' cannot"),
    ],
)
def test_what_would_only_be_logged_stops_the_pdf_and_is_told_with_its_line(
    body: str, told: str, brand: Brand, tmp_path: Path
) -> None:
    pages, texts = tmp_path / "templates/pages", tmp_path / "templates/report"
    pages.mkdir(parents=True)
    texts.mkdir()
    (pages / "rapport.html").write_text('<body>\n\n<img src="beeld.png" alt="een logo">\n', encoding="utf-8")
    (pages / "stijl.css").write_text(
        "h1 { margin: 0 }\n  p { colour: red }\n\np:foo(x) { margin: 0 }\n", encoding="utf-8"
    )
    (texts / "01.md").write_text("# Titel\n\nEen 汉 teken.\n\nZie [x](#nergens).\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        render_pdf(f"{HEAD}</head><body>{body}</body></html>", brand, pages=(pages,))
    assert told in str(caught.value)


def test_a_page_without_a_language_is_refused(brand: Brand) -> None:
    with pytest.raises(UserError, match="lang"):
        render_pdf("<!DOCTYPE html><title>Proef</title><p>tekst", brand)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://127.0.0.1:9/a.png", "https://example.org/a.png", "ftp://example.org/a"],
)
def test_a_page_loads_nothing_from_the_network_or_the_disk(address: str, brand: Brand) -> None:
    for body in (f'<img src="{address}" alt="beeld">', f'<p style="background: url({address})">tekst</p>'):
        with pytest.raises(UserError, match="en dat mag niet"):
            render_pdf(f"{HEAD}</head><body>{body}</body></html>", brand)
    with pytest.raises(UserError, match="en dat mag niet"):
        render_pdf(f'{HEAD}<link rel="attachment" href="{address}"></head><body>tekst</body></html>', brand)


@pytest.mark.parametrize("paragraph", ['<p style="font-family: serif">tekst</p>', "<p>汉</p>"])
def test_a_font_of_the_machine_is_not_used_instead(paragraph: str, brand: Brand) -> None:
    with pytest.raises(UserError, match=r"De pdf zou ook de letter|heeft het teken"):
        render_pdf(f"{HEAD}</head><body>{paragraph}</body></html>", brand)


def without_engine(monkeypatch: pytest.MonkeyPatch, folder: Path, source: str, ffi: str = "") -> None:
    """Put another WeasyPrint in the place of the real one."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    (folder / "weasyprint" / "text").mkdir(parents=True)
    (folder / "weasyprint" / "__init__.py").write_text(source, encoding="utf-8")
    (folder / "weasyprint" / "text" / "__init__.py").touch()
    (folder / "weasyprint" / "text" / "ffi.py").write_text(ffi, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


def test_without_pango_the_packages_to_install_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, brand: Brand, capsys: pytest.CaptureFixture[str]
) -> None:
    without_engine(monkeypatch, tmp_path, "print('noise')\nraise OSError(\"cannot load library 'libpango-1.0-0'\")")
    with pytest.raises(UserError, match=r"apt-get install libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0"):
        render_pdf("", brand)
    assert capsys.readouterr().out == ""


def test_without_the_subsetting_library_the_packages_to_install_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, brand: Brand
) -> None:
    without_engine(monkeypatch, tmp_path, "", "harfbuzz_subset = None")
    with pytest.raises(UserError, match=r"libharfbuzz-subset.*\n.*apt-get install"):
        render_pdf("", brand)


def test_a_publication_without_figures_or_tables_is_set_too(edition: Report, brand: Brand, pages: Pages) -> None:
    chapter = Chapter("slot", None, example.line("Slot"), ())
    bare = Publication("report", example.line("Kort"), (), (chapter,))
    assert read_structure(render_pdf(render_print(edition, bare, {}, brand, pages), brand)).loose == []
