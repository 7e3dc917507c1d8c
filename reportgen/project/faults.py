"""What cattrs found wrong in a project file, in Dutch, and what may stand there so that the rest can be checked."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Literal, NewType, get_args, get_origin, get_type_hints

from cattrs.cols import is_mapping
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from reportgen.errors import nearest
from reportgen.project.editions import Editions
from reportgen.project.places import Keys

CodeKey = NewType("CodeKey", int)
"""A code where TOML has a key, which is always text."""
AspectKey = NewType("AspectKey", str)
"""What of a whole wave was decided about, likewise a key."""


class UnfitError(ValueError):
    """A value that is not what the schema asks for; `what` goes on after the name of its key: “label” moet …."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit at `keys`; `what` is empty when another fault has said it already.

    `stand_in` is a raw value that does fit, or None, which TOML does not have, when the key can just be left out.
    `meant` is the key that a misspelt one stands for, and that is therefore not what its author wanted either.
    """

    keys: Keys
    what: str
    remedy: str
    stand_in: object = None
    meant: Keys | None = None

    def mend(self, table: Any) -> None:
        """Put the stand-in into the table that was read."""
        *way, last = self.keys
        for step in way:
            table = table[step]
        if self.stand_in is None:
            table.pop(last, None)
        else:
            table[last] = self.stand_in


def faults_of(error: BaseValidationError, keys: Keys = ()) -> Iterator[Fault]:
    """Go through everything that cattrs collected, with the way to it; what is none of ours is a bug and raised."""
    names = [field.name for field in fields(error.cl)] if is_dataclass(error.cl) else []
    extra = [inner for inner in error.exceptions if isinstance(inner, ForbiddenExtraKeysError)]
    unknown = sorted(name for inner in extra for name in inner.extra_fields)
    misspelt = {}
    for name in unknown:
        meant = next(iter(difflib.get_close_matches(name, names, n=1)), name)
        misspelt[meant] = name
        what = f"de sleutel “{name}” bestaat hier niet."
        yield Fault((*keys, name), what, nearest(name, names), meant=(*keys, meant))
    for inner in error.exceptions:
        if inner not in extra:
            yield from _faults_at(inner, error.cl, keys, misspelt)


def _faults_at(inner: Exception, around: type, keys: Keys, misspelt: Container[str]) -> Iterator[Fault]:
    step, kind = _step(inner)
    here = (*keys, step)
    may_go = kind in (CodeKey, AspectKey) or (is_dataclass(around) and step not in _required(around))
    stand_in = None if may_go else _stand_in(kind)
    match inner:
        case BaseValidationError():
            yield from faults_of(inner, here)
        case UnfitError():
            yield Fault(here, f"{_name(here)} {inner.what}.", inner.remedy, stand_in)
        case KeyError() if step in misspelt:
            # A misspelt key is one mistake, not an unknown key and a missing one.
            yield Fault(here, "", "", stand_in)
        case KeyError():
            yield Fault(here, f"“{step}” ontbreekt{_within(keys)}.", _addition(step, kind), stand_in)
        case _:
            raise inner


def _step(inner: Exception) -> tuple[Any, Any]:
    """The key or index that cattrs was at, and the type that belongs there."""
    for note in getattr(inner, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return note.name, note.type
        if isinstance(note, IterableValidationNote):
            return note.index, note.type
    raise inner


def _required(record: Any) -> list[str]:
    return [field.name for field in fields(record) if field.default is MISSING and field.default_factory is MISSING]


def _stand_in(kind: Any) -> Any:
    """A raw value that fits a type: empty, or as small as can be."""
    kind = getattr(kind, "__supertype__", kind)
    if kind is Editions or get_origin(kind) is tuple:
        return []
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {name: _stand_in(hints[name]) for name in _required(kind)}
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if is_mapping(kind):
        return {}
    return date.min if kind is date else kind()


def _name(keys: Keys) -> str:
    match keys:
        case (*_, str() as name, int() as index):
            return f"waarde {index + 1} van “{name}”"
        case _:
            return f"“{keys[-1]}”"


def _within(keys: Keys) -> str:
    return f" in [{'.'.join(map(str, keys))}]" if keys else ""


def _addition(name: str, kind: Any) -> str:
    if kind is Editions:
        return f"Voeg er een toe, onder een kop [[{name}]]."
    if is_dataclass(kind) or is_mapping(kind):
        return f"Voeg een tabel “{name}” toe."
    sample = "[ … ]" if get_origin(kind) is tuple else '"…"' if kind is str or get_origin(kind) is Literal else "…"
    return f"Voeg een regel toe: {name} = {sample}"
