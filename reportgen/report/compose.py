"""Facts and texts become one `Report`; whatever in the texts does not hold is refused, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Literal

from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FactBook
from reportgen.project.schema import Project, Text, Wave
from reportgen.report import dutch
from reportgen.report.about import About
from reportgen.report.markdown import blocks_of, slug
from reportgen.report.model import Block, Chapter, Figure, Heading, Inline, Publication, Report, Run, plain
from reportgen.report.placing import FIGURES, Placed, Placing
from reportgen.report.points import Shown
from reportgen.report.texts import Functions, Problems, functions_of, render_text
from reportgen.report.tokens import Tokens
from reportgen.report.wording import Wording

UNNUMBERED = "{-}"
"""Behind the title of a chapter: it has no number, as in pandoc's Markdown."""

Kind = Literal["report", "press-release"]


def compose(book: FactBook, project: Project, edition: str, *, draft: bool = False) -> Report:
    """Compose everything that one edition publishes.

    Raises UserError with every mistake in the texts; a final build (not `draft`) also refuses placeholders.
    """
    problems: list[Problem] = []
    report = _publication("report", project.report, book, project, problems, draft=draft)
    press_release = _publication("press-release", project.press_release, book, project, problems, draft=draft)
    if problems:
        raise UserError(dict.fromkeys(problems))
    monitor, wave = project.monitor, project.monitor.waves[book.wave]
    return Report(
        monitor=monitor.title,
        subtitle=monitor.subtitle,
        subject=monitor.subject,
        publisher=monitor.publisher,
        wave=wave.label,
        edition=edition,
        edition_label=monitor.editions[edition].label,
        published=dutch.long_date(wave.published),
        published_iso=wave.published.isoformat(),
        fieldwork=dutch.period(wave.fieldwork.start, wave.fieldwork.end),
        place=wave.place or monitor.place,
        release=_release(wave),
        simulation_notice=monitor.simulation_notice if wave.simulated else "",
        draft=draft,
        report=report,
        press_release=press_release,
    )


def figures_of(publication: Publication) -> tuple[Figure, ...]:
    """All figures of a publication, in order."""
    blocks = (block for chapter in publication.chapters for block in chapter.blocks)
    return tuple(block for block in blocks if isinstance(block, Figure))


def _publication(
    kind: Kind, texts: Sequence[Text], book: FactBook, project: Project, found: list[Problem], *, draft: bool
) -> Publication:
    tokens, problems = Tokens(), Problems(found)
    wording, about = Wording(book, project, tokens, problems), About(book, project, tokens, problems)
    words: Functions = functions_of(wording, about)
    shown = Shown(book, project.codebook, project.monitor)
    placing = Placing(project, shown, tokens, problems, lambda text: render_text(text, words, problems))
    functions = {**words, **functions_of(placing)}
    rendered = [(text, render_text(text, functions, problems)) for text in texts]
    found.extend(_loose_ends(placing.placed))
    if not draft:
        found.extend(placing.placed.placeholders)
    if found:
        return Publication(kind, (), (), ())
    chapters = _numbered([_chapter(text, markdown, tokens, problems) for text, markdown in rendered])
    title: Inline = (Run(f"{project.monitor.title} {project.monitor.waves[book.wave].label}"),)
    if kind == "press-release" and chapters:
        title = chapters[0].title
    placeholders = tuple(problem.what for problem in placing.placed.placeholders)
    return Publication(kind, title, (Run(project.monitor.subtitle),), chapters, placeholders)


def _loose_ends(placed: Placed) -> list[Problem]:
    remedy = "Noem de figuur in de tekst met ref(…), zodat de lezer weet waarom zij er staat."
    unnamed = [name for name in placed.figures if name not in placed.referred]
    absent = sorted(placed.referred - set(placed.figures))
    return [
        *(Problem(f"figuur “{name}” wordt nergens in de tekst genoemd.", remedy, Place(FIGURES)) for name in unnamed),
        *(
            Problem(f"figuur “{name}” wordt genoemd maar staat er niet.", "Plaats haar met figure(…).")
            for name in absent
        ),
    ]


def _chapter(text: Text, markdown: str, tokens: Tokens, problems: Problems) -> Chapter:
    blocks = blocks_of(markdown, tokens, problems, text.path)
    if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level != 1:
        remedy = "Begin het bestand met één regel als “# Titel van het hoofdstuk”."
        problems.found.append(Problem("de tekst begint niet met een titel.", remedy, Place(text.path, 1)))
        return Chapter(slug(text.path), None, (), ())
    problems.found.extend(_skipped_levels(blocks, text.path))
    title, numbered = _without_marker(blocks[0].inline)
    return Chapter(slug(plain(title)), 1 if numbered else None, title, blocks[1:])


def _skipped_levels(blocks: Sequence[Block], path: str) -> list[Problem]:
    headings = [block for block in blocks if isinstance(block, Heading)]
    return [
        Problem(
            f"het kopje “{plain(after.inline)}” slaat een niveau over, of is een tweede titel.",
            "Gebruik ## onder de titel, en ### alleen onder een ##.",
            Place(path),
        )
        for before, after in pairwise(headings)
        if after.level > before.level + 1 or after.level == 1
    ]


def _without_marker(title: Inline) -> tuple[Inline, bool]:
    if not title or not title[-1].text.rstrip().endswith(UNNUMBERED):
        return title, True
    last = replace(title[-1], text=title[-1].text.rstrip().removesuffix(UNNUMBERED).rstrip())
    return (*title[:-1], last), False


def _numbered(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    number = 0
    numbered = []
    for chapter in chapters:
        number += chapter.number is not None
        numbered.append(replace(chapter, number=number) if chapter.number is not None else chapter)
    return tuple(numbered)


def _release(wave: Wave) -> str:
    if wave.embargo is None:
        return "Voor onmiddellijke publicatie"
    moment: datetime = wave.embargo
    return f"Onder embargo tot {dutch.long_date(moment.date())}, {moment.hour}.{moment.minute:02d} uur"
