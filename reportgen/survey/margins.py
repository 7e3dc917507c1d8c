"""The margins that a sample is weighted to: what is wrong with them, and the cells they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from reportgen.errors import Place, Problem, UserError
from reportgen.facts import MarginClass
from reportgen.survey.arrays import Floats, Indices, Places, count_by, sum_by
from reportgen.survey.crossing import Crossing, cross_margins
from reportgen.survey.weighting import (
    Weighting,
    averaging_one,
    percent,
    respondents,
    weight_problems,
)

TOLERANCE = 1e-9
"""How far Σw/T may be from 1 in any class of any margin."""
TARGET_SLACK = 0.001


@dataclass(frozen=True, slots=True)
class Margin:
    """One margin: `index` (n,) is the place of each respondent's class in `classes`, `shares` and `counts`."""

    name: str
    classes: tuple[str, ...]
    index: Places
    shares: Floats
    counts: Indices

    def outside(self) -> int:
        """Count the respondents who are in none of the classes."""
        return len(self.index) - int(self.counts.sum())


@dataclass(frozen=True, slots=True)
class Prepared:
    """Margins and weights to start from, found fit to calibrate.

    `start` (n,) averages 1; `cell_start` (cells,) are its sums over the cells of `crossing`; `aims` (classes,) is what
    the weights in each class of each margin should add up to.
    """

    margins: tuple[Margin, ...]
    crossing: Crossing
    start: Floats
    cell_start: Floats
    aims: Floats
    has_base_weights: bool
    remarks: tuple[str, ...]

    def misses(self, cell_weights: Floats) -> Floats:
        """Tell of each class how far it is from its aim: Σw/T − 1 (classes,)."""
        return np.asarray(self.crossing.class_sums(cell_weights) / self.aims - 1)

    def weighting(
        self,
        kind: Literal["raked", "bounded"],
        factors: Floats,
        sweeps: int,
        bounds: tuple[float, float] | None = None,
    ) -> Weighting:
        """Give every respondent the weight to start from, times the factor (cells,) of the cell."""
        weights = self.start * factors[self.crossing.index]
        return Weighting(
            weights=weights,
            sweeps=sweeps,
            margins=self._classes(weights),
            remarks=self.remarks,
            kind=kind,
            has_base_weights=self.has_base_weights,
            bounds=bounds,
            start=self.start,
            crossing=self.crossing,
        )

    def describe_miss(self, cell_weights: Floats) -> str:
        """Say which class is furthest from its aim."""
        misses = np.abs(self.misses(cell_weights))
        worst = int(misses.argmax())
        margin, name = [(margin, name) for margin in self.margins for name in margin.classes][worst]
        reached, aim = self.crossing.class_sums(cell_weights)[worst] / len(self.start), self.aims[worst]
        return (
            f"klasse “{name}” van “{margin.name}” nog {percent(float(reached))} "
            f"in plaats van {percent(float(aim) / len(self.start))} (afwijking {percent(float(misses[worst]))})"
        )

    def _classes(self, weights: Floats) -> tuple[MarginClass, ...]:
        size = len(weights)
        totals = iter(self.crossing.class_sums(self.crossing.sum(weights)).tolist())
        aims = iter(self.aims.tolist())
        return tuple(
            MarginClass(margin.name, name, n, n / size, target=next(aims) / size, weighted=next(totals) / size)
            for margin in self.margins
            for name, n in zip(margin.classes, margin.counts.tolist(), strict=True)
        )


def prepare_margins(
    memberships: Mapping[str, ArrayLike],
    targets: Mapping[str, Mapping[str, float]],
    base: ArrayLike | None = None,
    place: Place | None = None,
) -> Prepared:
    """Cross the margins of a sample; raises UserError with everything for which they cannot be used.

    Args:
        memberships: per margin the class of each respondent (n,), as its place in that margin's targets, or `OUTSIDE`.
        targets: per margin and class its share of the population, together 1.
        base: the weights to start from (n,); 1 for everybody when absent.
        place: where the data came from, for the messages.
    """
    margins = tuple(_margin(name, memberships[name], classes) for name, classes in targets.items())
    problems = [] if base is None else weight_problems(base, place)
    start = None if base is None or problems else averaging_one(np.asarray(base, dtype=np.float64))
    for margin in margins:
        problems += _target_problems(margin, place) + _respondent_problems(margin, start, place)
    if problems:
        raise UserError(problems)
    size = len(margins[0].index)
    crossing = cross_margins([margin.index for margin in margins], [len(margin.classes) for margin in margins])
    start = np.ones(size) if start is None else start
    return Prepared(
        margins=margins,
        crossing=crossing,
        start=start,
        cell_start=crossing.sum(start),
        aims=np.concatenate([margin.shares / margin.shares.sum() for margin in margins]) * size,
        has_base_weights=base is not None,
        remarks=tuple(remark for margin in margins for remark in _margin_remarks(margin)),
    )


def _margin(name: str, index: ArrayLike, classes: Mapping[str, float]) -> Margin:
    shares = np.array(list(classes.values()), dtype=np.float64)
    places = np.asarray(index)
    return Margin(name, tuple(classes), places, shares, count_by(places.astype(np.intp), len(shares)))


def _target_problems(margin: Margin, place: Place | None) -> list[Problem]:
    problems = [
        Problem(
            f"randtotaal “{margin.name}”: klasse “{label}” heeft geen aandeel groter dan 0.",
            "Geef de klasse een aantal of aandeel groter dan 0, of haal haar weg.",
            place,
        )
        for label, share in zip(margin.classes, margin.shares.tolist(), strict=True)
        if not (0 < share < np.inf)
    ]
    total = float(margin.shares.sum())
    # The slack includes a difference of exactly .001 (a table in tenths of percents), whatever its binary noise.
    if not problems and abs(total - 1) > TARGET_SLACK + TOLERANCE:
        problems.append(
            Problem(
                f"randtotaal “{margin.name}”: de aandelen tellen op tot {percent(total)} in plaats van 100%.",
                "Verbeter de aandelen; alleen een afrondingsverschil van 0,1 procentpunt wordt vanzelf weggewerkt.",
                place,
            )
        )
    return problems


def _respondent_problems(margin: Margin, start: Floats | None, place: Place | None) -> list[Problem]:
    problems = []
    outside = margin.outside()
    if outside:
        problems.append(
            Problem(
                f"randtotaal “{margin.name}”: {respondents(outside)} in geen van de klassen, of zonder waarde.",
                "Vul de klassen in data/population.toml aan, of de ontbrekende waarden in het databestand.",
                place,
            )
        )
    with_weight = "" if start is None else " met gewicht"
    filled: Floats | Indices = margin.counts
    if start is not None and not outside:
        filled = sum_by(margin.index.astype(np.intp), start, len(margin.classes))
    problems += [
        Problem(
            f"randtotaal “{margin.name}”: klasse “{label}” heeft geen respondenten{with_weight}.",
            "Voeg de klasse samen met een andere in data/population.toml, of controleer de codes in het databestand.",
            place,
        )
        for label, present in zip(margin.classes, filled.tolist(), strict=True)
        if not present
    ]
    return problems


def _margin_remarks(margin: Margin) -> list[str]:
    total = float(margin.shares.sum())
    scaled = f"De bevolkingscijfers voor {margin.name} tellen op tot {percent(total)} en zijn geschaald tot 100%."
    return [scaled] if abs(total - 1) > TOLERANCE else []
