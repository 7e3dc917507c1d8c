"""Differences, factors and words of change: what rose by how much, and whether the test carries the word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reportgen.facts import Fact, rest_comparison_id, wave_comparison_id
from reportgen.verify.attribution import Attribution
from reportgen.verify.context import Context, Reference
from reportgen.verify.fitting import fits, fits_factor, printed, rounded, shown
from reportgen.verify.lexicon import DIFFERENCE, MOVED_BY
from reportgen.verify.moves import Direction
from reportgen.verify.naming import Naming
from reportgen.verify.quantities import Numeral
from reportgen.verify.rankings import Rankings
from reportgen.verify.scene import Scene
from reportgen.verify.steps import Step, between_groups, fits_points, ratios, relative
from reportgen.verify.verdicts import Finding, Verdict
from reportgen.verify.vocabulary import Group

Held = Sequence[tuple[Numeral, Fact]]

_PARTICLES: Mapping[str, tuple[str, ...]] = {
    "toe": ("nam", "neem"),
    "af": ("nam", "neem"),
    "terug": ("liep", "loop"),
    "op": ("liep", "loop"),
}
_MOST_MEANT = 2
"""Of how many subjects one may be meant for a difference to be confirmed."""
_WHOLLY_KNOWN = 0.75
"""Which part of a subject's words a word of change needs by it when there is no number."""


class Changes:
    """Judges what changed, and what differs between groups."""

    def __init__(self, attribution: Attribution, naming: Naming, rankings: Rankings) -> None:
        self._rankings = rankings
        self._attribution = attribution
        self._naming = naming

    # --- by how much -------------------------------------------------------------------------------------------------

    @staticmethod
    def is_change(scene: Scene, numeral: Numeral) -> bool:
        """Whether a number is a difference and not a level."""
        if numeral.pair is not None or numeral.kind not in {"share", "points"}:
            return False
        if numeral.kind == "points":
            return True
        words = [token.word for token in scene.tokens]
        before, after = words[max(numeral.first - 4, 0) : numeral.first], words[numeral.last : numeral.last + 3]
        if before[-1:] == ["van"] and any(word in DIFFERENCE for word in before[-3:-1]):
            return True
        if before[-1:] == ["met"]:
            around = words[max(numeral.first - 12, 0) : numeral.first] + after
            if any(word.startswith(MOVED_BY) or _is_split(word, around) for word in around):
                return after[:1] != ["van"]
        if after[:1] and after[0] in {
            "meer",
            "minder",
            "hoger",
            "lager",
            "vaker",
            "stijging",
            "daling",
            "toename",
            "groei",
            "afname",
        }:
            return after[:2] != ["minder", "vaardig"]
        return (
            bool(after)
            and after[0] in {"gestegen", "gedaald", "toegenomen", "afgenomen", "gegroeid"}
            and "met" in before
        )

    def change(self, scene: Scene, numeral: Numeral, context: Context) -> Finding:
        """Hold a difference against the facts: in points, or relative to the level that it started from."""
        reference = self._refer(scene, numeral, context)
        steps = list(self._steps(scene, numeral, reference, context))
        if not reference.foreign and len(reference.subjects) <= _MOST_MEANT:
            for fit in (self._as_said, self._confused):
                for step in steps:
                    if (finding := fit(numeral, step)) is not None:
                        return finding
        if reference.foreign or not steps:
            return _finding(numeral, Verdict.UNTRACEABLE, "Waarvan dit het verschil is, is niet te zien.")
        step = steps[0]
        why = f"Het verschil is {self._difference(step)}."
        verdict = Verdict.WRONG if reference.certain else Verdict.AMBIGUOUS
        return _finding(numeral, verdict, why, step.id)

    def _as_said(self, numeral: Numeral, step: Step) -> Finding | None:
        is_relative = numeral.kind == "share" and step.after.unit == "share"
        if is_relative and any(fits(numeral, abs(part)) for part in relative(step)):
            why = f"Relatief klopt het: {self._difference(step)}."
            return _finding(numeral, Verdict.CONFIRMED, why, step.id)
        if not is_relative and fits_points(numeral, step):
            return _finding(numeral, Verdict.CONFIRMED, f"Het verschil is {self._difference(step)}.", step.id)
        return None

    def _confused(self, numeral: Numeral, step: Step) -> Finding | None:
        if step.after.unit != "share":
            return None
        if numeral.kind == "share" and not numeral.rough and fits_points(numeral, step):
            why = f"Het gaat om procentpunt, niet om procent: {self._difference(step)}."
            return _finding(numeral, Verdict.POINTS, why, step.id)
        if numeral.kind == "points" and any(fits(numeral, abs(part)) for part in relative(step)):
            why = f"Dit is het relatieve verschil, geen procentpunt: {self._difference(step)}."
            return _finding(numeral, Verdict.POINTS, why, step.id)
        return None

    def factor(self, scene: Scene, numeral: Numeral, context: Context, held: Held) -> Finding | None:
        """Hold "verdubbeld" or "drie keer zo vaak" against the two levels."""
        reference = self._refer(scene, numeral, context)
        told = [fact for _, fact in held]
        over_time = len({fact.wave for fact in told}) > 1 and len({fact.indicator for fact in told}) == 1
        step = self._step_held(scene, told[-1], context, held) if over_time else None
        compared = [] if over_time else list(self._against(scene, numeral, reference, context, told))
        steps = [step] if step is not None else list(self._steps(scene, numeral, reference, context))
        if reference.foreign or not (steps or compared):
            return _finding(numeral, Verdict.UNTRACEABLE, "Waarvan dit het veelvoud is, is niet te zien.")
        for step in (*compared, *steps):
            if any(fits_factor(numeral, ratio) for ratio in ratios(step)):
                return _finding(numeral, Verdict.CONFIRMED, f"Het verschil is {self._difference(step)}.", step.id)
        wanted = (*compared, *steps)[0]
        certain = (reference.certain or bool(compared)) and not (compared and scene.tokens[numeral.last].word != "als")
        verdict = Verdict.WRONG if certain else Verdict.AMBIGUOUS
        return _finding(numeral, verdict, f"Het verschil is {self._difference(wanted)}.", wanted.id)

    def _against(
        self, scene: Scene, numeral: Numeral, reference: Reference, context: Context, told: Sequence[Fact]
    ) -> Iterator[Step]:
        """The levels of two subjects that a factor can compare: "twee keer zo veel als over de overheid"."""
        if self._group_pairs(scene) or any(mention.reference for mention in scene.waves):
            return
        for subject in reference.subjects[:_MOST_MEANT]:
            for fact in reversed(told):
                other = self._attribution.fact(subject.name, fact.wave, _group_of(fact))
                if other is not None and other.indicator != fact.indicator and other.unit == fact.unit:
                    pair = (fact, other) if numeral.value < 1 else (other, fact)
                    before, after = sorted(pair, key=lambda one: one.estimate or 0.0, reverse=numeral.value < 1)
                    yield Step(before, after, shown(after.estimate or 0.0) - shown(before.estimate or 0.0), True, after.id)

    # --- up or down --------------------------------------------------------------------------------------------------

    def directions(self, scene: Scene, context: Context, held: Held) -> Iterator[Finding]:
        """Hold each word of change against the test; of words that are about no known figure nothing is said."""
        for word in scene.directions:
            finding = self._direction(scene, word, context, held)
            if finding is not None:
                yield finding

    def _direction(self, scene: Scene, word: Direction, context: Context, held: Held) -> Finding | None:
        if word.compares and not self._is_over_time(scene, word):
            return self._between_groups(scene, word, context) or self._rankings.between(scene, word, context)
        if word.compares and not self._has_start(scene, word, held):
            return None
        near = _nearest(scene, word, held)
        step, certain = (self._step_held(scene, near, context, held), True) if near is not None else (None, False)
        if near is None:
            every = sum(self._attribution.vocabulary.units.values())
            reference = self._attribution.refer(scene, word.first, word.last, every, context, fill=False)
            certain = (
                reference.certain
                and reference.known >= _WHOLLY_KNOWN
                and not reference.negated
                and not reference.foreign
            )
            if not certain:
                return None
            step = next(self._steps(scene, None, reference, context), None)
        if step is None or not certain or scene.elsewhere:
            return None
        return self._word(word, step) if scene.streak < 2 else self._in_a_row(word, step, scene.streak)

    def _in_a_row(self, word: Direction, step: Step, times: int) -> Finding:
        """Hold "voor het tweede jaar op rij gestegen" against each of the changes between two editions."""
        waves = self._attribution.waves[: self._attribution.waves.index(step.after.wave) + 1]
        if times > len(waves):
            return _of(word, Verdict.AMBIGUOUS, "Zo ver gaan de uitkomsten niet terug.", step.id)
        pairs = list(pairwise(waves))[-times:]
        steps = [self._over_time(step.after.indicator, one, two, _group_of(step.after)) for one, two in pairs]
        findings = [self._word(word, each) for each in steps if each is not None]
        return next((finding for finding in findings if finding.verdict is not Verdict.CONFIRMED), findings[-1])

    def _word(self, word: Direction, step: Step) -> Finding:
        said = self._difference(step)
        if word.sign == 0 or word.negated:
            if step.significant:
                return _of(word, Verdict.WRONG, f"Het is wel significant veranderd: {said}.", step.id)
            return _of(word, Verdict.CONFIRMED, f"Er is geen significant verschil: {said}.", step.id)
        if not step.significant:
            return _of(word, Verdict.NOT_SIGNIFICANT, f"Het verschil is niet significant: {said}.", step.id)
        if (step.difference > 0) != (word.sign > 0):
            return _of(word, Verdict.WRONG, f"Het is andersom: {said}.", step.id)
        return _of(word, Verdict.CONFIRMED, f"Het verschil is significant: {said}.", step.id)

    @staticmethod
    def _has_start(scene: Scene, word: Direction, held: Held) -> bool:
        """Whether "hoger" or "minder" has something in time to be compared with: an earlier wave, or "steeds"."""
        before = scene.tokens[word.first - 1].word if word.first else ""
        waves = {fact.wave for _, fact in held}
        return before in {"steeds", "weer", "opnieuw"} or bool(scene.waves) or len(waves) > 1 or scene.streak > 0

    @staticmethod
    def _is_over_time(scene: Scene, word: Direction) -> bool:
        before = scene.tokens[word.first - 1].word if word.first else ""
        after = [token.word for token in scene.tokens[word.last : word.last + 8]]
        return before == "steeds" or any(m.reference for m in scene.waves) or ("dan" not in after and not scene.groups)

    def _between_groups(self, scene: Scene, word: Direction, context: Context) -> Finding | None:
        groups = list(dict.fromkeys(mention.group for mention in scene.groups if mention.group))
        after = [token.word for token in scene.tokens[word.last : word.last + 10]]
        if not groups or "dan" not in after or scene.strange:
            return None
        every = sum(self._attribution.vocabulary.units.values())
        reference = self._attribution.refer(scene, word.first, word.last, every, context)
        if not reference.certain or not reference.waves or reference.foreign or reference.negated:
            return None
        subject, wave = reference.subjects[0].name, reference.waves[0]
        if len(groups) > 1 and groups[0][0] == groups[1][0]:
            one, two = (self._attribution.fact(subject, wave, group) for group in (groups[1], groups[0]))
            step = between_groups(self._attribution.book, one, two)
        else:
            step = self._rest(subject, wave, groups[0])
        return self._word(word, step) if step is not None else None

    def _rest(self, subject: str, wave: str, group: tuple[str, str]) -> Step | None:
        id_ = rest_comparison_id(subject, wave, *group)
        test = self._attribution.book.comparison_by_id.get(id_)
        fact = self._attribution.fact(subject, wave, group)
        if test is None or fact is None:
            return None
        return Step(fact, fact, shown(test.difference, fact.unit), test.significant, id_)

    # --- from what to what -------------------------------------------------------------------------------------------

    def _refer(self, scene: Scene, numeral: Numeral, context: Context) -> Reference:
        units = self._attribution.vocabulary.units
        text = scene.text[numeral.start : numeral.end].lower()
        of_shares = self._attribution.refer(scene, numeral.first, numeral.last, units["share"], context)
        if "procent" in text or "%" in text or (of_shares.certain and not numeral.decimals):
            return of_shares
        return self._attribution.refer(scene, numeral.first, numeral.last, sum(units.values()), context)

    def _steps(self, scene: Scene, numeral: Numeral | None, reference: Reference, context: Context) -> Iterator[Step]:
        """The changes that can be meant, the likeliest first: between two groups, or from an earlier wave."""
        pairs = self._group_pairs(scene)
        waves = reference.waves or ()
        for subject in reference.subjects:
            for wave in waves:
                for one, two in pairs if numeral is not None else ():
                    facts = (self._attribution.fact(subject.name, wave, group) for group in (two, one))
                    step = between_groups(self._attribution.book, *facts)
                    if step is not None:
                        yield step
                if pairs and numeral is not None:
                    continue
                references = self._attribution.references(scene, context)
                starts = [w for w in references if w < wave] or self._starts(scene, wave, context)
                for group in reference.groups:
                    for start in starts:
                        step = self._over_time(subject.name, start, wave, group)
                        if step is not None:
                            yield step

    def _starts(self, scene: Scene, wave: str, context: Context) -> list[str]:
        """Where a change that is said without a start begins: at the wave spoken of before, or the one before."""
        named = [context.earlier] if context.earlier and context.earlier < wave and scene.anaphoric else []
        return [*named, *self._attribution.earlier(wave)[:1]]

    @staticmethod
    def _group_pairs(scene: Scene) -> list[tuple[tuple[str, str], tuple[str, str]]]:
        groups = list(dict.fromkeys(mention.group for mention in scene.groups if mention.group))
        return [(a, b) for a, b in pairwise(groups) if a[0] == b[0]]

    def _over_time(self, subject: str, start: str, end: str, group: tuple[str, str] | None) -> Step | None:
        before, after = (self._attribution.fact(subject, wave, group) for wave in (start, end))
        if before is None or after is None or before.estimate is None or after.estimate is None:
            return None
        id_ = wave_comparison_id(subject, start, end, *(group or ()))
        test = self._attribution.book.comparison_by_id.get(id_)
        if test is None:
            return None
        difference = shown(after.estimate, after.unit) - shown(before.estimate, after.unit)
        return Step(before, after, difference, test.significant, id_)

    def _step_held(self, scene: Scene, near: Fact, context: Context, held: Held) -> Step | None:
        group = _group_of(near)
        waves = sorted({fact.wave for _, fact in held if (fact.indicator, fact.group) == (near.indicator, near.group)})
        references = [wave for wave in self._attribution.references(scene, context) if wave < waves[-1]]
        if len(waves) > 1:
            return self._over_time(near.indicator, waves[0], waves[-1], group)
        start = references[0] if references else self._attribution.before(waves[-1])
        return self._over_time(near.indicator, start, waves[-1], group) if start is not None else None

    def _difference(self, step: Step) -> str:
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


def _group_of(fact: Fact) -> Group | None:
    return (fact.breakdown, fact.group) if fact.breakdown and fact.group else None


def _is_split(word: str, around: Sequence[str]) -> bool:
    """Whether a verb has its particle elsewhere: "nam met 8 procentpunt toe"."""
    return any(particle in around and word.startswith(verbs) for particle, verbs in _PARTICLES.items())


def _nearest(scene: Scene, word: Direction, held: Held) -> Fact | None:
    """The fact of the number that a word of change stands with in one clause."""
    clause = [i for i, token in enumerate(scene.tokens) if token.text == ";"]
    options = [
        (abs(numeral.first - word.first), fact)
        for numeral, fact in held
        if not any(min(numeral.first, word.first) < i < max(numeral.first, word.first) for i in clause)
    ]
    return min(options, key=lambda option: option[0])[1] if options else None


def _finding(numeral: Numeral, verdict: Verdict, reason: str, *facts: str) -> Finding:
    return Finding(numeral.start, numeral.end, verdict, reason, facts)


def _of(word: Direction, verdict: Verdict, reason: str, *facts: str) -> Finding:
    return Finding(word.start, word.end, verdict, reason, facts)
