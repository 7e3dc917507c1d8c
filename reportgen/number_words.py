"""The Dutch number words, as a grammar: "vijfentwintig", "honderdtwintig", "tweeduizend", "derde"."""

from __future__ import annotations

import unicodedata
from functools import cache

_UNITS = {
    "een": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
}
_TEENS = {
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "dertien": 13,
    "veertien": 14,
    "vijftien": 15,
    "zestien": 16,
    "zeventien": 17,
    "achttien": 18,
    "negentien": 19,
}
_TENS = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_ORDINALS = {"derde": 3, "achtste": 8, "eerste": 1}
MAGNITUDES = {"miljoen": 1_000_000, "miljard": 1_000_000_000}


@cache
def cardinal(word: str) -> int | None:
    """The number that one word names, up to 999.999, with or without its accents; None when it names none."""
    word = bare(word)
    if word == "nul":
        return 0
    return _thousands(word)


@cache
def ordinal(word: str) -> int | None:
    """The number in a word for a place or a part: "vijfde" → 5, "twintigste" → 20, "derden" → 3."""
    word = bare(word).removesuffix("n") if bare(word).endswith(("den", "sten")) else bare(word)
    if word in _ORDINALS:
        return _ORDINALS[word]
    for suffix in ("ste", "de"):
        if word.endswith(suffix) and (number := cardinal(word.removesuffix(suffix))) is not None:
            return number if number > 1 else None
    return None


@cache
def bare(word: str) -> str:
    """A word in lower case, without its accents: "Eén" → "een"."""
    signs = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def _thousands(word: str) -> int | None:
    before, found, after = word.partition("duizend")
    if not found:
        return _hundreds(word)
    many = _hundreds(before) if before else 1
    rest = _rest(after, _hundreds)
    return None if many is None or rest is None else many * 1000 + rest


def _hundreds(word: str) -> int | None:
    before, found, after = word.partition("honderd")
    if not found:
        return _below_hundred(word)
    many = _below_hundred(before) if before else 1
    rest = _rest(after, _below_hundred)
    return None if many is None or rest is None else many * 100 + rest


def _rest(word: str, parse: object) -> int | None:
    """What comes behind "honderd" or "duizend": nothing, or a smaller number, which "en" may join."""
    if not word:
        return 0
    assert callable(parse)
    found: int | None = parse(word)
    if found is None and word.startswith("en"):
        found = parse(word.removeprefix("en"))
    return found


def _below_hundred(word: str) -> int | None:
    for table in (_UNITS, _TEENS, _TENS):
        if word in table:
            return table[word]
    for unit, value in _UNITS.items():
        tens = word.removeprefix(f"{unit}en")
        if tens != word and tens in _TENS:
            return _TENS[tens] + value
    return None
