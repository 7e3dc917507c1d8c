"""What kind of question one column answers, and with which answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.importing.description import FEWEST_PERSONS, Column, Label, Number, Text, round_outward
from reportgen.importing.draft import NOTHING, Notes
from reportgen.importing.labels import is_marked_up, spaced
from reportgen.importing.words import AGE, COUNT, GRADE, is_dont_know, is_no_answer
from reportgen.project.schema import Code, Question

Kind = Literal["single", "grade", "number", "open", "unreadable"]

FEWEST_POINTS = 5
"""A scale of which only the ends have a label has at least so many points."""
HIGHEST_GRADE = 10
MOST_ANSWERS = 20
MOST_UNLABELLED = 7
LARGEST_CODE = 9_999_999_999
OFTEN_MISSING = frozenset({-99, -98, -97, -9, -8, -1, 97, 98, 99, 997, 998, 999, 9997, 9998, 9999})
"""Codes that mean “weet niet” or “geen antwoord” in many files."""
APART = 20
"""How far such a code lies from the other numbers, at least, to be taken for one."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind of question, with what belongs to it and what is asked about it."""

    kind: Kind
    question: Question
    notes: Notes = NOTHING


def together(columns: Sequence[Column]) -> Column:
    """Put columns with the same answers together as if they were one, for guessing what these mean."""
    numbers: dict[float, int] = {}
    texts: dict[str, int] = {}
    for column in columns:
        for number in column.numbers:
            numbers[number.value] = numbers.get(number.value, 0) + number.count
        for text in column.texts:
            texts[text.value] = texts.get(text.value, 0) + text.count
    lows, highs = (
        [one for one in ends if one is not None] for ends in zip(*((c.low, c.high) for c in columns), strict=True)
    )
    return replace(
        columns[0],
        numeric=all(column.numeric for column in columns),
        whole=all(column.whole for column in columns),
        low=min(lows, default=None),
        high=max(highs, default=None),
        numbers=tuple(Number(*one) for one in sorted(numbers.items())),
        texts=tuple(Text(*one) for one in sorted(texts.items())),
        rare=max(column.rare for column in columns),
    )


def guess(column: Column) -> Guess:
    """Guess what a column answers; its text is not among what is guessed here."""
    if column.numeric and not column.whole:
        ask = (
            "hier staan getallen met decimalen, en die leest het programma niet. Rond ze in SPSS af met COMPUTE en RND."
        )
        return Guess("unreadable", Question("", "open"), Notes(asks=(ask,)))
    if not column.numeric:
        return _mixed(column) if column.numbers else _words(column)
    labels = _told(column)
    if any(label.number is not None and not _is_code(label.number) for label in labels):
        ask = (
            "er zijn codes met decimalen, en die leest het programma niet. Maak er in SPSS hele getallen van (RECODE)."
        )
        return Guess("unreadable", Question("", "open"), Notes(asks=(ask,)))
    return _labelled(column, labels) if labels else _unlabelled(column)


def _is_code(number: float) -> bool:
    return number.is_integer() and abs(number) <= LARGEST_CODE


def _told(column: Column) -> tuple[Label, ...]:
    """The labels of answers: not of values that are missing, unless they say “weet niet”."""
    return tuple(
        label
        for label in column.labels
        if label.number is not None and (not column.is_missing(label.number) or is_dont_know(label.wording))
    )


# --- words -----------------------------------------------------------------------------------------------------------


def _words(column: Column) -> Guess:
    """A column of texts: answers when a few come back often, and otherwise something written."""
    different = len(column.texts) + column.rare
    comes_back = different and column.filled / different >= FEWEST_PERSONS
    if len(column.texts) < 2 or different > MOST_ANSWERS or not comes_back:
        return Guess("open", Question("", "open"))
    wordings = list({spaced(text.value).casefold(): spaced(text.value) for text in column.texts}.values())
    answers = {Code(number): wording for number, wording in enumerate(wordings, 1)}
    order = "is dit de volgorde van de vragenlijst? Het bestand heeft woorden en geen codes; de nummers kiest u zelf."
    asks = [f'{order} Is het een open vraag, maak er dan type = "open" van en haal de antwoorden weg.']
    if column.rare:
        others = "komt 1 ander antwoord" if column.rare == 1 else f"komen {column.rare} andere antwoorden"
        asks.append(
            f"hier {others} bij minder dan {FEWEST_PERSONS} mensen voor. Voeg toe wat er nog meer te kiezen was."
        )
    remarks = tuple(
        f"“{label.text}” heet in SPSS “{spaced(label.wording)}”; maak er met AUTORECODE codes van om dat te gebruiken."
        for label in column.labels
        if label.text and spaced(label.wording).casefold() != spaced(label.text).casefold()
    )
    dont_know = tuple(code for code, wording in answers.items() if is_dont_know(wording))
    return Guess("single", Question("", "single", answers=answers, dont_know=dont_know), Notes(tuple(asks), remarks))


def _mixed(column: Column) -> Guess:
    """Numbers with a few words between them, as “weet niet” written out."""
    words = [spaced(text.value) for text in column.texts]
    if column.rare or not all(is_dont_know(word) or is_no_answer(word) for word in words):
        ask = "is dit een open vraag? Er staan getallen en woorden door elkaar. Zo niet, verbeter dan het bestand."
        return Guess("open", Question("", "open"), Notes(asks=(ask,)))
    found = guess(replace(column, numeric=True, texts=()))
    above = max((one.value for one in column.numbers), default=0.0)
    free = [code for code in (99, 999, 9999, 99999) if code > above]
    if found.kind not in {"grade", "number"} or len(free) < len(words):
        return Guess("open", Question("", "open"), found.notes)
    extra = {Code(code): word for code, word in zip(free, words, strict=False)}
    question = found.question
    return replace(
        found,
        question=replace(question, answers={**question.answers, **extra}, dont_know=(*question.dont_know, *extra)),
    )


# --- codes -----------------------------------------------------------------------------------------------------------


def _labelled(column: Column, labels: Sequence[Label]) -> Guess:
    answers, notes = _answers(column, labels)
    dont_know = tuple(code for code, word in answers.items() if is_dont_know(word) or is_no_answer(word))
    substantive = {code: word for code, word in answers.items() if code not in dont_know}
    unlabelled = [one for one in _numbers(column) if _code(one.value) not in answers]
    is_scale = _is_scale(substantive, [one.value for one in unlabelled])
    # A grade is a scale to SPSS as well, and so is an age; only of a grade do the ends lie within ten.
    is_amount = column.measure == "scale" and len(unlabelled) > len(substantive)
    is_grade = is_scale and 0 <= min(substantive) <= max(substantive) <= HIGHEST_GRADE
    if not column.numbers or len(unlabelled) > MOST_ANSWERS or (is_amount and not is_grade):
        return _number(column, answers, dont_know, notes)
    if is_scale:
        low, high = min(substantive), max(substantive)
        ask = f'is dit een schaal van {low} t/m {high}? Wilt u de antwoorden apart, kies dan type = "single".'
        extra = {code: answers[code] for code in dont_know}
        question = Question("", "grade", answers=extra, dont_know=dont_know, minimum=low, maximum=high)
        return Guess("grade", question, notes + Notes(asks=(ask,)))
    if not substantive and unlabelled:
        return _number(column, answers, dont_know, notes)
    asks = []
    for one in unlabelled:
        answers[_code(one.value)] = ""
        asks.append(f"wat betekent code {one.value:.0f}? Die komt {one.count} keer voor, en heeft geen label.")
    ordered = dict(sorted(answers.items()))
    return Guess(
        "single", Question("", "single", answers=ordered, dont_know=dont_know), notes + Notes(asks=tuple(asks))
    )


def _answers(column: Column, labels: Sequence[Label]) -> tuple[dict[Code, str], Notes]:
    """The answers with a label, and what has to be known of those that are missing in SPSS, or say nothing."""
    answers: dict[Code, str] = {}
    asks, remarks = [], []
    for label in labels:
        assert label.number is not None
        code, word = _code(label.number), spaced(label.wording)
        answers[code] = word
        if not word:
            asks.append(f"wat betekent code {code}? Het label is leeg.")
        elif column.is_missing(label.number):
            what = f"{code} (“{word}”) is in SPSS een ontbrekende waarde. Hier telt het mee als “weet niet”."
            asks.append(f"{what} Moet het wegblijven, haal het dan uit de antwoorden en uit dont_know.")
        elif is_no_answer(word) and not is_dont_know(word):
            what = f"{code} (“{word}”) telt hier als “weet niet” mee in de basis."
            asks.append(f"{what} Moet het wegblijven, maak er dan in SPSS een ontbrekende waarde van (MISSING VALUES).")
        if is_marked_up(word):
            asks.append(f"het label van {code} bevat opmaak (HTML). Haal die weg in SPSS, en daarna ook hier.")
    left_out = [one for one in column.labels if one.number is not None and one not in labels]
    if left_out:
        shown = ", ".join(f"{one.number:g} (“{spaced(one.wording)}”)" for one in left_out)
        remarks.append(f"Niet meegeteld, want in SPSS een ontbrekende waarde: {shown}.")
    return answers, Notes(tuple(asks), tuple(remarks))


def _is_scale(substantive: Mapping[Code, str], unlabelled: Sequence[float]) -> bool:
    """Whether the labels are those of the ends of a scale, or merely say their own number."""
    if not substantive:
        return False
    low, high = min(substantive), max(substantive)
    if high - low + 1 < FEWEST_POINTS:
        return False
    own = sum(word.split()[:1] == [str(code)] for code, word in substantive.items() if word)
    between = all(low < number < high for number in unlabelled)
    only_ends = len(substantive) <= 3 and bool(unlabelled) and between
    return (
        only_ends
        or (between and own == len(substantive) == high - low + 1)
        or (between and own >= len(substantive) - 2 > 3)
    )


def _unlabelled(column: Column) -> Guess:
    """Numbers without a label: a grade or a number when something says so, and otherwise codes to be explained."""
    numbers = _numbers(column)
    about = f"{column.name} {column.label}"
    apart = _apart([one.value for one in numbers])
    answers = {_code(value): "weet niet" for value in apart}
    notes = Notes(asks=tuple(f"betekent {value:.0f} “weet niet”, of “niet ingevuld”?" for value in apart))
    rest = [one.value for one in numbers if one.value not in apart]
    if not rest or AGE.search(about):
        return _number(column, answers, tuple(answers), notes)
    low, high = min(rest), max(rest)
    fits = low >= 0 and high <= 10 and high >= FEWEST_POINTS
    if fits and (GRADE.search(about) or (high == 10 and len(rest) >= MOST_UNLABELLED)):
        least, most = (0 if low == 0 else 1), next(most for most in (5, 7, 10) if high <= most)
        ask = f"is dit een rapportcijfer of schaal van {least} t/m {most}?"
        question = Question("", "grade", answers=answers, dont_know=tuple(answers), minimum=least, maximum=most)
        return Guess("grade", question, notes + Notes(asks=(ask,)))
    is_number = column.measure == "scale" or COUNT.search(about) is not None
    if is_number or len(rest) > MOST_UNLABELLED or not all(map(_is_code, rest)):
        return _number(column, answers, tuple(answers), notes)
    answers = dict(sorted({**answers, **{_code(value): "" for value in rest}}.items()))
    ask = 'wat betekenen deze codes? Het bestand zegt het niet. Is het een getal: type = "number", zonder antwoorden.'
    dont_know = tuple(_code(value) for value in apart)
    return Guess("single", Question("", "single", answers=answers, dont_know=dont_know), notes + Notes(asks=(ask,)))


def _apart(values: Sequence[float]) -> tuple[float, ...]:
    """Find the codes that usually mean “weet niet” and lie apart from the other numbers."""
    rest = [value for value in values if value not in OFTEN_MISSING]
    if not rest:
        return ()
    low, high = min(rest), max(rest)
    return tuple(
        value
        for value in values
        if value in OFTEN_MISSING and ((value < 0 <= low) or value - high >= APART or (high <= 10 < value))
    )


def _number(column: Column, answers: Mapping[Code, str], dont_know: tuple[Code, ...], notes: Notes) -> Guess:
    low, high = _limits(column, dont_know)
    kept = {code: word for code, word in answers.items() if code in dont_know and not _within(code, low, high)}
    inside = [f"{code} (“{word}”)" for code, word in answers.items() if code not in kept]
    told = f"Deze codes hebben in het bestand een label, en tellen hier als getal: {', '.join(inside)}."
    limits = f"van {low}" if high is None else f"van {low} t/m {high}"
    ask = f"welke getallen konden mensen invullen? In het bestand staan er {limits} (de uitersten zijn soms afgerond)."
    question = Question("", "number", answers=kept, dont_know=tuple(kept), minimum=low, maximum=high)
    return Guess("number", question, notes + Notes((ask,), (told,) if inside else ()))


def _limits(column: Column, dont_know: tuple[Code, ...]) -> tuple[int | None, int | None]:
    """The limits of a number; those that few persons have are rounded outward, but not up to a “weet niet”."""
    counts = {one.value: one.count for one in _numbers(column) if _code(one.value) not in dont_know}
    if not counts:
        high = None if any(code == column.high for code in dont_know) or column.high is None else int(column.high)
        return (None if column.low is None else int(column.low)), high
    least, most = min(counts), max(counts)
    low = round_outward(least, counts[least], up=False)
    high = max(round_outward(most, counts[most], up=True), low + 1)
    above = [code for code in dont_know if most < code <= high]
    below = [code for code in dont_know if low <= code < least]
    return (max(below) + 1 if below else low), (min(above) - 1 if above else high)


def _within(code: int, low: int | None, high: int | None) -> bool:
    return (low is None or code >= low) and (high is None or code <= high)


def _numbers(column: Column) -> list[Number]:
    """The numbers that SPSS does not declare missing."""
    return [one for one in column.numbers if not column.is_missing(one.value)]


def _code(number: float) -> Code:
    return Code(int(number))
