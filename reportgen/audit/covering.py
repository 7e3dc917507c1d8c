"""What has to be hidden besides, so that nothing that is hidden follows from the rest any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportgen.audit.audit import told_rests
from reportgen.audit.counted import counted
from reportgen.audit.derivations import derivable
from reportgen.audit.domains import Domains
from reportgen.audit.leaks import Leak
from reportgen.facts import Fact, FactBook
from reportgen.project.schema import Codebook


def cover(leaks: Iterable[Leak], book: FactBook, codebook: Codebook, persons: Mapping[str, int]) -> frozenset[str]:
    """Choose published facts to hide because of these leaks, rather those with few `persons` behind them.

    Only facts that are in `persons` are chosen. What is chosen may give away something else: look for leaks again. Of
    what only seems to leak nothing is chosen.
    """
    domains = Domains(codebook)
    return frozenset(chosen for leak in leaks for chosen in _chosen(leak, book, codebook, domains, persons))


def _chosen(
    leak: Leak, book: FactBook, codebook: Codebook, domains: Domains, persons: Mapping[str, int]
) -> tuple[str, ...]:
    concerned = [book.by_id[id_] for id_ in leak.facts if id_ in book.by_id]
    secrets = [fact for fact in concerned if fact.estimate is None]
    if not secrets:
        return _fewest([fact for fact in concerned if fact.id in persons], persons)[:1]
    measured = [fact for fact in book.facts if fact.wave == secrets[0].wave and fact.source is None]
    meaning = {name: counted(name, codebook) for name in dict.fromkeys(fact.indicator for fact in measured)}
    question = meaning[secrets[0].indicator].question
    facts = [fact for fact in measured if meaning[fact.indicator].question == question]
    candidates = _fewest([fact for fact in facts if fact.estimate is not None and fact.id in persons], persons)
    for candidate in candidates:
        without = [replace(fact, estimate=None) if fact.id == candidate else fact for fact in facts]
        if secrets[0] not in derivable(without, meaning, domains, told_rests(book) - {candidate}):
            return (candidate,)
    return candidates[:1]


def _fewest(facts: Iterable[Fact], persons: Mapping[str, int]) -> tuple[str, ...]:
    """Order facts by the persons behind them: those of groups before those of everybody, and of nobody at the end."""

    def order(fact: Fact) -> tuple[bool, bool, int, str]:
        return fact.breakdown is None, not persons[fact.id], persons[fact.id], fact.id

    return tuple(fact.id for fact in sorted(facts, key=order))
