"""Every web page meets WCAG 2.2 AA and EN 301 549 as far as axe-core can judge, in each way that it is read."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.national.conformance.browser import MODES, Mode, opened, visited

RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "EN-301-549", "best-practice",
        ],
    },
    "resultTypes": ["violations"],
}  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with opened() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(edition):
    paths = sorted(edition.folder.rglob("*.html"))
    assert {path.name for path in paths} >= {"rapport.html", "persbericht.html"}
    return paths


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_a_page_is_accessible_complete_and_within_the_window(browser, pages, mode: Mode):
    found = []
    for path in pages:
        with visited(browser, path, mode) as visit:
            outside = [url for url in visit.requests if not url.startswith(("file:", "data:"))]
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            found += [
                f"{path.name}: {complaint}" for complaint in (*outside, *visit.complaints, *violations(visit.page))
            ]
            if mode.media == "screen" and width > mode.size[0]:
                found.append(f"{path.name} is {width} px wide")
    assert found == []


def test_axe_finds_what_is_wrong(browser, tmp_path):
    path = tmp_path / "fout.html"
    path.write_text("<!DOCTYPE html><html><head><title>x</title></head><body><img src='data:,'></body></html>", "utf-8")
    with visited(browser, path, MODES[0]) as visit:
        found = violations(visit.page)
    assert {told.partition(":")[0] for told in found} >= {"html-has-lang", "image-alt"}


def violations(page) -> list[str]:
    told = []
    for violation in Axe().run(page, options=RULES).response["violations"]:
        places = [node["target"][0] for node in violation["nodes"]]
        told.append(f"{violation['id']}: {violation['help']}: {', '.join(map(str, places))}")
    return told
