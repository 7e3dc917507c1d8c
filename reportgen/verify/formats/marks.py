"""Text as it is gathered from a publication of our own: pieces of it say which fact they print."""

from __future__ import annotations

import re

from reportgen.verify.documents import Mark

_SPACE = re.compile(r"\s+")
NUMBER = re.compile(r"[<>+−]?\d+(?:[.,]\d+)*%?")
"""A number as it is printed, with the sign and the percentage that belong to it."""


class MarkedText:
    """Gathers pieces of text, with one space for any white space, and remembers where those with a fact stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def add(self, text: str, fact: str | None = None) -> None:
        """Add a piece; `fact` is the id that it carries."""
        text = _SPACE.sub(" ", text.replace("\u00ad", ""))
        if text.startswith(" ") and (not self._parts or self._parts[-1].endswith(" ")):
            text = text[1:]
        if not text:
            return
        if fact:
            self._marks += marks_of(text, fact, self._length)
        self._parts.append(text)
        self._length += len(text)

    def is_blank(self) -> bool:
        """Whether nothing was gathered yet."""
        return not self._parts

    def take(self) -> tuple[str, tuple[Mark, ...]]:
        """Give what was gathered, and begin anew."""
        text = "".join(self._parts).rstrip()
        marks = tuple(Mark(mark.start, min(mark.end, len(text)), mark.fact) for mark in self._marks)
        self.__init__()  # type: ignore[misc]
        return text, marks


def marks_of(text: str, fact: str, start: int = 0) -> list[Mark]:
    """The marks of a text that prints one fact, or of each of its numbers where it prints several ("a;b").

    Words without a number are tied to all of them together.
    """
    numbers = list(NUMBER.finditer(text))
    if ";" not in fact or not numbers:
        return [Mark(start, start + len(text), fact)]
    return [
        Mark(start + n.start(), start + n.end(), id_) for n, id_ in zip(numbers, fact.split(";"), strict=False) if id_
    ]
