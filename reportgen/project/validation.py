"""Everything that has to hold between the project files once each of them has the right shape."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.project.cited_rules import cited_mistakes
from reportgen.project.codebook_rules import codebook_mistakes
from reportgen.project.expansion import expanded, item_names
from reportgen.project.figure_rules import figure_mistakes
from reportgen.project.monitor_rules import monitor_mistakes, population_mistakes
from reportgen.project.names import CODEBOOK, FIGURES, MONITOR, POPULATION, Known
from reportgen.project.places import Keys, Mistake
from reportgen.project.question_rules import has_scale_mistake
from reportgen.project.rectification_rules import rectification_mistakes
from reportgen.project.schema import CitedFigure, Codebook, FigureSpec, Monitor, Population, Rectification
from reportgen.project.structuring import Structured
from reportgen.project.typed_numbers import typed_in_figures, typed_in_monitor


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """What templates/figures.toml holds."""

    figures: Mapping[str, FigureSpec] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CitedFile:
    """What the file of a wave holds of which nothing is known but what was published."""

    figures: tuple[CitedFigure, ...]


@dataclass(frozen=True, slots=True)
class RectificationFile:
    """What the file of a wave holds that was put right after publication."""

    versions: tuple[Rectification, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The project files, each as far as it could be read, None where that is not at all; and the brands that exist."""

    monitor: Structured[Monitor] | None
    codebook: Structured[Codebook] | None
    population: Structured[Population] | None
    figures: Structured[FiguresFile] | None
    brands: Collection[str]
    cited: Mapping[str, Structured[CitedFile]] = field(default_factory=dict)
    """By the name of the file."""
    rectifications: Mapping[str, Structured[RectificationFile]] = field(default_factory=dict)
    """By the name of the file."""
    chapters: Collection[str] = ()
    """The files of the report's chapters."""
    edition_texts: Collection[str] = ()
    """The files of the texts that editions have of their own."""

    def cited_by_wave(self) -> dict[str, tuple[CitedFigure, ...]]:
        """What was published of each wave that has no respondents."""
        waves = self.monitor.value.waves if self.monitor else {}
        return {name: self.cited[wave.file].value.figures for name, wave in waves.items() if wave.file in self.cited}


def find_mistakes(parts: Parts) -> tuple[Mistake, ...]:
    """Find all mistakes, leaving out what only follows from a stand-in for something that was wrong already."""
    files: dict[str, Structured[Any] | None] = {
        MONITOR: parts.monitor,
        CODEBOOK: parts.codebook,
        POPULATION: parts.population,
        FIGURES: parts.figures,
        **parts.cited,
        **parts.rectifications,
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
        yield from typed_in_monitor(parts.monitor.value)
    if parts.codebook:
        yield from codebook_mistakes(parts.codebook.value, known)
    if parts.population:
        yield from population_mistakes(parts.population.value, known)
    if parts.figures:
        yield from figure_mistakes(parts.figures.value.figures, known)
        yield from typed_in_figures(parts.figures.value.figures)
    for name, wave in parts.monitor.value.waves.items() if parts.monitor else ():
        if wave.file in parts.cited:
            yield from cited_mistakes(wave.file, name, parts.cited[wave.file].value.figures, known)
    editions = _table(parts.monitor, "editions")
    for file, part in parts.rectifications.items():
        yield from rectification_mistakes(file, part.value.versions, known, editions)


def _known(parts: Parts) -> Known:
    full = parts.codebook and replace(parts.codebook, value=expanded(parts.codebook.value))
    questions = {} if parts.codebook is None else parts.codebook.value.questions
    return Known(
        waves=_table(parts.monitor, "waves"),
        margins=_table(parts.population, "margins"),
        questions=_table(full, "questions"),
        indicators=_table(parts.codebook, "indicators"),
        breakdowns=_table(full, "breakdowns"),
        sets=_table(parts.codebook, "sets"),
        scales=_table(parts.codebook, "scales"),
        brands=parts.brands,
        unsound=frozenset(_unsound(parts)),
        grids={name: item_names(name, question) for name, question in questions.items() if question.type == "grid"},
        id=_table(parts.codebook, "id"),
        duration=_table(parts.codebook, "duration"),
        chapters=parts.chapters,
        edition_texts=parts.edition_texts,
    )


def _unsound(parts: Parts) -> Iterator[tuple[str, str]]:
    damaged = {
        (str(keys[0]), str(keys[1]))
        for part in (parts.monitor, parts.codebook, parts.population)
        if part
        for keys in part.damaged
        if len(keys) > 1
    }
    yield from damaged
    scales = _table(parts.codebook, "scales")
    for name, question in parts.codebook.value.questions.items() if parts.codebook else ():
        has_mistake = has_scale_mistake(question, scales) or ("scales", question.scale) in damaged
        if has_mistake or ("questions", name) in damaged:
            yield "questions", name
            yield from (("questions", item) for item in item_names(name, question))


def _table(part: Structured[Any] | None, name: str) -> Any:
    """One table of a file, or None when it could not be read: then any name may be right."""
    return None if part is None or (name,) in part.damaged else getattr(part.value, name)


def _overlap(one: Keys, other: Keys) -> bool:
    """Whether one place lies within the other."""
    return all(str(a) == str(b) for a, b in zip(one, other, strict=False))
