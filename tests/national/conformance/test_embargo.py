"""What an embargo and the name of a reader add to a publication is as accessible and archivable as the rest of it."""

from __future__ import annotations

from itertools import product

import pypdfium2
import pytest

from reportgen.build import build
from reportgen.copies import Copy
from reportgen.progress import Silent
from tests.comparing.examples import TEXT
from tests.monitors import MONITOR, small_monitor
from tests.national.conformance.accessibility import judge
from tests.national.conformance.browser import MODES, visited
from tests.national.conformance.verapdf import failures

pytestmark = pytest.mark.usefixtures("measured_here")

EMBARGO = 'published = 2025-01-13\nembargo = "2025-01-13 00:00 America/New_York"'
LONG = "Redactie Wetenschap en Techniek van het Dagblad voor het Noorden & Zuiden (7171)"


LOOKED_AT = [mode for mode in MODES if mode.name in ("light", "phone, dark", "print")]
"""Between them they have each width and each set of colours of the stamp."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy for a reader with a long name, under an embargo that takes many words."""
    declared = MONITOR.replace("published = 2025-01-13", EMBARGO)
    root = small_monitor(tmp_path_factory.mktemp("embargo") / "monitor", monitor=declared, report=TEXT)
    forms = frozenset({"pdf", "html"})
    return build(root, None, (), forms, None, 1, False, Silent(), copy=Copy(recipient=LONG)).folder


def test_its_pdfs_are_accessible_and_archivable(folder):
    paths = sorted(folder.rglob("*.pdf"))
    assert {path.name for path in paths} == {"rapport.pdf", "persbericht.pdf"}
    assert failures(paths) == []


def test_its_pages_are_accessible_and_fit_the_window_in_each_way_that_they_are_read(window, folder):
    found = []
    for path, mode in product(sorted(folder.rglob("*.html")), LOOKED_AT):
        with visited(window, path, mode) as visit:
            found += [f"{path.name}, {mode.name}: {one}" for one in judge(visit, mode)]
            if mode.media == "screen":
                assert visit.page.evaluate("document.documentElement.scrollWidth") <= mode.size[0]
            else:  # a printer leaves out the field behind the letters
                behind = "getComputedStyle(document.querySelector('aside.stamp')).backgroundColor"
                assert visit.page.evaluate(behind) == "rgba(0, 0, 0, 0)"
    assert found == []


def test_however_long_it_is_whole_on_every_page(folder):
    told = (
        "Onder embargo tot maandag 13 januari 2025, 00.00 uur (tijd in New York; in de nacht van zondag op maandag; in "
        f"Nederland maandag 13 januari 2025, 06.00 uur) · Exemplaar voor {LONG}"
    )
    for name in ("rapport.pdf", "persbericht.pdf"):
        with pypdfium2.PdfDocument(folder / "landelijk" / name) as document:
            for page in document:
                assert told in " ".join(page.get_textpage().get_text_range().split())
