"""The rules that the answers of every wave are held against, and what was found; everybody stays in.

What stops a build when it is broken has been told as a problem by the time that these rules are applied: such a rule
is on record as kept. The other rules warn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportgen.facts import FEWEST_PERSONS, CheckResult
from reportgen.project.expansion import about
from reportgen.project.schema import Codebook, Question
from reportgen.rounding import half_up, percentage
from reportgen.survey.answers import Answers, Coded, was_asked
from reportgen.survey.arrays import OUTSIDE, place_type
from reportgen.survey.header import questions_of
from reportgen.survey.sample import Respondents
from reportgen.survey.weighting import Weighting, efficiency, percent

FEWEST_ALIKE = 10
"""Who answered fewer questions than this may well have the same answers as somebody else."""
FAST = 1 / 3
"""Which part of the median duration is too short; see `_speeders`."""
FEWEST_ITEMS = 4
"""In a grid of fewer items the same answer to each of them means nothing."""
OFTEN_SILENT = 0.05
HEAVIEST, LIGHTEST = 5, 1 / 5
"""How many times the average a weight may be."""
LOW_EFFICIENCY = 0.70
"""Below this, weighting costs more than most surveys can afford."""
SMALL_CLASS = 30
QUESTIONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """What a rule looks at: one wave, with its questions as they were asked then."""

    questions: Mapping[str, Question]
    answers: Answers
    weighting: Weighting


Find = Callable[[Checked], str | None]
"""Says what is not as the rule has it: a clause that stands by itself, or "" for nothing; None has no bearing here."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the name and the sentence, in Dutch, that it goes by in print."""

    name: str
    sentence: str
    find: Find


def check_respondents(respondents: Respondents, codebook: Codebook) -> tuple[CheckResult, ...]:
    """Hold a wave against every rule that has a bearing on it."""
    questions = questions_of(codebook, respondents.wave)
    checked = Checked(questions, respondents.answers, respondents.weighting)
    found = ((rule, rule.find(checked)) for rule in RULES)
    return tuple(CheckResult(rule.name, rule.sentence, what) for rule, what in found if what is not None)


# --- rules that have been kept, or there would be nothing to check ----------------------------------------------------


def _kept_where(applies: Callable[[Checked], bool]) -> Find:
    return lambda checked: "" if applies(checked) else None


def _has_panel(checked: Checked) -> bool:
    return checked.answers.panel is not None


def _has_limits(checked: Checked) -> bool:
    limits = [(question.minimum, question.maximum) for question in checked.questions.values()]
    return any(limit != (None, None) for limit in limits)


def _has_exclusive(checked: Checked) -> bool:
    return any(question.exclusive for question in checked.questions.values())


def _has_filter(checked: Checked) -> bool:
    return any(question.asked_of for question in checked.questions.values())


# --- respondents ------------------------------------------------------------------------------------------------------


def _unlabelled(checked: Checked) -> str:
    columns = checked.answers.unlabelled
    if not columns:
        return ""
    return f"in SPSS ontbreken labels: {_enumeration(columns)}; gelezen zoals het codeboek zegt"


def _alike(checked: Checked) -> str | None:
    """Find those who have all their answers in common with somebody else."""
    enough = _answered(checked) >= FEWEST_ALIKE
    if not enough.any():
        return None
    patterns = np.sort(_fingerprints(checked.answers)[enough])
    same = patterns[1:] == patterns[:-1]
    count = int(np.count_nonzero(np.append(same, False) | np.append(False, same)))
    return f"{_persons(count, len(patterns))} hebben al hun antwoorden met een ander gemeen" if count else ""


def _answered(checked: Checked) -> NDArray[np.int16]:
    """Count the questions that everybody answered (n,), the open ones aside."""
    count = np.zeros(checked.answers.count, dtype=np.int16)
    for name, question in checked.questions.items():
        if question.type != "open":
            count += checked.answers.given[name]
    return count


def _fingerprints(answers: Answers) -> NDArray[np.uint64]:
    """Give everybody (n,) a number that is the same for the same answers, and otherwise as good as never."""
    prints = np.zeros(answers.count, dtype=np.uint64)
    for column in _columns(answers):
        prints ^= column.astype(np.uint64)
        # An odd factor keeps different ones different; the shift carries what is high back to where it counts.
        prints *= np.uint64(0x9E3779B97F4A7C15)
        prints ^= prints >> np.uint64(29)
    return prints


def _columns(answers: Answers) -> Iterator[NDArray[Any]]:
    yield from (coded.index for name, coded in answers.coded.items() if name not in answers.ranks)
    for parts in (*answers.chosen.values(), *answers.ranks.values()):
        yield from parts.values()


def _speeders(checked: Checked) -> str | None:
    """Find those who took less than a third of the median duration.

    Being far below the median is how Greszki, Meyer and Schoen tell who answers too fast (2015, Exploring the effects
    of removing “too fast” responses and respondents from web surveys, Public Opinion Quarterly 79, 471–503); that
    removing them hardly changes results is why nobody is.
    """
    duration = checked.answers.duration
    if duration is None or np.isnan(duration).all():
        return None
    known = duration[~np.isnan(duration)]
    fast = int(np.count_nonzero(known < FAST * np.median(known)))
    who = _persons(fast, len(known))
    return f"{who} vulden de vragenlijst in minder dan een derde van de mediane tijd in" if fast else ""


def _straight_lines(checked: Checked) -> str | None:
    """Find those who gave the same answer to every item of a grid."""
    grids: dict[str, list[str]] = {}
    for name, question in checked.questions.items():
        if question.grid is not None:
            grids.setdefault(question.grid, []).append(name)
    long = [items for items in grids.values() if len(items) >= FEWEST_ITEMS]
    found = []
    for items in long:
        same, all_given = _same_answer([checked.answers.coded[name] for name in items])
        if same:
            first = checked.questions[items[0]]
            stem = first.text.removesuffix(about("", first.short))
            found.append(f"{_persons(same, all_given)} bij “{stem}”")
    if not found:
        return "" if long else None
    return f"overal hetzelfde antwoord gaven {_enumeration(found)}"


def _same_answer(items: Sequence[Coded]) -> tuple[int, int]:
    """Count those who gave all items the same answer, and those who gave each of them any."""
    values = np.unique(np.concatenate([coded.values for coded in items]))
    kind = place_type(len(values))
    places = [np.append(np.searchsorted(values, one.values), OUTSIDE).astype(kind)[one.index] for one in items]
    given = np.logical_and.reduce([place >= 0 for place in places])
    same = np.logical_and.reduce([place == places[0] for place in places[1:]])
    return int(np.count_nonzero(given & same)), int(np.count_nonzero(given))


def _silent(checked: Checked) -> str:
    """Find the questions that many of those who were asked did not answer."""
    found = []
    for name, question in checked.questions.items():
        if question.type == "open":
            continue
        asked = was_asked(question, checked.answers)
        count, of = int(np.count_nonzero(asked & ~checked.answers.given[name])), int(np.count_nonzero(asked))
        if count > OFTEN_SILENT * of:
            title = question.text if question.grid else question.short or question.text
            found.append(f"{_persons(count, of)} bij “{title}”")
    if not found:
        return ""
    more = len(found) - QUESTIONS_SHOWN
    rest = [f"een deel bij nog {more} {'vraag' if more == 1 else 'vragen'}"] if more > 0 else []
    return f"geen antwoord gaven {_enumeration([*found[:QUESTIONS_SHOWN], *rest])}"


# --- weights ----------------------------------------------------------------------------------------------------------


def _extreme_weights(checked: Checked) -> str | None:
    """Find weights far from the average; those of 0 are told of elsewhere."""
    if checked.weighting.kind == "unweighted":
        return None
    weights = checked.weighting.weights
    high, low = float(weights.max()), float(weights[weights > 0].min())
    found = [f"het grootste gewicht is {_times(high)} het gemiddelde"] if high > HEAVIEST else []
    if low < LIGHTEST:
        found.append(f"het kleinste {'is ' if not found else ''}{_times(low)} het gemiddelde")
    return " en ".join(found).replace("het kleinste is", "het kleinste gewicht is")


def _inefficient(checked: Checked) -> str | None:
    if checked.weighting.kind == "unweighted":
        return None
    value = efficiency(checked.weighting.weights)
    return f"de weging kost veel precisie: de efficiëntie is {percent(value)}" if value < LOW_EFFICIENCY else ""


def _small_classes(checked: Checked) -> str | None:
    if not checked.weighting.margins:
        return None
    found = [
        f"“{one.name}” van {one.margin} ({one.n if one.n >= FEWEST_PERSONS else f'minder dan {FEWEST_PERSONS}'})"
        for one in checked.weighting.margins
        if one.n is not None and one.n < SMALL_CLASS
    ]
    verb = "telt" if len(found) == 1 else "tellen"
    return f"minder dan {SMALL_CLASS} respondenten {verb} {_enumeration(found)}" if found else ""


# --- words ------------------------------------------------------------------------------------------------------------


def _persons(count: int, of: int) -> str:
    """Count persons for print: never so that there are fewer than five, here or among the others."""
    if count < FEWEST_PERSONS:
        return f"minder dan {FEWEST_PERSONS} respondenten"
    if 0 < of - count < FEWEST_PERSONS:
        return "vrijwel alle respondenten"
    return f"{count:,} respondenten ({percentage(count / of)})".replace(",", ".")


def _times(weight: float) -> str:
    return f"{half_up(weight, 2 if weight < 1 else 1)} keer".replace(".", ",")


def _enumeration(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} en {last}" if most else last


RULES = (
    Rule("dubbele respondenten", "Geen respondent komt twee keer voor.", _kept_where(lambda _: True)),
    Rule("dubbele panelleden", "Geen panellid doet twee keer mee.", _kept_where(_has_panel)),
    Rule(
        "gelijke antwoorden",
        f"Geen twee respondenten geven op alle vragen, en minstens {FEWEST_ALIKE}, dezelfde antwoorden.",
        _alike,
    ),
    Rule(
        "invultijd",
        "Niemand vult de vragenlijst in minder dan een derde van de mediane tijd in (Greszki, Meyer & Schoen 2015).",
        _speeders,
    ),
    Rule(
        "rechte lijnen",
        f"Niemand geeft bij alle onderdelen van een vraag met {FEWEST_ITEMS} of meer onderdelen hetzelfde antwoord.",
        _straight_lines,
    ),
    Rule(
        "onmogelijke getallen",
        "Elke leeftijd, en elk ander getal of cijfer, ligt binnen de grenzen van de vraag.",
        _kept_where(_has_limits),
    ),
    Rule("onbekende codes", "Elk antwoord heeft een bekende code of een bekend label.", _unlabelled),
    Rule(
        "tegenstrijdige keuzes",
        "Wie een antwoord als “geen van deze” kiest, kiest daarnaast niets anders.",
        _kept_where(_has_exclusive),
    ),
    Rule("niet gestelde vragen", "Wie een vraag niet kreeg, heeft er geen antwoord op.", _kept_where(_has_filter)),
    Rule(
        "ontbrekende antwoorden",
        f"Op elke vraag antwoordt minstens {percentage(1 - OFTEN_SILENT)} van wie haar kreeg.",
        _silent,
    ),
    Rule(
        "uiterste gewichten",
        f"Geen gewicht is meer dan {HEAVIEST} keer het gemiddelde, of minder dan {percentage(LIGHTEST)} daarvan.",
        _extreme_weights,
    ),
    Rule("weegefficiëntie", f"De weegefficiëntie is minstens {percentage(LOW_EFFICIENCY)}.", _inefficient),
    Rule("kleine klassen", f"Elke klasse waarnaar gewogen wordt, telt minstens {SMALL_CLASS} mensen.", _small_classes),
)
"""All rules, in the order in which they are told."""
