"""What has to hold within monitor.toml and the population's margins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import isfinite
from pathlib import PurePosixPath, PureWindowsPath

from reportgen.project.comparability_rules import wave_decision_mistakes
from reportgen.project.edition_rules import edition_mistakes
from reportgen.project.embargoes import embargo_mistakes
from reportgen.project.names import (
    CODEBOOK,
    FIGURES,
    MONITOR,
    POPULATION,
    Known,
    bad_folder,
    bad_slugs,
    blank_texts,
    is_asked,
    unknown,
    unknown_answers,
    unknown_in,
)
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Margin, MarginTarget, Monitor, Population, Question, Wave
from reportgen.project.variants import as_asked, columns_of

_ADDRESS = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s#<>\[\]()\"\\]*)?")

SHARES_MAY_MISS = 0.1
"""How far the shares of a margin may be from 100 in all: what rounding to one decimal does."""


def monitor_mistakes(monitor: Monitor, known: Known) -> Iterator[Mistake]:
    """Find all mistakes in what the monitor is, its waves and its editions."""
    yield from blank_texts(MONITOR, monitor)
    yield from unknown_in(MONITOR, ("headlines",), "de indicator", monitor.headlines, known.indicators)
    yield from edition_mistakes(monitor.editions, known)
    yield from embargo_mistakes(monitor)
    yield from _address(monitor.url)
    if not monitor.waves:
        yield Mistake(MONITOR, ("waves",), "“waves” is leeg.", "Voeg er een toe: [waves.naam].")
    for name, wave in monitor.waves.items():
        yield from bad_folder(MONITOR, ("waves", name), name)
        yield from _wave(name, wave, known)
    yield from _wave_order(monitor)
    yield from _newest(monitor)
    if monitor.variance == "calibrated" and not any(wave.margins for wave in monitor.waves.values()):
        what = "er wordt nergens naar randtotalen gewogen, en dus valt daarmee geen precisie te winnen."
        yield Mistake(MONITOR, ("variance",), what, 'Haal de regel weg, of schrijf variance = "fixed".')
    yield from wave_decision_mistakes(known)
    if any(wave.simulated for wave in monitor.waves.values()) and not monitor.simulation_notice:
        what = "er zijn gesimuleerde respondenten, en geen tekst die dat zegt."
        yield Mistake(MONITOR, ("simulation_notice",), what, 'Voeg een regel toe: simulation_notice = "…"')


def _address(url: str) -> Iterator[Mistake]:
    if url and not _ADDRESS.fullmatch(url):
        remedy = "Schrijf het zoals het boven in een browser staat, zonder # erin: https://www.voorbeeld.nl/monitor"
        yield Mistake(MONITOR, ("url",), f"“{url}” is geen adres van een webpagina.", remedy)


def _wave(name: str, wave: Wave, known: Known) -> Iterator[Mistake]:
    at = ("waves", name)
    if wave.is_cited and not may_be_cited(wave.file) and not _leaves_the_project(wave.file):
        what = f"“{wave.file}” is zelf een bestand van de monitor, en niet van een editie."
        yield Mistake(MONITOR, (*at, "file"), what, "Noem het bestand met de cijfers of respondenten van deze editie.")
    if _leaves_the_project(wave.file):
        what = f"het bestand “{wave.file}” ligt niet in het project."
        yield Mistake(MONITOR, (*at, "file"), what, "Zet het in de map data, en schrijf bijvoorbeeld: data/2025.csv.")
    yield from _cited(at, wave) if wave.is_cited else _weighting(at, wave)
    yield from _columns(at, wave, known)
    yield from _dates(at, wave)
    yield from unknown_in(MONITOR, (*at, "margins"), "het randtotaal", wave.margins, known.margins)
    for i, margin in enumerate(wave.margins):
        for variable in known.margins[margin].variables if known.margins and margin in known.margins else ():
            question = known.question(variable)
            if question is not None and not is_asked(question, name):
                what = f"het randtotaal “{margin}” gebruikt de vraag “{variable}”, die in {name} niet gesteld is."
                yield Mistake(
                    MONITOR, (*at, "margins", i), what, "Weeg op iets anders, of pas “waves” bij de vraag aan."
                )


def _weighting(at: Keys, wave: Wave) -> Iterator[Mistake]:
    if bool(wave.margins) == (wave.weight is not None):
        what = f"de editie “{at[-1]}” heeft óf “margins” óf “weight” nodig."
        yield Mistake(MONITOR, at, what, "Noem de randtotalen waarop gewogen wordt, of de kolom met gewichten.")
    for key in ("base_weight", "weight_bounds"):
        if getattr(wave, key) is not None and not wave.margins:
            what = f"“{key}” hoort bij het wegen naar randtotalen."
            yield Mistake(MONITOR, (*at, key), what, "Noem de randtotalen met “margins”, of haal de regel weg.")
    if wave.weight_bounds is not None:
        low, high = wave.weight_bounds
        if not (0 <= low < 1 < high and isfinite(high)):
            what = f"{low:g} en {high:g} kunnen geen grenzen van gewichten zijn."
            remedy = (
                "Noem eerst de kleinste factor, van 0 tot 1, en dan de grootste, boven 1: weight_bounds = [0.3, 3.0]."
            )
            yield Mistake(MONITOR, (*at, "weight_bounds"), what, remedy)


def _cited(at: Keys, wave: Wave) -> Iterator[Mistake]:
    for key in ("margins", "weight", "base_weight", "weight_bounds", "panel"):
        if getattr(wave, key):
            what = f"van de editie “{at[-1]}” zijn er geen respondenten: “{key}” heeft daar geen betekenis."
            yield Mistake(
                MONITOR, (*at, key), what, "Haal de regel weg, of noem bij “file” een bestand met respondenten."
            )


def _columns(at: Keys, wave: Wave, known: Known) -> Iterator[Mistake]:
    """Find columns with a weight or a panel's number that are read for something else.

    Whoever is told apart by a number may be known by that number in the panel too: both say who somebody is.
    """
    used = {
        column: f"de vraag “{name}”"
        for name in known.questions or ()
        if (question := known.question(name)) is not None and is_asked(question, str(at[-1]))
        for column in columns_of(name, as_asked(question, str(at[-1])))
    }
    if known.duration is not None:
        used[known.duration] = "de invultijd"
    if known.id is not None:
        used[known.id] = "het nummer van de respondent"
    for key, meaning in (("weight", "het gewicht"), ("base_weight", "het startgewicht"), ("panel", "het panelnummer")):
        column = getattr(wave, key)
        if column in used and not (key == "panel" and column == known.id):
            what = f"de kolom “{column}” is al die van {used[column]}."
            yield Mistake(MONITOR, (*at, key), what, "Noem een andere kolom, of verbeter het codeboek.")
        elif column is not None:
            used[column] = meaning


def may_be_cited(file: str) -> bool:
    """Whether a TOML file could be one with published figures: in the project, and not one of its other files."""
    return not _leaves_the_project(file) and str(PurePosixPath(file)) not in {MONITOR, CODEBOOK, POPULATION, FIGURES}


def _leaves_the_project(file: str) -> bool:
    """Whether a path leads out of the project's folder, or might on another system."""
    # Windows' rules see both kinds of slashes, and a drive.
    path = PureWindowsPath(file)
    return bool(path.drive or path.root) or ".." in path.parts or "\\" in file or "\0" in file


def _dates(at: Keys, wave: Wave) -> Iterator[Mistake]:
    start, end, published = wave.fieldwork.start, wave.fieldwork.end, wave.published
    if start > end:
        what = f"het veldwerk eindigt ({end}) voordat het begint ({start})."
        yield Mistake(MONITOR, (*at, "fieldwork"), what, "Verbeter een van beide datums.")
    if end > published:
        what = f"de publicatie ({published}) is vóór het einde van het veldwerk ({end})."
        yield Mistake(MONITOR, (*at, "published"), what, "Verbeter een van beide datums.")


def _wave_order(monitor: Monitor) -> Iterator[Mistake]:
    """Waves are compared with the one before: in the file, in time and by name alike."""
    for (earlier, before), (later, after) in pairwise(monitor.waves.items()):
        if before.fieldwork.start >= after.fieldwork.start or earlier >= later:
            what = f"de editie “{later}” staat na “{earlier}”, maar komt naar naam of veldwerk niet daarna."
            yield Mistake(
                MONITOR,
                ("waves", later),
                what,
                "Zet de edities op volgorde van hun veldwerk, met namen in die volgorde.",
            )
    for (first, one), (second, other) in combinations(monitor.waves.items(), 2):
        if one.file == other.file:
            what = f"de edities “{first}” en “{second}” hebben hetzelfde bestand."
            yield Mistake(MONITOR, ("waves", second, "file"), what, "Noem voor elke editie haar eigen bestand.")


def _newest(monitor: Monitor) -> Iterator[Mistake]:
    for name, wave in list(monitor.waves.items())[-1:]:
        if wave.is_cited:
            what = f"de nieuwste editie, “{name}”, heeft geen respondenten."
            yield Mistake(MONITOR, ("waves", name, "file"), what, "Noem het bestand van het veldwerkbureau.")


def population_mistakes(population: Population, known: Known) -> Iterator[Mistake]:
    """Find all mistakes in the margins."""
    yield from blank_texts(POPULATION, population)
    yield from bad_slugs(POPULATION, ("margins",), population.margins)
    for name, margin in population.margins.items():
        yield from _margin(name, margin, known)


def _margin(name: str, margin: Margin, known: Known) -> Iterator[Mistake]:
    at = ("margins", name)
    yield from unknown_in(POPULATION, (*at, "variables"), "de vraag", margin.variables, known.questions)
    for part in ("variables", "classes"):
        if not getattr(margin, part):
            yield Mistake(
                POPULATION, (*at, part), f"“{part}” van het randtotaal “{name}” is leeg.", "Vul minstens één in."
            )
    questions = {variable: known.question(variable) for variable in margin.variables}
    for i, (variable, question) in enumerate(questions.items()):
        if question is not None and (question.type not in {"single", "number"} or question.asked_of):
            what = f"op de vraag “{variable}” kan niet worden gewogen."
            yield Mistake(
                POPULATION,
                (*at, "variables", i),
                what,
                "Kies een vraag met één antwoord of een getal, die aan iedereen gesteld is.",
            )
    for label, target in margin.classes.items():
        yield from _target((*at, "classes", label), target, questions)
    yield from _totals(at, margin)
    for (first, one), (second, other) in combinations(margin.classes.items(), 2):
        if _overlap(one, other, questions):
            what = f"de klassen “{first}” en “{second}” overlappen."
            yield Mistake(POPULATION, (*at, "classes", second), what, "Laat elke respondent in één klasse vallen.")


def _target(keys: Keys, target: MarginTarget, questions: dict[str, Question | None]) -> Iterator[Mistake]:
    if (target.count is None) == (target.share is None):
        what = f"de klasse “{keys[-1]}” heeft óf “count” óf “share” nodig."
        yield Mistake(POPULATION, keys, what, "Geef het aantal mensen, of het percentage.")
    for key, size in (("count", target.count), ("share", target.share)):
        if size is not None and not (isfinite(size) and size > 0):
            yield Mistake(
                POPULATION, (*keys, key), f"“{key}” moet groter dan nul zijn.", "Vul het getal uit de bron in."
            )
    for variable, codes in target.where.items():
        here = (*keys, "where", variable)
        yield from unknown(POPULATION, here, "de variabele", variable, questions or None)
        question = questions.get(variable)
        if question is not None and question.type == "number":
            if len(codes) != 2 or codes[0] > codes[1]:
                remedy = "Schrijf de laagste en de hoogste: [18, 30]."
                yield Mistake(POPULATION, here, f"voor het getal “{variable}” staan hier geen twee grenzen.", remedy)
        else:
            yield from unknown_answers(POPULATION, here, codes, variable, question)
            if not codes:
                yield Mistake(
                    POPULATION, here, f"hier staat geen antwoord op “{variable}”.", "Noem minstens één antwoord."
                )
    for variable in questions:
        if variable not in target.where:
            what = f"de klasse “{keys[-1]}” zegt niets over “{variable}”."
            yield Mistake(POPULATION, (*keys, "where"), what, f"Voeg aan “where” toe: {variable} = [ … ]")


def _totals(at: Keys, margin: Margin) -> Iterator[Mistake]:
    shares = [target.share for target in margin.classes.values() if target.share is not None]
    counts = [target.count for target in margin.classes.values() if target.count is not None]
    if len(shares) + len(counts) != len(margin.classes):
        return  # a class with both or with neither has been named
    if shares and counts:
        what = f"het randtotaal “{at[-1]}” mengt aantallen en percentages."
        yield Mistake(POPULATION, at, what, "Geef alle klassen een “count”, of alle een “share”.")
    elif shares and not abs(sum(shares) - 100) <= SHARES_MAY_MISS + 1e-9:
        total = f"{sum(shares):.2f}".rstrip("0").rstrip(".").replace(".", ",")
        what = f"de percentages van het randtotaal “{at[-1]}” tellen op tot {total}."
        remedy = "Verbeter ze: samen zijn ze 100, op 0,1 na voor afronding."
        if sum(shares) < 2:
            remedy = "Schrijf percentages en geen fracties: 49.5 en niet 0.495; samen zijn ze 100."
        yield Mistake(POPULATION, at, what, remedy)


def _overlap(one: MarginTarget, other: MarginTarget, questions: dict[str, Question | None]) -> bool:
    """Whether someone could fall in both classes: only when they meet in every variable."""
    for variable, question in questions.items():
        mine, theirs = one.where.get(variable, ()), other.where.get(variable, ())
        if question is not None and question.type == "number":
            if len(mine) != 2 or len(theirs) != 2 or max(mine[0], theirs[0]) > min(mine[1], theirs[1]):
                return False
        elif set(mine).isdisjoint(theirs):
            return False
    return bool(questions)
