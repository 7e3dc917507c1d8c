"""Who gives which answer: those who lean to it most, as many as the weighted result asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]

SWEEPS = 40
NEAREST = 70
GOOD_ENOUGH = 1e-5


@dataclass(frozen=True, slots=True)
class Goal:
    """Among these respondents the chosen ones shall weigh `total`."""

    members: Flags
    total: float


def choose(leaning: Numbers, weight: Numbers, eligible: Flags, goals: Sequence[Goal]) -> Flags:
    """Choose the eligible respondents with the highest leaning, such that all goals are met as nearly as weights allow.

    There is one threshold, which is moved for a goal's members until those above it weigh as much as they should. What
    remains, less than one person's weight, is settled by swapping respondents who are close to it.
    """
    above = np.where(eligible, leaning, -np.inf)
    for _ in range(SWEEPS if len(goals) > 1 else 1):
        for goal in goals:
            within = goal.members & eligible
            above[within] -= _threshold(above[within], weight[within], goal.total)
    return _settle(above > 0, above, weight, goals)


def order(
    leaning: Numbers, weight: Numbers, eligible: Flags, totals: Sequence[float], goals: Mapping[int, Sequence[Goal]]
) -> Codes:
    """Divide the eligible respondents over steps 0, 1, … of a scale, from the lowest leaning to the highest.

    `totals` is the weight on each step; `goals` adds goals for those on a step and higher. Elsewhere the result is -1.
    """
    steps = np.where(eligible, 0, -1)
    reached = eligible
    for step in range(1, len(totals)):
        higher = Goal(eligible, sum(totals[step:]))
        reached = choose(leaning, weight, reached, [higher, *goals.get(step, ())])
        steps[reached] = step
    return steps


def _threshold(leaning: Numbers, weight: Numbers, total: float) -> float:
    """Find the value above which lies as much weight as asked for, to the nearest respondent."""
    if not len(leaning):
        return 0.0
    ranked = np.argsort(-leaning, kind="stable")
    held = np.concatenate(([0.0], np.cumsum(weight[ranked])))
    last = int(np.argmin(np.abs(held - total)))
    values = leaning[ranked]
    if last == 0:
        return float(values[0]) + 1.0
    if last == len(values):
        return float(values[-1]) - 1.0
    return float(values[last - 1] + values[last]) / 2


def _settle(chosen: Flags, above: Numbers, weight: Numbers, goals: Sequence[Goal]) -> Flags:
    """Turn over those near the threshold, one or two at a time, as long as it brings the goals nearer."""
    near = np.argsort(np.abs(above), kind="stable")[:NEAREST]
    near = near[np.isfinite(above[near])]
    members = np.array([goal.members for goal in goals])
    sizes = (members * weight).sum(axis=1)
    miss = ((members & chosen) * weight).sum(axis=1) / sizes - [goal.total for goal in goals] / sizes
    chosen = chosen.copy()
    while (miss**2).sum() > GOOD_ENOUGH**2:
        effect = np.where(chosen[near], -weight[near], weight[near]) * members[:, near] / sizes[:, None]
        pairs = effect[:, :, None] + effect[:, None, :]
        pairs[:, range(len(near)), range(len(near))] = effect  # a pair with oneself is one person alone
        left = ((miss[:, None, None] + pairs) ** 2).sum(axis=0).round(15)
        one, other = np.unravel_index(np.argmin(left), left.shape)
        if left[one, other] >= (miss**2).sum().round(15):
            break
        miss = miss + pairs[:, one, other]
        chosen[near[[one, other] if one != other else [one]]] ^= True
    return chosen
