"""The story of an import: describe the file → guess → write the codebook, where none is yet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from reportgen.errors import Place, Problem, UserError
from reportgen.importing.draft import Draft
from reportgen.importing.guessing import guess_codebook
from reportgen.importing.process import describe_apart
from reportgen.importing.starting import replace_example
from reportgen.importing.wave import name_wave, render_wave
from reportgen.importing.writing import MARK, render_codebook
from reportgen.new import read_starter
from reportgen.progress import Progress
from reportgen.project.names import CODEBOOK, MONITOR, bad_folder
from reportgen.project.reading import find_project

FORMS = (".sav", ".csv", ".xlsx", ".parquet")
SHOW = Path("-")
"""In the place of a file to write: show the codebook and write nothing."""


def import_file(
    file: Path,
    project: Path | None,
    wave: str | None,
    output: Path | None,
    start: bool,
    translate: bool,
    progress: Progress,
) -> str:
    """Make a codebook of a file, and tell what to do next; or give the codebook itself when `output` is `SHOW`.

    `project` is where the monitor is, if that was said. With `start` a first monitor takes the place of the example.
    Raises UserError, and writes nothing, when the file cannot be read or something is there already.
    """
    _require_name(wave)
    root = _find_root(file, project, start)
    folder, name = _place(file, root)
    if start and not (folder / name).is_relative_to(folder / "data"):
        what = "dit bestand ligt niet in de map data van de monitor."
        raise UserError(Problem(what, "Zet het daar, en importeer het dan.", Place(name)))
    where = None if start or output == SHOW else _find_output(output, root)
    progress.step("Bestand lezen")
    draft = guess_codebook(describe_apart(folder, name))
    wave = wave or name_wave(draft)
    codebook, block = render_codebook(draft, wave if translate else None), render_wave(draft, wave)
    if output == SHOW:
        return codebook
    if where is not None:
        _write(codebook, where)
        return _tell(draft, _shown(where), block) if root is not None else _tell_outside(draft, _shown(where))
    assert root is not None
    return _tell_start(draft, replace_example(draft, codebook, block, root))


def _require_name(wave: str | None) -> None:
    for mistake in () if wave is None else bad_folder(MONITOR, ("waves", wave), wave):
        raise UserError(Problem(mistake.what, mistake.remedy, Place("--wave")))


def _find_root(file: Path, project: Path | None, start: bool) -> Path | None:
    """Find the monitor that was named, that one is in, or that the file lies in; None when there is none."""
    if project is not None:
        return find_project(project)
    try:
        return find_project(Path.cwd())
    except UserError:
        if start:
            raise
    try:
        return find_project(file.parent)
    except UserError:
        return None


def _place(file: Path, root: Path | None) -> tuple[Path, str]:
    """Name a file as monitor.toml does when it is in the monitor, and otherwise as the user did."""
    full = Path(os.path.abspath(file))  # noqa: PTH100 a link to the data keeps its own name
    inside = root is not None and full.is_relative_to(root)
    folder, name = (root, full.relative_to(root).as_posix()) if root is not None and inside else (Path.cwd(), str(file))
    if not full.exists():
        there = sorted(other.name for other in full.parent.glob("*") if other.suffix.lower() in FORMS)
        beside = f" In die map staan: {', '.join(there)}." if there else ""
        raise UserError(Problem("dit bestand is er niet.", f"Controleer de naam en de map.{beside}", Place(name)))
    return folder, name


def _find_output(output: Path | None, root: Path | None) -> Path:
    """Choose where the codebook goes; raises UserError when something is there already, or it cannot be put there."""
    where = output or (root / CODEBOOK if root is not None else Path("codebook.toml"))
    if where.exists() or where.is_symlink():
        what = "dit bestand bestaat al, en blijft zoals het is."
        raise UserError(Problem(what, _way_out(where, root), Place(_shown(where))))
    if not where.parent.is_dir():
        raise UserError(Problem("deze map is er niet.", "Maak haar eerst.", Place(_shown(where.parent))))
    return where


def _way_out(where: Path, root: Path | None) -> str:
    if root is not None and where == root / CODEBOOK and where.read_bytes() == read_starter()[CODEBOOK]:
        return "Het is nog dat van het voorbeeld. Met --start komt uw onderzoek in de plaats van het voorbeeld."
    beside = where.with_name(f"{where.stem}-nieuw{where.suffix}")
    return f"Verplaats het, of zet het nieuwe ernaast: --output {_shown(beside)}"


def _write(text: str, where: Path) -> None:
    """Write a codebook where nothing is yet, whole or not at all."""
    with where.open("xb") as file:
        try:
            file.write(text.encode())
        except BaseException:
            where.unlink()
            raise


def _shown(path: Path) -> str:
    full = path.absolute()
    return full.relative_to(Path.cwd()).as_posix() if full.is_relative_to(Path.cwd()) else path.as_posix()


# --- what to do next -------------------------------------------------------------------------------------------------


def _tell(draft: Draft, where: str, block: str) -> str:
    return (
        f"Het codeboek staat in {where}: {_counted(draft, draft.open_points())}.\n\n"
        f"Deze regels horen in monitor.toml:\n\n{block}\n"
        f"Ga zo verder:\n"
        f"  1. beantwoord wat in {where} gevraagd wordt (zoek op {MARK})\n"
        f"  2. zet de regels hierboven in monitor.toml, en vul ze aan\n"
        f"  3. reportgen check\n"
    )


def _tell_outside(draft: Draft, where: str) -> str:
    name = PurePath(draft.file).name
    return (
        f"Het codeboek staat in {where}: {_counted(draft, draft.open_points())}.\n\n"
        "Er is hier nog geen monitor om het in te gebruiken. Maak er een, en importeer daar:\n"
        "  reportgen new mijn-monitor\n"
        f"  zet {name} in de map mijn-monitor/data\n"
        "  cd mijn-monitor\n"
        f"  reportgen import data/{name} --start\n"
    )


def _tell_start(draft: Draft, made: Mapping[str, str]) -> str:
    points = sum(text.count(f"{MARK}: ") for text in made.values())
    return (
        f"Uw onderzoek staat in de plaats van het voorbeeld: {_counted(draft, points)}.\n"
        + "".join(f"  {name}\n" for name in made)
        + "\nGa zo verder:\n"
        f"  1. beantwoord wat in deze bestanden gevraagd wordt (zoek op {MARK})\n"
        "  2. reportgen check, tot er geen problemen meer zijn\n"
        "  3. reportgen facts\n"
        "  4. reportgen build --draft\n"
    )


def _counted(draft: Draft, points: int) -> str:
    questions = len(draft.codebook.questions)
    read = "1 vraag" if questions == 1 else f"{questions} vragen"
    asked = "niets meer te beantwoorden" if not points else "1 punt" if points == 1 else f"{points} punten"
    return f"{read} uit {draft.file}, met {asked}{' voor u om te beantwoorden' if points else ''}"
