"""A text that was rendered becomes a chapter: its title, its headings and what else stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.errors import Place, Problem
from reportgen.project.schema import Text
from reportgen.report.markdown import blocks_of, line_with, slug
from reportgen.report.model import Block, Chapter, Heading, Inline, KeyFigures, plain
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens

UNNUMBERED = "{-}"
"""Behind the title of a chapter: it has no number, as in pandoc's Markdown."""


def chapter_of(text: Text, markdown: str, tokens: Tokens, problems: Problems) -> Chapter:
    """Make a chapter of what a text was rendered to; what is wrong in it is added to `problems`."""
    blocks = blocks_of(markdown, tokens, problems, text)
    first = blocks[0].inline if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1 else ()
    title, is_numbered = _without_marker(first)
    if not plain(title).strip():
        remedy = "Begin het bestand met één regel als “# Titel van het hoofdstuk”."
        problems.found.append(Problem("de tekst begint niet met een titel.", remedy, Place(text.path, 1)))
        return Chapter(slug(text.path), None, (), ())
    problems.found.extend(_misplaced_headings(blocks, text))
    return Chapter(slug(plain(title)), 1 if is_numbered else None, title, blocks[1:])


def _misplaced_headings(blocks: Sequence[Block], text: Text) -> Iterator[Problem]:
    for before, after in pairwise(block for block in blocks if isinstance(block, Heading)):
        typed = (run.text.strip() for run in after.inline if run.fact is None)
        place = Place(text.path, line_with(text, f"{'#' * after.level} {plain(after.inline)}", *typed))
        if after.level == 1:
            what = f"“{plain(after.inline)}” is een tweede titel."
            yield Problem(what, "Maak er een kopje van met ##, of begin een nieuw bestand.", place)
        elif after.level > before.level + 1:
            what = f"het kopje “{plain(after.inline)}” slaat een niveau over."
            yield Problem(what, "Gebruik ## onder de titel, en ### alleen onder een ##.", place)


def _without_marker(title: Inline) -> tuple[Inline, bool]:
    if not title or not title[-1].text.rstrip().endswith(UNNUMBERED):
        return title, True
    last = replace(title[-1], text=title[-1].text.rstrip().removesuffix(UNNUMBERED).rstrip())
    return (*title[:-1], last), False


def numbered(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Count the chapters, but for those that stand outside the count."""
    number = 0
    counted = []
    for chapter in chapters:
        number += chapter.number is not None
        counted.append(replace(chapter, number=number) if chapter.number is not None else chapter)
    return tuple(counted)


def facing(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Put a summary where its two pages face each other in print, as they do behind an even number of chapters.

    What stands between it and the chapters that are counted goes before it when there is but a foreword, or the like.
    """
    first = next((place for place, chapter in enumerate(chapters) if chapter.number is not None), len(chapters))
    front = chapters[:first]
    place = next((place for place, chapter in enumerate(front) if _sums_up(chapter)), 0)
    before, summary, about = front[:place], front[place : place + 1], front[place + 1 :]
    if place % 2 == 0 or not about:
        return chapters
    return (*before, *about, *summary, *chapters[first:])


def _sums_up(chapter: Chapter) -> bool:
    return any(isinstance(block, KeyFigures) for block in chapter.blocks)
