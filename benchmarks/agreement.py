"""Whether a fact book and R's survey say the same: a benchmark of wrong figures would be worthless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TOLERANCE = 1e-6
RARE = 0.05
"""Shares below this, or as close to 1, get another interval than svyciprop's logit."""
SAMPLED = 217
"""Every so many levels, in the order of their ids, one is kept: a dozen of them, of all kinds."""

Figures = dict[str, list[float]]
"""By the id of a fact or comparison what was estimated of it."""


def check_agreement(book: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Hold each level and each test that R found against the book; raises RuntimeError when one differs."""
    _check(_facts(book), _levels_of(found))
    _check(_comparisons(book), _tests_of(found))


def check_sample(book: Mapping[str, Any], sample: Figures) -> None:
    """Hold the levels that were kept of R against the book; raises RuntimeError when one differs."""
    _check(_facts(book), sample)


def sample_of(found: Mapping[str, Any]) -> Figures:
    """Choose some levels to keep: value, standard error and, where it is a logit interval, its ends."""
    return dict(sorted(_levels_of(found).items())[::SAMPLED])


def _check(ours: Figures, theirs: Figures) -> None:
    differing = [
        f"{name}: {ours.get(name)} here, {expected} in R"
        for name, expected in theirs.items()
        if name not in ours or any(abs(a - b) > TOLERANCE for a, b in zip(ours[name], expected, strict=False))
    ]
    if differing or not theirs:
        raise RuntimeError(f"{len(differing)} of {len(theirs)} figures differ: " + "; ".join(differing[:5]))


def _facts(book: Mapping[str, Any]) -> Figures:
    shown = (fact for fact in book["facts"] if fact["estimate"] is not None)
    return {fact["id"]: [fact["estimate"], fact["se"], fact["low"], fact["high"]] for fact in shown}


def _comparisons(book: Mapping[str, Any]) -> Figures:
    return {one["id"]: [one["difference"], one["se"], one["p"]] for one in book["comparisons"]}


def _levels_of(found: Mapping[str, Any]) -> Figures:
    return {
        _fact_id(row["indicator"], row["wave"], row): [row["value"], row["se"]]
        + ([row["low"], row["high"]] if RARE <= row["value"] <= 1 - RARE or row["value"] > 1 else [])
        for row in _rows(found["levels"])
    }


def _tests_of(found: Mapping[str, Any]) -> Figures:
    tests: Figures = {}
    for row in _rows(found["tests"]):
        wave = f"{row['from']}..{row['wave']}" if row["kind"] == "wave" else row["wave"]
        ending = ":rest" if row["kind"] == "rest" else ""
        tests[_fact_id(row["indicator"], wave, row) + ending] = [row["difference"], row["se"], row["p"]]
    return tests


def _fact_id(indicator: str, wave: str, row: Mapping[str, Any]) -> str:
    return f"{indicator}@{wave}" + (f"/{row['breakdown']}={row['group']}" if row["breakdown"] else "")


def _rows(columns: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Give the rows of a table that was written by columns."""
    return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
