"""A finished document as the passages that are read from it, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.verify.lexicon import VERBS

MOST_DIGITS_IN_PROSE = 0.8
DOT = "·"
"""Stands for a number that carries its own fact, where a publication says which numbers it holds."""
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
class Declared:
    """A number that a publication of our own says it holds, in its place among the others.

    `fact` is the id that it is tied to, and `whole` all that is printed of that ("13% tot 17%"). `text` is None where
    the text itself carries the id.
    """

    text: str | None
    fact: str | None = None
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's name and its passages in order; `declared` are all its numbers, if it is a publication of our own."""

    name: str
    passages: tuple[Passage, ...]
    declared: tuple[Declared, ...] = ()


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
    if not ends and parts[0].isdecimal() and parts[-1].isdecimal():
        return False  # a chapter with its number and its page, in a table of contents
    return len(words) >= _FEWEST_WORDS and sum(numbers) <= MOST_DIGITS_IN_PROSE * len(words)
