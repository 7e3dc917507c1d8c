"""Text files are Jinja in a closed sandbox: the functions they may call, and where each mistake stands."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.errors import Place, Problem, nearest
from reportgen.project.schema import Text
from reportgen.report.tokens import PRIVATE_USE

Functions = Mapping[str, object]


@dataclass
class Problems:
    """What was found wrong in the texts; a function that fails records it here and the rendering goes on."""

    found: list[Problem] = field(default_factory=list)

    def add(self, what: str, remedy: str) -> str:
        """Record a mistake at the line of the text that is being rendered, and print a dash in its place."""
        self.found.append(Problem(what, remedy, _line_being_rendered()))
        return "–"


def render_text(text: Text, functions: Functions, problems: Problems) -> str:
    """Render one text to Markdown with tokens; mistakes are added to `problems`, and a text with one may be empty."""
    environment = _environment()
    if stray := PRIVATE_USE.search(text.source):
        line = text.source.count("\n", 0, stray.start()) + 1
        remedy = "Verwijder het; het komt vaak mee bij plakken uit een ander programma."
        problems.found.append(Problem("onzichtbaar speciaal teken in de tekst.", remedy, Place(text.path, line)))
        return ""
    try:
        tree = environment.parse(text.source, filename=text.path)
    except TemplateSyntaxError as error:
        remedy = "Controleer de accolades en aanhalingstekens op deze regel."
        what = f"deze sjabloontekst is niet te lezen ({error.message})."
        problems.found.append(Problem(what, remedy, Place(text.path, error.lineno)))
        return ""
    if unknown := _unknown_names(tree, functions):
        problems.found.extend(
            Problem(f"“{name}” bestaat niet.", nearest(name, functions), Place(text.path, line))
            for name, line in unknown
        )
        return ""
    return _rendered(environment, text, functions, problems)


def _rendered(environment: ImmutableSandboxedEnvironment, text: Text, functions: Functions, problems: Problems) -> str:
    code = environment.compile(text.source, filename=text.path)
    template = environment.template_class.from_code(environment, code, dict(functions))
    try:
        return template.render()
    except SecurityError as error:
        what, remedy = f"dit mag niet in een tekst ({error}).", "Gebruik alleen de functies uit de handleiding."
        line = _line_of(error, text.path)
    except (TemplateError, TypeError, AttributeError, KeyError, IndexError) as error:
        if not _raised_in_text(error, text.path):
            raise
        what = f"dit klopt niet ({error})."
        remedy = "Vergelijk de aanroep met de voorbeelden in de handleiding."
        line = _line_of(error, text.path)
    problems.found.append(Problem(what, remedy, Place(text.path, line)))
    return ""


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
    environment.globals.clear()
    return environment


def _unknown_names(tree: nodes.Template, functions: Functions) -> list[tuple[str, int]]:
    undeclared = meta.find_undeclared_variables(tree) - set(functions)
    found = {(node.name, node.lineno) for node in tree.find_all(nodes.Name) if node.name in undeclared}
    return sorted(found, key=lambda place: (place[1], place[0]))


def _line_being_rendered() -> Place | None:
    frame: Any = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return Place(template.filename, template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None


def _line_of(error: BaseException, path: str) -> int | None:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return lines[-1] if lines else None


def _raised_in_text(error: BaseException, path: str) -> bool:
    """Whether the text itself is at fault (a call that does not fit, a name that is not there), and no bug of ours."""
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    within = files[len(files) - files[::-1].index(path) :] if path in files else files
    return path in files and all("jinja2" in file for file in within)


def functions_of(*parts: object) -> dict[str, Callable[..., object]]:
    """Collect the public methods of the given objects: they are what a text may call."""
    return {
        name: getattr(part, name)
        for part in parts
        for name in dir(type(part))
        if not name.startswith("_") and callable(getattr(part, name))
    }
