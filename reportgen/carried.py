"""The files that come along with the program: a dictionary, and pages and fonts, which a project may replace."""

from __future__ import annotations

from pathlib import Path

PAGES = "templates/pages"
FONTS = "assets/fonts"
DICTIONARY = "assets/dictionary"

_PACKAGE = Path(__file__).parent


def carried_folder(folder: str) -> Path:
    """Find our own copy of a folder: within an installed package, and beside the package in a clone of the project."""
    installed = _PACKAGE / "carried" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def folders_of(root: Path, folder: str) -> tuple[Path, Path]:
    """Name where the files of a folder are looked for: the project's own go before the carried ones."""
    return root / folder, carried_folder(folder)


def files_of(root: Path, folder: str) -> dict[str, Path]:
    """Find every file of a folder, by its path in the project: the project's own, or else the carried one."""
    own, carried = folders_of(root, folder)
    return {
        f"{folder}/{path.relative_to(place).as_posix()}": path
        for place in (carried, own)
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }
