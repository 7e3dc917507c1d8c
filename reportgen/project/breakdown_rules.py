"""What has to hold of breakdowns: by one question, by conditions, or by two others crossed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from reportgen.project.condition_rules import condition_mistakes, range_mistakes
from reportgen.project.names import (
    CODEBOOK,
    LONGEST,
    Known,
    bad_slugs,
    unknown_answers,
    unknown_in,
    unknown_question,
)
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Breakdown, Condition, Group, Question

CROSSED = 2
_APART = "Laat elk antwoord in één groep vallen."


def breakdown_mistakes(name: str, breakdown: Breakdown, known: Known) -> Iterator[Mistake]:
    """Find the mistakes in one breakdown as it stands in the codebook."""
    at = ("breakdowns", name)
    yield from bad_slugs(CODEBOOK, (*at, "groups"), breakdown.groups)
    by_conditions = any(group.where for group in breakdown.groups.values())
    if sum((bool(breakdown.question), by_conditions, bool(breakdown.cross))) > 1:
        what = f"de uitsplitsing “{name}” is op meer dan één manier beschreven."
        yield Mistake(CODEBOOK, at, what, "Kies: “question” met groepen, groepen met “where”, of “cross”.")
    elif breakdown.cross:
        yield from _cross(at, breakdown, known)
    elif not breakdown.groups:
        what = f"de uitsplitsing “{name}” heeft geen groepen."
        yield Mistake(CODEBOOK, at, what, "Noem de groepen, elk met “answers” of “range”.")
        if breakdown.question:
            yield from unknown_question(CODEBOOK, (*at, "question"), breakdown.question, known)
    elif by_conditions:
        yield from _by_conditions(at, breakdown, known)
    elif not breakdown.question:
        what = f"bij de uitsplitsing “{name}” staat niet naar welke vraag."
        yield Mistake(CODEBOOK, at, what, "Noem de vraag met “question”, of geef elke groep voorwaarden met “where”.")
    else:
        yield from _by_question(at, breakdown, known)


# --- by one question -------------------------------------------------------------------------------------------------


def _by_question(at: Keys, breakdown: Breakdown, known: Known) -> Iterator[Mistake]:
    yield from unknown_question(CODEBOOK, (*at, "question"), breakdown.question, known)
    question = known.question(breakdown.question)
    if question is not None and question.type in {"multiple", "open"}:
        what = f"de vraag “{breakdown.question}” deelt de respondenten niet op: zij is van het type “{question.type}”."
        remedy = "Kies een vraag met één antwoord, of een getal; of maak groepen met voorwaarden (“where”)."
        yield Mistake(CODEBOOK, (*at, "question"), what, remedy)
    for key, group in breakdown.groups.items():
        yield from _group((*at, "groups", key), group, breakdown.question, question)
    for (first, one), (second, other) in combinations(breakdown.groups.items(), 2):
        if _overlap(one, other):
            what = f"de groepen “{first}” en “{second}” overlappen."
            yield Mistake(CODEBOOK, (*at, "groups", second), what, _APART)


def _group(keys: Keys, group: Group, name: str, question: Question | None) -> Iterator[Mistake]:
    if bool(group.answers) == (group.range is not None):
        what = f"de groep “{keys[-1]}” heeft óf “answers” óf “range” nodig."
        yield Mistake(CODEBOOK, keys, what, "Noem de antwoorden, of bij een getal de grenzen: range = [18, 30].")
    yield from unknown_answers(CODEBOOK, (*keys, "answers"), group.answers, name, question)
    if group.range is not None:
        yield from range_mistakes((*keys, "range"), group.range, name, question)


def _overlap(one: Group | Condition, other: Group | Condition) -> bool:
    """Whether one answer could meet both."""
    if one.range is not None and other.range is not None:
        return max(one.range[0], other.range[0]) <= min(one.range[1], other.range[1])
    if one.range is None and other.range is None:
        return not set(one.answers).isdisjoint(other.answers)
    (low, high), answers = (one.range, other.answers) if one.range else (other.range or (0, 0), one.answers)
    return any(low <= answer <= high for answer in answers)


# --- by conditions ---------------------------------------------------------------------------------------------------


def _by_conditions(at: Keys, breakdown: Breakdown, known: Known) -> Iterator[Mistake]:
    for key, group in breakdown.groups.items():
        keys = (*at, "groups", key)
        if not group.where or group.answers or group.range is not None:
            what = f"de groep “{key}” heeft alleen voorwaarden (“where”) nodig, net als de andere groepen."
            remedy = 'Schrijf: where = [{ question = "…", answers = [1] }].'
            yield Mistake(CODEBOOK, keys, what, remedy)
        for i, condition in enumerate(group.where):
            yield from condition_mistakes((*keys, "where", i), condition, known)
    for (first, one), (second, other) in combinations(breakdown.groups.items(), 2):
        if one.where and other.where and not _are_apart(one, other, known):
            what = f"iemand kan in de groepen “{first}” en “{second}” tegelijk vallen."
            remedy = "Geef beide een voorwaarde op dezelfde vraag, met andere antwoorden; of maak twee uitsplitsingen."
            yield Mistake(CODEBOOK, (*at, "groups", second), what, remedy)


def _are_apart(one: Group, other: Group, known: Known) -> bool:
    """Whether the groups ask for different answers to one question, of which a respondent gives only one."""
    return any(
        mine.question == theirs.question
        and ((question := known.question(mine.question)) is None or question.type != "multiple")
        and not _overlap(mine, theirs)
        for mine in one.where
        for theirs in other.where
    )


# --- crossed ---------------------------------------------------------------------------------------------------------


def _cross(at: Keys, breakdown: Breakdown, known: Known) -> Iterator[Mistake]:
    keys = (*at, "cross")
    yield from unknown_in(CODEBOOK, keys, "de uitsplitsing", breakdown.cross, known.breakdowns)
    if breakdown.groups:
        what = "de groepen van een kruising volgen uit de twee uitsplitsingen."
        yield Mistake(CODEBOOK, (*at, "groups"), what, "Haal de groepen hier weg.")
    if len(breakdown.cross) != CROSSED:
        what = f"een kruising is van precies twee uitsplitsingen, en hier staan er {len(breakdown.cross)}."
        yield Mistake(CODEBOOK, keys, what, 'Schrijf bijvoorbeeld: cross = ["leeftijd", "geslacht"].')
        return
    crossed = [known.breakdown(name) for name in breakdown.cross]
    for i, one in enumerate(crossed):
        if one is not None and one.cross:
            what = f"“{breakdown.cross[i]}” is zelf al een kruising."
            yield Mistake(CODEBOOK, (*keys, i), what, "Kruis twee uitsplitsingen die dat niet zijn.")
            return
    rows, columns = crossed
    if rows is not None and columns is not None:
        yield from _names(keys, rows, columns)


def _names(keys: Keys, rows: Breakdown, columns: Breakdown) -> Iterator[Mistake]:
    names = Counter(f"{row}_{column}" for row in rows.groups for column in columns.groups)
    for name, count in names.items():
        if count > 1 or len(name) > LONGEST:
            what = (
                f"de groep “{name}” van deze kruising {'is er twee keer' if count > 1 else 'heeft een te lange naam'}."
            )
            yield Mistake(CODEBOOK, keys, what, "Geef de groepen van een van beide uitsplitsingen andere namen.")
