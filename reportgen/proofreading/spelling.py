"""Which words a Dutch dictionary doesn't know, with the word that was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from reportgen.proofreading.known import WORDS
from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.sentences import Sentence
from reportgen.proofreading.words import is_number, plain_apostrophe

_QUOTED = re.compile(r"[“‘][^“”‘’]+[”’]")
LEAST_FOREIGN = 0.5
"""The part of the words in a quotation that is unknown when it is in another language."""
_LEAST_PART = 4
_UNSTRESSED = str.maketrans("áéíóú", "aeiou")
"""An accent may also be stress: “vóór”, “Eén”."""


class Dictionary:
    """A Hunspell dictionary (`<name>.aff` and `<name>.dic`) with words beside it that are right as well."""

    def __init__(self, folder: Path, name: str, known: Collection[str]) -> None:
        self._folder, self._name = folder, name
        self._known = frozenset(known)
        self._parts = tuple(sorted((word for word in self._known if len(word) >= _LEAST_PART), key=len, reverse=True))
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
            close = difflib.get_close_matches(word, sorted({*others, *self._known}), n=1, cutoff=0.85)
            suggested = close or self._hunspell.suggest(plain_apostrophe(word))
            self._meant[word] = suggested[0] if suggested else None
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
        """Whether it is a known word with an ending, or with another word before or behind it."""
        for part in self._parts:
            if word.startswith(part):
                rest = word.removeprefix(part)
                if rest in {"s", "en", "e", "er"} or self._is_part(rest) or self._is_part(rest.removeprefix("s")):
                    return True
            if word.endswith(part) and self._is_part(word.removesuffix(part)):
                return True
        return False

    def _is_part(self, word: str) -> bool:
        return len(word) >= _LEAST_PART and (word in self._known or bool(self._hunspell.spell(word)))


def spelling_remarks(sentences: Sequence[Sentence], dictionary: Dictionary) -> Iterator[Remark]:
    """Tell which words are unknown, once for each place."""
    used = {word.casefold() for one in sentences for _, word in one.words if word.islower() and dictionary.has(word)}
    for one in sentences:
        for word in _unknown(one, dictionary):
            # It takes the dictionary long to come up with a word: not for what the author can't mend.
            meant = dictionary.nearest(word, used) if one.place else None
            question = f"Bedoelde u “{meant}”? Zo niet" if meant else "Is het woord goed"
            what = f"onbekend woord “{word}” in {shortened(one.text, word)}."
            yield Remark(what, f"{question}, zet het dan in {WORDS}.", 4, one.place, word)


def _unknown(one: Sentence, dictionary: Dictionary) -> Iterator[str]:
    foreign = [quotation.span() for quotation in _QUOTED.finditer(one.text) if _is_foreign(quotation, one, dictionary)]
    for at, word in one.words:
        if _is_judged(at, word) and not dictionary.has(word) and not any(low <= at < high for low, high in foreign):
            yield word


def _is_judged(at: int, word: str) -> bool:
    """Figures, abbreviations, addresses and, within a sentence, names are not for a dictionary to judge."""
    is_plain = len(word) > 1 and not is_number(word) and not any(sign in word for sign in "@./&+")
    return is_plain and (word.islower() or (at == 0 and word[1:].islower()))


def _is_foreign(quotation: re.Match[str], one: Sentence, dictionary: Dictionary) -> bool:
    within = [word for at, word in one.words if quotation.start() <= at < quotation.end()]
    unknown = sum(not dictionary.has(word) for word in within)
    return len(within) > 1 and unknown >= LEAST_FOREIGN * len(within)
