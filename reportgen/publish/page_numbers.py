"""Page numbers that are printed only where they tell something: with what stands on another page than its reference."""

from __future__ import annotations

from typing import Any

from weasyprint.css.counters import CounterStyle

HERE, ELSEWHERE = "here", "elsewhere"
"""The counter styles of print.css in which the page of a reference and that of its target are written."""


class PageNumbers(CounterStyle):  # type: ignore[misc]  # WeasyPrint is untyped
    """Counter styles that know which page they are on.

    `counter(page, here)` prints nothing, and `target-counter(…, page, elsewhere)` behind it the page of the target in
    words, when that is another one. WeasyPrint writes both, in this order, each time that it sets the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self._here = 0

    def render_value(self, value: int, counter_name: Any = None, counter: Any = None) -> str:
        """Write the value of a counter."""
        if counter_name == HERE:
            self._here = value
            return ""
        if counter_name == ELSEWHERE:
            return "" if value == self._here else f" op pagina\u00a0{value}"
        written: str = super().render_value(value, counter_name, counter)
        return written
