"""Where a key stands in a TOML file; tomllib does not say, so this is looked up when something is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportgen.errors import Place, Problem

Keys = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and numbers for the elements of a list, counted from 0."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong at a key of a project file, before its line is known; `file` is relative to the project.

    `quote` is a piece of the value itself, where that may be lines long.
    """

    file: str
    keys: Keys
    what: str
    remedy: str
    quote: str = ""


def problem_of(mistake: Mistake, source: str) -> Problem:
    """Give a mistake its line in the source of its file."""
    line = line_of(source, mistake.keys)
    if line is not None and mistake.quote:
        following = source.split("\n")[line - 1 :]
        line += next((i for i, text in enumerate(following) if mistake.quote in text), 0)
    return Problem(mistake.what, mistake.remedy, Place(mistake.file, line))


def line_of(source: str, path: Sequence[str | int]) -> int | None:
    """Find the line, from 1, of a key in valid TOML, or of what is around it; None when nothing of `path` is there."""
    positions = _positions(source)
    names = tuple(str(part) for part in path)
    for length in range(len(names), 0, -1):
        if names[:length] in positions:
            return source.count("\n", 0, positions[names[:length]]) + 1
    return None


def line_of_text(source: str, path: Sequence[str | int]) -> int | None:
    """Find the line on which the text behind a key begins: the next one when its opening quotes end the line."""
    line = line_of(source, path)
    if line is None:
        return None
    stands = source.split("\n")[line - 1].rstrip()
    return line + any(stands.endswith(quotes) and stands.count(quotes) == 1 for quotes in ('"""', "'''"))


@lru_cache(maxsize=8)
def _positions(source: str) -> Mapping[tuple[str, ...], int]:
    return _Scan(source).positions_of_keys()


_GAP = re.compile(r"(?:\s|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_REST_OF_LINE = re.compile(r"[^\n]*\n?")
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_HEADER = re.compile(r"\[\[?")
# Up to two quotes may stand right before the three that close a string of more lines.
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?!")|\'\'\'.*?\'\'\'(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]+")


@dataclass(slots=True)
class _Scan:
    """One walk over a source that tomllib has accepted, noting where every key and every element of a list begins."""

    source: str
    at: int = 0
    positions: dict[tuple[str, ...], int] = field(default_factory=dict)
    elements: dict[tuple[str, ...], int] = field(default_factory=dict)
    """For each array of tables, how many elements have begun."""

    def positions_of_keys(self) -> Mapping[tuple[str, ...], int]:
        table: tuple[str, ...] = ()
        while self._skip(_GAP) < len(self.source):
            if header := _HEADER.match(self.source, self.at):
                self.at = header.end()
                table = self._table(header.start(), repeated=header[0] == "[[")
            else:
                self._pair(table)
            self._skip(_REST_OF_LINE)
        return self.positions

    def _table(self, start: int, *, repeated: bool) -> tuple[str, ...]:
        path: tuple[str, ...] = ()
        names = self._dotted()
        for name in names[:-1]:
            path = self._inside((*path, name), start)
        path = (*path, names[-1])
        if repeated:
            self.elements[path] = self.elements.get(path, 0) + 1
        self._note(path, start, declared=not repeated)
        return self._inside(path, start)

    def _inside(self, path: tuple[str, ...], start: int) -> tuple[str, ...]:
        self._note(path, start)
        if path in self.elements:
            path = (*path, str(self.elements[path] - 1))
            self._note(path, start)
        return path

    def _pair(self, table: tuple[str, ...]) -> None:
        start = self.at
        path = table
        for name in self._dotted():
            path = (*path, name)
            self._note(path, start)
        self._skip(_SPACE)
        self.at += len("=")
        self._value(path)

    def _dotted(self) -> list[str]:
        names = []
        while True:
            self._skip(_SPACE)
            key = self._take(_KEY)
            names.append(_unquoted(key))
            self._skip(_SPACE)
            if self.source[self.at] != ".":
                return names
            self.at += 1

    def _value(self, path: tuple[str, ...]) -> None:
        self._skip(_SPACE)
        match self.source[self.at]:
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._skip(_STRING)
            case _:
                self._skip(_PLAIN)

    def _list(self, path: tuple[str, ...]) -> None:
        self.at += 1
        index = 0
        while self._next() != "]":
            element = (*path, str(index))
            self._note(element, self.at)
            self._value(element)
            index += 1
        self.at += 1

    def _inline_table(self, path: tuple[str, ...]) -> None:
        self.at += 1
        while self._next() != "}":
            self._pair(path)
        self.at += 1

    def _next(self) -> str:
        """Go to the next element, or to the bracket that closes."""
        self._skip(_GAP)
        if self.source[self.at] == ",":
            self.at += 1
            self._skip(_GAP)
        return self.source[self.at]

    def _note(self, path: tuple[str, ...], start: int, *, declared: bool = False) -> None:
        """Note where a path begins: its own header if it has one, or else where it is first named."""
        if declared or path not in self.positions:
            self.positions[path] = start

    def _skip(self, pattern: re.Pattern[str]) -> int:
        self._take(pattern)
        return self.at

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        if found is None:
            raise ValueError(f"not valid TOML at character {self.at}")
        self.at = found.end()
        return found[0]


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    return str(tomllib.loads(f"key = {key}")["key"])
