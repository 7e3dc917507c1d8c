"""Multiples: "verdubbeld", "drie keer zo vaak als", "half zo veel"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.facts import Fact
from reportgen.verify.context import Context, Reference
from reportgen.verify.fitting import fits_factor, shown
from reportgen.verify.outsiders import unknown_to_us
from reportgen.verify.quantities import Numeral
from reportgen.verify.scene import Scene
from reportgen.verify.stepping import Held, Stepping, beside, group_of, group_pairs
from reportgen.verify.steps import Step, between_groups, ratios
from reportgen.verify.verdicts import Finding, Verdict

_MOST_MEANT = 2


class Factors:
    """Judges how many times one level is another."""

    def __init__(self, stepping: Stepping) -> None:
        self._stepping = stepping

    def factor(self, scene: Scene, numeral: Numeral, context: Context, held: Held) -> Finding:
        """Hold "verdubbeld" or "drie keer zo vaak" against the two levels."""
        reference = self._stepping.refer(scene, numeral, context)
        step = self._over_time(scene, numeral, context, held)
        compared = [] if step is not None else list(self._of_subjects(scene, numeral, reference, held))
        compared += self._of_groups(scene, reference, context)
        steps = [step] if step is not None else [*self._stepping.possible(scene, numeral, reference, context)]
        if reference.foreign or not (steps or compared):
            return _finding(numeral, Verdict.UNTRACEABLE, "Waarvan dit het veelvoud is, is niet te zien.")
        for step in (*compared, *steps):
            if any(fits_factor(numeral, ratio) for ratio in ratios(step)):
                return _finding(numeral, Verdict.CONFIRMED, f"Het verschil is {self._stepping.tell(step)}.", step.id)
        wanted = (*compared, *steps)[0]
        is_told = not compared or "als" in {token.word for token in scene.tokens[numeral.last : numeral.last + 1]}
        is_told = is_told and not unknown_to_us(scene, numeral.first)
        certain = is_told and (reference.certain or bool(compared))
        verdict = Verdict.WRONG if certain else Verdict.AMBIGUOUS
        return _finding(numeral, verdict, f"Het verschil is {self._stepping.tell(wanted)}.", wanted.id)

    def _over_time(self, scene: Scene, numeral: Numeral, context: Context, held: Held) -> Step | None:
        """The change between the levels that the sentence gives itself."""
        near = beside(scene, numeral.first, held, self._stepping.attribution)
        if near is None or len({fact.wave for _, fact in held if fact.indicator == near.indicator}) < 2:
            return None
        return self._stepping.of_held(scene, numeral.first, numeral.last, near, context, held)

    def _of_groups(self, scene: Scene, reference: Reference, context: Context) -> Iterator[Step]:
        """A group of this sentence against that of the one before: "dat is twee keer zo veel als onder ouderen"."""
        groups = {mention.group for mention in scene.groups if mention.group}
        if len(groups) != 1 or not scene.anaphoric or not context.told or not reference.waves:
            return
        (group,) = groups
        name, before = context.told[-1]
        if before is not None and before != group and before[0] == group[0]:
            facts = (self._stepping.attribution.fact(name, reference.waves[0], one) for one in (group, before))
            if (step := between_groups(self._stepping.attribution.book, *facts)) is not None:
                yield step

    def _of_subjects(self, scene: Scene, numeral: Numeral, reference: Reference, held: Held) -> Iterator[Step]:
        """The levels of two subjects that a factor can compare: "twee keer zo veel als over de overheid"."""
        if group_pairs(scene) or any(mention.reference for mention in scene.waves):
            return
        facts: Sequence[Fact] = [fact for _, fact in reversed(held)]
        for subject in reference.subjects[:_MOST_MEANT]:
            for fact in facts:
                other = self._stepping.attribution.fact(subject.name, fact.wave, group_of(fact))
                if other is not None and other.indicator != fact.indicator and other.unit == fact.unit:
                    less, more = sorted((fact, other), key=lambda one: one.estimate or 0.0)
                    before, after = (more, less) if numeral.value < 1 else (less, more)
                    difference = shown(after.estimate or 0.0) - shown(before.estimate or 0.0)
                    yield Step(before, after, difference, significant=True, id=after.id)


def _finding(numeral: Numeral, verdict: Verdict, reason: str, *facts: str) -> Finding:
    return Finding(numeral.start, numeral.end, verdict, reason, facts)
