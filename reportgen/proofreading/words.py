"""A sentence as its words: what a reader counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"[+−-]?[€▲▼]?\d[\d.,:]*\s?%?[-\w’'/×]*|[^\W\d_](?:[^\W_]|[’'&./@+-](?=[^\W_]))*")


def words_of(text: str) -> Iterator[tuple[int, str]]:
    """Find each word, number or name with where it begins; a number goes with its sign, an address is one word."""
    for token in _TOKEN.finditer(text):
        yield token.start(), token[0].rstrip(".,:")


def is_number(word: str) -> bool:
    """Whether a word is written with digits: 15%, 2025, 18-30."""
    return any(character.isdigit() for character in word)


def plain_apostrophe(word: str) -> str:
    """Write an apostrophe as a dictionary does."""
    return word.replace("’", "'")
