"""Plain text: a paragraph is what stands between white lines, or a line that ends as a sentence does."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from reportgen.verify.documents import Passage

_MOST_WORDS_IN_HEADING = 14
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a text begins that a Windows notepad saved as "Unicode"."""


def read_text(content: bytes, _name: str) -> tuple[Passage, ...]:
    """Read the paragraphs of a text, each with the line it begins on."""
    return tuple(_passage(lines) for lines in _paragraphs(decoded(content)))


def decoded(content: bytes) -> str:
    """A text in UTF-8, or else as Windows writes it."""
    if content.startswith(_WIDE):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def is_text(content: bytes) -> bool:
    """Whether bytes can be those of a plain text."""
    return content.startswith(_WIDE) or b"\0" not in content[:4096]


def looks_like_heading(text: str) -> bool:
    """Whether a line on its own is no sentence."""
    return len(text.split()) <= _MOST_WORDS_IN_HEADING and not re.search(r"[.!?;:,…”\"')]$", text.strip())


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    """The lines of each paragraph, with their numbers."""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if lines and not (stripped and _goes_on(lines[-1][1], stripped)):
            yield lines
            lines = []
        if stripped:
            lines.append((number, stripped))
    if lines:
        yield lines


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the sentence before it: it was broken off to fit, and begins with no capital."""
    if re.search(r"[.!?:]$", before):
        return len(before) >= 60 and not looks_like_heading(line) and len(line) < 200
    return line[0].islower() or (len(before) >= 60 and len(before) < 140)


def _passage(lines: list[tuple[int, str]]) -> Passage:
    starts, length = [], 0
    for number, line in lines:
        starts.append((length, f"regel {number}"))
        length += len(line) + 1
    text = " ".join(line for _, line in lines)
    return Passage(text, starts[0][1], heading=looks_like_heading(text), lines=tuple(starts))
