"""What has to hold within the codebook."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.project.breakdown_rules import breakdown_mistakes
from reportgen.project.comparability_rules import question_decision_mistakes
from reportgen.project.expansion import item_names, with_scales
from reportgen.project.indicator_rules import indicator_mistakes, set_mistakes
from reportgen.project.names import CODEBOOK, Known, bad_slugs, bad_variables, blank_texts, is_asked
from reportgen.project.places import Keys, Mistake
from reportgen.project.question_rules import question_mistakes, scale_mistakes
from reportgen.project.schema import Codebook, Question
from reportgen.project.synonym_rules import synonym_mistakes
from reportgen.project.variants import as_asked, columns_of

_ONCE = ("",)
"""In the place of the waves where these could not be read."""


def codebook_mistakes(codebook: Codebook, known: Known) -> Iterator[Mistake]:
    """Find all mistakes in a codebook as it was written; `known` has it written out."""
    yield from blank_texts(CODEBOOK, codebook)
    for table in ("questions", "indicators"):
        yield from bad_variables(CODEBOOK, table, getattr(codebook, table))
    for table in ("breakdowns", "sets", "scales"):
        yield from bad_slugs(CODEBOOK, (table,), getattr(codebook, table))
    filled = with_scales(codebook).questions
    for name, question in codebook.questions.items():
        yield from scale_mistakes(name, question, known)
        if ("questions", name) not in known.unsound:
            yield from question_mistakes(name, filled[name], known)
    yield from question_decision_mistakes(filled, known)
    yield from _names_of_items(codebook)
    yield from _columns(codebook, known)
    for name, indicator in codebook.indicators.items():
        yield from indicator_mistakes(name, indicator, known)
    for name, breakdown in codebook.breakdowns.items():
        yield from breakdown_mistakes(name, breakdown, known)
    for name, together in codebook.sets.items():
        yield from set_mistakes(name, together.indicators, known)
    yield from synonym_mistakes(codebook)


def _names_of_items(codebook: Codebook) -> Iterator[Mistake]:
    """Find the items of grids that would get the name of another question."""
    taken = {name: name for name, question in codebook.questions.items() if question.type != "grid"}
    for grid, question in codebook.questions.items():
        for item, name in zip(question.items, item_names(grid, question), strict=True):
            if name in taken:
                what = f"dit onderdeel krijgt de naam “{name}”, en zo heet al een vraag."
                yield Mistake(CODEBOOK, ("questions", grid, "items", item), what, "Geef een van beide een andere naam.")
            taken[name] = grid


# --- columns ---------------------------------------------------------------------------------------------------------


def _columns(codebook: Codebook, known: Known) -> Iterator[Mistake]:
    """Find columns that would be read for two things in the same wave, each once."""
    taken = {codebook.id: "de kolom met het nummer van de respondent"}
    taken |= dict.fromkeys(codebook.ignored_columns, "een kolom die niet gelezen wordt")
    if codebook.duration is not None:
        if codebook.duration in taken:
            what = f"de kolom “{codebook.duration}” met de duur is {taken[codebook.duration]}."
            yield Mistake(CODEBOOK, ("duration",), what, "Verbeter een van beide.")
        taken.setdefault(codebook.duration, "de kolom met de duur van het invullen")
    told = set[str]()
    for wave in known.waves or _ONCE:
        used = dict[str, str]()
        for name in known.questions or ():
            question = known.question(name)
            if question is None or not is_asked(question, wave):
                continue
            for column in columns_of(name, as_asked(question, wave)):
                clash = used.setdefault(column, name)
                taken_by = taken.get(column) or (f"ook de kolom van de vraag “{clash}”" if clash != name else None)
                if taken_by and column not in told:
                    told.add(column)
                    remedy = "Geef de vraag een andere naam, of noem haar kolom met “column”."
                    keys = _key_of(name, question, wave)
                    yield Mistake(CODEBOOK, keys, f"de kolom “{column}” van deze vraag is {taken_by}.", remedy)


def _key_of(name: str, question: Question, wave: str) -> Keys:
    """Where in the codebook it says what the column of a question is: with a grid, where that is described."""
    at = ("questions", question.grid or name)
    variant = question.variants.get(wave)
    if variant is not None and variant.column:
        return (*at, "variants", wave, "column")
    return (*at, "column") if question.column else at
