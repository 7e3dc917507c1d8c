"""The figures of a project: found, or measured anew when something that they are computed from has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.audit.audit import refuse_leaks
from reportgen.books import Books, from_text, to_text
from reportgen.errors import Place, Problem, UserError, nearest
from reportgen.facts import FactBook
from reportgen.keeping import Store, code_digest, digest, read_digests
from reportgen.progress import Progress, Silent
from reportgen.project.cutting import with_all_cuts, with_cut
from reportgen.project.names import RECTIFICATIONS
from reportgen.project.reading import read_sound
from reportgen.project.schema import Project
from reportgen.versions import MEASURED_BY, versions

if TYPE_CHECKING:
    from reportgen.survey.process import Measuring

KEPT = ".cache"
"""The folder of what was made before, in that of the project."""


def read_or_measure(
    root: Path, wave: str | None, progress: Progress | None = None, edition: str | None = None
) -> tuple[Project, FactBook]:
    """The project and its fact book, measured anew only when something that it was computed from has changed.

    With an `edition`, also with its cut. Raises UserError when that doesn't exist, or may not be published.
    """
    project, books = read_or_measure_all(root, wave, progress)
    if edition is None:
        return project, books.national
    require_sound(project, edition)
    return with_cut(project, edition), books.of(edition)


def read_or_measure_all(root: Path, wave: str | None, progress: Progress | None = None) -> tuple[Project, Books]:
    """The project and the fact books of all its editions."""
    project = read_sound(root)
    if wave is not None and wave in project.monitor.waves and project.monitor.waves[wave].is_cited:
        # Its figures are in the fact book of every later wave.
        wave = None
    return project, measured(project, chosen_wave(project, wave), progress or Silent(), then_drawing=False)


def measured(project: Project, wave: str, progress: Progress, *, then_drawing: bool) -> Books:
    """Read the kept facts, or have them measured while this process loads what draws them."""
    store, key = Store(project.root / KEPT), _facts_key(project, wave)
    kept = store.get("facts", key)
    if kept is not None:
        return from_text(kept.decode())
    progress.step("Antwoorden lezen en wegen")
    from reportgen.survey.process import start

    measuring: Measuring = start(project.root, wave)
    try:
        if then_drawing:
            import reportgen.report.charts
            import reportgen.report.compose  # noqa: F401
        books = measuring.result()
    finally:
        measuring.stop()
    # A reader may hold every edition.
    refuse_leaks(books.together, with_all_cuts(project).codebook)
    store.put("facts", key, to_text(books).encode())
    return books


def chosen_wave(project: Project, wave: str | None) -> str:
    """Name the wave that was asked for, or the newest; raises UserError when there is none, or none to publish."""
    waves = project.monitor.waves
    if wave is None:
        return max(waves, key=lambda name: waves[name].published)
    if wave not in waves:
        raise UserError(Problem(f"Editie “{wave}” bestaat niet.", nearest(wave, waves)))
    if waves[wave].is_cited:
        what = f"van editie “{wave}” zijn alleen gepubliceerde cijfers bekend, en geen antwoorden."
        raise UserError(Problem(what, "Kies een editie met een bestand van het veldwerkbureau.", Place("monitor.toml")))
    return wave


def chosen_editions(project: Project, editions: Sequence[str]) -> tuple[str, ...]:
    """Name the editions that were asked for, or all; raises UserError for those that there are none of."""
    known = project.monitor.editions
    if unknown := [name for name in editions if name not in known]:
        raise UserError(Problem(f"Uitgave “{name}” bestaat niet.", nearest(name, known)) for name in unknown)
    return tuple(dict.fromkeys(editions)) or tuple(known)


def require_sound(project: Project, edition: str) -> None:
    """Raise UserError with what is wrong in how an edition is declared."""
    chosen_editions(project, [edition])
    if edition in project.faults:
        raise UserError(project.faults[edition])


def _facts_key(project: Project, wave: str) -> str:
    """Hash what the facts of a wave are computed from: files, our own method, and the libraries that read them."""
    # What texts, charts and rectifications say bears on no figure.
    said = ("templates/", f"{RECTIFICATIONS}/")
    files = [path for path in project.sources if path.endswith(".toml") and not path.startswith(said)]
    data = [one.file for one in project.monitor.waves.values()]
    code = [code_digest(part) for part in ("survey", "audit", "project", "facts.py", "books.py", "rounding.py")]
    return digest(wave, read_digests(project.root, [*files, *data]), code, versions(MEASURED_BY))
