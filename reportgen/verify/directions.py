"""Words of change: whether the tests carry that something rose, fell or stayed, or is more often so in a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.facts import Fact
from reportgen.verify.context import Context
from reportgen.verify.lexicon import VERBS
from reportgen.verify.moves import OPINIONS, Direction, sign_of
from reportgen.verify.outsiders import unknown_to_us
from reportgen.verify.phrases import Group
from reportgen.verify.rankings import Rankings
from reportgen.verify.scene import Scene
from reportgen.verify.stepping import Held, Stepping, beside, group_of
from reportgen.verify.steps import Step, between_groups
from reportgen.verify.verdicts import Finding, Verdict

_WHOLLY_KNOWN = 0.75
"""Which part of a subject's words a word of change needs by it, without a number or a wave to compare with."""
_POINTING = frozenset({"dat", "dit", "die"})
_REST = frozenset({"rest", "anderen", "overigen", "gemiddeld"})
_AGAIN = frozenset({"steeds", "weer", "opnieuw"})
_BECOME = frozenset({"wordt", "worden", "werd", "werden"})
"""With a word of opinion they tell of time; with another also of how often: "wordt vaker gekozen"."""


class Directions:
    """Judges words of change and of comparison."""

    def __init__(self, stepping: Stepping, rankings: Rankings) -> None:
        self._stepping = stepping
        self._attribution = stepping.attribution
        self._rankings = rankings

    def directions(self, scene: Scene, context: Context, held: Held) -> Iterator[Finding]:
        """Hold each word of change against the test; of words that are about no known figure nothing is said."""
        for word in scene.directions:
            finding = self._direction(scene, word, context, held)
            if finding is not None:
                yield finding

    def _direction(self, scene: Scene, word: Direction, context: Context, held: Held) -> Finding | None:
        if word.compares and not _is_over_time(scene, word):
            return self._between_groups(scene, word, context) or self._rankings.between(scene, word, context)
        if scene.elsewhere or (word.compares and not _has_start(scene, word, held)):
            return None
        near = beside(scene, word.first, held, self._attribution)
        if near is not None and (
            _goes_by_group(scene, near, context, held) or _goes_by_kind(scene, word, near, context, held)
        ):
            return None
        if near is not None:
            step = self._stepping.of_held(scene, word.first, word.last, near, context, held)
        else:
            step = self._alone(scene, word, context)
        if step is None or unknown_to_us(scene, word.first):
            return None
        word = self._of_indicator(scene, word, step)
        return self._word(word, step) if scene.streak < 2 else self._in_a_row(word, step, scene.streak)

    def _alone(self, scene: Scene, word: Direction, context: Context) -> Step | None:
        """The change that a word means by itself, where it is plain what it is about."""
        every = sum(self._attribution.vocabulary.units.values())
        reference = self._attribution.refer(scene, word.first, word.last, every, context, fill=False)
        clause = scene.clause(word.first)
        opens = scene.tokens[clause.start].word if clause else ""
        goes_on = opens in VERBS or clause.start == word.first  # "het aandeel dat positief is, is gestegen"
        if not goes_on and not any(mention.first in clause for mention in scene.subjects):
            return None
        is_compared = any(mention.reference for mention in scene.waves)
        plain = reference.certain and (is_compared or reference.known >= _WHOLLY_KNOWN)
        if not plain or reference.negated or reference.foreign:
            return None
        return next(self._stepping.possible(scene, None, reference, context), None)

    def _in_a_row(self, word: Direction, step: Step, times: int) -> Finding:
        """Hold "voor het tweede jaar op rij gestegen" against each of the changes between two editions."""
        waves = self._attribution.waves[: self._attribution.waves.index(step.after.wave) + 1]
        if times > len(waves):
            return _of(word, Verdict.AMBIGUOUS, "Zo ver gaan de uitkomsten niet terug.", step.id)
        pairs = list(pairwise(waves))[-times:]
        steps = [self._stepping.over_time(step.after.indicator, one, two, group_of(step.after)) for one, two in pairs]
        findings = [self._word(word, each) for each in steps if each is not None]
        return next((finding for finding in findings if finding.verdict is not Verdict.CONFIRMED), findings[-1])

    def _of_indicator(self, scene: Scene, word: Direction, step: Step) -> Direction:
        """A word of change as it is meant for what changed."""
        indicator = self._attribution.vocabulary.codebook.indicators.get(step.after.indicator)
        label = indicator.label if indicator else ""
        return replace(word, sign=sign_of(word, scene.tokens[word.first].word, label))

    def _word(self, word: Direction, step: Step) -> Finding:
        said = self._stepping.tell(step)
        if word.sign == 0 or word.negated:
            if step.significant:
                return _of(word, Verdict.WRONG, f"Het is wel significant veranderd: {said}.", step.id)
            return _of(word, Verdict.CONFIRMED, f"Er is geen significant verschil: {said}.", step.id)
        if not step.significant:
            return _of(word, Verdict.NOT_SIGNIFICANT, f"Het verschil is niet significant: {said}.", step.id)
        if word.sign is not None and (step.difference > 0) != (word.sign > 0):
            return _of(word, Verdict.WRONG, f"Het is andersom: {said}.", step.id)
        return _of(word, Verdict.CONFIRMED, f"Het verschil is significant: {said}.", step.id)

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
        if (own := _beside_rest(scene, word, after)) is not None:
            step = self._stepping.rest(subject, wave, own)
        elif len(groups) > 1 and groups[0][0] == groups[1][0]:
            one, two = (self._attribution.fact(subject, wave, group) for group in (groups[1], groups[0]))
            step = between_groups(self._attribution.book, one, two)
        else:
            step = self._stepping.rest(subject, wave, groups[0])
        return self._word(self._of_indicator(scene, word, step), step) if step is not None else None


def _beside_rest(scene: Scene, word: Direction, after: Sequence[str]) -> Group | None:
    """The group that a word compares with all others, in its own clause: "lager dan de rest: 66-plussers"."""
    at = after.index("dan")
    clause = scene.clause(word.first)
    own = [mention.group for mention in scene.groups if mention.first in clause]
    return own[0] if own and _REST & set(after[at + 1 : at + 3]) else None


def _goes_by_group(scene: Scene, near: Fact, context: Context, held: Held) -> bool:
    """Whether it goes up or down from group to group and not in time: "dat neemt toe tot 63% van de 66-plussers"."""
    if near.breakdown is None or scene.waves:
        return False
    told = [(fact.indicator, group_of(fact)) for _, fact in held]
    others = [group for name, group in (*context.told, *told) if name == near.indicator]
    return any(group != group_of(near) and (group is None or group[0] == near.breakdown) for group in others)


def _goes_by_kind(scene: Scene, word: Direction, near: Fact, context: Context, held: Held) -> bool:
    """Whether it goes from one thing to the next, with "dat" for the figure: "bij banken loopt dat op tot 49%"."""
    points = any(token.word in _POINTING for token in scene.tokens[max(word.first - 1, 0) : word.last + 1])
    told = [(fact.indicator, group_of(fact)) for _, fact in held]
    others = {name for name, group in (*context.told, *told) if group == group_of(near)}
    return points and not scene.waves and bool(others - {near.indicator})


def _has_start(scene: Scene, word: Direction, held: Held) -> bool:
    """Whether "hoger" or "minder" is of time: it has an earlier wave to compare with, or "steeds", or "geworden"."""
    before = scene.tokens[word.first - 1].word if word.first else ""
    after = scene.tokens[word.last].word if word.last < len(scene.tokens) else ""
    if after == "geworden" or (before in _BECOME and scene.tokens[word.first].word in OPINIONS):
        return True
    waves = {fact.wave for _, fact in held}
    return before in _AGAIN or bool(scene.waves) or len(waves) > 1 or scene.streak > 0


def _is_over_time(scene: Scene, word: Direction) -> bool:
    before = scene.tokens[word.first - 1].word if word.first else ""
    after = [token.word for token in scene.tokens[word.last : word.last + 8]]
    return before == "steeds" or any(m.reference for m in scene.waves) or ("dan" not in after and not scene.groups)


def _of(word: Direction, verdict: Verdict, reason: str, *facts: str) -> Finding:
    return Finding(word.start, word.end, verdict, reason, facts)
