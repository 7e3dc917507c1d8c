"""Where every printed number comes from: what was put into the finished files, and what they are held against."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

SCHEMA = 1

Origin = Literal["fact", "wave", "date", "reference", "label", "cited", "method"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed number.

    `file` is the publication's name within its edition ("rapport.pdf"), `element` the anchor of the chapter, figure or
    table that it stands in (of a spreadsheet the sheet and cell), `page` that of a PDF, from 1. `fact` is the id of a
    fact or comparison, with "#n" behind it for its base and "#interval" for its limits ("#low" and "#high" for one of
    them). A number that is no outcome has none, and an `origin` that says what it is: a wave, a date, a reference to a
    page or figure, the wording of a question or group, a figure from elsewhere with its source, or a particular of the
    method.

    A text that prints several facts ("1.040–1.061") has their ids in order with a ";" between them, an empty one for a
    number that has none.
    """

    file: str
    element: str
    text: str
    origin: Origin
    fact: str | None = None
    page: int | None = None


def parts_of(fact: str) -> tuple[tuple[str, str], ...]:
    """Take an id apart: that of a fact or comparison, and what of it is printed ("n", "interval"; "" for its value)."""
    cut = (one.rpartition("#") for one in fact.split(";"))
    return tuple((id_, what) if id_ else (what, "") for id_, _, what in cut)


def margin_id(margin: str, name: str, wave: str) -> str:
    """Name one class of a weighting margin in a wave: `margin:regio=noord@2025`; "#n" and the like come behind it."""
    return f"margin:{margin}={name}@{wave}".replace(";", ",").replace("#", "")


def to_json(monitor: str, wave: str, edition: str, entries: Iterable[Entry]) -> str:
    """Write the public form of a ledger: an entry a line."""
    head = {"schema": SCHEMA, "monitor": monitor, "wave": wave, "edition": edition}
    lines = [f'"{key}": {_dump(value)}' for key, value in head.items()]
    body = ",\n".join(f"  {_dump(_public(entry))}" for entry in entries)
    lines.append(f'"entries": [\n{body}\n]' if body else '"entries": []')
    return "{" + ",\n".join(lines) + "}\n"


def from_json(text: str) -> tuple[Entry, ...]:
    """Read the entries back; raises ValueError when the schema is not this one."""
    data = json.loads(text)
    if data.get("schema") != SCHEMA:
        raise ValueError(f"ledger.json has schema {data.get('schema')!r}, expected {SCHEMA}")
    return tuple(Entry(**row) for row in data["entries"])


def _public(entry: Entry) -> dict[str, Any]:
    values = ((name, getattr(entry, name)) for name in entry.__slots__)
    return {name: value for name, value in values if value is not None}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
