"""From the description of a file to a first codebook, with what only the researcher can say as questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportgen.importing.blocks import find_blocks, notes_of_sets
from reportgen.importing.description import Column, FileDescription
from reportgen.importing.draft import NOTHING, Draft, Drafted, Keys, Notes
from reportgen.importing.extras import propose_breakdowns, propose_indicators, share_scales, suggest_filters
from reportgen.importing.labels import cleaned, is_cut_off, slug, unused
from reportgen.importing.roles import Roles, find_roles
from reportgen.importing.single import guess
from reportgen.project.names import LONGEST
from reportgen.project.schema import Codebook


def guess_codebook(file: FileDescription) -> Draft:
    """Make a first codebook: the safe choice where something cannot be told, and a question with it."""
    roles = find_roles(file)
    columns = [column for column in file.columns if column.name not in roles.taken()]
    unreadable = {column.name: guess(column).notes for column in columns if guess(column).kind == "unreadable"}
    columns = [column for column in columns if column.name not in unreadable]
    drafted, scales = share_scales(suggest_filters(_with_names(_questions(file, columns))))
    breakdowns, about_breakdowns = propose_breakdowns(drafted)
    outcomes = propose_indicators(drafted, scales, breakdowns)
    codebook = Codebook(
        id=roles.id or "",
        questions={one.name: one.question for one in drafted},
        indicators=outcomes.indicators,
        breakdowns=breakdowns,
        sets=outcomes.sets,
        scales=scales,
        ignored_columns=(*roles.ignored, *unreadable),
        duration=roles.duration,
    )
    notes: dict[Keys, Notes] = {("questions", one.name): one.notes for one in drafted}
    notes |= _about_columns(roles, unreadable) | about_breakdowns | outcomes.notes
    return Draft(file.file, file.respondents, codebook, notes, roles.weight, roles.panel, roles.days)


def _about_columns(roles: Roles, unreadable: Mapping[str, Notes]) -> dict[Keys, Notes]:
    """What is asked about the columns that are no question, and about those that could not be read as one."""
    asks = tuple(f"{name}: {ask}" for name, notes in unreadable.items() for ask in notes.asks)
    key = ("ignored_columns",)
    return {**roles.notes, **({key: roles.notes.get(key, NOTHING) + Notes(asks=asks)} if asks else {})}


def _questions(file: FileDescription, columns: Sequence[Column]) -> list[Drafted]:
    """The questions in the order of the file, each where its first column is."""
    blocks = find_blocks(file, columns)
    within = {column.name for block in blocks.values() for column in block.columns}
    about_sets = notes_of_sets(replace(file, sets=tuple(one for one in file.sets if not within & set(one.columns))))
    questions = []
    for column in columns:
        if column.name in blocks:
            block = blocks[column.name]
        elif column.name not in within:
            block = _single(column)
        else:
            continue
        about = [about_sets[one.name] for one in block.columns if one.name in about_sets]
        questions.append(block.noting(sum(about, NOTHING) + _about_labels(block)))
    return questions


def _single(column: Column) -> Drafted:
    found = guess(column)
    name = slug(column.name) or "vraag"
    question = replace(found.question, text=cleaned(column.label), column=None if name == column.name else column.name)
    asks = () if question.text else ("hoe luidde deze vraag?",)
    return Drafted(name, question, Notes(asks=asks) + found.notes, (column,))


def _about_labels(one: Drafted) -> Notes:
    if not any(is_cut_off(column.label) for column in one.columns):
        return NOTHING
    return Notes(asks=("is de tekst volledig? SPSS kapt lange labels af.",))


def _with_names(drafted: Sequence[Drafted]) -> list[Drafted]:
    """Give each question, and each item of a grid, a name of its own."""
    used: set[str] = set()
    named = []
    for one in drafted:
        name = unused(one.name, used)
        while any(item in used or len(item) > LONGEST for item in _items(name, one)):
            name = unused(name[: LONGEST // 2].strip("_"), {*used, name})
        used |= {name, *_items(name, one)}
        stem = one.question.column or one.name
        named.append(replace(one, name=name, question=replace(one.question, column=None if name == stem else stem)))
    return named


def _items(name: str, one: Drafted) -> list[str]:
    return [f"{name}_{item}" for item in one.question.items]
