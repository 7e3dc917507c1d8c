"""What the texts claim at a new wave, and what its figures carry of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.comparing.pages import Page
from reportgen.comparing.sentences import Sentence, sentences_of
from reportgen.errors import Problem
from reportgen.facts import Comparison, FactBook, wave_comparison_id

UNCARRIED = "de cijfers dragen dit niet"
"""What a problem in a text begins with when it is a claim that the data don't carry."""
NARROW = 0.01
"""A change that is significant with a larger p than this holds by a small margin: below 0.05, and not by much."""


@dataclass(frozen=True, slots=True)
class NarrowClaim:
    """A test that only just carried what was said of it, and the sentences that say so, with where they stand."""

    test: Comparison
    sentences: tuple[tuple[str, Sentence], ...]
    """The name of the publication, and the sentence."""


@dataclass(frozen=True, slots=True)
class Review:
    """What staff look at when a new wave is in.

    `problems` are what is wrong in the texts: the claims that its figures don't carry, with a wording that holds, and
    other mistakes. `narrow` are the claims that still hold, but only just.
    """

    problems: tuple[Problem, ...] = ()
    narrow: tuple[NarrowClaim, ...] = ()

    @property
    def uncarried(self) -> tuple[Problem, ...]:
        """The claims among the problems."""
        return tuple(problem for problem in self.problems if problem.what.startswith(UNCARRIED))

    @property
    def mistakes(self) -> tuple[Problem, ...]:
        """The other problems."""
        return tuple(problem for problem in self.problems if not problem.what.startswith(UNCARRIED))


def are_uncarried(problems: Sequence[Problem]) -> bool:
    """Whether there is a claim among the problems that the data don't carry."""
    return bool(Review(tuple(problems)).uncarried)


def narrow_claims(pages: Sequence[Page], book: FactBook) -> tuple[NarrowClaim, ...]:
    """Find the tests that were not far from failing, of which a sentence prints the difference or both levels."""
    said: dict[str, dict[str, tuple[str, Sentence]]] = {}
    for page in pages:
        for sentence in sentences_of(page.lines):
            for test in _tests_of(sentence, book):
                if test.significant and test.p_adjusted > NARROW:
                    said.setdefault(test.id, {}).setdefault(sentence.text, (page.name, sentence))
    tests = sorted((book.comparison_by_id[id_] for id_ in said), key=lambda test: -test.p_adjusted)
    return tuple(NarrowClaim(test, tuple(said[test.id].values())) for test in tests)


def _tests_of(sentence: Sentence, book: FactBook) -> Iterator[Comparison]:
    """The tests whose difference is printed, and those between two levels that are printed side by side."""
    facts = {mark.fact for mark in sentence.marks}
    yield from (book.comparison_by_id[fact] for fact in facts if fact in book.comparison_by_id)
    for one in facts:
        fact = book.by_id.get(one)
        if fact is not None:
            pairs = (
                wave_comparison_id(fact.indicator, other, fact.wave, fact.breakdown, fact.group) for other in book.waves
            )
            tests = (book.comparison_by_id[pair] for pair in pairs if pair in book.comparison_by_id)
            yield from (test for test in tests if test.from_ in facts)
