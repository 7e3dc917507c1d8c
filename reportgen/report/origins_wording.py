"""The origin of one number in words: short enough to be read beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportgen.facts import Comparison, CutSample, Fact, Sample, cut_sample_id
from reportgen.report import dutch, methods
from reportgen.report.comparability import citation_notes, sentence
from reportgen.report.explaining import parts
from reportgen.report.explaining.comparisons import other_side
from reportgen.report.explaining.facts import subject
from reportgen.report.explaining.figures import SCALE, decimal
from reportgen.report.listing.lines import difference_of
from reportgen.report.listing.numerals import probability
from reportgen.report.model import Inline, NumberOrigin, Run
from reportgen.report.notes import INDICATIVE_NOTE
from reportgen.report.points import EVERYBODY, Shown, base_in_words, is_counted, mark
from reportgen.rounding import LEVELS, half_up

NO_DIFFERENCE = "geen significant verschil"
_OF_A_SAMPLE = re.compile(r"(?P<what>[a-z_]+)@(?P<wave>[^@#/]+)")
_SAMPLES = {
    "n": "Aantal respondenten",
    "n_eff": "Effectieve steekproef: zoveel even zware respondenten is de steekproef na weging waard",
    "efficiency": "Weegefficiëntie: wat er na weging van de steekproef overblijft",
    "design_effect": "Ontwerpeffect: het aantal respondenten gedeeld door de effectieve steekproef",
    "weight_min": "Kleinste gewicht van een respondent",
    "weight_max": "Grootste gewicht van een respondent",
    "sweeps": "Aantal ronden waarin de weging op alle randtotalen uitkwam",
    "bound_low": "Kleinste factor waarmee een gewicht mocht veranderen",
    "bound_high": "Grootste factor waarmee een gewicht mocht veranderen",
}
_CUTS = {
    "n": "Aantal respondenten",
    "n_eff": "Effectieve omvang: zoveel even zware respondenten zijn zij na weging waard",
    "design_effect": "Ontwerpeffect: het aantal respondenten gedeeld door de effectieve omvang",
    "share": "Deel van alle respondenten, na weging",
}
_METHOD = {
    "confidence": "Betrouwbaarheid van elk interval en elke toets; een vaste keuze van de methode",
    "headlines": "Aantal kerncijfers, die samen getoetst worden",
    "decisions": "Aantal besluiten over de vergelijkbaarheid van edities",
    "threshold:published": "Met minder waarnemingen wordt een cijfer niet gepubliceerd",
    "threshold:normal": "Met minder waarnemingen is een cijfer indicatief",
    "threshold:cell": "Een antwoord van minder personen wordt niet gepubliceerd",
}


class Place(NamedTuple):
    """Where a number stands first: the anchor of its origin, the index of the chapter, and whether only in notes.

    `entry` is the anchor of the origin that tells the same.
    """

    anchor: str
    chapter: int
    noted: bool
    entry: str


class _Told(NamedTuple):
    """All that there is to tell of a number but the number."""

    about: Inline
    interval: Inline = ()
    base: Inline = ()
    question: Inline = ()
    test: Inline = ()
    remark: Inline = ()
    asked_of: str = ""


def compose_origin(place: Place, fact: str, text: str, shown: Shown) -> NumberOrigin:
    """Compose the origin of the number with this fact id; `text` is how it was printed where it stands first."""
    id_, _, part = fact.partition("#")
    told: _Told
    number = text
    if ";" in fact:
        told = _of_several(fact.split(";"), shown)
    elif (found := shown.book.by_id.get(id_)) is not None:
        told = _PARTS.get(part, _of_fact)(found, shown)
        number = text if part else found.label or text
    elif (comparison := shown.book.comparison_by_id.get(id_)) is not None:
        told = _of_comparison(comparison, shown)
        number = text if part else comparison.label
    elif (match := _OF_A_SAMPLE.fullmatch(id_)) and match["what"] in _SAMPLES:
        told = _of_sample(match["what"], shown.book.sample_by_wave[match["wave"]], shown)
    elif (cut := next((one for one in shown.book.cuts if id_ in _ids_of(one)), None)) is not None:
        told = _of_cut(_ids_of(cut)[id_], cut, shown)
    else:
        told = _Told((_words(_METHOD.get(id_, "Berekend uit de feiten van deze publicatie")),))
    return NumberOrigin(*place, Run(number, fact=fact), **told._asdict())


def _of_several(facts: Sequence[str], shown: Shown) -> _Told:
    """Tell of words that rest on more than one outcome what came of each."""
    runs: list[Run] = []
    for fact in filter(None, facts):
        comparison = shown.book.comparison_by_id.get(fact)
        if comparison is None:
            one = compose_origin(Place("", 0, False, ""), fact, "", shown)
            runs += [*one.about, Run(": "), *_level(one), Run(" ")]
        else:
            to = shown.book.by_id[comparison.to]
            runs += [*_subject(to, shown), Run(": "), *_of_comparison(comparison, shown).test, Run(" ")]
    return _Told((Run("Dit rust op meer dan één uitkomst"),), test=tuple(runs[:-1]))


def _level(origin: NumberOrigin) -> Inline:
    """Print a level with its interval: "78% (75% tot 81%)."."""
    interval = (Run(" ("), *origin.interval, Run(")")) if origin.interval else ()
    return (origin.number, *interval, Run("."))


# --- facts -----------------------------------------------------------------------------------------------------------


def _interval(fact: Fact) -> Inline:
    """Print the limits of a fact; nothing where it has none."""
    if fact.low is None or fact.high is None:
        return ()
    write = LEVELS[fact.unit]
    return (Run(f"{write(fact.low)} tot {write(fact.high)}", fact=f"{fact.id}#interval"),)


def _words(text: str) -> Run:
    """Words of which the numbers are no outcomes: the wording of a question, answer or group."""
    return Run(text, origin="label")


def _subject(fact: Fact, shown: Shown, lead: str = "") -> Inline:
    """Name what a fact is about; between quotation marks when there is a lead."""
    when = f", in {shown.monitor.waves[fact.wave].label}"
    what = subject(fact, shown).removesuffix(when)
    if not lead:
        return (_words(what), Run(when))
    return (Run(f"{lead} ", origin="method"), _words(what if what.startswith("“") else f"“{_lower(what)}”"), Run(when))


def _of_fact(fact: Fact, shown: Shown) -> _Told:
    comparison = difference_of(fact, shown)
    return _Told(
        _subject(fact, shown),
        _interval(fact),
        _base(fact, shown),
        _question(fact.indicator, (fact.wave,), shown),
        against(comparison, shown) if comparison else (),
        _remark(fact, shown),
        _asked_of(fact, shown),
    )


def _of_base(fact: Fact, shown: Shown) -> _Told:
    about = _subject(fact, shown, "Aantal respondenten achter")
    question = _question(fact.indicator, (fact.wave,), shown)
    return _Told(about, base=_base(fact, shown), question=question, asked_of=_asked_of(fact, shown))


def _of_interval(fact: Fact, shown: Shown) -> _Told:
    told = _of_fact(fact, shown)
    level = (Run("Het cijfer zelf is "), Run(fact.label or "", fact=fact.id), Run("."))
    about = _subject(fact, shown, "95%-interval van")
    return told._replace(about=about, interval=(), remark=(*level, *told.remark))


_PARTS: Mapping[str, Callable[[Fact, Shown], _Told]] = {"n": _of_base, "interval": _of_interval}


def _lower(text: str) -> str:
    """Go on with a text in the middle of a sentence; what begins with a quotation mark or an abbreviation stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _base(fact: Fact, shown: Shown) -> Inline:
    who = _words(parts.who(fact, shown).removesuffix("."))
    if not is_counted(fact):
        return (who, Run("; hoeveel dat er waren, is niet bekend."))
    size_ = (Run(": n = "), Run(dutch.count(fact.n), fact=f"{fact.id}#n"))
    if fact.source is not None or round(fact.n_eff) == fact.n:
        return (who, *size_, Run("."))
    effective = Run(dutch.count(int(half_up(fact.n_eff))), fact=f"{fact.id}#n_eff")
    return (who, *size_, Run(", na weging zoveel waard als "), effective, Run("."))


def _asked_of(fact: Fact, shown: Shown) -> str:
    asked_of = base_in_words(shown.codebook.questions[shown.question_of(fact.indicator)])
    return "" if asked_of == EVERYBODY else asked_of


def _question(indicator: str, waves: tuple[str, ...], shown: Shown) -> Inline:
    return (_words(" ".join(parts.question_lines(indicator, waves, shown, briefly=True))),)


def _remark(fact: Fact, shown: Shown) -> Inline:
    told = [Run(note, origin="cited") for note in citation_notes([fact], shown)]
    return (*told, *([Run(INDICATIVE_NOTE)] if fact.status == "indicative" else []))


# --- comparisons -----------------------------------------------------------------------------------------------------


def against(comparison: Comparison, shown: Shown) -> Inline:
    """Say what a figure was compared with, and what came of it, as one sentence."""
    level, where = other_side(comparison, shown)
    lead = (Run("Tegen "), Run(level, fact=comparison.from_), _where(comparison, f" {where}: "))
    if not comparison.significant:
        return (*lead, *_verdict(comparison))
    return (
        *lead,
        Run(f"{mark(comparison)}\u00a0"),
        Run(comparison.label, fact=comparison.id),
        Run(" ("),
        *difference_interval(comparison, shown),
        Run("), "),
        *_verdict(comparison),
    )


def _where(comparison: Comparison, text: str) -> Run:
    """Words about the other side of a comparison: a wave, or something with a name of its own."""
    return Run(text) if comparison.kind == "wave" else _words(text)


def difference_interval(comparison: Comparison, shown: Shown) -> Inline:
    """Print the limits of a difference in its own direction, with a decimal: whole points often hide zero."""
    unit = shown.book.by_id[comparison.to].unit
    limits = (comparison.low, comparison.high)
    low, high = limits if comparison.difference >= 0 else (-limits[1], -limits[0])
    text = f"{decimal(low * SCALE[unit], 1)} tot {decimal(high * SCALE[unit], 1)}"
    return (Run(text, fact=f"{comparison.id}#interval"),)


def _of_comparison(comparison: Comparison, shown: Shown) -> _Told:
    to = shown.book.by_id[comparison.to]
    level, where = other_side(comparison, shown)
    levels = (Run(to.label or "", fact=to.id), Run(" tegen "), Run(level, fact=comparison.from_))
    waves = tuple(dict.fromkeys(fact.wave for fact in _sides(comparison, shown)))
    return _Told(
        (*_subject(to, shown), _where(comparison, f", vergeleken met {_other(where, shown, comparison)}")),
        difference_interval(comparison, shown),
        _bases(comparison, shown),
        _question(comparison.indicator, waves, shown),
        (*levels, _where(comparison, f" {where}; "), *_verdict(comparison)),
        asked_of=_asked_of(to, shown),
    )


def _other(where: str, shown: Shown, comparison: Comparison) -> str:
    """Name the other side of a comparison behind "vergeleken met"."""
    if comparison.kind == "wave":
        return shown.monitor.waves[shown.book.by_id[comparison.from_].wave].label
    return where.removeprefix("bij ").removeprefix("in ").removeprefix("voor ")


def _sides(comparison: Comparison, shown: Shown) -> list[Fact]:
    sides = (shown.book.by_id.get(comparison.from_), shown.book.by_id[comparison.to])
    return [fact for fact in sides if fact is not None]


def _bases(comparison: Comparison, shown: Shown) -> Inline:
    """Give the base of both sides, or of the group that was held against its rest."""
    sides = [fact for fact in _sides(comparison, shown) if is_counted(fact)]
    if comparison.kind == "rank":
        # The same respondents stand on both sides.
        sides = sides[-1:]
    if not sides:
        return (Run("."),)
    who = replace(sides[-1], group=None) if comparison.kind == "pair" else sides[-1]
    runs = [_words(f"{parts.who(who, shown).removesuffix('.')}: ")]
    for place, fact in enumerate(sides):
        runs += [Run(", n = " if place else "n = "), Run(dutch.count(fact.n), fact=f"{fact.id}#n")]
        if comparison.kind == "wave":
            runs.append(Run(f" in {shown.monitor.waves[fact.wave].label}"))
        elif comparison.kind == "pair" and fact.group:
            runs.append(_words(f" in de groep “{parts.group_name(fact, shown)}”"))
    return (*runs, Run("."))


def _verdict(comparison: Comparison) -> Inline:
    outcome = "significant" if comparison.significant else NO_DIFFERENCE
    adjusted = methods.ADJUSTMENTS.get(comparison.adjustment)
    how = f", {adjusted}" if adjusted else ""
    return (Run(f"{outcome} ("), *_probability(comparison), Run(f"{how})."))


def _probability(comparison: Comparison) -> Inline:
    text = probability(comparison.p_adjusted)
    return (Run("p " if text.startswith("<") else "p = "), Run(text, fact=f"{comparison.id}#p"))


# --- the sample and the method ---------------------------------------------------------------------------------------


def _of_sample(what: str, sample: Sample, shown: Shown) -> _Told:
    wave = shown.monitor.waves[sample.wave]
    about = (Run(f"{_SAMPLES[what]}, in {wave.label}"),)
    if what != "n":
        return _Told(about)
    fieldwork = dutch.period(wave.fieldwork.start, wave.fieldwork.end)
    base = (_words(f"{dutch.capitalised(wave.sample)}; {wave.mode}; veldwerk "), Run(f"{fieldwork}."))
    return _Told(about, base=base, remark=(_words(sentence(methods.weighting_sentence(sample))),))


def _ids_of(cut: CutSample) -> Mapping[str, str]:
    """What there is to know of the respondents of a cut, by its id."""
    return {cut_sample_id(name, cut): name for name in _CUTS}


def _of_cut(what: str, cut: CutSample, shown: Shown) -> _Told:
    group = shown.codebook.breakdowns[cut.breakdown].groups[cut.group].label
    return _Told((_words(f"{_CUTS[what]} in de groep “{group}”"), Run(f", in {shown.monitor.waves[cut.wave].label}")))
