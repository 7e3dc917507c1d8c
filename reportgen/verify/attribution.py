"""What a number in a sentence speaks of: the subject, the group and the wave, from its words and those before it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from reportgen.facts import Fact, FactBook, fact_id
from reportgen.project.schema import Monitor
from reportgen.verify.context import Context, Convention, Reference
from reportgen.verify.lexicon import PAST
from reportgen.verify.moments import FIRST, THEN, WaveMention
from reportgen.verify.neighbours import (
    TOTAL_WORDS,
    aligned,
    by_cost,
    is_beside_everybody,
    is_crossed,
    is_group_itself,
    is_nearest,
    is_of_strangers,
    is_past,
)
from reportgen.verify.scene import Scene, distance, is_negated
from reportgen.verify.vocabulary import Group, Mention, Subject, Vocabulary, heaviest

_FARTHEST = 60
_MARGIN = 0.8
"""How many words more than the best a subject may miss, and still be meant."""
_LEAST_KNOWN = 0.45
"""Which part of a subject's words must have been said before a number can be called wrong."""
_CLEARLY_KNOWN = 0.5
_OF_THEN = frozenset(["(", ",", "en", "%", "procent", "respectievelijk", "toen", "nog", "het", "was", "dat", "om", "ging"])
"""What may stand between a moment that is compared with and the numbers that are of that moment itself."""
_UNDECLARED = 0.9
_IN_PART = 0.5
"""What a word of a phrase counts for, where the phrase counts for one."""


_Said = tuple[list[str], int]
"""Concepts, and the mask of the subjects that have them all."""


class Attribution:
    """Finds the references of the numbers in a document, by one convention."""

    def __init__(self, vocabulary: Vocabulary, book: FactBook, monitor: Monitor, convention: Convention) -> None:
        self.vocabulary = vocabulary
        self.book = book
        self.convention = convention
        self.waves = book.waves
        self._of_year = _years(monitor, book.waves, convention.by_fieldwork)
        self._by_place: dict[tuple[str, Group | None], list[Fact]] = defaultdict(list)
        for fact in book.facts:
            group = (fact.breakdown, fact.group) if fact.breakdown and fact.group else None
            self._by_place[fact.wave, group].append(fact)
        self._ranked = lru_cache(maxsize=None)(self._rank)

    def fact(self, subject: str, wave: str, group: Group | None) -> Fact | None:
        """The fact about a subject in a wave, of a group or of everybody."""
        return self.book.by_id.get(fact_id(subject, wave, *(group or ())))

    def of(self, wave: str, group: Group | None) -> Sequence[Fact]:
        """All facts of a wave about a group, or about everybody."""
        return self._by_place.get((wave, group), ())

    # --- what --------------------------------------------------------------------------------------------------------

    def refer(
        self, scene: Scene, first: int, last: int, units: int, context: Context, *, fill: bool = True
    ) -> Reference:
        """Find what the tokens `first` up to `last` speak of; `units` is the mask of the subjects that can be meant."""
        mine, others = aligned(scene, first)
        numeral = next((n for n in scene.numbers.numerals if n.first == first), None)
        if numeral is not None:
            first, last = scene.span(numeral)
        pointed = context.near if scene.anaphoric or scene.points_back(first) else ()
        said, more, negated = self._said(scene, first, last, units, mine, others, pointed, context)
        concepts, mask = said
        wider = self._wider(more, said, context)
        subjects, known = self._ranked(tuple(sorted(concepts)), mask)
        firm = True
        if fill and not _is_certain(subjects, known):
            for concept in context.concepts:
                if mask & self.vocabulary.masks.get(concept, 0):
                    firm = firm and concept in {*context.near, *context.head}
                    concepts, mask = [*concepts, concept], mask & self.vocabulary.masks[concept]
                    subjects, known = self._ranked(tuple(sorted(set(concepts))), mask)
                    if _is_certain(subjects, known):
                        break
        waves, explicit, strange_year = self._waves_for(scene, first, last, context)
        groups, strange = self._groups_for(scene, first, last, context, others)
        foreign = strange_year or strange or scene.elsewhere or (
            numeral is not None and numeral.kind == "share" and is_group_itself(scene, numeral)
        )
        certain = firm and _is_certain(subjects, known)
        return Reference(subjects, certain, negated, tuple(concepts), waves, groups, foreign, explicit, wider, known)

    def _said(
        self,
        scene: Scene,
        first: int,
        last: int,
        units: int,
        mine: frozenset[Mention],
        others: frozenset[Mention],
        pointed: Sequence[str],
        context: Context,
    ) -> tuple[_Said, _Said, bool]:
        """What a sentence says of a number: without the clauses that only say more of a thing, if that is enough."""
        if not scene.relatives:
            return self._closure(scene, first, last, units, mine, others, pointed, context.model)
        within = frozenset(mention for mention in scene.subjects if scene.is_in_relative(mention))
        found = self._closure(scene, first, last, units, mine, others | within, pointed, context.model)
        (concepts, mask), _, negated = found
        if self._is_clear(concepts, mask):
            return found
        if concepts and context.told and (like := self._parallel(concepts, mask, context.told[-1][0])) is not None:
            return like, like, negated
        return self._closure(scene, first, last, units, mine, others, pointed, context.model)

    def _closure(
        self,
        scene: Scene,
        first: int,
        last: int,
        mask: int,
        mine: frozenset[Mention],
        others: frozenset[Mention],
        pointed: Sequence[str],
        model: str | None,
    ) -> tuple[_Said, _Said, bool]:
        """The concepts that go with a place, the nearest first; and those with the words of other numbers too.

        `pointed` are those of the sentence before, where the sentence points back to it: "daar is 8% positief". `model`
        is the subject of the number before, with which it may go: "25% heeft elke maand een chatbot, 22% een voicebot".
        """
        concepts: list[str] = []
        enough: _Said | None = None
        negated = False
        costs = (
            (distance(scene, first, last, mention), mention) for mention in scene.subjects if mention not in others
        )
        near = [(cost, mention) for cost, mention in sorted(costs, key=by_cost) if cost <= _FARTHEST]
        own = [mention for _, mention in near if mention in mine]
        own += [m for _, m in near if m not in mine and is_nearest(scene, first, last, m) and not scene.is_of_base(m)]
        own = [m for m in own if self._rank_of(scene, m) < 2]
        near = [(cost, m) for cost, m in near if m.concept not in self._lesser(scene)]
        shared = sorted((m for _, m in near if m not in own), key=lambda m: self._rank_of(scene, m))
        if pointed:
            own = [*own, *(Mention(first, first, concept) for concept in pointed)]
        for mention in (*own, *shared):
            concept = mention.concept or ""
            narrowed = mask & self.vocabulary.masks.get(concept, 0)
            if concept in concepts or not narrowed:
                continue
            if mention in shared and enough is None:
                if self._is_clear(concepts, mask):
                    enough = ([*concepts], mask)
                elif model is not None and concepts:
                    enough = self._parallel(concepts, mask, model)
            concepts.append(concept)
            mask = narrowed
            denied = is_negated(scene, first, mention) and concept not in self.vocabulary.parts
            negated = negated or (enough is None and denied)
        if enough is None and model is not None and concepts and not self._is_clear(concepts, mask):
            enough = self._parallel(concepts, mask, model)
        return enough or (concepts, mask), (concepts, mask), negated

    def _parallel(self, concepts: Sequence[str], mask: int, model: str) -> _Said | None:
        """What is said in the same way as what was said before it, with other words in the place of some."""
        before = next((s.concepts for s in self.vocabulary.subjects if s.name == model), frozenset[str]())
        options = [
            (len(subject.concepts - before - set(concepts)), -len(subject.concepts & before), i)
            for i, subject in enumerate(self.vocabulary.subjects)
            if mask >> i & 1 and subject.concepts & before
        ]
        if not options:
            return None
        best = min(options)[:2]
        meant = [i for *cost, i in options if tuple(cost) == best]
        if best[0] or len(meant) > 1:
            return None
        subject = self.vocabulary.subjects[meant[0]]
        return [*concepts, *sorted(subject.concepts - set(concepts))], 1 << meant[0]

    def _lesser(self, scene: Scene) -> frozenset[str]:
        """The words that name a phrase in part, of phrases of which less is said than of another."""
        heard = [m.concept for m in scene.subjects if m.concept in self.vocabulary.parts]
        if len(set(heard)) < 2:
            return frozenset()
        named = Counter(phrase for part in set(heard) for phrase in self.vocabulary.parts[part or ""])
        most = {phrase for phrase, count in named.items() if count == max(named.values())}
        return frozenset(part for part in heard if part and not self.vocabulary.parts[part] & most)

    def _rank_of(self, scene: Scene, mention: Mention) -> int:
        """Whole words for a thing count before words that name it in part, or that tell who the people are."""
        in_part = mention.concept in self.vocabulary.parts or (mention.concept or "").startswith("#")
        return 2 * in_part + scene.is_of_base(mention)

    def _wider(self, more: _Said, said: _Said, context: Context) -> tuple[Subject, ...]:
        """The subjects that are meant when the words of other numbers and of the sentence before count too."""
        concepts, mask = more
        for concept in context.near:
            if mask & self.vocabulary.masks.get(concept, 0):
                concepts, mask = [*concepts, concept], mask & self.vocabulary.masks[concept]
        return self._ranked(tuple(sorted(set(concepts))), mask)[0] if set(concepts) != set(said[0]) else ()

    def _is_clear(self, concepts: Sequence[str], mask: int) -> bool:
        """Whether a subject is named by its own words, so that those of other numbers are not needed."""
        subjects, known = self._ranked(tuple(sorted(concepts)), mask)
        return len(subjects) == 1 and known >= _CLEARLY_KNOWN and len(subjects[0].concepts - set(concepts)) < 2

    def _rank(self, concepts: tuple[str, ...], mask: int) -> tuple[tuple[Subject, ...], float]:
        """The subjects of a mask that can be meant with these concepts, and how much of the first's words was said."""
        if not concepts:
            return (), 0.0
        weights = self.vocabulary.weights
        said = frozenset(concepts) | self._understood(mask)
        parts = Counter(phrase for concept in set(concepts) for phrase in self.vocabulary.within.get(concept, ()))
        said |= {phrase for phrase, count in parts.items() if count > 1}
        in_part = frozenset(parts) - said
        ranked = sorted(
            (
                (len(subject.concepts - said) - _IN_PART * len(subject.concepts & in_part) + (0 if subject.declared else _UNDECLARED), i)
                for i, subject in enumerate(self.vocabulary.subjects)
                if mask >> i & 1
            ),
        )
        if not ranked:
            return (), 0.0
        best = ranked[0][0]
        meant = tuple(self.vocabulary.subjects[i] for missing, i in ranked if missing <= best + _MARGIN)
        first = meant[0]
        whole = heaviest(first.concepts, weights)
        named = heaviest(said & first.concepts, weights) + _IN_PART * heaviest(in_part & first.concepts, weights)
        known = named / whole if whole else 0
        return meant, known

    def _understood(self, mask: int) -> frozenset[str]:
        """What goes without saying: a number between one and ten with a decimal is a grade, whatever it is called."""
        for unit in ("mean", "score"):
            units = self.vocabulary.units[unit]
            if mask and mask & units == mask:
                subjects = [s.concepts for i, s in enumerate(self.vocabulary.subjects) if units >> i & 1]
                return frozenset.intersection(*subjects)
        return frozenset()

    # --- when --------------------------------------------------------------------------------------------------------

    def wave_of(self, mention: WaveMention, scene: Scene, context: Context) -> str | None:
        """The wave that a year or a word for a moment means; None when there is none."""
        if mention.year is not None:
            return self._of_year.get(mention.year)
        if mention.back == FIRST:
            return self.waves[0]
        if mention.back == THEN or mention.back > 0:
            now = self.convention.wave
            earlier = [w for m in scene.waves if m.year and (w := self._of_year.get(m.year)) and w < now]
            then = earlier[0] if earlier else context.earlier or self.before(now)
            return then if mention.back == THEN or then is None else self.before(then, -mention.back)
        if mention.during and -mention.back == len(self.waves):
            return self.waves[0]
        return self.before(self.convention.wave, -mention.back)

    def before(self, wave: str, steps: int = 1) -> str | None:
        """The wave so many before one."""
        at = self.waves.index(wave) - steps
        return self.waves[at] if 0 <= at < len(self.waves) else None

    def earlier(self, wave: str) -> tuple[str, ...]:
        """The waves before one, the latest first."""
        return tuple(reversed(self.waves[: self.waves.index(wave)]))

    def references(self, scene: Scene, context: Context) -> tuple[str, ...]:
        """The waves that a sentence compares with."""
        found = [self.wave_of(mention, scene, context) for mention in scene.waves if mention.reference]
        if any(mention.back > 0 for mention in scene.waves):  # "een jaar later" compares with what was spoken of
            found.append(context.earlier or context.wave)
        return tuple(wave for wave in found if wave is not None)

    def _waves_for(self, scene: Scene, first: int, last: int, context: Context) -> tuple[tuple[str, ...], bool, bool]:
        options = [
            (cost, mention)
            for mention in scene.waves
            if (cost := self._wave_cost(scene, first, last, mention)) is not None
        ]
        if options:
            _, mention = min(options, key=by_cost)
            wave = self.wave_of(mention, scene, context)
            return ((wave,), True, False) if wave is not None else ((), True, True)
        now = self.convention.wave
        if any(m.back == 0 and m.year is None for m in scene.waves) and is_past(scene, first, last):
            return (*self.earlier(now)[:1], now), False, False
        if context.wave is None or context.wave == now:
            return (now,), False, False
        past = any(token.word in PAST for token in scene.tokens)
        return ((context.wave, now) if past else (now, context.wave)), False, False

    def _wave_cost(self, scene: Scene, first: int, last: int, mention: WaveMention) -> int | None:
        cost = distance(scene, first, last, mention)
        if mention.first == last + 1 and scene.tokens[last].word == "in" and not mention.during:
            return 0
        if mention.reference:
            between = [token.word for token in scene.tokens[mention.last : first]]
            beside = bool(between) and between[0] in "(," and all(w in _OF_THEN or w[0].isdigit() for w in between)
            return cost if beside else None
        if mention.first >= last and not is_nearest(scene, first, last, mention):
            return None
        return cost

    # --- who ---------------------------------------------------------------------------------------------------------

    def _groups_for(
        self, scene: Scene, first: int, last: int, context: Context, others: frozenset[Mention]
    ) -> tuple[tuple[Group | None, ...], bool]:
        options = [
            (distance(scene, first, last, mention), mention.group)
            for mention in scene.groups
            if mention not in others and (mention.last <= first or is_nearest(scene, first, last, mention))
        ]
        totals = [
            Mention(i, i + 1)
            for i, token in enumerate(scene.tokens)
            if token.word in TOTAL_WORDS and (not i or scene.tokens[i - 1].word != "dan")
        ]
        options += [
            (distance(scene, first, last, mention), None)
            for mention in totals
            if mention.last <= first or is_nearest(scene, first, last, mention)
        ]
        strange = any(
            i < first or is_nearest(scene, first, last, Mention(i, i + 1)) for i in scene.strange
        ) or is_of_strangers(scene, first, last)
        if options:
            nearest = min(options, key=by_cost)[1]
            if nearest is not None and is_beside_everybody(scene):
                return (nearest, None), strange
            return (nearest,), strange or is_crossed(scene, nearest)
        if context.group is not None:
            return (None, context.group), strange
        return (None,), strange


def _is_certain(subjects: Sequence[Subject], known: float) -> bool:
    return len(subjects) == 1 and known >= _LEAST_KNOWN


def _years(monitor: Monitor, waves: Sequence[str], by_fieldwork: bool) -> dict[str, str]:
    """Year → wave: that of the edition, or that in which people were asked."""
    if not by_fieldwork:
        return {monitor.waves[wave].label: wave for wave in waves if wave in monitor.waves} | {w: w for w in waves}
    return {str(monitor.waves[wave].fieldwork.end.year): wave for wave in waves if wave in monitor.waves}
