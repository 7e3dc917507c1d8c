"""Notes: `[^why]` in a text, and `[^why]: …` on a line of its own, as in pandoc's Markdown; they end the chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.errors import Place, Problem
from reportgen.project.schema import Text
from reportgen.report.model import Run
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens

_MARK = r"\[\^([^\]\s]+)\]"
_DEFINITION = re.compile(rf"^{_MARK}:[ \t]*(.*(?:\n(?!\s*$|{_MARK}:).+)*)\n?", re.MULTILINE)
_REFERENCE = re.compile(_MARK)


Told = list[tuple[int, str]]
"""The notes of one text in the order in which it refers to them: the number of each, and what it says in Markdown."""


def take_out_notes(markdown: str, tokens: Tokens, problems: Problems, text: Text) -> tuple[str, Told]:
    """Put a number in the place of each reference to a note, and take the notes out; mistakes are recorded."""
    said = {match[1]: " ".join(match[2].split()) for match in _DEFINITION.finditer(markdown)}
    body = _DEFINITION.sub("", markdown)
    problems.found.extend(_mistakes(markdown, body, said, text))
    notes, numbers = Told(), dict[str, int]()

    def numbered(match: re.Match[str]) -> str:
        name = match[1]
        if name not in said:
            return "–"
        if name not in numbers:
            tokens.notes += 1
            numbers[name] = tokens.notes
            notes.append((tokens.notes, said[name]))
        number = numbers[name]
        return tokens.later(lambda: Run(str(number), link=f"#noot-{number}", origin="reference"))

    return _REFERENCE.sub(numbered, body), notes


def _mistakes(markdown: str, body: str, said: dict[str, str], text: Text) -> Iterator[Problem]:
    used = _REFERENCE.findall(body)
    for name in dict.fromkeys(used):
        if name not in said:
            remedy = f"Zet op een regel van haar eigen: [^{name}]: en wat de noot zegt."
            yield Problem(f"de noot “{name}” is er niet.", remedy, _place(text, f"[^{name}]"))
    for match in _DEFINITION.finditer(markdown):
        name, place = match[1], _place(text, f"[^{match[1]}]:")
        if name not in used:
            yield Problem(f"naar de noot “{name}” wordt niet verwezen.", f"Zet [^{name}] in de tekst.", place)
        if _REFERENCE.search(match[2]):
            yield Problem(
                "in een noot staat een verwijzing naar een noot.", "Zet wat er te zeggen is in één noot.", place
            )
        if not said[name]:
            yield Problem(f"de noot “{name}” is leeg.", "Schrijf achter de dubbele punt wat zij zegt.", place)
    if _DEFINITION.search(markdown) and len(_DEFINITION.findall(markdown)) > len(said):
        yield Problem("twee noten heten hetzelfde.", "Geef elke noot een eigen naam.", Place(text.path))
    for heading in re.finditer(rf"^#.*?{_MARK}", body, re.MULTILINE):
        place = _place(text, f"[^{heading[1]}]")
        yield Problem("een noot kan niet bij een kopje.", "Zet haar bij een zin in de tekst.", place)


def _place(text: Text, words: str) -> Place:
    at = text.source.find(words)
    return Place(text.path, text.source.count("\n", 0, at) + 1 if at >= 0 else None)
