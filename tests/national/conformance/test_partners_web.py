"""The web pages for partners can be read whatever their colours and logos, on a phone and in the dark too."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.brand import read_brand
from reportgen.carried import PAGES, folders_of
from reportgen.publish.html import render_page
from tests.national.conformance.accessibility import COLOURS, WITHOUT_MORE_OF_THE_SAME, violations
from tests.national.conformance.browser import MODES, Mode, visited
from tests.publish import example

ROOT = Path(__file__).parents[3]
PARTNERS = ("klantenservice-federatie", "voorbeeld-geel", "voorbeeld-ervaren")
HARD = {"roze": "#E6007E", "limoen": "#86B200"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> tuple[Path, ...]:
    """An example with every kind of block, for each partner and for others with hard colours."""
    folder = tmp_path_factory.mktemp("partners")
    (folder / "assets").symlink_to(_with_hard_brands(folder / "brands"))
    return tuple(_pages(folder, [*PARTNERS, *HARD]))


def _with_hard_brands(folder: Path) -> Path:
    for part in (ROOT / "assets/brands").iterdir():
        (folder / "brands").mkdir(parents=True, exist_ok=True)
        (folder / "brands" / part.name).symlink_to(part)
    for name, colour in HARD.items():
        (folder / "brands" / name).mkdir()
        (folder / "brands" / name / "brand.toml").write_text(f'name = "Partner {name}"\ncolour = "{colour}"\n', "utf-8")
    return folder


def _pages(folder: Path, names: list[str]):
    edition = example.edition()
    for name in names:
        brand = read_brand(folder, name, "voice-monitor")
        for publication in (edition.report, edition.press_release) if name == PARTNERS[0] else (edition.report,):
            html = render_page(edition, publication, example.drawings(brand.theme), brand, folders_of(ROOT, PAGES))
            path = folder / f"{name}-{publication.kind}.html"
            path.write_text(html, encoding="utf-8")
            yield path


@pytest.mark.parametrize(
    "mode", [MODES[0], *(pytest.param(mode, marks=pytest.mark.slow) for mode in MODES[1:3])], ids=lambda mode: mode.name
)
def test_the_page_of_a_partner_can_be_read_and_stays_within_the_window(window, pages, mode: Mode):
    found = []
    for path in pages:
        with visited(window, path, mode) as visit:
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            visit.page.evaluate(WITHOUT_MORE_OF_THE_SAME)
            complaints = (*visit.complaints, *violations(visit.page, COLOURS))
            found += [f"{path.name}: {complaint}" for complaint in complaints]
            if width > mode.size[0]:
                found.append(f"{path.name} is {width} px wide")
    assert found == []
