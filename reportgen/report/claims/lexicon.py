"""The words of a text that claim something: phrases of direction, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportgen.number_words import MAGNITUDES, bare, cardinal
from reportgen.report.claims.parts import read_multiple, read_part
from reportgen.report.claims.rules import IDIOMS, NEGATIONS, PEOPLE, RULES

GAPS = {"…": 8, "~": 2}
"""How many words may stand between the parts of a phrase such as "neemt … toe" and "meer ~ mensen"."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\n(?=[ \t]*(?:\n|[#>*|-]))|[^\w\s]")
_ENDS = frozenset({".", "!", "?", ";", ":", "\n"})
_OPENINGS = ("“", "*", "(", "\ufffc")
"""Behind these a capital tells of no name: an opening, or something printed."""
_LONGEST = 6
_PERCENT = frozenset({"procent", "procentpunt", "procentpunten", "percent"})
_MANY = frozenset(
    {*MAGNITUDES, "miljoenen", "miljarden", "duizenden", "honderden", "tientallen", "anderhalf", "anderhalve"}
)
_WHO_DEEMS = frozenset({"men", "u", "ik", "hij", "zij", "wie"})
_WHAT_IS_DEEMED = frozenset({"het", "de", "dat", "dit", "men", "u", "hem", "zich"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a sentence, without its accents; a capital within a sentence makes it a name."""

    text: str
    bare: str
    start: int
    is_name: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that was found: its words as they stand, where they begin, and those of the whole sentence."""

    text: str
    start: int
    pattern: str
    is_denied: bool = False


def directions(text: str) -> Iterator[Phrase]:
    """Find the phrases that say that something rose, fell, stayed, or is more or less than something else."""
    for sentence in _sentences(text):
        denied = any(word.bare in NEGATIONS for word in sentence)
        taken: set[int] = {at for pattern in IDIOMS for span in _spans(pattern, sentence) for at in span}
        for pattern in _patterns():
            for span in _spans(pattern, sentence):
                if not taken.isdisjoint(span):
                    continue
                taken |= set(span)
                first, last = sentence[span[0]], sentence[span[-1]]
                found = " ".join(text[first.start : last.start + len(last.text)].split())
                yield Phrase(found, first.start, pattern, denied)


def number_words(text: str) -> Iterator[Phrase]:
    """Find the numbers in words: parts, multiples, cardinals, and the word percent."""
    for sentence in _sentences(text):
        at = 0
        while at < len(sentence):
            length = _number_at(sentence, at)
            if length:
                last = sentence[at + length - 1]
                yield Phrase(text[sentence[at].start : last.start + len(last.text)], sentence[at].start, "")
            at += length or 1


@cache
def _patterns() -> tuple[str, ...]:
    """All phrases of all claims, the longest first."""
    everything = {phrase for rule in RULES.values() for phrase in rule.words}
    return tuple(sorted(everything, key=lambda phrase: (-len(phrase.split()), phrase)))


def _sentences(text: str) -> Iterator[list[Word]]:
    words: list[Word] = []
    for found in _WORD.finditer(text):
        if found[0] in _ENDS:
            if found[0] != "?":  # a question claims nothing
                yield words
            words = []
            continue
        inner = bool(words) and found[0][0].isupper() and not words[-1].text.endswith(_OPENINGS)
        words.append(Word(found[0], bare(found[0]).replace("’", "'"), found.start(), inner))
    yield words


def _spans(pattern: str, sentence: Sequence[Word]) -> Iterator[tuple[int, ...]]:
    parts = pattern.split()
    for at in range(len(sentence)):
        span = _span(parts, sentence, at)
        if span:
            yield span


def _span(parts: Sequence[str], sentence: Sequence[Word], at: int) -> tuple[int, ...]:
    """Match a phrase at a word; the places of its words, empty when it does not stand there."""
    places: list[int] = []
    room = 0
    for part in parts:
        if part in GAPS:
            room = GAPS[part]
            continue
        reach = range(at, min(at + room + 1, len(sentence)))
        found = next((i for i in reach if _is(part, sentence[i])), None)
        if found is None:
            return ()
        places.append(found)
        at, room = found + 1, 0
    return tuple(places)


def _is(part: str, word: Word) -> bool:
    if part == "{people}":
        return word.bare in _people()
    if word.is_name:
        return False
    return word.bare.startswith(bare(part[:-1])) if part.endswith("*") else word.bare == bare(part)


@cache
def _people() -> frozenset[str]:
    return frozenset(map(bare, PEOPLE))


def _number_at(sentence: Sequence[Word], at: int) -> int:
    """How many words from a place are a number; 0 when there is none."""
    for length in range(min(_LONGEST, len(sentence) - at), 0, -1):
        words = sentence[at : at + length]
        said = " ".join(word.bare for word in words)
        if any(word.is_name for word in words) or not (read_part(said) or read_multiple(said)):
            continue
        if not _is_other_half(sentence, at, words):
            return length
    word = sentence[at]
    if word.is_name or word.bare in {"een", "nul"}:
        return 0
    if word.bare in _PERCENT or word.bare in _MANY:
        return 1
    return int(cardinal(word.bare) is not None and not _is_verb(sentence, at))


def _is_other_half(sentence: Sequence[Word], at: int, words: Sequence[Word]) -> bool:
    """Tell "de eerste helft", "kwart over" and "een derde jaar" from parts of a whole."""
    before = sentence[at - 1].bare if at else ""
    after = sentence[at + len(words)].bare if at + len(words) < len(sentence) else ""
    if words[-1].bare == "helft":
        return before in {"eerste", "tweede", "andere", "deze"}
    if words[-1].bare == "kwart":
        return after in {"over", "voor"}
    # Behind "een", an ordinal is a place when a thing follows it, and a part when "van", "deel" or nothing does.
    is_ordinal = len(words) == 2 and words[0].bare == "een" and words[1].bare != "kwart"
    return is_ordinal and after not in {
        "",
        ",",
        "van",
        "deel",
        "is",
        "vindt",
        "heeft",
        "noemt",
        "zegt",
        "wil",
        "van de",
    }


def _is_verb(sentence: Sequence[Word], at: int) -> bool:
    """Whether "acht" is to deem: "wie het nodig acht", "men acht dat"."""
    if sentence[at].bare != "acht":
        return False
    before = sentence[at - 1].bare if at else ""
    after = sentence[at + 1].bare if at + 1 < len(sentence) else ""
    return before in _WHO_DEEMS or after in _WHAT_IS_DEEMED or not after[:1].isalpha()


def carried_by(rules: Iterable[str]) -> frozenset[str]:
    """The phrases that these claims carry."""
    return frozenset[str]().union(*(RULES[name].words for name in rules))
