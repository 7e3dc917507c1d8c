"""How the size and the weights of a whole wave came to be."""

from __future__ import annotations

import re

from reportgen.facts import CutSample, MarginClass, Sample, cut_sample_id
from reportgen.project.expansion import base_in_words, conditions_of
from reportgen.project.schema import Filter
from reportgen.report import dutch, methods
from reportgen.report.comparability import sentence
from reportgen.report.explaining import parts
from reportgen.report.explaining.explanation import Explanation, steps_of
from reportgen.report.explaining.figures import decimal, effective
from reportgen.report.listing.numerals import NOTHING
from reportgen.report.points import Shown
from reportgen.rounding import half_up

OF_A_CUT = ("n", "n_eff", "design_effect", "share")
"""What is known of the respondents of a cut."""
_OF_A_SAMPLE = re.compile(
    r"(?:n|n_eff|efficiency|design_effect|weight_min|weight_max|sweeps|bound_low|bound_high|"
    r"margin:(?P<margin>.+?)=(?P<name>.+))@(?P<wave>[^@]+)"
)


def explain_sample(id_: str, shown: Shown) -> Explanation | None:
    """Explain a figure about a whole wave, such as "n@2025" or "margin:regio=noord@2025"; None for another id."""
    match = _OF_A_SAMPLE.fullmatch(id_)
    sample = shown.book.sample_by_wave.get(match["wave"]) if match else None
    if match is None or sample is None:
        return None
    answer = _answer(sample, shown)
    if match["margin"]:
        found = [one for one in sample.margins if (one.margin, one.name) == (match["margin"], match["name"])]
        if not found:
            return None
        answer = f"In {shown.monitor.waves[sample.wave].label}: {_class(found[0])}"
    wave = shown.monitor.waves[sample.wave]
    fieldwork = dutch.period(wave.fieldwork.start, wave.fieldwork.end)
    steps = steps_of(
        ("De steekproef", [f"{dutch.capitalised(wave.sample)}; {wave.mode}; veldwerk {fieldwork}."]),
        ("De weging", parts.weight_lines(sample.wave, shown)),
        ("Wat de weging kost", _cost_lines(sample)),
        ("De randtotalen", [_class(one) for one in sample.margins]),
        ("Wat bij het inlezen opviel", [sentence(remark) for remark in sample.remarks]),
    )
    return Explanation(id_, answer, steps)


def explain_cut(id_: str, shown: Shown) -> Explanation | None:
    """Explain a figure about the respondents of a cut, such as "n@2025/telecom=uitsnede"; None for another id."""
    ids = {cut_sample_id(what, cut): cut for cut in shown.book.cuts for what in OF_A_CUT}
    cut = ids.get(id_)
    if cut is None:
        return None
    whole, wave = shown.book.sample_by_wave[cut.wave], shown.monitor.waves[cut.wave].label
    breakdown = shown.codebook.breakdowns[cut.breakdown]
    group = breakdown.groups[cut.group]
    members = base_in_words(Filter(all=conditions_of(breakdown, group)), shown.codebook.questions)
    count, everybody = dutch.count(cut.n), dutch.count(whole.n)
    share = decimal(cut.share * 100, 1)
    answer = f"In {wave} zitten {count} van de {everybody} respondenten in de groep “{group.label}”."
    steps = steps_of(
        ("Wie er meetellen", [sentence(f"In die groep zit {members}")]),
        ("Welk deel dat is", [f"Na weging: Σw in de groep / Σw van iedereen = {share}%."]),
        ("Wat de weging kost", _cost_lines(cut)),
    )
    return Explanation(id_, answer, steps)


def _answer(sample: Sample, shown: Shown) -> str:
    weighted = f"; na weging zijn die zoveel waard als {dutch.count(int(half_up(sample.n_eff)))} even zware"
    told = "" if sample.weighted == "unweighted" else weighted
    return f"In {shown.monitor.waves[sample.wave].label} deden {dutch.count(sample.n)} respondenten mee{told}."


def _cost_lines(sample: Sample | CutSample) -> list[str]:
    if isinstance(sample, Sample) and sample.weighted == "unweighted":
        return []
    return [
        f"Effectieve steekproef: n_eff = (Σw)²/Σw² = {effective(sample.n_eff)} ({methods.EFFECTIVE}).",
        f"Ontwerpeffect: n / n_eff = {decimal(sample.design_effect)}.",
        f"Efficiëntie: n_eff / n = {decimal(sample.n_eff / sample.n * 100, 1)}%.",
    ]


def _class(one: MarginClass) -> str:
    share = NOTHING if one.unweighted is None else f"{decimal(one.unweighted * 100, 1)}%"
    count = "te weinig respondenten om te noemen" if one.n is None else f"{dutch.count(one.n)} respondenten, {share}"
    return (
        f"{one.margin}, {one.name}: {count}; in de bevolking {decimal(one.target * 100, 1)}%, "
        f"na weging {decimal(one.weighted * 100, 1)}%."
    )
