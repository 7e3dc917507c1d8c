"""What makes a sentence hard to read: its length, the passive, nouns made of verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportgen.proofreading.participles import is_participle
from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.sentences import Sentence

LONGEST = 25
"""The most words of a sentence without a remark; guides to plain Dutch advise some fifteen on average."""
PASSIVES_IN_A_ROW = 3

_WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden", "geworden"})
_NOUNS = "leven|oordelen|streven|teken|verleden|vermogen|vertrouwen|wapen|examen"
_NOUNS_OF_VERBS = re.compile(rf"\bhet (?!(?:{_NOUNS})\b)\w{{2,}}en van\b")


def style_remarks(sentences: Sequence[Sentence]) -> Iterator[Remark]:
    """Tell which sentences of the running text are hard to read."""
    prose = [one for one in sentences if one.kind == "prose"]
    for one in prose:
        yield from _long(one)
        yield from _passive(one)
        yield from _nominal(one)
    yield from _passive_in_a_row(prose)


def passives(sentence: Sentence) -> int:
    """Count the passives of a sentence: each form of “worden” for which there is a participle.

    “Is gevraagd” is left alone: it looks like “is gestegen”, which is no passive at all.
    """
    words = [word.casefold() for _, word in sentence.words]
    return min(sum(word in _WORDEN for word in words), sum(map(is_participle, words)))


def _long(one: Sentence) -> Iterator[Remark]:
    if one.length > LONGEST:
        what = f"een lange zin, van {one.length} woorden: {shortened(one.text)}."
        yield Remark(what, "Maak er twee zinnen van.", min(3, 2 + (one.length - LONGEST) / 10), one.place)


def _passive(one: Sentence) -> Iterator[Remark]:
    if passives(one) > 1:
        what = f"meer dan één lijdende vorm in een zin: {shortened(one.text)}."
        yield Remark(what, "Zeg wie het doet, of deed.", 1.5, one.place)


def _passive_in_a_row(prose: Sequence[Sentence]) -> Iterator[Remark]:
    for _, passage in groupby(prose, key=lambda one: one.passage):
        for is_passive, several in groupby(passage, key=lambda one: passives(one) > 0):
            chain = list(several)
            if is_passive and len(chain) >= PASSIVES_IN_A_ROW:
                what = f"{len(chain)} zinnen na elkaar in de lijdende vorm, vanaf {shortened(chain[0].text)}."
                yield Remark(what, "Zeg in een paar ervan wie het doet, of deed.", 1.5, chain[0].place)


def _nominal(one: Sentence) -> Iterator[Remark]:
    found = _NOUNS_OF_VERBS.findall(one.text.casefold())
    if len(found) > 1:
        what = f"veel werkwoorden als naamwoord (“{found[0]}”, “{found[1]}”): {shortened(one.text)}."
        yield Remark(what, "Maak er gewone werkwoorden van: “het meten van” wordt “meten”.", 1.5, one.place)
