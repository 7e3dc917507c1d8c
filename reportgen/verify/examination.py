"""Holds a whole document against the fact book, by the way of naming years that fits it best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.facts import FactBook
from reportgen.project.schema import Project
from reportgen.verify.attribution import Attribution
from reportgen.verify.context import Context, Convention
from reportgen.verify.documents import Document, Passage, is_prose
from reportgen.verify.judging import Judge
from reportgen.verify.looking import look
from reportgen.verify.moments import WaveMention
from reportgen.verify.own import Printing
from reportgen.verify.owned import Owning
from reportgen.verify.scene import Scene
from reportgen.verify.sentences import sentences
from reportgen.verify.verdicts import ALARMS, Finding, Verdict
from reportgen.verify.vocabulary import Vocabulary, names_of


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what was found in it, and where it stands."""

    text: str
    place: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Examination:
    """A document, held against the facts: the sentences in which something was found."""

    name: str
    sentences: tuple[Sentence, ...]
    asides: int
    """How many numbers claim nothing: dates, references, addresses."""

    @property
    def counts(self) -> dict[Verdict, int]:
        """How often each verdict was given."""
        found = Counter(finding.verdict for sentence in self.sentences for finding in sentence.findings)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def alarms(self) -> int:
        """How much is wrong."""
        return sum(count for verdict, count in self.counts.items() if verdict in ALARMS)


@dataclass(frozen=True, slots=True)
class _Seen:
    scene: Scene
    passage: Passage
    start: int
    in_prose: bool


class Examiner:
    """Examines documents against one fact book."""

    def __init__(self, project: Project, book: FactBook) -> None:
        self._project = project
        self._book = book
        self._owning = Owning(Printing(project, book))
        self._vocabulary = Vocabulary(project.codebook, book, names_of(project.monitor), project.monitor.title)
        self._judges: dict[Convention, Judge] = {}
        self._heads: dict[str, Scene] = {}

    def examine(self, document: Document) -> Examination:
        """Find every number of a document, and say of each what the facts say."""
        owned = self._owning.look(document)
        seen = list(self._see(owned.sentences_of()))
        judged = zip(seen, self._best(seen), strict=True)
        told = [
            Sentence(text, passage.place_at(start), tuple(findings))
            for passage, start, text, findings in owned.joined(
                (one.passage, one.start, one.scene.text, findings) for one, findings in judged
            )
            if findings
        ]
        asides = owned.asides or sum(one.scene.numbers.asides for one in seen)
        return Examination(document.name, tuple(told), asides)

    def _best(self, seen: Sequence[_Seen]) -> list[list[Finding]]:
        """Judge by the way of naming years that confirms most, if it raises fewer alarms than the plainest."""
        first, *others = ((way, self._judge(seen, way)) for way in self._conventions(seen))
        way, results = max([first, *others], key=lambda judged: _score(judged[1]))
        if _score(results) <= _score(first[1]) or _alarms(results) >= _alarms(first[1]):
            return first[1]
        if not way.by_fieldwork:
            return results
        # One number is no proof of how a whole document names years: then both are told.
        mine, other = (results, first[1]) if _gains(first[1], results) > 1 else (first[1], results)
        return [_as_either(ours, theirs) for ours, theirs in zip(mine, other, strict=True)]

    def _see(self, document: Document) -> Iterator[_Seen]:
        for passage in document.passages:
            for at, text in sentences(passage.text):
                scene = look(text, self._vocabulary)
                yield _Seen(scene, passage, at, not passage.table and is_prose(text))

    def _conventions(self, seen: Sequence[_Seen]) -> list[Convention]:
        """The ways of naming years that a document may follow, the plainest first."""
        newest = self._book.wave
        years = {m.year for one in seen for m in one.scene.waves if m.year}
        found = [Convention(newest)]
        waves = self._project.monitor.waves
        labels = [wave for wave in self._book.waves if wave in years]
        if newest not in labels and labels:
            found.append(Convention(labels[-1]))
        asked = {str(waves[wave].fieldwork.end.year) for wave in self._book.waves if wave in waves}
        told = {m.year for one in seen for m in one.scene.waves if m.year and _is_of_figures(one.scene, m)}
        if asked & years and not told & set(self._book.waves) - asked:
            found.append(Convention(newest, by_fieldwork=True))
        return found

    def _under_heads(self, judge: Judge, heads: str, above: Context) -> Context:
        """What a cell is about: what stands at the head of its row and column, and then what stands above the table."""
        if heads not in self._heads:
            self._heads[heads] = look(heads, self._vocabulary)
        named = judge.after(self._heads[heads])
        concepts = tuple(dict.fromkeys((*named.concepts, *above.concepts)))
        return replace(named, concepts=concepts, wave=named.wave or above.wave)

    def _judge(self, seen: Sequence[_Seen], convention: Convention) -> list[list[Finding]]:
        if convention not in self._judges:
            attribution = Attribution(self._vocabulary, self._book, self._project.monitor, convention)
            self._judges[convention] = Judge(attribution)
        judge = self._judges[convention]
        context, head, results, asked = Context(), Context(), [], False
        for at, one in enumerate(seen):
            if one.passage.heading:
                context = Context()
            elif one.start == 0 and not one.scene.anaphoric and not asked:
                context = replace(context, group=None, groups=(), near=(), held=(), told=())
            concepts = tuple(dict.fromkeys((*context.concepts, *head.concepts)))
            known = replace(
                context,
                concepts=concepts,
                head=head.concepts,
                wave=context.wave or head.wave,
                earlier=context.earlier or head.earlier,
            )
            if one.passage.heads:
                known = self._under_heads(judge, one.passage.heads, known)
            findings, following = judge.judge(one.scene, known, in_prose=one.in_prose)
            if one.passage.heading:
                head = judge.after(one.scene)
            else:
                context = following
            coming = seen[at + 1].scene if at + 1 < len(seen) and seen[at + 1].start else None
            hedged = one.scene.hedged or (coming is not None and coming.hedged and coming.is_of_difference)
            results.append([_as_hedged(finding) for finding in findings] if hedged else findings)
            asked = one.scene.text.endswith("?")
        return results


def _as_hedged(finding: Finding) -> Finding:
    """A difference of which the text says itself that it may be due to chance is not called wrong for that."""
    return replace(finding, verdict=Verdict.CONFIRMED) if finding.verdict is Verdict.NOT_SIGNIFICANT else finding


def _is_of_figures(scene: Scene, mention: WaveMention) -> bool:
    """Whether a year is that of figures, and not part of a name: "de monitor 2025"."""
    before = scene.tokens[mention.first - 1].word if mention.first else ""
    return before not in {"monitor", "editie"} and any(n.kind != "year" for n in scene.numbers.numerals)


def _score(results: Sequence[Sequence[Finding]]) -> int:
    confirmed = sum(f.verdict is Verdict.CONFIRMED for findings in results for f in findings)
    return confirmed - _alarms(results)


def _gains(ours: Sequence[Sequence[Finding]], theirs: Sequence[Sequence[Finding]]) -> int:
    """How many numbers are confirmed by another way of naming years alone."""
    known = {(i, f.start) for i, row in enumerate(ours) for f in row if f.verdict is Verdict.CONFIRMED}
    new = {(i, f.start) for i, row in enumerate(theirs) for f in row if f.verdict is Verdict.CONFIRMED}
    return len(new - known)


def _alarms(results: Sequence[Sequence[Finding]]) -> int:
    return sum(finding.verdict in ALARMS for findings in results for finding in findings)


def _as_either(ours: Sequence[Finding], theirs: Sequence[Finding]) -> list[Finding]:
    """Where one year may be that of the edition or that of the fieldwork, and nothing else tells which: both."""
    by_place = {finding.start: finding for finding in theirs}
    told = []
    for finding in ours:
        other = by_place.get(finding.start)
        if finding.verdict in ALARMS and other is not None and other.verdict is Verdict.CONFIRMED:
            reason = f"{finding.reason} Met het jaar van het veldwerk klopt het: {other.reason}"
            told.append(
                replace(finding, verdict=Verdict.AMBIGUOUS, reason=reason, facts=(*finding.facts, *other.facts))
            )
        else:
            told.append(finding)
    return told
