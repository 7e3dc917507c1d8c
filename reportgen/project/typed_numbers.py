"""Digits typed into a text: every figure in print is computed, or cited with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from reportgen.errors import Place, Problem
from reportgen.project.names import FIGURES, MONITOR
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import FigureSpec, Monitor, Text

# What Jinja reads, up to its end; strings within it may hold the closing braces.
_STRINGS = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^"'])*?"""
_OPENING = re.compile(r"\{[{%#]")
_TO_CLOSING = {
    "{{": re.compile(rf"{_STRINGS}\}}\}}", re.DOTALL),
    "{%": re.compile(rf"{_STRINGS}%\}}", re.DOTALL),
    "{#": re.compile(r".*?#\}", re.DOTALL),
}
# What Markdown does not print as it stands: addresses, the names of notes, the numbers before the items of a list.
_ADDRESS = re.compile(r"(?<=\]\()\s*(?:<[^>\n]*>|[^\s)]*)|\b(?:https?://|mailto:)[^\s)>\]]*")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_MARKER = re.compile(r"^([ \t]*(?:>[ \t]*)*)[0-9]{1,9}(?=[.)](?:[ \t]|$))", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
# A number with what is attached to it: 15%, 3,8, 2024–2025, 5G.
_DIGIT = r"[\d¼-¾⅐-⅞]"
_NUMBER = re.compile(rf"(?<!\w)\w*{_DIGIT}\w*(?:[.,:/–-]\w*{_DIGIT}\w*)*(?:[ \u00a0]?%)?")

TEXTS = ("title", "alt", "note")
"""The texts around a figure."""
UNPROVABLE = "Hier is niets te berekenen of te bewijzen: zeg het in een tekst in templates, of laat het weg."
"""How to mend what claims something in monitor.toml."""


def typed_numbers(text: Text) -> tuple[Problem, ...]:
    """Find the digits in a text that stand outside Jinja's braces, each with its line."""
    return tuple(
        Problem(_what(number), _remedy(number), Place(text.path, line)) for line, number in _numbers(text.source)
    )


def typed_in_plain(source: str) -> Iterator[tuple[int, str]]:
    """Find the digits in a text that is no template, each with its line; Markdown's own numbers are none."""
    return _printed_numbers(source)


def typed_in_figures(figures: Mapping[str, FigureSpec]) -> Iterator[Mistake]:
    """Find the digits that were typed into the texts around the figures."""
    for name, spec in figures.items():
        for key in TEXTS:
            for _, number in _numbers(getattr(spec, key)):
                yield Mistake(FIGURES, ("figures", name, key), _what(number), _remedy(number), quote=number)


def prose_of(monitor: Monitor) -> Iterator[tuple[Keys, str]]:
    """The sentences in monitor.toml that are printed as they stand, each with its keys."""
    yield ("subtitle",), monitor.subtitle
    yield ("subject",), monitor.subject
    for table in ("conductors", "partners"):
        for i, organisation in enumerate(getattr(monitor, table)):
            yield (table, i, "role"), organisation.role


def typed_in_monitor(monitor: Monitor) -> Iterator[Mistake]:
    """Find the digits that were typed into the sentences of monitor.toml, other than the name of an edition."""
    editions = {name for key, wave in monitor.waves.items() for name in (key, wave.label)}
    for keys, text in prose_of(monitor):
        for _, number in _numbers(text):
            if number not in editions:
                yield Mistake(MONITOR, keys, _what(number), UNPROVABLE)


def _numbers(source: str) -> Iterator[tuple[int, str]]:
    return _printed_numbers(_without_jinja(source))


def _printed_numbers(printed: str) -> Iterator[tuple[int, str]]:
    printed = _NOTE.sub("", _ADDRESS.sub("", printed))
    printed = _MARKER.sub(r"\1", printed)
    printed = _ENTITY.sub(lambda entity: unescape(entity[0]).replace("\n", " "), printed)
    for number in _NUMBER.finditer(printed):
        yield printed.count("\n", 0, number.start()) + 1, number[0]


def _without_jinja(source: str) -> str:
    """Leave of Jinja only the line ends, so that what follows keeps its line, and a mark where something is printed."""
    parts, end = [], 0
    while opening := _OPENING.search(source, end):
        inner = _TO_CLOSING[opening[0]].match(source, opening.end())
        if inner is None:
            break  # what is never closed is refused when the text is read
        mark = "\ufffc" if opening[0] == "{{" else ""
        parts += [source[end : opening.start()], mark, "\n" * inner[0].count("\n")]
        end = inner.end()
    return "".join(parts) + source[end:]


def _what(number: str) -> str:
    return f"een getypt cijfer: “{number}”."


def _remedy(number: str) -> str:
    return f'Laat het uitrekenen, zoals {{{{ share("…") }}}}, of noem de bron: {{{{ cited("{number}", source="…") }}}}.'
