"""What each kind of chart looked like when somebody last looked, at its edges too; `make snapshots` accepts it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from PIL import Image

from reportgen.gallery.cases import Case
from reportgen.publish.fonts import file_fonts
from tests.charts.reading import BRAND
from tests.charts.test_gallery import CASES, drawings
from tests.pictures import png_of, same, show_difference
from tests.snapshots import match

EXPECTED = Path(__file__).parent / "snapshots"
KINDS = tuple(dict.fromkeys(case.kind for case in CASES.values()))
PICTURED = {name: case for name, case in CASES.items() if case.recipe.count != 60}
"""Of sixty of something a picture would say little more than the other tests do, at half of the time for all."""
SCALE = 0.4
MARGIN = 4
WIDTH, LEFTS = 800, (0, 500)
"""In points: room for the drawing for a report, and beside it that for a phone."""


@pytest.fixture(scope="module")
def pictures() -> dict[str, Image.Image]:
    """Each case by its name, small and in grey."""
    rules, pages = [file_fonts(BRAND.fonts)], []
    for number, case in enumerate(PICTURED.values()):
        shown = _shown(case)
        height = max(float(found[1]) for svg in shown if (found := re.search(r'height="([\d.]+)pt', svg)))
        rules.append(f"@page case-{number} {{ size: {WIDTH}pt {height + 3 * MARGIN}pt; margin: {MARGIN}pt }}")
        placed = zip(LEFTS, shown, strict=False)
        both = "".join(f'<div style="position: absolute; left: {left}pt">{svg}</div>' for left, svg in placed)
        pages.append(f'<div style="page: case-{number}; position: relative; height: {height}pt">{both}</div>')
    page = f"<style>svg {{ display: block }} {' '.join(rules)}</style>{''.join(pages)}"
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())
    seen = [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return dict(zip(PICTURED, seen, strict=True))


def _shown(case: Case) -> tuple[str, ...]:
    """The drawing for a report; of the ordinary case and the one with the longest words that for a phone too."""
    return drawings(case) if case.name in (case.kind, f"{case.kind}-long") else drawings(case)[:1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_looks_as_it_did(kind: str, pictures: dict[str, Image.Image]) -> None:
    sheet = _under_each_other([pictures[case.name] for case in PICTURED.values() if case.kind == kind])
    path = EXPECTED / f"gallery-{kind}.png"
    if same(path, sheet):
        return
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        match(path, png_of(sheet))
        return
    if path.exists():
        show_difference(path, sheet)
    pytest.fail(f"{path.name} looks otherwise, see *.actual.png and *.difference.png", pytrace=False)


def _under_each_other(pictures: list[Image.Image]) -> Image.Image:
    sheet = Image.new("L", (pictures[0].width, sum(picture.height for picture in pictures)), 255)
    top = 0
    for picture in pictures:
        sheet.paste(picture, (0, top))
        top += picture.height
    return sheet
