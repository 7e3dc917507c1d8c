"""What a spreadsheet shows of a number: Excel's format codes, written out as a Dutch Excel does."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d-m-yyyy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "d-m-yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss",
    46: "h:mm:ss", 47: "mm:ss", 49: "@",
}  # fmt: skip
"""The codes that a file only gives a number for (ECMA-376, part 1, 18.8.30)."""
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)|^(?=;)')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|\*.|\[(?P<bracket>[^\]]*)\]|'
                    r"(?P<digits>[0#?][0#?.,]*|\.[0#?]+)|(?P<general>General)|(?P<date>[ymdhs])|(?P<other>.)",
                    re.IGNORECASE)  # fmt: skip
_FIRST_DAY = date(1899, 12, 30)
_PRECISION = 15
"""How many significant digits Excel keeps."""


def shown(value: str, code: str) -> str:
    """Write the number in a cell as its format code shows it; raises ValueError when it is no number."""
    number = _precisely(value)
    section, is_whole = _section_for(number, code)
    tokens = list(_TOKEN.finditer(section))
    if any(token["date"] for token in tokens):
        return _date(number)
    percents = sum(token["other"] == "%" for token in tokens)
    scaled = abs(number).scaleb(2 * percents)
    text = "".join(_piece(token, scaled) for token in tokens)
    return f"-{text}" if number < 0 and is_whole and any(sign in "123456789" for sign in text) else text


def _precisely(value: str) -> Decimal:
    return Decimal(f"{float(value):.{_PRECISION}g}")


def _section_for(number: Decimal, code: str) -> tuple[str, bool]:
    """The part of a code that a number is shown by, and whether its sign is still to be written."""
    sections = _SECTION.findall(code) or [""]
    for section in sections:
        if condition := _CONDITION.search(section):
            if _holds(number, condition[1], Decimal(condition[2])):
                return section, True
        elif _CONDITION.search(code):
            return section, True
    if len(sections) > 1 and number < 0:
        return sections[1], False
    if len(sections) > 2 and number == 0:
        return sections[2], False
    return sections[0], True


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def _piece(token: re.Match[str], number: Decimal) -> str:
    if token["digits"]:
        return _digits(number, token["digits"])
    if token["general"] or token["other"] == "@":
        return _plain(number)
    if token["bracket"] is not None:  # a currency, or a colour
        return token["bracket"][1:].partition("-")[0] if token["bracket"].startswith("$") else ""
    return token["quoted"] or token["escaped"] or (" " if token["space"] else token["other"]) or ""


def _digits(number: Decimal, pattern: str) -> str:
    """Write a number by its placeholders, such as `#,##0.0`; half is rounded away from nought."""
    whole, _, fraction = pattern.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    rounded = number.scaleb(-3 * thousands).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    fewest = len(fraction.rstrip("#?"))
    while len(after) > fewest and after.endswith("0"):
        after = after[:-1]
    grouped = f"{int(before):,}".replace(",", ".") if "," in whole.rstrip(",") else before
    return f"{grouped},{after}" if after else grouped


def _plain(number: Decimal) -> str:
    """Write a number without a format, as far as eleven places reach."""
    return f"{Decimal(f'{number:.10g}'):f}".replace(".", ",")


def _date(number: Decimal) -> str:
    try:
        day = _FIRST_DAY + timedelta(days=int(number))
    except OverflowError:
        return ""
    return f"{day.day}-{day.month}-{day.year}" if number >= 1 else ""
