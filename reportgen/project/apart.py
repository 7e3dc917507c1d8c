"""The mistakes of one edition alone, apart from those that concern all: they keep that edition from being made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from reportgen.project.editions import Edition, Editions
from reportgen.project.names import EDITION_TEXTS, MONITOR
from reportgen.project.places import Keys, Mistake

EDITIONS = "editions"


def edition_with(mistake: Mistake, editions: Editions) -> str:
    """Name the edition that a mistake is in; "" when it concerns all of them.

    One without a name can't be called by it, and the brand of the first is what all are set in. Of two with one name
    nobody knows which was meant to have it: a mistake in either is one in both.
    """
    match mistake.keys:
        case ("editions", int() as place, str() as key, *_) if mistake.file == MONITOR and (place, key) != (0, "brand"):
            slug = editions.listed[place].slug
            return slug if slug.strip() else ""
    return ""


def edition_of_text(file: str, editions: Editions) -> str:
    """Name the edition that a file is a text of; "" when it is of none."""
    path = PurePosixPath(file)
    is_of_one = path.is_relative_to(EDITION_TEXTS) and path.parent.name in editions
    return path.parent.name if is_of_one else ""


def without_unsound(editions: Editions, mistakes: Iterable[Mistake]) -> Editions:
    """Empty what the others would stumble over: a brand to look for, a cut to measure, a moment to read."""
    unsound = {mistake.keys[:3] for mistake in mistakes if edition_with(mistake, editions)}
    return Editions(tuple(_emptied(edition, place, unsound) for place, edition in enumerate(editions.listed)))


def _emptied(edition: Edition, place: int, unsound: set[Keys]) -> Edition:
    def is_unsound(key: str) -> bool:
        return (EDITIONS, place, key) in unsound

    empty: dict[str, Any] = {}
    if is_unsound("brand"):
        empty["brand"] = ""
    if is_unsound("cut") or is_unsound("slug"):  # a cut is measured under the name of its edition
        empty["cut"] = None
    if is_unsound("embargo"):
        empty["embargo"] = None
    return replace(edition, **empty)
