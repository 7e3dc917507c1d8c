"""The names that the project files declare for one another, and the checks that are the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import PurePosixPath

from reportgen.errors import nearest
from reportgen.facts import Unit
from reportgen.project.editions import Editions
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Breakdown, Indicator, IndicatorSet, Margin, Question, Wave

MONITOR = "monitor.toml"
CODEBOOK = "data/codebook.toml"
POPULATION = "data/population.toml"
FIGURES = "templates/figures.toml"
RECTIFICATIONS = "rectifications"
"""The folder of the files, one a wave, that say what was put right after publication."""
EDITION_TEXTS = "templates/editions"
"""The folder of the texts that editions have of their own, a folder for each."""
EARLIER = "eerder"
"""The folder within an output that keeps what was published before; no edition can be called so."""

NUMERIC = frozenset({"grade", "number"})

LONGEST = 61
"""How many characters a name may have."""

_VARIABLE = re.compile(rf"[a-z0-9][a-z0-9_]{{0,{LONGEST - 1}}}")
_SLUG = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST - 1}}}")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
# Windows keeps these for devices: a folder or file of that name cannot be made there.
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_NUMBER = re.compile(r"^[0-9]+[a-z]?-")
_START = "Begin met een kleine letter of een cijfer, en gebruik daarna alleen kleine letters, cijfers"


@dataclass(frozen=True, slots=True)
class Known:
    """The names that may be referred to; None for a table that could not be read, so that nothing can be said of it.

    Questions and breakdowns are those of the codebook as it is written out; `grids` are the questions that each grid
    became. `unsound` are the tables and names of entries that have a mistake of their own, and are not worth looking
    into.
    """

    waves: Mapping[str, Wave] | None
    margins: Mapping[str, Margin] | None
    questions: Mapping[str, Question] | None
    indicators: Mapping[str, Indicator] | None
    breakdowns: Mapping[str, Breakdown] | None
    sets: Mapping[str, IndicatorSet] | None
    scales: Collection[str] | None
    brands: Collection[str]
    unsound: frozenset[tuple[str, str]]
    grids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    id: str | None = None
    duration: str | None = None
    chapters: Collection[str] = ()
    """The files of the report's chapters."""
    edition_texts: Collection[str] = ()
    """The files of the texts that editions have of their own."""

    def question(self, name: str) -> Question | None:
        """Find a question to look into; None when there is none, or none that is sound."""
        return self.questions.get(name) if self.questions and ("questions", name) not in self.unsound else None

    def indicator(self, name: str) -> Indicator | None:
        """Find an indicator to look into; None when there is none, or none that is sound."""
        return self.indicators.get(name) if self.indicators and ("indicators", name) not in self.unsound else None

    def breakdown(self, name: str) -> Breakdown | None:
        """Find a breakdown to look into; None when there is none, or none that is sound."""
        return self.breakdowns.get(name) if self.breakdowns and ("breakdowns", name) not in self.unsound else None

    def wave(self, name: str) -> Wave | None:
        """Find a wave to look into; None when there is none, or none that is sound."""
        return self.waves.get(name) if self.waves and ("waves", name) not in self.unsound else None

    def unit(self, name: str) -> Unit | None:
        """Say what an indicator is, as far as it is known; one answer to a question (`houding.4`) is a share."""
        if "." in name:
            return "share"
        indicator = self.indicator(name)
        if indicator is None:
            return None
        if indicator.statistic == "nps":
            return "score"
        return "share" if indicator.answers or indicator.range is not None else "mean"


# --- references ------------------------------------------------------------------------------------------------------


def unknown(file: str, keys: Keys, noun: str, name: str, known: Collection[str] | None) -> Iterator[Mistake]:
    """Find a name that is not there."""
    if known is not None and name not in known:
        yield Mistake(file, keys, f"{noun} “{name}” bestaat niet.", nearest(name, known))


def unknown_question(file: str, keys: Keys, name: str, known: Known) -> Iterator[Mistake]:
    """Find a question that is not there; of a grid, its items are the questions."""
    if name in known.grids:
        what = f"“{name}” is een blok van vragen, en hier hoort één vraag te staan."
        yield Mistake(file, keys, what, f"Kies uit: {', '.join(known.grids[name])}.")
    else:
        yield from unknown(file, keys, "de vraag", name, known.questions)


def unknown_indicators(file: str, keys: Keys, names: Sequence[str], known: Known) -> Iterator[Mistake]:
    """Find what is neither an indicator nor one answer to a question (`houding.4`)."""
    for i, name in enumerate(names):
        yield from unknown_indicator(file, (*keys, i), name, known)


def unknown_indicator(file: str, keys: Keys, name: str, known: Known) -> Iterator[Mistake]:
    """Find a name that is neither an indicator nor one answer to a question (`houding.4`)."""
    question, dot, code = name.rpartition(".")
    if not dot and name in known.grids:
        yield from unknown_question(file, keys, name, known)
    elif not dot:
        yield from unknown(file, keys, "de indicator", name, known.indicators)
    else:
        yield from unknown_question(file, keys, question, known)
        asked = known.question(question)
        if asked is not None and code not in (codes := [str(code) for code in asked.answers]):
            what = f"antwoord {code} bestaat niet bij de vraag “{question}”."
            yield Mistake(file, keys, what, nearest(code, codes))


def unknown_in(
    file: str, keys: Keys, noun: str, names: Sequence[str], known: Collection[str] | None
) -> Iterator[Mistake]:
    """Find the names in a list that are not there, or are there twice."""
    for i, name in enumerate(names):
        yield from unknown(file, (*keys, i), noun, name, known)
        if name in names[:i]:
            yield Mistake(file, (*keys, i), f"{noun} “{name}” staat hier twee keer.", "Haal er één weg.")


def unknown_answers(
    file: str, keys: Keys, codes: Sequence[int], name: str, question: Question | None
) -> Iterator[Mistake]:
    """Find the codes in a list that are no answer to a question, or are there twice."""
    if question is None:
        return
    for i, code in enumerate(codes):
        if not is_answer(question, code):
            what = f"antwoord {code} bestaat niet bij de vraag “{name}”."
            yield Mistake(file, (*keys, i), what, _choices(question))
        elif code in codes[:i]:
            yield Mistake(file, (*keys, i), f"antwoord {code} staat hier twee keer.", "Haal er één weg.")


def is_answer(question: Question, code: int) -> bool:
    """Whether a code can be an answer: one that is declared, or a number within the limits."""
    if code in question.answers:
        return True
    within = (question.minimum is None or code >= question.minimum) and (
        question.maximum is None or code <= question.maximum
    )
    return question.type in NUMERIC and within


def is_asked(question: Question, wave: str) -> bool:
    """Whether a question is asked in a wave: in every one, unless it names its own."""
    return not question.waves or wave in question.waves


def _choices(question: Question) -> str:
    answers = [f"{code} ({wording})" for code, wording in question.answers.items()]
    if question.type in NUMERIC:
        answers.insert(0, f"{question.minimum} tot en met {question.maximum}")
    return f"Kies uit: {', '.join(answers)}." if answers else "Deze vraag heeft geen vaste antwoorden."


# --- names and texts -------------------------------------------------------------------------------------------------


def chapter_name(file: str) -> str:
    """Name a chapter of the report by its file, without the number that puts it in its place."""
    return _NUMBER.sub("", PurePosixPath(file).stem)


def bad_variables(file: str, table: str, names: Iterable[str]) -> Iterator[Mistake]:
    """Find names that cannot be the name of a question or an indicator."""
    for name in names:
        if not _VARIABLE.fullmatch(name):
            yield _bad_name(file, (table, name), f"{_START} en _ (ten hoogste {LONGEST} tekens).")


def bad_slugs(file: str, keys: Keys, names: Iterable[str]) -> Iterator[Mistake]:
    """Find names that cannot be part of a fact's id."""
    for name in names:
        if not _SLUG.fullmatch(name):
            yield _bad_name(file, (*keys, name), f"{_START}, _ en - (ten hoogste {LONGEST} tekens).")


def bad_folder(file: str, keys: Keys, name: str) -> Iterator[Mistake]:
    """Find a name that cannot be the name of a folder or file everywhere."""
    if not _FOLDER.fullmatch(name):
        yield _bad_name(file, keys, f"{_START} en - (ten hoogste 41 tekens).", name)
    elif _DEVICES.fullmatch(name):
        yield _bad_name(file, keys, "Windows houdt deze naam voor een apparaat; kies een andere.", name)


def _bad_name(file: str, keys: Keys, remedy: str, name: str = "") -> Mistake:
    return Mistake(file, keys, f"“{name or keys[-1]}” kan hier geen naam zijn.", remedy)


def blank_texts(file: str, value: object, keys: Keys = ()) -> Iterator[Mistake]:
    """Find texts that must say something and are empty."""
    if isinstance(value, str) and not value.strip():
        yield Mistake(file, keys, f"“{keys[-1]}” is leeg.", "Vul een tekst in.")
    for key, item in _within(value):
        yield from blank_texts(file, item, (*keys, key))


def _within(value: object) -> Iterator[tuple[str | int, object]]:
    """What a value of the schema holds, with the key or number of each in its file; what was left out goes without."""
    if isinstance(value, Editions):
        yield from enumerate(value.listed)
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif is_dataclass(value):
        for part in fields(value):
            if (item := getattr(value, part.name)) != part.default:
                yield part.name, item
