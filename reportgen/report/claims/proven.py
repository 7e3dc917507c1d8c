"""What a condition proves of the words behind it, and what it proves when it does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes

from reportgen.report.claims.rules import RULES

Carried = frozenset[tuple[str, str]]
"""Claims, each as its function and what it was asked of."""
AHEAD = ("most", "least", "ranks", "more_than")
"""What the `.ahead` of a place in a ranking proves."""
BY = {
    "by_change": {"rose": "rose", "fell": "fell", "stable": "stable"},
    "by_rest": {"more": "above_rest", "less": "below_rest", "same": "like_rest"},
}
"""Which claim each of the author's words may make, in the functions that choose among them."""
_NEITHER = {"stable": ("rose", "fell"), "like_rest": ("above_rest", "below_rest")}


@dataclass(frozen=True, slots=True)
class Proven:
    """The claims that hold and those that don't, and the numbers in words that were proven with them."""

    holds: Carried = frozenset()
    fails: Carried = frozenset()
    said: frozenset[str] = frozenset()

    def __or__(self, other: Proven) -> Proven:
        """Both are proven."""
        holds, fails = self.holds | other.holds, self.fails | other.fails
        for rule, (up, down) in _NEITHER.items():
            asked = {what for name, what in fails if name == up} & {what for name, what in fails if name == down}
            holds |= {(rule, what) for what in asked}
        return Proven(holds, fails, self.said | other.said)

    def __and__(self, other: Proven) -> Proven:
        """One of them is proven: what both say of whatever it was asked of."""
        both = _of_both(self.holds, other.holds), _of_both(self.fails, other.fails)
        return Proven(*both, self.said & other.said)

    def rules(self) -> tuple[frozenset[str], frozenset[str]]:
        """The functions of the claims that hold, and of those that don't."""
        return frozenset(name for name, _ in self.holds), frozenset(name for name, _ in self.fails)


NOTHING = Proven()


def proven_by(test: nodes.Node, names: Mapping[str, nodes.Node], *, holds: bool = True) -> Proven:
    """What is proven when a condition holds, or (not `holds`) when it does not; `names` are what was set before."""
    match test:
        case nodes.Name() if test.name in names:
            return proven_by(names[test.name], names, holds=holds)
        case nodes.Call(node=nodes.Name() as function) if function.name in RULES:
            return _claim(test, holds=holds)
        case nodes.Getattr(attr="ahead"):
            carried = frozenset((name, _key(test.node)) for name in AHEAD)
            return Proven(holds=carried) if holds else Proven(fails=carried)
        case nodes.Not():
            return proven_by(test.node, names, holds=not holds)
        case nodes.And() | nodes.Or():
            left, right = (proven_by(side, names, holds=holds) for side in (test.left, test.right))
            return left | right if isinstance(test, nodes.And) == holds else left & right
        case _:
            return NOTHING


def chosen_by(call: nodes.Call, choice: str) -> Proven:
    """What is proven of the words that by_change or by_rest chooses."""
    assert isinstance(call.node, nodes.Name)
    return _asked(BY[call.node.name][choice], _key(*call.args))


def _claim(call: nodes.Call, *, holds: bool) -> Proven:
    assert isinstance(call.node, nodes.Name)
    words = frozenset(one.value for one in call.args if isinstance(one, nodes.Const) and isinstance(one.value, str))
    what = _key(*call.args, *(one.value for one in call.kwargs if one.key in _ASKED))
    return _asked(call.node.name, what, words) if holds else Proven(fails=frozenset({(call.node.name, what)}))


def _asked(name: str, what: str, said: frozenset[str] = frozenset()) -> Proven:
    """A claim that holds; that nothing changed, refutes that it rose or fell."""
    fails = frozenset((rule, what) for rule in _NEITHER.get(name, ()))
    return Proven(frozenset({(name, what)}), fails, said)


_ASKED = frozenset({"since", "group", "wave"})


def _key(*asked: nodes.Node) -> str:
    return repr(asked)


def _of_both(one: Carried, other: Carried) -> Carried:
    names = {name for name, _ in one} & {name for name, _ in other}
    return frozenset((name, what) for name, what in one | other if name in names)
