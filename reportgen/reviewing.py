"""The story of a comparison: find out what each side is → read it, or compose it anew → compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.carried import PAGES, folders_of
from reportgen.comparing.claims import Review, narrow_claims
from reportgen.comparing.difference import Difference, Key, Side, compare
from reportgen.comparing.folders import FACTS, read_side
from reportgen.comparing.naming import Naming
from reportgen.comparing.pages import Page, read_page
from reportgen.comparing.rectifying import REASON_TO_FILL_IN, render_text, to_toml, with_version
from reportgen.comparing.rectifying import rectify as make_rectification
from reportgen.comparing.sources import with_sources
from reportgen.edition import brand_of, software
from reportgen.errors import Place, Problem, UserError, gathering, nearest
from reportgen.measured import read_or_measure_all
from reportgen.progress import Progress
from reportgen.project.cutting import with_all_cuts, with_cut
from reportgen.project.names import RECTIFICATIONS
from reportgen.project.reading import find_project, read_project
from reportgen.project.schema import Project
from reportgen.publish.blocks import render
from reportgen.report.compose import compose_anyhow
from reportgen.report.model import Figure, Report


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, the names to tell it with, and the project that it is of, if that is at hand."""

    difference: Difference
    naming: Naming
    project: Project | None


@dataclass(frozen=True, slots=True)
class _Made:
    """A side, and what is wrong in the texts that it was composed from."""

    side: Side
    problems: tuple[Problem, ...] = ()
    composed: bool = False


def compare_sides(start: Path, old: str, new: str, progress: Progress) -> Compared:
    """Compare two outputs, fact books or waves; raises UserError when one is none of these, or they don't match.

    `start` lies in the project, if there is one: waves and names come from it.
    """
    progress.step("Project lezen")
    project = _project(start)
    problems: list[Problem] = []
    sides: list[_Made] = []
    for name in (old, new):
        with gathering(problems):
            sides.append(_side(name, project, progress))
    if problems:
        raise UserError(dict.fromkeys(problems))
    before, after = sides
    _require_one_monitor(before.side, after.side)
    progress.step("Vergelijken")
    headlines = project.monitor.headlines if project else ()
    review = _review(before, after)
    remarks = _uncomposed(before)
    difference = compare(before.side, after.side, headlines, review, remarks)
    if project is not None:
        sentences = with_sources(difference.sentences, (*project.report, *project.press_release))
        if difference.of_waves:
            # What the program itself writes of another year is no text to look through.
            sentences = tuple(one for one in sentences if one.source or one.turn.is_of_meaning)
        difference = replace(difference, sentences=sentences)
    naming = Naming(with_all_cuts(project).codebook, project.monitor) if project else Naming()
    return Compared(difference, naming, project)


def _project(start: Path) -> Project | None:
    """The project around a folder; None when there is none, for outputs can be compared anywhere."""
    try:
        root = find_project(start)
    except UserError:
        return None
    return read_project(root)


def _side(name: str, project: Project | None, progress: Progress) -> _Made:
    path = Path(name)
    waves = project.monitor.waves if project else {}
    if project is not None and name in waves and not (path / FACTS).is_file():
        return _wave(name, project, progress)
    if not path.exists() and "/" not in name and project is not None:
        what = f"“{name}” is geen map, geen bestand en geen editie van deze monitor."
        raise UserError(Problem(what, nearest(name, waves)))
    return _Made(read_side(path))


def _wave(name: str, project: Project, progress: Progress) -> _Made:
    """A wave as it would come out now: its figures, and every edition composed from the present texts."""
    if project.monitor.waves[name].is_cited:
        what = f"van editie “{name}” zijn alleen gepubliceerde cijfers bekend, en geen antwoorden."
        raise UserError(Problem(what, "Kies een editie met een bestand van het veldwerkbureau.", Place("monitor.toml")))
    _, books = read_or_measure_all(project.root, name, progress)
    progress.step(f"Teksten samenstellen ({name})")
    pages: dict[Key, Page] = {}
    problems: list[Problem] = []
    for edition in project.monitor.editions:
        with gathering(problems):
            report, wrong = compose_anyhow(books.of(edition), with_cut(project, edition), edition, software())
            problems += wrong
            pages |= _read_back(report, brand_of(project, edition), project)
    about = "zoals het project nu is"
    return _Made(Side(name, about, books.together, pages), tuple(dict.fromkeys(problems)), composed=True)


def _read_back(report: Report, brand: Brand, project: Project) -> dict[Key, Page]:
    """The publications as their pages show them, without the drawings."""
    folders = folders_of(project.root, PAGES)
    pages = {}
    for name, publication in (("rapport", report.report), ("persbericht", report.press_release)):
        html = render(
            "screen",
            report,
            publication,
            brand,
            folders,
            _undrawn,
        )
        pages[report.edition, name] = read_page(report.edition, name, html)
    return pages


def _undrawn(figure: Figure) -> Markup:
    return Markup('<svg role="img" aria-label="{}"></svg>').format(figure.alt)


def _require_one_monitor(old: Side, new: Side) -> None:
    if old.book.monitor != new.book.monitor:
        what = f"“{old.name}” is van “{old.book.monitor}” en “{new.name}” van “{new.book.monitor}”."
        raise UserError(Problem(what, "Vergelijk twee uitgaven of edities van dezelfde monitor."))


def _review(old: _Made, new: _Made) -> Review | None:
    """What the texts claim at a new wave; between two editions of one wave, only what is wrong in them."""
    if old.side.book.wave == new.side.book.wave:
        return Review(new.problems) if new.problems else None
    pages: Sequence[Page] = tuple(new.side.pages.values())
    return Review(new.problems, narrow_claims(pages, new.side.book))


def _uncomposed(made: _Made) -> list[str]:
    if not made.problems:
        return []
    places = len({problem.place for problem in made.problems})
    where = "op één plaats" if places == 1 else f"op {places} plaatsen"
    return [f"De teksten van nu kunnen voor {made.side.name} niet alles zeggen: {where} staat daar een streepje."]


@dataclass(frozen=True, slots=True)
class Rectified:
    """A rectification as it was written: its file within the project, its version, and its text to read."""

    file: str
    version: int
    text: str
    explained: bool
    """Whether the reason is there already."""


def rectify(compared: Compared, reason: str | None, day: date) -> Rectified:
    """Write what the new side puts right of the old one, which was published, into the project.

    Raises UserError when the sides don't lend themselves to it, or nothing that was printed is to be put right.
    """
    difference, project = compared.difference, compared.project
    problems = list(_not_to_rectify(difference, project))
    if problems or project is None:
        raise UserError(problems)
    wave = difference.new.book.wave
    fresh = make_rectification(difference, compared.naming, day, reason or REASON_TO_FILL_IN)
    versions = with_version(project.rectifications.get(wave, ()), fresh)
    if not (fresh.corrections or fresh.sentences):
        what = "er is niets afgedrukt dat nu anders is."
        raise UserError(Problem(what, "Een rectificatie is niet nodig.", Place(difference.old.name)))
    file = f"{RECTIFICATIONS}/{wave}.toml"
    (project.root / RECTIFICATIONS).mkdir(exist_ok=True)
    target = project.root / file
    beside = target.with_name(f".{target.name}.nieuw")
    beside.write_text(to_toml(versions), encoding="utf-8")
    beside.replace(target)
    written = versions[-1]
    text = render_text(written, compared.naming, difference.new.book.monitor, wave)
    return Rectified(file, written.version, text, written.reason != REASON_TO_FILL_IN)


def _not_to_rectify(difference: Difference, project: Project | None) -> Iterator[Problem]:
    old, new = difference.old, difference.new
    if project is None or old.book.monitor != project.monitor.title:
        yield Problem(
            "Een rectificatie wordt in de map van de monitor bewaard.", "Ga naar die map, of noem haar: --project MAP."
        )
        return
    if old.book.wave != new.book.wave:
        what = f"“{old.name}” is editie {old.book.wave} en “{new.name}” editie {new.book.wave}."
        yield Problem(what, "Een rectificatie zet één editie recht: noem twee keer dezelfde.")
    if not old.published:
        remedy = "Noem de map met de definitieve uitgave die naar buiten is gegaan, zoals output/2025."
        yield Problem(
            "dit is geen definitieve uitgave, en alleen wat gepubliceerd is, wordt gerectificeerd.",
            remedy,
            Place(old.name),
        )
    if difference.review:
        # What the texts say now is no correction as long as it does not hold.
        yield from difference.review.problems
    if not new.pages:
        yield Problem(
            "hiervan zijn de teksten niet bekend.", "Noem een map als output/2025, of een editie.", Place(new.name)
        )


def newest_waves(root: Path) -> tuple[str, ...]:
    """Name the newest two waves that have respondents; none when there are fewer, or the project has mistakes."""
    try:
        waves = read_project(root).monitor.waves
    except UserError:
        return ()
    measured = sorted((name for name in waves if not waves[name].is_cited), key=lambda name: waves[name].published)
    return tuple(measured[-2:]) if measured[1:] else ()
