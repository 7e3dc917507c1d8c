"""What was answered to one question, read from its columns; here the codes of the time become today's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from reportgen.errors import Problem
from reportgen.project.names import CODEBOOK
from reportgen.project.schema import Code, Question
from reportgen.project.variants import columns_of
from reportgen.survey.answers import Coded, Ranks, coded_as
from reportgen.survey.arrays import OUTSIDE, Mask, place_type
from reportgen.survey.decoding import (
    Meaning,
    answer_meaning,
    chosen_meaning,
    decode_column,
    number_meaning,
    place_meaning,
)
from reportgen.survey.table import RawTable, times

Recode = Mapping[Code, Code]
"""A code of the time → the one that means the same now."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What everybody answered to one question, in today's codes; `Answers` tells what the parts hold."""

    given: Mask
    coded: Coded | None = None
    chosen: Mapping[Code, Mask] | None = None
    ranks: Mapping[Code, Ranks] | None = None


def parse_reply(
    table: RawTable, name: str, question: Question, recode: Recode, problems: list[Problem]
) -> Reply | None:
    """Read a question as it was asked in this wave, adding to `problems`; None when it could not be understood."""
    before = len(problems)
    parse = {"multiple": _parse_chosen, "ranking": _parse_ranked}.get(question.type, _parse_one)
    reply = parse(table, name, question, recode, problems)
    return reply if len(problems) == before else None


def _parse_one(table: RawTable, name: str, question: Question, recode: Recode, problems: list[Problem]) -> Reply | None:
    (column,) = columns_of(name, question)
    make = answer_meaning if question.type == "single" else number_meaning
    read = _read(table, column, partial(make, name, question), problems)
    if read is None:
        return None
    now = [recode.get(Code(value), value) for value in read.values.tolist()]
    coded = coded_as(np.array(now, dtype=np.int64), read.index) if recode else read
    return Reply(coded.given(), coded=coded)


def _parse_chosen(
    table: RawTable, name: str, question: Question, recode: Recode, problems: list[Problem]
) -> Reply | None:
    columns = dict(zip(question.answers, columns_of(name, question), strict=True))
    read = {
        code: _read(table, column, partial(chosen_meaning, question.answers[code]), problems)
        for code, column in columns.items()
    }
    problems += _half_filled(table, name, [column for column in columns.values() if column in table.columns])
    ticked = {code: coded.among([1]) for code, coded in read.items() if coded is not None}
    if len(ticked) < len(columns):
        return None
    problems += _exclusive_with_others(table, name, question, ticked)
    chosen: dict[Code, Mask] = {}
    for code, mask in ticked.items():
        now = recode.get(code, code)
        chosen[now] = chosen[now] | mask if now in chosen else mask
    given = np.logical_or.reduce([table.columns[column].filled() for column in columns.values()])
    return Reply(given, chosen=chosen)


def _parse_ranked(
    table: RawTable, name: str, question: Question, recode: Recode, problems: list[Problem]
) -> Reply | None:
    columns = dict(zip(question.answers, columns_of(name, question), strict=True))
    read = {column: _read(table, column, partial(place_meaning, question), problems) for column in columns.values()}
    if any(coded is None for coded in read.values()):
        return None
    placed = {column: _places(coded) for column, coded in read.items() if coded is not None}
    problems += _impossible_order(table, name, question, placed)
    ranks: dict[Code, Ranks] = {}
    for code, column in columns.items():
        now, places = recode.get(code, code), placed[column]
        # Of answers that have been added together, the best place counts.
        ranks[now] = _best(ranks[now], places) if now in ranks else places
    given = np.logical_or.reduce([places > 0 for places in placed.values()])
    return Reply(given, coded=_first_choice(ranks), ranks=ranks)


def _read(
    table: RawTable, column: str, make: Callable[[Sequence[str | float]], Meaning], problems: list[Problem]
) -> Coded | None:
    """Give every cell of a column its meaning; None when the column is not there, or has a cell without a meaning."""
    if column not in table.columns:
        return None
    content = table.columns[column]
    decoded = decode_column(table, column, make(content.cells))
    problems += decoded.problems
    return None if decoded.problems else coded_as(decoded.values.astype(np.int64), content.index)


# --- several answers -------------------------------------------------------------------------------------------------


def _half_filled(table: RawTable, name: str, columns: Sequence[str]) -> list[Problem]:
    """Find empty cells beside filled ones: empty is "not asked", and nobody is asked half a question."""
    filled = {column: table.columns[column].filled() for column in columns}
    if not filled:
        return []
    masks = list(filled.values())
    half = np.logical_or.reduce(masks) & ~np.logical_and.reduce(masks)
    if not half.any():
        return []
    position = int(half.argmax())
    column = next(column for column, mask in filled.items() if not mask[position])
    what = f"de vraag “{name}” is in deze rij half ingevuld{times(int(half.sum()))}."
    remedy = "Zet 0 bij wat niet gekozen is; alleen bij wie de vraag niet kreeg, blijven alle cellen van de vraag leeg."
    return [Problem(what, remedy, table.place(position, column))]


def _exclusive_with_others(
    table: RawTable, name: str, question: Question, ticked: Mapping[Code, Mask]
) -> list[Problem]:
    problems = []
    for code in question.exclusive:
        others = [mask for other, mask in ticked.items() if other != code]
        both = ticked[code] & np.logical_or.reduce(others) if others else np.zeros_like(ticked[code])
        if both.any():
            what = f"“{question.answers[code]}” is samen met een ander antwoord gekozen{times(int(both.sum()))}."
            remedy = f"Verbeter het databestand, of haal {code} uit “exclusive” bij de vraag “{name}” in {CODEBOOK}."
            column = f"{question.column or name}_{code}"
            problems.append(Problem(what, remedy, table.place(int(both.argmax()), column)))
    return problems


# --- an order --------------------------------------------------------------------------------------------------------


def _places(coded: Coded) -> Ranks:
    """The place that each respondent gave (n,), 0 for none."""
    return np.append(coded.values, 0).astype(np.int8)[coded.index]


def _best(one: Ranks, other: Ranks) -> Ranks:
    """The highest of two places, where a place was given at all."""
    return np.where((one > 0) & ((other == 0) | (one < other)), one, other)


def _first_choice(ranks: Mapping[Code, Ranks]) -> Coded:
    codes = sorted(ranks)
    index = np.full(len(next(iter(ranks.values()))), OUTSIDE, dtype=place_type(len(codes)))
    for place, code in enumerate(codes):
        index[ranks[code] == 1] = place
    chosen = np.unique(index[index >= 0])
    # Only what was somebody's first choice is among the different answers that were given.
    lookup = np.full(len(codes) + 1, OUTSIDE, dtype=index.dtype)
    lookup[chosen] = np.arange(len(chosen))
    return Coded(np.array(codes, dtype=np.int64)[chosen], lookup[index])


def _impossible_order(table: RawTable, name: str, question: Question, placed: Mapping[str, Ranks]) -> list[Problem]:
    """Find those who gave a place twice, skipped one, or left an order unfinished that takes in all answers."""
    places = np.column_stack(list(placed.values()))
    # Whoever gave no place twice has skipped none if, and only if, the last one is as high as there are places given.
    ordered = np.sort(places, axis=1)
    twice = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] > 0)).any(axis=1)
    count = np.count_nonzero(places, axis=1)
    skipped = ~twice & (ordered[:, -1] > count)
    short = ~twice & ~skipped & (count > 0) & (count < places.shape[1])
    remedy = "Verbeter het databestand, of maak alle cellen van de vraag in deze rij leeg."
    found = [
        (twice, f"bij de vraag “{name}” is in deze rij een plaats twee keer gegeven", remedy),
        (skipped, f"bij de vraag “{name}” is in deze rij een plaats overgeslagen", remedy),
    ]
    if question.places is None:
        fewer = f"Kon iemand minder antwoorden op volgorde zetten, zeg dan met “places” in {CODEBOOK} hoeveel."
        found.append((short, f"bij de vraag “{name}” heeft in deze rij niet elk antwoord een plaats", fewer))
    return [
        Problem(f"{what}{times(int(who.sum()))}.", how, table.place(int(who.argmax())))
        for who, what, how in found
        if who.any()
    ]
