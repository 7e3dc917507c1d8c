"""Which estimates may not be published: too few respondents stand behind them, or they give others away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from reportgen.facts import FEWEST_PERSONS, INDICATIVE_BELOW, SUPPRESSED_BELOW, Status
from reportgen.survey.digits import significant

AnswerSum = Mapping[int, float]
"""How often each answer to a question counts for a figure; what is not named counts not at all."""


def status_of(n: int, n_eff: float) -> Status:
    """Judge a base by the smaller of the number of respondents and the effective number."""
    # Thirty people of equal weight are an effective thirty, not the 29.999999999999996 that adding up may give.
    base = min(n, significant(n_eff))
    if base < SUPPRESSED_BELOW:
        return "suppressed"
    return "indicative" if base < INDICATIVE_BELOW else "published"


def is_small(persons: int) -> bool:
    """Whether so few persons are in a cell that it could give them away; nobody at all cannot."""
    return 0 < persons < FEWEST_PERSONS


def hide_answers(
    sums: Sequence[AnswerSum], counts: Mapping[int, int], hidden: frozenset[int] = frozenset()
) -> frozenset[int]:
    """Choose the figures about one question, in one domain, that have to be hidden.

    Args:
        sums: what each figure adds up; those of a share may overlap, and a mean adds up more than once each.
        counts: the persons who gave each answer to the question; nobody gave one that is not named.
        hidden: the places of the figures that are hidden already.

    Returns:
        The places of all hidden figures: shares of a few persons, and those from which a hidden one, or a few persons,
        could be worked out, since all answers add up to 100%.
    """
    everything = dict.fromkeys([*counts, *chain.from_iterable(sums)], 1.0)
    persons = [_persons(one, counts) for one in sums]
    hidden |= {place for place, one in enumerate(sums) if is_share(one) and is_small(persons[place])}
    while hidden:
        published = [place for place in range(len(sums)) if place not in hidden]
        known = [everything, *(sums[place] for place in published)]
        exposed = [secret for secret in _secrets(sums, counts, hidden) if _is_derivable(secret, known)]
        # Hiding nobody's answer hides nothing: a reader would guess that it is nobody's.
        choice = sorted((place for place in published if persons[place]), key=lambda place: (persons[place], place))
        if not exposed or not choice:
            return hidden
        enough = (
            place
            for place in choice
            if not _is_derivable(exposed[0], [everything, *(sums[other] for other in published if other != place)])
        )
        hidden |= {next(enough, choice[0])}
    return hidden


def is_share(one: AnswerSum) -> bool:
    """Whether every answer counts once or not at all."""
    return all(times == 1 for times in one.values())


@dataclass(frozen=True, slots=True)
class Cell:
    """The persons behind a figure, and those in its base."""

    persons: int
    base: int


def hide_groups(
    parts: Sequence[Cell], whole: Cell, hidden: frozenset[int], *, is_whole_hidden: bool = False
) -> tuple[frozenset[int], bool]:
    """Choose the groups whose estimate has to be hidden, because that of the whole they are in would give it away.

    Or because it would give away the few persons whom the groups leave of the whole.

    Args:
        parts: the groups, which have nobody in common.
        whole: everybody in the groups, and maybe others.
        hidden: the places of the groups that are hidden already.
        is_whole_hidden: whether the figure of the whole is unknown too.

    Returns:
        The places of all hidden groups, and whether the figure of the whole is to be hidden: when it is of the same
        persons as that of a hidden group.
    """
    if not is_whole_hidden:
        hidden |= {place for place, part in enumerate(parts) if is_small(whole.base - part.base)}
    while True:
        shown = [part for place, part in enumerate(parts) if place not in hidden]
        left = [whole.persons - sum(part.persons for part in shown), whole.base - sum(part.base for part in shown)]
        # There is nothing to tell of a group of nobody.
        secret = sum(parts[place].base > 0 for place in hidden) + is_whole_hidden
        is_derivable = secret == 1 and whole.persons == sum(part.persons for part in parts)
        if not is_derivable and (is_whole_hidden or not any(map(is_small, left))):
            return hidden, is_whole_hidden
        # Rather one with somebody behind it: a reader might guess that nobody is.
        filled = [place for place, part in enumerate(parts) if part.base and place not in hidden]
        choice = [place for place in filled if parts[place].persons] or filled
        if not choice:
            return hidden, is_whole_hidden or any(parts[place].base == whole.base for place in hidden)
        hidden |= {min(choice, key=lambda place: (parts[place].persons, place))}


def _persons(one: AnswerSum, counts: Mapping[int, int]) -> int:
    return sum(counts.get(code, 0) for code, times in one.items() if times)


def _secrets(sums: Sequence[AnswerSum], counts: Mapping[int, int], hidden: frozenset[int]) -> list[AnswerSum]:
    """List what must not be known: each hidden figure, and all hidden answers together if they are a few persons."""
    secrets = [sums[place] for place in sorted(hidden)]
    together = dict.fromkeys(chain.from_iterable(one for one in secrets if is_share(one)), 1.0)
    if is_small(_persons(together, counts)):
        secrets.append(together)
    return secrets


def _is_derivable(secret: AnswerSum, known: Sequence[AnswerSum]) -> bool:
    """Whether a sum follows from known ones, some of them subtracted."""
    codes = sorted(frozenset().union(secret, *known))
    rows = np.array([[one.get(code, 0.0) for code in codes] for one in (*known, secret)], dtype=np.float64)
    return bool(np.linalg.matrix_rank(rows) == np.linalg.matrix_rank(rows[:-1]))
