"""What was done, in words: how a wave was weighted, and by which methods; with the literature."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.facts import MarginClass, Sample
from reportgen.report import dutch
from reportgen.report.comparability import capital_sentence
from reportgen.report.tokens import tied
from reportgen.rounding import half_up, percentage

RAKING = "Deming & Stephan 1940; Deville, Särndal & Sautory 1993"
CALIBRATION = "Deville & Särndal 1992"
LINEARISATION = "Särndal, Swensson & Wretman 1992; Lumley 2010"
EFFECTIVE = "Kish 1965"
RARE_INTERVAL = "Korn & Graubard 1998"
EXACT_INTERVAL = "Clopper & Pearson 1934"
PAIRED = "Kish 1965, §12.4"
TABLES = "Rao & Scott 1984"

ADJUSTMENTS: Mapping[str, str] = {"holm": "Holm", "bh": "Benjamini en Hochberg"}
"""Who devised the correction for many tests, by the name that a comparison gives it."""
ADJUSTMENT_LITERATURE: Mapping[str, str] = {"holm": "Holm 1979", "bh": "Benjamini & Hochberg 1995"}


def margin_labels(sample: Sample) -> list[str]:
    """The names of the margins that a wave was weighted to, in order."""
    return list(dict.fromkeys(target.margin for target in sample.margins))


def classes_of(sample: Sample, margin: str) -> list[MarginClass]:
    """The classes of one margin."""
    return [target for target in sample.margins if target.margin == margin]


def weighting_sentence(sample: Sample) -> str:
    """Say how a wave was weighted, without figures: one sentence."""
    margins = dutch.enumeration(margin_labels(sample))
    start = ", uitgaande van de gewichten van het veldwerkbureau" if sample.has_base_weights else ""
    match sample.weighted:
        case "supplied":
            return "De gewichten zijn door het veldwerkbureau geleverd en ongewijzigd gebruikt."
        case "unweighted":
            return "Er is niet gewogen: elke respondent telt even zwaar."
        case "bounded":
            return f"De antwoorden zijn gewogen naar {margins}{start}, met begrensde gewichten."
        case _:
            return f"De antwoorden zijn gewogen naar {margins}{start}."


def procedure_sentence(sample: Sample) -> str:
    """Say by which procedure the weights were found, its numbers tied; nothing where none was needed."""
    if sample.weighted == "raked":
        return (
            "De gewichten zijn telkens per randtotaal bijgesteld, tot alle randtotalen tegelijk klopten "
            f"(raking, {rounds(sample)}; {RAKING})."
        )
    if sample.weighted == "bounded" and sample.bounds is not None:
        low, high = (
            tied(f"{bound:g}".replace(".", ","), f"{name}@{sample.wave}")
            for name, bound in zip(("bound_low", "bound_high"), sample.bounds, strict=True)
        )
        return (
            f"Elk gewicht is met een factor van minstens {low} en hoogstens {high} veranderd, zo dat alle randtotalen "
            f"kloppen (logit-kalibratie; {CALIBRATION})."
        )
    return ""


def efficiency_sentence(sample: Sample) -> str:
    """Say what weighting cost: the spread of the weights, the efficiency and the design effect, each number tied."""
    if sample.weighted == "unweighted":
        return ""
    low, high, effect = (
        tied(str(half_up(getattr(sample, name), 2)).replace(".", ","), f"{name}@{sample.wave}")
        for name in ("weight_min", "weight_max", "design_effect")
    )
    efficiency = tied(percentage(sample.efficiency), f"efficiency@{sample.wave}")
    respondents = tied(dutch.count(sample.n), f"n@{sample.wave}")
    effective = tied(dutch.count(int(half_up(sample.n_eff))), f"n_eff@{sample.wave}")
    return (
        f"De gewichten zijn gemiddeld 1 en lopen van {low} tot {high}. De weegefficiëntie is {efficiency}: "
        f"{respondents} respondenten zijn zoveel waard als {effective} even zware (ontwerpeffect {effect}; "
        f"{EFFECTIVE})."
    )


def noticed(sample: Sample) -> list[str]:
    """List what was noticed and done while reading, checking and weighting a wave, each a sentence."""
    return [*sample.remarks, *(capital_sentence(check.found) for check in sample.checks if check.found)]


def rounds(sample: Sample) -> str:
    """Count the rounds that raking took."""
    number = tied(dutch.count(sample.sweeps), f"sweeps@{sample.wave}")
    return f"{number} ronde" if sample.sweeps == 1 else f"{number} ronden"
