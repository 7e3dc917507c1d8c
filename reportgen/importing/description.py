"""What a file of respondents looks like, without anything that one of them alone answered."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass

from cattrs import Converter

FEWEST_PERSONS = 5
"""From how many persons on a text in the data may be quoted; a label is not the answer of a person."""
MOST_VALUES = 60
"""Of a column with more different values than these, only their limits are told."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a column, and how many respondents have it."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a column, and how many respondents have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Label:
    """What SPSS calls a value: a number, or else a text."""

    number: float | None
    text: str
    wording: str


@dataclass(frozen=True, slots=True)
class Range:
    """The values from `low` to `high`, both included."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day in a column of dates, as year-month-day."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Routed:
    """A column that nobody has filled who did not give one of `values`, or of `texts`, in an earlier `column`.

    `asked` gave one of them, `filled` of these have this column filled, and `others` gave another answer.
    """

    column: str
    values: tuple[float, ...]
    texts: tuple[str, ...]
    asked: int
    filled: int
    others: int


def round_outward(limit: float, count: int, *, up: bool) -> int:
    """Round the lowest or highest number in a column when few persons have it, so that it is nobody's own."""
    if count >= FEWEST_PERSONS:
        return math.ceil(limit) if up else math.floor(limit)
    step = int(10 ** max(1, len(str(int(abs(limit)))) - 2))
    return (math.ceil(limit / step) if up else math.floor(limit / step)) * step


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what the file says of it, and what it holds.

    `numbers` are its different numbers in order, those declared missing included, when there are not too many;
    `texts` those that enough persons have, and `rare` counts the others. `low` and `high` are the limits of the numbers
    not declared missing, rounded outward where few persons have them. `pattern` is the same for columns that are filled
    for the same respondents.
    """

    name: str
    label: str = ""
    measure: str = ""
    labels: tuple[Label, ...] = ()
    missing: tuple[Range, ...] = ()
    filled: int = 0
    different: int = 0
    numeric: bool = False
    whole: bool = False
    average: float | None = None
    low: float | None = None
    high: float | None = None
    numbers: tuple[Number, ...] = ()
    texts: tuple[Text, ...] = ()
    rare: int = 0
    days: Span | None = None
    pattern: int = 0
    routed: Routed | None = None

    def is_missing(self, value: float) -> bool:
        """Whether SPSS declares a value missing."""
        return any(value in one for one in self.missing)


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """A multiple-response set of SPSS: columns that each hold an answer, or each whether `counted` was chosen."""

    name: str
    label: str
    columns: tuple[str, ...]
    counted: int | None = None


@dataclass(frozen=True, slots=True)
class FileDescription:
    """A file of respondents; `ranked` are the columns that together hold places, of which nobody gave one twice."""

    file: str
    respondents: int
    columns: tuple[Column, ...]
    sets: tuple[ResponseSet, ...] = ()
    ranked: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()


def to_json(description: FileDescription) -> str:
    """Write a description so that another process can read it."""
    return json.dumps(asdict(description))


def from_json(text: str) -> FileDescription:
    """Read a description back."""
    return Converter().structure(json.loads(text), FileDescription)
