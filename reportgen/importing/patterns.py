"""What shows when columns are held beside one another: who was asked what, and places that were given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from reportgen.importing.description import FEWEST_PERSONS, Routed
from reportgen.survey.arrays import Indices, Mask, count_by
from reportgen.survey.column import Column

MOST_ANSWERS = 20
"""A question with more different answers than these does not decide who is asked another."""
FEW_SILENT = 0.05
"""Which part of those who were asked may have left a question open."""
FIRST = 2_000
"""How many respondents are looked at before it is worth looking at all of them."""
FEWEST_RANKED, MOST_RANKED = 3, 30

_NUMBERED = re.compile(r"(.*\D)([1-9][0-9]*)")


class Patterns:
    """The different sets of respondents who answered a column: `masks`, and `of` each column the place of its own."""

    def __init__(self, answered: Mapping[str, Mask]) -> None:
        self.masks: list[Mask] = []
        self.of: dict[str, int] = {}
        places: dict[bytes, int] = {}
        for name, mask in answered.items():
            key = np.packbits(mask).tobytes()
            if key not in places:
                places[key] = len(self.masks)
                self.masks.append(mask)
            self.of[name] = places[key]


def find_routes(columns: Mapping[str, Column], patterns: Patterns) -> dict[str, Routed]:
    """Find for each column that not everybody answered the earlier one, if any, that decides who was asked it."""
    routes: dict[str, Routed] = {}
    found: dict[int, Routed | None] = {}
    names = list(columns)
    for at, name in enumerate(names):
        pattern = patterns.of[name]
        if pattern not in found:
            earlier = [other for other in reversed(names[:at]) if len(columns[other].cells) <= MOST_ANSWERS]
            found[pattern] = _route(patterns.masks[pattern], {other: columns[other] for other in earlier})
        route = found[pattern]
        if route is not None:
            routes[name] = route
    return routes


def _route(answered: Mask, earlier: Mapping[str, Column]) -> Routed | None:
    """Choose the nearest column that explains who answered: one that does so exactly, or else nearly."""
    if answered.all() or np.count_nonzero(answered) < FEWEST_PERSONS:
        return None
    best: Routed | None = None
    for name, column in earlier.items():
        if not _could(answered[:FIRST], column.index[:FIRST]):
            continue
        route = _routed(answered, name, column)
        if route is not None and route.filled == route.asked:
            return route
        best = best or route
    return best


def _could(answered: Mask, index: Indices) -> bool:
    return not (answered & (index < 0)).any()


def _routed(answered: Mask, name: str, column: Column) -> Routed | None:
    if not _could(answered, column.index):
        return None
    size = len(column.cells)
    places = column.index.astype(np.intp)
    had, gave = count_by(places, size), count_by(np.where(answered, places, -1), size)
    into = gave > 0
    asked, filled, others = int(had[into].sum()), int(gave.sum()), int(had[~into].sum())
    if others < FEWEST_PERSONS or filled < asked * (1 - FEW_SILENT):
        return None
    cells = [cell for cell, is_in in zip(column.cells, into.tolist(), strict=True) if is_in]
    if any(isinstance(cell, str) for cell in cells) and (had[into] < FEWEST_PERSONS).any():
        return None
    texts = tuple(sorted(cell for cell in cells if isinstance(cell, str)))
    return Routed(name, tuple(sorted(cell for cell in cells if isinstance(cell, float))), texts, asked, filled, others)


def find_ranked(columns: Mapping[str, Column]) -> tuple[tuple[str, ...], ...]:
    """Find columns of one name with a number behind it, in which everybody gave places from 1 on, each once."""
    groups: dict[str, list[str]] = {}
    for name in columns:
        if numbered := _NUMBERED.fullmatch(name):
            groups.setdefault(numbered[1], []).append(name)
    return tuple(tuple(names) for names in groups.values() if _is_ranked([columns[name] for name in names]))


def _is_ranked(columns: Sequence[Column]) -> bool:
    if not FEWEST_RANKED <= len(columns) <= MOST_RANKED:
        return False
    places = [_places(column) for column in columns]
    if any(one.min(initial=1) < 0 or one.max(initial=0) > len(columns) for one in places):
        return False
    rows = np.sort(np.column_stack(places), axis=1)
    given = np.count_nonzero(rows, axis=1)
    if not np.count_nonzero(given > 1) >= FEWEST_PERSONS:
        return False
    # Sorted, the places of a row are 0 as often as nothing was given, and then 1, 2, 3 …
    wanted = np.arange(1, len(columns) + 1)[None, :] - (len(columns) - given)[:, None]
    return bool((rows == np.maximum(wanted, 0)).all())


def _places(column: Column) -> Indices:
    """Give the place that each respondent gave, 0 for none, and −1 for what is no place."""
    cells = [int(cell) if isinstance(cell, float) and 1 <= cell <= MOST_RANKED else -1 for cell in column.cells]
    return np.array([*cells, 0], dtype=np.intp)[column.index]
