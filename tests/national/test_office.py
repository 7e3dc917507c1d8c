"""What others work on with, read back: the press release in Word, the workbook of tables, the figures."""

from __future__ import annotations

import csv
import io
import re

import pytest

from reportgen.report.dutch import count
from reportgen.verify.documents import Document
from reportgen.verify.reading import read_document


def numbers_of(document: Document) -> list[tuple[str, str]]:
    """Each number that says of which fact it is: the id, and what a reader sees."""
    return [(mark.fact, passage.text[mark.start : mark.end]) for passage in document.passages for mark in passage.marks]


@pytest.fixture(scope="module")
def release(edition) -> Document:
    return read_document(edition.folder / "landelijk/persbericht.docx")


@pytest.fixture(scope="module")
def tables(edition) -> Document:
    return read_document(edition.folder / "landelijk/tabellen.xlsx")


def test_the_workbook_shows_every_fact_as_the_fact_book_has_it(edition, tables):
    numbers = [(id_, text) for id_, text in numbers_of(tables) if id_ in edition.book.by_id]
    assert len(numbers) > 900
    assert [(id_, text) for id_, text in numbers if text != (edition.book.by_id[id_].label or "–")] == []


def test_the_workbook_shows_every_base_as_the_fact_book_has_it(edition, tables):
    bases = [(id_.removesuffix("#n"), text) for id_, text in numbers_of(tables) if id_.endswith("#n")]
    known = [(edition.book.by_id[id_].n, text) for id_, text in bases if id_ in edition.book.by_id]
    assert len(known) > 100
    assert [(n, text) for n, text in known if not text.startswith(count(n))] == []


def test_the_press_release_in_word_says_the_same_numbers_as_its_page(edition, release):
    page = edition.read("landelijk/persbericht.html").decode()
    on_page = {
        (id_, re.sub(r"<[^>]+>", "", text)) for id_, text in re.findall(r'<data value="([^"]+)">(.*?)</data>', page)
    }
    assert len(on_page) > 20
    assert set(numbers_of(release)) == on_page


def test_the_press_release_in_word_has_its_sentences_its_note_and_its_notice(release):
    texts = [passage.text for passage in release.passages]
    assert any(text.startswith("Van de Nederlandse consumenten staat 15% positief tegenover") for text in texts)
    assert "Noot voor de redactie" in [passage.text for passage in release.passages if passage.heading]
    assert any("de respondenten bestaan niet" in text for text in texts)


def test_the_numbers_of_the_figures_are_those_of_the_facts(edition):
    rows = [
        row
        for file in sorted((edition.folder / "landelijk/figuren").glob("*.csv"))
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";")
    ]
    assert len(rows) > 150
    for row in rows:
        fact = edition.book.by_id[row["feit"]]
        assert row["in_druk"] == (fact.label or "–")
        assert bool(row["uitkomst"]) == (fact.estimate is not None)
        if fact.estimate is not None:
            scale = 100 if fact.unit == "share" else 1
            assert float(row["uitkomst"].replace(",", ".")) == pytest.approx(fact.estimate * scale, abs=6e-5)
            assert row["n"] == str(fact.n)


def test_the_pictures_are_as_large_as_their_drawings(edition):
    from PIL import Image

    for file in (edition.folder / "landelijk/figuren").glob("*.svg"):
        width, height = re.findall(r'(?:width|height)="([\d.]+)pt"', file.read_text("utf-8"))[:2]
        with Image.open(file.with_suffix(".png")) as picture:
            assert picture.size == pytest.approx((2 * float(width), 2 * float(height)), abs=1)
