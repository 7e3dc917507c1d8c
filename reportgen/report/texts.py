"""Text files become Markdown: each is rendered with its functions, and all that is wrong in it is found."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from html import unescape
from types import CodeType

from jinja2 import TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError

from reportgen.errors import Place, Problem, nearest
from reportgen.project.schema import Text
from reportgen.report.language import MANUAL, Functions, Language, foreign_forms
from reportgen.report.problems import Problems
from reportgen.report.syntax import syntax_problem
from reportgen.report.tokens import PRIVATE_USE


def render_text(text: Text, functions: Functions, problems: Problems) -> str:
    """Render one text to Markdown with tokens; mistakes are added to `problems`, and a text with one may be empty."""
    written = unescape(text.source)  # a character reference is the character, once Markdown has read it
    if stray := PRIVATE_USE.search(written):
        line = written.count("\n", 0, stray.start()) + 1
        remedy = "Verwijder het; het komt vaak mee bij plakken uit een ander programma."
        problems.found.append(Problem("onzichtbaar speciaal teken in de tekst.", remedy, Place(text.path, line)))
        return ""
    problems.texts[text.path] = text.source
    language = Language(functions, problems)
    try:
        tree = language.parse(text.source, filename=text.path)
        # Names come second: to find them Jinja works out whatever is constant, such as a sum.
        refused = foreign_forms(tree, text.path) or _unknown_names(tree, functions, text.path)
        if not refused:
            return _rendered(language, text, problems)
    except TemplateSyntaxError as error:
        refused = [syntax_problem(error, text.path, text.source)]
    except RecursionError:
        refused = [Problem("deze tekst zit te diep in elkaar.", "Gebruik minder haakjes.", Place(text.path))]
    problems.found.extend(refused)
    return ""


def functions_of(*parts: object) -> dict[str, Callable[..., object]]:
    """Collect the public methods of the given objects: they are what a text may call."""
    return {
        name: getattr(part, name)
        for part in parts
        for name in dir(type(part))
        if not name.startswith("_") and callable(getattr(part, name))
    }


def _unknown_names(tree: nodes.Template, functions: Functions, path: str) -> list[Problem]:
    undeclared = meta.find_undeclared_variables(tree) - set(functions)
    found = {(node.lineno, node.name) for node in tree.find_all(nodes.Name) if node.name in undeclared}
    advice = (
        'Zet de naam van een indicator of figuur tussen aanhalingstekens, zoals share("…"); '
        "de functies staan in de handleiding."
    )
    return [
        Problem(f"“{name}” bestaat niet.", nearest(name, functions, otherwise=advice), Place(path, line))
        for line, name in sorted(found)
    ]


_compiled: dict[Text, CodeType] = {}
"""Texts without mistakes, as Python: all editions have them."""
_MOST_COMPILED = 500


def _compile(language: Language, text: Text, problems: Problems) -> CodeType:
    """Compile a text, or find it compiled; what is wrong in what is constant in it is told each time."""
    if text in _compiled:
        return _compiled[text]
    known = len(problems.found)
    code: CodeType = language.compile(text.source, filename=text.path)
    if len(problems.found) == known and len(_compiled) < _MOST_COMPILED:
        _compiled[text] = code
    return code


def _rendered(language: Language, text: Text, problems: Problems) -> str:
    code = _compile(language, text, problems)
    template = language.template_class.from_code(language, code, language.globals)
    known = len(problems.found)
    try:
        return template.render()
    except (UndefinedError, SecurityError, TypeError, ValueError) as error:
        if not _raised_in_text(error, text.path):
            raise
        place = Place(text.path, _line_of(error, text.path))
        # What stands in for something refused easily leads to a second mistake, which is none of the author's.
        if all(problem.place != place for problem in problems.found[known:]):
            problems.found.append(Problem(_what(error), MANUAL, place))
        return ""


def _what(error: Exception) -> str:
    if isinstance(error, UndefinedError):
        return str(error)
    return "hier wordt iets opgevraagd dat niet mag." if isinstance(error, SecurityError) else "dit klopt niet."


def _line_of(error: BaseException, path: str) -> int | None:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return lines[-1] if lines else None


def _raised_in_text(error: BaseException, path: str) -> bool:
    """Whether the text itself is at fault (a loop over what is no list, a part that is not there), and no bug of ours.

    Between the text's own line and where it was raised, only Jinja and our `language` may have been passed.
    """
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    within = files[len(files) - files[::-1].index(path) :] if path in files else files
    return path in files and all("jinja2" in file or file.endswith("language.py") for file in within)
