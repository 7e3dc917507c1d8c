"""A first report of one's own: what takes the place of the example that `reportgen new` made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reportgen.errors import Place, Problem, UserError
from reportgen.importing.draft import Draft
from reportgen.importing.wave import margins_of, render_population
from reportgen.importing.writing import MARK, comment, quoted
from reportgen.new import read_starter
from reportgen.project.names import CODEBOOK, FIGURES, MONITOR, POPULATION

REPORT, PRESS, SOCIAL = "templates/report", "templates/press-release/persbericht.md", "templates/social"
MOST_HEADLINES = 3
PER_GROUP = "per-groep"
"""What the table of groups is called."""
MOST_FIGURES = 8
MOST_ROWS = 6

_PLAIN = re.compile(r"[^\d{}%#_*<>\[\]`\\]+")
"""Texts that Markdown, Jinja and the check on typed figures leave as they are."""


def replace_example(draft: Draft, codebook: str, block: str, root: Path) -> dict[str, str]:
    """Put a first monitor in the place of the example, and give the files that were made, by their name.

    Raises UserError, and leaves everything as it was, when the example has been changed already.
    """
    starter = read_starter()
    made = render_monitor(draft, codebook, block, starter)
    gone = [name for name in starter if _is_of_example(name)]
    _require_example(root, starter, [*gone, *(name for name in made if name in starter)])
    _require_nothing(root, [name for name in made if name not in starter])
    for name, text in made.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    for name in gone:
        if name not in made:
            (root / name).unlink(missing_ok=True)
    return made


def _is_of_example(name: str) -> bool:
    """Whether a file of the starter is about its own survey; the other chapters go for any."""
    return name.startswith(("data/", f"{REPORT}/0", f"{SOCIAL}/")) or name in {FIGURES, MONITOR, PRESS}


def _require_example(root: Path, starter: dict[str, bytes], names: Sequence[str]) -> None:
    changed = [
        name for name in dict.fromkeys(names) if (root / name).exists() and (root / name).read_bytes() != starter[name]
    ]
    if changed:
        what = "dit is niet meer het voorbeeld van reportgen new, en blijft zoals het is."
        remedy = "Begin met een nieuwe monitor (reportgen new MAP), of laat --start weg."
        raise UserError(Problem(what, remedy, Place(name)) for name in changed)


def _require_nothing(root: Path, names: Sequence[str]) -> None:
    there = [name for name in names if (root / name).exists()]
    if there:
        what = "dit bestand bestaat al, en blijft zoals het is."
        raise UserError(Problem(what, "Verplaats het, of laat --start weg.", Place(name)) for name in there)


def render_monitor(draft: Draft, codebook: str, block: str, starter: dict[str, bytes]) -> dict[str, str]:
    """Write the files of a first monitor, by their name, around its codebook and the block of its wave."""
    files = {
        MONITOR: _monitor(draft, block),
        CODEBOOK: codebook,
        f"{REPORT}/00-in-het-kort.md": _summary(draft),
        f"{REPORT}/01-uitkomsten.md": _outcomes(draft),
        PRESS: _press_release(starter[PRESS].decode()),
    }
    if draft.codebook.sets:
        files[FIGURES] = _figures(draft)
    if draft.weight is None and margins_of(draft):
        files[POPULATION] = render_population(draft)
    return files


# --- monitor.toml ----------------------------------------------------------------------------------------------------

_ASKED = (
    ("title", "hoe heet het onderzoek?"),
    ("subtitle", "waar gaat het over, in een halve zin?"),
    ("subject", "waar gaat het over, in een paar woorden?"),
    ("place", "vanuit welke plaats wordt het persbericht verstuurd?"),
    ("publisher", "wie geeft het uit?"),
    ("licence", "onder welke licentie mogen anderen het gebruiken? Zoals: CC BY 4.0"),
)
_ABOUT = (
    (
        "[[conductors]]",
        (("name", "wie voert het onderzoek uit?"), ("role", "in welke rol? Zoals: onderzoek en veldwerk")),
    ),
    (
        "[contact]",
        (
            ("name", "bij wie kan de pers terecht?"),
            ("email", "op welk adres?"),
            ("images", "waar vinden journalisten de figuren? Zoals: op aanvraag bij de redactie"),
            ("accessibility", "op welk adres meldt iemand dat iets niet toegankelijk is?"),
        ),
    ),
)


def _monitor(draft: Draft, block: str) -> str:
    told = f"Wat het onderzoek is, welke edities er zijn en in welke uitgaven zij verschijnen. Zoek op {MARK}."
    lines = [*comment(told), *_blanks(_ASKED), "", *_headlines(draft), "", "partners = []"]
    for heading, keys in _ABOUT:
        lines += ["", heading, *_blanks(keys)]
    edition = ["[[editions]]", 'slug = "algemeen"', 'label = "Algemene uitgave"', 'brand = "voorbeeld"']
    return "\n".join([*lines, "", block, *edition]) + "\n"


def _blanks(keys: Sequence[tuple[str, str]]) -> list[str]:
    return [line for key, ask in keys for line in (*comment(f"{MARK}: {ask}"), f'{key} = ""')]


def _headlines(draft: Draft) -> list[str]:
    names = ", ".join(map(quoted, _first_indicators(draft)))
    return [*comment(f"{MARK}: welke indicatoren uit het codeboek zijn de kerncijfers?"), f"headlines = [{names}]"]


def _first_indicators(draft: Draft) -> tuple[str, ...]:
    """The indicators that stand alone go first: one item of a list seldom is a headline."""
    listed = {name for one in draft.codebook.sets.values() for name in one.indicators}
    names = sorted(draft.codebook.indicators, key=listed.__contains__)
    return tuple(names[:MOST_HEADLINES])


# --- texts -----------------------------------------------------------------------------------------------------------


def _summary(draft: Draft) -> str:
    lines = [
        "# In het kort {-}",
        "Aan het onderzoek deden {{ respondents() }} mensen mee. De uitkomsten gelden voor {{ population() }}.",
    ]
    if names := _first_indicators(draft):
        lines.append(f"{{{{ key_figures({', '.join(map(quoted, names))}) }}}}")
    return "\n\n".join(lines) + "\n"


def _outcomes(draft: Draft) -> str:
    lines = ["# De uitkomsten", "Alle uitkomsten zijn gewogen; achterin staan alle vragen met hun antwoorden."]
    for name in _figured(draft):
        lines += [f'{{{{ capital(ref("{name}")) }}}} zet de antwoorden naast elkaar.', f'{{{{ figure("{name}") }}}}']
    breakdowns = tuple(draft.codebook.breakdowns)
    rows = _first_rows(draft)
    if rows and breakdowns:
        named = ", ".join(map(quoted, breakdowns)) + ("," if len(breakdowns) == 1 else "")
        shown = ", ".join(map(quoted, rows))
        lines += [
            f'{{{{ capital(ref("{PER_GROUP}")) }}}} zet de groepen naast elkaar.',
            f'{{{{ crosstab({shown}, breakdowns=({named}), caption="De uitkomsten per groep", name="{PER_GROUP}") }}}}',
        ]
    return "\n\n".join(lines) + "\n"


def _first_rows(draft: Draft) -> tuple[str, ...]:
    shares = [name for name, one in draft.codebook.indicators.items() if one.answers]
    return tuple(shares[:MOST_ROWS])


def _figured(draft: Draft) -> tuple[str, ...]:
    return tuple(draft.codebook.sets)[:MOST_FIGURES]


def _figures(draft: Draft) -> str:
    told = "De figuren: wat zij laten zien, en de titel die de bevinding noemt."
    ask = f"{MARK}: welke titels krijgen de figuren? Vertaal ze, of laat ze zeggen wat er te zien is."
    parts = ["\n".join([*comment(told), *comment(ask)])]
    for name in _figured(draft):
        label = draft.codebook.sets[name].label
        title = label if _PLAIN.fullmatch(label) else "De antwoorden naast elkaar"
        parts.append(f'[figures.{name}]\nkind = "bars"\nset = {quoted(name)}\ntitle = {quoted(title)}')
    return "\n\n".join(parts) + "\n"


def _press_release(example: str) -> str:
    """The example's press release, of which only what goes for any survey is kept."""
    about = example[example.index("## Noot voor de redactie") :]
    title = "# {{ title() }}: de uitkomsten van {{ wave() }}"
    text = '{{ placeholder("De tekst: wat er uit het onderzoek komt, en voor wie dat van belang is") }}'
    return "\n\n".join([title, text, about])
