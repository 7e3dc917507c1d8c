"""Who is in a group: from the codebook to what contains what, and to sums over cells that are apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from reportgen.project.schema import Breakdown, Codebook, Condition, Group, Question

Domain = tuple[str | None, str | None]
"""A breakdown and a group of it; twice None is everybody."""

EVERYBODY: Domain = (None, None)
Region = Mapping[str, frozenset[int]]
"""Per question that matters the answers, or the numbers that stand for all between two bounds, that put one in."""


class Domains:
    """All groups of all breakdowns, each as a region of what can be answered to the questions that define it."""

    def __init__(self, codebook: Codebook) -> None:
        conditions = {
            (name, key): _conditions(spec, group)
            for name, spec in codebook.breakdowns.items()
            for key, group in spec.groups.items()
        }
        marks: dict[str, set[int]] = {}
        for condition in (one for several in conditions.values() for one in several):
            marks.setdefault(condition.question, set()).update(_marks(condition))
        self._regions: dict[Domain, Region] = {EVERYBODY: {}}
        for domain, several in conditions.items():
            region: dict[str, frozenset[int]] = {}
            for condition in several:
                question = codebook.questions[condition.question]
                # Who chose one answer may have chosen another too: each such condition is a question of its own.
                may_choose_more = question.type in {"multiple", "open"}
                name = f"{condition.question} {condition.answers}" if may_choose_more else condition.question
                values = _values(condition, marks[condition.question], question)
                region[name] = region.get(name, values) & values
            self._regions[domain] = region
        self._families: dict[tuple[Domain, ...], list[tuple[Domain, list[Domain]]]] = {}

    def families(self, present: Iterable[Domain]) -> list[tuple[Domain, list[Domain]]]:
        """List each domain with the groups of one breakdown that are part of it, as far as they are present."""
        key = tuple(present)
        if key not in self._families:
            self._families[key] = list(self._find_families(key))
        return self._families[key]

    def _find_families(self, present: Sequence[Domain]) -> Iterator[tuple[Domain, list[Domain]]]:
        for outer in present:
            parts: dict[str | None, list[Domain]] = {}
            for inner in present:
                if inner != outer and self.contains(outer, inner):
                    parts.setdefault(inner[0], []).append(inner)
            yield from ((outer, several) for several in parts.values())

    def contains(self, outer: Domain, inner: Domain) -> bool:
        """Whether everybody in `inner` is in `outer`, whatever was answered."""
        whole, part = self._regions[outer], self._regions[inner]
        return all(name in part and part[name] <= values for name, values in whole.items())

    def vector(self, domain: Domain) -> dict[Hashable, int]:
        """Write a domain as a sum of cells of people, each with some answer to each of some questions.

        The cells are independent: there is none for "any other answer", which is everybody less the others.
        """
        choices = [[(name, value) for value in sorted(values)] for name, values in self._regions[domain].items()]
        return {frozenset(cell): 1 for cell in product(*choices)}


def _conditions(spec: Breakdown, group: Group) -> tuple[Condition, ...]:
    return group.where or (Condition(spec.question, group.answers, group.range),)


def _marks(condition: Condition) -> tuple[int, ...]:
    """List the answers that are named; of a range where it begins, and where the next one would."""
    return condition.answers if condition.range is None else (condition.range[0], condition.range[1] + 1)


def _values(condition: Condition, marks: set[int], question: Question) -> frozenset[int]:
    """List the answers; of a range the marks in it, each standing for the numbers up to the next one."""
    if question.type in {"multiple", "open"}:
        return frozenset({1})
    if condition.range is None:
        return frozenset(condition.answers)
    low, high = condition.range
    return frozenset(mark for mark in marks if low <= mark <= high)
