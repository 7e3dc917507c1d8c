"""What has to hold of indicators and the sets they are in."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.project.condition_rules import range_mistakes
from reportgen.project.names import CODEBOOK, NUMERIC, Known, unknown_answers, unknown_in, unknown_question
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Indicator, Question

NPS_LIMITS = (0, 10)


def indicator_mistakes(name: str, indicator: Indicator, known: Known) -> Iterator[Mistake]:
    """Find the mistakes in one indicator."""
    at = ("indicators", name)
    yield from unknown_question(CODEBOOK, (*at, "question"), indicator.question, known)
    yield from unknown_in(CODEBOOK, (*at, "breakdowns"), "de uitsplitsing", indicator.breakdowns, known.breakdowns)
    question = known.question(indicator.question)
    if question is None:
        return
    yield from unknown_answers(CODEBOOK, (*at, "answers"), indicator.answers, indicator.question, question)
    if question.type == "open":
        what = f"van de open vraag “{indicator.question}” valt niets te berekenen."
        yield Mistake(CODEBOOK, (*at, "question"), what, "Kies een vraag met vaste antwoorden of een getal.")
        return
    yield from _range(at, indicator, question)
    yield from _within(at, indicator, question)
    yield from _statistic(at, indicator, question)
    if indicator.base == "answered" and not set(indicator.answers).isdisjoint(question.dont_know):
        what = "“weet niet” telt mee in het aandeel, maar niet in de basis."
        yield Mistake(CODEBOOK, (*at, "base"), what, 'Kies base = "all", of haal “weet niet” uit “answers”.')


def _range(at: Keys, indicator: Indicator, question: Question) -> Iterator[Mistake]:
    if indicator.range is None:
        return
    keys = (*at, "range")
    if indicator.answers:
        yield Mistake(CODEBOOK, keys, "hier staan “answers” én “range”.", "Laat één van de twee staan.")
    found = list(range_mistakes(keys, indicator.range, indicator.question, question))
    yield from found
    (low, high), least, most = indicator.range, question.minimum, question.maximum
    if not found and ((least is not None and low < least) or (most is not None and high > most)):
        limits = f"[{max(low, low if least is None else least)}, {min(high, high if most is None else most)}]"
        what = f"de grenzen {low} en {high} vallen buiten die van de vraag “{indicator.question}”."
        yield Mistake(CODEBOOK, keys, what, f"Schrijf: range = {limits}.")


def _within(at: Keys, indicator: Indicator, question: Question) -> Iterator[Mistake]:
    if indicator.within is None:
        return
    places = question.places or len(question.answers)
    if question.type != "ranking":
        what = "“within” hoort bij een vraag naar een rangorde."
        yield Mistake(CODEBOOK, (*at, "within"), what, "Haal de regel weg, of kies een vraag van het type “ranking”.")
    elif not 1 <= indicator.within <= places:
        what = f"bij de vraag “{indicator.question}” zijn {places} plaatsen te geven, en geen {indicator.within}."
        yield Mistake(CODEBOOK, (*at, "within"), what, f"Kies een plaats van 1 tot en met {places}.")


def _statistic(at: Keys, indicator: Indicator, question: Question) -> Iterator[Mistake]:
    has_share = bool(indicator.answers) or indicator.range is not None
    is_scored = question.type == "grade" and (question.minimum, question.maximum) == NPS_LIMITS
    keys = (*at, "statistic")
    if indicator.statistic in {"mean", "nps"} and has_share:
        what = f"“{indicator.statistic}” gaat over alle antwoorden, en hier staan er een paar."
        yield Mistake(CODEBOOK, keys, what, "Haal “answers” of “range” weg, of “statistic”.")
    elif indicator.statistic == "nps" and not is_scored:
        what = f"de vraag “{indicator.question}” geeft geen NPS: die is van een cijfer van 0 tot en met 10."
        remedy = "Kies een vraag van het type “grade” met minimum = 0 en maximum = 10, of haal “statistic” weg."
        yield Mistake(CODEBOOK, keys, what, remedy)
    elif not has_share and (question.type not in NUMERIC or indicator.statistic == "share"):
        what = f"de vraag “{indicator.question}” heeft antwoorden en geen gemiddelde."
        if question.type in NUMERIC:
            what = "bij dit aandeel staat niet waarvan."
        remedy = "Noem met “answers” de antwoorden die samen het aandeel vormen."
        yield Mistake(CODEBOOK, at, what, remedy)


def set_mistakes(name: str, indicators: tuple[str, ...], known: Known) -> Iterator[Mistake]:
    """Find the mistakes in one set of indicators."""
    at = ("sets", name, "indicators")
    yield from unknown_in(CODEBOOK, at, "de indicator", indicators, known.indicators)
    if not indicators:
        yield Mistake(CODEBOOK, at, f"de reeks “{name}” is leeg.", "Noem de indicatoren die naast elkaar horen.")
    if mixed := mixed_units(indicators, known):
        what = f"de reeks “{name}” mengt {mixed}."
        yield Mistake(CODEBOOK, at, what, "Zet ze in een eigen reeks; ze zijn niet met elkaar te vergelijken.")


def mixed_units(indicators: tuple[str, ...], known: Known) -> str:
    """Say which units stand together: “aandelen en gemiddelden”; nothing when it is only one."""
    units = {known.unit(indicator) for indicator in indicators}
    words = {"share": "aandelen", "mean": "gemiddelden", "score": "scores"}
    mixed = [word for unit, word in words.items() if unit in units]
    return " en ".join([", ".join(mixed[:-1]), mixed[-1]]) if len(mixed) > 1 else ""
