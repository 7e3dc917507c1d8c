"""How the cases in tests/reference are read, and held against what we compute."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reportgen.survey.answers import Answers
from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.calibrated import Calibration
from reportgen.survey.estimation import Estimates, Means, average, estimate, linearise
from reportgen.survey.measures import Variable
from reportgen.survey.sample import Respondents
from reportgen.survey.tabulation import Tabulator
from reportgen.survey.weighting import Weighting, design_effect, effective_base, efficiency

REFERENCE = Path(__file__).parents[1] / "reference"

NOT_OURS = {
    "vs_calibrate",  # R's rake against R's calibrate
    "weights_file",  # compared one by one
    "rao_scott_F",  # the difference between two waves as a test of a table, which is not how waves are compared here
}

NOT_ASKED = ""
"""How the synthetic files write that a question was not asked: not the same as not chosen, and out of the base."""

Row = dict[str, str]
Tree = Any


def read_case(name: str) -> Tree:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def read_rows(name: str) -> list[Row]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_weights(name: str) -> np.ndarray:
    return np.array([float(row["w"]) for row in read_rows(name)])


def leaves(tree: Tree, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    if path and path[-1] in NOT_OURS:
        return
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    elif isinstance(tree, list | tuple):
        for number, value in enumerate(tree):
            yield from leaves(value, (*path, str(number)))
    else:
        yield path, tree


def assert_same(ours: Tree, theirs: Tree, tolerance: float) -> None:
    """Hold every number of theirs against ours; one that we did not compute is a failure too."""
    computed, expected = dict(leaves(ours)), dict(leaves(theirs))
    assert expected.keys() - computed.keys() == set()
    wrong = {
        path: (computed[path], value)
        for path, value in expected.items()
        if computed[path] != pytest.approx(value, rel=tolerance, abs=tolerance)
    }
    assert wrong == {}


def kish(weights: np.ndarray) -> dict[str, float]:
    return {
        "n": len(weights),
        "sum_w": float(weights.sum()),
        "neff": effective_base(weights),
        "deff": design_effect(weights),
        "cv2": 1 / efficiency(weights) - 1,
    }


def places(labels: Sequence[str], groups: Sequence[str]) -> np.ndarray:
    """Give the place of each label among the groups, or `OUTSIDE`."""
    known = {group: place for place, group in enumerate(groups)}
    return np.array([known.get(label, OUTSIDE) for label in labels])


def class_of(row: Row, margin: str) -> str:
    return f"{row['geslacht']} {row['leeftijd5']}" if margin == "geslacht_leeftijd" else row[margin]


def memberships(targets: Mapping[str, Mapping[str, float]], rows: Sequence[Row]) -> dict[str, np.ndarray]:
    return {
        margin: places([class_of(row, margin) for row in rows], list(classes)) for margin, classes in targets.items()
    }


def digi3(row: Row) -> str:
    return {"1": "laag", "2": "laag", "3": "midden", "4": "hoog", "5": "hoog"}[row["digivaardig"]]


def houding3(row: Row) -> str:
    return {"1": "1neg", "2": "1neg", "3": "2neu", "4": "3pos", "5": "3pos"}.get(row["q2_houding_chatbot"], NOT_ASKED)


def among(column: str, *codes: str) -> Any:
    return lambda row: float(row[column] in codes)


def score(row: Row) -> float | None:
    if row["q6_nps"] == NOT_ASKED:
        return None
    return 100.0 if int(row["q6_nps"]) >= 9 else 0.0 if int(row["q6_nps"]) >= 7 else -100.0


def grade(row: Row) -> float | None:
    return None if row["q5_tevreden_tel"] in {NOT_ASKED, "99"} else float(row["q5_tevreden_tel"])


MEASURES: Mapping[str, Any] = {
    "positief": among("q2_houding_chatbot", "4", "5"),
    "kan_tel": among("q4_voorkeurskanaal", "1"),
    "kan_mail": among("q4_voorkeurskanaal", "2"),
    "tel": grade,
    "nps": score,
}
"""What the cases from 20 on average, for each respondent; None is out of the base."""


def values_and_base(name: str, rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    values = [MEASURES[name](row) for row in rows]
    base = np.array([value is not None for value in values])
    return np.array([0.0 if value is None else value for value in values]), base


def base_weights(count: int) -> np.ndarray:
    """Give the base weights of the cases from 20 on."""
    return 0.5 + (np.arange(1, count + 1) % 7) / 4


# --- estimates of plain arrays ---------------------------------------------------------------------------------------


def respondents(weights: np.ndarray, calibration: Calibration | None = None) -> Respondents:
    """Make a wave of respondents of whom only the weights are known."""
    weighting = Weighting(weights, 0, (), (), "supplied")
    return Respondents("wave", Answers(len(weights), {}, {}, {}, None, ()), weighting, calibration)


def encoded(values: np.ndarray, base: np.ndarray) -> Variable:
    """Make a variable of what is averaged (n,), over a base (n,)."""
    different, index = np.unique(np.asarray(values, dtype=np.int64), return_inverse=True)
    return Variable(different, np.where(base, index, OUTSIDE))


def domain_means(
    values: np.ndarray, wave: Respondents, domains: np.ndarray, count: int, base: np.ndarray | None = None
) -> Means:
    """Average values (n,) in `count` domains, given the place of each respondent's (n,)."""
    variable = encoded(values, np.ones(len(values), dtype=bool) if base is None else base)
    ((_, tabulation),) = Tabulator(wave, {"domain": (domains, count)}).tabulate(variable, ["domain"])
    return average(variable.values[None].astype(float), tabulation)


def only(means: Means) -> Estimates:
    """Estimate the means of the one measure there is."""
    estimates = estimate(means)
    return Estimates(estimates.value[0], estimates.se[0], estimates.n[0], estimates.n_eff[0])


def estimated_means(
    values: np.ndarray, weights: np.ndarray, domains: np.ndarray, count: int, base: np.ndarray | None = None
) -> Estimates:
    """Estimate the means of values (n,) in domains, the weights taken as fixed."""
    return only(domain_means(values, respondents(weights), domains, count, base))


def linearised(values: np.ndarray, weights: np.ndarray, domain: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the mean in one domain, and everybody's linearised score for it."""
    places = np.where(domain, 0, OUTSIDE)
    means = domain_means(values, respondents(weights), places, 1)
    variable = encoded(values, np.ones(len(values), dtype=bool))
    return float(means.value[0, 0]), linearise(means.coefficients()[0], variable, places, weights)
