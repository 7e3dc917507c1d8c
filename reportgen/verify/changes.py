"""Differences in numbers: by how much something rose or fell, or is more in one group than in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.verify.context import Context
from reportgen.verify.fitting import fits
from reportgen.verify.lexicon import DIFFERENCE, MOVED
from reportgen.verify.outsiders import unknown_to_us
from reportgen.verify.quantities import Numeral
from reportgen.verify.scene import Scene
from reportgen.verify.stepping import Held, Stepping
from reportgen.verify.steps import Step, fits_points, relative
from reportgen.verify.verdicts import Finding, Verdict

_PARTICLES: Mapping[str, tuple[str, ...]] = {
    "toe": ("nam", "neem"),
    "af": ("nam", "neem"),
    "terug": ("liep", "loop"),
    "op": ("liep", "loop"),
}
_MORE = frozenset(["meer", "minder", "hoger", "lager", "vaker", "stijging", "daling", "toename", "groei", "afname"])
_MOST_MEANT = 2
"""Of how many subjects one may be meant for a difference to be confirmed."""


def is_change(scene: Scene, numeral: Numeral) -> bool:
    """Whether a number is a difference and not a level."""
    if numeral.pair is not None or numeral.kind not in {"share", "points"}:
        return False
    if numeral.kind == "points":
        return True
    words = [token.word for token in scene.tokens]
    before, after = words[max(numeral.first - 4, 0) : numeral.first], words[numeral.last : numeral.last + 3]
    of_noun = before[-1:] == ["van"] and any(word in DIFFERENCE for word in before[-3:-1])
    if of_noun or _is_told_of(scene, numeral):
        return True
    if before[-1:] == ["met"]:
        around = words[max(numeral.first - 12, 0) : numeral.first] + after
        if any(word in MOVED or _is_split(word, around) for word in around):
            return after[:1] != ["van"]
    if after[:1] and after[0] in _MORE:
        return after[:2] != ["minder", "vaardig"]
    return bool(after) and after[0] in MOVED and "met" in before


def _is_told_of(scene: Scene, numeral: Numeral) -> bool:
    """Whether it is what a difference comes to: "de daling van het laatste jaar bedraagt 20 procentpunt"."""
    clause = scene.clause(numeral.first)
    before = [(i, scene.tokens[i].word) for i in range(clause.start, numeral.first)]
    nouns = [i for i, word in before if word in DIFFERENCE and i and scene.tokens[i - 1].word in {"de", "die", "deze"}]
    if not nouns or not any(word in {"bedraagt", "bedroeg", "is", "was"} for i, word in before if i > nouns[-1]):
        return False
    return not any(nouns[-1] < mention.first < numeral.first for mention in scene.subjects)


def _is_of_things(scene: Scene, numeral: Numeral) -> bool:
    """Whether it is more of a thing, and not of people: "35 procent meer klachten"."""
    after = numeral.last + 1
    more = numeral.last < len(scene.tokens) and scene.tokens[numeral.last].word in {"meer", "minder"}
    return more and any(mention.first == after for mention in scene.subjects)


def _is_split(word: str, around: Sequence[str]) -> bool:
    """Whether a verb has its particle elsewhere: "nam met 8 procentpunt toe"."""
    return any(particle in around and word.startswith(verbs) for particle, verbs in _PARTICLES.items())


class Changes:
    """Judges differences in points, and relative to where they started."""

    def __init__(self, stepping: Stepping) -> None:
        self._stepping = stepping

    def change(self, scene: Scene, numeral: Numeral, context: Context, held: Held) -> Finding:
        """Hold a difference against the facts: in points, or relative to the level that it started from."""
        reference = self._stepping.refer(scene, numeral, context)
        steps = [*self._of_level(scene, numeral, context, held)]
        steps += self._stepping.possible(scene, numeral, reference, context)
        if not reference.foreign and len(reference.subjects) <= _MOST_MEANT:
            for fit in (self._as_said, self._confused):
                for step in steps:
                    if (finding := fit(numeral, step)) is not None:
                        return finding
        if reference.foreign or not steps:
            return _finding(numeral, Verdict.UNTRACEABLE, "Waarvan dit het verschil is, is niet te zien.")
        step = steps[0]
        why = f"Het verschil is {self._stepping.tell(step)}."
        is_ours = reference.certain and not unknown_to_us(scene, numeral.first) and not _is_of_things(scene, numeral)
        verdict = Verdict.WRONG if is_ours else Verdict.AMBIGUOUS
        return _finding(numeral, verdict, why, step.id)

    def _of_level(self, scene: Scene, numeral: Numeral, context: Context, held: Held) -> Iterator[Step]:
        """The change up to the level just before it: "samen 17 procent, vijf procentpunt meer dan in 2023"."""
        before = [(level, fact) for level, fact in held if level.last <= numeral.first]
        if not before:
            return
        level, fact = before[-1]
        if any(level.last <= mention.first < numeral.first for mention in (*scene.subjects, *scene.groups)):
            return
        step = self._stepping.of_held(scene, numeral.first, numeral.last, fact, context, held)
        if step is not None:
            yield step

    def _as_said(self, numeral: Numeral, step: Step) -> Finding | None:
        is_relative = numeral.kind == "share" and step.after.unit == "share"
        if is_relative and any(fits(numeral, abs(part)) for part in relative(step)):
            why = f"Relatief klopt het: {self._stepping.tell(step)}."
            return _finding(numeral, Verdict.CONFIRMED, why, step.id)
        if not is_relative and fits_points(numeral, step):
            return _finding(numeral, Verdict.CONFIRMED, f"Het verschil is {self._stepping.tell(step)}.", step.id)
        return None

    def _confused(self, numeral: Numeral, step: Step) -> Finding | None:
        if step.after.unit != "share":
            return None
        if numeral.kind == "share" and not numeral.rough and fits_points(numeral, step):
            why = f"Het gaat om procentpunt, niet om procent: {self._stepping.tell(step)}."
            return _finding(numeral, Verdict.POINTS, why, step.id)
        if numeral.kind == "points" and any(fits(numeral, abs(part)) for part in relative(step)):
            why = f"Dit is het relatieve verschil, geen procentpunt: {self._stepping.tell(step)}."
            return _finding(numeral, Verdict.POINTS, why, step.id)
        return None


def _finding(numeral: Numeral, verdict: Verdict, reason: str, *facts: str) -> Finding:
    return Finding(numeral.start, numeral.end, verdict, reason, facts)
