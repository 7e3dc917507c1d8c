"""A difference with what was published, as a rectification: each figure and sentence with where it stood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportgen.comparing.difference import Difference, Side
from reportgen.comparing.naming import Naming
from reportgen.comparing.printed import TABLE, Place, places_of, printed_value
from reportgen.comparing.sentences import SentenceChange, Turn
from reportgen.facts import FactBook
from reportgen.project.schema import Correction, Rectification, Rewording
from reportgen.report import dutch

_CHAPTER = re.compile(r"(hoofdstuk \S+), “.*”")
_UITGAVE = {True: "uitgave", False: "uitgaven"}
REASON_TO_FILL_IN = "NOG IN TE VULLEN: wat ging er mis, en waardoor?"
"""Stands for the reason until somebody writes it; a final build refuses it."""
_HEAD = """\
# Wat er na de publicatie van deze editie is rechtgezet. Dit bestand is gemaakt met:
#   reportgen compare … --rectification
# U mag de reden en de zinnen verbeteren. De cijfers worden bij het bouwen gecontroleerd: “old” is wat er gepubliceerd
# is, en “new” moet zijn wat er nu berekend wordt.
"""


def changed_prints(old: Side, new: FactBook) -> Iterator[tuple[str, str, str, tuple[Place, ...]]]:
    """Find the printed figures that are others now: id, what was printed, what would be, and all places of each."""
    for id_, places in places_of(old.pages.values()).items():
        before, after = printed_value(id_, old.book), printed_value(id_, new)
        if before != after:
            yield id_, before, after, places


def rectify(difference: Difference, naming: Naming, day: date, reason: str) -> Rectification:
    """Make the rectification of the old side: all its figures and sentences that the new side has otherwise.

    Headlines come first, and what stands in running text before what stands in a table.
    """
    changes = {
        id_: (before, after, places)
        for id_, before, after, places in changed_prints(difference.old, difference.new.book)
    }
    ranks = {id_: _rank(id_, places, difference) for id_, (_, _, places) in changes.items()}
    corrections = tuple(
        Correction(id_, naming.printed(id_), before, after, _where(places), _editions(places))
        for id_ in sorted(changes, key=lambda id_: ranks[id_])
        for before, after, places in [changes[id_]]
    )
    version = difference.old.version + 1
    return Rectification(version, day, reason, corrections, tuple(_rewordings(difference.meanings, version)))


def _rank(id_: str, places: Sequence[Place], difference: Difference) -> tuple[object, ...]:
    order = [group.indicator for group in difference.figures]
    indicator = id_.partition("@")[0].partition(">")[0]
    only_in_tables = all(place.startswith(TABLE) for _, _, place in places)
    return only_in_tables, order.index(indicator) if indicator in order else len(order), len(id_), id_


def _rewordings(changes: Sequence[SentenceChange], version: int) -> Iterator[Rewording]:
    """What a reader was told and is told otherwise, in the texts, or wherever it means something else.

    Notes and key figures speak of figures that are listed already; that it is another version is nothing to put right.
    """
    for change in changes:
        known = change.new or change.old
        told = change.source or change.turn.is_of_meaning
        if known is not None and change.is_prose and told and f"versie {version}" not in known.text.lower():
            yield Rewording(
                _where(change.places),
                _editions(change.places),
                change.old.text if change.old and change.turn is not Turn.NEW else "",
                change.new.text if change.new else "",
            )


def _where(places: Sequence[Place]) -> tuple[str, ...]:
    """Each publication and place once; of a numbered chapter its number is enough."""
    named = ((publication, _CHAPTER.sub(r"\1", place)) for _, publication, place in places)
    return tuple(dict.fromkeys(f"{publication}, {place}" for publication, place in named))


def _editions(places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edition for edition, _, _ in places))


def to_toml(versions: Sequence[Rectification]) -> str:
    """Write all versions of one wave as a project file."""
    return _HEAD + "".join(f"\n{line}\n" if line.startswith("[") else f"{line}\n" for line in _lines(versions))


def _lines(versions: Sequence[Rectification]) -> Iterator[str]:
    for one in versions:
        yield "[[versions]]"
        yield f"version = {one.version}"
        yield f"date = {one.date.isoformat()}"
        yield f"reason = {_string(one.reason)}"
        for correction in one.corrections:
            yield "[[versions.corrections]]"
            for key in ("fact", "about", "old", "new"):
                yield f"{key} = {_string(getattr(correction, key))}"
            yield from _places(correction)
        for sentence in one.sentences:
            yield "[[versions.sentences]]"
            yield from (f"{key} = {_string(text)}" for key in ("old", "new") if (text := getattr(sentence, key)))
            yield from _places(sentence)


def _places(entry: Correction | Rewording) -> Iterator[str]:
    yield f"where = [{', '.join(map(_string, entry.where))}]"
    yield f"editions = [{', '.join(map(_string, entry.editions))}]"


def _string(text: str) -> str:
    # What JSON escapes, TOML's basic strings escape in the same way.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_version(versions: Sequence[Rectification], fresh: Rectification) -> tuple[Rectification, ...]:
    """Add a version, or put it in the place of one that was made before and not published yet.

    A reason that was written then is kept when the new one gives none.
    """
    earlier = tuple(one for one in versions if one.version < fresh.version)
    replaced = [one for one in versions if one.version == fresh.version]
    if replaced and fresh.reason == REASON_TO_FILL_IN:
        fresh = replace(fresh, reason=replaced[0].reason)
    return (*earlier, fresh)


def render_text(rectification: Rectification, naming: Naming, monitor: str, wave: str) -> str:
    """Write a rectification to be read, or sent along with the new version."""
    lines = [
        f"Rectificatie {monitor} {naming.wave(wave)}",
        f"Versie {rectification.version}, {dutch.long_date(rectification.date)}",
        "",
    ]
    lines += [rectification.reason, ""]
    for one in rectification.corrections:
        lines += [
            f"{one.about[:1].upper()}{one.about[1:]}: er stond {one.old}, juist is {one.new}.",
            *_whereabouts(one),
        ]
    for sentence in rectification.sentences:
        lines += ["", *([f"Er stond: “{sentence.old}”"] if sentence.old else [])]
        lines += (
            [f"Dat moet zijn: “{sentence.new}”" if sentence.old else f"Toegevoegd: “{sentence.new}”"]
            if sentence.new
            else ["Deze zin vervalt."]
        )
        lines += _whereabouts(sentence)
    return "".join(f"{line}\n" for line in lines)


def _whereabouts(entry: Correction | Rewording) -> list[str]:
    by_publication: dict[str, list[str]] = {}
    for where in entry.where:
        publication, _, place = where.partition(", ")
        by_publication.setdefault(publication, []).append(place)
    told = "; ".join(f"{publication} ({', '.join(places)})" for publication, places in by_publication.items())
    return [f"  in: {told}; in {_UITGAVE[len(entry.editions) == 1]} {dutch.enumeration(entry.editions)}"]
