"""An author's own words: proven by claims, or declared to be none."""

from __future__ import annotations

import re

from reportgen.report.claims.claim import Claim, assert_words
from reportgen.report.claims.maker import ClaimMaker

_MARKUP = re.compile(r"\*+|`+|\]\(|\b_|_\b")


class Sentences:
    """The functions that print an author's own words."""

    def __init__(self, maker: ClaimMaker) -> None:
        self._maker = maker

    def claim(self, words: str, *proofs: Claim) -> str:
        """Print your own words when everything behind them is proven: `claim("Meer mensen …", rose("…"))`."""
        if not proofs:
            what = f"achter “{words}” staat geen bewijs."
            return self._maker.problems.add(what, f'Noem wat het draagt: claim("{words}", rose("…")).')
        if self._maker.problems.add_typed(words) or self._add_markup(words):
            return "–"
        return assert_words(words, proofs, self._maker.tokens, self._maker.problems)

    def _add_markup(self, words: str) -> bool:
        """Record Markdown within a claim, that would be printed as it stands, and tell whether there was any."""
        found = _MARKUP.search(words)
        if found is not None:
            remedy = 'Zet haar om claim heen, zoals **{{ claim("…", rose("…")) }}**.'
            self._maker.problems.add(f"opmaak (“{found[0]}”) kan niet binnen claim.", remedy)
        return found is not None

    def counted(self, words: str) -> str:
        """Print a count that is no outcome: `counted("twee")` soorten contact."""
        return words

    def no_claim(self, words: str, why: str) -> str:
        """Print a word of direction that says nothing of the data, and why: `no_claim("groter", why="…")`."""
        if not why.strip():
            return self._maker.problems.add(f"bij “{words}” staat niet waarom het niets beweert.", 'Vul in: why="…".')
        return words
