"""Facts and comparisons in print: each number a token that is tied to what it prints."""

from __future__ import annotations

from decimal import Decimal

from reportgen.facts import Comparison, Fact, FactBook
from reportgen.report import dutch
from reportgen.report.model import Run
from reportgen.report.tokens import Tokens
from reportgen.rounding import SCALES, half_up

SMALL_CHANGE = Decimal("0.03")
"""Below this difference of two shares a significant change is called "klein maar significant" (house rule)."""


class Printing:
    """Prints levels and differences."""

    def __init__(self, book: FactBook, tokens: Tokens) -> None:
        self._book = book
        self.tokens = tokens

    def level(self, fact: Fact | None) -> str:
        """Print a level, with its source or its small base: "15%", "25% (indicatief, n = 45)"."""
        if fact is None or fact.label is None:
            return "–"
        number = self.tokens.number(fact.label, fact.id)
        if fact.source is not None:
            return f"{number} ({self.source(fact)})"
        if fact.status == "published":
            return number
        return f"{number} (indicatief, n = {self.tokens.number(dutch.count(fact.n), f'{fact.id}#n')})"

    def source(self, fact: Fact) -> str:
        """Name the publication that a figure was taken from."""
        return self.tokens.later(lambda: Run(fact.source or "", origin="cited"))

    def difference(self, comparison: Comparison) -> str:
        """Print a difference, saying where it is another one than that of the printed levels."""
        rounding = " (door afronding)" if self._rounds_apart(comparison) else ""
        return f"{self.tokens.number(comparison.label, comparison.id)}{rounding}"

    def is_small(self, comparison: Comparison) -> bool:
        """Whether a significant change has to be called small."""
        is_share = self._book.by_id[comparison.to].unit == "share"
        return is_share and half_up(abs(comparison.difference), 9) < SMALL_CHANGE

    def ends(self, comparison: Comparison) -> tuple[Fact, Fact]:
        """The two facts that are compared, that which is subtracted first."""
        return self._book.by_id[comparison.from_], self._book.by_id[comparison.to]

    def _rounds_apart(self, comparison: Comparison) -> bool:
        """Whether the printed difference is another one than that of the two printed levels."""
        earlier, later = self.ends(comparison)
        scale, digits = SCALES[later.unit]
        shown = half_up((later.estimate or 0) * scale, digits) - half_up((earlier.estimate or 0) * scale, digits)
        return shown != half_up(comparison.difference * scale, digits)
