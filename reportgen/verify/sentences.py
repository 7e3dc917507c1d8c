"""A passage of text as its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s+[“‘\"'(\[]?[A-Z0-9À-Ý])|\n{2,}|(?<=[.!?])\s*•|\s*•\s*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:bijv|bv|o\.a|t\.o\.v|d\.w\.z|m\.b\.t|n\.a\.v|i\.p\.v|e\.d|ca|nr|fig|blz|pag|p|dr|drs|prof|ir|mr|dhr|mw|mevr|incl|excl|resp|vs"
    r"|jl|ong|max|min|St|[A-Z])\.$|^\s*\d{1,2}\.$"
)


def sentences(passage: str) -> Iterator[tuple[int, str]]:
    """Divide a passage into sentences, each with where it begins."""
    start = 0
    for end in _END.finditer(passage):
        if end[0][0] == "." and _ABBREVIATION.search(passage[start : end.start() + 1]):
            continue
        yield from _trimmed(passage, start, end.end())
        start = end.end()
    yield from _trimmed(passage, start, len(passage))


def _trimmed(passage: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    sentence = passage[start:end]
    if sentence.strip():
        yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
