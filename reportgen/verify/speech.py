"""Which subjects the words of a sentence can mean at one place of it: its own words first, then those around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportgen.verify.concepts import Subject
from reportgen.verify.context import Context
from reportgen.verify.neighbours import by_cost, is_nearest
from reportgen.verify.phrases import Mention
from reportgen.verify.scene import Scene, distance, is_negated
from reportgen.verify.vocabulary import Vocabulary, heaviest

_FARTHEST = 60
_FORWARD = 6
"""How much farther a clause to come is than one that was."""
_MARGIN = 0.8
"""How many words more than the best a subject may miss, and still be meant."""
_CLEARLY_KNOWN = 0.5
_UNDECLARED = 0.9
_IN_PART = 0.5
"""What a word of a phrase counts for, where the phrase counts for one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The tokens `first` up to `last` of a sentence, of which is asked what they are about.

    `units` is the mask of the subjects that can be meant; `mine` and `others` are the mentions that are certainly its
    own, and certainly not.
    """

    scene: Scene
    first: int
    last: int
    units: int
    mine: frozenset[Mention]
    others: frozenset[Mention]
    context: Context


@dataclass(frozen=True, slots=True)
class Said:
    """The concepts that go with a spot, the nearest first, and the mask of the subjects that have them all.

    `wide` and `wide_mask` are the same with the words of other numbers too. `borrowed` tells that words were needed
    that stand in a clause with a number of its own.
    """

    concepts: tuple[str, ...]
    mask: int
    wide: tuple[str, ...]
    wide_mask: int
    negated: bool = False
    borrowed: bool = False


class Speech:
    """Reads what is said at a spot, by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rank_once = lru_cache(maxsize=None)(self._rank)

    def said(self, spot: Spot) -> Said:
        """What a sentence says at a spot: without the clauses that only say more of a thing, if that is enough."""
        if not spot.scene.relatives:
            return self._closure(spot)
        within = frozenset(mention for mention in spot.scene.subjects if spot.scene.is_in_relative(mention))
        found = self._closure(replace(spot, others=spot.others | within))
        if self._is_clear(found.concepts, found.mask):
            return found
        told = spot.context.told[-1:]
        if found.concepts and told and (like := self._parallel(found.concepts, found.mask, told[0][0])) is not None:
            return replace(found, concepts=like[0], mask=like[1], wide=like[0], wide_mask=like[1])
        return self._closure(spot)

    def _closure(self, spot: Spot) -> Said:
        """Take in one concept after the other, as long as there is a subject that has them all.

        Its own words come first, then those of the sentence before where this one points back to it, then the others:
        until it is clear what is meant, or can be said as the number before it was.
        """
        own, shared = self._mentions(spot)
        model = spot.context.model
        before = next((s.concepts for s in self._vocabulary.subjects if s.name == model), frozenset[str]())
        said = Said((), spot.units, (), spot.units)
        enough: Said | None = None
        for mention in (*own, *shared):
            concept = mention.concept or ""
            narrowed = said.mask & self._vocabulary.masks.get(concept, 0)
            if concept in said.concepts or not narrowed:
                continue
            if mention in shared and enough is None:
                enough = self._enough(said, model)
            denied = is_negated(spot.scene, spot.first, mention) and concept not in self._vocabulary.parts
            lent = mention in shared and concept not in before and not spot.scene.is_free(spot.first, mention)
            if lent and said.concepts:  # words that change nothing leave no doubt
                lent = self.ranked((*said.concepts, concept), narrowed)[0] != self.ranked(said.concepts, said.mask)[0]
            said = Said((*said.concepts, concept), narrowed, (), 0, said.negated or denied, said.borrowed or lent)
        enough = enough or self._enough(said, model) or said
        return replace(enough, wide=said.concepts, wide_mask=said.mask)

    def _enough(self, said: Said, model: str | None) -> Said | None:
        """What was said so far, where that is clear, or goes with what the number before was about."""
        if self._is_clear(said.concepts, said.mask):
            return said
        if model is None or not said.concepts:
            return None
        like = self._parallel(said.concepts, said.mask, model)
        return replace(said, concepts=like[0], mask=like[1], borrowed=False) if like is not None else None

    def _mentions(self, spot: Spot) -> tuple[list[Mention], list[Mention]]:
        """The mentions that are a spot's own, and those that it shares with others, the nearest first."""
        scene, first, last = spot.scene, spot.first, spot.last
        lesser = self._lesser(scene)
        clause = scene.clause(first)
        costs = [
            (distance(scene, first, last, m) + _FORWARD * (m.first >= clause.stop), m)
            for m in scene.subjects
            if m not in spot.others
        ]
        near = [m for cost, m in sorted(costs, key=by_cost) if cost <= _FARTHEST and m.concept not in lesser]
        own = [m for m in near if m in spot.mine]
        own += [m for m in near if m not in own and is_nearest(scene, first, last, m) and not scene.is_of_base(m)]
        own = sorted(
            (m for m in own if self._order(scene, m) < 2 or m.first in clause), key=lambda m: self._order(scene, m)
        )
        shared = sorted((m for m in near if m not in own), key=lambda m: self._order(scene, m))
        if scene.anaphoric or scene.points_back(first):
            own += [Mention(first, first, concept) for concept in spot.context.near]
        return own, shared

    def _order(self, scene: Scene, mention: Mention) -> int:
        """Whole words for a thing count before words that name it in part, or that tell who the people are."""
        concept = mention.concept or ""
        in_part = concept in self._vocabulary.parts or concept.startswith("#")
        return 2 * in_part + scene.is_of_base(mention)

    def _lesser(self, scene: Scene) -> frozenset[str]:
        """The words that name a phrase in part, of phrases of which less is said than of another."""
        heard = {m.concept for m in scene.subjects if m.concept in self._vocabulary.parts}
        if len(heard) < 2:
            return frozenset()
        named = Counter(phrase for part in heard for phrase in self._vocabulary.parts[part or ""])
        most = {phrase for phrase, count in named.items() if count == max(named.values())}
        return frozenset(part for part in heard if part and not self._vocabulary.parts[part] & most)

    def _parallel(self, concepts: Sequence[str], mask: int, model: str) -> tuple[tuple[str, ...], int] | None:
        """What is said in the same way as what was said before it, with other words in the place of some."""
        before = next((s.concepts for s in self._vocabulary.subjects if s.name == model), frozenset[str]())
        options = [
            (len(subject.concepts - before - set(concepts)), -len(subject.concepts & before), i)
            for i, subject in enumerate(self._vocabulary.subjects)
            if mask >> i & 1 and subject.concepts & before
        ]
        best = min(options, default=(1, 0, 0))[:2]
        meant = [i for *cost, i in options if tuple(cost) == best]
        if best[0] or len(meant) != 1:
            return None
        subject = self._vocabulary.subjects[meant[0]]
        return (*concepts, *sorted(subject.concepts - set(concepts))), 1 << meant[0]

    # --- which subjects are meant ------------------------------------------------------------------------------------

    def ranked(self, concepts: Iterable[str], mask: int) -> tuple[tuple[Subject, ...], float]:
        """The subjects of a mask that can be meant with these concepts, and how much of the first's words was said."""
        return self._rank_once(tuple(sorted(set(concepts))), mask)

    def _is_clear(self, concepts: Sequence[str], mask: int) -> bool:
        """Whether a subject is named by its own words, so that those of other numbers are not needed."""
        subjects, known = self.ranked(concepts, mask)
        return len(subjects) == 1 and known >= _CLEARLY_KNOWN and len(subjects[0].concepts - set(concepts)) < 2

    def _rank(self, concepts: tuple[str, ...], mask: int) -> tuple[tuple[Subject, ...], float]:
        if not concepts:
            return (), 0.0
        vocabulary, weights = self._vocabulary, self._vocabulary.weights
        parts = Counter(phrase for concept in concepts for phrase in vocabulary.within.get(concept, ()))
        said = frozenset(concepts) | self._understood(mask) | {phrase for phrase, count in parts.items() if count > 1}
        in_part = frozenset(parts) - said
        ranked = sorted(
            (_missing(subject, said, in_part), i) for i, subject in enumerate(vocabulary.subjects) if mask >> i & 1
        )
        if not ranked:
            return (), 0.0
        best = ranked[0][0]
        meant = tuple(vocabulary.subjects[i] for missing, i in ranked if missing <= best + _MARGIN)
        first = meant[0]
        whole = heaviest(first.concepts, weights)
        named = heaviest(said & first.concepts, weights) + _IN_PART * heaviest(in_part & first.concepts, weights)
        return meant, named / whole if whole else 0

    def _understood(self, mask: int) -> frozenset[str]:
        """What goes without saying: a number between one and ten with a decimal is a grade, whatever it is called."""
        for unit in ("mean", "score"):
            units = self._vocabulary.units[unit]
            if mask and mask & units == mask:
                subjects = [s.concepts for i, s in enumerate(self._vocabulary.subjects) if units >> i & 1]
                return frozenset.intersection(*subjects)
        return frozenset()


def _missing(subject: Subject, said: frozenset[str], in_part: frozenset[str]) -> float:
    """How many of a subject's words were not said; an answer that is no indicator counts as a little further off."""
    missing = len(subject.concepts - said) - _IN_PART * len(subject.concepts & in_part)
    return missing + (0 if subject.declared else _UNDECLARED)
