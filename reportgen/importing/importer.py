"""The story of an import: describe the file → guess → write the codebook, where none is yet."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import Place, Problem, UserError
from reportgen.importing.draft import Draft
from reportgen.importing.guessing import guess_codebook
from reportgen.importing.process import describe_apart
from reportgen.importing.wave import name_wave, render_wave
from reportgen.importing.writing import render_codebook
from reportgen.project.names import CODEBOOK

BESIDE = "data/codebook-nieuw.toml"


@dataclass(frozen=True, slots=True)
class Imported:
    """A codebook as text, and what belongs in monitor.toml; `where` it was written, None when it was not."""

    draft: Draft
    wave: str
    codebook: str
    block: str
    where: Path | None = None


def import_file(path: Path, root: Path | None, wave: str | None) -> Imported:
    """Make a codebook of a file that lies in the monitor in `root`, or anywhere when there is no monitor.

    Raises UserError when the file cannot be read.
    """
    folder, name = _place(path, root)
    draft = guess_codebook(describe_apart(folder, name))
    wave = wave or name_wave(draft)
    return Imported(draft, wave, render_codebook(draft), render_wave(draft, wave))


def _place(path: Path, root: Path | None) -> tuple[Path, str]:
    """Name a file as monitor.toml does when it is in the monitor, and otherwise as the user did."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 a link to the data stays what it is called
    if root is not None and full.is_relative_to(root):
        return root, full.relative_to(root).as_posix()
    return Path.cwd(), path.as_posix()


def choose_output(output: Path | None, root: Path | None) -> Path:
    """Choose where the codebook goes; raises UserError when something is there already."""
    where = output or (root / CODEBOOK if root is not None else Path("codebook.toml"))
    if where.exists() or where.is_symlink():
        what = "dit bestand bestaat al, en blijft zoals het is."
        beside = where.with_name(f"{where.stem}-nieuw{where.suffix}")
        remedy = f"Verplaats het, of zet het nieuwe codeboek ernaast: --output {_shown(beside)}"
        raise UserError(Problem(what, remedy, Place(_shown(where))))
    if not where.parent.is_dir():
        raise UserError(Problem("deze map is er niet.", "Maak haar eerst.", Place(_shown(where.parent))))
    return where


def write_codebook(text: str, where: Path) -> None:
    """Write a codebook where nothing is yet, whole or not at all."""
    content = text.encode()
    with where.open("xb") as file:
        try:
            file.write(content)
        except BaseException:
            where.unlink()
            raise


def _shown(path: Path) -> str:
    full = path.absolute()
    return full.relative_to(Path.cwd()).as_posix() if full.is_relative_to(Path.cwd()) else path.as_posix()
