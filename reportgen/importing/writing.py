"""A codebook as TOML, with comments: what a researcher reads and completes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from reportgen.importing.draft import NOTHING, Draft, Keys, Notes
from reportgen.project.schema import Breakdown, Code, Codebook, Group, Indicator, IndicatorSet, Question

MARK = "VRAAG"
"""What every question to the researcher begins with, to search for."""
WIDTH = 120

_DEFAULTS = {field.name: field.default for field in fields(Question)}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_QUESTION = ("text", "type", "column", "scale")
_DETAILS = ("dont_know", "exclusive", "minimum", "maximum", "each", "places")


def render_codebook(draft: Draft, translated: str | None = None) -> str:
    """Write a codebook, with what is asked about it as comments that begin with `MARK`.

    For the wave `translated`, the answers as the file has them are kept apart, so that the others can be translated.
    """
    codebook, notes = draft.codebook, draft.notes
    parts = [
        _heading(draft, translated),
        _top(codebook, notes),
        *(_scale(name, answers) for name, answers in codebook.scales.items()),
        _rule("de vragen, in de volgorde van het bestand") + "\n[questions]",
        *(
            _question(name, it, notes.get(("questions", name), NOTHING), _originals(it, codebook, translated))
            for name, it in codebook.questions.items()
        ),
        _rule("de groepen waarnaar uitgesplitst wordt") + "\n[breakdowns]",
        *(_breakdown(name, it, notes.get(("breakdowns", name), NOTHING)) for name, it in codebook.breakdowns.items()),
        _rule("de indicatoren: de uitkomsten die een tekst of figuur kan noemen") + "\n[indicators]",
        *(_indicator(name, it, notes.get(("indicators", name), NOTHING)) for name, it in codebook.indicators.items()),
        *([_rule("indicatoren die naast elkaar horen: hun volgorde wordt getoetst")] if codebook.sets else []),
        *(_set(name, it) for name, it in codebook.sets.items()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(draft: Draft, translated: str | None) -> str:
    number = draft.open_points()
    made = f"Gemaakt uit {draft.file}, met {draft.respondents} respondenten."
    asked = f"Er {'staat 1 vraag' if number == 1 else f'staan {number} vragen'} aan u in: zoek op {MARK}."
    done = "Haal een vraag weg als zij beantwoord is."
    told = [f"Wat er gevraagd is, en wat daarmee berekend wordt. {made}", f"{asked} {done}"]
    if translated is not None:
        told.append(
            "Vertaal elke text, answers, items, label en short. Laat staan wat met variants begint: "
            "zo heten de antwoorden in het bestand."
        )
    return "\n".join(line for text in told for line in comment(text))


def _top(codebook: Codebook, notes: Mapping[Keys, Notes]) -> str:
    lines = [*comment("De kolom die de respondenten uit elkaar houdt."), *_asked(notes.get(("id",), NOTHING))]
    lines.append(f"id = {_value(codebook.id)}")
    if codebook.duration is not None:
        lines += ["", *comment("De kolom met hoe lang het invullen duurde."), f"duration = {_value(codebook.duration)}"]
    if codebook.ignored_columns:
        lines += ["", *comment("De kolommen die niet gelezen worden.")]
        lines += [
            *_asked(notes.get(("ignored_columns",), NOTHING)),
            *_list("ignored_columns", codebook.ignored_columns),
        ]
    return "\n".join(lines)


def _scale(name: str, answers: Mapping[Code, str]) -> str:
    return "\n".join([f"[scales.{name}]", *(f"{code} = {_value(word)}" for code, word in answers.items())])


def _originals(question: Question, codebook: Codebook, translated: str | None) -> list[str]:
    """The answers as the file has them, where it is the codes that stand in its columns."""
    if translated is None or question.type in {"multiple", "ranking"}:
        return []
    answers = codebook.scales[question.scale] if question.scale is not None else question.answers
    return [f"variants.{translated}.answers.{code} = {_value(word)}" for code, word in answers.items()]


def _question(name: str, question: Question, notes: Notes, originals: list[str]) -> str:
    lines = [*_asked(notes), f"[questions.{name}]"]
    lines += [f"{key} = {_value(value)}" for key in _QUESTION if (value := getattr(question, key)) is not None]
    lines += [
        f"{key} = {_value(value)}"
        for key in _DETAILS
        if (value := getattr(question, key)) != _DEFAULTS[key] and value != ()
    ]
    lines += [f"items.{item} = {_value(word)}" for item, word in question.items.items()]
    lines += [f"answers.{code} = {_value(word)}" for code, word in question.answers.items()]
    lines += originals
    return "\n".join([*lines, *(f"# {line}" for line in notes.suggestions)])


def _breakdown(name: str, breakdown: Breakdown, notes: Notes) -> str:
    lines = [*_asked(notes), f"[breakdowns.{name}]", f"label = {_value(breakdown.label)}"]
    lines.append(f"question = {_value(breakdown.question)}")
    return "\n".join([*lines, *(f"groups.{key} = {{ {_group(group)} }}" for key, group in breakdown.groups.items())])


def _group(group: Group) -> str:
    chosen = f"range = {_value(group.range)}" if group.range is not None else f"answers = {_value(group.answers)}"
    return f"label = {_value(group.label)}, {chosen}"


def _indicator(name: str, indicator: Indicator, notes: Notes) -> str:
    keys = ("label", "short", "question", "answers", "breakdowns", "statistic")
    told = [(key, getattr(indicator, key)) for key in keys]
    lines = [f"{key} = {_value(value)}" for key, value in told if value not in ((), None)]
    return "\n".join([*_asked(notes), f"[indicators.{name}]", *lines])


def _set(name: str, together: IndicatorSet) -> str:
    lines = [f"[sets.{name}]", f"label = {_value(together.label)}", *_list("indicators", together.indicators)]
    return "\n".join(lines)


# --- comments --------------------------------------------------------------------------------------------------------


def _asked(notes: Notes) -> Iterator[str]:
    for remark in notes.remarks:
        yield from comment(remark)
    for ask in notes.asks:
        yield from comment(f"{MARK}: {ask}")


def comment(text: str) -> list[str]:
    """A text as comment lines of a bearable width."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return textwrap.wrap(
        printable, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
    )


def _rule(text: str) -> str:
    return f"# --- {text} ---"


# --- values ----------------------------------------------------------------------------------------------------------


def _value(value: Any) -> str:
    """Write a text, a number or a list of these as TOML."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)


def quoted(text: str) -> str:
    """Write a text as a basic string of TOML; half a character, which is none, is replaced."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if "\ud800" <= sign <= "\udfff":
        return "\ufffd"
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x20 or ord(sign) == 0x7F else sign


def _list(key: str, values: Sequence[str]) -> list[str]:
    """A list on one line when it fits there, and otherwise with a line for each value."""
    line = f"{key} = {_value(values)}"
    return [line] if len(line) <= WIDTH else [f"{key} = [", *(f"    {_value(value)}," for value in values), "]"]
