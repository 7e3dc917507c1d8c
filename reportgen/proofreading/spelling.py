"""Which words a Dutch dictionary doesn't know, with the word that was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reportgen.proofreading.english import english_in
from reportgen.proofreading.known import WORDS
from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.sentences import Sentence
from reportgen.proofreading.words import is_number, plain_apostrophe

_QUOTED = re.compile(r"[“‘][^“”‘’]+[”’]")
FOREIGN_QUOTATION, FOREIGN_SENTENCE = 0.3, 0.5
"""The part of the words that is unknown when a quotation or a sentence is in another language."""
LEAST_OF_KNOWN, LEAST_OF_OTHERS = 4, 6
"""How many letters both parts of a compound have, with a known word in it and without; mistakes have shorter parts."""
CLOSE = 0.85
"""How like an unknown word another is that was probably meant."""
MOST_SUGGESTED = 12
"""For how many words the dictionary is asked what was meant, which takes it up to half a second each."""
_ENDINGS = {"s", "en", "e", "er"}
_UNSTRESSED = str.maketrans("áéíóú", "aeiou")
"""An accent may also be stress: “vóór”, “Eén”."""


class Dictionary:
    """A Hunspell dictionary (`<name>.aff` and `<name>.dic`) with words beside it that are right as well."""

    def __init__(self, folder: Path, name: str, known: Collection[str]) -> None:
        self._folder, self._name = folder, name
        self._known = frozenset(known)
        self._judged: dict[str, bool] = {}
        self._meant: dict[str, str | None] = {}

    def has(self, word: str) -> bool:
        """Whether a word is spelled right: in the dictionary, in one of the forms of a known word, or made of these."""
        if word not in self._judged:
            self._judged[word] = self._has(plain_apostrophe(word))
        return self._judged[word]

    def nearest(self, word: str, others: Collection[str]) -> str | None:
        """The word that was probably meant: one that is used elsewhere or is known, or else the dictionary's."""
        if word not in self._meant:
            close = difflib.get_close_matches(word, sorted({*others, *self._known}), n=1, cutoff=CLOSE)
            if not close and len(self._meant) < MOST_SUGGESTED:
                close = list(self._hunspell.suggest(plain_apostrophe(word)))
            self._meant[word] = close[0] if close else None
        return self._meant[word]

    @cached_property
    def _hunspell(self) -> Any:
        from hunspell import Hunspell

        return Hunspell(self._name, hunspell_data_dir=str(self._folder))

    def _has(self, word: str) -> bool:
        bare = word.removesuffix("'s").removesuffix("'")
        if any(form in self._known for form in (word, bare, word.casefold(), bare.casefold())):
            return True
        if any(self._hunspell.spell(form) for form in (word, bare, word.casefold().translate(_UNSTRESSED))):
            return True
        parts = [part for part in word.split("-") if part]
        if len(parts) > 1 and all(self._has(part) for part in parts):
            return True
        return self._is_compound(word.casefold())

    def _is_compound(self, word: str) -> bool:
        """Whether it is a known word with an ending, or two words written as one, as Dutch does: veldwerk-bureau."""
        for at in range(LEAST_OF_KNOWN, len(word)):
            first, rest = word[:at], word[at:]
            if first in self._known and rest in _ENDINGS:
                return True
            if any(self._are_parts(first, second) for second in (rest, rest.removeprefix("s"))):
                return True
        return False

    def _are_parts(self, *parts: str) -> bool:
        least = LEAST_OF_KNOWN if any(part in self._known for part in parts) else LEAST_OF_OTHERS
        return all(len(part) >= least and (part in self._known or self._hunspell.spell(part)) for part in parts)


def spelling_remarks(sentences: Sequence[Sentence], dictionary: Dictionary) -> Iterator[Remark]:
    """Tell which words are unknown, once for each place."""
    used = {word for one in sentences for _, word in one.words if word.islower() and dictionary.has(word)}
    names = {word for one in sentences for at, word in one.words if at > 0 and word[0].isupper()}
    for one in sentences:
        for word in _unknown(one, dictionary):
            if word in names:
                continue
            # It takes the dictionary long to come up with a word: not for what the author can't mend.
            meant = dictionary.nearest(word, used) if one.place else None
            question = f"Bedoelde u “{meant}”? Zo niet" if meant else "Is het woord goed"
            what = f"onbekend woord “{word}” in {shortened(one.text, word)}."
            yield Remark(what, f"{question}, zet het dan in {WORDS}.", 4, one.place, word)


def dutch_only(one: Sentence, dictionary: Dictionary) -> Sentence:
    """Leave out the words of a sentence in another language, or of a quotation in one."""
    spans = [(0, len(one.text)), *(found.span() for found in _QUOTED.finditer(one.text))]
    foreign = [span for span in spans if _is_foreign(one, *span, dictionary)]
    return replace(one, words=tuple(word for word in one.words if not _is_within(word[0], foreign)))


def _unknown(one: Sentence, dictionary: Dictionary) -> Iterator[str]:
    """The words that the dictionary lacks, but for the English of which is told that it is English."""
    english = english_in(one.text)
    for at, word in one.words:
        if _is_judged(at, word) and not dictionary.has(word) and not _is_within(at, english):
            yield word


def _is_judged(at: int, word: str) -> bool:
    """Figures, abbreviations, addresses and, within a sentence, names are not for a dictionary to judge."""
    is_plain = len(word) > 1 and not is_number(word) and not any(sign in word for sign in "@./&+")
    return is_plain and (word.islower() or (at == 0 and word[1:].islower()))


def _is_foreign(one: Sentence, start: int, end: int, dictionary: Dictionary) -> bool:
    within = [word for at, word in one.words if start <= at < end]
    unknown = sum(not dictionary.has(word) for word in within)
    is_quotation = one.text[start] in "“‘" or one.kind == "quote"
    least = FOREIGN_QUOTATION if is_quotation else FOREIGN_SENTENCE
    return len(within) > 2 and unknown >= least * len(within)


def _is_within(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
