"""Finds from which figure to which a sentence says that something changed or differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.facts import Fact, rest_comparison_id, wave_comparison_id
from reportgen.verify.attribution import Attribution
from reportgen.verify.context import Context, Reference
from reportgen.verify.fitting import printed, rounded, shown
from reportgen.verify.naming import Naming
from reportgen.verify.origins import is_origin, own_clause
from reportgen.verify.phrases import Group
from reportgen.verify.quantities import Numeral
from reportgen.verify.scene import Scene, distance
from reportgen.verify.steps import Step, between_groups

Held = Sequence[tuple[Numeral, Fact]]
"""The numbers of a sentence of which is known what they are about, each with its fact."""


class Stepping:
    """The steps that a word or a number of change can mean, and how each is told."""

    def __init__(self, attribution: Attribution, naming: Naming) -> None:
        self.attribution = attribution
        self._naming = naming

    def refer(self, scene: Scene, numeral: Numeral, context: Context) -> Reference:
        """What a difference or a factor is about; one in percent is of shares."""
        units = self.attribution.vocabulary.units
        text = scene.text[numeral.start : numeral.end].lower()
        of_shares = self.attribution.refer(scene, numeral.first, numeral.last, units["share"], context)
        if "procent" in text or "%" in text or (of_shares.certain and not numeral.decimals):
            return of_shares
        return self.attribution.refer(scene, numeral.first, numeral.last, sum(units.values()), context)

    def possible(self, scene: Scene, numeral: Numeral | None, reference: Reference, context: Context) -> Iterator[Step]:
        """The changes that can be meant, the likeliest first: between two groups, or from an earlier wave."""
        pairs = group_pairs(scene) if numeral is not None else []
        for subject in reference.subjects:
            for wave in reference.waves:
                if pairs:
                    yield from self._between(subject.name, wave, pairs)
                    continue
                references = self.attribution.references(scene, context)
                starts = [w for w in references if w < wave] or self._starts(scene, wave, context)
                for group in reference.groups:
                    for start in starts:
                        if (step := self.over_time(subject.name, start, wave, group)) is not None:
                            yield step

    def _between(self, subject: str, wave: str, pairs: Sequence[tuple[Group, Group]]) -> Iterator[Step]:
        for one, two in pairs:
            facts = (self.attribution.fact(subject, wave, group) for group in (two, one))
            if (step := between_groups(self.attribution.book, *facts)) is not None:
                yield step

    def _starts(self, scene: Scene, wave: str, context: Context) -> list[str]:
        """Where a change that is said without a start begins: at the wave spoken of before, or the one before."""
        goes_on = scene.anaphoric or not (scene.subjects or scene.groups or scene.waves)
        named = [context.earlier] if context.earlier and context.earlier < wave and goes_on else []
        return [*named, *self.attribution.earlier(wave)[:1]]

    def over_time(self, subject: str, start: str, end: str, group: Group | None) -> Step | None:
        """The change of a subject between two waves, where the book has tested it."""
        before, after = (self.attribution.fact(subject, wave, group) for wave in (start, end))
        if before is None or after is None or before.estimate is None or after.estimate is None:
            return None
        id_ = wave_comparison_id(subject, start, end, *(group or ()))
        test = self.attribution.book.comparison_by_id.get(id_)
        if test is None:
            return None
        difference = shown(after.estimate, after.unit) - shown(before.estimate, after.unit)
        return Step(before, after, difference, test.significant, id_)

    def of_held(self, scene: Scene, first: int, last: int, near: Fact, context: Context, held: Held) -> Step | None:
        """The change up to the fact of a number beside a word: from what the word is compared with, or the wave before.

        Where a sentence compares with more than one wave, it is the one that stands nearest to the word. A number of an
        earlier wave may also be what the change started from.
        """
        group = group_of(near)
        waves = sorted({fact.wave for _, fact in held if (fact.indicator, fact.group) == (near.indicator, near.group)})
        if (own := self._own_wave(scene, first, context)) is not None:
            waves = [wave for wave in waves if wave <= own] or waves
        mentions = [m for m in scene.waves if m.reference]
        mentions.sort(key=lambda mention: distance(scene, first, last, mention))
        named = [self.attribution.wave_of(mention, scene, context) for mention in mentions]
        named += [wave for wave in self.attribution.references(scene, context) if wave not in named]
        references = [wave for wave in named if wave is not None and wave < waves[-1]]
        if references and (len(waves) == 1 or len(set(references)) > 1):
            return self.over_time(near.indicator, references[0], waves[-1], group)
        if len(waves) > 1:
            return self.over_time(near.indicator, waves[0], waves[-1], group)
        if (end := self._end_since(scene, first, waves[-1], named, context)) is not None:
            return self.over_time(near.indicator, waves[-1], end, group)
        start = self.attribution.before(waves[-1])
        return self.over_time(near.indicator, start, waves[-1], group) if start is not None else None

    def _end_since(
        self, scene: Scene, first: int, start: str, named: Sequence[str | None], context: Context
    ) -> str | None:
        """Up to which wave something changed that started from the number beside it; None where it did not.

        "Meer dan in 2024, toen het 9% was" and "is gestegen: in 2024 was het 9%" are of now.
        """
        moments = [(m, self.attribution.wave_of(m, scene, context)) for m in scene.waves if not m.reference]
        then = [mention for mention, wave in moments if wave == start]
        if start not in named and not (then and all(is_origin(scene, first, mention) for mention in then)):
            return None
        others = [wave for _, wave in moments if wave not in {None, start}]
        end = self._own_wave(scene, first, context) or (others[-1] if others else self.attribution.convention.wave)
        return end if end is not None and end > start else None

    def _own_wave(self, scene: Scene, first: int, context: Context) -> str | None:
        """The wave that the clause of a word names: "in 2024 steeg het: in 2023 was het nog 7%"."""
        own = own_clause(scene, first)
        moments = [m for m in scene.waves if m.first in own and not m.reference]
        is_of_levels = any(numeral.first in own for numeral in scene.levels)
        return self.attribution.wave_of(moments[0], scene, context) if len(moments) == 1 and not is_of_levels else None

    def rest(self, subject: str, wave: str, group: Group) -> Step | None:
        """The difference of a group with everybody else."""
        id_ = rest_comparison_id(subject, wave, *group)
        test = self.attribution.book.comparison_by_id.get(id_)
        fact = self.attribution.fact(subject, wave, group)
        if test is None or fact is None:
            return None
        return Step(fact, fact, shown(test.difference, fact.unit), test.significant, id_)

    def tell(self, step: Step) -> str:
        """A step in Dutch: both levels, the difference, and what they are of."""
        before, after = step.before, step.after
        if before is after:
            return f"{self._naming.level(after)}, tegen de rest"
        sizes = [printed(shown(f.estimate, f.unit), f.unit) for f in (before, after) if f.estimate is not None]
        unit = "procentpunt" if after.unit == "share" else "punt"
        digits = 1 if after.unit == "mean" else 0
        size = str(abs(rounded(step.difference, digits))).replace(".", ",")
        if before.wave != after.wave:
            who = self._naming.fact(after).replace(f", {after.wave}", "", 1)
            return f"{sizes[0]} in {before.wave} en {sizes[1]} in {after.wave}, {size} {unit} ({who})"
        return f"{sizes[1]} ({self._naming.fact(after)}) en {sizes[0]} ({self._naming.fact(before)}), {size} {unit}"


def group_pairs(scene: Scene) -> list[tuple[Group, Group]]:
    """The groups of one breakdown that a sentence names side by side, in pairs."""
    groups = list(dict.fromkeys(mention.group for mention in scene.groups if mention.group))
    return [(a, b) for a, b in pairwise(groups) if a[0] == b[0]]


def group_of(fact: Fact) -> Group | None:
    """The group that a fact is of, or None for everybody."""
    return (fact.breakdown, fact.group) if fact.breakdown and fact.group else None


def beside(scene: Scene, first: int, held: Held, attribution: Attribution) -> Fact | None:
    """The fact of the number that a word stands with, unless the word's own clause speaks of something else."""
    breaks = [i for i, token in enumerate(scene.tokens) if token.text == ";"]
    options = [
        (abs(numeral.first - first), fact)
        for numeral, fact in held
        if not any(min(numeral.first, first) < i < max(numeral.first, first) for i in breaks)
    ]
    if not options:
        return None
    near = min(options, key=lambda option: option[0])[1]
    clause = scene.clause(first)
    own = {m.concept or "" for m in scene.subjects if m.first in clause}
    speaks_of_it = any(attribution.vocabulary.can_be(near.indicator, concept) for concept in own)
    return near if not own or speaks_of_it or any(numeral.first in clause for numeral, _ in held) else None
