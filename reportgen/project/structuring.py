"""From TOML's tables to the frozen values of the schema, refusing whatever is not exactly what was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

from cattrs import BaseConverter, Converter
from cattrs.cols import homogenous_tuple_structure_factory, is_mapping, mapping_structure_factory
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn

from reportgen.errors import nearest
from reportgen.project.editions import Edition, Editions, Quote
from reportgen.project.faults import AspectKey, CodeKey, UnfitError, faults_of
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Aspect, Code

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]

_SCALARS: dict[Any, tuple[str, str]] = {
    str: ("een tekst", "Zet de waarde tussen aanhalingstekens."),
    int: ("een geheel getal", "Schrijf alleen cijfers, zonder aanhalingstekens en zonder komma."),
    float: ("een getal", "Schrijf het getal zonder aanhalingstekens, met een punt als decimaalteken."),
    bool: ("true of false", "Schrijf true (ja) of false (nee), zonder aanhalingstekens."),
    date: ("een datum", "Schrijf jaar-maand-dag zonder aanhalingstekens, zoals 2025-03-19."),
}
_ACCEPTED: dict[Any, tuple[type, ...]] = {float: (int, float)}
_KEYS: dict[Any, Any] = {Code: CodeKey, Aspect: AspectKey}
_OPEN_QUOTE = get_type_hints(Edition)["quote"]
_LIST = ("een lijst", "Zet de waarden tussen rechte haken, met komma’s ertussen.")
_QUOTE = 'Schrijf: quote = { text = "…", name = "…", role = "…" }, of quote = "open" zolang het er nog niet is.'
_TABLE = ("een tabel", "Schrijf sleutels met hun waarden, onder een kop tussen rechte haken of tussen accolades.")


@dataclass(frozen=True, slots=True)
class Structured(Generic[T]):
    """A file as a value of the schema, what is wrong in it, and the keys where the value therefore holds a stand-in."""

    value: T
    mistakes: tuple[Mistake, ...] = ()
    damaged: frozenset[Keys] = frozenset()


def structure(table: dict[str, Any], kind: type[T], file: str) -> Structured[T]:
    """Make a value of the schema from a file's table; where something is wrong, `table` itself gets the stand-in."""
    converter = _converter()
    try:
        return Structured(converter.structure(table, kind))
    except BaseValidationError as error:
        faults = tuple(faults_of(error))
    for fault in faults:
        fault.mend(table)
    mistakes = tuple(Mistake(file, fault.keys, fault.what, fault.remedy) for fault in faults if fault.what)
    return Structured(
        converter.structure(table, kind), mistakes, frozenset(fault.meant or fault.keys for fault in faults)
    )


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in _SCALARS:
        converter.register_structure_hook(kind, _scalar(kind))
    converter.register_structure_hook(CodeKey, _code_key)
    converter.register_structure_hook(AspectKey, _aspect_key)
    converter.register_structure_hook(Editions, _editions(converter))
    converter.register_structure_hook_func(_is_quote, _quote(converter))
    converter.register_structure_hook_factory(_is_literal, _choice)
    converter.register_structure_hook_factory(_is_tuple, _tuple)
    converter.register_structure_hook_factory(is_mapping, _mapping)
    converter.register_structure_hook_factory(is_dataclass, _record)
    return converter


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _is_quote(kind: Any) -> bool:
    return bool(kind == _OPEN_QUOTE)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _scalar(kind: Any) -> Hook:
    accepted = _ACCEPTED.get(kind, (kind,))

    def structure_scalar(value: Any, _: Any) -> Any:
        # By exact type: to Python a bool is an int, and a moment in time is a date.
        if type(value) not in accepted:
            raise _must_be(_SCALARS[kind], value)
        return value

    return structure_scalar


def _code_key(value: str, _: Any) -> int:
    if not re.fullmatch(r"0|-?[1-9][0-9]{0,9}", value):
        raise UnfitError("is geen code: dat moet een geheel getal zijn", 'Schrijf bijvoorbeeld: 1 = "ja".')
    return int(value)


def _aspect_key(value: str, _: Any) -> str:
    valid = get_args(Aspect)
    if value not in valid:
        raise UnfitError("bestaat hier niet", nearest(value, valid))
    return value


def _choice(kind: Any) -> Hook:
    valid = get_args(kind)

    def structure_choice(value: Any, _: Any) -> Any:
        if value not in valid:
            raise UnfitError(f"kan niet {_shown(value)} zijn", nearest(str(value), valid))
        return value

    return structure_choice


def _tuple(kind: Any, converter: BaseConverter) -> Hook:
    # The schema's tuples of a fixed length have elements of one kind.
    inner = homogenous_tuple_structure_factory(kind, converter)
    length = None if get_args(kind)[-1] is ... else len(get_args(kind))

    def structure_tuple(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise _must_be(_LIST, value)
        if length is not None and len(value) != length:
            raise UnfitError(f"moet precies {length} waarden hebben (nu {len(value)})", _LIST[1])
        return inner(value, kind)

    return structure_tuple


def _mapping(kind: Any, converter: BaseConverter) -> Hook:
    key, _ = get_args(kind)
    return _of_table(mapping_structure_factory(kind, converter, key_type=_KEYS.get(key, key)))


def _record(kind: Any, converter: BaseConverter) -> Hook:
    return _of_table(make_dict_structure_fn(kind, converter))


def _of_table(inner: Callable[[Any, Any], Any]) -> Hook:
    def structure_table(value: Any, kind: Any) -> Any:
        if type(value) is not dict:
            raise _must_be(_TABLE, value)
        return inner(value, kind)

    return structure_table


def _editions(converter: BaseConverter) -> Hook:
    def structure_editions(value: Any, _: Any) -> Editions:
        if type(value) is dict:
            slug = next(iter(value), "naam")
            raise UnfitError(
                "moet een lijst zijn: elke uitgave onder een eigen kop [[editions]]",
                f'Schrijf in plaats van [editions.{slug}] deze twee regels: [[editions]] en slug = "{slug}".',
            )
        return Editions(converter.structure(value, tuple[Edition, ...]))

    return structure_editions


def _quote(converter: BaseConverter) -> Hook:
    def structure_quote(value: Any, _: Any) -> Quote | str:
        if type(value) is str and value != "open":
            raise _must_be(("een tabel met text, name en role, of “open”", _QUOTE), value)
        return "open" if value == "open" else converter.structure(value, Quote)

    return structure_quote


def _must_be(asked: tuple[str, str], value: object) -> UnfitError:
    noun, remedy = asked
    return UnfitError(f"moet {noun} zijn, geen {_shown(value)}", remedy)


def _shown(value: object) -> str:
    match value:
        case str():
            return f"“{value}”" if len(value) <= 40 else f"“{value[:40]}…”"
        case bool():
            return str(value).lower()
        case dict():
            return "tabel"
        case list():
            return "lijst"
        case _:
            return str(value)
