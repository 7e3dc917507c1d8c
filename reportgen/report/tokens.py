"""Printed numbers and blocks travel through Jinja and Markdown as tokens, so that none loses its fact on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from reportgen.ledger import Origin
from reportgen.report.dutch import capitalised
from reportgen.report.model import Block, Inline, Run

_INLINE = re.compile("\ue000(\\d+)\ue001")
_BETWEEN = re.compile("(?:^|(?<=\ue001))[^\ue000]+")
_BLOCK = re.compile("\ue002(\\d+)\ue003")
_ANY = re.compile("[\ue000\ue002]\\d+[\ue001\ue003]")
_TIED = re.compile("\ue004([^\ue005]*)\ue005([^\ue006]*)\ue006")
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
"""Characters that stand for tokens here, and that no text may therefore contain."""


def tied(text: str, fact: str) -> str:
    """Tie a number to a fact within a sentence of our own, until `runs_of` takes it apart."""
    return f"\ue004{fact}\ue005{text}\ue006"


def untied(text: str) -> str:
    """The bare text of a sentence with tied numbers."""
    return _TIED.sub(r"\2", text)


def runs_of(text: str, origin: Origin | None = None) -> Inline:
    """Make runs of a sentence of our own; `origin` is that of its numbers that are not tied."""
    runs, end = [], 0
    for match in _TIED.finditer(text):
        runs += [Run(text[end : match.start()], origin=origin)] if match.start() > end else []
        runs.append(Run(match[2], fact=match[1]))
        end = match.end()
    return (*runs, Run(text[end:], origin=origin)) if end < len(text) else tuple(runs)


CONFIDENCE = tied("95%", "confidence")
"""The confidence of every interval and test."""


def without_tokens(text: str) -> str:
    """Leave of a text only its own words."""
    return _ANY.sub("", text)


def own_words(text: str) -> list[str]:
    """The pieces of a text between what was printed, as they stand in its source, the longest first."""
    lines = (line.strip() for piece in _ANY.split(text) for line in piece.split("\n"))
    return sorted((line for line in lines if line), key=len, reverse=True)


@dataclass
class Tokens:
    """What was printed while the texts of one publication were rendered, in order."""

    _runs: list[Callable[[], Run]] = field(default_factory=list)
    _blocks: list[Callable[[], tuple[Block, ...]]] = field(default_factory=list)
    notes: int = 0
    """How many notes there are so far."""

    def number(self, text: str, fact: str) -> str:
        """Print a number that is tied to a fact."""
        return self.later(lambda: Run(text, fact=fact))

    def words(self, text: str, fact: str) -> str:
        """Tie the words of a text to a fact as a whole, unless a number in it is tied already."""
        if any(run.fact is not None for run in self.runs_in(text)):
            return text
        return _BETWEEN.sub(lambda piece: self.number(piece[0], fact), text)

    def declared(self, text: str, origin: Origin) -> str:
        """Print what may hold numbers that are no outcomes; a text without any stays what it is."""
        return self.later(lambda: Run(text, origin=origin)) if any(map(str.isdigit, text)) else text

    def later(self, run: Callable[[], Run]) -> str:
        """Print what is only known when all texts have been read, such as the number of a figure further on."""
        self._runs.append(run)
        return f"\ue000{len(self._runs) - 1}\ue001"

    def capitalised(self, text: str) -> str:
        """Begin a text with a capital, also where it begins with something that was printed."""
        match = _INLINE.match(text)
        if match is None:
            return capitalised(text)
        printed = self._runs[int(match[1])]
        return self.later(lambda: replace(printed(), text=capitalised(printed().text))) + text[match.end() :]

    def block(self, blocks: Callable[[], tuple[Block, ...]]) -> str:
        """Place one or more blocks, on a line of their own."""
        self._blocks.append(blocks)
        return f"\ue002{len(self._blocks) - 1}\ue003"

    def blocks_in(self, text: str) -> tuple[Block, ...] | None:
        """The blocks that a paragraph stands for, or None when it is a paragraph of words."""
        match = _BLOCK.fullmatch(text.strip())
        return self._blocks[int(match[1])]() if match else None

    def stray_block_in(self, text: str) -> bool:
        """Whether a block was placed in the middle of a sentence."""
        return _BLOCK.search(text) is not None

    def runs_in(self, text: str) -> Iterator[Run]:
        """Cut a text at its tokens."""
        end = 0
        for match in _INLINE.finditer(text):
            if match.start() > end:
                yield Run(text[end : match.start()])
            yield self._runs[int(match[1])]()
            end = match.end()
        if end < len(text):
            yield Run(text[end:])

    def inline(self, text: str) -> Inline:
        """Turn a text without Markdown into runs."""
        return tuple(self.runs_in(text))
