"""Hold everything that is published against what may be known: as a reader of facts.json would try to work it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportgen.audit.counted import counted
from reportgen.audit.derivations import derivable, domain_of
from reportgen.audit.domains import Domain, Domains
from reportgen.audit.leaks import (
    Leak,
    below_thresholds,
    compared_in_secret,
    few_apart,
    few_left,
    few_persons,
)
from reportgen.errors import Place, Problem, UserError
from reportgen.facts import Fact, FactBook
from reportgen.project.schema import Codebook

CODEBOOK = Place("data/codebook.toml")
NAMED = 4
_REMEDY = (
    "Voeg groepen of antwoorden samen, of laat een uitsplitsing weg; klopt het codeboek, dan is dit een fout in "
    "reportgen zelf."
)


def refuse_leaks(book: FactBook, codebook: Codebook) -> None:
    """Raise UserError with everything that the fact book gives away."""
    if problems := [_problem(leak) for leak in find_leaks(book, codebook)]:
        raise UserError(problems)


def find_leaks(book: FactBook, codebook: Codebook) -> tuple[Leak, ...]:
    """Find what is published too small, and what is suppressed and yet can be worked out, in everything at once."""
    measured = [fact for fact in book.facts if fact.source is None]
    leaks = [leak for fact in measured for leak in below_thresholds(fact)]
    leaks += [
        leak
        for fact in measured
        if fact.wave in book.sample_by_wave
        for leak in few_persons(fact, book.sample_by_wave[fact.wave])
    ]
    leaks += [leak for comparison in book.comparisons for leak in compared_in_secret(comparison, book)]
    return tuple(dict.fromkeys([*leaks, *_side_by_side(measured, codebook, told_rests(book), book.cut_names)]))


def told_rests(book: FactBook) -> frozenset[str]:
    """Name the facts of groups of which the level of everybody else is published too."""
    return frozenset(comparison.to for comparison in book.comparisons if comparison.rest is not None)


def _side_by_side(
    facts: Sequence[Fact], codebook: Codebook, told: frozenset[str], cuts: frozenset[str]
) -> Iterator[Leak]:
    domains = Domains(codebook)
    meaning = {indicator: counted(indicator, codebook) for indicator in dict.fromkeys(fact.indicator for fact in facts)}
    by_indicator: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    by_question: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    by_answer: dict[tuple[str, str, Domain, frozenset[int]], list[Fact]] = defaultdict(list)
    for fact in facts:
        what = meaning[fact.indicator]
        by_indicator[fact.indicator, fact.wave].append(fact)
        by_question[what.question, fact.wave].append(fact)
        by_answer[what.question, fact.wave, domain_of(fact), what.left_out].append(fact)
    for several in by_indicator.values():
        yield from few_apart(several, domains, cuts)
    for several in by_answer.values():
        yield from few_left(several, meaning, codebook)
    for several in by_question.values():
        for fact in derivable(several, meaning, domains, told):
            yield Leak("een onderdrukt cijfer volgt uit wat wel gepubliceerd is", (fact.id,))


def _problem(leak: Leak) -> Problem:
    shown = ", ".join(leak.facts[:NAMED]) + (f" en nog {len(leak.facts) - NAMED}" if len(leak.facts) > NAMED else "")
    return Problem(f"{shown}: {leak.what}.", _REMEDY, CODEBOOK)
