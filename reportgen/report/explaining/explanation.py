"""An explanation, and how it is written out: for the terminal and for a program."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict, dataclass

WIDTH = 96
INDENT = "   "


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to a figure: what it is about, and what was done, a sentence or formula each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer in one sentence, and the steps that led to it."""

    id: str
    answer: str
    steps: tuple[Step, ...]


def steps_of(*titled: tuple[str, list[str]]) -> tuple[Step, ...]:
    """Put steps together, leaving out those in which there is nothing to say."""
    return tuple(Step(title, tuple(lines)) for title, lines in titled if lines)


def render_text(explanation: Explanation) -> str:
    """Write an explanation as plain text: the answer on the first line, then its numbered steps."""
    parts = [explanation.answer, f"[{explanation.id}]"]
    for number, step in enumerate(explanation.steps, 1):
        parts += ["", f"{number}. {step.title}"]
        for line in step.lines:
            parts += _wrapped(line, INDENT)
    return "\n".join(parts) + "\n"


def render_json(explanation: Explanation) -> str:
    """Write an explanation for a program to read."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=1) + "\n"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
