"""The words of texts that these figures don't print: the other branch of a condition may be next year's sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from reportgen.errors import Place
from reportgen.proofreading.known import WORDS
from reportgen.proofreading.remarks import Remark
from reportgen.proofreading.spelling import Dictionary
from reportgen.proofreading.words import words_of

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\]\([^)]*\)", re.DOTALL)
_STRING = re.compile(r'"([^"]*)"')


def unprinted_remarks(texts: Mapping[str, str], dictionary: Dictionary, printed: Collection[str]) -> Iterator[Remark]:
    """Tell which words are unknown in texts, by file, other than those that were `printed` and so have been judged."""
    for file, source in texts.items():
        for at, word in _written(source):
            if word.islower() and len(word) > 1 and word not in printed and not dictionary.has(word):
                what = f"onbekend woord “{word}”, in een zin die met deze cijfers niet gedrukt wordt."
                place = Place(file, source.count("\n", 0, at) + 1)
                yield Remark(what, f"Is het woord goed, zet het dan in {WORDS}.", 4, place)


def _written(source: str) -> Iterator[tuple[int, str]]:
    """The author's own words in a text with where they stand; those between braces if they are a phrase and no name."""
    said = [
        (tag.start() + words.start(1), words[1])
        for tag in _TAG.finditer(source)
        if not tag[0].startswith(("{#", "]"))
        for words in _STRING.finditer(tag[0])
        if " " in words[1]
    ]
    around = _TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag[0]), source)
    for start, piece in ((0, around), *said):
        yield from ((start + at, word) for at, word in words_of(piece) if not any(sign in word for sign in "@./&+"))
