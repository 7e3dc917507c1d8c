"""The texts and names that a codebook gets from labels and column names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from html import unescape

from reportgen.project.names import LONGEST

CUT_OFF = 250
"""How many bytes of a variable's label SPSS keeps, or nearly so."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_UNPRINTABLE = {"Cc", "Cs", "Cf"}
_SEPARATOR = re.compile(r"\s[-–—|]\s|: |\? |[.…] ?(?=\S*$)|\] ")
_BRACKETED = re.compile(r"\[(?P<item>[^\]]+)\]\s*(?P<stem>.+)")
_SELECTED = re.compile(r"\s*[-–—]?\s*\(?Selected Choice\)?\s*$", re.IGNORECASE)
_LOOSE = " -–—|:"


def is_marked_up(text: str) -> bool:
    """Whether a label holds HTML, as web surveys export it."""
    return _TAG.search(text) is not None or unescape(text) != text


def cleaned(text: str) -> str:
    """A label as a reader would see it: on one line, without HTML or what cannot be printed."""
    shown = unescape(_TAG.sub(" ", text))
    return spaced("".join(" " if unicodedata.category(sign) in _UNPRINTABLE else sign for sign in shown))


def spaced(text: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(text.split())


def is_cut_off(label: str) -> bool:
    """Whether SPSS may have cut the end off a label."""
    return len(label.encode("utf-8", "replace")) >= CUT_OFF


def split_stem(labels: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Split labels in the question that they share and what each asks about; "" when they share none."""
    texts = [_SELECTED.sub("", cleaned(label)) for label in labels]
    bracketed = [_BRACKETED.fullmatch(text) for text in texts]
    if all(bracketed) and len({one["stem"] for one in bracketed if one}) == 1:
        found = [one for one in bracketed if one]
        return found[0]["stem"], tuple(one["item"] for one in found)
    shared = _shared(texts)
    cuts = [one.end() for one in _SEPARATOR.finditer(shared)]
    if cuts and len(set(texts)) == len(texts):
        stem = texts[0][: cuts[-1]].strip().rstrip(_LOOSE)
        return _SELECTED.sub("", stem), tuple(text[cuts[-1] :].strip().lstrip(_LOOSE) for text in texts)
    ending = _shared([text[::-1] for text in texts])[::-1]
    begins = [one for one in _SEPARATOR.finditer(ending) if ending[one.end() :].strip()]
    if begins and len(set(texts)) == len(texts):
        length = len(ending) - begins[0].start()
        return ending[begins[0].end() :].strip(), tuple(text[:-length].strip().rstrip(_LOOSE) for text in texts)
    return "", tuple(texts)


def _shared(texts: Sequence[str]) -> str:
    """What all texts begin with."""
    first, last = min(texts), max(texts)
    return first[: next((at for at, sign in enumerate(first) if last[at : at + 1] != sign), len(first))]


def slug(text: str, longest: int = LONGEST) -> str:
    """Make a name of lower-case letters, digits and _ of a text; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:longest].strip("_")


def unused(name: str, used: Collection[str]) -> str:
    """Make a name that is not used yet by putting a number behind it."""
    if name not in used:
        return name
    number = next(number for number in range(2, len(used) + 3) if f"{name}_{number}" not in used)
    return f"{name}_{number}"


def shortened(text: str, longest: int = 60) -> str:
    """Cut a text between words where it is too long for a chart."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(_LOOSE + ",.") + "…"
