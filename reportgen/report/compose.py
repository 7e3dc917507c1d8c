"""Facts and texts become one `Report`; whatever in the texts does not hold is refused, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import partial
from typing import Literal

from reportgen.copies import COMMON, Copy
from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FactBook
from reportgen.project.embargoes import embargo_of
from reportgen.project.names import chapter_name
from reportgen.project.own import of_edition
from reportgen.project.schema import Contact, Project, Text
from reportgen.project.typed_numbers import UNPROVABLE, prose_of
from reportgen.report import dutch
from reportgen.report.about import About
from reportgen.report.chapters import chapter_of, facing, numbered
from reportgen.report.claims.functions import claiming
from reportgen.report.claims.typed_words import typed_words
from reportgen.report.edition_words import EditionWords, unplaced_quote
from reportgen.report.embargo import for_recipient, under_each_figure, under_embargo
from reportgen.report.language import Functions
from reportgen.report.method_page import Method, method_in_short
from reportgen.report.model import Chapter, Figure, Inline, Publication, Report, Run
from reportgen.report.origins import block_origins_of, origins_of
from reportgen.report.own_cut import own_cut, with_cut_chapter
from reportgen.report.own_words import own_chapter, quote_mistakes
from reportgen.report.placing import FIGURES, Placing, beside_figure
from reportgen.report.points import Shown
from reportgen.report.problems import Problems
from reportgen.report.rectifying import rectification_of, rectified, unexplained
from reportgen.report.references import links_to_nowhere, loose_ends, tables_out_of_place
from reportgen.report.social import findings_of
from reportgen.report.table_numbers import with_table_numbers
from reportgen.report.texts import functions_of, render_text
from reportgen.report.tokens import Tokens
from reportgen.report.wording import Wording

FREE = "Voor onmiddellijke publicatie"
"""What a press release says that is under no embargo."""

ALWAYS = {
    "method": Text("vanzelf", "# Verantwoording van het onderzoek\n\n{{ simulation_notice() }}\n\n{{ method() }}\n"),
    "topline": Text("vanzelf", "# Alle vragen en antwoorden\n\n{{ topline() }}\n"),
    "appendix": Text("vanzelf", "# Technische bijlage\n\n{{ appendix() }}\n"),
}
"""The parts that a report cannot do without, and the chapter that is added for each that its texts don't place."""

Kind = Literal["report", "press-release"]


def compose(
    book: FactBook,
    project: Project,
    edition: str,
    *,
    draft: bool = False,
    versions: Mapping[str, str] | None = None,
    copy: Copy = COMMON,
) -> Report:
    """Compose everything that one edition publishes; `versions` are those of the software that it is made with.

    A report always says how it was made: what its texts leave out of that gets a chapter of its own.
    Raises UserError with every mistake in the texts; a final build (not `draft`) also refuses placeholders.
    """
    report, problems = _composed(book, project, edition, versions or {}, copy, draft=draft, anyhow=False)
    if problems:
        raise UserError(problems)
    return report


def compose_anyhow(
    book: FactBook, project: Project, edition: str, versions: Mapping[str, str]
) -> tuple[Report, tuple[Problem, ...]]:
    """Compose a draft to be looked through and never published, with a dash for whatever does not hold in its texts."""
    return _composed(book, project, edition, versions, Copy(released=True), draft=True, anyhow=True)


@dataclass(frozen=True, slots=True)
class _Work:
    """What both publications of an edition are made from, what was found wrong, and which parts were placed."""

    book: FactBook
    project: Project
    """That of the one edition."""
    left_out: Mapping[str, Text]
    """The chapters that it leaves out, by their name."""
    versions: Mapping[str, str]
    draft: bool
    anyhow: bool
    problems: list[Problem] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)


def _composed(
    book: FactBook, whole: Project, edition: str, versions: Mapping[str, str], copy: Copy, *, draft: bool, anyhow: bool
) -> tuple[Report, tuple[Problem, ...]]:
    project = of_edition(whole, edition)
    left_out, problems = _left_out(whole, project), list(_typed(project))
    project = with_cut_chapter(project, book)
    work = _Work(book, project, left_out, versions, draft, anyhow, problems)
    report = _publication("report", project.report, work)
    press_release = _publication("press-release", project.press_release, work)
    problems.extend(unplaced_quote(project, work.parts))
    findings = findings_of(project.social, book, project, problems)
    corrected = project.rectifications.get(book.wave, ())
    if not draft:
        problems.extend(unexplained(corrected, book.wave))
    monitor, wave = project.monitor, project.monitor.waves[book.wave]
    moment = None if copy.released else embargo_of(monitor, book.wave, edition)
    embargo, recipient = under_embargo(moment) if moment else "", for_recipient(copy.recipient)
    composed = Report(
        monitor=monitor.title,
        subtitle=monitor.subtitle,
        subject=monitor.subject,
        publisher=monitor.publisher,
        wave=wave.label,
        edition=edition,
        edition_label=monitor.editions[edition].label,
        partner=monitor.editions[edition].partner,
        published=dutch.long_date(wave.published),
        published_iso=wave.published.isoformat(),
        fieldwork=dutch.period(wave.fieldwork.start, wave.fieldwork.end),
        place=wave.place or monitor.place,
        release=embargo or FREE,
        simulation_notice=monitor.simulation_notice if wave.simulated else "",
        licence=monitor.licence,
        url=monitor.url,
        fieldwork_iso=f"{wave.fieldwork.start.isoformat()}/{wave.fieldwork.end.isoformat()}",
        draft=draft,
        report=under_each_figure(report, embargo),
        press_release=under_each_figure(press_release, embargo),
        version=project.version_of(book.wave),
        rectified=dutch.long_date(corrected[-1].date) if corrected else "",
        rectified_iso=corrected[-1].date.isoformat() if corrected else "",
        rectification=rectification_of(report, corrected),
        waves=tuple(dict.fromkeys([*(one.label for one in monitor.waves.values()), *monitor.waves])),
        names=tuple(dict.fromkeys(_names([monitor, project.codebook, project.population]))),
        embargo=embargo,
        embargo_iso=moment.iso if moment else "",
        recipient=recipient,
        method=method_in_short(Method(project, Shown(book, project.codebook, monitor))),
        contact=_contact(monitor.contact),
        findings=findings,
    )
    return composed, tuple(sorted(dict.fromkeys(problems), key=_reading_order(project)))


def _left_out(whole: Project, project: Project) -> dict[str, Text]:
    return {chapter_name(text.path): text for text in whole.report if text not in project.report}


def _reading_order(project: Project) -> Callable[[Problem], tuple[int, int]]:
    """Order problems as they are come across: text by text, each from its first line, and then the figures."""
    files = [text.path for text in (*project.report, *project.press_release, *project.social, *project.edition_texts)]

    def place_of(problem: Problem) -> tuple[int, int]:
        file, line = (problem.place.file, problem.place.line or 0) if problem.place else ("", 0)
        return files.index(file) if file in files else len(files), line

    return place_of


def _typed(project: Project) -> Iterator[Problem]:
    """Find the claims without a proof in all texts, and in those around the figures."""
    for text in (*project.report, *project.press_release, *project.social):
        yield from typed_words(text, project.codebook)
    for keys, words in prose_of(project.monitor):
        named = (str(key + 1) if isinstance(key, int) else key for key in keys)
        place = Place("monitor.toml", detail=" ".join(named))
        for problem in typed_words(Text("monitor.toml", words), project.codebook):
            yield replace(problem, remedy=UNPROVABLE, place=place)
    yield from quote_mistakes(project)
    for name, spec in project.figures.items():
        for part in ("title", "alt", "note"):
            for problem in typed_words(Text(FIGURES, getattr(spec, part)), project.codebook):
                yield beside_figure(problem, name, part, project)


def _names(value: object) -> Iterator[str]:
    """Find what is written in the project's files, as far as a number is part of it."""
    if isinstance(value, str):
        if any(map(str.isdigit, value)) and any(map(str.isalpha, value)):
            yield value
    elif isinstance(value, Mapping):
        yield from _names(list(value.values()))
    elif isinstance(value, Sequence):
        yield from (name for one in value for name in _names(one))
    elif is_dataclass(value):
        yield from (name for field in fields(value) for name in _names(getattr(value, field.name)))


def figures_of(publication: Publication) -> tuple[Figure, ...]:
    """All figures of a publication, in order."""
    blocks = (block for chapter in publication.chapters for block in chapter.blocks)
    return tuple(block for block in blocks if isinstance(block, Figure))


def _publication(kind: Kind, texts: Sequence[Text], work: _Work) -> Publication:
    book, project, found = work.book, work.project, work.problems
    tokens, problems = Tokens(), Problems(found)
    wording, about = Wording(book, project, tokens, problems), About(book, project, tokens, problems)
    shown = Shown(book, project.codebook, project.monitor)
    own = own_cut(project, shown, tokens)
    words: Functions = functions_of(wording, about, *claiming(book, project, tokens, problems), *own)
    render = partial(render_text, functions=words, problems=problems)
    placing = Placing(project, shown, tokens, problems, render, work.versions, tuple(work.left_out.values()))
    in_edition = EditionWords(project, work.left_out, placing, tokens, problems)
    functions = {**words, **functions_of(placing, in_edition)}
    sound = partial(_sound, functions=functions, problems=problems, anyhow=work.anyhow)
    rendered = [(text, markdown) for text in texts if (markdown := sound(text)) is not None]
    if len(rendered) == len(texts):
        found.extend(loose_ends(placing.placed, work.left_out))
    if not work.draft:
        found.extend(placing.placed.placeholders)
    work.parts.update(placing.placed.parts)
    made = [chapter_of(text, markdown, tokens, problems) for text, markdown in rendered]
    if kind == "report" and len(rendered) == len(texts):
        missing = [text for part, text in ALWAYS.items() if part not in placing.placed.parts]
        added = [chapter_of(text, render_text(text, functions, problems), tokens, problems) for text in missing]
        made = _before_the_end(made, [*added, *own_chapter("closing", project, problems)])
        made = [*own_chapter("foreword", project, problems), *made]
    chapters = with_table_numbers(facing(rectified(kind, numbered(made), project.rectifications.get(book.wave, ()))))
    if len(rendered) == len(texts):
        found.extend(tables_out_of_place(placing.placed, chapters, project.figures, work.left_out))
        found.extend(links_to_nowhere(chapters, (*texts, *project.edition_texts), work.left_out))
    if not texts:
        found.append(_nothing_to_publish(kind))
    if found and not work.anyhow:
        return Publication(kind, (), (), ())
    label = Run(f" {project.monitor.waves[book.wave].label}", origin="wave")
    title: Inline = (Run(project.monitor.title, origin="label"), label)
    if kind == "press-release" and chapters:
        title = chapters[0].title
    placeholders = tuple(problem.what for problem in placing.placed.placeholders)
    subtitle = (Run(project.monitor.subtitle, origin="label"),)
    origins = origins_of(chapters, shown), block_origins_of(chapters, shown)
    return Publication(kind, title, subtitle, chapters, placeholders, *origins)


def _before_the_end(chapters: Sequence[Chapter], added: Sequence[Chapter]) -> list[Chapter]:
    """Put chapters behind the others, but before those without a number that close a report, such as a colophon."""
    numbered = [place for place, chapter in enumerate(chapters, 1) if chapter.number is not None]
    last = numbered[-1] if numbered else len(chapters)
    return [*chapters[:last], *added, *chapters[last:]]


def _sound(text: Text, functions: Functions, problems: Problems, *, anyhow: bool) -> str | None:
    """Render a text; None when it has mistakes, so that nothing more can be said of it, unless that is done anyhow."""
    known = len(problems.found)
    markdown = render_text(text, functions, problems)
    return markdown if len(problems.found) == known or (anyhow and markdown) else None


def _nothing_to_publish(kind: Kind) -> Problem:
    name = "het rapport" if kind == "report" else "het persbericht"
    what = f"hier staat geen enkele tekst (.md), en zo blijft {name} leeg."
    return Problem(what, "Zet er een bestand neer dat begint met een regel als “# Titel”.", Place(f"templates/{kind}"))


def _contact(contact: Contact) -> Inline:
    return Run(f"{contact.name}, ", origin="label"), Run(contact.email, link=f"mailto:{contact.email}", origin="label")
