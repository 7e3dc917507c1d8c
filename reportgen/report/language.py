"""The closed language of the texts: Jinja with few forms, in which only what a function printed may hold digits."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sized
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.errors import Place, Problem
from reportgen.report.claims.claim import Claim, assert_claim
from reportgen.report.problems import Problems

Functions = Mapping[str, object]

MANUAL = "Vergelijk het met de voorbeelden in de handleiding."
# Filters, arithmetic, macros and the like are left out: they could change a number, or print one that nobody computed.
_FORMS = (
    *(nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign),
    *(nodes.Const, nodes.Name, nodes.Tuple, nodes.List, nodes.Call, nodes.Keyword, nodes.Getattr, nodes.Getitem),
    *(nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand),
)


def foreign_forms(tree: nodes.Template, path: str) -> list[Problem]:
    """Find what Jinja knows and the texts don't, each with its line."""
    found: dict[tuple[int, str], Problem] = {}
    for node in tree.find_all(nodes.Node):
        if isinstance(node, _FORMS) and not _compares_numbers(node):
            continue
        if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
            continue  # the place from the end, as in ranking("…")[-1]
        what, remedy = _foreign(node)
        problem = Problem(f"{what} kan niet in een tekst.", remedy, Place(path, node.lineno))
        found.setdefault((node.lineno, what), problem)
    return [found[key] for key in sorted(found)]


def _compares_numbers(node: nodes.Node) -> bool:
    """Whether what functions print is compared, which would be by its looks; a function compares with a test."""
    if not isinstance(node, nodes.Compare):
        return False
    sides = (node.expr, *(operand.expr for operand in node.ops))
    is_equation = all(operand.op in {"eq", "ne"} for operand in node.ops)
    return not is_equation or any(isinstance(side, nodes.Call) for side in sides)


def _foreign(node: nodes.Node) -> tuple[str, str]:
    match node:
        case nodes.Compare():
            return "zelf cijfers vergelijken", "Gebruik een functie: rose, fell, above_rest, below_rest of majority."
        case nodes.Filter() | nodes.Test():
            return f"“{node.name}”", MANUAL
        case nodes.Expr():
            return "rekenen", "Elk cijfer komt uit een functie; ze staan in de handleiding."
        case _:
            remedy = "Gebruik {{ … }}, {% if … %}, {% set … %} en de functies uit de handleiding."
            name = type(node).__name__.lower()
            return f"{{% {name.removesuffix('block') or name} %}}", remedy


class Printed(str):
    """What a function printed: if there are digits in it, they were computed or declared, and not typed."""

    __slots__ = ()


class _Missing(StrictUndefined):
    """A name, or a part of a value, that isn't there, and says so in Dutch."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name: Any = self._undefined_name
        if isinstance(name, int) and isinstance(self._undefined_obj, Sized):
            size = len(self._undefined_obj)
            return f"plaats {name} bestaat niet: de reeks telt er {size}, en de eerste is 0."
        return f"“{name}” bestaat hier niet."


class Language(ImmutableSandboxedEnvironment):
    """Jinja that lets a text call its functions with what they ask for, and print only words and what they gave."""

    def __init__(self, functions: Functions, problems: Problems) -> None:
        super().__init__(undefined=_Missing, autoescape=False, trim_blocks=True, finalize=_finalizer(problems))
        self.globals = dict(functions)
        self._functions = tuple(functions.values())
        self._problems = problems

    def call(self, _context: Any, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function of a text; what its author did wrong is recorded."""
        if called not in self._functions:
            return self._problems.add("wat hier wordt aangeroepen, is geen functie.", MANUAL)
        name, signature = called.__name__, inspect.signature(called)
        try:
            values = signature.bind(*args, **kwargs).arguments
        except TypeError:
            return self._problems.add(f"wat tussen de haakjes van {name} staat, klopt niet.", _usage(name, signature))
        for parameter, value in values.items():
            if fault := _unfit(value, signature.parameters[parameter]):
                return self._problems.add(f"tussen de haakjes van {name} staat {fault[0]}.", fault[1])
        return _as_printed(called(*args, **kwargs), (*args, *kwargs.values()))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Take a part of what a function gave, such as the name of a place in a ranking."""
        if isinstance(obj, str):
            return self._problems.add("van een tekst kan geen deel genomen worden.", MANUAL)
        part = super().getattr(obj, attribute)
        return Printed(part) if isinstance(part, str) else part

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Take one place of a ranking."""
        if isinstance(obj, str):
            return self._problems.add("van een tekst kan geen deel genomen worden.", MANUAL)
        return super().getitem(obj, argument)


def _finalizer(problems: Problems) -> Callable[[Any, Any], Any]:
    @pass_context  # which keeps Jinja from doing this before there is a line to name
    def finalize(_context: Any, value: Any) -> Any:
        """Let only words through, and what functions printed."""
        if isinstance(value, Claim):
            return assert_claim(value, problems)
        if isinstance(value, Printed | Undefined):
            return value
        if isinstance(value, str):
            return "–" if problems.add_typed(value) else value
        if callable(value):
            usage = _usage(value.__name__, inspect.signature(value))
            return problems.add(f"achter {value.__name__} ontbreken haakjes.", usage)
        if problems.are_told_here():
            return "–"
        remedy = "Druk iets af met een functie, zoals share(…), of met .name of .share achter een plaats uit een reeks."
        return problems.add("wat hier tussen de accolades staat, is geen tekst.", remedy)

    return finalize


def _as_printed(result: Any, given: tuple[Any, ...]) -> Any:
    """Mark what a function printed, unless it only passes on the author's own words, perhaps with a capital."""
    if not isinstance(result, str):
        return result
    own = [words for words in given if isinstance(words, str) and words.casefold() == result.casefold()]
    return result if own and not isinstance(own[0], Printed) else Printed(result)


def _usage(name: str, signature: inspect.Signature) -> str:
    """Show how a function is called, with apart from it what may be left out."""
    needed, optional = [], []
    for parameter in signature.parameters.values():
        if parameter.default is not parameter.empty:
            optional.append(f'{parameter.name}="…"')
        elif parameter.kind is parameter.KEYWORD_ONLY:
            needed.append(f'{parameter.name}="…"')
        elif parameter.kind is parameter.VAR_POSITIONAL:
            needed.append(f'"{parameter.name}", …')
        else:
            needed.append(f'"{parameter.name}"')
    extra = f", zo nodig met {', '.join(optional)}" if optional else ""
    return f"Schrijf: {name}({', '.join(needed)}){extra}."


def _unfit(value: Any, parameter: inspect.Parameter) -> tuple[str, str] | None:
    """Say what a function is given that it can do nothing with, and how to mend that; None when all is well."""
    takes_several = parameter.kind is parameter.VAR_POSITIONAL or "tuple" in str(parameter.annotation)
    if takes_several and isinstance(value, tuple | list):
        return next((fault for item in value if (fault := _unfit(item, parameter))), None)
    takes_claim = "Claim" in str(parameter.annotation)
    if takes_claim and isinstance(value, Claim):
        return None
    if takes_claim and "str" not in str(parameter.annotation):
        return "iets anders dan een bewijs", 'Zet er een bewering met haakjes, zoals rose("…"), zonder not ervoor.'
    if isinstance(value, str) or (value is None and parameter.default is None):
        return None
    if isinstance(value, Undefined):
        str(value)  # which raises what is missing
    if isinstance(value, int | float):
        return f"een getal zonder aanhalingstekens ({value})", f'Schrijf: "{value}".'
    return "iets anders dan een naam", 'Zet een naam tussen aanhalingstekens ("…").'
