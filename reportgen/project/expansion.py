"""What a codebook says in short, in full: scales, grids, crossed breakdowns, and who was asked, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.project.schema import Breakdown, Code, Codebook, Condition, Filter, Group, Question, Variant

AND, OR = "en", "of"


def expanded(codebook: Codebook) -> Codebook:
    """Write a codebook out: nothing in it has to be looked up elsewhere any more; what it names wrongly stays as it is.

    Every question has the answers of its scale, every grid is replaced by its items (see `Question`), every crossed
    breakdown has its groups, and every filter says in words who was asked.
    """
    items = dict(_items(with_scales(codebook).questions))
    questions = {name: _with_bases(question, items) for name, question in items.items()}
    breakdowns = {name: _crossed(one, codebook.breakdowns) for name, one in codebook.breakdowns.items()}
    return replace(codebook, questions=questions, breakdowns=breakdowns)


def with_scales(codebook: Codebook) -> Codebook:
    """Give every question on a shared scale the answers of that scale."""
    questions = {
        name: replace(question, answers=codebook.scales[question.scale])
        if question.scale is not None and question.scale in codebook.scales and not question.answers
        else question
        for name, question in codebook.questions.items()
    }
    return replace(codebook, questions=questions)


def item_names(name: str, grid: Question) -> tuple[str, ...]:
    """Name the questions that a grid consists of, in the order of its items."""
    return tuple(f"{name}_{item}" for item in grid.items)


def _items(questions: Mapping[str, Question]) -> Iterator[tuple[str, Question]]:
    for name, question in questions.items():
        if question.type != "grid":
            yield name, question
            continue
        for item, wording in question.items.items():
            yield f"{name}_{item}", _item(name, question, item, wording)


def _item(name: str, grid: Question, item: str, wording: str) -> Question:
    """One item of a grid as a question of its own."""

    def variant(one: Variant) -> Variant:
        text = about(one.text, wording) if one.text else ""
        return replace(one, text=text, column=one.column and f"{one.column}_{item}")

    return replace(
        grid,
        text=about(grid.text, wording),
        type=grid.each,
        short=wording,
        column=f"{grid.column or name}_{item}",
        items={},
        grid=name,
        variants={wave: variant(one) for wave, one in grid.variants.items()},
    )


def about(stem: str, item: str) -> str:
    """The text of a grid's question about one item."""
    return f"{stem} – {item}"


# --- crossed breakdowns ----------------------------------------------------------------------------------------------


def _crossed(breakdown: Breakdown, breakdowns: Mapping[str, Breakdown]) -> Breakdown:
    """Give a crossed breakdown a group for each pair of groups of the two that it crosses."""
    two = [breakdowns[name] for name in breakdown.cross if name in breakdowns]
    if len(two) != 2 or len(breakdown.cross) != 2:
        return breakdown
    rows, columns = two
    groups = {
        f"{row}_{column}": Group(
            label=f"{one.label}, {other.label}",
            where=(*conditions_of(rows, one), *conditions_of(columns, other)),
        )
        for row, one in rows.groups.items()
        for column, other in columns.groups.items()
    }
    return replace(breakdown, groups=groups)


def conditions_of(breakdown: Breakdown, group: Group) -> tuple[Condition, ...]:
    """What has to be met to belong to a group, all of it."""
    return group.where or (Condition(breakdown.question, group.answers, group.range),)


# --- bases in words --------------------------------------------------------------------------------------------------


def _with_bases(question: Question, questions: Mapping[str, Question]) -> Question:
    """Say in words who was asked, today and in the waves where that was different."""

    def variant(one: Variant) -> Variant:
        return one if one.asked_of is None else replace(one, asked_of=_with_base(one.asked_of, questions))

    asked_of = question.asked_of and _with_base(question.asked_of, questions)
    return replace(question, asked_of=asked_of, variants={wave: variant(it) for wave, it in question.variants.items()})


def _with_base(asked_of: Filter, questions: Mapping[str, Question]) -> Filter:
    return asked_of if asked_of.base else replace(asked_of, base=base_in_words(asked_of, questions))


def base_in_words(asked_of: Filter, questions: Mapping[str, Question]) -> str:
    """Say who was asked: wie bij de vraag “…” antwoordde: “ja” of “soms”."""
    conditions = [_in_words(one, questions.get(one.question)) for one in asked_of.conditions]
    return f"wie {_joined(conditions, f', {OR}' if asked_of.any else f', {AND}')}"


def _in_words(condition: Condition, question: Question | None) -> str:
    text = question.text if question else condition.question
    if condition.range is not None:
        is_grade = question is not None and question.type == "grade"
        noun, verb = ("een cijfer", "gaf") if is_grade else ("een getal", "noemde")
        return f"bij de vraag “{text}” {noun} {_between(*condition.range, question)} {verb}"
    verb = "op de eerste plaats zette" if question and question.type == "ranking" else "antwoordde"
    return (
        f"bij de vraag “{text}” {verb}: {_joined([_wording(code, question) for code in condition.answers], f' {OR}')}"
    )


def _between(low: int, high: int, question: Question | None) -> str:
    """Say a range as short as the question's own limits allow."""
    if low == high:
        return f"van precies {low}"
    if question is not None and question.maximum is not None and question.maximum <= high:
        return f"van {low} of meer"
    if question is not None and question.minimum is not None and low <= question.minimum:
        return f"van {high} of minder"
    return f"van {low} t/m {high}"


def _wording(code: Code, question: Question | None) -> str:
    return f"“{question.answers[code]}”" if question is not None and code in question.answers else str(code)


def _joined(parts: Sequence[str], word: str) -> str:
    return ", ".join(parts[:-1]) + f"{word} {parts[-1]}" if len(parts) > 1 else "".join(parts)
