"""What the national edition said and looked like when somebody last looked: facts, words, tags and pages.

`make snapshots` accepts what is there now. Words, facts and tags are compared exactly; pages as small grey images,
within what another version of the same libraries may change.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from reportgen.facts import Comparison, Fact
from tests.national.reading import words_of_page, words_of_pdf
from tests.publish.tagtree import read_structure
from tests.snapshots import match

EXPECTED = Path(__file__).parent / "snapshots"
PUBLICATIONS = ("rapport", "persbericht")
SCALE = 42 / 72
"""Forty-two pixels an inch: enough to see a block move, too little to read."""
STEP = 24
"""How far a grey may be off, of 255: less than a shifted letter makes."""
SHARE = 0.001
"""How many pixels may be further off."""


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


def same(path: Path, page: Image.Image) -> bool:
    """Whether a page looks as expected, apart from a few pixels."""
    if not path.exists():
        return False
    with Image.open(path) as opened:
        before = np.asarray(opened.convert("L"), dtype=int)
    after = np.asarray(page, dtype=int)
    return before.shape == after.shape and float(np.mean(np.abs(before - after) > STEP)) <= SHARE


def png_of(page: Image.Image) -> bytes:
    """A page in sixteen greys, which is a third of the size."""
    out = io.BytesIO()
    page.point([(grey + 8) // 17 * 17 for grey in range(256)]).save(out, "PNG", optimize=True)
    return out.getvalue()


def show_difference(path: Path, page: Image.Image) -> None:
    """Leave the page as it is now, and what differs, beside the expected one."""
    page.save(path.with_suffix(".actual.png"))
    with Image.open(path) as opened:
        before = np.asarray(opened.convert("L").resize(page.size), dtype=int)
    difference = 255 - np.abs(before - np.asarray(page, dtype=int)).clip(0, 255)
    Image.fromarray(difference.astype(np.uint8)).save(path.with_suffix(".difference.png"))
