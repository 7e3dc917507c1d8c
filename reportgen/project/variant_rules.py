"""What has to hold of how a question was put in one wave."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.project.condition_rules import filter_mistakes
from reportgen.project.names import CODEBOOK, NUMERIC, Known, is_answer, is_asked, unknown
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Question, Variant
from reportgen.project.variants import as_asked


def variant_mistakes(name: str, question: Question, known: Known) -> Iterator[Mistake]:
    """Find the mistakes in the variants of a question that has its answers; a grid is looked at as one item of it."""
    for wave, variant in question.variants.items():
        keys = ("questions", name, "variants", wave)
        yield from unknown(CODEBOOK, keys, "de editie", wave, known.waves)
        if not is_asked(question, wave):
            what = f"de vraag “{name}” is in {wave} niet gesteld, en kan toen niet anders zijn geweest."
            yield Mistake(CODEBOOK, keys, what, f"Voeg “{wave}” toe aan “waves”, of haal dit weg.")
        if variant == Variant():
            what = f"hier staat niet wat in {wave} anders was."
            yield Mistake(CODEBOOK, keys, what, "Noem het met text, answers, recode, asked_of, everybody of column.")
        yield from _answers(keys, wave, question)
        yield from _asked_of(keys, name, wave, question, known)


def _answers(keys: Keys, wave: str, question: Question) -> Iterator[Mistake]:
    """Every answer of the time has to be one of today's, or to be recoded to one."""
    variant, then = question.variants[wave], as_asked(question, wave)
    if variant.answers and question.type == "open":
        yield Mistake(CODEBOOK, (*keys, "answers"), "een open vraag heeft geen antwoorden.", "Haal de regel weg.")
        return
    for code, wording in variant.answers.items():
        if code not in variant.recode and code not in question.answers:
            what = f"antwoord {code} (“{wording}”) van {wave} is nu geen antwoord."
            remedy = (
                f"Zet het terug bij de antwoorden van de vraag, of zeg met “recode” welk antwoord nu hetzelfde "
                f"betekent: recode.{code} = …"
            )
            yield Mistake(CODEBOOK, (*keys, "answers", code), what, remedy)
    for before, now in variant.recode.items():
        if not is_answer(then, before):
            what = f"antwoord {before} bestond in {wave} niet."
            remedy = "Noem met “answers” alle antwoorden van toen, of verbeter de code."
            yield Mistake(CODEBOOK, (*keys, "recode", before), what, remedy)
        if not is_answer(question, now):
            what = f"antwoord {now} bestaat nu niet."
            yield Mistake(CODEBOOK, (*keys, "recode", before), what, _choices(question))


def _choices(question: Question) -> str:
    answers = ", ".join(f"{code} ({wording})" for code, wording in question.answers.items())
    if question.type in NUMERIC:
        answers = ", ".join(part for part in (f"{question.minimum} tot en met {question.maximum}", answers) if part)
    return f"Kies uit: {answers}."


def _asked_of(keys: Keys, name: str, wave: str, question: Question, known: Known) -> Iterator[Mistake]:
    variant = question.variants[wave]
    if variant.everybody and variant.asked_of is not None:
        what = "“everybody” en “asked_of” spreken elkaar tegen."
        yield Mistake(CODEBOOK, (*keys, "everybody"), what, "Laat één van de twee staan.")
    elif variant.everybody and question.asked_of is None:
        what = f"de vraag “{name}” is ook nu aan iedereen gesteld."
        yield Mistake(CODEBOOK, (*keys, "everybody"), what, "Haal de regel weg.")
    if variant.asked_of is not None:
        it = known.wave(wave)
        waves = (wave,) if it is not None and not it.is_cited else ()
        yield from filter_mistakes((*keys, "asked_of"), name, variant.asked_of, waves, known)
