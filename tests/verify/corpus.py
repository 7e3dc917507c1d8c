"""The corpus: sentences with what has to be said of each number in them, and how well that is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.verify.documents import Document, Passage
from reportgen.verify.examination import Examiner
from reportgen.verify.verdicts import ALARMS, Finding, Verdict

VERDICTS = {verdict.value: verdict for verdict in Verdict} | {"verward": Verdict.POINTS}


@dataclass(frozen=True, slots=True)
class Expected:
    """A number or word as it stands in the text, its verdict, and the fact that it is about, where that is told."""

    text: str
    verdict: Verdict
    fact: str


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """`precision` and `recall` are of alarms, `attribution` of the facts, `verdicts` of all verdicts alike."""

    precision: float
    recall: float
    attribution: float
    verdicts: float
    misses: tuple[str, ...]


def read_cases(text: str) -> tuple[Case, ...]:
    """Read cases: a text on one line, with ¶ between paragraphs, and below it what has to be said of its numbers."""
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return tuple(
        Case(block[0], tuple(_expected(line) for line in block[1:]))
        for block in blocks
        if block and not block[0].startswith("#")
    )


def _expected(line: str) -> Expected:
    number, _, told = line.strip().partition(" : ")
    name = max((name for name in VERDICTS if told.startswith(name)), key=len)
    return Expected(number, VERDICTS[name], told.removeprefix(name).strip())


def measure(examiner: Examiner, cases: Sequence[Case]) -> Measured:
    """Examine each case as a document of its own, and count."""
    raised = wanted = hit = placed = told = right = every = 0
    misses: list[str] = []
    for case in cases:
        found = _found(examiner, case.text)
        for expected in case.expected:
            finding = _take(found, expected.text)
            verdict = finding.verdict if finding else None
            every += 1
            right += verdict is expected.verdict
            wanted += expected.verdict in ALARMS
            raised += verdict in ALARMS
            hit += verdict in ALARMS and expected.verdict in ALARMS
            if expected.fact:
                told += 1
                placed += finding is not None and bool(finding.facts) and finding.facts[0] == expected.fact
            fact = finding.facts[:1] if finding else ()
            if verdict is not expected.verdict or (expected.fact and fact != (expected.fact,)):
                misses.append(_miss(case, expected, finding))
        for text, finding in found:
            if finding.verdict in ALARMS:
                raised += 1
                misses.append(f"{case.text}\n        “{text}”: alarm {finding.verdict.value} – {finding.reason}")
    return Measured(
        hit / max(raised, 1), hit / max(wanted, 1), placed / max(told, 1), right / max(every, 1), tuple(misses)
    )


def _found(examiner: Examiner, text: str) -> list[tuple[str, Finding]]:
    passages = tuple(Passage(part, f"regel {i}") for i, part in enumerate(text.split(" ¶ "), start=1))
    examination = examiner.examine(Document("corpus", passages))
    return [(s.text[f.start : f.end], f) for s in examination.sentences for f in s.findings]


def _take(found: list[tuple[str, Finding]], text: str) -> Finding | None:
    """Take out the first finding that is about a number."""
    for match in (str.__eq__, lambda one, other: text in one or one in text):
        for i, (said, finding) in enumerate(found):
            if match(said, text):
                del found[i]
                return finding
    return None


def _miss(case: Case, expected: Expected, finding: Finding | None) -> str:
    said = f"{finding.verdict.value} {finding.facts[:1]} – {finding.reason}" if finding else "niet gevonden"
    return f"{case.text}\n        “{expected.text}”: {expected.verdict.value} {expected.fact}, maar {said}"


def alarms(findings: Sequence[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.verdict in ALARMS)
