"""A printed number as a spreadsheet holds it: a value, and a format that shows it as it was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reportgen.rounding import half_up

_NUMBER = re.compile(r"(?P<sign>[+−]?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?(?P<after>%?\*?)")
_ALMOST = ("<1%", ">99%")
_HAIR = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class Number:
    """What stands in a cell (a share as a proportion) and Excel's format for it."""

    value: float
    shown_as: str


def as_number(text: str, exact: float | None = None, mark: str = "") -> Number | None:
    """Make a number of what was printed; None when it is more than one number, or a word.

    The value is the `exact` one: the format rounds it, and who wants another decimal gets a true one. Where that isn't
    known it is the printed number itself. A `mark` of significance is part of the format. Raises ValueError when the
    exact value would not be shown as it was printed.
    """
    if text in _ALMOST:
        # No format says that a number is almost nothing, so this one says it in so many words.
        return None if exact is None else Number(exact, _quoted(f"{_before(mark)}{text}"))
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    printed, digits = _printed(found), len(found["decimals"] or "")
    scale = 2 if "%" in found["after"] else 0
    value = printed if exact is None else Decimal(f"{exact * 10**scale:.12g}")
    if half_up(float(value), digits) != printed:
        raise ValueError(f"{text!r} is printed of {value}")
    return Number(float(_off_the_tie(value, digits).scaleb(-scale)), _format(found, digits, mark))


def _printed(found: re.Match[str]) -> Decimal:
    size = Decimal(f"{found['whole'].replace('.', '')}.{found['decimals'] or '0'}")
    return -size if found["sign"] == "−" else size


def _off_the_tie(value: Decimal, digits: int) -> Decimal:
    """Move what lies halfway, such as 12.5, a hair away from nought.

    Half is rounded up in print. Spreadsheets do so too, but some of them on the binary value, which may lie under it,
    or to the even neighbour.
    """
    if abs(value).scaleb(digits) % 1 != Decimal("0.5"):
        return value
    return value + _HAIR.copy_sign(value)


def _format(found: re.Match[str], digits: int, mark: str) -> str:
    whole = "#,##0" if "." in found["whole"] else "0"
    number = f"{whole}.{'0' * digits}" if digits else whole
    percent, star = ("%" if "%" in found["after"] else ""), _quoted("*" if "*" in found["after"] else "")
    signs = ("+", "−", "") if found["sign"] else ("",)  # of what is above, under and at nought
    return ";".join(f"{_quoted(_before(mark) + sign)}{number}{percent}{star}" for sign in signs)


def _before(mark: str) -> str:
    return f"{mark}\u00a0" if mark else ""


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""
