"""Weights that bring a sample in line with the population, by raking, and what weighting costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from reportgen.errors import Place, Problem, UserError
from reportgen.facts import MarginClass
from reportgen.survey.arrays import Floats, Indices, count_by, sum_by

TOLERANCE = 1e-9
MAX_SWEEPS = 5_000
TARGET_SLACK = 0.001
SMALL_CLASS = 30
LOW_EFFICIENCY = 0.70


@dataclass(frozen=True, slots=True)
class Weighting:
    """Weights that average 1, one a respondent, with how they were reached and what the reader should know of it."""

    weights: Floats
    sweeps: int
    margins: tuple[MarginClass, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Margin:
    """One margin, ready for raking: `index` (n,) is the place of each respondent's class in `classes` and `shares`."""

    name: str
    classes: tuple[str, ...]
    index: Indices
    shares: Floats

    def totals(self, weights: Floats) -> Floats:
        return sum_by(self.index, weights, len(self.classes))

    def counts(self) -> list[int]:
        return [int(n) for n in count_by(self.index, len(self.classes))]

    def outside(self) -> int:
        return len(self.index) - sum(self.counts())


def rake(
    memberships: Mapping[str, ArrayLike],
    targets: Mapping[str, Mapping[str, float]],
    base: ArrayLike | None = None,
    place: Place | None = None,
) -> Weighting:
    """Rake the weights until every class of every margin has its share of the population.

    Args:
        memberships: per margin the class of each respondent (n,), as its place in that margin's targets, or `OUTSIDE`.
        targets: per margin and class its share of the population, together 1.
        base: the weights to start from (n,); 1 for everybody when absent.
        place: where the data came from, for the messages.

    Raises:
        UserError: the margins cannot be used (see `check_margins`), or contradict each other.

    Deming & Stephan (1940), Annals of Mathematical Statistics 11; Deville, Särndal & Sautory (1993), JASA 88.
    """
    remarks = check_margins(memberships, targets, base, place)
    margins = [_normalised(_margin(name, memberships[name], classes)) for name, classes in targets.items()]
    weights = _starting_weights(memberships, base)
    size = len(weights)
    for sweep in range(1, MAX_SWEEPS + 1):
        for margin in margins:
            totals = margin.totals(weights)
            # A class whose weights have underflowed to nothing cannot be filled any more; it is reported below.
            factors = np.divide(margin.shares * size, totals, out=np.zeros_like(totals), where=totals > 0)
            weights = weights * factors[margin.index]
        if all(_largest_miss(margin, weights)[1] < TOLERANCE for margin in margins):
            return Weighting(
                weights=weights,
                sweeps=sweep,
                margins=tuple(row for margin in margins for row in _margin_classes(margin, weights)),
                remarks=(*remarks, *_efficiency_remarks(weights)),
            )
    raise UserError(_contradiction(margins, weights, place))


def accept_weights(base: ArrayLike, place: Place | None = None) -> Weighting:
    """Take over weights, made to average 1; raises UserError when they are negative, missing, infinite or all 0."""
    problems = _base_problems(base, place)
    if problems:
        raise UserError(problems)
    weights = _averaging_one(np.asarray(base, dtype=np.float64))
    return Weighting(weights, sweeps=0, margins=(), remarks=tuple(_efficiency_remarks(weights)))


def check_margins(
    memberships: Mapping[str, ArrayLike],
    targets: Mapping[str, Mapping[str, float]],
    base: ArrayLike | None = None,
    place: Place | None = None,
) -> tuple[str, ...]:
    """Refuse, all at once, margins and base weights that cannot be raked, and return what is only worth a remark."""
    problems = _base_problems(base, place)
    start = None if base is None or problems else np.asarray(base, dtype=np.float64)
    remarks: list[str] = []
    for name, classes in targets.items():
        margin = _margin(name, memberships[name], classes)
        problems += _target_problems(margin, place) + _respondent_problems(margin, start, place)
        remarks += _margin_remarks(margin)
    if problems:
        raise UserError(problems)
    return tuple(remarks)


def effective_base(weights: ArrayLike) -> float:
    """Estimate how many unweighted respondents would be as precise; 0 for nobody.

    (Σw)² / Σw²; Kish (1965), Survey Sampling.
    """
    values = np.asarray(weights, dtype=np.float64)
    squares = float((values * values).sum())
    return float(values.sum()) ** 2 / squares if squares else 0.0


def design_effect(weights: ArrayLike) -> float:
    """Estimate by which factor weighting inflates the variance: n / n_eff."""
    return np.size(weights) / effective_base(weights)


def efficiency(weights: ArrayLike) -> float:
    """Estimate which part of the sample's precision is left after weighting: n_eff / n."""
    return effective_base(weights) / np.size(weights)


def _margin(name: str, index: ArrayLike, classes: Mapping[str, float]) -> _Margin:
    shares = np.array(list(classes.values()), dtype=np.float64)
    return _Margin(name, tuple(classes), np.asarray(index, dtype=np.intp), shares)


def _normalised(margin: _Margin) -> _Margin:
    return replace(margin, shares=margin.shares / margin.shares.sum())


def _starting_weights(memberships: Mapping[str, ArrayLike], base: ArrayLike | None) -> Floats:
    if base is None:
        return np.ones(np.size(next(iter(memberships.values()))))
    return _averaging_one(np.asarray(base, dtype=np.float64))


def _averaging_one(weights: Floats) -> Floats:
    return weights * (len(weights) / float(weights.sum()))


def _largest_miss(margin: _Margin, weights: Floats) -> tuple[int, float]:
    """Find the class that is furthest from its target: its place, and |Σw/T − 1|."""
    misses = np.abs(margin.totals(weights) / (margin.shares * len(weights)) - 1)
    worst = int(misses.argmax())
    return worst, float(misses[worst])


def _margin_classes(margin: _Margin, weights: Floats) -> list[MarginClass]:
    size = len(weights)
    rows = zip(margin.classes, margin.counts(), margin.shares.tolist(), margin.totals(weights), strict=True)
    return [
        MarginClass(margin.name, name, n, unweighted=n / size, target=share, weighted=float(total) / size)
        for name, n, share, total in rows
    ]


def _target_problems(margin: _Margin, place: Place | None) -> list[Problem]:
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
                f"randtotaal “{margin.name}”: de aandelen tellen op tot {_percent(total)} in plaats van 100%.",
                "Verbeter de aandelen; alleen een afrondingsverschil van 0,1 procentpunt wordt vanzelf weggewerkt.",
                place,
            )
        )
    return problems


def _respondent_problems(margin: _Margin, base: Floats | None, place: Place | None) -> list[Problem]:
    problems = []
    outside = margin.outside()
    if outside:
        problems.append(
            Problem(
                f"randtotaal “{margin.name}”: {_respondents(outside)} in geen van de klassen, of zonder waarde.",
                "Vul de klassen in data/population.toml aan, of de ontbrekende waarden in het databestand.",
                place,
            )
        )
    with_weight = "" if base is None else " met gewicht"
    filled = margin.counts() if base is None or outside else margin.totals(base).tolist()
    problems += [
        Problem(
            f"randtotaal “{margin.name}”: klasse “{label}” heeft geen respondenten{with_weight}.",
            "Voeg de klasse samen met een andere in data/population.toml, of controleer de codes in het databestand.",
            place,
        )
        for label, present in zip(margin.classes, filled, strict=True)
        if not present
    ]
    return problems


def _margin_remarks(margin: _Margin) -> list[str]:
    total = float(margin.shares.sum())
    scaled = [f"De bevolkingscijfers voor {margin.name} tellen op tot {_percent(total)} en zijn geschaald tot 100%."]
    return (scaled if abs(total - 1) > TOLERANCE else []) + [
        f"Bij de weging op {margin.name} telt de klasse “{label}” maar {_respondents(count)}."
        for label, count in zip(margin.classes, margin.counts(), strict=True)
        if count < SMALL_CLASS
    ]


def _base_problems(base: ArrayLike | None, place: Place | None) -> list[Problem]:
    if base is None:
        return []
    weights = np.asarray(base, dtype=np.float64)
    wrong = {
        "ontbreekt": np.isnan(weights),
        "is negatief": weights < 0,
        "is oneindig": np.isposinf(weights),
    }
    remedy = "Vraag het veldwerkbureau om een volledige gewichtskolom met getallen van 0 of hoger."
    problems = [
        Problem(f"het gewicht {what} bij {_respondents(int(mask.sum()))}.", remedy, place)
        for what, mask in wrong.items()
        if mask.any()
    ]
    if not problems and not weights.sum():
        problems.append(Problem("de gewichten zijn allemaal 0.", remedy, place))
    return problems


def _efficiency_remarks(weights: Floats) -> list[str]:
    value = efficiency(weights)
    if value >= LOW_EFFICIENCY:
        return []
    return [f"De weging kost veel precisie: de efficiëntie is {_percent(value)}, lager dan {_percent(LOW_EFFICIENCY)}."]


def _contradiction(margins: list[_Margin], weights: Floats, place: Place | None) -> Problem:
    worst = max(margins, key=lambda margin: _largest_miss(margin, weights)[1])
    index, miss = _largest_miss(worst, weights)
    reached = float(worst.totals(weights)[index]) / len(weights)
    sweeps = f"{MAX_SWEEPS:,}".replace(",", ".")
    return Problem(
        f"de randtotalen zijn met elkaar in strijd: na {sweeps} rondes is klasse “{worst.classes[index]}” "
        f"van “{worst.name}” nog {_percent(reached)} in plaats van {_percent(float(worst.shares[index]))} "
        f"(afwijking {_percent(miss)}).",
        "Controleer of de randtotalen over dezelfde bevolking gaan, of voeg klassen met weinig respondenten samen.",
        place,
    )


def _respondents(count: int) -> str:
    return "1 respondent" if count == 1 else f"{count} respondenten"


def _percent(share: float) -> str:
    """Write a share with three digits, as a message needs it: "12,3%"."""
    return f"{share * 100:.3g}%".replace(".", ",")
