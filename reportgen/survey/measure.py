"""From the files of a survey to its fact book: read, understand, weigh, estimate, suppress, compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from reportgen.errors import Problem, UserError, gathering
from reportgen.facts import Fact, FactBook
from reportgen.project.schema import Project
from reportgen.rounding import grade, percentage
from reportgen.survey.answers import Answers
from reportgen.survey.comparisons import Comparing, compare_everything
from reportgen.survey.digits import significant
from reportgen.survey.levels import Level, estimate_levels, index_groups
from reportgen.survey.measures import measures_of
from reportgen.survey.parsing import parse_answers
from reportgen.survey.protection import hidden_ids
from reportgen.survey.readers import read_table
from reportgen.survey.sample import Respondents, describe, weigh
from reportgen.survey.suppression import status_of

T = TypeVar("T")
Tell = Callable[[str], None]
"""Is told which file is about to be read, and "" when that is done."""


def ignore(file: str) -> None:
    """Tell nobody."""


def measure(project: Project, wave: str, tell: Tell = ignore) -> FactBook:
    """Measure everything in each wave up to and including `wave`; raises UserError with all that is wrong anywhere."""
    names = list(project.monitor.waves)
    names = names[: names.index(wave) + 1]
    answers = _for_each(names, lambda name: read_answers(project, name, tell))
    waves = _for_each(names, lambda name: weigh_wave(project, name, answers[name]))
    return estimate_book(project, list(waves.values()))


def read_answers(project: Project, wave: str, tell: Tell = ignore) -> Answers:
    """Read the file of one wave and understand it; raises UserError with everything that is wrong with it."""
    spec = project.monitor.waves[wave]
    tell(spec.file)
    table = read_table(project.root, spec.file)
    tell("")
    weighted_by = {name for margin in spec.margins for name in project.population.margins[margin].variables}
    return parse_answers(table, wave, project.codebook, spec.weight or spec.base_weight, weighted_by)


def weigh_wave(project: Project, wave: str, answers: Answers) -> Respondents:
    """Weigh one wave as monitor.toml says; raises UserError when that cannot be done."""
    monitor = project.monitor
    return weigh(wave, monitor.waves[wave], answers, project.codebook, project.population, monitor.variance)


def estimate_book(project: Project, waves: Sequence[Respondents]) -> FactBook:
    """Estimate everything about these waves, the oldest first, and leave out what may not be published."""
    measures = measures_of(project.codebook)
    groups = index_groups(waves, project.codebook)
    levels = estimate_levels(measures, waves, project.codebook, groups)
    hidden = hidden_ids(levels, waves, project.codebook, groups)
    shown = {level.id: level for level in levels if level.id not in hidden}
    return FactBook(
        monitor=project.monitor.title,
        wave=waves[-1].wave,
        samples=tuple(describe(wave) for wave in waves),
        facts=tuple(to_fact(level, is_hidden=level.id in hidden) for level in levels),
        comparisons=compare_everything(Comparing(project, measures, waves, groups, shown)),
        waves=tuple(wave.wave for wave in waves),
    )


def to_fact(level: Level, *, is_hidden: bool) -> Fact:
    """Make of a level what may be known of it."""
    value = None if is_hidden else significant(level.value)
    return Fact(
        id=level.id,
        indicator=level.measure.indicator,
        wave=level.wave,
        breakdown=level.breakdown,
        group=level.group,
        unit=level.measure.unit,
        estimate=value,
        se=None if is_hidden else significant(level.se),
        low=None if is_hidden else significant(level.low),
        high=None if is_hidden else significant(level.high),
        n=level.n,
        n_eff=significant(level.n_eff),
        status="suppressed" if is_hidden else status_of(level.n, level.n_eff),
        label=None if value is None else (percentage if level.measure.unit == "share" else grade)(value),
    )


def _for_each(names: Sequence[str], task: Callable[[str], T]) -> dict[str, T]:
    """Do a task for each wave, and raise what is wrong with any of them all at once."""
    done: dict[str, T] = {}
    problems: list[Problem] = []
    for name in names:
        with gathering(problems):
            done[name] = task(name)
    if problems:
        raise UserError(problems)
    return done
