"""A number in a text leads to where it comes from, and back: by keyboard on a screen, by page on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pikepdf
import pypdfium2
import pytest

from reportgen.brand import Brand
from reportgen.publish.account import render_account
from reportgen.publish.blocks import Pages, render_inline
from reportgen.publish.html import render_page
from reportgen.publish.numbers import Numbers
from reportgen.publish.pdf import render_pdf, render_print
from reportgen.report.accounting import pages_of
from reportgen.report.model import BlockOrigin, Cell, NumberOrigin, Publication, Report, Row, Run, Table
from tests.publish import example
from tests.publish.tagtree import Element, Structure, read_structure
from tests.publish.test_html import Tags

LEVEL, EARLIER, CHANGE, BASE = (
    "chatbot_positief@2025", "chatbot_positief@2024", "chatbot_positief@2024..2025", "spraak_positief@2025",
)  # fmt: skip


def origin(anchor: str, text: str, fact: str, *, noted: bool = False, entry: str = "") -> NumberOrigin:
    about = (Run("Positief over een chatbot"),)
    interval = (Run("12% tot 17%", fact=f"{fact}#interval"),)
    base = (Run("Alle respondenten: n = "), Run("1.043", fact=f"{fact}#n"), Run("."))
    test = (Run("Tegen "), Run("10%", fact=EARLIER), Run(" in 2024: 5 procentpunt hoger."))
    return NumberOrigin(
        anchor, 0, noted, entry or anchor, Run(text, fact=fact), about, interval, base, (Run("“Wat?”"),), test
    )


ORIGINS = (
    origin("h-1", "15%", LEVEL),
    origin("h-2", "10%", EARLIER),
    origin("h-3", "5 procentpunt", CHANGE, entry="h-1"),
    origin("h-4", "17%", BASE),
)
LISTED = Table(
    "herkomst-houding", (Run("Elk cijfer afzonderlijk"),), "", ("Cijfer",), (Row("Positief", (Cell("15%", LEVEL),)),)
)
BLOCKS = (
    BlockOrigin("houding", "Figuur 1", (Run("De houding"),), (Run("Vraag: “Wat?”"),), (Run("Basis: allen."),), LISTED),
)


def accounted(publication: Publication) -> Publication:
    return replace(publication, origins=ORIGINS, block_origins=BLOCKS)


def numbers() -> Numbers:
    return Numbers(accounted(example.report()))


# On a screen


@pytest.fixture(scope="module", params=["report", "press-release"])
def page(
    request: pytest.FixtureRequest, edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> str:
    part = edition.report if request.param == "report" else edition.press_release
    return render_page(edition, accounted(part), drawings, brand, pages)


def test_a_number_is_a_button_that_is_read_as_the_number() -> None:
    html = render_inline((Run("staat op "), Run("15%", fact=LEVEL)), numbers=numbers())
    assert html == (
        'staat op <button class="traced" popovertarget="h-1" aria-describedby="herkomst">'
        '<data value="chatbot_positief@2025">15%</data></button>'
    )


def test_a_sentence_flows_on_and_a_sign_at_its_end_is_the_button() -> None:
    html = render_inline((Run("Steeds meer mensen zijn positief", fact=LEVEL), Run(": dat")), numbers=numbers())
    assert html == (
        '<label class="traced"><span>'
        '<data value="chatbot_positief@2025">Steeds meer mensen zijn positief</data>:</span>'
        '<button popovertarget="h-1" aria-labelledby="herkomst"></button></label> dat'
    )


@pytest.mark.parametrize(
    ("runs", "kept"),
    [
        ((Run("iets ("), Run("15%", fact=LEVEL), Run(") en")), "(15%)"),
        ((Run("naar "), Run("15%", fact=LEVEL), Run(". Dan")), "15%."),
        ((Run("“"), Run("15%", fact=LEVEL), Run("”; en")), "“15%”;"),
        ((Run("van "), Run("724", fact=LEVEL), Run("–813 mensen")), "724–"),
        ((Run("vragen (n = "), Run("813", fact=LEVEL), Run(") en")), "(n\u00a0=\u00a0813)"),
        ((Run("chat n = "), Run("813", fact=LEVEL)), "n\u00a0=\u00a0813"),
    ],
)
def test_a_line_is_not_broken_between_a_number_and_the_punctuation_around_it(runs: tuple[Run, ...], kept: str) -> None:
    html = render_inline(runs, numbers=numbers())
    (whole,) = re.findall(r'<span class="whole">(.*?)</span>', html)
    assert re.sub("<[^>]+>", "", whole) == kept
    assert re.sub("<[^>]+>", "", html).replace("\u00a0", " ") == "".join(run.text for run in runs)


def test_a_number_in_a_link_and_one_without_an_origin_are_no_buttons() -> None:
    runs = (Run("15%", fact=LEVEL, link="#houding"), Run("30", fact="threshold:published"))
    assert "<button" not in render_inline(runs, numbers=numbers())


def test_every_number_opens_a_panel_and_every_panel_is_opened_by_a_number(page: str) -> None:
    tags = Tags(page)
    panels = {attributes["id"] for attributes in tags.named("div") if "popover" in attributes}
    buttons = [attributes for attributes in tags.named("button") if attributes["class"] == "traced"]
    assert {button["popovertarget"] for button in buttons} <= panels == {origin.anchor for origin in ORIGINS}
    closing = [attributes for attributes in tags.named("button") if attributes.get("popovertargetaction") == "hide"]
    assert {button["popovertarget"] for button in closing} == panels


def test_a_panel_has_a_name_takes_the_focus_and_tells_what_there_is(page: str) -> None:
    (panel,) = re.findall(r'<div popover class="origin" id="h-1".*?</button>', page, re.DOTALL)
    (attributes,) = (found for found in Tags(panel).named("div") if "popover" in found)
    assert attributes["role"] == "dialog"
    assert "autofocus" in attributes
    assert f'id="{attributes["aria-labelledby"]}"' in panel
    for term in ("95%-interval", "Basis", "Vraag", "Toets"):
        assert f"<dt>{term}</dt>" in panel
    assert "<dt>Let op</dt>" not in panel
    assert '<data value="chatbot_positief@2025#interval">12% tot 17%</data>' in panel
    assert "<code>chatbot_positief@2025</code>" in panel


def test_a_figure_lists_its_numbers_where_it_stands(page: str) -> None:
    (figure,) = re.findall(r'<figure id="figuur-houding".*?</figure>', page, re.DOTALL)
    assert '<summary>Herkomst<span class="unseen"> van de cijfers in figuur 1</span></summary>' in figure
    assert 'id="tabel-herkomst-houding"' in figure


def test_ids_stay_unique(page: str) -> None:
    ids = [attributes["id"] for _, attributes in Tags(page).found if "id" in attributes]
    assert len(ids) == len(set(ids))


# On paper


@pytest.fixture(scope="module")
def pdf(edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages) -> bytes:
    report = accounted(edition.report)
    closing = partial(render_account, edition, report, brand, pages)
    return render_pdf(render_print(edition, report, drawings, brand, pages), brand, closing=closing)


@pytest.fixture(scope="module")
def structure(pdf: bytes) -> Structure:
    return read_structure(pdf)


@pytest.fixture(scope="module")
def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_number_on_paper_is_a_link_of_bare_text() -> None:
    html = render_inline((Run("15%", fact=LEVEL), Run(" en "), Run("5 procentpunt", fact=CHANGE)), facts=False)
    assert html == '15% en <span class="whole">5 procentpunt</span>'
    html = render_inline((Run("5 procentpunt", fact=CHANGE),), facts=False, numbers=numbers())
    assert html == (
        '<span class="whole"><a class="traced" id="h-1-1" href="#h-1" '
        'title="Naar de verantwoording van 5 procentpunt">5 procentpunt</a></span>'
    )


def test_a_number_under_a_figure_leads_to_the_entry_of_the_figure() -> None:
    html = render_inline((Run("15%", fact=LEVEL),), facts=False, numbers=numbers(), block="houding")
    assert html == '<a class="traced" href="#b-houding" title="Naar de verantwoording van 15%">15%</a>'


def test_the_last_chapter_follows_on_and_stands_in_the_contents(texts: list[str]) -> None:
    found = re.search(r"Cijferverantwoording (\d+)", " ".join(texts[1].split()))
    assert found is not None
    assert int(found[1]) == len(texts)
    assert "De cijfers in de tekst" in texts[-1]


def test_a_number_stands_in_the_account_once_and_a_change_with_its_level(texts: list[str]) -> None:
    account = " ".join(texts[-1].split())
    assert account.count("15% Positief over een chatbot") == 1
    assert "5 procentpunt Positief" not in account


def links(pdf: bytes) -> list[tuple[int, str, str]]:
    """The page, target and description of each link within a document."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (place, str(link.Dest), str(link.Contents))
            for place, page in enumerate(document.pages, 1)
            for link in page.get("/Annots", [])
            if "/Dest" in link
        ]


def test_links_lead_to_the_account_and_back_and_say_so(pdf: bytes, texts: list[str]) -> None:
    found = links(pdf)
    there = {target: words for _, target, words in found if target in {"h-1", "h-2", "h-4", "b-houding"}}
    assert there["h-2"] == "Naar de verantwoording van 10%"
    back = [(page, target, words) for page, target, words in found if re.fullmatch(r"h-\d+-\d+", target)]
    assert {page for page, *_ in back} == {len(texts)}
    assert {target.rpartition("-")[0] for _, target, _ in back} == {"h-1", "h-2", "h-4"}
    assert all(re.fullmatch(r"Naar pagina \d+", words) for _, _, words in back)


def test_a_page_number_in_the_account_is_that_of_the_page_where_the_number_stands(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.objgen: place for place, page in enumerate(document.pages, 1)}
        names = document.Root.Names.Dests.Names
        stands = {str(name): pages[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}
    named = {target: int(words.split()[-1]) for _, target, words in links(pdf) if words.startswith("Naar pagina")}
    assert len(named) > 4
    assert named == {target: stands[target] for target in named}


def test_every_link_says_in_words_where_it_leads(pdf: bytes) -> None:
    assert [words for _, target, words in links(pdf) if words == target or not words.strip()] == []


def test_a_page_is_named_once() -> None:
    assert pages_of("h-1", {"h-1-1": 3, "h-1-2": 3, "h-1-3": 5, "h-1": 9, "h-10-1": 4}) == {3: "h-1-1", 5: "h-1-3"}


def entries(structure: Structure) -> list[Element]:
    lists = [element for element in structure.root.walk() if element.tag == "L"]
    return [item for found in lists for item in found.children if item.tag == "LI"]


def test_an_entry_reads_from_the_number_to_what_it_is(structure: Structure) -> None:
    spoken = [item.whole_text() for item in entries(structure)]
    (entry,) = (text for text in spoken if text.startswith("10%"))
    assert entry.replace(" ", "").startswith("10%Positiefovereenchatbot.")
    assert structure.loose == []


def test_the_page_number_of_the_account_is_decoration(structure: Structure, texts: list[str]) -> None:
    assert str(len(texts)) in structure.artifacts


def test_the_press_release_stays_one_page_and_names_the_account(
    edition: Report, drawings: Mapping[str, str], brand: Brand, pages: Pages
) -> None:
    html = render_print(edition, accounted(edition.press_release), drawings, brand, pages)
    assert 'class="traced"' not in html
    with pypdfium2.PdfDocument(render_pdf(html, brand)) as document:
        assert len(document) == 1
        assert "Cijferverantwoording in het rapport" in document[0].get_textpage().get_text_range()
