"""A report that is strained in every way still stands within its pages, with nothing over anything."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.national.conftest import build_draft
from tests.national.test_layout import outside_the_margins, overlaps
from tests.stress import strained_monitor

pytestmark = pytest.mark.usefixtures("measured_here")

NAMES = ("rapport", "persbericht")


@pytest.fixture(scope="module")
def strained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    monitor = strained_monitor(tmp_path_factory.mktemp("strained") / "monitor")
    build_draft(monitor, only=frozenset({"pdf"}))
    return {name: (monitor / f"output/2025/landelijk/{name}.pdf").read_bytes() for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_over_anything_or_outside_the_margins(strained: dict[str, bytes], name: str) -> None:
    with pypdfium2.PdfDocument(strained[name]) as document:
        assert [told for page in document for told in overlaps(page)] == []
        assert list(outside_the_margins(document)) == []


def test_a_figure_however_tall_stands_on_the_page_of_its_caption(strained: dict[str, bytes]) -> None:
    def elements(element: Any) -> Iterator[Any]:
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from elements(kid)

    with pikepdf.open(io.BytesIO(strained["rapport"])) as document:
        (root,) = document.Root.StructTreeRoot.K
        found = [(str(e.S), e.Pg.objgen) for e in elements(root) if e.S in ("/Figure", "/Caption")][1:]
    pairs = [(before, after) for before, after in pairwise(found) if after[0] == "/Figure"]
    assert len(pairs) == 9
    assert all(caption[0] == "/Caption" and caption[1] == figure[1] for caption, figure in pairs)


def test_shares_of_none_and_of_all_are_printed(strained: dict[str, bytes]) -> None:
    with pypdfium2.PdfDocument(strained["rapport"]) as document:
        words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "0%" in words
    assert "100%" in words
