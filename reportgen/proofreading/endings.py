"""Verbs that end in -t where only -d can stand: what a dictionary can't see, because both are words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reportgen.proofreading.participles import is_participle
from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.sentences import Sentence

_WORDEN = frozenset({"wordt", "worden", "werd", "werden"})
_ANY_AUXILIARY = _WORDEN | {"is", "zijn", "was", "waren", "heeft", "hebben", "had", "hadden"}
_CONJUNCTIONS = frozenset(
    {"als", "dan", "dat", "die", "en", "hoe", "maar", "of", "omdat", "terwijl", "toen", "waar", "want", "wat", "wie"}
)
_WORD = re.compile(r"\b(?:hij|het|zij|men|dit|dat|er|die|wie|wat) word\b(?! ik| jij| je)", re.IGNORECASE)


def ending_remarks(sentences: Sequence[Sentence], is_word: Callable[[str], bool]) -> Iterator[Remark]:
    """Tell of “wordt behandelt” and “het word”; `is_word` knows which words there are."""
    for one in sentences:
        if found := _WORD.search(one.text):
            what = f"“{found[0]}” in {shortened(one.text, found[0])}."
            yield Remark(what, "Schrijf “wordt”, met dt.", 4, one.place, found[0])
        for wrong in _wrong_participles(one, is_word):
            what = f"“{wrong}” in {shortened(one.text, wrong)}."
            yield Remark(what, f"Schrijf “{wrong[:-1]}d”: het is hier een voltooid deelwoord.", 4, one.place, wrong)


def _wrong_participles(one: Sentence, is_word: Callable[[str], bool]) -> Iterator[str]:
    for clause in _clauses(one):
        for at, word in enumerate(clause):
            before, after = clause[max(0, at - 1) : at], clause[at + 1 : at + 2]
            is_next = not _WORDEN.isdisjoint((*before, *after))
            is_last = not after and not _ANY_AUXILIARY.isdisjoint(clause)
            if (is_next or is_last) and _could_be_wrong(word) and is_word(f"{word[:-1]}d"):
                yield word


def _could_be_wrong(word: str) -> bool:
    return word.endswith("t") and not word.endswith("dt") and is_participle(f"{word[:-1]}d")


def _clauses(one: Sentence) -> Iterator[list[str]]:
    """Cut a sentence at its punctuation and before its conjunctions."""
    clause: list[str] = []
    end = 0
    for at, word in one.words:
        lower = word.casefold()
        if one.text[end:at].strip() or lower in _CONJUNCTIONS:
            yield clause
            clause = []
        clause.append(lower)
        end = at + len(word)
    yield clause
