"""How many syllables a Dutch word has, counted by its vowels.

The places where a word may be broken are no syllables: a typesetter never breaks off a single letter (“i-dee”), and
nothing at all in a short word. So vowels are counted, as the Dutch spelling divides words (“na-ti-o-naal”).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_DIAERESIS = {"ä": "|a", "ë": "|e", "ï": "|i", "ö": "|o", "ü": "|u"}
_ONE = (
    *("aai", "ooi", "oei", "eeu", "ieu"),
    *("aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ou", "au", "ei", "ij", "ai", "oi"),
)
"""The vowels that are said as one, longest first; others that meet make a syllable each (“the-a-ter”)."""
_VOWELS = re.compile(rf"{'|'.join(_ONE)}|[aeiou]|y(?![aeiou])")
_RESPELLED = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"(bur|niv|plat|cad)eau", r"\1o"),
        (r"\b(ge|be)(?=[aeiou]u|ij|ei)", r"\1|"),
        (r"eum\b", "e|um"),
        (r"iee", "i|ee"),
        (r"qu", "kw"),
        # English that Dutch has taken over, with letters that aren't heard.
        (r"(ser|de|of)vice", r"\1vis"),
        (r"(on|off)line", r"\1lin"),
        (r"(web)site", r"\1sit"),
        (r"(soft|hard)ware", r"\1wer"),
        (r"(up)date", r"\1det"),
        (r"voice", "vois"),
        (r"team", "tiem"),
    )
)
"""Where the letters say more or fewer vowels than are heard; a bar parts vowels that only look like one."""


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word; a figure, an abbreviation or an address counts as one.

    That is the rule of Rudolf Flesch, How to write plain English (1979), chapter 2, for figures and abbreviations.
    """
    if any(sign.isdigit() or sign in "@/" for sign in word) or (word.isupper() and len(word) > 1):
        return 1
    spelled = "".join(_DIAERESIS.get(letter, _bare(letter)) for letter in word.casefold())
    for pattern, sound in _RESPELLED:
        spelled = pattern.sub(sound, spelled)
    return max(1, len(_VOWELS.findall(spelled)))


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
