"""What a fact adds up and over whom: from the codebook to sums over the answers to a question."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportgen.audit.algebra import Vector, add
from reportgen.project.schema import Code, Codebook, Indicator, Question

PARTS_OF_ONE_WHOLE = frozenset({"single", "grade", "number"})
_PROMOTER, _DETRACTOR = 9, 6


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator as a reader knows it: `part` / `whole`, both sums over the answers to `question`.

    `left_out` are the answers that don't count for the whole.
    """

    question: str
    part: Vector
    whole: Vector
    left_out: frozenset[int]


def counted(indicator: str, codebook: Codebook) -> Counted:
    """Say what an indicator counts: a declared one, or an answer to a question (`houding.4`)."""
    spec = codebook.indicators.get(indicator) or _undeclared(indicator, codebook)
    question = codebook.questions[spec.question]
    cells = _cells(spec.question, question, codebook)
    is_mean = not spec.answers and spec.range is None
    left_out = frozenset(map(int, question.dont_know)) if is_mean or spec.base == "answered" else frozenset()
    if question.type not in PARTS_OF_ONE_WHOLE:
        return _of_more_answers(spec, question, left_out)
    whole: Vector = {cell: 1 for cell, (low, high) in cells.items() if not (low == high and low in left_out)}
    if is_mean:
        part = _total({cell: cells[cell] for cell in whole}, is_score=spec.statistic == "nps")
    else:
        low, high = spec.range or (0, -1)
        no_numbers = frozenset(map(int, question.dont_know))
        part = {
            cell: 1
            for cell, (start, end) in cells.items()
            if (start in spec.answers and start == end) or (low <= start and end <= high and start not in no_numbers)
        }
    return Counted(spec.question, part, whole, left_out)


def _undeclared(indicator: str, codebook: Codebook) -> Indicator:
    """Make an indicator of one answer to a question, or of one class of numbers."""
    name, _, key = indicator.rpartition(".")
    if codebook.questions[name].type == "number":
        breakdown = next(one for one in codebook.breakdowns.values() if one.question == name and key in one.groups)
        group = breakdown.groups[key]
        return Indicator("", "", name, answers=group.answers, range=group.range)
    return Indicator("", "", name, answers=(Code(int(key)),))


def _cells(name: str, question: Question, codebook: Codebook) -> dict[Hashable, tuple[int, int]]:
    """Divide all that can be answered to a question: each answer, and numbers as far as nothing tells them apart."""
    if question.type == "single":
        return {int(code): (int(code), int(code)) for code in question.answers}
    low = 1 if question.minimum is None else question.minimum
    high = 10 if question.maximum is None else question.maximum
    starts = {low, high + 1, *_bounds(name, codebook)}
    if question.type == "grade":
        starts |= set(range(low, high + 1))
    codes = {int(code) for code in question.answers}
    # A code such as 99 (weet niet) may lie between the numbers; it is none of them.
    starts |= {bound for code in codes if low <= code <= high for bound in (code, code + 1)}
    inside = sorted(start for start in starts if low <= start <= high + 1)
    cells: dict[Hashable, tuple[int, int]] = {start: (start, after - 1) for start, after in pairwise(inside)}
    return cells | {code: (code, code) for code in codes}


def _bounds(name: str, codebook: Codebook) -> Iterator[int]:
    ranges = [one.range for one in codebook.indicators.values() if one.question == name]
    for breakdown in codebook.breakdowns.values():
        if breakdown.question == name:
            ranges += [group.range for group in breakdown.groups.values()]
            for group in breakdown.groups.values():
                yield from (bound for code in group.answers for bound in (int(code), int(code) + 1))
    for one in ranges:
        if one is not None:
            yield from (one[0], one[1] + 1)


def _total(cells: dict[Hashable, tuple[int, int]], *, is_score: bool) -> Vector:
    """Add up what was answered; what lies in wide classes together is one more unknown."""
    if is_score:
        return {
            cell: 100 if low >= _PROMOTER else -100
            for cell, (low, _) in cells.items()
            if not _DETRACTOR < low < _PROMOTER
        }
    exact = {cell: low for cell, (low, high) in cells.items() if low == high and low}
    return exact if all(low == high for low, high in cells.values()) else {**exact, "all other numbers": 1}


def _of_more_answers(spec: Indicator, question: Question, left_out: frozenset[int]) -> Counted:
    whole: Vector = {"asked": 1}
    if question.type == "ranking" and (spec.within or 1) == 1:
        # Everybody has one first choice.
        whole = {("first", int(code)): 1 for code in question.answers}
        return Counted(spec.question, {("first", int(code)): 1 for code in spec.answers}, whole, left_out)
    part = _any_of(frozenset(map(int, spec.answers)), question, spec.within)
    if left_out:
        whole = add(whole, _any_of(left_out, question, spec.within), factor=-1)
    return Counted(spec.question, part, whole, left_out)


def _any_of(codes: Collection[int], question: Question, within: int | None) -> Vector:
    """Count who gave any of some answers, of which only the exclusive ones never go together with another."""
    alone = frozenset(map(int, question.exclusive)) & frozenset(codes)
    others = frozenset(codes) - alone
    exclusive: Vector = {("any", within, frozenset({code})): 1 for code in sorted(alone)}
    if not others:
        return exclusive
    if question.exclusive and others == frozenset(map(int, question.answers)) - frozenset(map(int, question.exclusive)):
        # Who gave an exclusive answer gave none of the others, and who gave none of the others an exclusive one.
        rest: Vector = {("any", within, frozenset({int(code)})): 1 for code in question.exclusive}
        return add(exclusive, {"asked": 1}, add({}, rest, factor=-1))
    return add(exclusive, {("any", within, others): 1})
