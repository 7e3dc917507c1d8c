"""Sentences of two editions side by side: where they say something else, and where only a number is another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum

from reportgen.comparing.pages import Line, Page
from reportgen.verify.documents import Mark
from reportgen.verify.lexicon import DOWN, STABLE, UP
from reportgen.verify.sentences import sentences as divided

ALIKE = 0.55
"""How much of two sentences in one place has to be the same for the one to have become the other."""
MOVED = 0.8
"""How much, when they stand in different places."""

_NUMBER = re.compile(r"(?:[<>≈]\s?)?\d(?:[\d.,]*\d)?(?:\s?%)?")
_STAND_IN = re.compile(r"(?<!\S)–(?=[\s.,;:]|$)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[▲▼+−]")
_DENIAL = re.compile(r"\b(?:geen|niet|zonder|nauwelijks)\b((?:\s+\w+){1,6})", re.IGNORECASE)
_TESTED = {"significant", "significante", "aantoonbaar", "verschil"}
_RISING, _FALLING = UP | {"▲", "meer"}, DOWN | {"▼", "minder"}
_ID = re.compile(r"^(?P<indicator>[^@]+)@(?P<wave>[^/#:>]+)(?P<group>[^#]*)")


class Turn(Enum):
    """What became of the meaning of a sentence; the heaviest first."""

    DIRECTION = "een andere richting"
    SIGNIFICANCE = "wel of niet significant"
    SUBJECT = "een cijfer van iets anders"
    WORDS = "andere woorden"
    GONE = "vervallen"
    NEW = "nieuw"
    NUMBER = "alleen een ander cijfer"

    @property
    def is_of_meaning(self) -> bool:
        """Whether it is sure to say something else, whoever wrote it."""
        return self in {Turn.DIRECTION, Turn.SIGNIFICANCE, Turn.SUBJECT}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with where it stands, and its printed numbers."""

    text: str
    place: str
    marks: tuple[Mark, ...] = ()
    heading: bool = False
    note: bool = False
    """Whether it stands under a chart or is part of a key figure, and is no sentence of the text."""

    @property
    def is_prose(self) -> bool:
        """Whether it was written for the text."""
        return not self.note

    @property
    def numbers(self) -> tuple[Mark, ...]:
        """The marks that print a number; words may be tied to the test that carries them, too."""
        return tuple(mark for mark in self.marks if any(map(str.isdigit, self.text[mark.start : mark.end])))

    @property
    def masked(self) -> str:
        """The sentence with a sign for each number, and for each dash that stands in for one, to compare its words."""
        text, end = "", 0
        for mark in self.numbers:
            if mark.start >= end:
                text, end = text + self.text[end : mark.start] + "¤", mark.end
        return _STAND_IN.sub("¤", _NUMBER.sub("¤", text + self.text[end:])).removeprefix("¤ ")


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence before and after, None where it is not there.

    `places` are all those where it is so: the edition, the publication, and the place in it, in Dutch.
    """

    turn: Turn
    old: Sentence | None
    new: Sentence | None
    places: tuple[tuple[str, str, str], ...]
    source: str = ""
    """The text and line that it comes from ("templates/report/01-houding.md, regel 3"), where that is known."""

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence of the text, and no note or key figure, which only tell what was measured."""
        return all(one.is_prose for one in (self.old, self.new) if one)


def sentences_of(lines: Sequence[Line]) -> tuple[Sentence, ...]:
    """Divide all lines into sentences; each keeps its numbers. What has no word or number says nothing."""
    return tuple(sentence for line in lines for sentence in _divide(line) if re.search(r"\w", sentence.text))


def _divide(line: Line) -> Iterator[Sentence]:
    for start, text in divided(line.text):
        end = start + len(text)
        marks = (replace(m, start=m.start - start, end=m.end - start) for m in line.marks if start <= m.start < end)
        yield Sentence(text, line.place, tuple(marks), line.heading, line.note)


def compare_pages(old: Page, new: Page) -> tuple[SentenceChange, ...]:
    """Find every sentence that differs, in the order of the new page; titles of charts are sentences too."""
    changes = []
    for one, other in (*_paired(sentences_of(old.lines), sentences_of(new.lines)), *_titles(old, new)):
        turn, known = turn_of(one, other), other or one
        if turn is not None and known is not None:
            changes.append(SentenceChange(turn, one, other, ((new.edition, new.name, known.place),)))
    return tuple(changes)


def _titles(old: Page, new: Page) -> Iterator[tuple[Sentence, Sentence]]:
    """The titles of the charts that both pages have; of one that is new or gone, more is told elsewhere."""
    for name, drawing in new.drawings.items():
        if name in old.drawings:
            one, other = old.drawings[name].title, drawing.title
            yield (
                Sentence(one.text, one.place, one.marks, heading=True),
                Sentence(other.text, other.place, other.marks, heading=True),
            )


def turn_of(old: Sentence | None, new: Sentence | None) -> Turn | None:
    """Say what became of a sentence; None when it says the same."""
    if old is None or new is None:
        return Turn.NEW if old is None else Turn.GONE
    if old.masked == new.masked:
        if _speak_of_others(old, new):
            return Turn.SUBJECT
        return None if old.text == new.text else Turn.NUMBER
    before, after = _directions(old.text), _directions(new.text)
    if before != after and "flat" in before | after:
        return Turn.SIGNIFICANCE
    if before and after and before.isdisjoint(after):
        return Turn.DIRECTION
    return Turn.SUBJECT if _speak_of_others(old, new) else Turn.WORDS


def _speak_of_others(old: Sentence, new: Sentence) -> bool:
    """A sentence that only has a number more or less still speaks of the same."""
    before, after = set(_subjects(old)), set(_subjects(new))
    return not (before <= after or after <= before)


def _subjects(sentence: Sentence) -> tuple[str, ...]:
    """Whom and what the printed numbers are of, whatever the wave."""
    found = (_ID.match(mark.fact) for mark in sentence.numbers)
    return tuple(match["indicator"] + match["group"] for match in found if match)


def _directions(text: str) -> frozenset[str]:
    """Which of "up", "down" and "flat" a sentence tells of."""
    denials = [match for match in _DENIAL.finditer(text) if _words(match[1]) & (UP | DOWN | _TESTED)]
    rest = text
    for match in denials:
        rest = rest.replace(match[0], " ")
    words = _words(rest)
    told = {"flat": denials or words & STABLE, "up": words & _RISING, "down": words & _FALLING}
    return frozenset(name for name, found in told.items() if found)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _paired(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Put each new sentence beside the one it was; what has none beside it comes last, the old ones behind the new."""
    matcher = SequenceMatcher(None, [one.masked for one in old], [one.masked for one in new], autojunk=False)
    partner: dict[int, int] = {}
    loose: list[tuple[range, range]] = []
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            partner |= dict(zip(range(b, b_end), range(a, a_end), strict=True))
        else:
            loose.append((range(a, a_end), range(b, b_end)))
    for befores, afters in loose:
        _match(befores, afters, ALIKE, old, new, partner)
        _match_places(befores, afters, old, new, partner)
    taken = set(partner.values())
    left = [i for befores, _ in loose for i in befores if i not in taken]
    unmatched = [j for _, afters in loose for j in afters if j not in partner]
    _match(left, unmatched, MOVED, old, new, partner)
    taken = set(partner.values())
    for j, sentence in enumerate(new):
        yield (old[partner[j]] if j in partner else None), sentence
    for i, sentence in enumerate(old):
        if i not in taken:
            yield sentence, None


def _match(
    befores: Sequence[int],
    afters: Sequence[int],
    least: float,
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    partner: dict[int, int],
) -> None:
    """Pair what is most alike first."""
    scores = [
        (ratio, -i, -j)
        for i in befores
        for j in afters
        if (ratio := _likeness(old[i].masked, new[j].masked, least)) >= least
    ]
    taken: set[int] = set()
    for _, i, j in sorted(scores, reverse=True):
        if -i not in taken and -j not in partner:
            partner[-j] = -i
            taken.add(-i)


def _match_places(
    befores: Sequence[int],
    afters: Sequence[int],
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    partner: dict[int, int],
) -> None:
    """Pair what took another's place, whatever it says: headings, and a sentence that stands for one other."""
    taken = set(partner.values())
    for heading in (True, False):
        gone = [i for i in befores if old[i].heading is heading and i not in taken]
        come = [j for j in afters if new[j].heading is heading and j not in partner]
        if heading or len(gone) == len(come) == 1:
            partner |= dict(zip(come, gone, strict=False))


def _likeness(one: str, other: str, least: float) -> float:
    """How much of the words two sentences share, from 0 to 1; 0 as soon as it is clear that it is less than `least`."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def told_once(changes: Sequence[SentenceChange]) -> tuple[SentenceChange, ...]:
    """Tell once what is the same in several editions and places, the heaviest first."""
    merged: dict[tuple[object, ...], SentenceChange] = {}
    for one in changes:
        key = one.turn, one.old and one.old.text, one.new and one.new.text
        known = merged.get(key)
        places = dict.fromkeys((*known.places, *one.places)) if known else one.places
        merged[key] = replace(one, places=tuple(places))
    order = list(Turn)
    return tuple(sorted(merged.values(), key=lambda one: order.index(one.turn)))
