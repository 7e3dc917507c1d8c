"""Copies: under embargo or free, for everybody or for one reader, whose copy gets a folder for itself."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

FOLDER = "exemplaren"
"""The folder within an output that copies for one reader stand in, each in its own."""
LONGEST = 80
"""How many characters a name may have: what fits in the margin of a page."""
_UNSHOWN = ("C", "Zl", "Zp")
_LONGEST_FOLDER = 32
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """What sort of copy is made: whether it is `released` from every embargo, and its one reader, if that is one."""

    released: bool = False
    recipient: str = ""


COMMON = Copy()
"""A copy for everybody, under embargo as long as one is declared."""


class UnfitNameError(ValueError):
    """A name that cannot stand on a copy: why not, in Dutch."""


def recipient_of(written: str) -> str:
    """The name as it will be printed; raises UnfitNameError for one that is empty, too long or not all to be seen."""
    name = " ".join(unicodedata.normalize("NFC", written).split())
    if not any(map(str.isalnum, name)):
        raise UnfitNameError("Een exemplaar is voor iemand: vul een naam in.")
    if any(unicodedata.category(sign).startswith(_UNSHOWN) for sign in name):
        raise UnfitNameError("In de naam staat een teken dat niet te zien is; typ hem opnieuw.")
    if len(name) > LONGEST:
        raise UnfitNameError(f"De naam heeft {len(name)} tekens, en er is plaats voor {LONGEST}.")
    return name


def folder_of(recipient: str) -> str:
    """Name the folder of a copy: what is left of the name, and a few signs that tell it from one that looks alike."""
    plain = unicodedata.normalize("NFKD", recipient).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub("-", plain).strip("-")[:_LONGEST_FOLDER].strip("-")
    return "-".join(filter(None, [slug, hashlib.sha256(recipient.encode()).hexdigest()[:6]]))
