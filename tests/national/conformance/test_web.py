"""Every web page meets WCAG 2.2 AA and EN 301 549 as far as axe-core can judge, in each way that it is read."""

from __future__ import annotations

import pytest

from tests.national.conformance.accessibility import (
    COLOURS,
    EVERYTHING,
    JUDGED,
    LAYOUT,
    WITHOUT_MORE_OF_THE_SAME,
    judge,
    violations,
)
from tests.national.conformance.browser import MODES, Mode, visited


@pytest.fixture(scope="module")
def pages(edition):
    paths = sorted(edition.folder.rglob("*.html"))
    assert {path.name for path in paths} >= {"index.html", "rapport.html", "persbericht.html"}
    return paths


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_a_page_is_accessible_complete_and_within_the_window(window, pages, mode: Mode):
    found = []
    for path in pages:
        with visited(window, path, mode) as visit:
            outside = [url for url in visit.requests if not url.startswith(("file:", "data:"))]
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            found += [f"{path.name}: {one}" for one in (*outside, *visit.complaints, *judge(visit, mode))]
            if mode.media == "screen" and width > mode.size[0]:
                found.append(f"{path.name} is {width} px wide")
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_no_text_and_no_mode_breaks_any_rule(window, pages, mode: Mode):
    for path in pages:
        with visited(window, path, mode) as visit:
            assert violations(visit.page) == [], path.name


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_axe_finds_what_is_wrong(window, tmp_path, mode: Mode):
    path = tmp_path / "fout.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>x</title></head><body><img src='data:,'>"
        "<p style='forced-color-adjust: none; background: #888; color: #999'>Grijs</p>"
        "<button style='width: 5px; height: 5px; padding: 0; font-size: 0'>a</button>"
        "<button style='width: 5px; height: 5px; padding: 0; font-size: 0'>b</button></body></html>",
        "utf-8",
    )
    judged = JUDGED[mode.name]
    with visited(window, path, mode) as visit:
        found = {told.partition(":")[0] for told in judge(visit, mode)}
    assert found >= ({"html-has-lang", "image-alt"} if judged is EVERYTHING else set())
    assert ("color-contrast" in found) == (judged is not LAYOUT)
    assert ("target-size" in found) == (judged is not COLOURS)


def test_what_is_left_out_where_colours_are_judged_is_only_more_of_the_same(window, tmp_path):
    path = tmp_path / "tabellen.html"
    same = "<tr><td>{}</td></tr>"
    other = (
        "<tr class=other><td>10</td></tr><tr><td style='color: red'>11</td></tr><tr><td><b>12</b></td></tr>"
        "<tr style='background: red'><td>13</td></tr><tr><td>14 <i>15</i></td></tr>"
    )
    first = "".join(map(same.format, range(5))) + other
    path.write_text(
        f"<!DOCTYPE html><table>{first}</table><table style='opacity: .5'>{same.format(20) * 3}</table>", "utf-8"
    )
    shown = """() => {
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
      while (words.nextNode())
        if (getComputedStyle(words.currentNode.parentElement).visibility === 'visible')
          found.push(words.currentNode.data.trim());
      return found;
    }"""
    with visited(window, path, MODES[0]) as visit:
        visit.page.evaluate(WITHOUT_MORE_OF_THE_SAME)
        assert visit.page.evaluate(shown) == ["0", "1", "11", "12", "13", "15", "20", "20"]
