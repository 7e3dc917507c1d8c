"""Columns that are one question together: more answers, a ranking, or the items of a grid."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from reportgen.importing.description import Column, FileDescription, ResponseSet
from reportgen.importing.draft import Drafted, Notes
from reportgen.importing.labels import cleaned, slug, spaced, split_stem
from reportgen.importing.single import Guess, guess, together
from reportgen.importing.words import EXCLUSIVE, NO, YES, is_dont_know
from reportgen.project.schema import Code, Question

CHOSEN = frozenset({*YES, "gekozen", "genoemd", "aangekruist", "aangevinkt", "selected", "checked", "chosen", "quoted"})
NOT_CHOSEN = frozenset(
    {*NO, "not selected", "not checked", "not quoted", "unchecked"}
    | {f"niet {word}" for word in ("gekozen", "genoemd", "aangekruist", "aangevinkt")}
)

_MEMBER = re.compile(r"(?P<stem>.+)_(?P<part>[a-z0-9]+)")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


def find_blocks(file: FileDescription, columns: Sequence[Column]) -> dict[str, Drafted]:
    """Find the questions of more than one column, by their first column; a column belongs to one question at most."""
    blocks: dict[str, Drafted] = {}
    free = {column.name: column for column in columns}
    sets = {one.columns: one for one in file.sets if one.counted is not None}
    for members in (*sets, *_by_name(columns)):
        group = [free[name] for name in members if name in free]
        block = _block(group, sets.get(members), file.ranked) if len(group) > 1 else None
        if block is not None:
            blocks[block.columns[0].name] = block
            for column in block.columns:
                del free[column.name]
    return blocks


def notes_of_sets(file: FileDescription) -> dict[str, Notes]:
    """What is asked about the columns of multiple-response sets that the codebook cannot hold as one question."""
    notes: dict[str, Notes] = {}
    for one in file.sets:
        others = ", ".join(one.columns)
        name = slug(one.name) or "vraag"
        if one.counted is None:
            ask = (
                f"{others} zijn in SPSS samen één vraag (${one.name}), met in elke kolom een gekozen antwoord. "
                "Dat kan het codeboek niet lezen: maak er in SPSS een kolom per antwoord van, met 1 en 0: "
                f"{name}_1, {name}_2 …"
            )
        else:
            renamed = " ".join(f"{name}_{number}" for number in range(1, len(one.columns) + 1))
            ask = (
                f"{others} zijn in SPSS samen één vraag met meer antwoorden (${one.name}). Het codeboek leest die als "
                f"de kolommen doorgenummerd zijn en 1 en 0 bevatten. In SPSS: RECODE {' '.join(one.columns)} "
                f"({one.counted}=1) (MISSING=SYSMIS) (ELSE=0). RENAME VARIABLES ({' '.join(one.columns)} = {renamed})."
            )
        notes.setdefault(one.columns[0], Notes(asks=(f"{ask} Importeer daarna opnieuw.",)))
    return notes


def _by_name(columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """Group columns with the same name up to the last _."""
    groups: dict[str, list[str]] = {}
    for column in columns:
        if member := _MEMBER.fullmatch(column.name):
            groups.setdefault(member["stem"], []).append(column.name)
    yield from (tuple(names) for names in groups.values() if len(names) > 1)


def _block(columns: Sequence[Column], known: ResponseSet | None, ranked: Collection[tuple[str, ...]]) -> Drafted | None:
    """Make one question of columns when it can be read as such: `<stem>_<part>`, and all with the same answers."""
    members = [_MEMBER.fullmatch(column.name) for column in columns]
    stems = {member["stem"] for member in members if member}
    if not all(members) or len(stems) != 1:
        return None
    (stem,) = stems
    parts = {column.name: member["part"] for column, member in zip(columns, members, strict=True) if member}
    numbered = all(map(_NUMBER.fullmatch, parts.values()))
    if numbered and tuple(parts) in ranked:
        return _ranking(stem, columns, parts)
    chosen = [column for column in columns if _is_chosen_or_not(column)]
    if numbered and len(chosen) == len(columns) and (known is None or known.counted == 1):
        return _multiple(stem, columns, parts, known)
    return None if known is not None else _grid(stem, columns, parts)


def _drafted(
    stem: str, question: Question, notes: Notes, columns: Sequence[Column], parts: Mapping[str, str]
) -> Drafted:
    name = slug(stem) or "vraag"
    return Drafted(name, replace(question, column=None if name == stem else stem), notes, tuple(columns), parts)


# --- more answers ----------------------------------------------------------------------------------------------------


def _is_chosen_or_not(column: Column) -> bool:
    """Whether a column says of one answer whether it was chosen: 1 or 0, or in words."""
    if column.numeric:
        values = {one.value for one in column.numbers if not column.is_missing(one.value)}
        return bool(values) and values <= {0.0, 1.0}
    words = {spaced(text.value).casefold() for text in column.texts}
    return not column.numbers and not column.rare and bool(words) and words <= CHOSEN | NOT_CHOSEN


def _multiple(stem: str, columns: Sequence[Column], parts: Mapping[str, str], known: ResponseSet | None) -> Drafted:
    text, wordings = _texts(columns, known)
    answers = {Code(int(parts[column.name])): word for column, word in zip(columns, wordings, strict=True)}
    dont_know = tuple(code for code, word in answers.items() if is_dont_know(word))
    asks, suggestions = [], []
    if not text:
        asks.append("hoe luidde deze vraag?")
    if not all(wordings):
        asks.append("wat betekenen deze antwoorden? Het bestand zegt het niet.")
    if len({column.pattern for column in columns}) > 1:
        names = " ".join(column.name for column in columns)
        asks.append(
            "niet gekozen is in het bestand een lege cel, en dat leest het programma als: niet gevraagd. "
            f"Maak er voor wie de vraag kreeg 0 van, in SPSS: RECODE {names} (SYSMIS=0)."
        )
    if alone := [code for code, word in answers.items() if EXCLUSIVE.search(word)]:
        asks.append("sluiten deze antwoorden de andere uit? Haal dan het hekje voor exclusive weg.")
        suggestions.append(f"exclusive = {alone}")
    question = Question(text, "multiple", answers=dict(sorted(answers.items())), dont_know=dont_know)
    return _drafted(stem, question, Notes(tuple(asks), (), tuple(suggestions)), columns, parts)


def _texts(columns: Sequence[Column], known: ResponseSet | None = None) -> tuple[str, list[str]]:
    """The text of the question, and what each column is about, from their labels; "" where these do not tell."""
    if not all(column.label for column in columns):
        stem, items = "", [cleaned(column.label) for column in columns]
    else:
        stem, found = split_stem([column.label for column in columns])
        items = list(found)
    if known is not None and known.label:
        stem = cleaned(known.label)
    own = [next((spaced(label.wording) for label in column.labels if label.number == 1), "") for column in columns]
    told = [word for word in own if word and word.casefold() not in CHOSEN]
    # Some web surveys give the wording of an answer as the label of 1.
    if len(set(told)) == len(columns):
        shared = {cleaned(column.label) for column in columns if column.label}
        return (stem or (shared.pop() if len(shared) == 1 else "")), told
    return stem, items


# --- rankings and grids ----------------------------------------------------------------------------------------------


def _ranking(stem: str, columns: Sequence[Column], parts: Mapping[str, str]) -> Drafted:
    text, wordings = _texts(columns)
    answers = {Code(int(parts[column.name])): word for column, word in zip(columns, wordings, strict=True)}
    places = max((int(one.value) for column in columns for one in column.numbers), default=len(columns))
    asks = ["is hier naar een rangorde gevraagd? Iedereen gaf de plaatsen 1, 2, 3 …, en geen plaats twee keer."]
    if not text:
        asks.append("hoe luidde deze vraag?")
    if not all(wordings):
        asks.append("wat betekenen deze antwoorden? Het bestand zegt het niet.")
    question = Question(
        text, "ranking", answers=dict(sorted(answers.items())), places=places if places < len(answers) else None
    )
    return _drafted(stem, question, Notes(tuple(asks)), columns, parts)


def _grid(stem: str, columns: Sequence[Column], parts: Mapping[str, str]) -> Drafted | None:
    """Make a grid of columns with the same labels, or without any and with the same kind of answers."""
    if len({(column.labels, column.missing, column.numeric) for column in columns}) > 1:
        return None
    kinds = {guess(column).kind for column in columns}
    found = guess(together(columns))
    if found.kind not in {"single", "grade"} or not kinds <= {found.kind, "single"}:
        return None
    text, wordings = _texts(columns)
    items = {parts[column.name]: word for column, word in zip(columns, wordings, strict=True)}
    asks = [] if text else ["hoe luidde de vraag boven deze onderdelen?"]
    if not all(wordings):
        asks.append("wat is de tekst van deze onderdelen? Het bestand zegt het niet.")
    if _could_be_multiple(found):
        asks.append(
            "is dit één vraag met meer antwoorden? Maak er dan in SPSS 1 (gekozen) en 0 van, en importeer opnieuw."
        )
    each: Literal["single", "grade"] = "grade" if found.kind == "grade" else "single"
    question = replace(found.question, text=text, type="grid", each=each, items=items)
    return _drafted(stem, question, Notes(tuple(asks)) + found.notes, columns, parts)


def _could_be_multiple(found: Guess) -> bool:
    words = {word.casefold() for word in found.question.answers.values()}
    return len(words) == 2 and bool(words & CHOSEN) and bool(words & NOT_CHOSEN)
