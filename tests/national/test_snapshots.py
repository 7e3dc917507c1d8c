"""What the national edition said and looked like when somebody last looked: facts, words, tags and pages.

`make snapshots` accepts what is there now. Words, facts and tags are compared exactly; pages as small grey images,
within what another version of the same libraries may change.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest

from reportgen.facts import Comparison, Fact
from tests.national.reading import words_of_page, words_of_pdf
from tests.pictures import png_of, same, show_difference
from tests.publish.tagtree import read_structure
from tests.snapshots import match

EXPECTED = Path(__file__).parent / "snapshots"
PUBLICATIONS = ("rapport", "persbericht")
SCALE = 42 / 72
"""Forty-two pixels an inch: enough to see a block move, too little to read."""


def fact_line(fact: Fact) -> str:
    shown = fact.label if fact.status != "suppressed" else "–"
    return f"{fact.id}  {shown}  n={fact.n}  {fact.status}"


def comparison_line(comparison: Comparison) -> str:
    sign = "▲" if comparison.difference > 0 else "▼"
    return f"{comparison.id}  {sign if comparison.significant else '='} {comparison.label}  ({comparison.adjustment})"


def test_the_facts(edition):
    facts = [fact for fact in edition.book.facts if not fact.breakdown or fact.wave == "2025"]
    comparisons = [one for one in edition.book.comparisons if one.kind != "rest" or one.significant]
    lines = [*map(fact_line, facts), "", *map(comparison_line, comparisons)]
    match(EXPECTED / "facts.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_words_of_the_page(edition, name):
    match(EXPECTED / f"{name}.html.txt", words_of_page(edition.read(f"landelijk/{name}.html")))


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_words_of_the_pdf(edition, name):
    pages = words_of_pdf(edition.read(f"landelijk/{name}.pdf"))
    match(EXPECTED / f"{name}.pdf.txt", "\f\n".join(pages))


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_tags_that_a_screen_reader_follows(edition, name):
    structure = read_structure(edition.read(f"landelijk/{name}.pdf"))
    match(EXPECTED / f"{name}.tags.txt", "\n".join(structure.root.lines()) + "\n")


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_look_of_the_pages(edition, name):
    document = pypdfium2.PdfDocument(edition.read(f"landelijk/{name}.pdf"))
    seen = [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    expected = sorted(EXPECTED.glob(f"{name}-p[0-9][0-9].png"))
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        for number, page in enumerate(seen, 1):
            if not same(EXPECTED / f"{name}-p{number:02}.png", page):
                match(EXPECTED / f"{name}-p{number:02}.png", png_of(page))
        for left in expected[len(seen) :]:
            assert os.environ.get("CI") != "true", "expected files are not written in CI"
            left.unlink()
        return
    assert len(expected) == len(seen), "the number of pages changed: look, and run make snapshots"
    different = [path for path, page in zip(expected, seen, strict=True) if not same(path, page)]
    for path in different:
        show_difference(path, seen[expected.index(path)])
    assert not different, f"these pages look otherwise, see *.actual.png and *.difference.png: {different}"
