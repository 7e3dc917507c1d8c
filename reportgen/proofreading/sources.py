"""Where in the project's files a printed sentence was written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from reportgen.errors import Place
from reportgen.proofreading.words import is_number, plain_apostrophe, words_of

_CODE = re.compile(r"[\w.]+\(|\)|[\w-]+\s*=\s*|\{%|%\}|\{\{|\}\}|\{#.*?#\}")
LEAST_SHARED = 0.25
"""What of a sentence must stand in the text that it came from: the rest may have been printed by a function."""
MOSTLY = 0.6
"""What of it must stand in a file that it may have come from."""
NEAR = 2

Pair = tuple[str, str]


class Sources:
    """The lines of the project's files by the pairs of words on them; `printed` are those whose words get printed.

    Those are the files of labels, from which a sentence may have many of its words without being written there.
    """

    def __init__(self, files: Mapping[str, str], printed: Collection[str] = ()) -> None:
        self._lines = {file: source.splitlines() for file, source in files.items()}
        self._pairs: dict[Pair, list[tuple[str, int]]] = defaultdict(list)
        for file, lines in self._lines.items():
            for number, line in enumerate(lines, 1):
                for pair in dict.fromkeys(pairwise(_own(line))):
                    self._pairs[pair].append((file, number))
        self._printed = {pair for pair, at in self._pairs.items() if any(file in printed for file, _ in at)}

    def place_of(self, text: str, files: Collection[str], least: float = LEAST_SHARED) -> Place | None:
        """Find the line in `files` that shares most with a sentence or heading; None when none shares enough.

        At least the `least` part of its pairs of words must be found there, not counting those that may be printed.
        """
        words = _own(text)
        if len(words) < 2:
            return self._whole(text, files)
        pairs = list(pairwise(words))
        shared: dict[tuple[str, int], int] = defaultdict(int)
        for pair in pairs:
            for file, number in self._pairs.get(pair, ()):
                if file in files:
                    shared[file, number] += 1
        if not shared:
            return None
        file, number = max(shared, key=lambda line: (shared[line], -line[1]))
        own = [pair for pair in pairs if pair not in self._printed] or pairs
        around = {(file, at) for at in range(number - NEAR, number + NEAR + 1)}
        near = sum(not around.isdisjoint(self._pairs.get(pair, ())) for pair in pairs)
        return Place(file, number) if near >= least * len(own) else None

    def line_with(self, word: str, near: Place) -> Place:
        """Find the line of a word at a place or close to it; the place itself when it stands nowhere near."""
        lines, at = self._lines[near.file], near.line or 1
        numbers = range(max(1, at - NEAR), min(len(lines), at + NEAR) + 1)
        for number in sorted(numbers, key=lambda number: abs(number - at)):
            if re.search(rf"\b{re.escape(word)}\b", lines[number - 1]):
                return Place(near.file, number)
        return near

    def _whole(self, text: str, files: Collection[str]) -> Place | None:
        """Find a text of one word, such as a short heading."""
        for file in files:
            for number, line in enumerate(self._lines[file], 1):
                if text.strip() in line:
                    return Place(file, number)
        return None


def _own(line: str) -> Sequence[str]:
    """The words of a line, without the names of functions and without what was computed."""
    words = (plain_apostrophe(word).casefold() for _, word in words_of(_CODE.sub(" ", line)))
    return [word for word in words if not is_number(word)]
