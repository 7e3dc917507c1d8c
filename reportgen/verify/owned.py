"""Judges the numbers of a publication of our own by what it says of them itself, and the rest by its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from reportgen.facts import Comparison
from reportgen.verify.claimed import contradiction
from reportgen.verify.documents import DOT, Declared, Document, Mark, Passage, is_prose
from reportgen.verify.moves import find_moves
from reportgen.verify.own import Printing
from reportgen.verify.readback import Number, numbers_in
from reportgen.verify.tokens import tokenise
from reportgen.verify.verdicts import ALARMS, Finding, Verdict

Told = tuple[Passage, int, str, Sequence[Finding]]
"""A sentence: its passage, where it begins in that, its text, and what was found in it."""


@dataclass
class Owned:
    """What is known of a publication of our own: its findings by passage, and the places that need none."""

    document: Document
    tests: Mapping[str, Comparison] = field(default_factory=dict)
    findings: dict[int, list[Finding]] = field(default_factory=dict)
    settled: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    missing: list[Told] = field(default_factory=list)

    @property
    def asides(self) -> int:
        """How many numbers are what the publication says, and no outcome."""
        tied = sum(len(found) for found in self.findings.values())
        return max(0, len(self.document.declared) - tied - len(self.missing)) if self.document.declared else 0

    def sentences_of(self) -> Document:
        """What is left to be judged by its sentences: all but the cells and labels, of which all is known."""
        if not self.document.declared:
            return self.document
        return replace(self.document, passages=tuple(p for p in self.document.passages if not p.table))

    def joined(self, judged: Iterable[Told]) -> Iterator[Told]:
        """Put what was found in the sentences together with what is known of their numbers, in the document's order."""
        by_passage: dict[int, list[Told]] = {}
        for told in judged:
            by_passage.setdefault(id(told[0]), []).append(told)
        for place, passage in enumerate(self.document.passages):
            own, settled = self.findings.get(place, []), self.settled.get(place, [])
            sentences = by_passage.get(id(passage), [(passage, 0, passage.text, ())])
            for at, (_, start, text, findings) in enumerate(sentences):
                end = sentences[at + 1][1] if at + 1 < len(sentences) else len(passage.text) + 1
                mine = [f for f in own if start <= f.start < end]
                kept = [f for f in findings if not _is_settled(f, start, [*settled, *((o.start, o.end) for o in own)])]
                kept = [self._by_its_test(f, text, passage, start) for f in kept if not self._is_label(f, text)]
                shifted = [replace(f, start=f.start - start, end=min(f.end - start, len(text))) for f in mine]
                yield passage, start, text, sorted([*kept, *shifted], key=lambda finding: finding.start)
        yield from self.missing

    def _is_label(self, finding: Finding, text: str) -> bool:
        """Whether it is a word of a line that is no sentence, such as one in a table of contents."""
        return bool(self.document.declared) and finding.verdict is Verdict.UNTRACEABLE and not is_prose(text)

    def _by_its_test(self, finding: Finding, text: str, passage: Passage, start: int) -> Finding:
        """Hold a word of change against the difference that stands marked in the same sentence, where one does."""
        if finding.verdict not in ALARMS:
            return finding
        marked = [mark.fact for mark in passage.marks if start <= mark.start < start + len(text)]
        tests = [self.tests[fact] for fact in dict.fromkeys(marked) if fact in self.tests]
        signs = [move.sign for move in find_moves(tokenise(text), set(), ()) if move.start == finding.start]
        if len(tests) != 1 or not signs or not tests[0].significant or tests[0].difference * (signs[0] or 0) <= 0:
            return finding
        reason = f"“{tests[0].id}”: {tests[0].label}."
        return replace(finding, verdict=Verdict.CONFIRMED, reason=reason, facts=(tests[0].id,))


class Owning:
    """Reads what publications of our own say of their numbers."""

    def __init__(self, printing: Printing) -> None:
        self._printing = printing

    def look(self, document: Document) -> Owned:
        """Hold each number that is tied to a fact against that, and all numbers against those that were printed."""
        owned = Owned(document, self._printing.tests)
        for place, passage in enumerate(document.passages):
            for mark in passage.marks:
                self._mark(owned, place, passage.text[mark.start : mark.end], mark)
        if document.declared:
            self._declared(owned, numbers_in(document.passages))
        return owned

    def _mark(self, owned: Owned, place: int, text: str, mark: Mark) -> None:
        if not any(map(str.isalnum, text)):
            return
        finding = self._finding(mark.start, mark.end, text, mark.fact)
        owned.findings.setdefault(place, []).append(finding)

    def _finding(self, start: int, end: int, text: str, fact: str) -> Finding:
        tests = [self._printing.tests[id_] for id_ in fact.split(";") if id_ in self._printing.tests]
        if tests and (wrong := contradiction(text, start, tests, self._printing.labels)) is not None:
            return wrong
        told = self._printing.told(fact)
        if self._printing.fits(text, fact):
            return Finding(start, end, Verdict.CONFIRMED, f"“{fact}”: {told}.", tuple(fact.split(";")))
        return Finding(start, end, Verdict.WRONG, f"Dit cijfer is “{fact}”: {told}.", tuple(fact.split(";")))

    def _declared(self, owned: Owned, numbers: Sequence[Number]) -> None:
        """Go through the numbers beside those that the document says it holds."""
        declared = owned.document.declared
        expected = [DOT if one.text is None else one.text for one in declared]
        printed = [DOT if number.fact and DOT in expected else number.text for number in numbers]
        for kind, a, b, c, d in _opcodes(expected, printed):
            if kind == "equal":
                for one, number in zip(declared[a:b], numbers[c:d], strict=True):
                    self._as_declared(owned, one, number)
                continue
            for at, number in enumerate(numbers[c:d]):
                self._strange(owned, number, declared[a + at] if a + at < b else None)
            beside = numbers[min(c, len(numbers) - 1)].passage if numbers else 0
            for one in declared[a + (d - c) : b]:
                self._gone(owned, one, beside)

    def _as_declared(self, owned: Owned, one: Declared, number: Number) -> None:
        if one.fact is None:
            owned.settled.setdefault(number.passage, []).append((number.start, number.end))
            return
        finding = self._finding(number.start, number.end, one.whole or number.text, one.fact)
        owned.findings.setdefault(number.passage, []).append(finding)

    def _strange(self, owned: Owned, number: Number, one: Declared | None) -> None:
        if one is None:
            reason = "Dit getal stond er niet toen de publicatie werd gemaakt."
        elif one.text is None:
            reason = "Hier stond een cijfer dat aan een feit gebonden was."
        else:
            reason = f"Hier stond “{one.text}” toen de publicatie werd gemaakt."
        facts = (one.fact,) if one and one.fact else ()
        own = owned.findings.setdefault(number.passage, [])
        own[:] = [f for f in own if not f.start <= number.start < f.end]
        own.append(Finding(number.start, number.end, Verdict.WRONG, reason, facts))

    def _gone(self, owned: Owned, one: Declared, place: int) -> None:
        text = one.text or "een cijfer"
        reason = "Dit getal is uit de publicatie weggehaald."
        finding = Finding(0, len(text), Verdict.WRONG, reason, (one.fact,) if one.fact else ())
        owned.missing.append((owned.document.passages[place], 0, text, [finding]))


def _opcodes(expected: Sequence[str], printed: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What `SequenceMatcher` finds, which it only has to look for between what is the same at both ends."""
    most = min(len(expected), len(printed))
    begin = next((i for i in range(most) if expected[i] != printed[i]), most)
    end = next((i for i in range(most - begin) if expected[-1 - i] != printed[-1 - i]), most - begin)
    inner = SequenceMatcher(None, expected[begin : len(expected) - end], printed[begin : len(printed) - end], False)
    yield "equal", 0, begin, 0, begin
    for kind, a, b, c, d in inner.get_opcodes():
        yield kind, a + begin, b + begin, c + begin, d + begin
    yield "equal", len(expected) - end, len(expected), len(printed) - end, len(printed)


def _is_settled(finding: Finding, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether something is known already of the number that a finding is about; of a word nothing is."""
    return any(finding.start + start < end and begin < finding.end + start for begin, end in spans)
