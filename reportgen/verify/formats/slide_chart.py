"""A chart of PowerPoint's own: its categories, its series, and their values as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.verify.formats.cell_formats import GENERAL, shown
from reportgen.verify.formats.xml import Attributes, read_xml

_PARTS = frozenset({"tx", "cat", "val"})
_APART = frozenset({"errBars", "dLbls", "dPt", "trendline"})
"""What in a series holds no values of its own."""

Told = tuple[str, str, tuple[str, ...]]
"""Where in a chart a text stands ("c.2": the third category; "0.2": the first series there), it, and its heads."""


def read_chart(content: bytes, name: str) -> Iterator[Told]:
    """Tell what a chart says in numbers; raises UserError when it is damaged."""
    chart = _Chart()
    read_xml(content, name, chart.start, chart.end, chart.text)
    if not chart.series:
        return
    for level, labels in enumerate(chart.series[0].levels or [{}]):
        for index, label in sorted(labels.items()):
            yield f"c.{index}" if not level else f"h.{index}", label, ()
    for place, series in enumerate(chart.series):
        yield f"s.{place}", series.name, ()
        for index, (value, code) in sorted(series.values.items()):
            yield f"{place}.{index}", _shown(value, code), (series.category(index), series.name)


def _shown(value: str, code: str) -> str:
    try:
        return " ".join(shown(value, code).split())
    except ValueError:
        return value


@dataclass
class _Series:
    """One series: its name, the names of its categories level by level, and its values with their formats."""

    name: str = ""
    levels: list[dict[int, str]] = field(default_factory=list)
    values: dict[int, tuple[str, str]] = field(default_factory=dict)

    def category(self, index: int) -> str:
        """The full name of a category, with that of the block that it stands in."""
        told = []
        for labels in self.levels:
            before = [place for place in labels if place <= index]
            told.append(labels[max(before)] if before else "")
        return " | ".join(filter(None, told))


class _Chart:
    """Follows the XML of a chart."""

    def __init__(self) -> None:
        self.series: list[_Series] = []
        self._part = ""
        self._skipping = 0
        self._format = GENERAL
        self._index = 0
        self._code = ""
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "ser":
            self.series.append(_Series())
        elif tag in _APART:
            self._skipping += 1
        if not self.series or self._skipping:
            return
        if tag in _PARTS:
            self._part, self._format = tag, GENERAL
            if tag == "cat":
                self.series[-1].levels = []
        elif tag in {"strCache", "numCache", "lvl"} and self._part == "cat":
            self.series[-1].levels.append({})
        elif tag == "pt":
            self._index, self._code = int(attributes.get("idx", "0")), attributes.get("formatCode", "")
        elif tag in {"v", "formatCode"}:
            self._text = []

    def end(self, tag: str) -> None:
        if tag in _APART:
            self._skipping -= 1
        elif tag in _PARTS and not self._skipping:
            self._part = ""
        elif tag in {"v", "formatCode"} and self._text is not None:
            self._take(tag, "".join(self._text))
            self._text = None

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _take(self, tag: str, text: str) -> None:
        series = self.series[-1]
        if tag == "formatCode":
            self._format = text
        elif self._part == "tx":
            series.name = text
        elif self._part == "cat" and series.levels:
            series.levels[-1][self._index] = text
        elif self._part == "val":
            series.values[self._index] = (text, self._code or self._format)
