"""Writing an edition, whole or not at all: the only code that changes what is published."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from reportgen.errors import Place, Problem, UserError
from reportgen.keeping import Content, bytes_of

MANIFEST = "manifest.json"
"""Names every file of an edition under "files"; a folder without it was not made here."""

_UNTOUCHED = "Een eerdere uitgave in deze map is ongewijzigd gebleven."
_CAUSES = {
    errno.ENOSPC: ("De schijf is vol.", "Maak ruimte vrij en bouw opnieuw."),
    errno.EDQUOT: ("Uw schijfruimte is op.", "Maak ruimte vrij en bouw opnieuw."),
    errno.EFBIG: (
        "Er mag geen bestand van deze grootte geschreven worden.",
        "Vraag uw beheerder de limiet te verruimen.",
    ),
    errno.EROFS: ("Deze map is alleen te lezen.", "Kies een andere map met --output."),
    errno.EACCES: (
        "In deze map mag niet geschreven worden.",
        "Vraag schrijfrechten aan of kies een andere map met --output.",
    ),
    errno.EPERM: (
        "In deze map mag niet geschreven worden.",
        "Vraag schrijfrechten aan of kies een andere map met --output.",
    ),
    errno.ENOTDIR: ("Een deel van dit pad is een bestand en geen map.", "Kies een andere map met --output."),
    errno.EEXIST: ("Een deel van dit pad is een bestand en geen map.", "Kies een andere map met --output."),
    errno.ENOENT: ("Deze map kan niet gemaakt worden.", "Kies een andere map met --output."),
    errno.ENAMETOOLONG: ("Dit pad is te lang.", "Kies een map met een kortere naam met --output."),
    errno.EIO: ("De schijf geeft een fout.", "Controleer de schijf of kies een andere map met --output."),
}
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write(files: Mapping[str, Content], folder: Path) -> None:
    """Replace `folder` by exactly these files, all at once: after a failure at any moment it is as it was.

    `files` maps a path within the folder ("landelijk/rapport.pdf") to its content, `MANIFEST` among them. Raises
    UserError when the system refuses, another build is writing here, or the folder holds anything that was not made
    here; ValueError for paths that no build should produce.
    """
    _require_safe(files)
    fresh = folder.with_name(f".{folder.name}.nieuw")
    with _understandable(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            _heal(folder, fresh)
            _require_ours(folder)
            try:
                _stage(files, fresh)
                _swap(fresh, folder)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)


def _require_safe(files: Mapping[str, Content]) -> None:
    if MANIFEST not in files:
        raise ValueError(f"an edition without {MANIFEST}")
    seen: set[str] = set()
    for name in files:
        path = PurePosixPath(name)
        if name != str(path) or path.is_absolute() or "\\" in name or "\0" in name:
            raise ValueError(f"not a plain relative path: {name!r}")
        if any(part.startswith(".") for part in path.parts):
            raise ValueError(f"a hidden or upward path: {name!r}")
        # Case is folded because a file system may do so: two names that differ in it would then be one file.
        if name.casefold() in seen:
            raise ValueError(f"written twice: {name!r}")
        seen.add(name.casefold())
    for name in files:
        if any(str(parent).casefold() in seen for parent in PurePosixPath(name).parents):
            raise ValueError(f"inside a file: {name!r}")


@contextmanager
def _understandable(folder: Path) -> Iterator[None]:
    """Turn what a disk or its rights can do to us into a message; anything else is a bug."""
    try:
        yield
    except OSError as error:
        if error.errno not in _CAUSES:
            raise
        what, remedy = _CAUSES[error.errno]
        raise _refusal(folder, what, remedy) from error


def _refusal(folder: Path, what: str, remedy: str) -> UserError:
    untouched = f" {_UNTOUCHED}" if folder.is_dir() else ""
    return UserError(Problem(f"{what}{untouched}", remedy, Place(shown(folder))))


def shown(folder: Path) -> str:
    """Name a folder as the user knows it: from where they are, if it lies there."""
    return str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Keep other builds away from this folder; the system releases the lock even when we are killed."""
    with folder.with_name(f".{folder.name}.slot").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            what = "Een andere bouw schrijft op dit moment naar deze map."
            raise _refusal(folder, what, "Wacht tot die klaar is en bouw opnieuw.") from error
        yield


def _heal(folder: Path, fresh: Path) -> None:
    """Clear away what a killed build left behind; the lock is ours, so nobody is using it."""
    previous = _previous(folder)
    if previous.exists() and not folder.exists():
        previous.rename(folder)
    for leftover in (fresh, previous):
        if leftover.exists():
            shutil.rmtree(leftover)


def _previous(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.vorige")


def _require_ours(folder: Path) -> None:
    """Refuse to replace a folder that holds anything besides an edition that was written here."""
    if folder.is_symlink():
        raise _refusal(
            folder, "Dit is een verwijzing en geen map.", "Verwijder de verwijzing of kies een andere map met --output."
        )
    if not folder.exists():
        return
    if not folder.is_dir():
        raise _refusal(
            folder, "Dit is een bestand en geen map.", "Verplaats het bestand of kies een andere map met --output."
        )
    inside = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    present = {path.relative_to(folder).as_posix() for path in inside}
    strange = sorted(name for name in present - _listed(folder) if not _left_by_the_system(name))
    if strange:
        names = ", ".join(f"“{name}”" for name in strange[:5]) + (" …" if len(strange) > 5 else "")
        raise _refusal(
            folder,
            f"In deze map staat iets dat reportgen niet gemaakt heeft, en bouwen zou het wissen: {names}.",
            "Verplaats het naar een andere map en bouw opnieuw.",
        )


def _listed(folder: Path) -> set[str]:
    """Name the files of the edition in `folder`; none when it isn't one."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return {MANIFEST, *manifest["files"]}
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return set()


def _left_by_the_system(name: str) -> bool:
    """Tell whether a file browser or an office program left this (".DS_Store", ".~lock.rapport.docx#", "Thumbs.db")."""
    base = PurePosixPath(name).name
    return base.startswith(".") or base in {"Thumbs.db", "desktop.ini"}


def _stage(files: Mapping[str, Content], fresh: Path) -> None:
    """Write everything beside the target and down to the disk, so that what is swapped in is complete."""
    fresh.mkdir()
    for name, content in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(bytes_of(content))
            file.flush()
            os.fsync(file.fileno())
    for inner in fresh.rglob("*/"):
        _sync_folder(inner)
    _sync_folder(fresh)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(fresh: Path, folder: Path) -> None:
    """Put `fresh` in the place of `folder`; what was there, if anything, is then called `fresh` or gone."""
    if not folder.exists():
        fresh.rename(folder)
    elif not _exchange(fresh, folder):
        previous = _previous(folder)
        folder.rename(previous)
        try:
            fresh.rename(folder)
        except BaseException:
            previous.rename(folder)
            raise
        shutil.rmtree(previous)
    _sync_folder(folder.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders trade names in one step, without a moment in which either is missing.

    Returns whether it was done: Linux's renameat2 knows how, other systems and some network disks don't.
    """
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    failed = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return not failed
