"""What is published and should not be, or gives away a few persons: a figure by itself, and figures side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from reportgen.audit.counted import PARTS_OF_ONE_WHOLE, Counted
from reportgen.audit.derivations import domain_of
from reportgen.audit.domains import Domains
from reportgen.facts import (
    FEWEST_APART,
    FEWEST_PERSONS,
    INDICATIVE_BELOW,
    SUPPRESSED_BELOW,
    Comparison,
    Fact,
    FactBook,
    Sample,
)
from reportgen.project.schema import Codebook


@dataclass(frozen=True, slots=True)
class Leak:
    """What is given away, in a Dutch sentence part, and by which facts."""

    what: str
    facts: tuple[str, ...]


def below_thresholds(fact: Fact) -> Iterator[Leak]:
    """Hold one fact against the rules for a base, and a suppressed one against being empty."""
    known = (fact.estimate, fact.se, fact.low, fact.high, fact.label)
    base = min(fact.n, fact.n_eff)
    if fact.status == "suppressed":
        if any(value is not None for value in known):
            yield Leak("een onderdrukt cijfer staat er toch bij", (fact.id,))
    elif base < SUPPRESSED_BELOW:
        yield Leak(f"een cijfer over minder dan {SUPPRESSED_BELOW} waarnemingen is niet onderdrukt", (fact.id,))
    elif (base < INDICATIVE_BELOW) != (fact.status == "indicative"):
        yield Leak(f"“indicatief” hoort bij {SUPPRESSED_BELOW} tot {INDICATIVE_BELOW} waarnemingen", (fact.id,))


def few_persons(fact: Fact, sample: Sample) -> Iterator[Leak]:
    """Find a share that certainly is of a few persons only.

    When all weigh the same (n is n_eff), share × n is their number. Otherwise they weigh at least the smallest weight
    each, and all behind the figure together at most what the others leave them.
    """
    if fact.unit != "share" or not fact.estimate:
        return
    most = fact.estimate * fact.n
    if not is_of_equals(fact):
        heaviest = min(fact.n * sample.weight_max, sample.n - (sample.n - fact.n) * sample.weight_min)
        most = fact.estimate * heaviest / sample.weight_min if sample.weight_min else float(fact.n)
    if is_few(most):
        yield Leak(f"dit aandeel is van minder dan {FEWEST_PERSONS} personen", (fact.id,))


def is_few(persons: float, fewest: int = FEWEST_PERSONS) -> bool:
    """Whether there are persons and not enough of them; of their number the last digits may have been rounded off."""
    return 0.5 < persons < fewest - 0.001


def is_of_equals(fact: Fact) -> bool:
    """Whether everybody behind a figure weighs the same, so that shares can be counted back to persons."""
    return fact.n > 0 and isclose(fact.n, fact.n_eff, rel_tol=1e-9)


def few_apart(facts: Sequence[Fact], domains: Domains, cuts: Collection[str] = ()) -> Iterator[Leak]:
    """Find published figures of one indicator in one wave that leave a few persons between them.

    Either one group is the other and a few persons more, or a group is others together and a few more; when all weigh
    the same, also when the groups hold all but a few of those who gave the answer. `cuts` are the breakdowns that are
    an edition's own: these have to be further from everything else.
    """
    published = {domain_of(fact): fact for fact in facts if fact.estimate is not None}
    bases = {domain: fact.n for domain, fact in published.items()}
    for outer, parts in domains.families(bases):
        for several in dict.fromkeys([*((part,) for part in parts), tuple(parts)]):
            inside, whole = [published[part] for part in several], published[outer]
            ids = (whole.id, *(fact.id for fact in inside))
            fewest = FEWEST_APART if any(fact.breakdown in cuts for fact in (whole, *inside)) else FEWEST_PERSONS
            if is_few(whole.n - sum(fact.n for fact in inside), fewest):
                yield Leak(f"deze grondslagen verschillen minder dan {fewest} personen", ids)
            elif is_few(_counted_back(whole) - sum(map(_counted_back, inside))) and _all_of_equals(whole, inside):
                yield Leak(f"het verschil hiertussen is van minder dan {FEWEST_PERSONS} personen", ids)


def few_left(facts: Sequence[Fact], meaning: Mapping[str, Counted], codebook: Codebook) -> Iterator[Leak]:
    """Find answers to one question in one domain that were published but for those of a few persons together.

    Only when all weigh the same can that number be known.
    """
    first = facts[0]
    question = codebook.questions[meaning[first.indicator].question]
    if question.type not in PARTS_OF_ONE_WHOLE or not is_of_equals(first):
        return
    shown = [fact for fact in facts if fact.estimate is not None and fact.indicator not in codebook.indicators]
    has_hidden = any(fact.estimate is None for fact in facts)
    if has_hidden and shown and is_few(first.n - sum(map(_counted_back, shown))):
        what = f"wat deze antwoorden overlaten, is van minder dan {FEWEST_PERSONS} personen"
        yield Leak(what, tuple(fact.id for fact in shown))


def compared_in_secret(comparison: Comparison, book: FactBook) -> Iterator[Leak]:
    """Find a comparison with a figure that is suppressed, or with a rest of few."""
    ends = [book.by_id[end] for end in (comparison.from_, comparison.to) if end in book.by_id]
    if any(fact.estimate is None for fact in ends):
        yield Leak("een verschil met een onderdrukt cijfer is gepubliceerd", (comparison.id,))
    elif comparison.kind == "rest" and ends:
        everybody = book.by_id.get(f"{ends[0].indicator}@{ends[0].wave}")
        if everybody is not None and everybody.n - ends[0].n < SUPPRESSED_BELOW:
            yield Leak(f"de rest telt minder dan {SUPPRESSED_BELOW} waarnemingen", (comparison.id,))


def _counted_back(fact: Fact) -> float:
    return fact.n * (fact.estimate or 0) if fact.unit == "share" else 0


def _all_of_equals(whole: Fact, parts: Sequence[Fact]) -> bool:
    return whole.unit == "share" and all(map(is_of_equals, (whole, *parts)))
