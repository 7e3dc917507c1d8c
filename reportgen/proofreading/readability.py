"""How easily a text reads: the formula of Flesch as Douma fitted it to Dutch.

W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen: Landbouwhogeschool, 1960). The formula knows only the
lengths of words and sentences: it tells that a text is hard, and not why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.proofreading.sentences import Sentence
from reportgen.proofreading.syllables import syllables

CONSTANT, PER_SYLLABLE, PER_WORD = 206.84, 0.77, 0.93
LEVELS = (
    (30, "zeer moeilijk"),
    (45, "moeilijk"),
    (60, "tamelijk moeilijk"),
    (70, "normaal"),
    (80, "tamelijk gemakkelijk"),
    (90, "gemakkelijk"),
)
"""Douma's norms: the names of what scores below each limit; above them is very easy."""
HARD_BELOW = 45
"""Where Douma's “moeilijk” begins: texts for whom went to school longer than most readers did."""
LEAST_WORDS = 100
"""The size of the samples that the formula is made for; of less text it tells nothing."""
_LABEL = re.compile(r"(?:\S+\s+){0,2}\S+:\s|(?:\S+\s+){0,2}\S+$")
"""A few words before a colon, or alone, stand in front of a text: that is no running text, which the formula is for."""


@dataclass(frozen=True, slots=True)
class Ease:
    """What the formula is computed from: the running text of a chapter or publication, in counts."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence."""
        return self.words / self.sentences

    @property
    def syllables_per_word(self) -> float:
        """The mean length of a word."""
        return self.syllables / self.words

    @property
    def score(self) -> float:
        """The score of Flesch-Douma, from 0 (hardly readable) to 100 (very easy), and beyond both in rare cases."""
        return CONSTANT - PER_SYLLABLE * 100 * self.syllables_per_word - PER_WORD * self.words_per_sentence

    @property
    def level(self) -> str:
        """Douma's word for the score."""
        return next((name for limit, name in LEVELS if self.score < limit), "zeer gemakkelijk")

    @property
    def is_measured(self) -> bool:
        """Whether there is text enough for the formula."""
        return self.words >= LEAST_WORDS


def measure(sentences: Iterable[Sentence]) -> Ease:
    """Count the running text among sentences; a figure or abbreviation is a word of one syllable."""
    running = [one.words for one in sentences if one.kind == "prose" and not _LABEL.match(one.text)]
    words = [word for several in running for _, word in several]
    return Ease(len(running), len(words), sum(map(syllables, words)))
