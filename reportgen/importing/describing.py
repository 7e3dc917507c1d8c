"""What a file of respondents looks like; made in the process that reads it, the only one that sees them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reportgen.importing.description import (
    FEWEST_PERSONS,
    MOST_VALUES,
    Column,
    FileDescription,
    Label,
    Number,
    Range,
    Span,
    Text,
    round_outward,
)
from reportgen.importing.patterns import Patterns, find_ranked, find_routes
from reportgen.importing.sav_dictionary import Dictionary, read_dictionary
from reportgen.importing.words import is_dont_know
from reportgen.survey.arrays import Mask
from reportgen.survey.column import Column as Cells
from reportgen.survey.column import merged
from reportgen.survey.decimals import decimal_sign, parse_decimal
from reportgen.survey.readers import read_table
from reportgen.survey.table import RawTable

_DAYS = (
    (re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}:\d{2}.*)?"), "%Y-%m-%d"),
    (re.compile(r"(\d{1,2}-\d{1,2}-\d{4})(?: \d{1,2}:\d{2}.*)?"), "%d-%m-%Y"),
)


def describe(folder: Path, file: str) -> FileDescription:
    """Describe a file, named relative to `folder`; raises UserError when it cannot be read."""
    table = read_table(folder, file)
    path = folder / file
    return describe_table(table, read_dictionary(path) if path.suffix.lower() == ".sav" else Dictionary())


def describe_table(table: RawTable, dictionary: Dictionary) -> FileDescription:
    """Describe the columns of a file and what shows when they are held beside one another."""
    columns = {name: _parsed(column) for name, column in table.columns.items()}
    answered = {name: _answered(table, name, column) for name, column in columns.items()}
    patterns = Patterns(answered)
    routes = find_routes(columns, patterns)
    described = tuple(
        replace(
            _column(table, dictionary, name, column),
            filled=int(answered[name].sum()),
            different=len(table.columns[name].cells),
            pattern=patterns.of[name],
            routed=routes.get(name),
        )
        for name, column in columns.items()
    )
    ranked = find_ranked({one.name: columns[one.name] for one in described if one.numeric and one.whole})
    return FileDescription(table.file, len(table.rows), described, dictionary.sets, ranked, table.remarks)


def _parsed(column: Cells) -> Cells:
    """Read the numbers that were written as text."""
    sign = decimal_sign(column.cells)

    def parsed(cell: str | float) -> str | float:
        number = cell if isinstance(cell, float) else parse_decimal(cell, sign or ",")
        return number if number is not None and math.isfinite(number) else str(cell)

    return merged([parsed(cell) for cell in column.cells], column.index)


def _answered(table: RawTable, name: str, column: Cells) -> Mask:
    """Tell who answered: whose cell holds something that SPSS does not declare missing, or “weet niet”."""
    labels, ranges = table.value_labels.get(name, {}), table.user_missing.get(name, ())
    missing = {
        cell
        for cell in column.cells
        if isinstance(cell, float)
        and any(low <= cell <= high for low, high in ranges)
        and not is_dont_know(labels.get(cell, ""))
    }
    return (column.without(missing) if missing else column).filled()


def _column(table: RawTable, dictionary: Dictionary, name: str, column: Cells) -> Column:
    missing = tuple(Range(low, high) for low, high in table.user_missing.get(name, ()))
    counts = dict(zip(column.cells, column.counts().tolist(), strict=True))
    numbers = {cell: count for cell, count in counts.items() if isinstance(cell, float)}
    texts = [cell for cell in counts if isinstance(cell, str)]
    told = {number: count for number, count in numbers.items() if not any(number in one for one in missing)}
    shown = sorted(text for text in texts if counts[text] >= FEWEST_PERSONS) if len(texts) <= MOST_VALUES else []
    return Column(
        name=name,
        label=dictionary.labels.get(name, ""),
        measure=dictionary.measures.get(name, ""),
        labels=tuple(_labels(table.value_labels.get(name, {}), dictionary.text_labels.get(name, {}))),
        missing=missing,
        numeric=bool(numbers) and not texts,
        whole=all(number.is_integer() for number in told),
        average=sum(number * count for number, count in told.items()) / sum(told.values()) if told else None,
        low=round_outward(min(told), told[min(told)], up=False) if told else None,
        high=round_outward(max(told), told[max(told)], up=True) if told else None,
        numbers=tuple(Number(*one) for one in sorted(numbers.items())) if len(numbers) <= MOST_VALUES else (),
        texts=tuple(Text(text, counts[text]) for text in shown),
        rare=len(texts) - len(shown),
        days=_days(texts) if texts and not numbers else None,
    )


def _labels(numbers: Mapping[float, str], texts: Mapping[str, str]) -> Iterator[Label]:
    yield from (Label(value, "", wording) for value, wording in sorted(numbers.items()))
    yield from (Label(None, value, wording) for value, wording in texts.items())


def _days(texts: list[str]) -> Span | None:
    """Tell the first and the last day when every cell is a day, perhaps with a time."""
    for pattern, form in _DAYS:
        found = [pattern.fullmatch(text) for text in texts]
        days = [one[1] for one in found if one]
        if len(days) == len(texts):
            try:
                dates = sorted({datetime.strptime(day, form).date() for day in days})  # noqa: DTZ007 only the day is kept
            except ValueError:
                return None
            return Span(dates[0].isoformat(), dates[-1].isoformat())
    return None
