"""Dutch dates, counts and enumerations; never the machine's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "nl_NL"


def count(number: int) -> str:
    """Write a count with a point per thousand: "1.061"."""
    return format_decimal(number, locale=LOCALE)


def long_date(day: date) -> str:
    """Write a date out: "19 maart 2025"."""
    return format_date(day, "d MMMM y", locale=LOCALE)


def period(start: date, end: date) -> str:
    """Write a period without repeating what both days share: "2 t/m 15 december 2024"."""
    if start == end:
        return long_date(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} t/m {long_date(end)}"
    if start.year == end.year:
        return f"{format_date(start, 'd MMMM', locale=LOCALE)} t/m {long_date(end)}"
    return f"{long_date(start)} t/m {long_date(end)}"


def reference_day(written: str) -> str:
    """Write a date out, and leave what is only a year as it is."""
    try:
        return long_date(date.fromisoformat(written))
    except ValueError:
        return written


def enumeration(items: Sequence[str], conjunction: str = "en") -> str:
    """Join items as a sentence does: "telefoon, e-mail en chat"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def capitalised(text: str) -> str:
    """Begin with a capital, and leave the rest as it is: "ijs" becomes "IJs"."""
    if text.startswith("ij"):
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]
