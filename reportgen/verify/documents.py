"""A finished document as the passages that are read from it, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.verify.lexicon import VERBS

MOST_DIGITS_IN_PROSE = 0.8
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a passage's text, from `start` to `end`, that carries the id of the fact it prints."""

    start: int
    end: int
    fact: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading or cell: `place` says in Dutch where it stands ("regel 3", "pagina 2").

    `heads` are what stands over it and is no sentence with it: the heads of its column and row.
    """

    text: str
    place: str
    heading: bool = False
    table: bool = False
    heads: str = ""
    lines: tuple[tuple[int, str], ...] = ()
    """Where in the text another place begins: its offset, and that place."""
    marks: tuple[Mark, ...] = ()
    """What in a publication of our own says itself which fact it prints."""

    def place_at(self, offset: int) -> str:
        """Where the character at an offset stands."""
        return next((place for start, place in reversed(self.lines) if start <= offset), self.place)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's name and its passages in order."""

    name: str
    passages: tuple[Passage, ...]


def is_prose(sentence: str) -> bool:
    """Whether words make a sentence here, and not a row of a table or the labels of a chart."""
    parts = [part.strip("(“‘\"'+−-<>≈±→▲▼") for part in sentence.split()]
    words = [part for part in parts if part[:1].isalpha()]
    numbers = [part[:1].isdigit() for part in parts]
    ends = sentence.rstrip("”’\"')").endswith((".", "!", "?"))
    row = 3 if ends else 2
    if any(all(numbers[i : i + row]) for i in range(len(numbers) - row + 1)):
        return False
    if not ends and not any(word.lower() in VERBS for word in words):
        return False
    return len(words) >= _FEWEST_WORDS and sum(numbers) <= MOST_DIGITS_IN_PROSE * len(words)
