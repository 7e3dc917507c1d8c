"""What was put right after publication, as a publication of its own and in those that it is about.

Which figures these are, and what they were, is checked against the facts before anything is composed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportgen.errors import Place, Problem
from reportgen.project.schema import Correction, Rectification, Rewording
from reportgen.report import dutch
from reportgen.report.markdown import slug
from reportgen.report.model import Block, Chapter, Heading, Inline, Listing, Paragraph, Publication, Run

TITLE = "Rectificatie"
TO_FILL_IN = "NOG IN TE VULLEN"
"""What a reason begins with that nobody has written yet."""
_NAMES = {"report": "rapport", "press-release": "persbericht"}


def unexplained(versions: Sequence[Rectification], wave: str) -> Iterator[Problem]:
    """Find the versions without a reason, which a final build refuses."""
    for one in versions:
        if one.reason.startswith(TO_FILL_IN):
            what = f"bij versie {one.version} staat nog niet waarom er gerectificeerd wordt."
            yield Problem(what, "Schrijf achter “reason” wat er misging, in een of twee zinnen.", _place(wave))


def _place(wave: str) -> Place:
    return Place(f"rectifications/{wave}.toml")


def rectification_of(report: Publication, versions: Sequence[Rectification]) -> Publication | None:
    """Write the rectification by itself, the newest version first; None when nothing was put right."""
    if not versions:
        return None
    title: Inline = (Run(f"{TITLE} "), *report.title)
    chapters = tuple(
        Chapter(f"versie-{one.version}", None, (_version(one),), _told(one, level=2, is_newest=one is versions[-1]))
        for one in reversed(versions)
    )
    return Publication("rectification", title, report.subtitle, chapters)


def rectified(kind: str, chapters: tuple[Chapter, ...], versions: Sequence[Rectification]) -> tuple[Chapter, ...]:
    """Put what was put right in a report before everything else; say above a press release that it is another one."""
    if not versions or not chapters:
        return chapters
    if kind == "press-release":
        first = chapters[0]
        return (replace(first, blocks=(_notice(versions[-1]), *first.blocks)), *chapters[1:])
    blocks: list[Block] = []
    for one in reversed(versions):
        heading = Heading((_version(one),), 2, slug(_version(one).text))
        blocks += [heading, *_told(one, level=3, is_newest=one is versions[-1], publication=_NAMES[kind])]
    return (Chapter(slug(TITLE), None, (Run(TITLE),), tuple(blocks)), *chapters)


def _notice(newest: Rectification) -> Paragraph:
    words = (
        Run(f"{TITLE}, {dutch.long_date(newest.date)}. ", strong=True),
        Run(f"Dit is versie {newest.version} van dit persbericht. {newest.reason}", origin="reference"),
        Run(" Wat er veranderd is, staat in de rectificatie bij dit persbericht."),
    )
    return Paragraph(words, "note")


def _version(one: Rectification) -> Run:
    return Run(f"Versie {one.version}, {dutch.long_date(one.date)}", origin="reference")


def _told(one: Rectification, *, level: int, is_newest: bool, publication: str = "") -> tuple[Block, ...]:
    """What was wrong and is right; of one publication, only what stood in it.

    What an earlier version put right may be another figure by now: only the newest version prints facts.
    """
    corrections = [c for c in one.corrections if _stood_in(c, publication)]
    sentences = [s for s in one.sentences if _stood_in(s, publication)]
    blocks: list[Block] = [Paragraph((Run(one.reason, origin="cited"),), "lead")]
    if corrections:
        blocks.append(Heading((Run("Cijfers"),), level, f"versie-{one.version}-cijfers"))
        blocks.append(
            Listing(
                tuple(
                    _corrections(list(group), publication, is_newest=is_newest) for _, group in _together(corrections)
                )
            )
        )
    if sentences:
        blocks.append(Heading((Run("Zinnen"),), level, f"versie-{one.version}-zinnen"))
        blocks.append(Listing(tuple(_rewording(s, publication) for s in sentences)))
    if publication and not (corrections or sentences):
        blocks.append(Paragraph((Run(f"In dit {publication} verandert daardoor niets dat er gedrukt stond."),)))
    return tuple(blocks)


def _stood_in(entry: Correction | Rewording, publication: str) -> bool:
    return any(where.startswith(f"{publication}, ") for where in entry.where) if publication else True


def _together(corrections: Sequence[Correction]) -> Iterator[tuple[object, Iterator[Correction]]]:
    """Groups of one indicator that stood in one place, such as a column of a table, are told in one breath."""
    return groupby(corrections, key=lambda c: (_subject(c)[0], c.where, c.editions) if _subject(c)[1] else c)


def _subject(one: Correction) -> tuple[str, str]:
    """What a figure is of, and its group: "positief over een chatbot, 2025", "18 t/m 30 jaar"; "" for everybody."""
    if "/" not in one.fact.partition("#")[0]:
        return one.about, ""
    about, _, group = one.about.rpartition(", ")
    return about, group


def _corrections(group: Sequence[Correction], publication: str, *, is_newest: bool) -> Inline:
    first = group[0]
    runs: list[Run] = []
    if len(group) == 1:
        runs += [Run(dutch.capitalised(first.about), strong=True, origin="label"), Run(": er stond ")]
    else:
        runs += [Run(dutch.capitalised(_subject(first)[0]), strong=True, origin="label"), Run(": er stond bij ")]
    for place, one in enumerate(group):
        if len(group) > 1:
            runs.append(Run(f"{'; bij ' if place else ''}{_subject(one)[1]} ", origin="label"))
        runs += [Run(one.old, origin="cited"), Run(", juist is "), _corrected(one, is_newest=is_newest)]
    return (*runs, Run(". "), *_where(first, publication))


def _corrected(one: Correction, *, is_newest: bool) -> Run:
    # That there are too few observations, or no difference, is no number of the fact.
    is_number = any(map(str.isdigit, one.new))
    return Run(one.new, fact=one.fact) if is_newest and is_number else Run(one.new, origin="cited")


def _rewording(one: Rewording, publication: str) -> Inline:
    was = _quoted("Er stond", one.old) if one.old else ()
    if not one.new:
        becomes: Inline = (Run("Die zin vervalt. "),)
    else:
        becomes = _quoted("Dat moet zijn" if one.old else "Toegevoegd is", one.new)
    return (*was, *becomes, *_where(one, publication))


def _quoted(before: str, sentence: str) -> Inline:
    ends = sentence.endswith((".", "!", "?"))
    return (Run(f"{before}: “"), Run(sentence, origin="cited"), Run("” " if ends else "”. "))


def _where(entry: Correction | Rewording, publication: str) -> Inline:
    """Where it stood; within the publication itself its name goes without saying, and so do the editions."""
    places: dict[str, list[str]] = {}
    for where in entry.where:
        name, _, place = where.partition(", ")
        places.setdefault(name, []).append(place)
    if publication:
        return (Run(f"({_whole(', '.join(places[publication]))})", emphasis=True, origin="reference"),)
    told = "; ".join(f"{name}: {', '.join(inside)}" for name, inside in places.items())
    editions = "" if len(entry.editions) == 1 else f" in {dutch.enumeration(entry.editions)}"
    return (Run(f"({_whole(dutch.capitalised(told))}{editions})", emphasis=True, origin="reference"),)


def _whole(places: str) -> str:
    """Keep "figuur 13" on one line."""
    return re.sub(r"\b(hoofdstuk|figuur|tabel) (?=\d)", "\\1\u00a0", places)
