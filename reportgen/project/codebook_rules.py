"""What has to hold within the codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations

from reportgen.project.names import (
    CODEBOOK,
    Known,
    bad_slugs,
    bad_variables,
    blank_texts,
    is_asked,
    unknown,
    unknown_answers,
    unknown_in,
)
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Breakdown, Codebook, Condition, Filter, Group, Indicator, Question

NUMERIC = frozenset({"grade", "number"})
CHOICE = frozenset({"single", "multiple"})


def has_scale_mistake(question: Question, scales: Collection[str] | None) -> bool:
    """Whether a question that has not got the answers of its scale yet names none there is, or has its own as well."""
    return question.scale is not None and (question.scale not in (scales or ()) or bool(question.answers))


def codebook_mistakes(codebook: Codebook, known: Known) -> Iterator[Mistake]:
    """Find all mistakes in a codebook whose scales have not been filled in yet; those in `known` have."""
    yield from blank_texts(CODEBOOK, codebook)
    for table in ("questions", "indicators"):
        yield from bad_variables(CODEBOOK, table, getattr(codebook, table))
    for table in ("breakdowns", "sets", "scales"):
        yield from bad_slugs(CODEBOOK, (table,), getattr(codebook, table))
    for name, question in codebook.questions.items():
        yield from _scale(name, question, known)
        if (filled := known.question(name)) is not None:
            yield from _question(name, filled, known)
    yield from _columns(codebook, known)
    for name, indicator in codebook.indicators.items():
        yield from _indicator(name, indicator, known)
    for name, breakdown in codebook.breakdowns.items():
        yield from _breakdown(name, breakdown, known)
    for name, together in codebook.sets.items():
        yield from _set(name, together.indicators, known)


# --- questions -------------------------------------------------------------------------------------------------------


def _scale(name: str, question: Question, known: Known) -> Iterator[Mistake]:
    keys = ("questions", name, "scale")
    if question.scale is not None:
        yield from unknown(CODEBOOK, keys, "de schaal", question.scale, known.scales)
        if question.answers:
            what = f"de vraag “{name}” heeft een schaal én eigen antwoorden."
            yield Mistake(CODEBOOK, keys, what, "Kies een van beide: “scale” of “answers”.")


def _question(name: str, question: Question, known: Known) -> Iterator[Mistake]:
    at = ("questions", name)
    yield from _answers(at, question)
    yield from _limits(at, question)
    yield from unknown_answers(CODEBOOK, (*at, "dont_know"), question.dont_know, name, _declared(question))
    yield from unknown_answers(CODEBOOK, (*at, "exclusive"), question.exclusive, name, _declared(question))
    yield from unknown_in(CODEBOOK, (*at, "waves"), "de editie", question.waves, known.waves)
    for wave in question.breaks:
        yield from unknown(CODEBOOK, (*at, "breaks", wave), "de editie", wave, known.waves)
    if question.asked_of is not None:
        yield from _filter(name, question.asked_of, known)


def _answers(at: Keys, question: Question) -> Iterator[Mistake]:
    if question.type in CHOICE and not question.answers:
        what = f"de vraag “{at[-1]}” heeft geen antwoorden."
        yield Mistake(
            CODEBOOK, at, what, 'Voeg antwoorden toe, zoals: answers.1 = "ja", of noem een schaal met “scale”.'
        )
    for code in question.answers:
        if question.type == "open" or (question.type in NUMERIC and code not in question.dont_know):
            what = f"antwoord {code} kan niet: bij “{question.type}” staan alleen antwoorden die “weet niet” betekenen."
            key = "scale" if question.scale else "answers"
            yield Mistake(
                CODEBOOK, (*at, key, code), what, "Haal het weg, noem het in “dont_know”, of kies een ander type."
            )
    if question.exclusive and question.type != "multiple":
        what = "“exclusive” hoort bij een vraag met meer antwoorden."
        yield Mistake(CODEBOOK, (*at, "exclusive"), what, "Haal de regel weg, of kies het type “multiple”.")


def _limits(at: Keys, question: Question) -> Iterator[Mistake]:
    low, high = question.minimum, question.maximum
    for key, limit in (("minimum", low), ("maximum", high)):
        if limit is not None and question.type not in NUMERIC:
            what = f"“{key}” hoort bij een vraag naar een getal of rapportcijfer."
            yield Mistake(CODEBOOK, (*at, key), what, "Haal de regel weg, of kies het type “number” of “grade”.")
        elif limit is None and question.type == "grade":
            what = f"het rapportcijfer “{at[-1]}” heeft geen “{key}”."
            yield Mistake(CODEBOOK, at, what, "Noem het laagste en het hoogste cijfer: minimum = 1 en maximum = 10.")
    if low is not None and high is not None and low >= high:
        yield Mistake(
            CODEBOOK,
            (*at, "maximum"),
            f"het maximum ({high}) ligt niet boven het minimum ({low}).",
            "Verbeter een van beide.",
        )
    for i, code in enumerate(question.dont_know):
        if low is not None and high is not None and low <= code <= high:
            what = f"{code} betekent “weet niet”, maar ligt tussen het minimum en het maximum."
            yield Mistake(CODEBOOK, (*at, "dont_know", i), what, "Verklein de grenzen, of gebruik een andere code.")


def _declared(question: Question) -> Question:
    """The question as if only its declared answers existed, also when it asks for a number."""
    return replace(question, type="single")


def _filter(name: str, asked_of: Filter, known: Known) -> Iterator[Mistake]:
    keys = ("questions", name, "asked_of")
    if not (asked_of.all or asked_of.any):
        yield from _condition(keys, Condition(asked_of.question, asked_of.answers, asked_of.range), name, known)
    for key in ("all", "any"):
        for i, condition in enumerate(getattr(asked_of, key)):
            yield from _condition((*keys, key, i), condition, name, known)
    if name in _asked_before(name, known):
        what = f"de vraag “{name}” hangt langs een omweg van zichzelf af."
        yield Mistake(CODEBOOK, (*keys, "question"), what, "Noem een vraag die eerder gesteld is.")


def _condition(keys: Keys, condition: Condition, name: str, known: Known) -> Iterator[Mistake]:
    yield from unknown(CODEBOOK, (*keys, "question"), "de vraag", condition.question, known.questions)
    earlier, question = known.question(condition.question), known.question(name)
    yield from unknown_answers(CODEBOOK, (*keys, "answers"), condition.answers, condition.question, earlier)
    if not condition.answers and condition.range is None:
        yield Mistake(
            CODEBOOK, (*keys, "answers"), "hier staat geen antwoord.", "Noem de antwoorden van wie de vraag kregen."
        )
    for wave in known.waves or ():
        if earlier is not None and question is not None and is_asked(question, wave) and not is_asked(earlier, wave):
            what = f"de vraag “{condition.question}” is in {wave} niet gesteld, en “{name}” wel."
            yield Mistake(CODEBOOK, (*keys, "question"), what, "Pas “waves” bij een van beide vragen aan.")


def _asked_before(name: str, known: Known) -> Iterator[str]:
    """Follow the filters back from a question; a circle is followed once."""
    waiting, passed = [name], set[str]()
    while waiting:
        question = known.question(waiting.pop())
        for condition in question.asked_of.conditions if question and question.asked_of else ():
            if condition.question not in passed:
                passed.add(condition.question)
                waiting.append(condition.question)
                yield condition.question


def _columns(codebook: Codebook, known: Known) -> Iterator[Mistake]:
    """Find columns that would be read for two things in the same wave."""
    taken = {codebook.id: "de kolom met het nummer van de respondent"}
    taken |= dict.fromkeys(codebook.ignored_columns, "een kolom die niet gelezen wordt")
    used: dict[str, list[tuple[str, Question]]] = {}
    for name in codebook.questions:
        if (question := known.question(name)) is None:
            continue
        for column in columns_of(name, question):
            others = used.setdefault(column, [])
            clash = next((other for other, its in others if _share_a_wave(question, its)), None)
            what = taken.get(column) or (f"ook de kolom van de vraag “{clash}”" if clash else None)
            if what:
                key = ("questions", name, "column") if question.column else ("questions", name)
                remedy = "Geef de vraag een andere naam, of noem haar kolom met “column”."
                yield Mistake(CODEBOOK, key, f"de kolom “{column}” van deze vraag is {what}.", remedy)
            others.append((name, question))


def columns_of(name: str, question: Question) -> tuple[str, ...]:
    """The columns that a question is read from: one, or one for each answer that could be ticked."""
    column = question.column or name
    return tuple(f"{column}_{code}" for code in question.answers) if question.type == "multiple" else (column,)


def _share_a_wave(one: Question, other: Question) -> bool:
    return not one.waves or not other.waves or not set(one.waves).isdisjoint(other.waves)


# --- what is computed from them --------------------------------------------------------------------------------------


def _indicator(name: str, indicator: Indicator, known: Known) -> Iterator[Mistake]:
    at = ("indicators", name)
    yield from unknown(CODEBOOK, (*at, "question"), "de vraag", indicator.question, known.questions)
    yield from unknown_in(CODEBOOK, (*at, "breakdowns"), "de uitsplitsing", indicator.breakdowns, known.breakdowns)
    question = known.question(indicator.question)
    if question is None:
        return
    yield from unknown_answers(CODEBOOK, (*at, "answers"), indicator.answers, indicator.question, question)
    if question.type == "open":
        what = f"van de open vraag “{indicator.question}” valt niets te berekenen."
        yield Mistake(CODEBOOK, (*at, "question"), what, "Kies een vraag met vaste antwoorden of een getal.")
    elif not indicator.answers and question.type not in NUMERIC:
        what = f"de vraag “{indicator.question}” heeft antwoorden en geen gemiddelde."
        yield Mistake(CODEBOOK, at, what, "Noem met “answers” de antwoorden die samen het aandeel vormen.")
    if indicator.base == "answered" and not set(indicator.answers).isdisjoint(question.dont_know):
        what = "“weet niet” telt mee in het aandeel, maar niet in de basis."
        yield Mistake(CODEBOOK, (*at, "base"), what, 'Kies base = "all", of haal “weet niet” uit “answers”.')


def _breakdown(name: str, breakdown: Breakdown, known: Known) -> Iterator[Mistake]:
    at = ("breakdowns", name)
    if breakdown.cross or any(group.where for group in breakdown.groups.values()):
        yield from unknown_in(CODEBOOK, (*at, "cross"), "de uitsplitsing", breakdown.cross, known.breakdowns)
        return
    yield from unknown(CODEBOOK, (*at, "question"), "de vraag", breakdown.question, known.questions)
    yield from bad_slugs(CODEBOOK, (*at, "groups"), breakdown.groups)
    if not breakdown.groups:
        yield Mistake(
            CODEBOOK,
            at,
            f"de uitsplitsing “{name}” heeft geen groepen.",
            "Noem de groepen, elk met “answers” of “range”.",
        )
    question = known.question(breakdown.question)
    if question is not None and question.type in {"multiple", "open"}:
        what = f"de vraag “{breakdown.question}” deelt de respondenten niet op: zij is van het type “{question.type}”."
        yield Mistake(CODEBOOK, (*at, "question"), what, "Kies een vraag met één antwoord, of een getal.")
    for key, group in breakdown.groups.items():
        yield from _group((*at, "groups", key), group, breakdown.question, question)
    for (first, one), (second, other) in combinations(breakdown.groups.items(), 2):
        if _overlap(one, other):
            what = f"de groepen “{first}” en “{second}” overlappen."
            yield Mistake(CODEBOOK, (*at, "groups", second), what, "Laat elk antwoord in één groep vallen.")


def _group(keys: Keys, group: Group, name: str, question: Question | None) -> Iterator[Mistake]:
    if bool(group.answers) == (group.range is not None):
        what = f"de groep “{keys[-1]}” heeft óf “answers” óf “range” nodig."
        yield Mistake(CODEBOOK, keys, what, "Noem de antwoorden, of bij een getal de grenzen: range = [18, 30].")
    yield from unknown_answers(CODEBOOK, (*keys, "answers"), group.answers, name, question)
    if group.range is not None:
        if question is not None and question.type != "number":
            what = f"de vraag “{name}” is geen getal, en kan niet op grenzen worden ingedeeld."
            yield Mistake(CODEBOOK, (*keys, "range"), what, "Noem de antwoorden met “answers”.")
        if group.range[0] > group.range[1]:
            what = f"de grenzen {group.range[0]} en {group.range[1]} zijn omgekeerd."
            yield Mistake(CODEBOOK, (*keys, "range"), what, "Schrijf eerst de laagste, dan de hoogste.")


def _overlap(one: Group, other: Group) -> bool:
    if one.range is not None and other.range is not None:
        return max(one.range[0], other.range[0]) <= min(one.range[1], other.range[1])
    return not set(one.answers).isdisjoint(other.answers)


def _set(name: str, indicators: tuple[str, ...], known: Known) -> Iterator[Mistake]:
    at = ("sets", name, "indicators")
    yield from unknown_in(CODEBOOK, at, "de indicator", indicators, known.indicators)
    if not indicators:
        yield Mistake(CODEBOOK, at, f"de reeks “{name}” is leeg.", "Noem de indicatoren die naast elkaar horen.")
    if {"share", "mean"} <= {known.unit(indicator) for indicator in indicators}:
        what = f"de reeks “{name}” mengt aandelen en gemiddelden."
        yield Mistake(CODEBOOK, at, what, "Zet ze in een eigen reeks; ze zijn niet met elkaar te vergelijken.")
