"""Who makes the editions: this process with helpers at its documents, several processes at the same time, or others."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Protocol

from reportgen.books import Books
from reportgen.brand import Brand
from reportgen.copies import Copy
from reportgen.edition import Failed, Made, Workshop, load_typesetting
from reportgen.errors import Problem, UserError
from reportgen.keeping import Store
from reportgen.parallel import Crew
from reportgen.progress import Progress, Silent
from reportgen.project.cutting import with_cut
from reportgen.project.schema import Project
from reportgen.scratch import fresh_folder, understandable
from reportgen.workers import Workers

Outcomes = Iterator[tuple[str, Made | Failed]]

CRASHED = Problem(
    "Het proces dat deze uitgave maakte, is afgebroken; misschien was er te weinig geheugen.",
    "Sluit andere programma’s, of probeer het met --jobs 1.",
)


@dataclass(frozen=True, slots=True)
class Lot:
    """What all editions are made from, and what of it was made before: facts and texts, and nobody's answers."""

    project: Project
    books: Books
    forms: frozenset[str]
    draft: bool
    copy: Copy
    store: Store
    _brands: dict[str, Brand] = field(default_factory=dict)

    def make(self, edition: str, crew: Crew, progress: Progress) -> Made | Failed:
        """Make an edition, with the cut that it may have, or say what keeps it from being made."""
        try:
            project, book = with_cut(self.project, edition), self.books.of(edition)
        except UserError as error:
            return Failed(error.problems)
        workshop = Workshop(project, book, self.forms, self.draft, self.store, crew, progress, self.copy, self._brands)
        return workshop.try_making(edition, workshop.strangers_to(edition))


class Makers(AbstractContextManager["Makers"], Protocol):
    """Whoever makes editions; as a context, they are ready within it and gone behind it."""

    def make_all(self, lot: Lot, editions: Sequence[str], progress: Progress) -> Outcomes:
        """Make editions, and give each as soon as it is ready."""


class OneByOne:
    """This process, which has the documents of an edition set on `jobs` cores."""

    def __init__(self, jobs: int) -> None:
        self._crew = Crew(jobs, load_typesetting)

    def __enter__(self) -> OneByOne:
        self._crew.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.__exit__(kind, error, trace)

    def make_all(self, lot: Lot, editions: Sequence[str], progress: Progress) -> Outcomes:
        """Make editions one after the other."""
        for edition in editions:
            outcome = lot.make(edition, self._crew, progress)
            yield edition, outcome if len(editions) == 1 else set_down(outcome, fresh_folder())


class SideBySide:
    """A process for each of up to `jobs` editions at the same time, and the cores that are left for their documents."""

    def __init__(self, jobs: int, editions: int) -> None:
        number = min(jobs, editions)
        self._workers = Workers(number, load_typesetting)
        self._each = jobs // number

    def __enter__(self) -> SideBySide:
        self._workers.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.__exit__(kind, error, trace)

    def make_all(self, lot: Lot, editions: Sequence[str], progress: Progress) -> Outcomes:
        """Make editions at the same time; what a process that crashes was making has failed, and nothing else."""
        progress.step("Uitgaven maken", len(editions))
        with understandable():
            lot_file = fresh_folder() / "lot"
            lot_file.write_bytes(pickle.dumps(lot))
        tasks = {edition: partial(_make_from, lot_file, edition, self._each) for edition in editions}
        for edition, outcome in self._workers.outcomes_of(tasks):
            progress.advance()
            yield edition, outcome or Failed((CRASHED,))


def makers(editions: int, jobs: int, cluster: str = "") -> Makers:
    """Choose who makes so many editions; raises UserError when a cluster is asked for that this program can't use."""
    if not cluster:
        return OneByOne(jobs) if min(editions, jobs) == 1 else SideBySide(jobs, editions)
    try:
        from reportgen.cluster import Cluster
    except ImportError as error:
        what = "Voor --cluster ontbreekt het pakket “distributed”."
        raise UserError(Problem(what, "Installeer het met: pip install 'reportgen[cluster]'.")) from error
    return Cluster(cluster)


def set_down(outcome: Made | Failed, folder: Path) -> Made | Failed:
    """Put the files of an edition in a folder until they are written, so that memory holds one edition at a time."""
    if isinstance(outcome, Failed):
        return outcome
    try:
        with understandable():
            paths = {name: folder / str(number) for number, name in enumerate(outcome.files)}
            for name, path in paths.items():
                content = outcome.files[name]
                path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    except UserError as error:
        return Failed(error.problems)
    return replace(outcome, files=paths)


def _make_from(lot_file: Path, edition: str, jobs: int) -> Made | Failed:
    with Crew(jobs, load_typesetting) as crew:
        return set_down(_lot_in(lot_file).make(edition, crew, Silent()), fresh_folder())


@cache
def _lot_in(file: Path) -> Lot:
    lot: Lot = pickle.loads(file.read_bytes())  # noqa: S301 — written by ourselves a moment ago
    return lot
