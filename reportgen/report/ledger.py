"""The ledger of a publication: every number that is printed in it, in order, with the fact or the origin that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.ledger import Entry, Origin
from reportgen.report.model import (
    Inline,
    Run,
)

FURNITURE = "paginarand"
"""The element of what stands in the margin of a page."""
NOTHING = "–"
_NUMBER = re.compile(r"[<>+−]?\d+(?:[.,]\d+)*%?")
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_DATE = re.compile(rf"\b(?:\d{{1,2}} t/m )?\d{{1,2}} {_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{4}}")
_TEXT = "{http://www.w3.org/2000/svg}text"

Printed = tuple[str, Run]
"""A run of text, and the element that it stands in."""


class UndeclaredNumberError(ValueError):
    """A number is about to be printed that is tied to no fact and says of itself what it is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What only a typesetter knows: on which page each anchor stands, and what each page says in its margin."""

    pages: Mapping[str, int]
    margins: Sequence[Inline]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Makes the entries of one file; `waves` is what the waves are called."""

    file: str
    waves: Sequence[str] = field(default=())

    def entries(self, printed: Iterator[Printed]) -> Iterator[Entry]:
        """Enter each number; raises UndeclaredNumberError for one that has no fact and no origin."""
        for element, run in printed:
            if run.fact is not None:
                if run.text.strip(f" {NOTHING}"):
                    yield Entry(self.file, element, run.text, "fact", run.fact)
                continue
            for number in _NUMBER.finditer(run.text):
                origin = run.origin or self._self_evident(run.text, number)
                if origin is None:
                    raise UndeclaredNumberError(f"{self.file}, {element}: “{number[0]}” in “{run.text}”")
                yield Entry(self.file, element, number[0], origin)

    def _self_evident(self, text: str, number: re.Match[str]) -> Origin | None:
        """What a number is by its looks alone: a wave, or part of a date."""
        if any(found.start() <= number.start() < found.end() for found in _DATE.finditer(text)):
            return "date"
        for wave in self.waves:
            for found in re.finditer(rf"(?<!\w){re.escape(wave)}(?!\w)", text):
                if found.start() <= number.start() < found.end():
                    return "wave"
        return None
