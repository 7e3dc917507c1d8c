"""What has to hold of one question in the codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from reportgen.project.condition_rules import filter_mistakes
from reportgen.project.expansion import item_names
from reportgen.project.names import (
    CODEBOOK,
    NUMERIC,
    Known,
    bad_variables,
    unknown,
    unknown_answers,
    unknown_in,
)
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Question
from reportgen.project.variant_rules import variant_mistakes
from reportgen.project.variants import asked_waves

CHOICE = frozenset({"single", "multiple", "ranking"})


def has_scale_mistake(question: Question, scales: Collection[str] | None) -> bool:
    """Whether a question that has not got the answers of its scale yet names none there is, or has its own as well."""
    return question.scale is not None and (question.scale not in (scales or ()) or bool(question.answers))


def scale_mistakes(name: str, question: Question, known: Known) -> Iterator[Mistake]:
    """Find the mistakes in how a question, as it stands in the codebook, gets its answers."""
    keys = ("questions", name, "scale")
    if question.scale is not None:
        yield from unknown(CODEBOOK, keys, "de schaal", question.scale, known.scales)
        if question.answers:
            what = f"de vraag “{name}” heeft een schaal én eigen antwoorden."
            yield Mistake(CODEBOOK, keys, what, "Kies een van beide: “scale” of “answers”.")


def question_mistakes(name: str, question: Question, known: Known) -> Iterator[Mistake]:
    """Find the mistakes in a question that has the answers of its scale; a grid is looked at as a whole."""
    at = ("questions", name)
    yield from _only_of_its_type(at, question)
    if question.type == "grid":
        yield from _items(at, question)
        question = replace(question, type=question.each)
    yield from _answers(at, question)
    yield from _limits(at, question)
    yield from unknown_answers(CODEBOOK, (*at, "dont_know"), question.dont_know, name, declared(question))
    yield from unknown_answers(CODEBOOK, (*at, "exclusive"), question.exclusive, name, declared(question))
    yield from unknown_in(CODEBOOK, (*at, "waves"), "de editie", question.waves, known.waves)
    waves = [wave for wave in known.waves or () if (it := known.wave(wave)) and not it.is_cited]
    if question.asked_of is not None:
        as_now = [wave for wave in asked_waves(question, waves) if not _filters_otherwise(question, wave)]
        yield from filter_mistakes((*at, "asked_of"), name, question.asked_of, tuple(as_now), known)
    yield from variant_mistakes(name, question, known)


def _filters_otherwise(question: Question, wave: str) -> bool:
    variant = question.variants.get(wave)
    return variant is not None and (variant.everybody or variant.asked_of is not None)


def declared(question: Question) -> Question:
    """The question as if only its declared answers existed, also when it asks for a number."""
    return replace(question, type="single")


def _only_of_its_type(at: Keys, question: Question) -> Iterator[Mistake]:
    """Find the keys that belong to another type of question."""
    if question.exclusive and question.type != "multiple":
        what = "“exclusive” hoort bij een vraag met meer antwoorden."
        yield Mistake(CODEBOOK, (*at, "exclusive"), what, "Haal de regel weg, of kies het type “multiple”.")
    for key, given in (("items", bool(question.items)), ("each", question.each != "single")):
        if given and question.type != "grid":
            what = f"“{key}” hoort bij een blok van vragen met dezelfde antwoorden."
            yield Mistake(CODEBOOK, (*at, key), what, "Haal de regel weg, of kies het type “grid”.")
    if question.grid is not None:
        what = "“grid” vult het programma zelf in, bij de vragen van een blok."
        yield Mistake(
            CODEBOOK, (*at, "grid"), what, "Haal de regel weg; schrijf een blok als vraag van het type “grid”."
        )
    if question.places is not None and question.type != "ranking":
        what = "“places” hoort bij een vraag naar een rangorde."
        yield Mistake(CODEBOOK, (*at, "places"), what, "Haal de regel weg, of kies het type “ranking”.")
    elif question.places is not None and not 1 <= question.places <= len(question.answers):
        what = f"bij {len(question.answers)} antwoorden kunnen er geen {question.places} een plaats krijgen."
        yield Mistake(CODEBOOK, (*at, "places"), what, "Noem hoeveel antwoorden iemand op volgorde kon zetten.")


def _items(at: Keys, grid: Question) -> Iterator[Mistake]:
    if not grid.items:
        what = f"het blok “{at[-1]}” heeft geen onderdelen."
        yield Mistake(CODEBOOK, at, what, 'Noem ze met hun naam en tekst, zoals: items.telefoon = "de telefoon"')
    for item, name in zip(grid.items, item_names(str(at[-1]), grid), strict=True):
        for mistake in bad_variables(CODEBOOK, "questions", [name]):
            yield replace(mistake, keys=(*at, "items", item))


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
