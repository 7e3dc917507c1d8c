"""What a text may say of the edition that it stands in: whose it is, how it addresses the reader, what it has."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reportgen.errors import Place, Problem, nearest
from reportgen.project.names import chapter_name
from reportgen.project.schema import Project
from reportgen.report.model import Paragraph, Quote, Run
from reportgen.report.placing import Placing
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens

QUOTE = "quote"
"""Among the parts that were placed: that a text placed the quote."""


class EditionWords:
    """The functions of a text that tell editions apart.

    `project` is that of the one edition, and `left_out` are the names of the chapters that it goes without.
    """

    def __init__(
        self, project: Project, left_out: Collection[str], placing: Placing, tokens: Tokens, problems: Problems
    ) -> None:
        (self._edition,) = project.monitor.editions.listed
        self._here = {chapter_name(text.path) for text in project.report}
        self._chapters = {*self._here, *left_out}
        self._placing = placing
        self._tokens = tokens
        self._problems = problems

    def partner(self) -> str:
        """Name the partner whose edition this is; nothing in the monitor's own."""
        return self._tokens.declared(self._edition.partner, "label")

    def edition_notice(self) -> str:
        """Say for whom the edition is, and that its figures are those of every other; nothing in the monitor's own."""
        if not self._edition.partner:
            return ""
        label, partner = (self._tokens.declared(name, "label") for name in (self._edition.label, self._edition.partner))
        return f"**Uitgave:** {label}, gemaakt voor {partner}. De landelijke cijfers zijn in elke uitgave dezelfde."

    def address(self, *, u: str, je: str) -> str:
        """Choose the words that go with how this edition addresses the reader."""
        words = je if self._edition.address == "je" else u
        return "–" if self._problems.add_typed(words) else words

    def has_chapter(self, name: str) -> bool:
        """Whether a chapter is in this edition, by the name of its file without the number."""
        if name not in self._chapters:
            self._problems.add(f"het hoofdstuk “{name}” bestaat niet.", nearest(name, self._chapters))
        return name in self._here

    def quote(self) -> str:
        """Place what the partner says, on a line of its own; nothing where the edition has no quote."""
        quote = self._edition.quote
        self._placing.placed.parts.append(QUOTE)
        if quote is None:
            return ""
        if quote == "open":
            speaker = self._edition.partner or "een woordvoerder"
            return self._placing.placeholder(f"Citaat van {speaker}, met naam en functie")
        said = Quote((Run(f"“{quote.text}”", origin="label"),))
        by = Paragraph((Run(f"– {quote.name}, {quote.role}", origin="label"),), "note")
        return self._tokens.block(lambda: (said, by))


def unplaced_quote(project: Project, parts: Collection[str]) -> Iterator[Problem]:
    """Find a quote that the edition has and no text places."""
    (edition,) = project.monitor.editions.listed
    if edition.quote is not None and QUOTE not in parts:
        what = f"het citaat van uitgave “{edition.slug}” staat in geen enkele tekst."
        remedy = "Zet in het persbericht of het rapport, op een eigen regel: {{ quote() }}."
        yield Problem(what, remedy, Place("monitor.toml"))
