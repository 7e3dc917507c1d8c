"""Click's own words in Dutch: it marks them for translation, and has no translation to offer."""

from __future__ import annotations

from click import core, decorators, exceptions, formatting, parser, types

_DUTCH = {
    # help pages
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Positional arguments": "Argumenten",
    "Show this message and exit.": "Toon deze uitleg en stop.",
    "Show the version and exit.": "Toon de versie en stop.",
    "default: {default}": "standaard: {default}",
    "required": "verplicht",
    # what is wrong with a command line
    "Error: {message}": "Fout: {message}",
    "Try '{command} {option}' for help.": "Typ “{command} {option}” voor uitleg.",
    "Missing command.": "Er is geen opdracht gegeven.",
    "No such command {name!r}.": "De opdracht “{name}” bestaat niet.",
    "No such option {name!r}.": "De optie “{name}” bestaat niet.",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelde u een van deze: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Er staat iets te veel: {args}",
    "Got unexpected extra arguments ({args})": "Er staat iets te veel: {args}",
    "Missing argument": "Er ontbreekt een argument",
    "Missing option": "Er ontbreekt een optie",
    "Invalid value: {message}": "Ongeldige waarde: {message}",
    "Invalid value for {param_hint}: {message}": "Ongeldige waarde voor {param_hint}: {message}",
    "Option {name!r} does not take a value.": "De optie “{name}” krijgt geen waarde.",
    "Option {name!r} requires an argument.": "Achter de optie “{name}” hoort een waarde.",
    "Option {name!r} requires {nargs} arguments.": "Achter de optie “{name}” horen {nargs} waarden.",
    "{value!r} is not {choice}.": "“{value}” is niet {choice}.",
    "{value!r} is not one of {choices}.": "“{value}” is geen van deze: {choices}.",
    "{value!r} is not a valid {number_type}.": "“{value}” is geen geheel getal.",
    "{value!r} does not match the format {format}.": "“{value}” is geen datum zoals 2025-04-02.",
    "{value} is not in the range {range}.": "{value} ligt niet in het bereik {range}.",
    "file": "Bestand",
    "directory": "Map",
    "path": "Pad",
    "{name} {filename!r} does not exist.": "{name} “{filename}” bestaat niet.",
    "{name} {filename!r} is a file.": "“{filename}” is een bestand en geen map.",
    "{name} {filename!r} is not readable.": "{name} “{filename}” is niet te lezen.",
}


def speak_dutch() -> None:
    """Have Click say everything in Dutch from here on; a sentence that isn't in the table stays English."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        vars(module).update(_=_translate, ngettext=_translate_number)


def _translate(message: str) -> str:
    return _DUTCH.get(message, message)


def _translate_number(singular: str, plural: str, number: int) -> str:
    return _translate(singular if number == 1 else plural)
