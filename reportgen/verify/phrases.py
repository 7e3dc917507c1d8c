"""Phrases that name something, and how to find them in a sentence: whole, as the head of a compound, or in part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.verify.lexicon import STOP_WORDS
from reportgen.verify.tokens import Token, plain, tokenise

Group = tuple[str, str]
"""A breakdown and one of its groups."""

LONGEST_GAP = 2
"""How many words without meaning may stand within a phrase."""
_COMPOUND = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence, the tokens `first` up to `last`, that name a concept or a group."""

    first: int
    last: int
    concept: str | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    stems: tuple[str, ...]
    concept: str | None
    group: Group | None


class Phrases:
    """The phrases that are known, by their first word."""

    def __init__(self) -> None:
        self._phrases: dict[str, list[_Entry]] = defaultdict(list)
        self._compounds: dict[str, _Entry] = {}
        self.heads: Mapping[str, str] = {}
        """The first part of a compound, by which only one concept is named → that concept."""

    # --- learning ----------------------------------------------------------------------------------------------------

    def learn(self, phrase: str, *, concept: str | None = None, group: Group | None = None) -> None:
        """Have a phrase name a concept or a group, unless it names one already."""
        stems = stems_of(phrase)
        if not stems or (group and any(sign.isdigit() for sign in phrase)):  # ages are found as such
            return
        known = self._phrases[stems[0]]
        for i, entry in enumerate(known):
            if entry.stems == stems:
                known[i] = _Entry(stems, entry.concept or concept, entry.group or group)
                return
        known.append(_Entry(stems, concept, group))
        if len(stems) == 1 and len(stems[0]) >= _COMPOUND and group is None:
            self._compounds[stems[0]] = self._compounds[plain(phrase)] = _Entry(stems, concept, group)

    def add(self, word: str, concept: str) -> None:
        """Have a single word name a concept where it begins no longer phrase."""
        self._phrases[word].append(_Entry((word,), concept, None))

    def sort(self) -> None:
        """Put the longest phrases first, which are then the first to be found."""
        for entries in self._phrases.values():
            entries.sort(key=lambda entry: -len(entry.stems))

    # --- finding -----------------------------------------------------------------------------------------------------

    def knows(self, word: str) -> bool:
        """Whether a single word, in the form in which words are compared, names something."""
        return self._single(word) is not None

    def concept_of(self, word: str) -> str | None:
        """The concept that a single word names."""
        entry = self._single(word)
        return entry.concept if entry is not None else None

    def _single(self, word: str) -> _Entry | None:
        return next((entry for entry in self._phrases.get(word, ()) if entry.stems == (word,)), None)

    def whole(self, text: str) -> frozenset[str]:
        """The concept of a phrase that has synonyms as it stands, whatever marks are in it."""
        stems = stems_of(text)
        entries = self._phrases.get(stems[0], ()) if stems else ()
        return frozenset(entry.concept for entry in entries if entry.stems == stems and entry.concept)

    def within(self, text: str) -> set[str]:
        """The concepts that the words of a text name, each word by itself."""
        mentions = (self._at((token,), 0) for token in tokenise(text))
        return {mention.concept for mention in mentions if mention is not None and mention.concept}

    def find(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Find the concepts and groups that a sentence names, the longest phrase first."""
        at = 0
        while at < len(tokens):
            mention = self._at(tokens, at)
            if mention is not None:
                yield mention
            at = mention.last if mention is not None else at + 1

    def _at(self, tokens: Sequence[Token], at: int) -> Mention | None:
        if tokens[at].word in STOP_WORDS:
            return None
        word = tokens[at].stem
        for entry in self._phrases.get(word, ()):
            last = _matched(entry.stems, tokens, at)
            if last is not None:
                return Mention(at, last, entry.concept, entry.group)
        if (whole := self.heads.get(word)) is not None:
            return Mention(at, at + 1, whole)
        for length in range(len(word) - 1, _COMPOUND - 1, -1):
            compound = self._compounds.get(word[:length]) or self._compounds.get(tokens[at].word[:length])
            if compound is not None:
                return Mention(at, at + 1, compound.concept, compound.group)
        return None


def stems_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase that have meaning, in the form in which they are compared; all when none has."""
    tokens = [token for token in tokenise(phrase) if token.is_word or token.value is not None]
    return tuple(token.stem for token in tokens if has_meaning(token)) or tuple(token.stem for token in tokens)


def has_meaning(token: Token) -> bool:
    """Whether it is a word that tells something of what a number is about."""
    return token.is_word and token.word not in STOP_WORDS


def _matched(stems: Sequence[str], tokens: Sequence[Token], at: int) -> int | None:
    """Where a phrase ends that begins here, or None; words without meaning may stand within it."""
    place, gap = at, 0
    for wanted in stems:
        while place < len(tokens) and tokens[place].stem != wanted:
            if has_meaning(tokens[place]) or gap == LONGEST_GAP or place == at:
                return None
            if not (tokens[place].is_word or tokens[place].text == "-"):
                return None
            place, gap = place + 1, gap + 1
        if place == len(tokens):
            return None
        place, gap = place + 1, 0
    return place
