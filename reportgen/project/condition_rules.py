"""What has to hold of conditions: on the answer to a question, in a filter or a group."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.project.names import CODEBOOK, NUMERIC, Known, is_asked, unknown_answers, unknown_question
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Condition, Filter, Question

_WAYS = ("question", "all", "any")


def filter_mistakes(keys: Keys, name: str, asked_of: Filter, waves: tuple[str, ...], known: Known) -> Iterator[Mistake]:
    """Find the mistakes in who was asked a question, in the waves that this filter is for."""
    given = [way for way in _WAYS if getattr(asked_of, way)]
    if len(given) != 1:
        what = f"bij de vraag “{name}” staat niet op één manier aan wie zij gesteld is."
        yield Mistake(CODEBOOK, keys, what, "Kies één van deze: question (met answers of range), all, of any.")
    elif given != ["question"] and (asked_of.answers or asked_of.range is not None):
        what = f"naast “{given[0]}” kan geen “answers” of “range” staan."
        yield Mistake(CODEBOOK, keys, what, f"Zet het in een van de voorwaarden van “{given[0]}”.")
    if given == ["question"]:
        condition = Condition(asked_of.question, asked_of.answers, asked_of.range)
        yield from _asked_before(keys, name, condition, waves, known)
    for way in ("all", "any"):
        for i, condition in enumerate(getattr(asked_of, way)):
            yield from _asked_before((*keys, way, i), name, condition, waves, known)


def _asked_before(
    keys: Keys, name: str, condition: Condition, waves: tuple[str, ...], known: Known
) -> Iterator[Mistake]:
    """A condition of a filter is on a question that came earlier, in the same waves."""
    yield from condition_mistakes(keys, condition, known)
    if name == condition.question or name in _depends_on(condition.question, known):
        what = f"de vraag “{name}” hangt langs een omweg van zichzelf af."
        yield Mistake(CODEBOOK, (*keys, "question"), what, "Noem een vraag die eerder gesteld is.")
    earlier = known.question(condition.question)
    for wave in waves:
        if earlier is not None and not is_asked(earlier, wave):
            what = f"de vraag “{condition.question}” is in {wave} niet gesteld, en “{name}” wel."
            yield Mistake(CODEBOOK, (*keys, "question"), what, "Pas “waves” bij een van beide vragen aan.")


def _depends_on(name: str, known: Known) -> set[str]:
    """Follow the filters back from a question, those of earlier waves too; a circle is followed once."""
    waiting, passed = [name], set[str]()
    while waiting:
        if (question := known.question(waiting.pop())) is None:
            continue
        filters = [question.asked_of, *(variant.asked_of for variant in question.variants.values())]
        found = {condition.question for one in filters if one for condition in one.conditions} - passed
        passed |= found
        waiting.extend(found)
    return passed


def condition_mistakes(keys: Keys, condition: Condition, known: Known) -> Iterator[Mistake]:
    """Find the mistakes in one condition, wherever it stands."""
    name, question = condition.question, known.question(condition.question)
    yield from unknown_question(CODEBOOK, (*keys, "question"), name, known)
    yield from unknown_answers(CODEBOOK, (*keys, "answers"), condition.answers, name, question)
    if not condition.answers and condition.range is None:
        remedy = "Noem de antwoorden van wie de vraag kregen." if "asked_of" in keys else "Noem de antwoorden."
        yield Mistake(CODEBOOK, (*keys, "answers"), "hier staat geen antwoord.", remedy)
    elif condition.answers and condition.range is not None:
        yield Mistake(CODEBOOK, keys, "hier staan “answers” én “range”.", "Laat één van de twee staan.")
    if condition.range is not None:
        yield from range_mistakes((*keys, "range"), condition.range, name, question)


def range_mistakes(keys: Keys, limits: tuple[int, int], name: str, question: Question | None) -> Iterator[Mistake]:
    """Find the mistakes in the limits within which the answer to a question should lie."""
    low, high = limits
    if question is not None and question.type not in NUMERIC:
        what = f"de vraag “{name}” is geen getal, en kan niet op grenzen worden ingedeeld."
        yield Mistake(CODEBOOK, keys, what, "Noem de antwoorden met “answers”.")
    elif low > high:
        yield Mistake(
            CODEBOOK, keys, f"de grenzen {low} en {high} zijn omgekeerd.", "Schrijf eerst de laagste, dan de hoogste."
        )
    elif question is not None and _is_outside(limits, question):
        what = f"van {low} t/m {high} kan niemand op “{name}” antwoorden: dat gaat {_limits(question)}."
        yield Mistake(CODEBOOK, keys, what, "Verbeter de grenzen hier, of “minimum” en “maximum” van de vraag.")


def _is_outside(limits: tuple[int, int], question: Question) -> bool:
    low, high = limits
    if question.minimum is not None and question.maximum is not None and question.minimum >= question.maximum:
        return False
    return (question.maximum is not None and low > question.maximum) or (
        question.minimum is not None and high < question.minimum
    )


def _limits(question: Question) -> str:
    low = f"van {question.minimum}" if question.minimum is not None else ""
    high = f"tot en met {question.maximum}" if question.maximum is not None else ""
    return f"{low} {high}".strip()
