"""A proof as lines on a terminal: how easily the texts read, and what an editor would say of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from reportgen.proofreading.proofreader import Proof, Reading
from reportgen.proofreading.readability import Ease
from reportgen.proofreading.remarks import Remark, by_file
from reportgen.rounding import half_up

NAMES = {"report": "rapport", "press-release": "persbericht"}
HEADINGS = ("", "leesgemak", "", "woorden/zin", "lettergrepen/woord")
WORDS = (0, 2)
"""Which columns hold words; the others hold numbers."""
TOO_SHORT = "te kort om te meten"
TITLE, WIDTH = 34, 100


def render_proof(proof: Proof, files: Sequence[str]) -> str:
    """Tell how easily each publication reads, and then what could be better, by file in the order of `files`."""
    lines = ["Taal en leesbaarheid (formule van Flesch-Douma: hoe hoger, hoe makkelijker)"]
    lines += [f"  {line}" for line in _table(proof.readings)]
    found = by_file(proof.remarks, files)
    if not found:
        lines += ["", "  Spelling en stijl: niets gevonden"]
    for file in found:
        lines += ["", f"  {file.file}", *(line for remark in file.remarks for line in _remark(remark))]
        if file.left_out:
            lines.append(f"    … en nog {file.left_out}")
    return "".join(f"{line.rstrip()}\n" for line in (*lines, ""))


def _table(readings: Sequence[Reading]) -> Iterator[str]:
    rows = [HEADINGS]
    for one in readings:
        rows.append(_row(NAMES[one.kind], one.whole))
        if len(one.chapters) > 1:
            rows += [_row(f"  {_short(title)}", ease) for title, ease in one.chapters]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(
            cell.ljust(width) if place in WORDS else cell.rjust(width) for place, (cell, width) in enumerate(cells)
        )


def _row(name: str, ease: Ease) -> tuple[str, str, str, str, str]:
    if not ease.is_measured:
        return name, "–", TOO_SHORT, "", ""
    words, syllables = _decimal(ease.words_per_sentence, 1), _decimal(ease.syllables_per_word, 2)
    return name, _decimal(ease.score, 0), ease.level, words, syllables


def _short(title: str) -> str:
    return textwrap.shorten(title, TITLE, placeholder=" …")


def _remark(remark: Remark) -> Iterator[str]:
    line = f"regel {remark.place.line}: " if remark.place and remark.place.line else ""
    what = remark.what if line else f"{remark.what[:1].upper()}{remark.what[1:]}"
    yield from textwrap.wrap(f"{line}{what}", WIDTH, initial_indent="    ", subsequent_indent="      ")
    yield f"      → {remark.advice}"


def _decimal(value: float, digits: int) -> str:
    return f"{half_up(value, digits):.{digits}f}".replace(".", ",")
