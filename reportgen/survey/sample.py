"""One wave's respondents with their weights: the last thing that knows single persons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from reportgen.errors import Place, Problem, UserError
from reportgen.facts import MarginClass, Sample
from reportgen.project.schema import Code, Codebook, Margin, Population, Wave
from reportgen.survey.answers import Answers, Coded, gave
from reportgen.survey.arrays import OUTSIDE, Indices, Mask
from reportgen.survey.digits import significant
from reportgen.survey.weighting import Weighting, accept_weights, design_effect, effective_base, efficiency, rake

ANSWERS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Respondents:
    """The answers of one wave and the weights (n,) that make them speak for the population."""

    wave: str
    answers: Answers
    weighting: Weighting


def weigh(name: str, wave: Wave, answers: Answers, codebook: Codebook, population: Population) -> Respondents:
    """Weigh one wave by its margins, or else by the agency's weights; raises UserError when that cannot be done."""
    place = Place(wave.file)
    if wave.margins:
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
        return Respondents(name, answers, rake(memberships, targets, place=place))
    base = np.ones(answers.count) if answers.weights is None else answers.weights
    return Respondents(name, answers, accept_weights(base, place))


def classes_of(margin: Margin, codebook: Codebook, answers: Answers) -> Indices:
    """Give the place of each respondent's class (n,) in a margin, or `OUTSIDE`."""
    index = np.full(answers.count, OUTSIDE, dtype=np.intp)
    for place, target in enumerate(margin.classes.values()):
        members = np.ones(answers.count, dtype=bool)
        for variable, codes in target.where.items():
            is_number = codebook.questions[variable].type == "number"
            members &= gave(variable, range(codes[0], codes[1] + 1) if is_number else codes, answers)
        index[members] = place
    return index


def _outside_problems(
    label: str, margin: Margin, outside: Mask, codebook: Codebook, answers: Answers, place: Place
) -> list[Problem]:
    """Say what the respondents answered who are in no class of a margin."""
    answered = {
        " en ".join(_answer(variable, answers.coded[variable], person, codebook) for variable in margin.variables)
        for person in np.flatnonzero(outside).tolist()
    }
    if not answered:
        return []
    shown = "; ".join(sorted(answered)[:ANSWERS_SHOWN]) + (" …" if len(answered) > ANSWERS_SHOWN else "")
    count = int(outside.sum())
    who = "1 respondent valt" if count == 1 else f"{count} respondenten vallen"
    what = f"{who} in geen klasse van het randtotaal “{label}”: {shown}."
    remedy = "Voeg dit in data/population.toml aan een klasse toe, of verbeter het databestand."
    return [Problem(what, remedy, place)]


def _answer(variable: str, coded: Coded, person: int, codebook: Codebook) -> str:
    code = int(coded.values[coded.index[person]])
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


def describe(respondents: Respondents) -> Sample:
    """Tell of a wave what the method page says."""
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
        margins=tuple(_rounded(margin) for margin in weighting.margins),
        remarks=(*respondents.answers.remarks, *weighting.remarks),
    )


def _rounded(margin: MarginClass) -> MarginClass:
    return replace(
        margin,
        unweighted=significant(margin.unweighted),
        target=significant(margin.target),
        weighted=significant(margin.weighted),
    )
