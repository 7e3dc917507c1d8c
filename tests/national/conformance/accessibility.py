"""What axe-core finds against WCAG 2.2 AA and EN 301 549 in a page, and what of that a mode of reading can change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.national.conformance.browser import Mode, Visit

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
  const looks = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'filter', 'mixBlendMode', 'position',
    'fontSize', 'fontWeight', 'textDecorationLine', 'textShadow', 'forcedColorAdjust'];
  const known = new Map(), numbers = new Map(), seen = new Map();
  const look = element => {
    if (element && !known.has(element)) {
      const style = getComputedStyle(element);
      const told = [look(element.parentElement), ...looks.map(name => style[name])].join();
      if (!numbers.has(told)) numbers.set(told, numbers.size);
      known.set(element, numbers.get(told));
    }
    return known.get(element);
  };
  const isMore = element => {
    const kind = element.localName + look(element);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return seen.get(kind) > 2;
  };
  const shown = [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility({visibilityProperty: true}));
  const isText = node => node.nodeType === Node.TEXT_NODE && node.data.trim();
  shown.map(element => [element, [...element.childNodes].some(isText) && isMore(element)]).forEach(
    ([element, hidden]) => element.style.visibility = hidden ? 'hidden' : 'visible');
}"""
"""Hides the texts that look as two before them do, and that stand on what looks the same, up to the page itself."""


def judge(visit: Visit, mode: Mode) -> Iterator[str]:
    """Tell what is wrong with the page as far as its mode can change that: of texts that look alike, with two of them.

    To judge the contrast of a text takes longer than everything else about it.
    """
    judged = JUDGED[mode.name]
    if judged is not COLOURS:
        yield from violations(visit.page, judged, without=("color-contrast",))
    if judged is not LAYOUT:
        visit.page.evaluate(WITHOUT_MORE_OF_THE_SAME)
        yield from violations(visit.page, COLOURS)


def violations(page: Any, judged: Mapping[str, Any] = EVERYTHING, without: tuple[str, ...] = ()) -> list[str]:
    """Tell which rules are broken, and where."""
    told = []
    options = {
        "runOnly": judged,
        "resultTypes": ["violations"],
        "rules": {name: {"enabled": False} for name in without},
    }
    for violation in Axe().run(page, options=options).response["violations"]:
        places = [node["target"][0] for node in violation["nodes"]]
        told.append(f"{violation['id']}: {violation['help']}: {', '.join(map(str, places))}")
    return told
