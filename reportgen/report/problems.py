"""What is found wrong in the texts, at the line that is being rendered."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import Any

from reportgen.errors import Place, Problem
from reportgen.report.tokens import without_tokens

_NUMBER = re.compile(r"\w*\d\w*(?:[.,]\d+)*\s?%?")


@dataclass
class Problems:
    """What was found wrong in the texts; a function that fails records it here and the rendering goes on."""

    found: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """The source of each text that was read, by its path."""

    def add(self, what: str, remedy: str) -> str:
        """Record a mistake at the line of the text that is being rendered, and print a dash in its place."""
        self.found.append(Problem(what, remedy, line_being_rendered()))
        return "–"

    def line_of_source(self) -> str:
        """Give the line of the text that is being rendered, as its author wrote it."""
        here = line_being_rendered()
        lines = self.texts.get(here.file, "").split("\n") if here else []
        return lines[here.line - 1] if here and here.line and here.line <= len(lines) else ""

    def is_in_title(self) -> bool:
        """Whether what is being rendered is a heading, or stands around a figure."""
        here = line_being_rendered()
        return here is not None and (here.file.endswith(".toml") or self.line_of_source().startswith("#"))

    def are_told_here(self) -> bool:
        """Whether a mistake was recorded at this line already, from which another one may only follow."""
        here = line_being_rendered()
        return any(problem.place == here for problem in self.found)

    def add_typed(self, words: str) -> bool:
        """Record a number that an author typed into words that will be printed, and tell whether there was one."""
        number = _NUMBER.search(without_tokens(words))
        if number is not None:
            remedy = f'Laat het uitrekenen, zoals share("…"), of noem de bron: cited("{number[0]}", source="…").'
            self.add(f"een getypt cijfer: “{number[0]}”.", remedy)
        return number is not None


def line_being_rendered() -> Place | None:
    """Find the line of the text whose rendering led here; None outside any."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return Place(template.filename, template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None
