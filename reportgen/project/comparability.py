"""What differs between a wave and the one before it, and what was decided about that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

from reportgen.facts import Decision
from reportgen.project.schema import Aspect, Codebook, Filter, Monitor, Question, Wave
from reportgen.project.variants import answers_as_now, as_asked, asked_waves

EVERYBODY = "iedereen"
ASPECTS: Mapping[str, str] = {
    "text": "de tekst",
    "answers": "de antwoorden",
    "base": "wie de vraag kreeg",
    "mode": "de manier van ondervragen",
    "agency": "het veldwerkbureau",
    "sample": "de steekproef",
    "population": "de doelgroep",
    "weighting": "de weging",
}
OF_A_WAVE: tuple[Aspect, ...] = ("mode", "agency", "sample", "population", "weighting")


A_co = TypeVar("A_co", bound=str, covariant=True)


@dataclass(frozen=True, slots=True)
class Difference(Generic[A_co]):
    """What was otherwise in a wave than in the one before it; `before` and `after` say so in Dutch."""

    earlier: str
    wave: str
    aspect: A_co
    before: str
    after: str


def decisions(monitor: Monitor, codebook: Codebook, waves: Sequence[str]) -> tuple[Decision, ...]:
    """List what was decided of every difference between these waves, and every break that was declared besides.

    The codebook is one that was written out. What has not been decided does not count as comparable.
    """
    names = [name for name in monitor.waves if name in waves]
    found = list(_of_waves({name: monitor.waves[name] for name in names}))
    measured = [name for name in names if not monitor.waves[name].is_cited]
    for name, question in codebook.questions.items():
        found += _of_question(name, question, asked_waves(question, names), measured)
    return tuple(sorted(found, key=lambda decision: names.index(decision.wave)))


def is_broken(decided: Iterable[Decision], question: str, earlier: str, later: str) -> bool:
    """Whether the trend of a question breaks between two waves, by its own change or that of a whole wave."""
    # The names of waves are in the order of the waves.
    return any(
        not decision.comparable and decision.question in (None, question) and earlier < decision.wave <= later
        for decision in decided
    )


def _of_waves(waves: Mapping[str, Wave]) -> Iterator[Decision]:
    differences = tuple(wave_differences(waves))
    for difference in differences:
        wave = waves[difference.wave]
        yield _decision(None, difference, wave.breaks.get(difference.aspect), wave.comparable.get(difference.aspect))
    differing = {(difference.wave, difference.aspect) for difference in differences}
    for earlier, later in pairwise(waves):
        for aspect, reason in waves[later].breaks.items():
            if (later, aspect) not in differing:
                yield Decision(later, earlier, None, "declared", "", "", comparable=False, reason=reason)


def _of_question(name: str, question: Question, asked: Sequence[str], measured: Sequence[str]) -> Iterator[Decision]:
    differences = tuple(question_differences(question, [wave for wave in asked if wave in measured]))
    for difference in differences:
        yield _decision(
            name, difference, question.breaks.get(difference.wave), question.comparable.get(difference.wave)
        )
    differing = {difference.wave for difference in differences}
    for earlier, later in pairwise(asked):
        if later in question.breaks and later not in differing:
            reason = question.breaks[later]
            yield Decision(later, earlier, name, "declared", "", "", comparable=False, reason=reason)


def _decision(question: str | None, it: Difference[Any], broken: str | None, comparable: str | None) -> Decision:
    is_comparable = broken is None and comparable is not None
    reason = (comparable if is_comparable else broken) or ""
    return Decision(it.wave, it.earlier, question, it.aspect, it.before, it.after, is_comparable, reason)


# --- questions -------------------------------------------------------------------------------------------------------


def question_differences(question: Question, asked: Sequence[str]) -> Iterator[Difference[str]]:
    """Compare each of the waves in which a question was asked of respondents with the one before it."""
    for earlier, later in pairwise(asked):
        old, new = as_asked(question, earlier), as_asked(question, later)
        if _plain(old.text) != _plain(new.text):
            yield Difference(earlier, later, "text", f"“{old.text}”", f"“{new.text}”")
        yield from _answers(question, earlier, later)
        if _conditions(old.asked_of) != _conditions(new.asked_of):
            yield Difference(earlier, later, "base", _base(old.asked_of), _base(new.asked_of))


def _answers(question: Question, earlier: str, later: str) -> Iterator[Difference[str]]:
    """Compare what each of today's codes meant, and tell only where that differs."""
    before, after = (
        {code: tuple(map(_plain, wordings)) for code, wordings in answers_as_now(question, wave).items()}
        for wave in (earlier, later)
    )
    codes = [code for code in {**before, **after} if before.get(code) != after.get(code)]
    if codes:
        old, new = ([(code, wordings.get(code, ())) for code in codes] for wordings in (before, after))
        # A wording that only moved to another code says nothing without the codes.
        moved = {wording for _, wordings in old for wording in wordings} & {one for _, its in new for one in its}
        yield Difference(earlier, later, "answers", _listed(old, bool(moved)), _listed(new, bool(moved)))


def _listed(answers: Sequence[tuple[int, tuple[str, ...]]], with_codes: bool) -> str:
    parts = [
        (f"{code} = " if with_codes else "") + " en ".join(f"“{one}”" for one in wordings)
        for code, wordings in answers
        if wordings
    ]
    return ", ".join(parts) or "geen antwoord daarvoor"


def _conditions(asked_of: Filter | None) -> object:
    return None if asked_of is None else (bool(asked_of.any), frozenset(asked_of.conditions))


def _base(asked_of: Filter | None) -> str:
    return EVERYBODY if asked_of is None else asked_of.base


def _plain(text: str) -> str:
    """A text without the line ends and double spaces that TOML may have given it."""
    return " ".join(text.split())


# --- whole waves -----------------------------------------------------------------------------------------------------


def wave_differences(waves: Mapping[str, Wave]) -> Iterator[Difference[Aspect]]:
    """Compare each wave that has respondents with the one before it."""
    measured = {name: wave for name, wave in waves.items() if not wave.is_cited}
    for (earlier, old), (later, new) in pairwise(measured.items()):
        for aspect in OF_A_WAVE:
            before, after = _told(aspect, old), _told(aspect, new)
            if before != after:
                yield Difference(earlier, later, aspect, before, after)


def _told(aspect: Aspect, wave: Wave) -> str:
    if aspect == "weighting":
        return weighting_in_words(wave)
    return _plain(getattr(wave, aspect)) or "niet genoemd"


def weighting_in_words(wave: Wave) -> str:
    """Say how a wave was weighted: naar leeftijd en regio, met begrensde gewichten (0,3 tot 3)."""
    if not wave.margins:
        return "gewichten van het veldwerkbureau"
    names = sorted(wave.margins)
    margins = ", ".join(names[:-1]) + (" en " if names[1:] else "") + names[-1]
    start = ", uitgaande van gewichten van het veldwerkbureau" if wave.base_weight else ""
    low, high = (f"{bound:g}".replace(".", ",") for bound in wave.weight_bounds or (0, 0))
    bounds = f", met begrensde gewichten ({low} tot {high})" if wave.weight_bounds else ""
    return f"naar {margins}{start}{bounds}"
