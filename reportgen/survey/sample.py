"""One wave's respondents with their weights: the last thing that knows single persons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FEWEST_PERSONS, CheckResult, MarginClass, Sample
from reportgen.project.schema import Code, Codebook, Margin, Population, Wave
from reportgen.survey.answers import Answers, Coded
from reportgen.survey.arrays import OUTSIDE, Mask, Places, place_type
from reportgen.survey.calibrated import Calibration, prepare_calibration
from reportgen.survey.calibration import calibrate
from reportgen.survey.digits import significant
from reportgen.survey.raking import rake
from reportgen.survey.weighting import (
    Weighting,
    accept_weights,
    design_effect,
    effective_base,
    efficiency,
    weigh_equally,
)

ANSWERS_SHOWN = 5

Variance = Literal["fixed", "calibrated"]


@dataclass(frozen=True, slots=True)
class Respondents:
    """The answers of one wave and the weights (n,) that make them speak for the population.

    `calibration` is there when the precision that the margins bring counts, and None when weights count as fixed.
    """

    wave: str
    answers: Answers
    weighting: Weighting
    calibration: Calibration | None = None


def weigh(
    name: str,
    wave: Wave,
    answers: Answers,
    codebook: Codebook,
    population: Population,
    variance: Variance = "fixed",
) -> Respondents:
    """Weigh one wave by its margins, or else by the agency's weights; raises UserError when that cannot be done."""
    place = Place(wave.file)
    if wave.margins:
        weighting = _to_margins(wave, answers, codebook, population, place)
    elif answers.weights is not None:
        weighting = accept_weights(answers.weights, place)
    else:
        weighting = weigh_equally(answers.count)
    calibration = None
    if variance == "calibrated" and weighting.crossing is not None and weighting.start is not None:
        calibration = prepare_calibration(weighting.crossing, weighting.start, weighting.weights)
    return Respondents(name, answers, weighting, calibration)


def _to_margins(wave: Wave, answers: Answers, codebook: Codebook, population: Population, place: Place) -> Weighting:
    # A margin goes by its label from here on: it is read in messages and on the method page.
    margins: dict[str, Margin] = {}
    for key in wave.margins:
        margin = population.margins[key]
        margins[key if margin.label in margins else margin.label] = margin
    memberships = {label: classes_of(margin, codebook, answers) for label, margin in margins.items()}
    if outside := [
        problem
        for label, margin in margins.items()
        for problem in _outside_problems(label, margin, memberships[label] == OUTSIDE, codebook, answers, place)
    ]:
        raise UserError(outside)
    targets = {label: shares_of(margin) for label, margin in margins.items()}
    if wave.weight_bounds is not None:
        return calibrate(memberships, targets, wave.weight_bounds, answers.weights, place)
    return rake(memberships, targets, answers.weights, place)


def classes_of(margin: Margin, codebook: Codebook, answers: Answers) -> Places:
    """Give the place of each respondent's class (n,) in a margin, or `OUTSIDE`."""
    coded = [answers.coded[variable] for variable in margin.variables]
    # By the different answers to each variable; OUTSIDE, the last of each, is in no class.
    shape = [len(one.values) + 1 for one in coded]
    lookup = np.full(shape, OUTSIDE, dtype=place_type(len(margin.classes)))
    for place, target in enumerate(margin.classes.values()):
        members = [
            np.append(_is_meant(one, target.where[variable], codebook.questions[variable].type == "number"), False)
            for variable, one in zip(margin.variables, coded, strict=True)
        ]
        lookup[np.ix_(*members)] = place
    return np.asarray(lookup[tuple(one.index for one in coded)])


def _is_meant(coded: Coded, codes: tuple[int, ...], is_number: bool) -> Mask:
    """Tell which of the different answers are among these codes, or between the two limits of a number."""
    if is_number:
        return np.asarray((coded.values >= codes[0]) & (coded.values <= codes[1]))
    return np.isin(coded.values, codes)


def _outside_problems(
    label: str, margin: Margin, outside: Mask, codebook: Codebook, answers: Answers, place: Place
) -> list[Problem]:
    """Say what the respondents answered who are in no class of a margin."""
    if not outside.any():
        return []
    places = np.unique(
        np.column_stack([answers.coded[variable].index[outside] for variable in margin.variables]), axis=0
    )
    answered = sorted(
        " en ".join(
            _answer(variable, answers.coded[variable], one, codebook)
            for variable, one in zip(margin.variables, row, strict=True)
        )
        for row in places.tolist()
    )
    shown = "; ".join(answered[:ANSWERS_SHOWN]) + (" …" if len(answered) > ANSWERS_SHOWN else "")
    count = int(outside.sum())
    who = "1 respondent valt" if count == 1 else f"{count} respondenten vallen"
    what = f"{who} in geen klasse van het randtotaal “{label}”: {shown}."
    remedy = "Voeg dit in data/population.toml aan een klasse toe, of verbeter het databestand."
    return [Problem(what, remedy, place)]


def _answer(variable: str, coded: Coded, place: int, codebook: Codebook) -> str:
    if place == OUTSIDE:
        return f"{variable} zonder antwoord"
    code = int(coded.values[place])
    wording = codebook.questions[variable].answers.get(Code(code))
    return f"{variable} {code}" + (f" ({wording})" if wording else "")


def shares_of(margin: Margin) -> dict[str, float]:
    """Give each class its share of the population: of all people counted, or as it was published in percents."""
    counts = {name: target.count for name, target in margin.classes.items() if target.count is not None}
    total = sum(counts.values())
    return {
        name: counts[name] / total if name in counts else (target.share or 0) / 100
        for name, target in margin.classes.items()
    }


def describe(respondents: Respondents, checks: tuple[CheckResult, ...] = ()) -> Sample:
    """Tell of a wave what the method page says; `checks` are the rules that it was held against."""
    weighting = respondents.weighting
    weights = weighting.weights
    return Sample(
        wave=respondents.wave,
        n=respondents.answers.count,
        n_eff=significant(effective_base(weights)),
        design_effect=significant(design_effect(weights)),
        efficiency=significant(efficiency(weights)),
        weight_min=significant(float(weights.min())),
        weight_max=significant(float(weights.max())),
        sweeps=weighting.sweeps,
        margins=_published(weighting.margins),
        remarks=(*respondents.answers.remarks, *weighting.remarks),
        weighted=weighting.kind,
        has_base_weights=weighting.has_base_weights,
        bounds=weighting.bounds,
        variance="fixed" if respondents.calibration is None else "calibrated",
        checks=checks,
    )


def _published(margins: tuple[MarginClass, ...]) -> tuple[MarginClass, ...]:
    """Leave out how many there are of a class of fewer than five persons, and of those it could be derived from."""
    hidden: set[tuple[str, str]] = set()
    for name in dict.fromkeys(margin.margin for margin in margins):
        counts = sorted((margin.n or 0, margin.name) for margin in margins if margin.margin == name)
        without = [n for n, _ in counts if n < FEWEST_PERSONS]
        # The total is known: one class left out would be the rest, and a few persons together are too few as well.
        while without and len(without) < len(counts) and (len(without) == 1 or sum(without) < FEWEST_PERSONS):
            without.append(counts[len(without)][0])
        hidden |= {(name, class_) for _, class_ in counts[: len(without)]}
    return tuple(_rounded(margin, is_hidden=(margin.margin, margin.name) in hidden) for margin in margins)


def _rounded(margin: MarginClass, *, is_hidden: bool) -> MarginClass:
    unweighted = None if is_hidden or margin.unweighted is None else significant(margin.unweighted)
    return replace(
        margin,
        n=None if is_hidden else margin.n,
        unweighted=unweighted,
        target=significant(margin.target),
        weighted=significant(margin.weighted),
    )
