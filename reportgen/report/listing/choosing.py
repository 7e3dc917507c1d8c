"""Which facts are asked for, and what is wrong with a name that isn't there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reportgen.errors import Place, Problem, UserError, gathering, nearest
from reportgen.facts import Fact
from reportgen.project.schema import Codebook, Project
from reportgen.project.variants import asked_waves
from reportgen.report import dutch
from reportgen.report.points import Shown

CODEBOOK = Place("data/codebook.toml")
MONITOR = Place("monitor.toml")
CROSSED = 2


def choose_facts(shown: Shown, indicator: str | None, wave: str | None, by: Sequence[str] = ()) -> tuple[Fact, ...]:
    """Choose what was asked for: per indicator the waves in order, and in each wave the whole before its groups.

    Without an indicator these are all declared ones in one wave (the newest unless `wave` says otherwise); with one,
    also the waves before it. A question's name stands for all of its answers, "vraag.4" for one of them, that of a grid
    for all of its items, that of a set for its indicators. Answers that were not broken down give way to the indicators
    of the same question that were. Two breakdowns stand for the one that crosses them. Raises UserError with every name
    that doesn't exist.
    """
    problems: list[Problem] = []
    wanted: Collection[str] = ()
    breakdown = None
    with gathering(problems):
        wanted = _wanted(shown, indicator)
    with gathering(problems):
        breakdown = breakdown_of(by, shown.codebook)
    if problems:
        raise UserError(problems)
    waves = {wave or shown.book.wave} if wave or indicator is None else set(shown.waves)
    if breakdown is not None:
        wanted = _broken_down(wanted, breakdown, shown)
    asked = [fact for fact in shown.book.facts if fact.indicator in wanted and fact.wave in waves]
    if not asked:
        raise UserError(_unasked(str(indicator), waves, shown))
    chosen = [fact for fact in asked if fact.breakdown in {None, breakdown}]
    if breakdown is not None and all(fact.breakdown is None for fact in chosen):
        raise UserError(_not_broken_down(indicator, breakdown, asked, waves, shown))
    return _in_order(chosen, shown)


def cut_of(edition: str | None, project: Project) -> tuple[str, ...]:
    """Name the breakdown that an edition shows apart; raises UserError when it has no cut of its own."""
    if edition is None:
        return ()
    cut = project.monitor.editions[edition].cut
    if cut is None:
        what = f"Uitgave “{edition}” heeft geen eigen uitsnede; haar cijfers zijn die van iedereen."
        raise UserError(Problem(what, "Laat --edition weg.", MONITOR))
    return (cut.breakdown or edition,)


def _in_order(facts: Sequence[Fact], shown: Shown) -> tuple[Fact, ...]:
    places = {indicator: place for place, indicator in enumerate(dict.fromkeys(fact.indicator for fact in facts))}
    return tuple(sorted(facts, key=lambda fact: (places[fact.indicator], shown.waves.index(fact.wave))))


# --- the indicator ---------------------------------------------------------------------------------------------------


def _wanted(shown: Shown, name: str | None) -> Collection[str]:
    """The indicators that a name stands for; all declared ones without a name."""
    codebook = shown.codebook
    present = {fact.indicator for fact in shown.book.facts}
    if name is None:
        return present & set(codebook.indicators)
    if name in present or name in codebook.indicators:
        return {name}
    questions = {key for key, question in codebook.questions.items() if name in {key, question.grid}}
    if questions:
        return {one for one in present if one.rpartition(".")[0] in questions}
    if name in codebook.sets:
        return set(codebook.sets[name].indicators)
    grids = {question.grid for question in codebook.questions.values() if question.grid}
    valid = {*present, *codebook.indicators, *codebook.questions, *codebook.sets, *grids}
    raise UserError(Problem(f"De indicator “{name}” bestaat niet.", nearest(name, valid)))


def _unasked(name: str, waves: Collection[str], shown: Shown) -> Problem:
    """Say why nothing is known of a name that does exist."""
    what = f"Van “{name}” zijn er geen uitkomsten in {_waves(waves, shown, 'of')}."
    questions = list(_questions(name, shown.codebook))
    asked = {
        wave
        for question in questions
        for wave in asked_waves(shown.codebook.questions[question], list(shown.monitor.waves))
    }
    others = asked - set(waves)
    if others and not asked & set(waves):
        remedy = f"De vraag is gesteld in {_waves(others, shown, 'en')}: kies die editie met --wave."
        return Problem(what, remedy)
    if any(shown.codebook.questions[question].type == "number" for question in questions):
        return Problem(
            what,
            f"Van een getal zonder klassen zijn er alleen uitkomsten als er een indicator is: een gemiddelde, of een "
            f'bereik. Zet in het codeboek: [indicators.{name}_gemiddeld], met question = "{name}".',
            CODEBOOK,
        )
    return Problem(what, "Kies een andere editie met --wave, of een andere vraag.")


def _questions(name: str, codebook: Codebook) -> Iterator[str]:
    """The questions behind whatever a name stands for."""
    if name in codebook.indicators:
        yield codebook.indicators[name].question
    elif name in codebook.sets:
        yield from (codebook.indicators[one].question for one in codebook.sets[name].indicators)
    else:
        asked = name if name in codebook.questions else name.rpartition(".")[0]
        yield from (key for key, question in codebook.questions.items() if key == asked or question.grid == name)


def _waves(waves: Collection[str], shown: Shown, word: str) -> str:
    return dutch.enumeration([name for name in shown.monitor.waves if name in waves], word)


def _broken_down(wanted: Collection[str], breakdown: str, shown: Shown) -> Collection[str]:
    """Choose instead of answers what was declared of their questions, where only that is broken down."""
    declared = shown.codebook.indicators
    groups = {fact.indicator for fact in shown.book.facts if fact.breakdown == breakdown}
    if groups & set(wanted) or any(name in declared for name in wanted):
        return wanted
    questions = {shown.question_of(name) for name in wanted}
    return {name for name in groups if name in declared and declared[name].question in questions} or wanted


# --- the breakdown ---------------------------------------------------------------------------------------------------


def breakdown_of(by: Sequence[str], codebook: Codebook) -> str | None:
    """Name the breakdown that is meant by one name, or the one that crosses two; raises UserError without one."""
    names = list(dict.fromkeys(by))
    known = codebook.breakdowns
    unknown = [
        Problem(f"De uitsplitsing “{name}” bestaat niet.", nearest(name, known)) for name in names if name not in known
    ]
    if unknown:
        raise UserError(unknown)
    if len(names) < CROSSED:
        return next(iter(names), None)
    crossings = [key for key, breakdown in known.items() if set(breakdown.cross) == set(names)]
    if crossings:
        return crossings[0]
    raise UserError(_not_crossed(names, codebook))


def _not_crossed(names: Sequence[str], codebook: Codebook) -> Problem:
    together = dutch.enumeration([f"“{name}”" for name in names])
    if len(names) > CROSSED:
        return Problem(f"Naar {together} tegelijk kan niet.", "Kies er een, of twee die gekruist zijn.")
    for name in names:
        if codebook.breakdowns[name].cross:
            return Problem(f"“{name}” is zelf al een kruising, en kan niet nog eens gekruist worden.", "Kies er een.")
    key = "_".join(names)
    label = dutch.enumeration([codebook.breakdowns[name].label for name in names])
    pair = ", ".join(f'"{name}"' for name in names)
    remedy = (
        f'Zet erin:\n      [breakdowns.{key}]\n      label = "{label}"\n      cross = [{pair}]\n'
        f"    Somt de indicator onder “breakdowns” zelf op waarnaar uitgesplitst wordt, zet daar “{key}” bij."
    )
    return Problem(f"{together} zijn in het codeboek niet gekruist.", remedy, CODEBOOK)


def _not_broken_down(
    name: str | None, breakdown: str, facts: Sequence[Fact], waves: Collection[str], shown: Shown
) -> Problem:
    """Say why nothing of what was asked for is broken down this way."""
    declared = shown.codebook.indicators
    indicators = list(dict.fromkeys(fact.indicator for fact in facts if fact.indicator in declared))
    meant = [one for one in indicators if breakdown in (declared[one].breakdowns or shown.codebook.breakdowns)]
    if meant:
        what = f"Naar “{breakdown}” is in {_waves(waves, shown, 'of')} niet uitgesplitst."
        return Problem(what, "Wat daarvoor nodig is, is toen niet gevraagd. Kies een andere editie met --wave.")
    if indicators:
        return _undeclared(name or indicators[0], indicators[0], breakdown, shown)
    what = f"De antwoorden op “{name}” zijn niet uitgesplitst naar “{breakdown}”."
    return Problem(what, f'Maak er een indicator van, met breakdowns = ["{breakdown}"].', CODEBOOK)


def _undeclared(name: str, indicator: str, breakdown: str, shown: Shown) -> Problem:
    present = shown.codebook.indicators[indicator].breakdowns
    wanted = ", ".join(f'"{one}"' for one in (*present, breakdown))
    known = f" Nu alleen naar: {dutch.enumeration(present)}."
    remedy = f"Zet onder [indicators.{indicator}]: breakdowns = [{wanted}].{known}"
    return Problem(f"“{name}” is niet uitgesplitst naar “{breakdown}”.", remedy, CODEBOOK)
