"""The sentences of a publication, each with its words and where it was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportgen.errors import Place
from reportgen.proofreading.passages import Kind, Passage
from reportgen.proofreading.sources import MOSTLY, Sources
from reportgen.proofreading.words import is_number, words_of
from reportgen.verify.sentences import sentences

_ASIDE = re.compile(r"\s*\([^()]*\d[^()]*\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is printed, with the words in it that are Dutch, each with where it begins.

    `passage` counts the passages of a publication, so that neighbours can be told; `place` is None where the program
    wrote the sentence itself.
    """

    text: str
    words: tuple[tuple[int, str], ...]
    kind: Kind
    chapter: int
    passage: int
    place: Place | None = None

    @property
    def length(self) -> int:
        """How many words a reader has to hold on to: a name of several words is one, an aside with figures none."""
        count, in_name = 0, False
        for at, word in words_of(_ASIDE.sub("", self.text)):
            is_name = at > 0 and word[:1].isupper()
            count += not (is_name and in_name)
            in_name = is_name
        return count


def sentences_of(
    passages: Sequence[Passage], sources: Sources, texts: Collection[str], tables: Mapping[Kind, Collection[str]]
) -> tuple[Sentence, ...]:
    """Divide passages into sentences, and find where each was written: in one of the `texts`, or in another file.

    The sentences of a chapter come from one text; `tables` are the files that each kind of passage may else come from.
    """
    found = [sentence for number, passage in enumerate(passages) for sentence in _divided(passage, number)]
    first = [replace(one, place=sources.place_of(one.text, texts)) for one in found if one.kind in _OF_TEXTS]
    homes = _homes(first)

    def place_of(one: Sentence) -> Place | None:
        home = homes.get(one.chapter, ()) if one.kind in _OF_TEXTS else ()
        return sources.place_of(one.text, home) or sources.place_of(one.text, tables.get(one.kind, ()), MOSTLY)

    placed = [replace(one, place=place_of(one)) for one in found]
    return tuple(_with_neighbours(placed))


_OF_TEXTS = frozenset({"prose", "heading", "quote"})


def _divided(passage: Passage, number: int) -> Iterator[Sentence]:
    text = passage.text.replace("\u00a0", " ")
    for start, sentence in sentences(text):
        words = tuple(
            (at, word)
            for at, word in words_of(sentence)
            if not any(begin <= start + at < end for begin, end in passage.foreign)
        )
        if words:
            yield Sentence(sentence, words, passage.kind, passage.chapter, number)


def _homes(found: Sequence[Sentence]) -> dict[int, tuple[str]]:
    """The text of each chapter: the one with its title or most of its sentences; some chapters have none."""
    homes: dict[int, tuple[str]] = {}
    for chapter, group in groupby(found, key=lambda one: one.chapter):
        several = list(group)
        counted = Counter(one.place.file for one in several if one.place)
        for file, number in counted.most_common(1):
            title = several[0].place
            if (title and title.file == file) or number * 2 > len(several):
                homes[chapter] = (file,)
    return homes


def _with_neighbours(placed: Sequence[Sentence]) -> Iterator[Sentence]:
    """Give a sentence with hardly a word of its own (“In 2024 was dat 70%.”) the place of the one next to it."""
    known = {one.passage: one.place for one in reversed(placed) if one.place and one.kind == "prose"}
    for one in placed:
        is_bare = one.place is None and any(is_number(word) for _, word in one.words)
        yield replace(one, place=known.get(one.passage)) if is_bare and one.kind == "prose" else one
