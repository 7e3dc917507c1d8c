"""What a number in a sentence speaks of: the subject, the group and the wave, from its words and those before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reportgen.facts import Fact, FactBook, fact_id
from reportgen.project.schema import Monitor
from reportgen.verify.concepts import Subject
from reportgen.verify.context import Context, Convention, Reference
from reportgen.verify.lexicon import PAST
from reportgen.verify.moments import FIRST, THEN, WaveMention
from reportgen.verify.neighbours import (
    TOTAL_WORDS,
    aligned,
    by_cost,
    is_beside_everybody,
    is_comparand,
    is_contrasted,
    is_crossed,
    is_group_itself,
    is_nearest,
    is_of_everybody,
    is_of_strangers,
    is_past,
    of_whom,
)
from reportgen.verify.phrases import Group, Mention
from reportgen.verify.scene import Scene, distance
from reportgen.verify.speech import Said, Speech, Spot
from reportgen.verify.vocabulary import Vocabulary

_LEAST_KNOWN = 0.45
"""Which part of a subject's words must have been said before a number can be called wrong."""
_AGAINST = frozenset({"tegen", "tegenover", "versus", "vs"})
_OF_THEN = frozenset(
    ["(", ",", "en", "%", "procent", "respectievelijk", "toen", "nog", "het", "was", "dat", "om", "ging"]
)
"""What may stand between a moment that is compared with and the numbers that are of that moment itself."""


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
        self._speech = Speech(vocabulary)

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
        said = self._speech.said(Spot(scene, first, last, units, mine, others, context))
        wider = self._wider(said, context)
        concepts, mask = [*said.concepts], said.mask
        subjects, known = self._speech.ranked(concepts, mask)
        firm = not said.borrowed
        if fill and not _is_certain(subjects, known):
            for concept in context.concepts:
                if mask & self.vocabulary.masks.get(concept, 0):
                    firm = firm and concept in {*context.near, *context.head}
                    concepts, mask = [*concepts, concept], mask & self.vocabulary.masks[concept]
                    subjects, known = self._speech.ranked(concepts, mask)
                    if _is_certain(subjects, known):
                        break
        waves, explicit, strange_year = self._waves_for(scene, first, last, context)
        of_users = bool(subjects) and subjects[0].name in self.vocabulary.of_users
        groups, strange = self._groups_for(scene, first, last, context, others, of_users=of_users)
        of_group = numeral is not None and numeral.kind == "share" and is_group_itself(scene, numeral)
        foreign = strange_year or strange or scene.elsewhere or of_group
        certain = firm and _is_certain(subjects, known)
        return Reference(
            subjects, certain, said.negated, tuple(concepts), waves, groups, foreign, explicit, wider, known
        )

    def _wider(self, said: Said, context: Context) -> tuple[Subject, ...]:
        """The subjects that are meant when the words of other numbers and of the sentence before count too."""
        concepts, mask = [*said.wide], said.wide_mask
        for concept in context.near:
            if mask & self.vocabulary.masks.get(concept, 0):
                concepts, mask = [*concepts, concept], mask & self.vocabulary.masks[concept]
        return self._speech.ranked(concepts, mask)[0] if set(concepts) != set(said.concepts) else ()

    # --- when --------------------------------------------------------------------------------------------------------

    def wave_of(self, mention: WaveMention, scene: Scene, context: Context) -> str | None:
        """The wave that a year or a word for a moment means; None when there is none."""
        if mention.year is not None:
            return self._of_year.get(mention.year)
        if mention.back == FIRST:
            return self.waves[0]
        if mention.back == THEN or mention.back > 0:
            now = self.convention.wave
            years = [(m.first, w) for m in scene.waves if m.year and (w := self._of_year.get(m.year)) and w < now]
            earlier = [w for first, w in years if first < mention.first][-1:] or [w for _, w in years]
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
        before = scene.tokens[first - 1].word if first else ""
        named = self.references(scene, context)
        if named and before in _AGAINST and any(n.kind == "share" and n.last < first for n in scene.numbers.numerals):
            return named[:1], True, False
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
        return None if mention.last <= first and is_contrasted(scene, first, mention) else cost

    # --- who ---------------------------------------------------------------------------------------------------------

    def _groups_for(
        self,
        scene: Scene,
        first: int,
        last: int,
        context: Context,
        others: frozenset[Mention],
        *,
        of_users: bool = False,
    ) -> tuple[tuple[Group | None, ...], bool]:
        options = [
            (of_whom(scene, first, last, mention), mention.group)
            for mention in scene.groups
            if mention not in others
            and (mention.last <= first or is_nearest(scene, first, last, mention))
            and not is_comparand(scene, first, last, mention)
        ]
        if is_of_everybody(scene, first, last):
            options.append((-1, None))
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
        ) or is_of_strangers(scene, first, last, of_users=of_users)
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
