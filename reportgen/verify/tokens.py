"""A sentence as words, numbers and marks, each with its place; and the form in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_TOKEN = re.compile(
    r"""(?P<number>\d{1,3}(?:[.\u00a0\u202f\u2009]\d{3})+(?:,\d+)?(?!\d)   # 1.061 and 1 061,5
         | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)                              # 1,061 in English
         | \d+(?:[.,]\d+)?)
      | (?P<word> [eE]-?[mM]ail\w* | t/m | [^\W\d_]+ (?:['’`][^\W\d_]+)*)
      | (?P<mark> \S)""",
    re.VERBOSE,
)
_SHORTEST = 4
_DOUBLED = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]+$)")
_DOUBLE_END = re.compile(r"([bdfgklmnprst])\1$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `start` and `end` are its place in the sentence.

    `word` is it in lower case without accents, `stem` the form in which words are compared. `value` is that of a
    number, with as many `decimals` as it was written with.
    """

    text: str
    start: int
    end: int
    word: str
    stem: str
    value: Decimal | None = None
    decimals: int = 0

    @property
    def is_word(self) -> bool:
        """Whether it has letters."""
        return self.text[0].isalpha()


def tokenise(sentence: str) -> tuple[Token, ...]:
    """Divide a sentence into tokens."""
    return tuple(_token(found) for found in _TOKEN.finditer(sentence))


def _token(found: re.Match[str]) -> Token:
    text, (start, end) = found[0], found.span()
    if found["number"]:
        value, decimals = read_number(text)
        return Token(text, start, end, text, text, value, decimals)
    word = plain(text)
    return Token(text, start, end, word, stem(word) if found["word"] else word)


def read_number(text: str) -> tuple[Decimal, int]:
    """Read digits as Dutch or English writes them: 1.061 and 1,061 are thousands, 6,9 and 6.9 decimals."""
    digits = re.sub(r"[\u00a0\u202f\u2009]", "", text)
    parts = re.split(r"([.,])", digits)
    marks = parts[1::2]
    if not marks:
        return Decimal(digits), 0
    grouped = all(len(part) == 3 for part in parts[2::2]) and parts[0] != "0"
    if len(set(marks)) == 1 and grouped:
        return Decimal("".join(parts[::2])), 0
    whole, last = "".join(parts[:-1:2]), parts[-1]
    return Decimal(f"{whole}.{last}"), len(last)


@cache
def plain(text: str) -> str:
    """Lower case, without accents, with straight apostrophes and "email" in one way."""
    text = text.lower().replace("’", "'").replace("`", "'")
    text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return text.replace("e-mail", "email")


@cache
def stem(word: str) -> str:
    """Bring the forms of a Dutch word together: "positieve" and "positiever" → "positief", "chatbots" → "chatbot".

    A form to compare by and not a word: it is only ever held against what came from here too.
    """
    word = plain(word).removesuffix("'s").removesuffix("'")
    for suffix in ("s", "en", "e", "er"):
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            word = word.removesuffix(suffix)
    word = _DOUBLE_END.sub(r"\1", _DOUBLED.sub(lambda vowels: vowels[0][0], word))
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1:], word[-1:])
