"""What has to hold of the figures of a wave that is known from publications only."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from reportgen.errors import nearest
from reportgen.project.names import Known, blank_texts, is_asked, unknown, unknown_indicator
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import CitedFigure

_AS_PRINTED = "Neem het getal over zoals het gepubliceerd is."


def cited_mistakes(file: str, wave: str, figures: tuple[CitedFigure, ...], known: Known) -> Iterator[Mistake]:
    """Find the mistakes in what was published of one wave."""
    yield from blank_texts(file, figures, ("figures",))
    if not figures:
        what = "hier staat geen gepubliceerd cijfer."
        yield Mistake(file, ("figures",), what, "Voeg er een toe, onder een kop [[figures]].")
    passed = set[tuple[str, str | None, str | None]]()
    for i, figure in enumerate(figures):
        at = ("figures", i)
        yield from unknown_indicator(file, (*at, "indicator"), figure.indicator, known)
        yield from _asked(file, at, wave, figure, known)
        yield from _group(file, at, figure, known)
        yield from _value(file, at, figure, known)
        its = (figure.indicator, figure.breakdown, figure.group)
        if its in passed:
            what = f"van “{figure.indicator}” staat hier al een cijfer voor dezelfde groep."
            yield Mistake(file, (*at, "indicator"), what, "Laat één van de twee staan.")
        passed.add(its)


def _question_of(figure: CitedFigure, known: Known) -> str | None:
    question, dot, _ = figure.indicator.rpartition(".")
    indicator = known.indicator(figure.indicator)
    return question if dot else indicator.question if indicator else None


def _asked(file: str, at: Keys, wave: str, figure: CitedFigure, known: Known) -> Iterator[Mistake]:
    name = _question_of(figure, known)
    question = known.question(name) if name else None
    if question is not None and not is_asked(question, wave):
        what = f"de vraag “{name}” is volgens het codeboek niet in {wave} gesteld."
        yield Mistake(file, (*at, "indicator"), what, f"Voeg “{wave}” toe aan “waves” bij deze vraag in het codeboek.")


def _group(file: str, at: Keys, figure: CitedFigure, known: Known) -> Iterator[Mistake]:
    if (figure.breakdown is None) != (figure.group is None):
        given, missing = ("breakdown", "group") if figure.group is None else ("group", "breakdown")
        what = f"bij “{given}” hoort ook “{missing}”."
        yield Mistake(file, (*at, given), what, f'Voeg een regel toe: {missing} = "…", of haal “{given}” weg.')
    if figure.breakdown is None:
        return
    yield from unknown(file, (*at, "breakdown"), "de uitsplitsing", figure.breakdown, known.breakdowns)
    breakdown, indicator = known.breakdown(figure.breakdown), known.indicator(figure.indicator)
    if breakdown is not None and figure.group is not None and figure.group not in breakdown.groups:
        what = f"de uitsplitsing “{figure.breakdown}” heeft geen groep “{figure.group}”."
        yield Mistake(file, (*at, "group"), what, nearest(figure.group, breakdown.groups))
    is_split = indicator is None or not indicator.breakdowns or figure.breakdown in indicator.breakdowns
    if "." in figure.indicator or not is_split:
        what = f"“{figure.indicator}” wordt niet uitgesplitst naar “{figure.breakdown}”."
        remedy = f"Voeg “{figure.breakdown}” in het codeboek toe aan “breakdowns” van een indicator, en noem die hier."
        yield Mistake(file, (*at, "breakdown"), what, remedy)


def _value(file: str, at: Keys, figure: CitedFigure, known: Known) -> Iterator[Mistake]:
    low, high, noun = _limits(figure, known)
    if not (isfinite(figure.value) and low <= figure.value <= high):
        within = f" van {low:g} tot en met {high:g}" if isfinite(low) and isfinite(high) else ""
        what = f"{figure.value:g} is geen {noun}{within}."
        yield Mistake(file, (*at, "value"), what, _AS_PRINTED)
    if figure.n is not None and figure.n < 1:
        what = f"{figure.n} kan geen aantal respondenten zijn."
        yield Mistake(file, (*at, "n"), what, "Neem het aantal over uit de publicatie, of haal de regel weg.")


def _limits(figure: CitedFigure, known: Known) -> tuple[float, float, str]:
    """What a figure lies between, according to its unit, and what it then is."""
    unit = known.unit(figure.indicator)
    if unit == "share":
        return 0, 100, "percentage"
    if unit == "score":
        return -100, 100, "score"
    name = _question_of(figure, known)
    question = known.question(name) if name else None
    low, high = (question.minimum, question.maximum) if question else (None, None)
    return (-float("inf") if low is None else low), (float("inf") if high is None else high), "gemiddelde"
