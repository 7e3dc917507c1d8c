"""Two kinds of failure: what the user can mend (`UserError`), and everything else, which is a bug."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is wrong: a file, and as precisely as is known a line or a variable.

    `file` is written relative to the project. `detail` is Dutch ("rij 17, kolom gewicht").
    """

    file: str
    line: int | None = None
    detail: str = ""

    def __str__(self) -> str:
        line = f", regel {self.line}" if self.line is not None else ""
        detail = f", {self.detail}" if self.detail else ""
        return f"{self.file}{line}{detail}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a user can mend: what is wrong, where, and how to mend it, in Dutch sentences."""

    what: str
    remedy: str
    place: Place | None = None

    def __str__(self) -> str:
        # A sentence begins with a capital where it begins the line, and not behind a place.
        first, rest = self.what[:1], self.what[1:]
        what = f"{self.place}: {within_sentence(self.what)}" if self.place else f"{first.upper()}{rest}"
        return f"{what}\n  → {self.remedy}"


def within_sentence(what: str) -> str:
    """Begin a sentence without a capital, for behind a colon; an abbreviation keeps its own."""
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


class UserError(Exception):
    """Everything that was found wrong, all at once."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@contextmanager
def gathering(problems: list[Problem]) -> Iterator[None]:
    """Add to `problems` what goes wrong within, so that it is told together with the rest."""
    try:
        yield
    except UserError as error:
        problems.extend(error.problems)


MOST_CHOICES = 8


def nearest(name: str, valid: Iterable[str], otherwise: str | None = None) -> str:
    """Say which valid name was probably meant, or which ones there are, or `otherwise`."""
    names = sorted(valid)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"Bedoelde u “{close[0]}”?"
    if otherwise is not None:
        return otherwise
    if not names:
        return "Er is hier niets waaruit te kiezen valt."
    more = f" en nog {len(names) - MOST_CHOICES} andere" if len(names) > MOST_CHOICES else ""
    return f"Kies uit: {', '.join(names[:MOST_CHOICES])}{more}."
