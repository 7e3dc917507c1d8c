"""A first codebook, and what the researcher is asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.importing.description import Column, Span
from reportgen.project.schema import Code, Codebook, Question

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands as comments at a part of the codebook, in Dutch.

    `asks` are questions to the researcher, `remarks` what should be known, and `suggestions` lines of TOML to take the
    comment mark away from.
    """

    asks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    def __add__(self, other: Notes) -> Notes:
        return Notes(self.asks + other.asks, self.remarks + other.remarks, self.suggestions + other.suggestions)


NOTHING = Notes()


@dataclass(frozen=True, slots=True)
class Drafted:
    """One question as it was guessed, and the columns that it was guessed from.

    `parts` tells for each of them which answer or item of the question it holds, where it holds one.
    """

    name: str
    question: Question
    notes: Notes
    columns: tuple[Column, ...]
    parts: Mapping[str, str] = field(default_factory=dict)

    def noting(self, notes: Notes) -> Drafted:
        """Add to what is asked about it."""
        return replace(self, notes=self.notes + notes)

    def asking_for(self, column: str) -> str:
        """Name the question that a column answers: with a grid, the one about its item."""
        return f"{self.name}_{self.parts[column]}" if self.question.type == "grid" else self.name

    def code_of(self, column: str) -> Code:
        """Tell which answer to a multiple question a column is of."""
        return Code(int(self.parts[column]))


@dataclass(frozen=True, slots=True)
class Draft:
    """A codebook as far as a file could tell it, what is asked about it, and what belongs in monitor.toml."""

    file: str
    respondents: int
    codebook: Codebook
    notes: Mapping[Keys, Notes] = field(default_factory=dict)
    weight: str | None = None
    panel: str | None = None
    days: Span | None = None

    def open_points(self) -> int:
        """Count the questions to the researcher."""
        return sum(len(notes.asks) for notes in self.notes.values())
