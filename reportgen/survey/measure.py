"""From the files of a survey to its fact book: read, understand, weigh, estimate, suppress, compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from reportgen.audit.audit import find_leaks
from reportgen.audit.covering import cover
from reportgen.books import Books
from reportgen.errors import Problem, UserError, gathering
from reportgen.facts import Fact, FactBook
from reportgen.project.comparability import decisions
from reportgen.project.schema import Project
from reportgen.survey.answers import Answers
from reportgen.survey.checks import check_respondents
from reportgen.survey.cited import cited_facts
from reportgen.survey.comparisons import Comparing, compare_everything
from reportgen.survey.cutting import estimate_cuts
from reportgen.survey.groups import index_groups
from reportgen.survey.levels import Levels, estimate_levels
from reportgen.survey.measures import measures_of
from reportgen.survey.parsing import Parsed, parse_answers
from reportgen.survey.protection import hidden_ids, to_fact
from reportgen.survey.readers import read_table
from reportgen.survey.sample import Respondents, describe, weigh
from reportgen.survey.table_tests import compare_tables

T = TypeVar("T")
Tell = Callable[[str], None]
"""Is told which file is about to be read, and "" when that is done."""


def ignore(file: str) -> None:
    """Tell nobody."""


def measure(project: Project, wave: str, tell: Tell = ignore) -> FactBook:
    """Measure everything in each wave up to and including `wave`; raises UserError with all that is wrong anywhere."""
    names = _up_to(wave, project)
    return estimate_book(project, _read(project, names, tell), names)


def measure_with_cuts(project: Project, wave: str, tell: Tell = ignore) -> Books:
    """Measure everything, and of each edition with a cut of its own that cut too; raises UserError as `measure` does.

    What is wrong with a cut is in the books, and stops no other edition.
    """
    names = _up_to(wave, project)
    waves = _read(project, names, tell)
    return estimate_cuts(project, estimate_book(project, waves, names), waves)


def _up_to(wave: str, project: Project) -> list[str]:
    names = list(project.monitor.waves)
    return names[: names.index(wave) + 1]


def _read(project: Project, names: Sequence[str], tell: Tell) -> list[Respondents]:
    measured = [name for name in names if not project.monitor.waves[name].is_cited]
    return list(_for_each(measured, lambda name: read_wave(project, name, tell)).values())


def read_wave(project: Project, wave: str, tell: Tell = ignore) -> Respondents:
    """Read and weigh one wave; raises UserError with everything for which that cannot be done."""
    parsed = read_answers(project, wave, tell)
    problems = list(parsed.problems)
    if parsed.can_be_weighted:
        with gathering(problems):
            respondents = weigh_wave(project, wave, parsed.answers)
    if problems:
        raise UserError(problems)
    return respondents


def read_answers(project: Project, wave: str, tell: Tell = ignore) -> Parsed:
    """Read the file of one wave and understand what can be understood; raises UserError when it cannot be read."""
    spec = project.monitor.waves[wave]
    tell(spec.file)
    table = read_table(project.root, spec.file)
    tell("")
    weighted_by = {name for margin in spec.margins for name in project.population.margins[margin].variables}
    return parse_answers(table, wave, spec, project.codebook, weighted_by)


def weigh_wave(project: Project, wave: str, answers: Answers) -> Respondents:
    """Weigh one wave as monitor.toml says; raises UserError when that cannot be done."""
    monitor = project.monitor
    return weigh(wave, monitor.waves[wave], answers, project.codebook, project.population, monitor.variance)


def estimate_book(project: Project, waves: Sequence[Respondents], names: Sequence[str]) -> FactBook:
    """Estimate everything about these waves, the oldest first, and leave out what may not be published.

    `names` are those of all waves, also the ones that are known from publications only.
    """
    codebook, newest = project.codebook, waves[-1].wave
    measures = measures_of(codebook)
    groups = index_groups(waves, codebook)
    found = estimate_levels(measures, waves, codebook, groups)
    hidden = hidden_ids(found, waves, codebook, groups)
    samples = tuple(describe(wave, check_respondents(wave, codebook)) for wave in waves)
    persons = {level.id: level.persons for level in found.levels}
    decided = decisions(project.monitor, codebook, names)
    while True:
        book = FactBook(
            monitor=project.monitor.title,
            wave=newest,
            samples=samples,
            facts=_facts(project, found, hidden, names),
            comparisons=compare_everything(Comparing(project, measures, waves, groups, found, hidden, decided)),
            tables=compare_tables(found, measures, codebook, newest),
            decisions=decided,
            waves=tuple(names),
        )
        more = cover(find_leaks(book, codebook), book, codebook, persons) - hidden
        if not more:
            return book
        hidden |= more


def _facts(project: Project, found: Levels, hidden: frozenset[str], names: Sequence[str]) -> tuple[Fact, ...]:
    """List the facts in the order of the codebook, and of the waves within each indicator."""
    facts = [to_fact(level, is_hidden=level.id in hidden) for level in found.levels]
    facts += [fact for name in names if project.monitor.waves[name].is_cited for fact in cited_facts(project, name)]
    indicators = {measure.indicator: place for place, measure in enumerate(measures_of(project.codebook))}
    return tuple(sorted(facts, key=lambda fact: (indicators[fact.indicator], names.index(fact.wave))))


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
