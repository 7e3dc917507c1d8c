"""What has to hold within the declared figures: every name exists, and each kind has what it needs and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from reportgen.project.indicator_rules import mixed_units
from reportgen.project.names import (
    CODEBOOK,
    FIGURES,
    Known,
    bad_folder,
    blank_texts,
    unknown,
    unknown_answers,
    unknown_in,
    unknown_indicators,
    unknown_question,
)
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import FigureSpec

_INDICATORS = ("indicators", "set")
_NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "trend": (_INDICATORS,),
    "bars": (_INDICATORS,),
    "slope": (_INDICATORS,),
    "waffle": (_INDICATORS,),
    "dots": (_INDICATORS, ("breakdown", "breakdowns")),
    "columns": ((*_INDICATORS, "questions"),),
    "likert": (("questions",), ("groups",)),
    "heat": (("questions",), ("groups",)),
    "dumbbell": (("rows",), ("series",)),
    "multiples": (_INDICATORS,),
    "regions": (_INDICATORS, ("breakdown",)),
}
"""What each kind of figure shows: of each of these lists exactly one key."""

_MAY: Mapping[str, tuple[str, ...]] = {"multiples": ("breakdown",), "regions": ("layout",)}
"""What it may have besides; no other."""

_MOST_AT_ONCE: Mapping[str, int] = {"trend": 4, "dots": 4, "columns": 4, "waffle": 1, "regions": 1}
"""How many indicators or questions still have a colour of their own."""

EMPTY = "."
"""What stands in a layout where there is no tile."""

PAIR = 2
SCALES = range(2, 6)
"""How many answers a scale can have, besides weet niet."""


def figure_mistakes(figures: Mapping[str, FigureSpec], known: Known) -> Iterator[Mistake]:
    """Find all mistakes in the declared figures, except those in the texts around them."""
    yield from blank_texts(FIGURES, figures, ("figures",))
    for name, spec in figures.items():
        at = ("figures", name)
        yield from bad_folder(FIGURES, at, name)
        yield from _names(at, spec, known)
        yield from _parts(at, spec)
        indicators = _indicators_of(spec, known)
        yield from _series(at, spec, indicators, known)
        yield from _broken_down(at, spec, indicators, known)
        yield from _panels(at, spec, indicators)
        yield from _layout(at, spec, known)
        yield from _questions(at, spec, known)
        yield from _groups(at, spec, known)


def _names(at: Keys, spec: FigureSpec, known: Known) -> Iterator[Mistake]:
    yield from unknown_indicators(FIGURES, (*at, "indicators"), spec.indicators, known)
    grids = [name for name in spec.questions if name in known.grids]
    for name in grids:
        yield from unknown_question(FIGURES, (*at, "questions", spec.questions.index(name)), name, known)
    if not grids:
        yield from unknown_in(FIGURES, (*at, "questions"), "de vraag", spec.questions, known.questions)
    yield from unknown_in(FIGURES, (*at, "breakdowns"), "de uitsplitsing", spec.breakdowns, known.breakdowns)
    yield from unknown_in(FIGURES, (*at, "waves"), "de editie", spec.waves, known.waves)
    if spec.set is not None:
        yield from unknown(FIGURES, (*at, "set"), "de reeks", spec.set, known.sets)
    if spec.breakdown is not None:
        yield from unknown(FIGURES, (*at, "breakdown"), "de uitsplitsing", spec.breakdown, known.breakdowns)
    for label, indicators in spec.rows.items():
        yield from unknown_indicators(FIGURES, (*at, "rows", label), indicators, known)


def _parts(at: Keys, spec: FigureSpec) -> Iterator[Mistake]:
    needs = _NEEDS[spec.kind]
    may = _MAY.get(spec.kind, ())
    for key in ("indicators", "set", "questions", "groups", "breakdown", "breakdowns", "rows", "series", "layout"):
        if getattr(spec, key) and key not in may and not any(key in choice for choice in needs):
            what = f"een figuur van de soort “{spec.kind}” doet niets met “{key}”."
            yield Mistake(FIGURES, (*at, key), what, "Haal de regel weg, of kies een andere soort.")
    for choice in needs:
        given = [key for key in choice if getattr(spec, key)]
        if len(given) != 1:
            what = f"een figuur van de soort “{spec.kind}” heeft één van deze nodig: {', '.join(choice)}."
            yield Mistake(FIGURES, at, what, "Haal er een weg." if given else f"Voeg een regel toe: {choice[0]} = …")


def _indicators_of(spec: FigureSpec, known: Known) -> tuple[str, ...]:
    together = known.sets.get(spec.set) if known.sets and spec.set else None
    return together.indicators if together else spec.indicators


def _series(at: Keys, spec: FigureSpec, indicators: tuple[str, ...], known: Known) -> Iterator[Mistake]:
    shown, most = len(indicators or spec.questions), _MOST_AT_ONCE.get(spec.kind)
    if most is not None and shown > most:
        what = f"een figuur van de soort “{spec.kind}” laat er ten hoogste {most} zien, en hier zijn het er {shown}."
        yield Mistake(FIGURES, at, what, "Verdeel ze over meer figuren, of kies een andere soort.")
    everything = (*indicators, *(name for row in spec.rows.values() for name in row))
    if mixed := mixed_units(everything, known):
        yield Mistake(FIGURES, at, f"deze figuur mengt {mixed}.", "Verdeel ze over twee figuren.")
    if spec.series and len(spec.series) != PAIR:
        yield Mistake(
            FIGURES, (*at, "series"), f"hier horen precies {PAIR} namen te staan.", "Noem wat vergeleken wordt."
        )
    for label, row in spec.rows.items():
        if len(row) != len(spec.series):
            what = f"de rij “{label}” heeft niet voor elk van de {len(spec.series)} reeksen één indicator."
            yield Mistake(FIGURES, (*at, "rows", label), what, "Noem de indicatoren in de volgorde van “series”.")


def _broken_down(at: Keys, spec: FigureSpec, indicators: tuple[str, ...], known: Known) -> Iterator[Mistake]:
    """A single answer is not measured by group, and an indicator only by the breakdowns it names, if it names any."""
    for breakdown in spec.breakdowns or ((spec.breakdown,) if spec.breakdown else ()):
        for name in indicators:
            declared = known.indicator(name)
            if "." in name or (declared and declared.breakdowns and breakdown not in declared.breakdowns):
                what = f"“{name}” wordt niet uitgesplitst naar “{breakdown}”."
                remedy = f"Voeg “{breakdown}” in {CODEBOOK} toe aan “breakdowns” van een indicator, en noem die hier."
                yield Mistake(FIGURES, at, what, remedy)


def _panels(at: Keys, spec: FigureSpec, indicators: tuple[str, ...]) -> Iterator[Mistake]:
    if spec.kind == "multiples" and spec.breakdown and len(indicators) > 1:
        what = "kleine grafieken per groep laten één indicator zien, en hier staan er meer."
        yield Mistake(FIGURES, at, what, "Noem er één, of haal “breakdown” weg: dan krijgt elke indicator een grafiek.")


def _layout(at: Keys, spec: FigureSpec, known: Known) -> Iterator[Mistake]:
    """Each group has one tile, and each line as many places as the others."""
    breakdown = known.breakdowns.get(spec.breakdown or "") if known.breakdowns else None
    if not spec.layout or breakdown is None:
        return
    keys = (*at, "layout")
    lines = [line.split() for line in spec.layout]
    if len({len(line) for line in lines}) > 1:
        what = "deze regels hebben niet evenveel plaatsen."
        yield Mistake(FIGURES, keys, what, f"Vul aan met “{EMPTY}”, voor een plaats zonder regio.")
    placed = Counter(name for line in lines for name in line if name != EMPTY)
    for i, line in enumerate(lines):
        for name in line:
            if name != EMPTY:
                yield from unknown(FIGURES, (*keys, i), "de groep", name, breakdown.groups)
    for name in breakdown.groups:
        if placed[name] != 1:
            what = f"“{name}” heeft hier {'geen plaats' if not placed[name] else 'meer dan één plaats'}."
            yield Mistake(FIGURES, keys, what, "Geef elke groep één plaats.")


def _questions(at: Keys, spec: FigureSpec, known: Known) -> Iterator[Mistake]:
    asked = [known.question(name) for name in spec.questions]
    for i, question in enumerate(asked):
        if question is not None and not question.short:
            what = f"de vraag “{spec.questions[i]}” heeft geen korte naam om in de figuur te zetten."
            yield Mistake(FIGURES, (*at, "questions", i), what, f'Voeg in {CODEBOOK} bij die vraag toe: short = "…"')
    if (
        spec.kind == "columns"
        and len({tuple(question.answers.items()) for question in asked if question is not None}) > 1
    ):
        what = "deze vragen hebben niet dezelfde antwoorden."
        yield Mistake(
            FIGURES, (*at, "questions"), what, "Kies vragen met dezelfde schaal, of maak er meer figuren van."
        )


def _groups(at: Keys, spec: FigureSpec, known: Known) -> Iterator[Mistake]:
    if spec.kind == "likert" and spec.groups and len(spec.groups) - _ends_aside(spec, known) not in SCALES:
        what = f"een schaal van {len(spec.groups)} groepen kan niet worden getekend."
        remedy = "Maak er 2 tot en met 5 van, met of zonder “weet niet” als laatste."
        yield Mistake(FIGURES, (*at, "groups"), what, remedy)
    for label, codes in spec.groups.items():
        keys = (*at, "groups", label)
        if not codes:
            yield Mistake(FIGURES, keys, f"de groep “{label}” heeft geen antwoorden.", "Noem minstens één antwoord.")
        for name in spec.questions:
            question = known.question(name)
            yield from unknown_answers(FIGURES, keys, codes, name, question)
            if question is not None and len(codes) > 1 and not _is_indicator(name, codes, known):
                what = f"voor de antwoorden {', '.join(map(str, codes))} samen heeft de vraag “{name}” geen indicator."
                yield Mistake(
                    FIGURES, keys, what, f"Voeg in {CODEBOOK} een indicator toe met deze vraag en deze antwoorden."
                )
    for (first, one), (second, other) in combinations(spec.groups.items(), 2):
        if not set(one).isdisjoint(other):
            what = f"de groepen “{first}” en “{second}” overlappen."
            yield Mistake(FIGURES, (*at, "groups", second), what, "Laat elk antwoord in één groep vallen.")


def _ends_aside(spec: FigureSpec, known: Known) -> bool:
    """Whether the last group is weet niet in every question."""
    *_, last = spec.groups.values()
    asked = [question for name in spec.questions if (question := known.question(name)) is not None]
    return all(set(last) <= set(question.dont_know) for question in asked)


def _is_indicator(question: str, codes: Sequence[int], known: Known) -> bool:
    """Whether these answers together are declared, or may be where the indicators could not all be read."""
    if known.indicators is None or any(table == "indicators" for table, _ in known.unsound):
        return True
    return any(one.question == question and set(one.answers) == set(codes) for one in known.indicators.values())
