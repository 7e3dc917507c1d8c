"""The licences of Creative Commons, by what they are called in print."""

from __future__ import annotations

import re

_KNOWN = re.compile(r"\bCC[ -]?(?P<terms>BY(?:-(?:NC|ND|SA|NC-SA|NC-ND))?) (?P<version>\d\.\d)\b")
_NO_RIGHTS = re.compile(r"\bCC0(?: (?P<version>\d\.\d))?\b")


def licence_address(licence: str) -> str:
    """Give the address of the licence that a text names: "… (CC BY 4.0)"; "" when it names none that is known."""
    if known := _KNOWN.search(licence):
        return f"https://creativecommons.org/licenses/{known['terms'].lower()}/{known['version']}/"
    if none := _NO_RIGHTS.search(licence):
        return f"https://creativecommons.org/publicdomain/zero/{none['version'] or '1.0'}/"
    return ""
