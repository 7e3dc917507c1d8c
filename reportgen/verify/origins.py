"""From when something changed, where a sentence tells only how it was then: "is gestegen: in 2024 was het 9%"."""

from __future__ import annotations

from reportgen.verify.lexicon import CHANGED_THEN, PAST
from reportgen.verify.moments import WaveMention
from reportgen.verify.scene import Scene


def is_origin(scene: Scene, first: int, mention: WaveMention) -> bool:
    """Whether a moment in a clause behind a word of change is the one from which it changed.

    There it says how it was, and the word itself is not of the past: "steeg: in 2024 was het 9%" may be of 2024, and
    only with "nog" of what came after.
    """
    clause = own_clause(scene, first)
    if mention.first < clause.stop:
        return False
    own, then = ({scene.tokens[i].word for i in span} for span in (clause, own_clause(scene, mention.first)))
    return bool(PAST & then) and ("nog" in then or not own & (PAST | CHANGED_THEN))


def own_clause(scene: Scene, at: int) -> range:
    """The clause that a token stands in, with a colon too as its end."""
    clause = scene.clause(at)
    colons = [i for i in clause if scene.tokens[i].text == ":"]
    start = max((i + 1 for i in colons if i < at), default=clause.start)
    return range(start, next((i for i in colons if i >= at), clause.stop))
