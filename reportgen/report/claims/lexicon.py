"""The words of a text that claim something: phrases of direction, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportgen.number_words import MAGNITUDES, bare, cardinal, ordinal
from reportgen.report.claims.parts import read_multiple, read_part
from reportgen.report.claims.rules import IDIOMS, NEGATIONS, PEOPLE, RULES

GAPS = {"…": 8, "~": 2}
"""How many words may stand between the parts of a phrase such as "neemt … toe" and "meer ~ mensen"."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\n(?=[ \t]*(?:\n|[#>*|-]))|[^\w\s]")
_ENDS = frozenset({".", "!", "?", ";", ":", "\n"})
_OPENINGS = ("“", "*", "(", "\ufffc")
"""Behind these a capital tells of no name: an opening, or something printed."""
_MARKERS = frozenset("-+*>#")
"""What Markdown begins an item, a quotation or a heading with: the sentence is still to begin."""
_LONGEST = 6
_PERCENT = frozenset({"procent", "procentpunt", "procentpunten", "percent"})
_PARTS = frozenset({"helft", "kwart", "half", "dubbel"})
_MANY = frozenset(
    {*MAGNITUDES, "miljoenen", "miljarden", "duizenden", "honderden", "tientallen", "anderhalf", "anderhalve"}
)
_WHICH_HALF = {"helft": {"eerste", "tweede", "andere"}, "kwart": {"over", "voor"}}
_BEHIND_A_PART = frozenset({"van", "deel", "is", "heeft", "vindt", "noemt", "zegt", "wil", "kiest", "gebruikt"})
"""What follows "een derde" when that is a part, and no place in an order."""
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
    """A phrase that was found, as it stands: where it begins, and where each of its own words does.

    `pattern` is the phrase of the lexicon, and a denied one stands in a sentence with "niet", "geen" and the like.
    """

    text: str
    start: int
    words: tuple[int, ...] = ()
    pattern: str = ""
    is_denied: bool = False


def directions(text: str) -> Iterator[Phrase]:
    """Find the phrases that say that something rose, fell, stayed, or is more or less than something else."""
    for sentence in _sentences(text):
        if sentence and sentence[-1].text == "?":
            continue  # a question claims nothing
        taken: set[int] = set()
        for phrase, span in _spans(sentence):
            if taken.isdisjoint(span):
                taken |= set(span)
                if phrase not in IDIOMS:
                    words = [sentence[place] for place in span]
                    stands = text[words[0].start : words[-1].start + len(words[-1].text)]
                    starts = tuple(word.start for word in words)
                    yield Phrase(stands, starts[0], starts, phrase, _is_denied(sentence, span[0]))


def number_words(text: str) -> Iterator[Phrase]:
    """Find the numbers in words: parts, multiples, cardinals, and the word percent."""
    for sentence in _sentences(text):
        if not any(_counts(word.bare) for word in sentence):
            continue
        at = 0
        while at < len(sentence):
            length = _number_at(sentence, at)
            if length:
                last = sentence[at + length - 1]
                yield Phrase(text[sentence[at].start : last.start + len(last.text)], sentence[at].start)
            at += length or 1


def _is_denied(sentence: Sequence[Word], at: int) -> bool:
    """Whether a sentence denies what stands at a place: not in "niet iedereen belt, maar meer mensen chatten"."""
    words = [word.bare for word in sentence]
    return any(
        word in NEGATIONS and "maar" not in words[min(at, place) : max(at, place)] for place, word in enumerate(words)
    )


@cache
def _phrases() -> Mapping[str, int]:
    """All phrases with their precedence: idioms first, and then those of claims, the longest first."""
    claims = {phrase for rule in RULES.values() for phrase in rule.words}
    ordered = sorted(claims - IDIOMS, key=lambda phrase: (-len(phrase.split()), phrase))
    return {phrase: place for place, phrase in enumerate([*sorted(IDIOMS), *ordered])}


@cache
def _beginning_with(word: str) -> tuple[str, ...]:
    """The phrases of which a word is the first."""
    return tuple(phrase for phrase in _phrases() if _is(phrase.split()[0], word))


@cache
def _counts(word: str) -> bool:
    """Whether a word may be a number, or the main word of one."""
    numeric = cardinal(word) is not None or ordinal(word) is not None
    return (
        numeric or word in _PERCENT | _MANY | _PARTS or read_part(word) is not None or read_multiple(word) is not None
    )


def _sentences(text: str) -> Iterator[list[Word]]:
    """Divide a text into sentences, each without the mark that ends it but for a question mark."""
    words: list[Word] = []
    for found in _WORD.finditer(text):
        if found[0] in _ENDS:
            yield [*words, Word("?", "?", found.start(), is_name=False)] if found[0] == "?" else words
            words = []
            continue
        begun = any(word.text not in _MARKERS for word in words)
        inner = begun and found[0][0].isupper() and not words[-1].text.endswith(_OPENINGS)
        words.append(Word(found[0], bare(found[0]).replace("’", "'"), found.start(), inner))
    yield words


def _spans(sentence: Sequence[Word]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Find every phrase in a sentence with the places of its words, the one that takes precedence first."""
    begun = [
        (_phrases()[phrase], at, phrase)
        for at, word in enumerate(sentence)
        if not word.is_name
        for phrase in _beginning_with(word.bare)
    ]
    for _, at, phrase in sorted(begun):
        span = _span(phrase.split(), sentence, at)
        if span:
            yield phrase, span


def _span(parts: Sequence[str], sentence: Sequence[Word], at: int) -> tuple[int, ...]:
    """Match a phrase at a word; the places of its words, empty when it does not stand there."""
    places: list[int] = []
    room = 0
    for part in parts:
        if part in GAPS:
            room = GAPS[part]
            continue
        reach = range(at, min(at + room + 1, len(sentence)))
        found = next((i for i in reach if _is(part, sentence[i].bare) and _may_be(part, sentence[i])), None)
        if found is None:
            return ()
        places.append(found)
        at, room = found + 1, 0
    return tuple(places)


def _is(part: str, word: str) -> bool:
    if part == "{people}":
        return word in _people()
    return word.startswith(bare(part[:-1])) if part.endswith("*") else word == bare(part)


def _may_be(part: str, word: Word) -> bool:
    """Whether a word with a capital may be meant: only people have one within a sentence."""
    return part == "{people}" or not word.is_name


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
        if not _is_no_part(sentence, at, words):
            return length
    word = sentence[at]
    if word.is_name or word.bare in {"een", "nul"}:
        return 0
    if word.bare in _PERCENT or word.bare in _MANY:
        return 1
    return int(cardinal(word.bare) is not None and not _is_verb(sentence, at))


def _is_no_part(sentence: Sequence[Word], at: int, words: Sequence[Word]) -> bool:
    """Tell "de eerste helft", "kwart over" and "een derde jaar" from parts of a whole."""
    before = sentence[at - 1].bare if at else ""
    after = sentence[at + len(words)].bare if at + len(words) < len(sentence) else ""
    last = words[-1].bare
    if last in _WHICH_HALF:
        return before in _WHICH_HALF[last] or after in _WHICH_HALF[last]
    is_place = len(words) == 2 and words[0].bare == "een" and ordinal(last) is not None
    return is_place and after[:1].isalpha() and after not in _BEHIND_A_PART


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
