"""Whether a number that does not fit what it seems to be about fits something else that its sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.facts import Fact
from reportgen.verify.attribution import Attribution
from reportgen.verify.context import Context, Reference
from reportgen.verify.fitting import fits_fact
from reportgen.verify.quantities import Numeral
from reportgen.verify.scene import Scene

_TELLING = frozenset({"exact", "about", "almost", "over"})
"""Bounds that leave so little room that a number that fits is hardly a coincidence."""


def other_reading(
    scene: Scene, numeral: Numeral, reference: Reference, context: Context, attribution: Attribution
) -> Fact | None:
    """Find a fact that the number fits, of another subject, group or wave that no other number has to itself.

    What the clause of the number says itself is no matter of doubt, nor what stands in a clause with a number of its
    own.
    """
    if numeral.bound not in _TELLING:
        return None
    clause = scene.clause(numeral.first)
    free = {i for i in range(len(scene.tokens)) if i in clause or not _has_level(scene, scene.clause(i))}
    groups = [reference.groups[0]]
    if not any(mention.first in clause for mention in scene.groups):
        groups += [mention.group for mention in scene.groups if mention.first in free] + [context.group, None]
    waves = [reference.waves[0]]
    if not any(mention.first in clause for mention in scene.waves):
        named = [attribution.wave_of(mention, scene, context) for mention in scene.waves if mention.first in free]
        waves += [wave for wave in (*named, context.wave) if wave is not None]
    subjects = [reference.subjects[0].name, *_subjects(scene, reference, context, attribution, free)]
    facts = (attribution.fact(subject, wave, group) for subject in subjects for group in groups for wave in waves)
    return next((fact for fact in facts if fact is not None and fits_fact(numeral, fact)), None)


def _has_level(scene: Scene, clause: range) -> bool:
    return any(numeral.first in clause for numeral in scene.levels)


def _subjects(
    scene: Scene, reference: Reference, context: Context, attribution: Attribution, free: set[int]
) -> Iterator[str]:
    """The indicators of which every word is said, in the sentence or in the one before; none that are only wider."""
    heard = {mention.concept for mention in scene.subjects if mention.first in free}
    heard |= set(context.near) | set(context.head)
    for subject in attribution.vocabulary.subjects:
        if subject.declared and subject.concepts <= heard and not subject.concepts <= reference.subjects[0].concepts:
            yield subject.name
