"""What Dutch writers say for the things that surveys measure, and the words that mean change: `lexicon.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

_TOML = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

STOP_WORDS = frozenset(_TOML["stop"])
"""Words that tell nothing of what a number is about."""
SAME: Mapping[str, tuple[str, ...]] = {word: tuple(others) for word, others in _TOML["same"].items()}
"""A word as codebooks use it → how else it is said."""
UP, DOWN, STABLE, CHANGED = (frozenset(_TOML[name]) for name in ("up", "down", "stable", "changed"))
MOVED = UP | DOWN | CHANGED
HIGHEST, LOWEST, LEADING, TRAILING = (frozenset(_TOML[name]) for name in ("highest", "lowest", "leading", "trailing"))
"""Words for the first and the last place in a ranking."""
YOUNGEST, OLDEST = (tuple(_TOML[name]) for name in ("youngest", "oldest"))
"""What the youngest and the oldest group of a breakdown by age are called."""
SEPARABLE: Mapping[tuple[str, str], int] = {
    (verb, particle): sign for words, sign in _TOML["separable"].items() for verb, particle in [words.split()]
}
"""Verbs in two parts that mean up (1) or down (-1)."""
POPULATION = frozenset(_TOML["population"])
"""Whom a share may be of when it is of everybody."""
ELSEWHERE = tuple(_TOML["elsewhere"])
"""Signs that a sentence speaks of other figures than those of the survey."""
LIGHT = frozenset(_TOML["light"])
"""Words that any sentence may have, whatever it is about."""
HEDGES = tuple(_TOML["hedges"])
"""Signs that a writer says himself that a difference may be due to chance."""
VERBS = frozenset(_TOML["verbs"])
PAST, CHANGED_THEN = (frozenset(_TOML[name]) for name in ("past", "changed_then"))
ASKED, PEOPLE, SURVEY = (frozenset(_TOML[name]) for name in ("asked", "people", "survey"))
DIFFERENCE = frozenset(_TOML["difference"])
