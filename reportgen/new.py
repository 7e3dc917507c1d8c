"""A new monitor: a copy of the starter, whole or not at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

from reportgen.errors import Place, Problem, UserError

STARTER = Path(__file__).parent / "starter"

_CAUSES = {
    errno.ENOTDIR: ("een deel van dit pad is een bestand en geen map.", "Kies een andere map."),
    errno.EEXIST: ("een deel van dit pad is een bestand en geen map.", "Kies een andere map."),
    errno.ENAMETOOLONG: ("deze naam is te lang.", "Kies een kortere naam."),
    errno.EROFS: ("hier kan alleen gelezen worden.", "Kies een map waarin u mag schrijven."),
    errno.EACCES: ("hier mag u geen map maken.", "Kies een map waarin u mag schrijven."),
    errno.EPERM: ("hier mag u geen map maken.", "Kies een map waarin u mag schrijven."),
}


def read_starter() -> dict[str, bytes]:
    """Read the files of the starter by their path in a monitor."""
    return {
        path.relative_to(STARTER).as_posix(): path.read_bytes() for path in sorted(STARTER.rglob("*")) if path.is_file()
    }


def make_monitor(folder: Path) -> tuple[str, ...]:
    """Make a monitor in a folder that does not exist or is empty, and name its files.

    Raises UserError, and leaves everything as it was, when something is there already or the system refuses.
    """
    try:
        _require_room(folder)
        return _copy(read_starter(), folder)
    except OSError as error:
        if error.errno not in _CAUSES:
            raise
        what, remedy = _CAUSES[error.errno]
        raise UserError(Problem(what, remedy, Place(str(folder)))) from error


def _require_room(folder: Path) -> None:
    if not folder.is_symlink() and not folder.exists():
        return
    if folder.is_symlink() or not folder.is_dir():
        what = "dit bestaat al, en is geen map."
    elif any(folder.iterdir()):
        what = "deze map is niet leeg; een nieuwe monitor zou zich met wat er staat vermengen."
    else:
        return
    raise UserError(Problem(what, "Kies een andere naam: reportgen new NAAM.", Place(str(folder))))


def _copy(files: dict[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write the files beside the folder, and then put them in its place in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".reportgen-", dir=folder.parent))
    try:
        fresh.chmod(0o755)
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        fresh.replace(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return tuple(files)
