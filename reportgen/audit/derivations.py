"""Which suppressed facts of one question in one wave follow from what is published of it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction

from reportgen.audit.algebra import Vector, add, follow
from reportgen.audit.counted import Counted
from reportgen.audit.domains import EVERYBODY, Domain, Domains
from reportgen.facts import Fact

Bases = Mapping[Domain, int]
"""How many persons are behind a figure, per domain."""


def domain_of(fact: Fact) -> Domain:
    """Name the group that a fact is about."""
    return (fact.breakdown, fact.group)


def derivable(
    facts: Sequence[Fact], meaning: Mapping[str, Counted], domains: Domains, told_rests: Collection[str] = ()
) -> list[Fact]:
    """Find the suppressed facts about one question in one wave that follow from the others.

    `told_rests` are the groups of which the level of everybody else is published too. The reader is taken to know how
    much every group weighs, which the bases tell, or the other questions. Of figures over another base (without weet
    niet) they know how a part relates to its whole, and not how large that whole is.
    """
    bases = dict.fromkeys(meaning[fact.indicator].left_out for fact in facts if fact.estimate is None)
    return [fact for base in bases for fact in _derivable_over(base, facts, meaning, domains, told_rests)]


def _derivable_over(
    left_out: frozenset[int],
    facts: Sequence[Fact],
    meaning: Mapping[str, Counted],
    domains: Domains,
    told_rests: Collection[str],
) -> Iterator[Fact]:
    """Find those among the suppressed facts over one base."""
    same = [fact for fact in facts if meaning[fact.indicator].left_out == left_out]
    people = _distinct({domain_of(fact): fact.n for fact in same}, [domain_of(fact) for fact in facts], domains)
    known = [_cross(people[domain_of(fact)], meaning[fact.indicator].whole) for fact in same]
    known += [
        _cross(people[domain_of(fact)], _known_of(fact, meaning, left_out))
        for fact in facts
        if fact.estimate is not None
    ]
    for fact in same:
        if fact.id in told_rests:
            rest = add(people[EVERYBODY], people[domain_of(fact)], factor=-1)
            known += [_cross(rest, meaning[fact.indicator].part), _cross(rest, meaning[fact.indicator].whole)]
    # There is nothing to tell of nobody.
    hidden = [fact for fact in same if fact.estimate is None and fact.n]
    sums = [_cross(people[domain_of(fact)], meaning[fact.indicator].part) for fact in hidden]
    yield from (fact for fact, is_known in zip(hidden, follow(known, sums), strict=True) if is_known)


def _known_of(fact: Fact, meaning: Mapping[str, Counted], left_out: frozenset[int]) -> Vector:
    """Say what a published figure tells: how large its part is, or that part − figure × whole is 0."""
    one = meaning[fact.indicator]
    if one.left_out == left_out:
        return one.part
    return add(one.part, one.whole, factor=-Fraction(repr(fact.estimate)))


def _cross(people: Vector, answers: Vector) -> dict[Hashable, Fraction | int]:
    return {(who, what): one * other for who, one in people.items() for what, other in answers.items()}


def _distinct(bases: Bases, wanted: Collection[Domain], domains: Domains) -> dict[Domain, Vector]:
    """Write each domain as a sum of cells, without those that the others give where the bases tell nobody is left."""
    vectors: dict[Domain, Vector] = {domain: domains.vector(domain) for domain in (EVERYBODY, *wanted)}
    empty = list(_empty(bases, domains, vectors))
    while empty:
        nobody, *empty = empty
        if nobody:
            vectors = {domain: _without(nobody, vector) for domain, vector in vectors.items()}
            empty = [_without(nobody, vector) for vector in empty]
    return vectors


def _empty(bases: Bases, domains: Domains, vectors: Mapping[Domain, Vector]) -> Iterator[Vector]:
    """List sums of cells in which there is nobody: a group of 0, or what groups leave of the one that contains them."""
    for domain, n in bases.items():
        if not n:
            yield vectors[domain]
    for outer, parts in domains.families(bases):
        if bases[outer] == sum(bases[part] for part in parts):
            yield add(vectors[outer], *(vectors[part] for part in parts), factor=-1)


def _without(nobody: Vector, vector: Vector) -> Vector:
    """Replace the last cell of a sum that is 0 by what the other cells make of it."""
    cell, times = list(nobody.items())[-1]
    return add(vector, nobody, factor=-Fraction(vector[cell]) / times) if cell in vector else vector
