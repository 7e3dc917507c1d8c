"""What is said twice: a word in a row, a sentence in a publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.sentences import Sentence
from reportgen.proofreading.words import is_number

LEAST_WORDS = 5
"""A shorter sentence may return (“Geen significant verschil.”)."""
_RIGHTLY_TWICE = frozenset({"dat", "die", "je", "u", "ze", "zij", "we", "wij", "er", "zo", "heel"})
"""Words that good Dutch may have twice in a row: “wie zegt dat dat nodig is”."""


def repeat_remarks(sentences: Sequence[Sentence], summary: int | None = None) -> Iterator[Remark]:
    """Tell which words and sentences stand there twice; what the chapter `summary` says may return elsewhere."""
    for one in sentences:
        yield from _word_twice(one)
    yield from _sentence_twice([one for one in sentences if one.kind == "prose" and one.chapter != summary])
    yield from _sentence_twice([one for one in sentences if one.kind == "prose" and one.chapter == summary])


def _word_twice(one: Sentence) -> Iterator[Remark]:
    for (at, first), (then, second) in pairwise(one.words):
        between = one.text[at + len(first) : then]
        same = first.casefold() == second.casefold() and not between.strip() and not is_number(first)
        if same and first.casefold() not in _RIGHTLY_TWICE:
            what = f"twee keer “{second}” na elkaar: {shortened(one.text, one.text[at : then + len(second)])}."
            yield Remark(what, "Haal er één weg.", 5, one.place, f"{first} {second}")


def _sentence_twice(prose: Sequence[Sentence]) -> Iterator[Remark]:
    """A sentence of the project files (a notice, say) is printed where the program or the author places it."""
    seen: dict[str, Sentence] = {}
    for one in prose:
        key = " ".join(word.casefold() for _, word in one.words)
        if one.place is None or not one.place.file.endswith(".md") or len(one.words) < LEAST_WORDS:
            continue
        earlier = seen.setdefault(key, one)
        if earlier is not one and earlier.place is not None:
            where = f"regel {earlier.place.line}" if earlier.place.file == one.place.file else str(earlier.place)
            what = f"deze zin staat al eerder in dezelfde publicatie ({where}): {shortened(one.text)}."
            weight = 5 if earlier.chapter == one.chapter else 3
            yield Remark(what, "Haal er één weg, of zeg het hier anders.", weight, one.place)
