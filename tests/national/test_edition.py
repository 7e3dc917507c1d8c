"""What the national edition of 2025 is made of, and what it says."""

from __future__ import annotations

import json
import re
from hashlib import sha256

import pyreadstat
import pytest

from reportgen.facts import fact_id
from tests.national.reading import words_of_page, words_of_pdf

FIGURES = (
    "acceptatie", "achtergrond", "cijfers", "ergernissen", "ervaring", "frequentie", "houding", "houding-verdeling",
    "kanalen", "neutraal", "opgelost", "regio", "sectoren", "sectoren-verloop", "soorten", "telefoon", "voorwaarden",
    "wie",
)  # fmt: skip
FINDINGS = ("chatbot", "ergernis", "ervaring", "overstappen", "spraakassistent")
FILES = {
    "facts.json",
    "manifest.json",
    "landelijk/ledger.json",
    "landelijk/index.html",
    "landelijk/kit.zip",
    "landelijk/rapport.pdf",
    "landelijk/rapport.html",
    "landelijk/persbericht.pdf",
    "landelijk/persbericht.html",
    "landelijk/persbericht.docx",
    "landelijk/tabellen.xlsx",
    "landelijk/presentatie.pptx",
    *(f"landelijk/social/{name}{form}" for name in FINDINGS for form in ("-1080x1080.png", "-1200x630.png", ".txt")),
    *(f"landelijk/figuren/{figure}.{form}" for figure in FIGURES for form in ("svg", "png", "csv")),
    *(f"landelijk/figuren/drukwerk/{figure}.svg" for figure in FIGURES),
}
SAID_2025 = {
    ("chatbot_positief", None): "15%",
    ("spraak_positief", None): "17%",
    ("automatisch_positief", "digivaardig=vaardig"): "20%",
    ("automatisch_positief", "digivaardig=minder-vaardig"): "4%",
    ("automatisch_positief", "leeftijd=18-30"): "25%",
    ("chatbot_neutraal", None): "53%",
    ("chatbot_negatief", None): "32%",
    ("spraak_neutraal", None): "55%",
    ("spraak_negatief", None): "28%",
    ("ervaring_chatbot", None): "78%",
    ("ervaring_spraak", None): "71%",
}
CANARY = "zomerbriesje-kanarie"
"""Stands in one open answer of 2025, and may stand nowhere else."""


def test_the_edition_has_these_files_and_no_others(edition):
    found = {file.relative_to(edition.folder).as_posix() for file in edition.folder.rglob("*") if file.is_file()}
    assert found == FILES


def test_the_manifest_knows_every_file_and_everything_it_was_made_from(edition):
    manifest = json.loads(edition.read("manifest.json"))
    assert set(manifest["files"]) == FILES - {"manifest.json"}
    for name, digest in manifest["files"].items():
        assert sha256(edition.read(name)).hexdigest() == digest
    assert {"monitor.toml", "data/codebook.toml", "data/2023.csv", "data/2024.xlsx", "data/2025.sav"} <= set(
        manifest["inputs"]
    )
    assert manifest["versions"]["weasyprint"].startswith("70.")


@pytest.mark.parametrize(("about", "label"), SAID_2025.items(), ids=str)
def test_the_published_figures_are_in_the_facts_and_in_the_report(edition, about, label):
    indicator, group = about
    id_ = fact_id(indicator, "2025", *(group.split("=") if group else (None, None)))
    assert edition.book.by_id[id_].label == label
    page = edition.read("landelijk/rapport.html").decode()
    assert f'<data value="{id_}">{label}</data>' in page
    assert label in "".join(words_of_pdf(edition.read("landelijk/rapport.pdf")))


def test_the_press_release_says_the_headlines_in_points_and_both_levels(edition):
    words = words_of_page(edition.read("landelijk/persbericht.html"))
    assert "staat 15% positief tegenover een chatbot" in words
    assert "een stijging van 5 procentpunt ten opzichte van 2024, toen het 10% was" in words
    assert "gestegen van 9% naar 17%" in words
    assert "20% tegen 4%" in words


@pytest.mark.parametrize("name", ["rapport", "persbericht"])
def test_a_difference_of_percentages_is_never_called_a_percentage(edition, name):
    words = words_of_page(edition.read(f"landelijk/{name}.html"))
    assert re.search(r"(stijging|daling|toename|afname) van \d+(%| procent\b)", words) is None
    assert "licht gestegen" not in words


@pytest.mark.parametrize("name", ["rapport", "persbericht"])
def test_pdf_and_page_carry_the_same_numbers_in_their_sentences(edition, name):
    """Sentences wrap, so the numbers of the page are looked for in the PDF in the order in which they stand."""
    page = re.sub(r"(?s)<(details|nav|svg|table)\b.*?</\1>", " ", edition.read(f"landelijk/{name}.html").decode())
    page = re.sub(r"(?s)<div popover.*?</button>", " ", page)
    numbers = re.findall(r"\d+(?:,\d+)?%", words_of_page(page.encode()))
    pdf = "".join(words_of_pdf(edition.read(f"landelijk/{name}.pdf")))
    assert numbers
    assert not [number for number in set(numbers) if numbers.count(number) > pdf.count(number)]


@pytest.mark.parametrize("name", ["rapport", "persbericht"])
def test_publications_say_that_the_respondents_are_simulated(edition, name):
    assert "de respondenten bestaan niet" in words_of_page(edition.read(f"landelijk/{name}.html"))
    assert "de respondenten bestaan niet" in " ".join(
        "".join(words_of_pdf(edition.read(f"landelijk/{name}.pdf"))).split()
    )


def test_the_cover_says_that_the_respondents_are_simulated(edition):
    assert "gesimuleerd" in words_of_pdf(edition.read("landelijk/rapport.pdf"))[0]


def test_an_open_answer_gets_out_nowhere(edition):
    answers, _ = pyreadstat.read_sav(edition.project / "data" / "2025.sav", usecols=["toelichting"])
    assert answers["toelichting"].str.contains(CANARY).any()
    for name in FILES:
        content = edition.read(name)
        assert CANARY.encode() not in content
        assert b"2025-0001" not in content
    pages = words_of_pdf(edition.read("landelijk/rapport.pdf"))
    assert CANARY not in "".join(pages)


def test_a_suppressed_fact_has_no_value_in_the_file(edition):
    facts = json.loads(edition.read("facts.json"))["facts"]
    suppressed = [fact for fact in facts if fact["status"] == "suppressed"]
    assert suppressed
    assert not [fact["id"] for fact in suppressed if {"estimate", "se", "low", "high", "label"} & set(fact)]


def test_every_figure_has_its_data_as_a_table_and_is_named_in_the_text(edition):
    page = edition.read("landelijk/rapport.html").decode()
    figures = re.findall(r'<figure id="(figuur-[a-z-]+)"', page)
    assert len(figures) >= 10
    assert page.count("<details") >= len(figures)
    assert not [figure for figure in figures if f'href="#{figure}"' not in page]


def test_no_page_loads_anything(edition):
    for name in ("rapport", "persbericht"):
        page = edition.read(f"landelijk/{name}.html").decode()
        assert re.findall(r'(?:src|href)="(?!#|data:|mailto:|https://)[^"]*"', page) == []
        assert re.findall(r'(?:src=|url\()["\']?https?:', page) == []
        assert "default-src 'none'" in page
