"""Words that a publication of our own ties to a test, held against what that test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.facts import Comparison
from reportgen.verify.moves import find_moves, sign_of
from reportgen.verify.tokens import tokenise
from reportgen.verify.verdicts import Finding, Verdict


def contradiction(text: str, start: int, tests: Sequence[Comparison], labels: Mapping[str, str]) -> Finding | None:
    """Find the word of change that none of these tests carries, in words that begin at `start` and are tied to them.

    Only what changed between editions is looked at, in one direction; `labels` are those of the indicators.
    """
    signs = {_sign(test) for test in tests}
    if len(signs) != 1 or any(test.kind != "wave" for test in tests):
        return None
    (sign,) = signs
    tokens = tokenise(text)
    moves = [move for move in find_moves(tokens, set(), ()) if move.sign and not move.negated]
    said = [sign_of(move, tokens[move.first].word, labels.get(tests[0].indicator, "")) for move in moves]
    if not said or sign in said:
        return None
    verdict = Verdict.WRONG if sign else Verdict.NOT_SIGNIFICANT
    why = "Het is andersom" if sign else "Het verschil is niet significant"
    told = "; ".join(
        f"{test.label} {'hoger' if test.difference > 0 else 'lager'} ({labels.get(test.indicator, test.indicator)})"
        for test in tests
    )
    facts = tuple(test.id for test in tests)
    return Finding(start + moves[0].start, start + moves[0].end, verdict, f"{why}: {told}.", facts)


def _sign(test: Comparison) -> int:
    return 0 if not test.significant else 1 if test.difference > 0 else -1
