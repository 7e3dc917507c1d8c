"""Reads a monitor's project files into one checked `Project`, or says everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from reportgen.errors import Place, Problem, UserError
from reportgen.project.apart import edition_of_text, edition_with, without_unsound
from reportgen.project.editions import Editions
from reportgen.project.expansion import expanded
from reportgen.project.monitor_rules import may_be_cited
from reportgen.project.names import CODEBOOK, EDITION_TEXTS, FIGURES, MONITOR, POPULATION, RECTIFICATIONS
from reportgen.project.places import line_of_text, problem_of
from reportgen.project.schema import Codebook, FigureSpec, Monitor, Population, Project, Text
from reportgen.project.structuring import Structured, structure
from reportgen.project.toml import parse_toml
from reportgen.project.typed_numbers import TEXTS, typed_numbers
from reportgen.project.validation import CitedFile, FiguresFile, Parts, RectificationFile, find_mistakes

REPORT = "templates/report"
PRESS_RELEASE = "templates/press-release"
SOCIAL = "templates/social"
BRANDS = "assets/brands"
TABLES = (MONITOR, CODEBOOK, POPULATION, FIGURES)

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Files:
    """The project files as they lie on disk: their bytes by name, the brands there are, and what could not be read.

    `cited` are the files of the waves that only have published figures, also those that are not there.
    """

    contents: Mapping[str, bytes]
    brands: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    cited: tuple[str, ...] = ()


def find_project(start: Path) -> Path:
    """Find the folder of the monitor that `start` lies in; raises UserError when there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / MONITOR).is_file():
            return folder
    remedy = "Ga naar de map van de monitor, of noem die map: --project MAP."
    raise UserError(Problem(f"Er is geen {MONITOR} in {start.resolve()}, en ook niet in een map daarboven.", remedy))


def read_project(root: Path) -> Project:
    """Read the project in `root`; raises UserError with every mistake in every file."""
    project = read_sound(root)
    if project.faults:
        raise UserError(problem for problems in project.faults.values() for problem in problems)
    return project


def read_sound(root: Path) -> Project:
    """Read the project in `root` as far as it is sound: what is wrong with an edition alone is in its `faults`.

    Raises UserError with every mistake in every file when one of them concerns all editions.
    """
    return parse_project(root, read_files(root))


def read_files(root: Path) -> Files:
    """Read the bytes of all project files in `root`; what cannot be read becomes a problem."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []

    def read(names: Iterable[str]) -> None:
        for name in names:
            try:
                contents[name] = (root / name).read_bytes()
            except FileNotFoundError:
                continue
            except OSError:
                what = "dit bestand is niet te lezen."
                problems.append(Problem(what, "Controleer of het een bestand is, en of u het mag lezen.", Place(name)))

    read(TABLES)
    cited = _cited_in(contents.get(MONITOR, b""))
    read((*cited, *_files_in(root, RECTIFICATIONS, "toml")))
    read((*_files_in(root, REPORT, "md"), *_files_in(root, PRESS_RELEASE, "md"), *_files_in(root, SOCIAL, "md")))
    read(_files_in(root, EDITION_TEXTS, "md", each="*/"))
    brands = tuple(sorted(file.parent.name for file in (root / BRANDS).glob("*/brand.toml")))
    return Files(contents, brands, tuple(problems), cited)


def _cited_in(monitor: bytes) -> tuple[str, ...]:
    """Find the files of waves that only have published figures, in a monitor that may be full of mistakes."""
    try:
        waves = parse_toml(_decoded(monitor, MONITOR), MONITOR).get("waves")
    except UserError:
        return ()
    files = [wave.get("file") for wave in waves.values() if type(wave) is dict] if type(waves) is dict else []
    return tuple(
        dict.fromkeys(file for file in files if type(file) is str and file.endswith(".toml") and may_be_cited(file))
    )


def _files_in(root: Path, folder: str, form: str, each: str = "") -> list[str]:
    files = (root / folder).glob(f"{each}*.{form}")
    return sorted(file.relative_to(root).as_posix() for file in files if not file.name.startswith("."))


def parse_project(root: Path, files: Files) -> Project:
    """Make a project of the bytes of its files, with the `faults` of its editions.

    Raises UserError with every mistake in every file when one of them concerns all editions.
    """
    problems = list(files.problems)
    sources = dict(_collect(files.contents.items(), _decoded, problems))
    tables = dict(_collect(((name, sources[name]) for name in sources if name.endswith(".toml")), parse_toml, problems))
    parts = _parts(tables, files)
    problems.extend(_missing(parts, problems, files.cited))
    texts = tuple(Text(name, source) for name, source in sources.items() if name.endswith(".md"))
    problems.extend(problem for text in texts if _is_template(text, parts) for problem in typed_numbers(text))
    mistakes = find_mistakes(parts)
    editions = parts.monitor.value.editions if parts.monitor else Editions(())
    found = [(edition_of_text(problem.place.file, editions) if problem.place else "", problem) for problem in problems]
    found += [(edition_with(one, editions), problem_of(one, sources[one.file])) for one in mistakes]
    unread = (problem.place.file for problem in files.problems if problem.place)
    found.sort(key=_reading_order((*TABLES, *files.cited, *files.contents, *unread)))
    concerns_all = any(not edition for edition, _ in found)
    if concerns_all or not (parts.monitor and parts.codebook and parts.population and parts.figures):
        raise UserError(problem for _, problem in found)
    return Project(
        root=root,
        monitor=replace(parts.monitor.value, editions=without_unsound(editions, mistakes)),
        codebook=expanded(parts.codebook.value),
        population=parts.population.value,
        figures=parts.figures.value.figures,
        report=tuple(text for text in texts if text.path.startswith(REPORT)),
        press_release=tuple(text for text in texts if text.path.startswith(PRESS_RELEASE)),
        edition_texts=tuple(text for text in texts if text.path.startswith(EDITION_TEXTS)),
        social=tuple(text for text in texts if text.path.startswith(SOCIAL)),
        sources=tuple(files.contents),
        cited=parts.cited_by_wave(),
        rectifications={PurePosixPath(name).stem: part.value.versions for name, part in parts.rectifications.items()},
        figure_lines=_figure_lines(parts.figures.value.figures, sources.get(FIGURES, "")),
        faults=_by_edition(found),
    )


def _by_edition(found: Iterable[tuple[str, Problem]]) -> dict[str, tuple[Problem, ...]]:
    faults: dict[str, tuple[Problem, ...]] = {}
    for edition, problem in found:
        faults[edition] = (*faults.get(edition, ()), problem)
    return faults


def _is_template(text: Text, parts: Parts) -> bool:
    """Whether a text is a template; of those of an edition only its own chapters are."""
    path = PurePosixPath(text.path)
    if not text.path.startswith(EDITION_TEXTS):
        return True
    editions = parts.monitor.value.editions if parts.monitor else {}
    return any(path.parent.name == slug and path.name in edition.extra for slug, edition in editions.items())


def _figure_lines(figures: Mapping[str, FigureSpec], source: str) -> dict[tuple[str, str], int]:
    """Find where each text around a figure begins."""
    texts = ((name, key) for name, spec in figures.items() for key in TEXTS if getattr(spec, key))
    lines = ((text, line_of_text(source, ("figures", *text))) for text in texts)
    return {text: line for text, line in lines if line is not None}


def _collect(
    items: Iterable[tuple[str, S]], parse: Callable[[S, str], T], problems: list[Problem]
) -> Iterator[tuple[str, T]]:
    """Parse every file that can be parsed, and keep what is wrong with the others."""
    for name, item in items:
        try:
            yield name, parse(item, name)
        except UserError as error:
            problems.extend(error.problems)


def _decoded(content: bytes, file: str) -> str:
    wrong = len(content)
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        wrong = error.start
    else:
        if "\0" not in source:
            return source
    # A file in UTF-16 may pass for UTF-8 with a NUL at every other character.
    wrong = (content[:wrong] + b"\0").index(b"\0")
    line = content.count(b"\n", 0, wrong) + 1
    remedy = "Sla het op met de codering UTF-8, en controleer daarna de letters met accenten."
    raise UserError(Problem("dit bestand is geen UTF-8.", remedy, Place(file, line)))


def _parts(tables: Mapping[str, dict[str, Any]], files: Files) -> Parts:
    def part(name: str, kind: type[T], without: T | None = None) -> Structured[T] | None:
        if name in tables:
            return structure(tables[name], kind, name)
        return Structured(without) if without is not None and name not in files.contents else None

    monitor = part(MONITOR, Monitor)
    uses_margins = monitor is not None and any(wave.margins for wave in monitor.value.waves.values())
    return Parts(
        monitor=monitor,
        codebook=part(CODEBOOK, Codebook),
        population=part(POPULATION, Population, without=None if uses_margins else Population({})),
        figures=part(FIGURES, FiguresFile, without=FiguresFile()),
        brands=files.brands,
        cited={name: structure(tables[name], CitedFile, name) for name in files.cited if name in tables},
        rectifications={
            name: structure(table, RectificationFile, name)
            for name, table in tables.items()
            if name.startswith(f"{RECTIFICATIONS}/")
        },
        chapters=[name for name in files.contents if name.startswith(REPORT)],
        edition_texts=[name for name in files.contents if name.startswith(EDITION_TEXTS)],
    )


def _missing(parts: Parts, problems: list[Problem], cited: tuple[str, ...]) -> Iterator[Problem]:
    """Name the files that are not there: nothing was read of them, and nothing was wrong with them."""
    told = {problem.place.file for problem in problems if problem.place}
    tables = zip(TABLES, (parts.monitor, parts.codebook, parts.population, parts.figures), strict=True)
    read = {name for name, part in tables if part is not None} | parts.cited.keys()
    for name in (*TABLES, *cited):
        if name not in read and name not in told:
            yield Problem("dit bestand ontbreekt.", f"Zet het in de map van de monitor, onder {name}.", Place(name))


def _reading_order(names: tuple[str, ...]) -> Callable[[tuple[str, Problem]], tuple[int, int]]:
    def place_of(found: tuple[str, Problem]) -> tuple[int, int]:
        place = found[1].place or Place(names[0])
        return names.index(place.file), place.line or 0

    return place_of
