"""The foreword and the closing text of an edition: plain Markdown in a partner's own words, and never a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.errors import Place, Problem
from reportgen.project.own import own_text
from reportgen.project.schema import Monitor, Project, Text
from reportgen.project.typed_numbers import typed_in_plain
from reportgen.report import dutch
from reportgen.report.chapters import chapter_of
from reportgen.report.claims.typed_words import claims_in
from reportgen.report.model import Chapter
from reportgen.report.problems import Problems
from reportgen.report.tokens import PRIVATE_USE, Tokens

LONGEST = 5000
"""How many characters a text may have: some two pages."""
TITLES = {"foreword": "Voorwoord", "closing": "Tot slot"}

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_IN_A_CHAPTER = (
    "Zeg het zonder getal of vergelijking, of zet het in een eigen hoofdstuk (extra): "
    "daar worden cijfers berekend, of genoemd met hun bron."
)


def own_chapter(part: str, project: Project, problems: Problems) -> tuple[Chapter, ...]:
    """Make a chapter of the foreword or the closing text of an edition, as `part` says; none when it has none.

    `project` is that of the one edition. Its title is the text's own, or else what such a text is called.
    """
    (edition,) = project.monitor.editions.listed
    text = own_text(project, edition, getattr(edition, part))
    if text is None:
        return ()
    wrong = list(_mistakes(text, project))
    problems.found.extend(wrong)
    if wrong:
        return ()
    title = "" if text.source.lstrip().startswith("# ") else f"# {TITLES[part]}\n\n"
    return (replace(chapter_of(text, title + text.source, Tokens(), problems), number=None),)


def quote_mistakes(project: Project) -> Iterator[Problem]:
    """Find what the quote of an edition claims; `project` is that of the one edition."""
    (edition,) = project.monitor.editions.listed
    if edition.quote is None or edition.quote == "open":
        return
    for key, words in (("text", edition.quote.text), ("role", edition.quote.role)):
        for _, what in _claims(words, project):
            yield Problem(
                what,
                "Laat het weg, of kies een ander citaat: hier is niets te berekenen of te bewijzen.",
                Place("monitor.toml", detail=f"uitgave {edition.slug}, quote {key}"),
            )


def _mistakes(text: Text, project: Project) -> Iterator[Problem]:
    if len(text.source) > LONGEST:
        what = f"deze tekst is te lang: {dutch.count(len(text.source))} tekens."
        yield Problem(what, f"Kort hem in tot ten hoogste {dutch.count(LONGEST)} tekens.", Place(text.path))
        return
    if not text.source.strip():
        yield Problem("deze tekst is leeg.", "Schrijf hem, of haal de regel in monitor.toml weg.", Place(text.path))
    printed = unescape(text.source)
    if stray := PRIVATE_USE.search(printed) or _INVISIBLE.search(printed):
        remedy = "Verwijder het; het komt vaak mee bij plakken uit een ander programma."
        line = printed.count("\n", 0, stray.start()) + 1
        yield Problem("onzichtbaar speciaal teken in de tekst.", remedy, Place(text.path, line))
    for line, tag in _html(text.source):
        yield Problem(f"HTML in een tekst: “{tag}”.", "Haal het weg; opmaak gaat met * en **.", Place(text.path, line))
    for line, what in _claims(text.source, project):
        yield Problem(what, _IN_A_CHAPTER, Place(text.path, line))


def _claims(words: str, project: Project) -> Iterator[tuple[int, str]]:
    waves = _waves(project.monitor)
    yield from (
        (line, f"een getypt cijfer: “{number}”.") for line, number in typed_in_plain(words) if number not in waves
    )
    yield from claims_in(words, project.codebook)


def _waves(monitor: Monitor) -> set[str]:
    return {name for key, wave in monitor.waves.items() for name in (key, wave.label)}


def _html(source: str) -> Iterator[tuple[int, str]]:
    """Find the tags that Markdown would pass on, each with its line."""
    for token in MarkdownIt("commonmark").parse(source):
        first = (token.map or [0])[0] + 1
        for tag in _tags(token):
            start = source.split("\n")[first - 1 :]
            line = next((i for i, words in enumerate(start) if tag in words), 0)
            yield first + line, tag


def _tags(token: Token) -> Iterator[str]:
    for one in (token, *(token.children or ())):
        if one.type in {"html_block", "html_inline"} and not one.content.startswith("</"):
            yield one.content.strip().split("\n")[0][:40]
