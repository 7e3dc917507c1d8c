"""Everything that has to hold between the project files once each of them has the right shape."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.project.codebook_rules import codebook_mistakes, has_scale_mistake
from reportgen.project.expansion import expanded
from reportgen.project.figure_rules import figure_mistakes
from reportgen.project.monitor_rules import monitor_mistakes, population_mistakes
from reportgen.project.names import CODEBOOK, FIGURES, MONITOR, POPULATION, Known
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Codebook, FigureSpec, Monitor, Population
from reportgen.project.structuring import Structured
from reportgen.project.typed_numbers import typed_in_figures


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """What templates/figures.toml holds."""

    figures: Mapping[str, FigureSpec] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """The project files, each as far as it could be read, None where that is not at all; and the brands that exist."""

    monitor: Structured[Monitor] | None
    codebook: Structured[Codebook] | None
    population: Structured[Population] | None
    figures: Structured[FiguresFile] | None
    brands: Collection[str]


def find_mistakes(parts: Parts) -> tuple[Mistake, ...]:
    """Find all mistakes, leaving out what only follows from a stand-in for something that was wrong already."""
    files = {
        MONITOR: parts.monitor,
        CODEBOOK: parts.codebook,
        POPULATION: parts.population,
        FIGURES: parts.figures,
    }
    found = [mistake for part in files.values() if part for mistake in part.mistakes]
    damaged = {file: part.damaged for file, part in files.items() if part}
    found.extend(
        mistake
        for mistake in _between(parts)
        if not any(_overlap(mistake.keys, keys) for keys in damaged[mistake.file])
    )
    return tuple(found)


def _between(parts: Parts) -> Iterator[Mistake]:
    known = _known(parts)
    if parts.monitor:
        yield from monitor_mistakes(parts.monitor.value, known)
    if parts.codebook:
        yield from codebook_mistakes(parts.codebook.value, known)
    if parts.population:
        yield from population_mistakes(parts.population.value, known)
    if parts.figures:
        yield from figure_mistakes(parts.figures.value.figures, known)
        yield from typed_in_figures(parts.figures.value.figures)


def _known(parts: Parts) -> Known:
    unsound = {
        (str(keys[0]), str(keys[1]))
        for part in (parts.monitor, parts.codebook, parts.population)
        if part
        for keys in part.damaged
        if len(keys) > 1
    }
    scales = _table(parts.codebook, "scales")
    if parts.codebook:
        unsound |= {
            ("questions", name)
            for name, question in parts.codebook.value.questions.items()
            if has_scale_mistake(question, scales) or ("scales", question.scale) in unsound
        }
    full = parts.codebook and replace(parts.codebook, value=expanded(parts.codebook.value))
    return Known(
        waves=_table(parts.monitor, "waves"),
        margins=_table(parts.population, "margins"),
        questions=_table(full, "questions"),
        indicators=_table(parts.codebook, "indicators"),
        breakdowns=_table(full, "breakdowns"),
        sets=_table(parts.codebook, "sets"),
        scales=scales,
        brands=parts.brands,
        unsound=frozenset(unsound),
    )


def _table(part: Structured[Any] | None, name: str) -> Any:
    """One table of a file, or None when it could not be read: then any name may be right."""
    return None if part is None or (name,) in part.damaged else getattr(part.value, name)


def _overlap(one: Keys, other: Keys) -> bool:
    """Whether one place lies within the other."""
    return all(str(a) == str(b) for a, b in zip(one, other, strict=False))
