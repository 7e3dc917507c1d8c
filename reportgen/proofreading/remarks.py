"""What an editor has to say of a text: one remark a point, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportgen.errors import Place

MOST_PER_FILE = 10
"""How many remarks are told of one file; the others are counted."""
SHORTENED = 72


@dataclass(frozen=True, slots=True)
class Remark:
    """One point: what is seen, what could be done about it, and how much it matters (a mistake 5, a matter of taste 1).

    `place` is that of the sentence, and None when the program wrote it itself; `word` is what stands on the very line.
    """

    what: str
    advice: str
    weight: float
    place: Place | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class OfFile:
    """The remarks on one file in the order of its lines, and how many lighter ones were left out."""

    file: str
    remarks: tuple[Remark, ...]
    left_out: int


def by_file(remarks: Iterable[Remark], files: Sequence[str]) -> tuple[OfFile, ...]:
    """Keep the weightiest remarks of each file, and put the files in the given order."""
    order = {file: place for place, file in enumerate(files)}
    placed = [(remark, remark.place) for remark in dict.fromkeys(remarks) if remark.place is not None]
    placed.sort(key=lambda one: (order.get(one[1].file, len(order)), one[1].file))
    found = []
    for file, group in groupby(placed, key=lambda one: one[1].file):
        several = [remark for remark, _ in group]
        kept = sorted(several, key=lambda remark: -remark.weight)[:MOST_PER_FILE]
        found.append(OfFile(file, tuple(sorted(kept, key=_line)), len(several) - len(kept)))
    return tuple(found)


def shortened(sentence: str, around: str = "") -> str:
    """Quote a sentence, or the part of a long one that stands around a word, with dots for what is left out."""
    if len(sentence) <= SHORTENED:
        return f"“{sentence}”"
    at = max(sentence.find(around), 0) if around else 0
    start = max(0, min(at - SHORTENED // 2, len(sentence) - SHORTENED))
    if start:
        start = sentence.find(" ", start) + 1
    end = sentence.rfind(" ", start, start + SHORTENED) if start + SHORTENED < len(sentence) else len(sentence)
    return f"“{'… ' if start else ''}{sentence[start:end]}{' …' if end < len(sentence) else ''}”"


def _line(remark: Remark) -> tuple[int, float]:
    assert remark.place is not None
    return remark.place.line or 0, -remark.weight
