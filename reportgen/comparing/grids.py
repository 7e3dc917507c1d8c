"""Charts, tables and questions of two editions side by side, each found again by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.comparing.pages import Drawing, Grid, Page

_QUESTION = "topline-"
"""What the name of a table begins with that lists the answers to a question."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One printed value of a table or chart, before and after, "" where there is none; `where` names its place."""

    where: str
    old: str
    new: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class GridChange:
    """A chart or table that is another one now. `label` and `title` say which it is.

    `said` are Dutch sentences on what is different beside its values.
    """

    publication: str
    name: str
    label: str
    title: str
    place: str
    said: tuple[str, ...]
    values: tuple[ValueChange, ...] = ()
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """Words of a question that are put differently: "vraag", "antwoord"; "" where there is none."""

    question: str
    aspect: str
    old: str
    new: str


def compare_charts(old: Page, new: Page) -> Iterator[GridChange]:
    """Find the charts that are new, gone, of another kind, under another title, or that draw other figures."""
    for name in dict.fromkeys((*new.drawings, *old.drawings)):
        before, after = old.drawings.get(name), new.drawings.get(name)
        known = after or before
        if known is None:
            continue
        said = tuple(_said_of_chart(before, after))
        values = _values(before.data, after.data) if before and after and before.data and after.data else ()
        if said or values:
            yield GridChange(new.name, name, known.label, known.title.text, known.place, said, values, (new.edition,))


def _said_of_chart(old: Drawing | None, new: Drawing | None) -> Iterator[str]:
    if old is None:
        yield "Deze figuur is nieuw."
    elif new is None:
        yield "Deze figuur is vervallen."
    else:
        if old.label != new.label:
            yield f"Eerst {_lower(old.label)}, nu {_lower(new.label)}."
        if old.kind != new.kind:
            yield f"Eerst {_lower(old.kind)}, nu {_lower(new.kind)}."
        if old.title.text != new.title.text:
            yield f"De titel was “{old.title.text}”."


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def compare_tables(old: Page, new: Page) -> Iterator[GridChange]:
    """Find the tables, those of single questions left out, that are new, gone, renamed, or hold other figures."""
    for name in dict.fromkeys((*new.grids, *old.grids)):
        before, after = old.grids.get(name), new.grids.get(name)
        known = after or before
        if known is None:
            continue
        said = [
            *(["Deze tabel is nieuw."] if before is None else []),
            *(["Deze tabel is vervallen."] if after is None else []),
        ]
        if before and after and before.caption != after.caption and not name.startswith(_QUESTION):
            said.append(f"Het opschrift was “{before.caption}”.")
        values = _values(before, after) if before and after else ()
        if said or values:
            yield GridChange(new.name, name, "Tabel", known.caption, known.place, tuple(said), values, (new.edition,))


def _values(old: Grid, new: Grid) -> tuple[ValueChange, ...]:
    before, after = _by_place(old, _new_names(old, new)), _by_place(new, {})
    return tuple(
        ValueChange(where, *pair, fact=(after.get(where) or before.get(where) or ("", None))[1])
        for where in dict.fromkeys((*after, *before))
        if (pair := (before.get(where, ("", None))[0], after.get(where, ("", None))[0]))[0] != pair[1]
    )


def _new_names(old: Grid, new: Grid) -> dict[str, str]:
    """What blocks and rows that only got another name are called now, so that their values can be found again."""
    names: dict[str, str] = {}
    for is_block in (True, False):
        before, after = ([head for head, cells in grid.rows if bool(cells) != is_block] for grid in (old, new))
        if len(before) == len(after):
            names |= {one: other for one, other in _renamed(before, after) if one and other}
    return names


def _by_place(grid: Grid, names: Mapping[str, str]) -> dict[str, tuple[str, str | None]]:
    """Each value by the names of its block, row and column."""
    found: dict[str, tuple[str, str | None]] = {}
    section = ""
    for own_head, cells in grid.rows:
        head = names.get(own_head, own_head)
        if not cells:
            section = head
            continue
        columns = grid.columns[1:] if len(grid.columns) > len(cells) else grid.columns
        for i, cell in enumerate(cells):
            column = columns[i] if i < len(columns) else str(i + 1)
            found[", ".join(part for part in (section, head, column) if part)] = cell.text, cell.fact
    return found


def compare_questions(old: Page, new: Page) -> Iterator[QuestionChange]:
    """Find the questions that were put in other words, and the answers that could be given to them."""
    for name, after in new.grids.items():
        before = old.grids.get(name)
        if not name.startswith(_QUESTION) or before is None:
            continue
        question = name.removeprefix(_QUESTION)
        if before.caption != after.caption:
            yield QuestionChange(question, "vraag", before.caption, after.caption)
        for aspect, one, other in _wordings(before, after):
            yield from (QuestionChange(question, aspect, *pair) for pair in _renamed(one, other))


def _wordings(old: Grid, new: Grid) -> Iterator[tuple[str, list[str], list[str]]]:
    """A battery lists its questions over its rows and the answers over its columns; a question alone, its answers."""
    before, after = ([head for head, cells in grid.rows if not cells] for grid in (old, new))
    if before or after:
        yield "vraag", before, after
        yield "antwoord", list(old.columns[1:]), list(new.columns[1:])
    else:
        yield "antwoord", [head for head, _ in old.rows], [head for head, _ in new.rows]


def _renamed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair words that are gone with those that came, in order."""
    gone, come = ([one for one in these if one not in those] for these, those in ((old, new), (new, old)))
    for i in range(max(len(gone), len(come))):
        yield (gone[i] if i < len(gone) else ""), (come[i] if i < len(come) else "")


def grids_told_once(changes: Sequence[GridChange]) -> tuple[GridChange, ...]:
    """Tell once what is the same in several editions."""
    merged: dict[GridChange, tuple[str, ...]] = {}
    for one in changes:
        alone = replace(one, editions=())
        merged[alone] = tuple(dict.fromkeys((*merged.get(alone, ()), *one.editions)))
    return tuple(replace(one, editions=editions) for one, editions in merged.items())
