"""Numbers in a text that lead somewhere: to where they come from, or on paper to the page of a figure or table."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from reportgen.report.accounting import anchor_of
from reportgen.report.model import Publication, Run

MOST_ON_A_LINE = 24
"""So many characters of a number, or of words that rest on a test, are kept on one line with the marks around them."""
NOTHING = Markup("")


class Numbers:
    """The numbers of one publication that have an origin; on paper each place where one stands gets an anchor.

    So does each reference to a figure or table.
    """

    def __init__(self, publication: Publication | None) -> None:
        self._origins = {origin.fact: origin for origin in publication.origins} if publication else {}
        self._blocks = {origin.block for origin in publication.block_origins} if publication else set()
        self._places: Counter[str] = Counter()

    def leads(self, run: Run) -> bool:
        """Whether a run is a number that leads to its origin."""
        return run.fact in self._origins and run.link is None

    def is_sentence(self, run: Run) -> bool:
        """Whether a run leads to its origin and is too long to be kept on one line."""
        return self.leads(run) and len(run.text) > MOST_ON_A_LINE

    def button(self, run: Run, number: Markup, closing: Markup = NOTHING) -> Markup:
        """Let a number on a screen open its panel; it is read as the number, with a word of what it does behind it.

        Words too long for one line flow with those around them; a sign at their end, behind the punctuation that is
        `closing` them, is what opens the panel.
        """
        if not self.leads(run):
            return number
        origin = self._origins[run.fact or ""].anchor
        if self.is_sentence(run):
            # A button is a block to a browser: it would leave the rest of its line empty.
            sign = '<button popovertarget="{}" aria-labelledby="herkomst"></button>'
            sentence = f'<label class="traced"><span>{{}}</span>{sign}</label>'
            return Markup(sentence).format(number + closing, origin)  # noqa: S704 — a constant, filled by format
        button = '<button class="traced" popovertarget="{}" aria-describedby="herkomst">{}</button>'
        return Markup(button).format(origin, number)  # noqa: S704 — likewise

    def reference(self, run: Run) -> Markup:
        """Let a reference on paper name the page of what it refers to, filled in where that is another."""
        target = (run.link or "").removeprefix("#")
        self._places[target] += 1
        page = Markup('<a href="#{0}">{1}</a><span class="page" data-of="#{0}" id="{2}"></span>')
        return page.format(target, run.text, anchor_of(target, self._places[target]))

    def note(self, run: Run) -> Markup:
        """Let a number lead to its note; that leads back to the first place that refers to it."""
        target = (run.link or "").removeprefix("#")
        self._places[target] += 1
        back = Markup(' id="{}-terug"').format(target) if self._places[target] == 1 else ""
        link = Markup('<a href="#{}"{} role="doc-noteref" title="Naar de noot">{}</a>').format(target, back, run.text)
        return Markup('<span class="noteref">{}</span>').format(link)

    def link(self, run: Run, block: str, *, whole: bool) -> Markup | None:
        """Let a number on paper lead to its entry, one in the notes of a block to that of the block.

        What is `whole` stays on one line. None for a number without an origin.
        """
        if not self.leads(run) or (block and block not in self._blocks):
            return None
        entry = f"b-{block}" if block else self._origins[run.fact or ""].entry
        place = ""
        if not block:
            self._places[entry] += 1
            place = Markup(' id="{}-{}"').format(entry, self._places[entry])
        link = Markup('<a class="traced"{} href="#{}" title="Naar de verantwoording van {}">{}</a>').format(
            place, entry, run.text, run.text
        )
        return Markup('<span class="whole">{}</span>').format(link) if whole else link
