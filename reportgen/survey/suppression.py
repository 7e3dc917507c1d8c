"""Which estimates may not be published: too few respondents stand behind them, or they give others away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from reportgen.facts import FEWEST_PERSONS, INDICATIVE_BELOW, SUPPRESSED_BELOW, Status
from reportgen.survey.digits import significant

AnswerSet = frozenset[int]


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
    shares: Sequence[AnswerSet], counts: Mapping[int, int], hidden: frozenset[int] = frozenset()
) -> frozenset[int]:
    """Choose the shares of one question, in one domain, that have to be hidden.

    Args:
        shares: the answers that each share adds up; they may overlap.
        counts: the persons who gave each answer to the question; nobody gave one that is not named.
        hidden: the places of the shares that are hidden already.

    Returns:
        The places of all hidden shares: those of a few persons, and those from which a hidden one, or a few persons,
        could be worked out, since all answers add up to 100%.
    """
    everything = frozenset(counts).union(*shares)
    persons = [_persons(share, counts) for share in shares]
    hidden |= {place for place, number in enumerate(persons) if is_small(number)}
    while hidden:
        published = [place for place in range(len(shares)) if place not in hidden]
        known = [everything, *(shares[place] for place in published)]
        exposed = [secret for secret in _secrets(shares, counts, hidden) if _is_derivable(secret, known)]
        # Hiding nobody's answer hides nothing: a reader would guess that it is nobody's.
        choice = sorted((place for place in published if persons[place]), key=lambda place: (persons[place], place))
        if not exposed or not choice:
            return hidden
        enough = (place for place in choice if not _is_derivable(exposed[0], [k for k in known if k != shares[place]]))
        hidden |= {next(enough, choice[0])}
    return hidden


def hide_groups(
    persons: Sequence[int], total: int, hidden: frozenset[int], *, is_total_hidden: bool = False
) -> frozenset[int]:
    """Choose the groups of one breakdown whose estimate has to be hidden, because the total would give it away.

    Args:
        persons: the persons in each group's cell.
        total: the persons in the total's cell, which may be more than the groups together.
        hidden: the places of the groups that are hidden already.
        is_total_hidden: whether the total is unknown too.
    """
    while hidden or is_total_hidden:
        left = total - sum(number for place, number in enumerate(persons) if place not in hidden)
        unknown = len(hidden) + is_total_hidden + (total > sum(persons))
        choice = [place for place, number in enumerate(persons) if number and place not in hidden]
        if (unknown > 1 and (is_total_hidden or not is_small(left))) or not choice:
            return hidden
        hidden |= {min(choice, key=lambda place: (persons[place], place))}
    return hidden


def _persons(share: AnswerSet, counts: Mapping[int, int]) -> int:
    return sum(counts.get(code, 0) for code in share)


def _secrets(shares: Sequence[AnswerSet], counts: Mapping[int, int], hidden: frozenset[int]) -> list[AnswerSet]:
    """List what must not be known: each hidden share, and all hidden answers together if they are a few persons."""
    secrets = [shares[place] for place in sorted(hidden)]
    together = frozenset(chain.from_iterable(secrets))
    if is_small(_persons(together, counts)):
        secrets.append(together)
    return secrets


def _is_derivable(secret: AnswerSet, known: Sequence[AnswerSet]) -> bool:
    """Whether a share is a sum of known ones, some of them subtracted."""
    codes = sorted(frozenset().union(secret, *known))
    rows = np.array([[code in share for code in codes] for share in (*known, secret)], dtype=np.float64)
    return bool(np.linalg.matrix_rank(rows) == np.linalg.matrix_rank(rows[:-1]))
