"""What editions have in common and what not: read from their ledgers, and from what each of them is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations

from reportgen.errors import Problem
from reportgen.ledger import Entry
from reportgen.project.editions import Edition
from reportgen.report.model import Figure, Report, Table, plain

Printed = Mapping[str, frozenset[str]]
"""Fact → the numbers that an edition prints for it, as they stand there without their words."""

_Numbers = frozenset[tuple[str, frozenset[str]]]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PART = re.compile(r"\d+ op de \d+")


@dataclass(frozen=True, slots=True)
class Contents:
    """What an edition is made of: whose it is, how it looks, and what it has, by name."""

    label: str
    partner: str
    brand: str
    address: str
    cut: str
    own: tuple[str, ...]
    """What it has of its own: "foreword", "closing", "quote", "contact"."""
    chapters: tuple[str, ...]
    figures: tuple[str, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions: how many numbers both print, all of them alike, and what is different.

    `figures_only` are the numbers that only the first or the second prints; `differs` names each part of `Contents`
    that is not the same in both, with what only the first and what only the second has.
    """

    editions: tuple[str, str]
    equal_figures: int
    figures_only: tuple[int, int]
    differs: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


def contents_of(report: Report, edition: Edition) -> Contents:
    """Say what an edition is made of."""
    blocks = [block for chapter in report.report.chapters for block in chapter.blocks]
    cut = edition.cut
    return Contents(
        label=edition.label,
        partner=edition.partner,
        brand=edition.brand,
        address=edition.address,
        cut="" if cut is None else cut.label or cut.breakdown,
        own=tuple(name for name in ("foreword", "closing", "quote", "contact") if getattr(edition, name)),
        chapters=tuple(plain(chapter.title) for chapter in report.report.chapters),
        figures=tuple(block.name for block in blocks if isinstance(block, Figure)),
        tables=tuple(block.name for block in blocks if isinstance(block, Table)),
    )


def numbers_in(entries: Iterable[Entry]) -> Printed:
    """Collect what is printed for each fact; a part such as "1 op de 5" says it in another way, and is left out."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        numbers = "" if _PART.search(entry.text) else " ".join(_NUMBER.findall(entry.text))
        if entry.fact is not None and numbers:
            found.setdefault(entry.fact, set()).add(numbers)
    return {fact: frozenset(numbers) for fact, numbers in found.items()}


class Sharing:
    """Keeps once what many editions print alike, so that hundreds of them take little room."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, frozenset[str]], tuple[str, frozenset[str]]] = {}

    def share(self, printed: Printed) -> Printed:
        """Give the same, made of the parts that were seen before."""
        return dict(self._known.setdefault(pair, pair) for pair in printed.items())


def contradictions(printed: Mapping[str, Printed]) -> Iterator[Problem]:
    """Find the facts that two editions print differently, or one in two ways; a fact is told once."""
    first: dict[str, tuple[str, frozenset[str]]] = {}
    for edition, facts in printed.items():
        for fact, numbers in facts.items():
            other, theirs = first.setdefault(fact, (edition, numbers))
            if theirs | numbers != theirs or len(numbers) > 1:
                who = (
                    f"uitgave “{edition}” drukt"
                    if edition == other
                    else f"de uitgaven “{other}” en “{edition}” drukken"
                )
                what = f"{who} voor “{fact}” verschillende cijfers af: {' en '.join(sorted(theirs | numbers))}."
                yield Problem(what, "Bouw alle uitgaven opnieuw, zonder --edition; dit mag niet gepubliceerd worden.")


def pairs_of(contents: Mapping[str, Contents], printed: Mapping[str, Printed]) -> tuple[Pair, ...]:
    """Hold every two editions side by side."""
    numbers = {name: frozenset(printed[name].items()) for name in contents}
    return tuple(_pair(names, contents, numbers) for names in combinations(contents, 2))


def _pair(names: tuple[str, str], contents: Mapping[str, Contents], numbers: Mapping[str, _Numbers]) -> Pair:
    one, other = (numbers[name] for name in names)
    mine, theirs = (contents[name] for name in names)
    differs = {}
    for part in fields(Contents):
        a, b = (_listed(getattr(side, part.name)) for side in (mine, theirs))
        if a != b:
            differs[part.name] = (tuple(x for x in a if x not in b), tuple(x for x in b if x not in a))
    equal = len(one & other)
    return Pair(names, equal, (len(one) - equal, len(other) - equal), differs)


def _listed(value: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(value) if not isinstance(value, str) else (value,) if value else ()
