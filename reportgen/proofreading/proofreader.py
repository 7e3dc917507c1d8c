"""The story of a proof: the passages of both publications → sentences → how easily they read, and remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.errors import Place
from reportgen.project.schema import Project
from reportgen.proofreading.endings import ending_remarks
from reportgen.proofreading.english import english_remarks
from reportgen.proofreading.passages import Kind, passages_in, passages_of
from reportgen.proofreading.readability import HARD_BELOW, Ease, measure
from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.repeats import repeat_remarks
from reportgen.proofreading.sentences import Sentence, sentences_of
from reportgen.proofreading.sources import Sources
from reportgen.proofreading.spelling import Dictionary, dutch_only, spelling_remarks
from reportgen.proofreading.style import style_remarks
from reportgen.proofreading.typography import typography_remarks
from reportgen.proofreading.unprinted import unprinted_remarks
from reportgen.proofreading.words import words_of
from reportgen.report.model import KeyFigures, Publication, Report, plain

CODEBOOK, FIGURES, MONITOR = "data/codebook.toml", "templates/figures.toml", "monitor.toml"
HARDEST = 3
"""How many of the hardest sentences of a hard chapter are shown."""

_FROM: Mapping[Kind, tuple[str, ...]] = {
    "prose": (MONITOR,),
    "heading": (MONITOR,),
    "quote": (MONITOR,),
    "subtitle": (MONITOR,),
    "title": (FIGURES,),
    "note": (FIGURES,),
    "alt": (FIGURES,),
    "label": (CODEBOOK, FIGURES),
}
"""The project files that each kind of passage may come from, when it isn't from the text of its chapter."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How easily a publication reads, and each of its chapters, by their titles."""

    kind: Literal["report", "press-release", "rectification", "press-kit"]
    whole: Ease
    chapters: tuple[tuple[str, Ease], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What an editor would hand back: how easily the publications read, and remarks."""

    readings: tuple[Reading, ...] = ()
    remarks: tuple[Remark, ...] = ()


def proofread(
    report: Report, project: Project, files: Mapping[str, str], dictionary: Dictionary, known: Collection[str]
) -> Proof:
    """Read what an edition publishes, of which the sentences come from its texts or from other `files`.

    `project` is that of the one edition; `known` are the words that the monitor takes for its own, in lower case.
    """
    readings: list[Reading] = []
    remarks: list[Remark] = []
    of_report = (*project.report, *project.edition_texts)
    for publication, texts in ((report.report, of_report), (report.press_release, project.press_release)):
        own = {text.path: text.source for text in texts}
        sources = Sources({**files, **own}, printed=(CODEBOOK, MONITOR))
        sentences = sentences_of(tuple(passages_of(publication)), sources, tuple(own), _FROM)
        readings.append(_reading(publication, sentences))
        found = remarks_on(sentences, dictionary, known, _summary(publication))
        remarks += (_on_its_line(remark, sources) for remark in found)
        printed = {word for one in sentences for _, word in words_of(one.text)}
        remarks += unprinted_remarks(own, dictionary, printed)
    remarks += _on_findings(report, project, files, dictionary, known)
    return Proof(tuple(readings), tuple(dict.fromkeys(remarks)))


def _on_findings(
    report: Report, project: Project, files: Mapping[str, str], dictionary: Dictionary, known: Collection[str]
) -> Iterator[Remark]:
    """Read what goes out with pictures for social media: each is as short as a chapter of its own can be."""
    own = {text.path: text.source for text in project.social}
    sources = Sources({**files, **own}, printed=(CODEBOOK, MONITOR))
    sentences = sentences_of(tuple(passages_in(report.findings)), sources, tuple(own), _FROM)
    yield from (_on_its_line(remark, sources) for remark in remarks_on(sentences, dictionary, known))
    yield from unprinted_remarks(own, dictionary, {word for one in sentences for _, word in words_of(one.text)})


def remarks_on(
    sentences: Sequence[Sentence], dictionary: Dictionary, known: Collection[str], summary: int | None = None
) -> Iterator[Remark]:
    """All that is to be said of a publication; what its chapter `summary` says may return elsewhere."""
    yield from repeat_remarks(sentences, summary)
    dutch = [dutch_only(one, dictionary) for one in sentences]
    yield from spelling_remarks(dutch, dictionary)
    yield from ending_remarks(dutch, dictionary.has)
    yield from english_remarks(dutch, known)
    yield from style_remarks(sentences)
    yield from typography_remarks(sentences)
    for number in sorted({one.chapter for one in sentences}):
        yield from _of_hard_chapter([one for one in sentences if one.chapter == number and one.kind == "prose"])


def _summary(publication: Publication) -> int | None:
    """The place of the chapter that sums up the others: one without a number in front, with key figures if any has."""
    numbered = [place for place, chapter in enumerate(publication.chapters) if chapter.number is not None]
    front = publication.chapters[: numbered[0]] if numbered else ()
    counting = (place for place, one in enumerate(front) if any(isinstance(block, KeyFigures) for block in one.blocks))
    return next(counting, len(front) - 1 if front else None)


def _on_its_line(remark: Remark, sources: Sources) -> Remark:
    if remark.place is None or not remark.word:
        return remark
    return replace(remark, place=sources.line_with(remark.word, remark.place))


def _reading(publication: Publication, sentences: Sequence[Sentence]) -> Reading:
    chapters = tuple(
        (plain(chapter.title), measure(one for one in sentences if one.chapter == number))
        for number, chapter in enumerate(publication.chapters)
    )
    return Reading(publication.kind, measure(sentences), chapters)


def _of_hard_chapter(sentences: Sequence[Sentence]) -> Iterator[Remark]:
    """Warn of a chapter that is hard to read, with the hardest sentences that its author can change."""
    ease = measure(sentences)
    own = [(measure([one]), one) for one in sentences if one.place is not None]
    hardest = sorted((one for one in own if one[0].words), key=lambda one: one[0].score)[:HARDEST]
    if not ease.is_measured or ease.score >= HARD_BELOW or not hardest:
        return
    listed = "; ".join(f"regel {one.place.line} {shortened(one.text)}" for _, one in hardest if one.place)
    score = f"leesgemak {ease.score:.0f}, onder de {HARD_BELOW}"
    what = f"dit hoofdstuk leest {ease.level} ({score}). Moeilijkst: {listed}."
    place = hardest[0][1].place
    yield Remark(what, "Maak deze zinnen korter, of kies kortere woorden.", 3, place and Place(place.file))
