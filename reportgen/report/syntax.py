"""What keeps a text from being read as Jinja, in Dutch."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError

from reportgen.errors import Place, Problem

_STRAIGHT = 'Gebruik rechte aanhalingstekens ("), en open en sluit elke tekst ermee.'
_BRACKETS = "Tel de haakjes: elk dat opengaat, gaat ook weer dicht."
_BRACES = "Sluit {{ af met }}, en {% af met %}, met daartussen één functie of voorwaarde."
_EXAMPLE = 'Schrijf tussen de accolades een functie, zoals share("…").'
_MANUAL = "Vergelijk deze regel met de voorbeelden in de handleiding."
# What Jinja may say, by how it begins.
_DUTCH = {
    "unexpected char '\"'": ("een aanhalingsteken wordt niet gesloten", _STRAIGHT),
    'unexpected char "\'"': ("een aanhalingsteken wordt niet gesloten", _STRAIGHT),
    "unexpected '}', expected ')'": ("een haakje wordt niet gesloten", _BRACKETS),
    "unexpected '}', expected ']'": ("een haakje wordt niet gesloten", _BRACKETS),
    "unexpected ')'": ("er staat een haakje te veel, of er ontbreekt iets vóór het haakje", _BRACKETS),
    "unexpected '}'": ("een accolade wordt niet gesloten", _BRACES),
    "unexpected end of template": ("een accolade wordt niet gesloten", _BRACES),
    "expected token 'end of": ("hier staat iets te veel, of de accolades sluiten niet", _BRACES),
    "expected token ':'": ("er staat een accolade te veel", _BRACES),
    "expected token ','": ("tussen twee namen ontbreekt een komma", 'Schrijf: share("…", "…").'),
    "invalid syntax for function call": ("de namen staan niet in de goede volgorde", 'Schrijf: share("…", wave="…").'),
    "Missing end of comment": ("een opmerking wordt niet gesloten", "Sluit {# af met #}."),
    "tag name expected": ("tussen {% en %} staat niets", "Schrijf er een voorwaarde, of haal het weg."),
    "Expected an expression": ("tussen de accolades ontbreekt iets", _EXAMPLE),
}
_CURLED = re.compile(r"unexpected char '([“”„‟‘’‚«»])'")
_STRANGE = re.compile(r"unexpected char '(.)'")
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
_UNCLOSED = re.compile(r"Unexpected end of template\..*needs to be closed is '(\w+)'", re.DOTALL)
_TAG = re.compile(r"\{%[-+]?\s*(end)?(?:if|for)\b")


def syntax_problem(error: TemplateSyntaxError, path: str, source: str) -> Problem:
    """Say in Dutch what Jinja could not read, and on which line."""
    message, line = error.message or "", error.lineno
    if curled := _CURLED.search(message):
        what, remedy = f"hier staat een gekruld aanhalingsteken ({curled[1]})", _STRAIGHT
    elif strange := _STRANGE.match(message) if not message.startswith(tuple(_DUTCH)) else None:
        what, remedy = f"het teken {strange[1]} kan hier niet staan", _MANUAL
    elif unclosed := _UNCLOSED.match(message):
        what, remedy = f"{{% {unclosed[1]} … %}} wordt niet afgesloten", f"Zet aan het eind {{% end{unclosed[1]} %}}."
        line = _last_opened(source) or line
    elif unknown := _UNKNOWN_TAG.match(message):
        what, remedy = _unknown_tag(unknown[1])
    else:
        found = (dutch for start, dutch in _DUTCH.items() if message.startswith(start))
        what, remedy = next(found, ("wat tussen de accolades staat, is niet te lezen", _MANUAL))
    return Problem(f"{what}.", remedy, Place(path, line))


def _unknown_tag(name: str) -> tuple[str, str]:
    if name in {"else", "elif", "endif"}:
        return f"bij {{% {name} %}} hoort een {{% if … %}}, en die is er niet of al gesloten", _MANUAL
    return f"{{% {name} %}} bestaat niet, of staat hier verkeerd", "Gebruik {% if … %}, {% else %} en {% endif %}."


def _last_opened(source: str) -> int | None:
    """Find the line of the innermost condition that is never closed."""
    opened: list[int] = []
    for tag in _TAG.finditer(source):
        if tag[1] is None:
            opened.append(source.count("\n", 0, tag.start()) + 1)
        elif opened:
            opened.pop()
    return opened[-1] if opened else None
