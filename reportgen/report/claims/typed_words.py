"""Words that an author typed and that claim something: a direction without a proof, or a number in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.errors import Place, Problem
from reportgen.project.schema import Codebook, Text
from reportgen.report.claims.lexicon import Phrase, carried_by, directions, number_words
from reportgen.report.claims.parts import read_multiple, read_part
from reportgen.report.claims.proven import BY, NOTHING, Proven, chosen_by, proven_by
from reportgen.report.claims.rules import BOUNDS, RULES

_PROSE = frozenset({"address", "capital", "crosstab", "method"})
"""The functions that print words as they are given; cited, counted, no_claim and placeholder say what theirs are."""
_ADDRESS = re.compile(r"(?<=\]\()[^)]*|\b(?:https?://|mailto:)[^\s)>\]]*|\{-\}")
_MARK = "\ufffc"
_FIGURE = "\ufffb"
"""Stands for a figure that is printed, as the other does for anything else that is."""
_FIGURES = frozenset({"share", "mean", "score", "respondents", "effective_respondents", "efficiency"})
_BOUND = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, BOUNDS), key=len, reverse=True))})[ \u00a0]+{_FIGURE}", re.IGNORECASE
)


def typed_words(text: Text, codebook: Codebook) -> list[Problem]:
    """Find the words in a text that claim something without a proof, each with its line."""
    try:
        tree = _parsed(text.source)
    except (TemplateSyntaxError, RecursionError):
        return []  # which is told when it is rendered
    reader = _Reader(text.path, _wordings(codebook))
    reader.read(tree.body, NOTHING)
    return sorted(reader.found, key=lambda problem: (problem.place and problem.place.line) or 0)


@lru_cache(maxsize=500)
def _parsed(source: str) -> nodes.Template:
    """Parse a text once for all editions; nothing here changes the tree."""
    return Environment(trim_blocks=True, autoescape=False).parse(source)  # noqa: S701


def claims_in(words: str, codebook: Codebook) -> list[tuple[int, str]]:
    """Find what words that are no template claim, each with its line: a direction, or a number in words."""
    reader = _Reader("", _wordings(codebook))
    lines = [words.count("\n", 0, at) + 1 for at in range(len(words))]
    reader.read_words(words, lines)
    return sorted((problem.place.line or 0, problem.what) for problem in reader.found if problem.place)


@dataclass
class _Reader:
    """Goes through a text, and knows at each place what the conditions around it prove."""

    path: str
    wordings: re.Pattern[str] | None
    found: list[Problem] = field(default_factory=list)
    names: dict[str, nodes.Node] = field(default_factory=dict)

    def read(self, body: Sequence[nodes.Node], proven: Proven) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    self._output(node, proven)
                case nodes.If():
                    self._condition(node, proven)
                case nodes.For():
                    self.read(node.body, proven)
                    self.read(node.else_, proven)
                case nodes.Assign(target=nodes.Name() as target):
                    self.names[target.name] = node.node
                    self._expression(node.node, proven)
                case _:
                    pass

    def read_words(self, words: str, lines: Sequence[int]) -> None:
        """Read words around which nothing is proven."""
        self._prose(words, lines, NOTHING)

    def _condition(self, node: nodes.If, proven: Proven) -> None:
        otherwise = proven
        for branch in (node, *node.elif_):
            self.read(branch.body, otherwise | proven_by(branch.test, self.names))
            otherwise = otherwise | proven_by(branch.test, self.names, holds=False)
        self.read(node.else_, otherwise)

    def _output(self, node: nodes.Output, proven: Proven) -> None:
        pieces, lines = [], []
        for part in node.nodes:
            piece = part.data if isinstance(part, nodes.TemplateData) else _printed(part)
            lines += [part.lineno + piece.count("\n", 0, i) for i in range(len(piece))]
            pieces.append(piece)
            if not isinstance(part, nodes.TemplateData):
                self._expression(part, proven)
        self._prose("".join(pieces), lines, proven)

    def _expression(self, node: nodes.Node, proven: Proven) -> None:
        match node:
            case nodes.Const(value=str()):
                self._prose(node.value, [node.lineno] * len(node.value), proven)
            case nodes.CondExpr():
                self._expression(node.expr1, proven | proven_by(node.test, self.names))
                if node.expr2 is not None:
                    self._expression(node.expr2, proven | proven_by(node.test, self.names, holds=False))
            case nodes.Call(node=nodes.Name() as function):
                self._call(node, function.name, proven)
            case _:
                pass

    def _call(self, call: nodes.Call, name: str, proven: Proven) -> None:
        if name == "claim" and call.args:
            words, *proofs = call.args
            for proof in proofs:
                proven = proven | proven_by(proof, self.names)
            self._expression(words, proven)
        elif name in BY:
            for choice in call.kwargs:
                more = chosen_by(call, choice.key) if choice.key in BY[name] else NOTHING
                self._expression(choice.value, proven | more)
        elif name in _PROSE:
            given = [keyword.value for keyword in call.kwargs if keyword.key != "breakdowns"]
            for words in given if name == "crosstab" else [*call.args, *given]:
                self._expression(words, proven)

    def _prose(self, text: str, lines: Sequence[int], proven: Proven) -> None:
        text = _blanked(_ADDRESS, text)
        text = _blanked(self.wordings, text) if self.wordings else text
        for bound in _BOUND.finditer(text):
            self._tell(lines[bound.start()], _bounded(bound[1]))
        text = text.replace(_FIGURE, _MARK)
        holds, fails = proven.rules()
        taken: set[int] = set()
        for phrase in directions(text):
            taken |= set(phrase.words)
            if not _is_carried(phrase, holds, fails):
                self._tell(lines[phrase.start], _direction(phrase))
        for number in number_words(text):
            if number.start not in taken and not any(_same(number.text, said) for said in proven.said):
                self._tell(lines[number.start], _number(number.text))

    def _tell(self, line: int, problem: tuple[str, str]) -> None:
        self.found.append(Problem(*problem, Place(self.path, line)))


def _is_carried(phrase: Phrase, holds: frozenset[str], fails: frozenset[str]) -> bool:
    """Whether a phrase is proven, or denied where it is refuted."""
    if phrase.pattern in carried_by(holds):
        return True
    if not fails or not phrase.is_denied:
        return False
    return phrase.pattern in carried_by(fails) or phrase.pattern in RULES["stable"].words


def _same(one: str, other: str) -> bool:
    """Whether two numbers in words are the same: "een op de vier" is "een kwart"."""
    for read in (read_part, read_multiple):
        if (said := read(one)) is not None:
            return said == read(other)
    return False


def _direction(phrase: Phrase) -> tuple[str, str]:
    by = next(name for name, rule in RULES.items() if phrase.pattern in rule.words)
    proof, words = f'{by}("…")', " ".join(phrase.text.replace(_MARK, "…").split())
    what = f"“{words}” zegt iets over de uitkomsten, zonder bewijs."
    free = f'Gaat het niet over een uitkomst: {{{{ no_claim("{words}", why="…") }}}}.'
    return what, f'Bewijs het: {{{{ claim("…", {proof}) }}}}, of zet het achter {{% if {proof} %}}. {free}'


def _printed(node: nodes.Node) -> str:
    """What stands for something printed: a share of a ranking is a figure as well."""
    match node:
        case nodes.Call(node=nodes.Name(name=name)) if name in _FIGURES:
            return _FIGURE
        case nodes.Getattr(attr="share"):
            return _FIGURE
    return _MARK


def _bounded(word: str) -> tuple[str, str]:
    what = f"“{word}” staat voor een cijfer dat al is afgerond, en kan daar niet kloppen."
    part = f"{word.lower()} een kwart" if word.lower() in {"ruim", "bijna"} else "een kwart"
    return what, f'Laat het woord weg, of noem een deel dat bewezen wordt: {{{{ fraction("…", "{part}") }}}}.'


def _number(words: str) -> tuple[str, str]:
    if read_part(words):
        mend = f'Laat het bewijzen: {{{{ fraction("…", "{words.lower()}") }}}}'
    elif read_multiple(words):
        mend = f'Laat het bewijzen: {{{{ multiple("…", "{words.lower()}", form="fact") }}}}'
    elif words.lower().startswith(("procent", "percent")):
        return f"een getypt getal: “{words}”.", 'Laat het uitrekenen, zoals {{ share("…") }} of {{ change("…") }}.'
    else:
        mend = f'Telt het iets dat geen uitkomst is: {{{{ counted("{words}") }}}}'
    return f"een getypt getal: “{words}”.", f'{mend}. Komt het van elders: {{{{ cited("{words}", source="…") }}}}.'


def _wordings(codebook: Codebook) -> re.Pattern[str] | None:
    """What questions, answers, groups and indicators are called: to name them claims nothing."""
    called = {
        *(
            wording
            for question in codebook.questions.values()
            for wording in (question.text, *question.answers.values())
        ),
        *(group.label for breakdown in codebook.breakdowns.values() for group in breakdown.groups.values()),
        *(name for indicator in codebook.indicators.values() for name in (indicator.label, indicator.short)),
    }
    several = sorted((name for name in called if " " in name.strip()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, several)), re.IGNORECASE) if several else None


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: _MARK * len(found[0]), text)
