"""Every difference between waves needs a decision, and every decision a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reportgen.project.comparability import ASPECTS, Difference, question_differences, wave_differences
from reportgen.project.names import CODEBOOK, MONITOR, Known, is_asked, unknown
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Question, Wave
from reportgen.project.variants import asked_waves

_SHOWN = 90
"""Of a longer text only so much is repeated in a message."""


def wave_decision_mistakes(known: Known) -> Iterator[Mistake]:
    """Find the differences between whole waves that nothing was decided about, and decisions about nothing."""
    waves = known.waves or {}
    if any(known.wave(name) is None for name in waves):
        return  # what a wave differs from cannot be told as long as one of them is not in order
    differences = {
        (it.wave, it.aspect): it
        for it in wave_differences(waves)
        if it.aspect != "weighting" or all(_is_weighted(waves[name], known) for name in (it.earlier, it.wave))
    }
    for (name, aspect), difference in differences.items():
        if aspect not in waves[name].breaks and aspect not in waves[name].comparable:
            what = f"de editie “{name}” verschilt van {difference.earlier} in {_told(difference)}. {_UNDECIDED}"
            yield Mistake(MONITOR, ("waves", name, aspect), what, _remedy(f"onder [waves.{name}]", aspect))
    measured = [name for name, wave in waves.items() if not wave.is_cited]
    for place, (name, wave) in enumerate(waves.items()):
        at = ("waves", name)
        for aspect in wave.comparable:
            before = next((it for it in reversed(measured) if it < name), None)
            if aspect in wave.breaks:
                yield _both((*at, "comparable", aspect), MONITOR)
            elif (name, aspect) not in differences:
                yield _about_nothing((*at, "comparable", aspect), MONITOR, ASPECTS[aspect], before, name)
        for aspect in wave.breaks if place == 0 else ():
            yield _no_break((*at, "breaks", aspect), MONITOR, name)


def _is_weighted(wave: Wave, known: Known) -> bool:
    """Whether it is clear how a wave was weighted."""
    are_known = known.margins is None or all(margin in known.margins for margin in wave.margins)
    return bool(wave.margins) != (wave.weight is not None) and are_known


def question_decision_mistakes(questions: Mapping[str, Question], known: Known) -> Iterator[Mistake]:
    """Find the same of questions as they stand in the codebook, with the answers of their scales."""
    for name, question in questions.items():
        if ("questions", name) in known.unsound:
            continue
        yield from _misplaced(name, question, known)
        yield from _of_question(name, question, known)


def _misplaced(name: str, question: Question, known: Known) -> Iterator[Mistake]:
    """Find decisions about waves that do not exist, or in which the question was not asked."""
    for kind in ("breaks", "comparable"):
        for wave in getattr(question, kind):
            keys = ("questions", name, kind, wave)
            yield from unknown(CODEBOOK, keys, "de editie", wave, known.waves)
            if known.waves and wave in known.waves and not is_asked(question, wave):
                what = f"de vraag “{name}” is in {wave} niet gesteld."
                yield Mistake(CODEBOOK, keys, what, "Noem de eerste editie waarin zij anders gesteld is.")


def _of_question(name: str, question: Question, known: Known) -> Iterator[Mistake]:
    waves = known.waves or {}
    asked = asked_waves(question, tuple(waves))
    measured = [wave for wave in asked if not waves[wave].is_cited]
    differences = _by_wave(question_differences(question, measured))
    for wave, found in differences.items():
        if wave not in question.breaks and wave not in question.comparable:
            earlier = found[0].earlier
            told = "; ".join(map(_told, found))
            what = f"de vraag “{name}” verschilt in {wave} van {earlier} in {told}. {_UNDECIDED}"
            variant = wave if wave in question.variants else earlier
            keys = ("questions", name, "variants", variant)
            yield Mistake(CODEBOOK, keys, what, _remedy(f"onder [questions.{name}]", wave))
    for wave in question.comparable:
        keys = ("questions", name, "comparable", wave)
        if wave in question.breaks:
            yield _both(keys, CODEBOOK)
        elif wave in asked and wave not in differences:
            before = next((it for it in reversed(measured) if it < wave), None)
            yield _about_nothing(keys, CODEBOOK, f"de vraag “{name}”", before, wave)
    for wave in question.breaks:
        if asked[:1] == (wave,):
            yield _no_break(("questions", name, "breaks", wave), CODEBOOK, wave)


def _by_wave(differences: Iterator[Difference[str]]) -> dict[str, Sequence[Difference[str]]]:
    return {wave: tuple(its) for wave, its in groupby(differences, key=lambda it: it.wave)}


# --- what is said ----------------------------------------------------------------------------------------------------

_UNDECIDED = "Of de uitkomsten dan nog te vergelijken zijn, is niet besloten."


def _told(difference: Difference[str]) -> str:
    return f"{ASPECTS[difference.aspect]} ({_short(difference.before)} → {_short(difference.after)})"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _remedy(where: str, key: str) -> str:
    return f'Zet {where} waarom het kan: comparable.{key} = "…", of waarom niet: breaks.{key} = "…".'


def _both(keys: Keys, file: str) -> Mistake:
    what = "hier staat zowel dat er te vergelijken valt (“comparable”) als van niet (“breaks”)."
    return Mistake(file, keys, what, "Laat één van de twee staan.")


def _about_nothing(keys: Keys, file: str, of: str, before: str | None, wave: str) -> Mistake:
    remedy = "Haal de regel weg."
    if before is None:
        what = f"vóór {wave} is er geen editie met respondenten om mee te vergelijken."
    else:
        what = f"tussen {before} en {wave} verandert er niets aan {of}."
        if file == CODEBOOK:
            remedy = f"Haal de regel weg, of zeg met “variants” hoe het in {before} was."
    return Mistake(file, keys, what, remedy)


def _no_break(keys: Keys, file: str, wave: str) -> Mistake:
    what = f"vóór {wave} is er niets om mee te breken."
    return Mistake(file, keys, what, "Haal de regel weg, of noem de editie waarin het anders werd.")
