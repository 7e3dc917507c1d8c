"""TOML as a table, or in Dutch why it is none."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from reportgen.errors import Place, Problem, UserError

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_QUOTES = "Begint en eindigt de tekst met een recht aanhalingsteken?"
_BRACKETS = "Sluit elke rechte haak en accolade, met komma’s tussen de waarden."
_NAMES = "Een naam bestaat uit letters zonder accent, cijfers, - en _; zet een andere tussen aanhalingstekens."
_VALUES = "Zet tekst tussen rechte aanhalingstekens, en schrijf 1.5 en geen 1,5."
_BACKSLASH = "Schrijf \\\\, of zet de tekst tussen enkele aanhalingstekens."
_ONE_OF_TWO = "Laat één van de twee staan, of geef ze elk een eigen naam."
# What tomllib may say, by how it begins.
_DUTCH = {
    "Expected '='": ("na de naam hoort een =-teken te staan", "Schrijf: naam = waarde."),
    "Invalid value": ("dit is geen geldige waarde", _VALUES),
    "Invalid date": ("deze datum bestaat niet", "Schrijf jaar-maand-dag, zoals 2025-03-19."),
    "Invalid statement": ("deze regel is niet te lezen", "Schrijf: naam = waarde, of een kop tussen rechte haken."),
    "Invalid initial character": ("hier hoort een naam te staan", _NAMES),
    "Expected newline": ("na de waarde hoort de regel te eindigen", f"Zet elke sleutel op een eigen regel. {_VALUES}"),
    "Unterminated string": ("hier ontbreekt een aanhalingsteken", _QUOTES),
    "Illegal character '\\n'": ("hier ontbreekt een aanhalingsteken", _QUOTES),
    "Illegal character": ("hier staat een teken dat niet mag", "Verwijder het; het is misschien onzichtbaar."),
    "Found invalid character": ("hier staat een teken dat niet mag", "Verwijder het; het is misschien onzichtbaar."),
    "Expected \"'": ("hier ontbreekt een aanhalingsteken", _QUOTES),
    "Escaped character": ("deze tekencode bestaat niet", _BACKSLASH),
    "Unescaped": ("een losse \\ kan niet in een tekst", _BACKSLASH),
    "Invalid hex value": ("na \\u horen vier cijfers of letters van A tot en met F", _BACKSLASH),
    "Unclosed": ("deze lijst of tabel wordt niet gesloten", _BRACKETS),
    "Expected ']": ("deze kop wordt niet gesloten", "Schrijf: [naam]."),
    "Cannot overwrite": ("deze naam heeft al een waarde", _ONE_OF_TWO),
    "Cannot mutate": ("deze naam heeft al een waarde", _ONE_OF_TWO),
    "Cannot redefine": ("deze naam heeft al een waarde", _ONE_OF_TWO),
    "Cannot declare": ("deze kop staat er al", "Voeg de twee samen, of geef ze elk een eigen naam."),
    "Duplicate": ("deze sleutel staat er twee keer", "Laat één van de twee staan."),
}


def parse_toml(source: str, file: str) -> dict[str, Any]:
    """Read TOML; raises UserError with the line and column where it goes wrong."""
    try:
        return tomllib.loads(source)
    except RecursionError:
        problem = Problem("lijsten en tabellen zijn hier te diep genest.", "Maak het eenvoudiger.", Place(file))
    except ValueError as error:
        problem = _problem(str(error), source, file)
    raise UserError(problem)


def _problem(message: str, source: str, file: str) -> Problem:
    at = _AT.search(message)
    english = message[: at.start()] if at else message
    dutch = next((text for start, text in _DUTCH.items() if english.startswith(start)), None)
    what, remedy = dutch or ("dit is geen geldige TOML", _BRACKETS)
    if at and at["line"]:
        place = Place(file, int(at["line"]), f"kolom {at['column']}")
    else:
        place = Place(file, source.rstrip().count("\n") + 1, "aan het eind" if at else "")
    return Problem(f"{what}.", remedy, place)
