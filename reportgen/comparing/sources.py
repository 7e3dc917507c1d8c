"""Which line of which text a sentence comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from reportgen.comparing.sentences import Sentence, SentenceChange
from reportgen.errors import Place
from reportgen.project.schema import Text

LEAST = 0.4
"""Which part of the words of a sentence have to stand in a line for it to come from there."""
RUN = 3
"""How many words have to stand in a row to count."""
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\([^()]*¤[^()]*\)")
_CODE = re.compile(r"\{\{.*?\}\}")
_OWN_WORDS = re.compile(r'"([^"]* [^"]*)"')
"""What an author wrote within a function: a name has no spaces."""
_FOLDERS = {"rapport": "templates/report/", "persbericht": "templates/press-release/"}


@dataclass(frozen=True, slots=True)
class _SourceLine:
    place: Place
    words: tuple[str, ...]
    bag: frozenset[str]


def with_sources(changes: Sequence[SentenceChange], texts: Sequence[Text]) -> tuple[SentenceChange, ...]:
    """Give each change the line of the text that most of its words stand in; none where that isn't clear.

    Words that a function printed don't stand there, and what is written around a chart stands in no text at all.
    """
    lines = {name: tuple(_lines(texts, folder)) for name, folder in _FOLDERS.items()}
    return tuple(replace(one, source=_source(one, lines.get(one.places[0][1], ()))) for one in changes)


def _lines(texts: Sequence[Text], folder: str) -> Iterator[_SourceLine]:
    for text in texts:
        if text.path.startswith(folder):
            for number, line in enumerate(text.source.split("\n"), 1):
                if words := _words(_CODE.sub(_own_words, line)):
                    yield _SourceLine(Place(text.path, number), words, frozenset(words))


def _own_words(code: re.Match[str]) -> str:
    return f" {' '.join(_OWN_WORDS.findall(code[0]))} "


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text))


def _source(change: SentenceChange, lines: Sequence[_SourceLine]) -> str:
    written = (sentence for sentence in (change.new, change.old) if sentence and sentence.is_prose)
    places = (_place(sentence, lines) for sentence in written)
    return next((str(place) for place in places if place), "")


def _place(sentence: Sentence, lines: Sequence[_SourceLine]) -> Place | None:
    words = _words(_ASIDE.sub(" ", sentence.masked))
    # Of a short one, such as a heading, every word is needed.
    least = max(LEAST * len(words), min(len(words), RUN))
    likely = [line for line in lines if sum(word in line.bag for word in words) >= least]
    best = max(likely, key=lambda line: _shared(words, line.words), default=None)
    return best.place if best and words and _shared(words, best.words) >= least else None


def _shared(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words stand in both, in the same order and some in a row."""
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= min(RUN, len(words)))
