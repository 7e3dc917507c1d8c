"""How one figure came to be."""

from __future__ import annotations

from math import log

from reportgen.facts import FEWEST_PERSONS, INDICATIVE_BELOW, RARE, SUPPRESSED_BELOW, Fact
from reportgen.report import dutch, methods
from reportgen.report.comparability import citation_notes, name_of
from reportgen.report.explaining import parts
from reportgen.report.explaining.explanation import Explanation, steps_of
from reportgen.report.explaining.figures import bare, decimal, effective, level, size
from reportgen.report.listing.naming import label_of
from reportgen.report.points import Shown
from reportgen.rounding import LEVELS

ROUNDING = {
    "share": "Percentages worden op hele getallen afgerond, een half naar boven; tussen 0% en 0,5% staat er <1%, "
    "en tussen 99,5% en 100% staat er >99%.",
    "mean": "Gemiddelden worden op één decimaal afgerond, een half naar boven.",
    "score": "Scores worden op hele getallen afgerond en krijgen altijd hun teken: + of −.",
}
VALUES = {
    "share": "y = 1 voor wie meetelt als antwoord en 0 voor wie niet",
    "mean": "y de waarde van elk antwoord",
    "score": "y = +100, 0 of −100",
}


def explain_fact(fact: Fact, shown: Shown) -> Explanation:
    """Explain a fact step by step, whatever its status is."""
    if fact.source is not None:
        return _explain_cited(fact, shown)
    known = fact.estimate is not None
    steps = steps_of(
        ("De vraag", parts.question_lines(fact.indicator, (fact.wave,), shown)),
        ("Wie er meetellen", parts.base_lines(fact, shown)),
        ("De weging", parts.weight_lines(fact.wave, shown)),
        ("De schatting", _estimate_lines(fact, shown) if known else []),
        ("Het 95%-interval", _interval_lines(fact) if known else []),
        ("Mag het gepubliceerd worden?", _status_lines(fact) if known else _suppression_lines(fact)),
        ("In druk", [f"{ROUNDING[fact.unit]} {bare(fact)} wordt {fact.label}."] if known else []),
        ("Vergelijkbaarheid", parts.comparability_lines(fact.indicator, shown.waves, shown)),
        ("Verder", _tests(fact, shown)),
    )
    return Explanation(fact.id, _answer(fact, shown), steps)


def subject(fact: Fact, shown: Shown) -> str:
    """Name what a fact is about: "positief over een chatbot, 18 t/m 30 jaar, in 2025"."""
    label = label_of(fact.indicator, shown.codebook)
    if fact.indicator not in shown.codebook.indicators:
        label = f"“{label}” bij “{name_of(shown.question_of(fact.indicator), shown)}”"
    group = f", {parts.group_name(fact, shown)}" if fact.group else ""
    return f"{dutch.capitalised(label)}{group}, in {shown.monitor.waves[fact.wave].label}"


def _answer(fact: Fact, shown: Shown) -> str:
    if fact.low is None or fact.high is None:
        return f"{subject(fact, shown)}: niet gepubliceerd, om niets te verraden van een klein aantal mensen."
    write = LEVELS[fact.unit]
    remark = " (indicatief)" if fact.status == "indicative" else ""
    return (
        f"{subject(fact, shown)}: {fact.label}{remark}, met een 95%-interval van {write(fact.low)} tot "
        f"{write(fact.high)}, op basis van {dutch.count(fact.n)} respondenten."
    )


def _explain_cited(fact: Fact, shown: Shown) -> Explanation:
    answer = (
        f"{subject(fact, shown)}: {fact.label}, overgenomen uit {fact.source}; hier niet gemeten en dus niet getoetst."
    )
    steps = steps_of(
        ("De vraag", parts.question_lines(fact.indicator, (fact.wave,), shown)),
        ("De bron", citation_notes([fact], shown)),
        ("Wie er meetellen", parts.base_lines(fact, shown)),
        (
            "Wat er niet van bekend is",
            ["De afzonderlijke antwoorden ontbreken. Daarom is er geen standaardfout, geen interval en geen toets."],
        ),
        ("Vergelijkbaarheid", parts.comparability_lines(fact.indicator, shown.waves, shown)),
    )
    return Explanation(fact.id, answer, steps)


def _estimate_lines(fact: Fact, shown: Shown) -> list[str]:
    sample = shown.book.sample_by_wave[fact.wave]
    what = {"share": "Het aandeel", "mean": "Het gemiddelde", "score": "De score"}[fact.unit]
    lines = [
        (
            f"{what} is ȳ = Σ w·d·y / Σ w·d, met w het gewicht, d = 1 voor wie in de basis zit, en "
            f"{VALUES[fact.unit]}: {bare(fact)}."
        ),
        (
            f"De standaardfout is √V, met V = n/(n−1) · Σ z², z = w·d·(y − ȳ) / Σ w·d en n = {dutch.count(sample.n)}, "
            f"de hele steekproef (Taylor-linearisatie; {methods.LINEARISATION}): {size(fact.se or 0, fact.unit, 3)}."
        ),
    ]
    if sample.variance == "calibrated":
        lines.append(
            "Voor z zijn de residuen genomen van de gewogen regressie op de randtotalen, omdat de weging zelf "
            f"nauwkeurigheid toevoegt ({methods.CALIBRATION})."
        )
    return lines


def _interval_lines(fact: Fact) -> list[str]:
    p, se = fact.estimate or 0.0, fact.se or 0.0
    low, high = fact.low or 0.0, fact.high or 0.0
    limits = f"Van {level(low, fact.unit)} tot {level(high, fact.unit)}."
    if fact.unit != "share":
        if not se:
            return ["Iedereen gaf hetzelfde antwoord: de standaardfout is nul.", limits]
        t = decimal((high - p) / se)
        half = f"{decimal(p)} ± {t} × {decimal(se, 3)}"
        return [f"ȳ ± t·se, met t voor n−1 = {dutch.count(fact.n - 1)} vrijheidsgraden: {half}.", limits]
    if p in {0.0, 1.0}:
        return [
            (
                f"Bij precies {fact.label} is er geen spreiding. Het interval is dan dat van Clopper en Pearson op "
                f"de effectieve basis, {effective(fact.n_eff)} ({methods.EXACT_INTERVAL})."
            ),
            limits,
        ]
    if p < RARE or p > 1 - RARE:
        side = f"onder {decimal(RARE * 100, 0)}%" if p < RARE else f"boven {decimal((1 - RARE) * 100, 0)}%"
        trials = p * (1 - p) / se**2
        return [
            (
                f"Het aandeel ligt {side}. Daarom is het interval exact, op zoveel waarnemingen als de standaardfout "
                f"waard is: n* = p(1−p)/se² = {effective(trials)} ({methods.RARE_INTERVAL})."
            ),
            limits,
        ]
    centre, scale = log(p / (1 - p)), se / (p * (1 - p))
    quantile = (log(high / (1 - high)) - centre) / scale
    return [
        (
            "Op de logitschaal, zodat de grenzen tussen 0% en 100% blijven: L = ln(p/(1−p)) = "
            f"{decimal(centre, 4)} en s = se/(p(1−p)) = {decimal(scale, 4)}."
        ),
        (
            f"L ± t·s, met t = {decimal(quantile, 3)} voor n−1 = {dutch.count(fact.n - 1)} vrijheidsgraden, en dan "
            "terug naar percentages."
        ),
        limits,
    ]


def _status_lines(fact: Fact) -> list[str]:
    base = min(fact.n, fact.n_eff)
    which = "n" if fact.n <= fact.n_eff else "n_eff"
    smallest = f"Bepalend is het kleinste van n en n_eff: {which} = {effective(base)}."
    if fact.status == "indicative":
        return [f"{smallest} Dat is minder dan {INDICATIVE_BELOW}: het cijfer is indicatief, en dat staat erbij."]
    return [f"{smallest} Dat is {INDICATIVE_BELOW} of meer: het cijfer mag zonder voorbehoud gepubliceerd worden."]


def _suppression_lines(fact: Fact) -> list[str]:
    what = "de score" if fact.unit == "score" else "het gemiddelde" if fact.unit == "mean" else "het aandeel"
    return [
        (
            f"Nee. Een cijfer blijft weg bij minder dan {SUPPRESSED_BELOW} waarnemingen (het kleinste van n en n_eff), "
            f"als minder dan {FEWEST_PERSONS} personen het antwoord gaven, en als zo’n cijfer eruit af te leiden is."
        ),
        "Welke van deze regels hier geldt, staat er met opzet niet bij: ook dat zou iets kunnen prijsgeven.",
        f"Daarom bewaart ook facts.json hiervan niet wat {what} is, en wordt het nergens getoetst of genoemd.",
    ]


def _tests(fact: Fact, shown: Shown) -> list[str]:
    """Name the tests that this figure takes part in, to be explained in their turn."""
    ids = [one.id for one in shown.book.comparisons if fact.id in {one.from_, one.to}]
    return [f"Getoetst in: {', '.join(ids)}."] if ids else []
