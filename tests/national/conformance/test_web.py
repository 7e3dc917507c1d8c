"""Every web page meets WCAG 2.2 AA and EN 301 549 as far as axe-core can judge, in each way that it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.national.conformance.browser import MODES, Mode, opened, visited

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "EN-301-549", "best-practice")
EVERYTHING = {"type": "tag", "values": TAGS}
COLOURS = {"type": "rule", "values": ("color-contrast", "link-in-text-block")}
LAYOUT = {
    "type": "rule",
    "values": (
        "aria-hidden-focus", "button-name", "bypass", "empty-heading", "label-content-name-mismatch",
        "landmark-one-main", "link-name", "nested-interactive", "page-has-heading-one", "region",
        "scrollable-region-focusable", "skip-link", "target-size",
    ),
}  # fmt: skip
"""What depends on where things stand and on which of them are shown."""
JUDGED = {
    "light": EVERYTHING,
    "dark": COLOURS,
    "phone of 320 px": LAYOUT,
    "phone, dark": COLOURS,
    "zoomed to 200%": LAYOUT,
    "forced colours": COLOURS,
    "print": COLOURS,
}
"""What a mode can change: the markup is one for all of them, and judged once."""
WITHOUT_MORE_OF_THE_SAME = """() => {
  const form = element => element.cloneNode(false).outerHTML.replace(/ (id|data-[a-z]+)="[^"]*"/g, '');
  const around = element => element === document.body ? '' : form(element) + around(element.parentElement);
  const told = / (id|headers|value|href|popovertarget|aria-[a-z]+)="[^"]*"/g, seen = new Map();
  document.querySelectorAll('tbody > tr').forEach(row => {
    const kind = row.outerHTML.replace(/>[^<]*/g, '>').replace(told, '') + around(row.parentElement);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) > 2) row.remove();
  });
}"""
"""Takes out the rows of tables that differ from two others in their words alone: these have the same colours."""


@pytest.fixture(scope="module")
def browser():
    with opened() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(edition):
    paths = sorted(edition.folder.rglob("*.html"))
    assert {path.name for path in paths} >= {"index.html", "rapport.html", "persbericht.html"}
    return paths


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_a_page_is_accessible_complete_and_within_the_window(browser, pages, mode: Mode):
    found = []
    for path in pages:
        with visited(browser, path, mode) as visit:
            outside = [url for url in visit.requests if not url.startswith(("file:", "data:"))]
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            if JUDGED[mode.name] is COLOURS:
                visit.page.evaluate(WITHOUT_MORE_OF_THE_SAME)
            complaints = (*outside, *visit.complaints, *violations(visit.page, JUDGED[mode.name]))
            found += [f"{path.name}: {complaint}" for complaint in complaints]
            if mode.media == "screen" and width > mode.size[0]:
                found.append(f"{path.name} is {width} px wide")
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES[1:], ids=lambda mode: mode.name)
def test_no_mode_breaks_a_rule_that_it_should_not_touch(browser, pages, mode: Mode):
    for path in pages:
        with visited(browser, path, mode) as visit:
            assert violations(visit.page) == [], path.name


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_axe_finds_what_is_wrong(browser, tmp_path, mode: Mode):
    path = tmp_path / "fout.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>x</title></head><body><img src='data:,'>"
        "<p style='forced-color-adjust: none; background: #888; color: #999'>Grijs</p>"
        "<button style='width: 5px; height: 5px; padding: 0; font-size: 0'>a</button>"
        "<button style='width: 5px; height: 5px; padding: 0; font-size: 0'>b</button></body></html>",
        "utf-8",
    )
    judged = JUDGED[mode.name]
    with visited(browser, path, mode) as visit:
        found = {told.partition(":")[0] for told in violations(visit.page, judged)}
    assert found >= ({"html-has-lang", "image-alt"} if judged is EVERYTHING else set())
    assert ("color-contrast" in found) == (judged is not LAYOUT)
    assert ("target-size" in found) == (judged is not COLOURS)


def test_what_is_left_out_where_colours_are_judged_is_only_more_of_the_same(browser, tmp_path):
    path = tmp_path / "tabellen.html"
    same = "<tr><td>{}</td></tr>"
    other = "<tr class=other><td>10</td></tr><tr><td style='color: red'>11</td></tr><tr><td><b>12</b></td></tr>"
    first = "".join(map(same.format, range(5))) + other
    path.write_text(f"<!DOCTYPE html><table>{first}</table><table class=b>{same.format(20) * 3}</table>", "utf-8")
    with visited(browser, path, MODES[1]) as visit:
        visit.page.evaluate(WITHOUT_MORE_OF_THE_SAME)
        assert visit.page.locator("td").all_text_contents() == ["0", "1", "10", "11", "12", "20", "20"]


def violations(page, judged: Mapping[str, Any] = EVERYTHING) -> list[str]:
    told = []
    options = {"runOnly": judged, "resultTypes": ["violations"]}
    for violation in Axe().run(page, options=options).response["violations"]:
        places = [node["target"][0] for node in violation["nodes"]]
        told.append(f"{violation['id']}: {violation['help']}: {', '.join(map(str, places))}")
    return told
