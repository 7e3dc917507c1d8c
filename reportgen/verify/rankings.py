"""Holds claims about a place in a ranking against the sets of the codebook, and against the groups of a breakdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.facts import Fact, rank_comparison_id, rest_comparison_id
from reportgen.verify.attribution import Attribution
from reportgen.verify.clauses import is_follower
from reportgen.verify.context import Context
from reportgen.verify.moves import Direction
from reportgen.verify.naming import Naming
from reportgen.verify.neighbours import is_listed
from reportgen.verify.phrases import Group, Mention, stems_of
from reportgen.verify.places import Place
from reportgen.verify.scene import Scene, distance, is_after
from reportgen.verify.verdicts import Finding, Verdict

_POINTING = frozenset({"dat", "die", "dit", "daarmee", "hiermee"})


@dataclass(frozen=True, slots=True)
class _Set:
    """Indicators that are ranked: their mask, what all of them go by, and the words of the set's own name."""

    members: tuple[str, ...]
    mask: int
    common: frozenset[str]
    label: frozenset[str]


class Rankings:
    """Judges places in a ranking, and comparisons between two members of one."""

    def __init__(self, attribution: Attribution, naming: Naming) -> None:
        self._attribution = attribution
        self._naming = naming
        self._sets = tuple(self._learn())

    def _learn(self) -> Iterator[_Set]:
        vocabulary = self._attribution.vocabulary
        for one in vocabulary.codebook.sets.values():
            subjects = [(i, s) for i, s in enumerate(vocabulary.subjects) if s.name in one.indicators]
            if len(subjects) > 1:
                common = frozenset.intersection(*(subject.concepts for _, subject in subjects))
                mask = sum(1 << i for i, _ in subjects)
                yield _Set(tuple(s.name for _, s in subjects), mask, common, frozenset(stems_of(one.label)))

    # --- a place -----------------------------------------------------------------------------------------------------

    def places(self, scene: Scene, context: Context) -> Iterator[Finding]:
        """Judge each claim about a place; of one that is about no known ranking nothing is said."""
        if scene.elsewhere or scene.strange:
            return
        labels = self._attribution.vocabulary.of_breakdowns
        is_of_groups = any(token.stem in labels for token in scene.tokens)  # "van alle leeftijden"
        for place in scene.places:
            among_groups = self._of_group(scene, place, context)
            within_set = self._of_member(scene, place, context) if not is_of_groups else None
            found = among_groups or within_set
            if among_groups is not None and within_set is not None and within_set.verdict is Verdict.CONFIRMED:
                found = within_set
            if found is not None:
                yield found

    def _of_member(self, scene: Scene, place: Place, context: Context) -> Finding | None:
        options = list(self._meant(scene, place, context))
        if not options:
            return None
        best = max(told for told, _, _ in options)
        meant = [(one, names) for told, one, names in options if told == best]
        if len(meant) != 1:
            return None
        one, names = meant[0]
        reference = self._attribution.refer(scene, place.first, place.last, one.mask, context, fill=False)
        if reference.foreign or not reference.waves:
            return None
        group = reference.groups[0] if reference.groups else None
        ends = self._attribution.waves.index(reference.waves[0]) + 1
        waves = self._attribution.waves[max(ends - max(scene.streak, 1), 0) : ends]
        passed = {name for mention, name in self._named(scene, one) if is_after(scene, mention.first)}
        rankings = [
            [fact for fact in self._ranked(one, wave, group) if fact.indicator not in passed]
            for wave in reversed(waves)
        ]
        found = [self._placed(place, ranked[::-1] if place.low else ranked, names) for ranked in rankings]
        told = [finding for finding in found if finding is not None]
        return next(
            (finding for finding in told if finding.verdict is not Verdict.CONFIRMED), told[0] if told else None
        )

    def _meant(self, scene: Scene, place: Place, context: Context) -> Iterator[tuple[int, _Set, tuple[str, ...]]]:
        """The sets of which a member is named, with how much is said of the set itself."""
        stems = {token.stem for token in scene.tokens}
        stems |= {concept[1:] for concept in context.near if concept.startswith("#")}
        heard = {m.concept for m in scene.subjects} | set(context.near) | set(context.head)
        of = {m.concept or "" for m in scene.subjects if m.first == place.last}  # "de minste weerstand"
        for one in self._sets:
            if any(not self._attribution.vocabulary.masks.get(concept, 0) & one.mask for concept in of):
                continue
            told = 2 * (one.label <= stems) + 2 * len(one.common & heard) - len(one.common - heard)
            told += 2 * (len({name for _, name in self._named(scene, one)}) > 1)
            names = self._members(scene, one, place)
            if not names and (scene.anaphoric or scene.tokens[0].word in _POINTING):
                names = tuple(name for name, _ in context.told[-1:] if name in one.members)
            if names and (told > 0 or not one.common):
                yield told, one, names

    def _members(self, scene: Scene, one: _Set, place: Place) -> tuple[str, ...]:
        """The members that are given a place: those before the word if any, the nearest, and what is listed with it."""
        named = [
            pair
            for pair in self._named(scene, one)
            if pair[0].first != place.last
            and not is_after(scene, pair[0].first)
            and not is_follower(scene.tokens, pair[0].first)
        ]
        before = [pair for pair in named if pair[0].last <= place.first]
        own = [pair for pair in named if pair[0].first in scene.clause(place.first)]
        options = [pair for pair in own if pair in before] or own or before or named
        if not options:
            return ()
        nearest = min(options, key=lambda pair: distance(scene, place.first, place.last, pair[0]))
        first = last = named.index(nearest)
        while first and is_listed(scene, named[first - 1][0], named[first][0]):
            first -= 1
        while last + 1 < len(named) and is_listed(scene, named[last][0], named[last + 1][0]):
            last += 1
        return tuple(dict.fromkeys(name for _, name in named[first : last + 1]))

    def _named(self, scene: Scene, one: _Set) -> list[tuple[Mention, str]]:
        """The mentions that name one member of a set, each with that member."""
        vocabulary = self._attribution.vocabulary
        found = []
        for mention in scene.subjects:
            concept = mention.concept or ""
            concepts = ({concept} | vocabulary.parts.get(concept, frozenset())) - one.common
            names = [s.name for s in vocabulary.subjects if s.name in one.members and concepts & s.concepts]
            if len(names) == 1:
                found.append((mention, names[0]))
        return found

    def _ranked(self, one: _Set, wave: str, group: Group | None) -> list[Fact]:
        facts = (self._attribution.fact(member, wave, group) for member in one.members)
        return sorted(
            (f for f in facts if f is not None and f.estimate is not None), key=lambda f: -(f.estimate or 0.0)
        )

    def _placed(self, place: Place, ranked: Sequence[Fact], names: Sequence[str]) -> Finding | None:
        """Say whether the members named have that place; `ranked` goes from where it is counted."""
        order = [fact.indicator for fact in ranked]
        at = max((order.index(name) if name in order else len(order)) for name in names)
        wanted = place.place - 1 + len(names) - 1
        if at == len(order) or wanted >= len(order):
            return None
        mine, there = ranked[at], ranked[place.place - 1]
        said = f"Op die plaats staat {self._naming.level(there)}."
        if at != wanted:
            if place.place > 1 and self._apart(ranked, at, wanted) is not True:
                return _of(place, Verdict.AMBIGUOUS, f"Het verschil is niet significant. {said}", mine.id)
            return _of(place, Verdict.WRONG, f"{said} Dit is {self._naming.level(mine)}.", mine.id)
        firm = (
            place.place > 1
            or len(names) > 1
            or at + 1 == len(order)
            or mine.group is not None
            or self._apart(ranked, at, at + 1)
        )
        if firm:
            return _of(place, Verdict.CONFIRMED, said, mine.id)
        why = f"Het verschil met {self._naming.level(ranked[at + 1])} is niet significant. {said}"
        return _of(place, Verdict.NOT_SIGNIFICANT, why, mine.id)

    def _apart(self, ranked: Sequence[Fact], one: int, two: int) -> bool | None:
        """Whether two places differ significantly; None when the book does not tell."""
        tests = self._attribution.book.comparison_by_id
        first, last = sorted((one, two))
        pairs = [(ranked[i].indicator, ranked[i + 1].indicator) for i in range(first, last)]
        wave = ranked[first].wave
        steps = [
            tests.get(rank_comparison_id(a, b, wave)) or tests.get(rank_comparison_id(b, a, wave)) for a, b in pairs
        ]
        if any(step is not None and step.significant for step in steps):
            return True
        return False if len(steps) == 1 and steps[0] is not None else None

    # --- a place among groups ----------------------------------------------------------------------------------------

    def _of_group(self, scene: Scene, place: Place, context: Context) -> Finding | None:
        """Judge "66-plussers bellen het vaakst": of all groups of the breakdown."""
        nearest = min(scene.groups, key=lambda m: distance(scene, place.first, place.last, m), default=None)
        if nearest is None or nearest.group is None or place.place > 1:
            return None
        every = sum(self._attribution.vocabulary.units.values())
        reference = self._attribution.refer(scene, place.first, place.last, every, context)
        if not reference.certain or reference.foreign or reference.negated or not reference.waves:
            return None
        subject, wave = reference.subjects[0].name, reference.waves[0]
        name, key = nearest.group
        facts = [
            fact
            for other in self._attribution.vocabulary.codebook.breakdowns[name].groups
            if (fact := self._attribution.fact(subject, wave, (name, other))) and fact.estimate is not None
        ]
        mine = next((fact for fact in facts if fact.group == key), None)
        if mine is None or len(facts) < 2:
            return None
        there = (min if place.low else max)(facts, key=lambda fact: fact.estimate or 0.0)
        if mine.estimate != there.estimate:
            why = f"Op die plaats staat {self._naming.level(there)}. Dit is {self._naming.level(mine)}."
            return _of(place, Verdict.WRONG, why, mine.id)
        test = self._attribution.book.comparison_by_id.get(rest_comparison_id(subject, wave, name, key))
        if test is None or test.significant:
            return _of(place, Verdict.CONFIRMED, f"Het is {self._naming.level(mine)}.", mine.id)
        why = f"Het verschil met de andere groepen is niet significant: {self._naming.level(mine)}."
        return _of(place, Verdict.NOT_SIGNIFICANT, why, mine.id)

    # --- one against another -----------------------------------------------------------------------------------------

    def between(self, scene: Scene, word: Direction, context: Context) -> Finding | None:
        """Judge "live chat is populairder dan WhatsApp": two members of one set, along its ranking."""
        than = next((i for i in range(word.last, len(scene.tokens)) if scene.tokens[i].word == "dan"), None)
        if than is None or scene.groups or scene.elsewhere or scene.strange:
            return None
        heard = {m.concept for m in scene.subjects} | set(context.near) | set(context.head)
        options = []
        for one in self._sets:
            before = self._member(scene, one, range(than))
            after = self._member(scene, one, range(than + 1, len(scene.tokens)))
            ranked = self._ranked(one, self._attribution.convention.wave, None)
            names = [fact.indicator for fact in ranked]
            if before in names and after in names and before != after:
                options.append((len(one.common & heard), ranked, names.index(before), names.index(after)))
        best = [option for option in options if option[0] == max(told for told, *_ in options)]
        return self._compared(word, *best[0][1:]) if len(best) == 1 else None

    def _member(self, scene: Scene, one: _Set, within: range) -> str | None:
        """The member of a set that is named nearest to "dan", before it or behind it."""
        members = [name for mention, name in self._named(scene, one) if mention.first in within]
        return (members[-1] if within.start == 0 else members[0]) if members else None

    def _compared(self, word: Direction, ranked: Sequence[Fact], mine: int, other: int) -> Finding | None:
        said = f"{self._naming.level(ranked[mine])} en {self._naming.level(ranked[other])}"
        apart = self._apart(ranked, mine, other)
        if apart is None:
            return None
        if not apart:
            return _of(word, Verdict.NOT_SIGNIFICANT, f"Het verschil is niet significant: {said}.", ranked[mine].id)
        sign = -(word.sign or 0) if word.negated else word.sign or 0
        if (mine < other) != (sign > 0):
            return _of(word, Verdict.WRONG, f"Het is andersom: {said}.", ranked[mine].id)
        return _of(word, Verdict.CONFIRMED, f"Het verschil is significant: {said}.", ranked[mine].id)


def _of(word: Place | Direction, verdict: Verdict, reason: str, *facts: str) -> Finding:
    return Finding(word.start, word.end, verdict, reason, facts)
