"""Holds the numbers of one sentence against the facts, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.facts import Fact
from reportgen.verify.attribution import Attribution
from reportgen.verify.bases import is_base, judge_base
from reportgen.verify.changes import Changes, is_change
from reportgen.verify.context import Context, Reference
from reportgen.verify.directions import Directions
from reportgen.verify.doubt import other_reading
from reportgen.verify.factors import Factors
from reportgen.verify.fitting import fits, fits_fact, is_loosely_rounded, shown
from reportgen.verify.naming import Naming
from reportgen.verify.outsiders import counted, unknown_to_us
from reportgen.verify.phrases import Group
from reportgen.verify.quantities import Numeral
from reportgen.verify.rankings import Rankings
from reportgen.verify.scene import Scene
from reportgen.verify.stepping import Stepping
from reportgen.verify.tokens import stem
from reportgen.verify.verdicts import ALARMS, Finding, Verdict

_GRADE = stem("rapportcijfer")
_SCORE = frozenset({"nps", "promoter"})
_SMALL = 12
_MOST_TOLD = 6
_THEM = frozenset({"hen", "daarvan", "zij", "hiervan"})
MOST_CANDIDATES = 4
MOST_MEANT = 4
"""Of how many subjects one may be meant for a number to be confirmed by the one that it fits."""


class Judge:
    """Judges sentences by one convention of naming waves."""

    def __init__(self, attribution: Attribution) -> None:
        self._attribution = attribution
        self._naming = Naming(attribution.vocabulary.codebook)
        self._rankings = Rankings(attribution, self._naming)
        stepping = Stepping(attribution, self._naming)
        self._changes, self._factors = Changes(stepping), Factors(stepping)
        self._directions = Directions(stepping, self._rankings)

    def judge(self, scene: Scene, context: Context, *, in_prose: bool) -> tuple[list[Finding], Context]:
        """Judge all that a sentence claims; returns the findings in order, and the context of the next sentence.

        Where words do not make sentences, as in a table, nothing is called wrong: only what is found is confirmed.
        """
        findings: list[Finding] = []
        held: list[tuple[Numeral, Fact]] = []
        levels = [numeral for numeral in scene.numbers.numerals if numeral.kind != "year"]
        for at, numeral in enumerate(levels):
            known = self._continued(scene, context, at, len(levels))
            finding, fact = self._numeral(scene, numeral, known, held)
            if finding is not None:
                findings.append(finding)
            if fact is not None:
                held.append((numeral, fact))
                context = replace(context, model=fact.indicator)
        context = replace(context, model=None)
        findings += self._directions.directions(scene, context, held)
        findings += self._rankings.places(scene, context)
        if not in_prose:
            findings = [f if f.verdict not in ALARMS else _doubtful(f) for f in findings]
        return sorted(findings, key=lambda finding: finding.start), self._next(scene, context, held)

    def after(self, heading: Scene) -> Context:
        """What a heading says of the sentences below it."""
        return self._next(heading, Context(), ())

    def _continued(self, scene: Scene, context: Context, at: int, count: int) -> Context:
        """Of a sentence that names nothing itself, each number is about what stood in its place in the one before."""
        before = context.held
        if len(before) != count and "respectievelijk" in {token.word for token in scene.tokens}:
            before = context.told[-count:]
        if scene.subjects or len(before) != count:
            aligned = len(context.groups) == count and count > 1 and not scene.groups
            return replace(context, group=context.groups[at]) if aligned else context
        name, group = before[at]
        subject = next(subject for subject in self._attribution.vocabulary.subjects if subject.name == name)
        concepts = tuple(sorted(subject.concepts))
        return replace(context, concepts=concepts, near=concepts, group=group)

    def _numeral(
        self, scene: Scene, numeral: Numeral, context: Context, held: Sequence[tuple[Numeral, Fact]]
    ) -> tuple[Finding | None, Fact | None]:
        if numeral.rough and scene.is_of_amount(numeral):
            return None, None
        if is_base(scene, numeral):
            return judge_base(scene, numeral, self._attribution, context), None
        if numeral.kind == "times":
            return self._factors.factor(scene, numeral, context, held), None
        if is_change(scene, numeral):
            return self._changes.change(scene, numeral, context, held), None
        return self._level(scene, numeral, context)

    # --- levels ------------------------------------------------------------------------------------------------------

    def _units(self, scene: Scene, numeral: Numeral, context: Context) -> int:
        """The subjects that a number can be the level of; 0 when it is no level at all."""
        units = self._attribution.vocabulary.units
        if numeral.kind != "number":
            return units["share"]
        if any(token.word in _SCORE for token in scene.tokens):
            return units["score"]
        cued = any(m.concept == _GRADE for m in scene.subjects) or _GRADE in context.concepts
        if not 1 <= numeral.value <= 10 or (numeral.decimals == 0 and not cued):
            return 0
        written = numeral.decimals == 1 or (cued and not numeral.in_words)
        return units["mean"] if written or numeral.pair else 0

    def _level(self, scene: Scene, numeral: Numeral, context: Context) -> tuple[Finding | None, Fact | None]:
        units = self._units(scene, numeral, context)
        if not units:
            if numeral.in_words or (numeral.decimals == 0 and numeral.value <= _SMALL):
                return None, None
            return _finding(numeral, Verdict.UNTRACEABLE, "Waar dit getal over gaat, is niet te zien."), None
        reference = self._reference(scene, numeral, units, context)
        facts = list(self._facts(reference, numeral))
        if len(reference.subjects) <= MOST_MEANT and (fact := self._fitting(numeral, reference, facts)):
            return _finding(numeral, Verdict.CONFIRMED, f"Het is {self._naming.level(fact)}.", fact.id), fact
        # "In de zorg ligt dat anders. Daar is 7% positief over geautomatiseerd contact."
        wider = list(self._facts(replace(reference, subjects=reference.wider), numeral))
        if fact := self._fitting(numeral, reference, wider):
            return _finding(numeral, Verdict.CONFIRMED, f"Het is {self._naming.level(fact)}.", fact.id), fact
        if not reference.foreign and (both := self._sum(numeral, reference)) is not None:
            why = f"Het zijn twee antwoorden samen: {self._naming.level(both[0])} en {self._naming.level(both[1])}."
            whole = shown((both[0].estimate or 0.0) + (both[1].estimate or 0.0))
            verdict = Verdict.CONFIRMED if fits(numeral, whole) else Verdict.AMBIGUOUS
            return _finding(numeral, verdict, why, both[0].id, both[1].id), None
        return self._unfit(scene, numeral, context, reference, facts)

    def _sum(self, numeral: Numeral, reference: Reference) -> tuple[Fact, Fact] | None:
        """The answer and the stronger one that together are meant: "48% is negatief", with who is very negative."""
        for subject in reference.subjects[:1]:
            stronger = self._attribution.vocabulary.stronger.get(subject.name)
            for group in reference.groups:
                for wave in reference.waves:
                    one = self._attribution.fact(subject.name, wave, group)
                    two = self._attribution.fact(stronger, wave, group) if stronger is not None else None
                    if one is None or two is None or one.estimate is None or two.estimate is None:
                        continue
                    both = shown(one.estimate + two.estimate)
                    if fits(numeral, both) or is_loosely_rounded(numeral, both):
                        return one, two
        return None

    def _reference(self, scene: Scene, numeral: Numeral, units: int, context: Context) -> Reference:
        """What a level is about; of a change from one level to another both are about the same, but for the wave."""
        own = self._attribution.refer(scene, numeral.first, numeral.last, units, context)
        if numeral.pair is None:
            return own
        numerals = scene.numbers.numerals
        at = numerals.index(numeral)
        first = numeral if numeral.pair == "from" else [n for n in numerals[:at] if n.pair == "from"][-1]
        last = numeral if numeral.pair == "to" else next(n for n in numerals[at:] if n.pair == "to")
        both = self._attribution.refer(scene, first.first, last.last, units, context)
        waves, explicit = own.waves, own.explicit_wave
        if numeral is first:
            end = self._attribution.refer(scene, last.first, last.last, units, context).waves[:1]
            if end and (not waves or waves[0] >= end[0]):
                named = [wave for wave in self._attribution.references(scene, context) if wave < end[0]]
                waves, explicit = tuple(named) or self._attribution.earlier(end[0]) or waves, True
        return replace(both, waves=waves, explicit_wave=explicit, foreign=own.foreign or both.foreign)

    def _facts(self, reference: Reference, numeral: Numeral) -> Iterator[Fact]:
        waves = reference.waves
        if numeral.pair == "from" and waves and not reference.explicit_wave:
            waves = self._attribution.earlier(self._attribution.convention.wave) or waves
        for subject in reference.subjects:
            for group in reference.groups:
                for wave in waves:
                    fact = self._attribution.fact(subject.name, wave, group)
                    if fact is not None:
                        yield fact

    @staticmethod
    def _fitting(numeral: Numeral, reference: Reference, facts: Sequence[Fact]) -> Fact | None:
        if reference.foreign:
            return None
        fits_one = _fits_rest if reference.negated else fits_fact
        return next((fact for fact in facts if fits_one(numeral, fact)), None)

    def _unfit(
        self, scene: Scene, numeral: Numeral, context: Context, reference: Reference, facts: Sequence[Fact]
    ) -> tuple[Finding, Fact | None]:
        known = [] if reference.foreign else [fact for fact in facts if fact.estimate is not None]
        if not known:
            why = self._why_untraceable(reference, facts)
            return _finding(numeral, Verdict.UNTRACEABLE, why, *(fact.id for fact in facts[:1])), None
        first = known[0]
        if not reference.certain or reference.negated:
            ids = tuple(fact.id for fact in known[:MOST_CANDIDATES])
            listed = "; ".join(self._naming.level(fact) for fact in known[:MOST_CANDIDATES])
            why = f"Bedoeld kan zijn: {listed}."
            return _finding(numeral, Verdict.AMBIGUOUS, why, *ids), None
        of_them = any(token.word in _THEM for token in scene.tokens)
        if words := unknown_to_us(scene, numeral.first) or (context.strangers if of_them else ()):
            why = f"{_unless(words)} Anders is het {self._naming.level(first)}."
            return _finding(numeral, Verdict.AMBIGUOUS, why, first.id), None
        other = other_reading(scene, numeral, reference, context, self._attribution)
        if other is not None:
            why = f"Bedoeld kan zijn: {self._naming.level(first)}; {self._naming.level(other)}."
            return _finding(numeral, Verdict.AMBIGUOUS, why, first.id, other.id), None
        return self._misfit(numeral, reference, first), first

    @staticmethod
    def _why_untraceable(reference: Reference, facts: Sequence[Fact]) -> str:
        if not reference.subjects:
            return "Waar dit getal over gaat, is niet te zien."
        if facts and not reference.foreign:
            return "Hiervan is geen uitkomst gepubliceerd: er zijn te weinig waarnemingen."
        return "Dit gaat over iets waar geen uitkomst van is: een ander jaar, andere mensen of een andere bron."

    def _misfit(self, numeral: Numeral, reference: Reference, first: Fact) -> Finding:
        """Say of a number that is about one fact alone, and does not fit it, what is the matter."""
        if self._has_other_sense(numeral, reference):
            why = f"Er kan ook één antwoord bedoeld zijn. Het is {self._naming.level(first)}."
            return _finding(numeral, Verdict.AMBIGUOUS, why, first.id)
        if numeral.kind == "share" and is_loosely_rounded(numeral, shown(first.estimate or 0.0)):
            why = f"Dat is ruim afgerond: het is {self._naming.level(first)}."
            return _finding(numeral, Verdict.AMBIGUOUS, why, first.id)
        if numeral.kind == "majority" and first.estimate is not None and first.estimate > 0.5:
            why = f"Het is {self._naming.level(first)}, maar dat kan door toeval boven de helft liggen."
            return _finding(numeral, Verdict.NOT_SIGNIFICANT, why, first.id)
        return _finding(numeral, Verdict.WRONG, f"Het is {self._naming.level(first)}.", first.id)

    def _has_other_sense(self, numeral: Numeral, reference: Reference) -> bool:
        """Whether it is the share of a single answer that goes by the same words as an indicator."""
        first = reference.subjects[0]
        if numeral.rough or numeral.bound != "exact":
            return False
        return any(
            fact is not None and fits_fact(numeral, fact)
            for shadow in self._attribution.vocabulary.shadows
            if shadow.concepts <= first.concepts and len(shadow.concepts) > 1
            for fact in (self._attribution.fact(shadow.name, reference.waves[0], reference.groups[0]),)
        )

    # --- what the next sentence knows --------------------------------------------------------------------------------

    def _next(self, scene: Scene, context: Context, held: Sequence[tuple[Numeral, Fact]]) -> Context:
        own = tuple(dict.fromkeys(m.concept for m in reversed(scene.subjects) if m.concept))
        concepts = tuple(dict.fromkeys((*own, *context.concepts)))[:8] if own else context.concepts
        waves = [w for m in scene.waves if not m.reference and (w := self._attribution.wave_of(m, scene, context))]
        wave = waves[-1] if waves else (held[-1][1].wave if held else context.wave)
        groups = [m.group for m in scene.groups]
        named = [w for m in scene.waves if (w := self._attribution.wave_of(m, scene, context))]
        earlier = [w for w in named if w < self._attribution.convention.wave]
        levels = [numeral for numeral in scene.numbers.numerals if numeral.kind != "year"]
        told = tuple((fact.indicator, _group_of(fact)) for _, fact in held)
        return Context(
            concepts=concepts,
            wave=wave,
            group=groups[-1] if groups else None,
            groups=tuple(dict.fromkeys(group for group in groups if group)),
            earlier=earlier[-1] if earlier else context.earlier,
            near=own,
            strangers=counted(scene),
            held=told if len(levels) == len(held) else (),
            told=tuple(dict.fromkeys((*context.told, *told)))[-_MOST_TOLD:],
        )


def _group_of(fact: Fact) -> Group | None:
    return (fact.breakdown, fact.group) if fact.breakdown is not None and fact.group is not None else None


def _unless(words: Sequence[str]) -> str:
    listed = ", ".join(f"“{word}”" for word in words[:MOST_CANDIDATES])
    return f"Dit kan over iets anders gaan dan de monitor ({listed})."


def _fits_rest(numeral: Numeral, fact: Fact) -> bool:
    """Whether it is the share of those who are not: "85% is niet positief"."""
    return fact.estimate is not None and fits(numeral, 100 - shown(fact.estimate), fact.unit)


def _finding(numeral: Numeral, verdict: Verdict, reason: str, *facts: str) -> Finding:
    return Finding(numeral.start, numeral.end, verdict, reason, facts)


def _doubtful(finding: Finding) -> Finding:
    reason = "Waar dit getal bij hoort, is in een tabel of losse regel niet te zien."
    return Finding(finding.start, finding.end, Verdict.UNTRACEABLE, reason, finding.facts)
