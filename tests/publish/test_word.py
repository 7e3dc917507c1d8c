"""The press release in Word: real headings, pictures with a text, numbers in controls, and a file that Word opens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportgen.brand import Brand
from reportgen.carried import PAGES, folders_of
from reportgen.errors import UserError
from reportgen.publish.blocks import Pages
from reportgen.publish.word import render_word
from reportgen.publish.word_runs import LONGEST, bookmark_name, shortened
from reportgen.report.model import (
    Chapter,
    Figure,
    KeyFigures,
    Listing,
    Note,
    Notes,
    Paragraph,
    Publication,
    Quote,
    Report,
    Run,
)
from tests.publish.example import line
from tests.publish.office import DRAWING, MAIN, RELATIONSHIPS, Package, W, opened, words

ROOT = Path(__file__).parents[2]
# The order of elements in the schema of ECMA-376, part 1; Word takes a file apart that doesn't keep to it.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs highlight u lang",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding text",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tbl": "tblPr tblGrid tr",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan shd vAlign",
    "tc": "tcPr p",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "sectPr": "headerReference footerReference pgSz pgMar cols",
    "font": "altName panose1 charset family pitch",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}


@pytest.fixture(scope="module")
def content(edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages) -> bytes:
    return made_of(edition.press_release, edition, drawings, brand, pages)


@pytest.fixture(scope="module")
def document(content: bytes) -> Package:
    return opened(content)


@pytest.fixture(scope="module")
def body(document: Package) -> ElementTree.Element:
    return document.tree("word/document.xml")


def made_of(
    publication: Publication, edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> bytes:
    figures = [block for chapter in publication.chapters for block in chapter.blocks if isinstance(block, Figure)]
    return render_word(edition, publication, {figure.name: drawings[figure.name] for figure in figures}, brand, pages)


def style_of(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.attrib[f"{W}val"]


def test_a_note_stands_at_the_end_and_its_number_leads_there(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    text = Paragraph((Run("In 2025"), Run("1", link="#noot-1", origin="reference")))
    chapter = Chapter("b", None, line("Bericht"), (text, Notes((Note(1, line("Volgens [7%|b@2025].")),))))
    release = replace(edition.press_release, chapters=(chapter,))
    body = opened(made_of(release, edition, drawings, brand, pages)).tree("word/document.xml")
    (link,) = (found for found in body.iter(f"{W}hyperlink") if found.get(f"{W}anchor") == "noot_1")
    assert words(link) == "[1]"
    (note,) = (p for p in body.iter(f"{W}p") if any(b.get(f"{W}name") == "noot_1" for b in p.iter(f"{W}bookmarkStart")))
    assert words(note) == "[1] Volgens 7%."


def runs_with_a_fact(publication: Publication) -> Iterator[tuple[str, str]]:
    """What a press release prints of facts, in order: its paragraphs and notes, and after those the figures' tables."""
    blocks = [block for chapter in publication.chapters for block in chapter.blocks]
    figures = [block for block in blocks if isinstance(block, Figure)]
    for block in blocks:
        lines = (block.title, *block.notes) if isinstance(block, Figure) else (getattr(block, "inline", ()),)
        yield from ((run.fact, run.text) for inline in lines for run in inline if run.fact)
    for figure in figures:
        cells = (cell for row in figure.table.rows for cell in row.cells)
        yield from ((cell.fact, cell.text) for cell in cells if cell.fact)


def test_every_part_has_its_content_type_and_every_relationship_leads_somewhere(document: Package) -> None:
    assert all(document.content_type(name) for name in document.parts)
    assert document.content_type("word/document.xml").endswith("wordprocessingml.document.main+xml")
    assert [target for _, target, outside in document.links() if not outside and target not in document.parts] == []


def test_nothing_runs_and_nothing_is_loaded_from_outside(document: Package) -> None:
    outside = [target for _, target, away in document.links() if away]
    assert outside == ["mailto:pers@voicemonitor.example"]
    assert {name.rpartition(".")[2] for name in document.parts} == {"xml", "rels", "png"}


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "settings", "header", "footer", "fontTable"])
def test_elements_stand_in_the_order_of_the_schema(document: Package, part: str) -> None:
    for element in document.tree(f"word/{part}.xml").iter():
        order = ORDER.get(element.tag.removeprefix(W), "").split()
        places = [order.index(child.tag.removeprefix(W)) for child in element] if order else []
        assert places == sorted(places), f"{element.tag}: {[child.tag for child in element]}"


def test_every_style_list_and_picture_that_is_used_is_there(document: Package, body: ElementTree.Element) -> None:
    styles = {style.attrib[f"{W}styleId"] for style in document.tree("word/styles.xml").iter(f"{W}style")}
    lists = {number.attrib[f"{W}numId"] for number in document.tree("word/numbering.xml").iter(f"{W}num")}
    for part in ("document", "header", "footer", "styles", "numbering"):
        tree = document.tree(f"word/{part}.xml")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            assert {used.attrib[f"{W}val"] for used in tree.iter(f"{W}{tag}")} <= styles
        assert {used.attrib[f"{W}val"] for used in tree.iter(f"{W}numId")} <= lists
    ids = {link.attrib["Id"] for link in document.tree("word/_rels/document.xml.rels")}
    assert {blip.attrib[f"{RELATIONSHIPS}embed"] for blip in body.iter(f"{MAIN}blip")} <= ids


def test_every_number_stands_in_a_control_that_names_its_fact(
    document: Package, body: ElementTree.Element, edition: Report
) -> None:
    facts = {row.attrib["tag"]: row.attrib["fact"] for row in document.tree("customXml/item1.xml")}
    found = []
    for control in body.iter(f"{W}sdt"):
        properties = {child.tag: child.get(f"{W}val", "") for child in control.find(f"{W}sdtPr") or ()}
        if tag := properties.get(f"{W}tag"):
            assert len(tag) <= LONGEST
            assert properties[f"{W}alias"] == facts[tag]
            found.append((facts[tag], words(control)))
    assert found == list(runs_with_a_fact(edition.press_release))
    assert ("chatbot_positief@2024..2025", "5 procentpunt") in found


def test_controls_can_be_edited_and_each_has_an_id_of_its_own(body: ElementTree.Element) -> None:
    ids = [element.attrib[f"{W}val"] for element in body.iter(f"{W}id")]
    assert len(ids) == len(set(ids)) == len(list(body.iter(f"{W}sdt")))
    assert list(body.iter(f"{W}lock")) == []


def test_headings_are_real_and_go_down_a_level_at_a_time(body: ElementTree.Element) -> None:
    headings = [(style_of(p), words(p)) for p in body.iter(f"{W}p") if style_of(p).startswith("Heading")]
    assert headings[0] == ("Heading1", "Nederlanders positiever over chatbots en spraakassistenten")
    levels = [int(style[-1]) for style, _ in headings]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_screen_reader_gets_the_language_the_title_and_a_text_for_each_picture(
    document: Package, body: ElementTree.Element, edition: Report, brand: Brand
) -> None:
    (language,) = (lang.attrib[f"{W}val"] for lang in document.tree("word/styles.xml").iter(f"{W}lang"))
    core = {element.tag.rpartition("}")[2]: element.text for element in document.tree("docProps/core.xml")}
    assert language == core["language"] == "nl-NL"
    assert core["title"] == "Nederlanders positiever over chatbots en spraakassistenten"
    told = [picture.attrib["descr"] for picture in body.iter(f"{DRAWING}docPr")]
    figures = [block for chapter in edition.press_release.chapters for block in chapter.blocks]
    assert told == [block.alt for block in figures if isinstance(block, Figure)]
    header = document.tree("word/header.xml")
    assert [picture.attrib["descr"] for picture in header.iter(f"{DRAWING}docPr")] == [brand.name]


def test_tables_repeat_their_heads_and_no_cell_is_empty_or_merged(body: ElementTree.Element) -> None:
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(words(cell) for cell in table.iter(f"{W}tc"))
        columns = len(list(table.iter(f"{W}gridCol")))
        assert {len(list(row.iter(f"{W}tc"))) for row in table.iter(f"{W}tr")} == {columns}
    for tag in ("gridSpan", "vMerge"):
        assert list(body.iter(f"{W}{tag}")) == []


def test_white_space_is_made_by_styles_and_never_by_empty_paragraphs(body: ElementTree.Element) -> None:
    empty = [p for p in body.iter(f"{W}p") if not words(p) and p.find(f".//{W}drawing") is None]
    assert empty == []


def test_a_chart_fills_the_width_of_the_text_in_its_own_proportions(
    body: ElementTree.Element, drawings: Mapping[str, str]
) -> None:
    (extent,) = (element.attrib for element in body.iter(f"{DRAWING}extent"))
    assert extent["cx"] == str(160 * 36000 // 10 * 10 + 720)  # 9072 twentieths of a point
    assert int(extent["cy"]) / int(extent["cx"]) == pytest.approx(84 / 482, rel=1e-3)
    assert 'viewBox="0 0 482 84"' in drawings["houding"]


def test_what_is_still_to_be_filled_in_is_marked_and_gives_way_to_what_is_typed(body: ElementTree.Element) -> None:
    (control,) = (c for c in body.iter(f"{W}sdt") if c.find(f"{W}sdtPr/{W}showingPlcHdr") is not None)
    assert words(control) == "Citaat van de directeur klantcontact, nog aan te leveren."
    assert "Nog in te vullen" in [words(p) for p in body.iter(f"{W}p")]
    assert "Voor onmiddellijke publicatie – Concept" in words(body)


def test_the_same_press_release_gives_the_same_bytes(
    content: bytes, document: Package, edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    assert made_of(edition.press_release, edition, drawings, brand, pages) == content
    assert document.dates == {(1980, 1, 1, 0, 0, 0)}
    assert b"2025-03-19T00:00:00Z" in document.parts["docProps/core.xml"]


@pytest.mark.parametrize(
    ("view", "size"),
    [("0 0 48 24", (68.0, 34.0)), ("0 0 9000 300", (220.0, 220 / 30)), ("0 0 10 1000", (0.34, 34.0))],
)
def test_a_logo_of_any_proportion_fits_in_the_head_of_the_page(
    view: str, size: tuple[float, float], edition: Report, brand: Brand, pages: Pages
) -> None:
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"><path d="M0 0h9v9z"/></svg>'
    header = opened(made_of(with_blocks(edition), edition, {}, replace(brand, logo=logo), pages)).tree(
        "word/header.xml"
    )
    (extent,) = (element.attrib for element in header.iter(f"{DRAWING}extent"))
    assert (int(extent["cx"]) / 12700, int(extent["cy"]) / 12700) == pytest.approx(size, abs=0.01)


def test_a_logo_without_a_size_gives_way_to_the_name(edition: Report, brand: Brand, pages: Pages) -> None:
    nameless = replace(brand, logo='<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>')
    document = opened(made_of(with_blocks(edition), edition, {}, nameless, pages))
    assert words(document.tree("word/header.xml")) == "Nationale Voice MonitorPersbericht"
    assert "word/media/logo.png" not in document.parts


def with_blocks(edition: Report, *blocks: Paragraph | Listing | Quote | KeyFigures) -> Publication:
    chapter = replace(edition.press_release.chapters[0], blocks=blocks)
    return replace(edition.press_release, chapters=(chapter,))


def test_lists_are_words_own_and_numbers_begin_anew(edition: Report, brand: Brand, pages: Pages) -> None:
    items = (line("een"), line("twee"))
    publication = with_blocks(edition, Listing(items), Listing(items, ordered=True), Listing(items, ordered=True))
    document = opened(made_of(publication, edition, {}, brand, pages))
    paragraphs = [p for p in document.tree("word/document.xml").iter(f"{W}p") if style_of(p).startswith("List")]
    numbers = [[n.attrib[f"{W}val"] for n in p.iter(f"{W}numId")] for p in paragraphs]
    assert numbers[:2] == [[], []]
    assert numbers[2] == numbers[3] != numbers[4] == numbers[5]
    restarted = [
        n for n in document.tree("word/numbering.xml").iter(f"{W}num") if n.find(f".//{W}startOverride") is not None
    ]
    assert len(restarted) == 2


def test_emphasis_links_and_languages_are_kept(edition: Report, brand: Brand, pages: Pages) -> None:
    runs = (Run("vet", strong=True), Run("site", link="https://voicemonitor.example"), Run("hier", link="#houding-1"))
    publication = with_blocks(edition, Paragraph((*runs, Run("chat", emphasis=True, lang="en"))))
    document = opened(made_of(publication, edition, {}, brand, pages))
    xml = document.parts["word/document.xml"].decode()
    assert '<w:rStyle w:val="Strong"/></w:rPr><w:t xml:space="preserve">vet</w:t>' in xml
    assert '<w:rStyle w:val="Emphasis"/><w:lang w:val="en"/></w:rPr><w:t xml:space="preserve">chat</w:t>' in xml
    assert '<w:hyperlink w:anchor="houding_1">' in xml
    assert ("word/_rels/document.xml.rels", "https://voicemonitor.example", True) in document.links()


def test_text_is_never_taken_for_xml(edition: Report, brand: Brand, pages: Pages) -> None:
    publication = with_blocks(edition, Paragraph((Run('a < b & "c"', fact='x@2025/groep="<&>"'),)))
    body = opened(made_of(publication, edition, {}, brand, pages)).tree("word/document.xml")
    assert 'a < b & "c"' in words(body)


def test_a_long_fact_is_named_in_full_by_the_document_and_as_far_as_it_fits_by_the_control() -> None:
    fact = "f" * 70
    assert shortened(fact) == "f" * 63 + "…"
    assert shortened("f" * LONGEST) == "f" * LONGEST
    assert bookmark_name("2-op-de-drie") == "_2_op_de_drie"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("</w:tbl>", "", "wat dit sjabloon maakt, is geen geldige XML"),
        ("block.caption", "block.kop", "dit sjabloon vraagt om iets wat er niet is"),
        ("{% endmacro %}", "{% endmakro %}", "dit sjabloon is niet te lezen"),
    ],
)
def test_a_broken_template_is_told_with_its_place(
    before: str, after: str, told: str, edition: Report, drawings: Mapping[str, str], brand: Brand, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / PAGES, tmp_path / PAGES)
    template = tmp_path / PAGES / "word/press-release.xml"
    template.write_text(template.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        made_of(edition.press_release, edition, drawings, brand, folders_of(tmp_path, PAGES))
    (problem,) = refused.value.problems
    assert told in problem.what
    assert problem.place is not None
    assert problem.place.file == "templates/pages/word/press-release.xml"
