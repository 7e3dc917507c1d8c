"""Numbers that arrive as text, in Dutch or in English notation, and never by guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Sign = Literal[",", "."]

NUMERIC = re.compile(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
DUTCH = re.compile(r"[+-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?(?:[eE][+-]?[0-9]+)?")
ENGLISH = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def decimal_sign(cells: Iterable[object]) -> Sign | None:
    """Tell the decimal sign of a column; None when its only points, as in 1.000, could be read either way."""
    numbers = {cell for cell in set(cells) if isinstance(cell, str) and NUMERIC.fullmatch(cell)}
    if any("," in number for number in numbers):
        return ","
    pointed = [number for number in numbers if "." in number]
    if not pointed:
        return ","
    return None if all(THOUSANDS.fullmatch(number) for number in pointed) else "."


def is_ambiguous(text: str) -> bool:
    """Whether a text is a thousand in Dutch notation and a decimal number in English."""
    return THOUSANDS.fullmatch(text) is not None


def parse_decimal(text: str, sign: Sign) -> float | None:
    """Parse a number with this decimal sign; None when the text is something else."""
    if sign == ",":
        return float(text.replace(".", "").replace(",", ".")) if DUTCH.fullmatch(text) else None
    return float(text) if ENGLISH.fullmatch(text) else None
