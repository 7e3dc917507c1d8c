"""What a codebook may have beside its questions: shared scales, filters, breakdowns and indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.facts import SUPPRESSED_BELOW
from reportgen.importing.description import Column, Routed
from reportgen.importing.draft import Drafted, Keys, Notes
from reportgen.importing.labels import cleaned, shortened, slug, spaced, unused
from reportgen.importing.words import (
    AGE,
    EDUCATION,
    FAVOURABLE,
    GENDER,
    NO,
    RECOMMEND,
    REGION,
    UNFAVOURABLE,
    YES,
)
from reportgen.project.schema import Breakdown, Code, Group, Indicator, IndicatorSet, Question, Statistic

FEWEST_SHARED = 3
"""A scale has at least so many answers to be worth a name."""
MOST_GROUPS = 12
MOST_ITEMS = 15
"""Of a question with more answers than these, not each gets an indicator."""
AGES = (35, 50, 65)
"""The ages at which a next group begins."""

Answers = tuple[tuple[Code, str], ...]


def share_scales(drafted: Sequence[Drafted]) -> tuple[tuple[Drafted, ...], dict[str, dict[Code, str]]]:
    """Give answers that several questions have the name of a scale."""
    lists = Counter(_answers(one) for one in drafted if one.question.type in {"single", "grid"})
    lists.subtract(list(lists))
    names: dict[Answers, str] = {}
    for answers, others in lists.items():
        if others > 0 and len(answers) >= FEWEST_SHARED and all(word for _, word in answers):
            name = slug(answers[0][1], 30) or "schaal"
            names[answers] = unused(name, set(names.values()))
    shared = tuple(
        replace(one, question=replace(one.question, answers={}, scale=names[_answers(one)]))
        if one.question.type in {"single", "grid"} and _answers(one) in names
        else one
        for one in drafted
    )
    return shared, {name: dict(answers) for answers, name in names.items()}


def _answers(one: Drafted) -> Answers:
    return tuple(one.question.answers.items()) if one.question.each == "single" else ()


# --- who was asked ---------------------------------------------------------------------------------------------------


def suggest_filters(drafted: Sequence[Drafted]) -> tuple[Drafted, ...]:
    """Suggest who was asked a question where the file shows it, as a comment with the counts."""
    of = {column.name: one for one in drafted for column in one.columns}
    return tuple(_with_filter(one, of) for one in drafted)


def _with_filter(one: Drafted, of: Mapping[str, Drafted]) -> Drafted:
    routes = {column.routed for column in one.columns}
    route = next(iter(routes)) if len(routes) == 1 else None
    if route is None or route.column not in of or of[route.column] is one:
        return one
    condition = _condition(route, of[route.column])
    if condition is None:
        return one
    who = f"{route.filled} van de {route.asked} met dat antwoord vulden iets in, en geen van de {route.others} anderen"
    ask = f"is deze vraag alleen gesteld aan wie dit antwoordde? Haal dan het hekje voor asked_of weg ({who})."
    return one.noting(Notes(asks=(ask,), suggestions=(f"asked_of = {{ {condition} }}",)))


def _condition(route: Routed, earlier: Drafted) -> str | None:
    """The condition in TOML; None when it cannot be written as one."""
    question = earlier.question
    kind = question.each if question.type == "grid" else question.type
    if kind == "multiple":
        chosen = f"answers = [{earlier.code_of(route.column)}]" if route.values == (1.0,) else None
    elif kind == "single":
        chosen = _among(route, question)
    else:
        chosen = _between(route, earlier) if kind in {"grade", "number"} else None
    return f'question = "{earlier.asking_for(route.column)}", {chosen}' if chosen else None


def _among(route: Routed, question: Question) -> str | None:
    """Name the answers by their codes; words stand in the file as they do in the codebook."""
    words = {spaced(text) for text in route.texts}
    codes = [Code(int(value)) for value in route.values] or [
        code for code, word in question.answers.items() if word in words
    ]
    known = all(code in question.answers for code in codes) and len(codes) == len(words) + len(route.values)
    return f"answers = {codes}" if known else None


def _between(route: Routed, earlier: Drafted) -> str | None:
    """Name the limits, when all numbers between these were given by who was asked."""
    question = earlier.question
    low, high = question.minimum, question.maximum
    values = {value for value in route.values if value not in question.dont_know}
    # What was declared missing lies outside of the limits.
    values = {value for value in values if (low is None or low <= value) and (high is None or value <= high)}
    (column,) = [column for column in earlier.columns if column.name == route.column]
    if (
        not values
        or route.texts
        or any(min(values) <= one.value <= max(values) for one in column.numbers if one.value not in values)
    ):
        return None
    return f"range = [{min(values):.0f}, {max(values):.0f}]"


# --- groups ----------------------------------------------------------------------------------------------------------


def propose_breakdowns(drafted: Sequence[Drafted]) -> tuple[dict[str, Breakdown], dict[Keys, Notes]]:
    """Propose the groups to break down by: gender, age, region and education, where the file has them."""
    breakdowns: dict[str, Breakdown] = {}
    notes: dict[Keys, Notes] = {}
    for words, label in ((GENDER, "geslacht"), (AGE, "leeftijd"), (REGION, "regio"), (EDUCATION, "opleiding")):
        about = [one for one in drafted if one.question.type in {"single", "number"} and len(one.columns) == 1]
        named = [one for one in about if words.search(one.columns[0].name)]
        groups = (
            (one, _groups(one, label)) for one in (*named, *(it for it in about if words.search(it.question.text)))
        )
        found = next(((one, groups) for one, groups in groups if groups), None)
        if found is not None:
            one, group = found
            breakdowns[label] = Breakdown(label, one.name, group)
            ask = f"zijn dit de groepen waarnaar u wilt uitsplitsen?{_about_small(one.columns[0], group)}"
            notes["breakdowns", label] = Notes(asks=(ask,))
    return breakdowns, notes


def _about_small(column: Column, groups: Mapping[str, Group]) -> str:
    """Say which groups are too small to publish, and that others go with them."""
    counts = {one.value: one.count for one in column.numbers}
    sizes = {group.label: sum(counts.get(float(code), 0) for code in group.answers) for group in groups.values()}
    small = [f"“{label}”" for label, size in sizes.items() if 0 < size < SUPPRESSED_BELOW]
    if not small:
        return ""
    have, them = ("heeft", "die") if len(small) == 1 else ("hebben", "deze")
    return (
        f" {', '.join(small)} {have} minder dan {SUPPRESSED_BELOW} respondenten. Daar komt geen cijfer van, en ook "
        f"niet van een andere groep waaruit het te berekenen zou zijn. Voeg {them} liever bij een andere groep."
    )


def _groups(one: Drafted, label: str) -> dict[str, Group]:
    question = one.question
    if question.type == "number":
        return _age_groups(question) if label == "leeftijd" else {}
    kept = {code: word for code, word in question.answers.items() if code not in question.dont_know}
    if not 2 <= len(kept) <= MOST_GROUPS or not all(kept.values()):
        return {}
    groups: dict[str, Group] = {}
    for code, word in kept.items():
        groups[unused(slug(word, 40) or f"groep_{code}".replace("-", "m"), groups)] = Group(cleaned(word), (code,))
    return groups


def _age_groups(question: Question) -> dict[str, Group]:
    low, high = question.minimum, question.maximum
    if low is None or high is None or low < 0:
        return {}
    starts = [low, *(age for age in AGES if low < age <= high)]
    ends = [*(start - 1 for start in starts[1:]), high]
    return {
        f"{start}-{end}": Group(
            f"{start} jaar en ouder" if end == high and start >= AGES[-1] else f"{start} t/m {end} jaar",
            (),
            (start, end),
        )
        for start, end in zip(starts, ends, strict=True)
    }


# --- indicators ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Indicators, those that belong side by side, and what is asked about them."""

    indicators: dict[str, Indicator]
    sets: dict[str, IndicatorSet]
    notes: dict[Keys, Notes]


def propose_indicators(
    drafted: Sequence[Drafted], scales: Mapping[str, Mapping[Code, str]], breakdowns: Mapping[str, Breakdown]
) -> Outcomes:
    """Propose what a text may name: means of grades and numbers, who is favourable, and each of more answers."""
    outcomes = Outcomes({}, {}, {})
    background = {breakdown.question for breakdown in breakdowns.values()}
    for one in drafted:
        if one.name not in background:
            found = dict(_indicators(one, scales, tuple(breakdowns)))
            outcomes.indicators.update(found)
            if len(found) > 1:
                outcomes.sets[one.name] = IndicatorSet(shortened(_subject(one)), tuple(found))
            if any(it.answers and one.question.type != "multiple" for it in found.values()):
                ask = (
                    "zijn dit de antwoorden die u bij elkaar wilt tellen, en maakt label de zin “het aandeel dat …” af?"
                )
                outcomes.notes["indicators", next(iter(found))] = Notes(asks=(ask,))
    return outcomes


def _subject(one: Drafted) -> str:
    return one.question.text or one.name


def _indicators(
    one: Drafted, scales: Mapping[str, Mapping[Code, str]], breakdowns: tuple[str, ...]
) -> Iterator[tuple[str, Indicator]]:
    question, subject = one.question, _subject(one)
    answers = scales.get(question.scale, {}) if question.scale else question.answers
    if question.type == "multiple" and len(answers) <= MOST_ITEMS:
        for code, word in answers.items():
            if word and code not in question.dont_know:
                label = f"kiest “{word}”"
                yield f"{one.name}_{code}", Indicator(label, shortened(word), one.name, (code,), breakdowns=breakdowns)
    elif question.type == "grade":
        is_nps = (question.minimum, question.maximum) == (0, 10) and RECOMMEND.search(subject)
        label = f"{'NPS' if is_nps else 'gemiddelde'} bij “{subject}”"
        statistic: Statistic | None = "nps" if is_nps else None
        yield one.name, Indicator(label, shortened(subject), one.name, breakdowns=breakdowns, statistic=statistic)
    elif question.type == "number":
        yield one.name, Indicator(f"gemiddelde bij “{subject}”", shortened(subject), one.name, breakdowns=breakdowns)
    elif question.type == "grid" and question.each == "grade":
        for item, word in question.items.items():
            about = word or f"{one.name}_{item}"
            label = f"gemiddelde voor “{about}”"
            yield f"{one.name}_{item}", Indicator(label, shortened(about), f"{one.name}_{item}", breakdowns=breakdowns)
    elif question.type in {"single", "grid"} and (codes := _favourable(answers, question.dont_know)):
        said = " of ".join(f"“{answers[code]}”" for code in codes)
        items = question.items or {"": subject}
        for item, word in items.items():
            name = f"{one.name}_{item}" if item else one.name
            about = word or name
            label = f"{said} antwoordt op “{about}”"
            yield name, Indicator(label, shortened(about), name, codes, breakdowns=breakdowns)


def _favourable(answers: Mapping[Code, str], dont_know: Sequence[Code]) -> tuple[Code, ...]:
    """The answers that say yes, or are at the favourable end of a scale that also has another."""
    told = {code: word.casefold() for code, word in answers.items() if code not in dont_know}
    if len(told) == 2 and set(told.values()) & YES and set(told.values()) & NO:
        return tuple(code for code, word in told.items() if word in YES)
    against = {code for code, word in told.items() if UNFAVOURABLE.search(word)}
    codes = tuple(code for code, word in told.items() if FAVOURABLE.search(word) and code not in against)
    return codes if against and len(codes) < len(told) else ()
