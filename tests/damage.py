"""A monitor that has been published once, and what can happen to its files afterwards."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from reportgen.build import build
from reportgen.progress import Silent
from tests.monitors import FILES, REPORT, REPOSITORY, small_monitor

Damage = Callable[[Path], None]
"""Something that happens to the monitor in a folder."""

SAID = REPORT.replace("positief over wachten.", 'positief over wachten ({{ ref("houding") }}).')


def written_monitor(folder: Path) -> Path:
    """Write the small monitor into `folder` with all that a build needs."""
    small_monitor(folder, report=SAID)
    shutil.copytree(REPOSITORY / "templates/pages", folder / "templates/pages")
    return folder


def published_monitor(folder: Path) -> Path:
    """Write it, and publish it as a draft."""
    written_monitor(folder)
    build(folder, None, (), frozenset({"pdf", "html"}), None, 1, True, Silent())
    return folder


def copy_of(monitor: Path, folder: Path) -> Path:
    """Copy a monitor with what was published of it, but not what was kept for a next build."""
    return shutil.copytree(monitor, folder, symlinks=True, ignore=shutil.ignore_patterns(".cache"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder but those kept for a next build, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


# --- damages ----------------------------------------------------------------------------------------------------------


def all_of(*damages: Damage) -> Damage:
    def damage(root: Path) -> None:
        for each in damages:
            each(root)

    return damage


def without(file: str) -> Damage:
    def damage(root: Path) -> None:
        path = _own(root, file)
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def holding(file: str, content: str | bytes | Path) -> Damage:
    """The file with another content, or that of another file."""

    def damage(root: Path) -> None:
        data = content.read_bytes() if isinstance(content, Path) else content
        _own(root, file).write_bytes(data.encode() if isinstance(data, str) else data)

    return damage


def replaced(file: str, old: str, new: str) -> Damage:
    def damage(root: Path) -> None:
        path = _own(root, file)
        source = path.read_bytes().decode()
        assert old in source, f"{old!r} is not in {file}"
        path.write_bytes(source.replace(old, new, 1).encode())

    return damage


def added(file: str, text: str) -> Damage:
    """A text with something behind it: on line 7 of the report's first, on line 5 of the others."""

    def damage(root: Path) -> None:
        path = _own(root, file)
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    return damage


def changed(file: str, change: Callable[[bytes], bytes]) -> Damage:
    def damage(root: Path) -> None:
        path = _own(root, file)
        path.write_bytes(change(path.read_bytes()))

    return damage


def encoded(file: str, encoding: str) -> Damage:
    """The file in another encoding, with an é in it."""
    return changed(file, lambda content: re.sub("e", "é", content.decode(), count=1).encode(encoding))


def cell(row: int, column: str, value: str) -> Damage:
    """Another value in the newest data; rows are counted as Excel does, with the header as row 1."""

    def change(content: bytes) -> bytes:
        rows = _rows(content)
        rows[row - 1][rows[0].index(column)] = value
        return _written(rows)

    return changed("data", change)


def column(name: str, value: Callable[[int], str]) -> Damage:
    """One more column in the newest data, with a value for each row."""

    def change(content: bytes) -> bytes:
        header, *rows = _rows(content)
        return _written([[*header, name], *([*row, value(number)] for number, row in enumerate(rows, 2))])

    return changed("data", change)


def only_rows(wanted: Callable[[dict[str, str]], bool]) -> Damage:
    """Only some of the respondents."""

    def change(content: bytes) -> bytes:
        header, *rows = _rows(content)
        return _written([header, *(row for row in rows if wanted(dict(zip(header, row, strict=True))))])

    return changed("data", change)


def _own(root: Path, file: str) -> Path:
    """The path of a file of which this monitor has its own copy; fonts are shared until then."""
    fonts = root / "assets/fonts"
    if file.startswith("assets/fonts") and fonts.is_symlink():
        shared = fonts.resolve()
        fonts.unlink()
        shutil.copytree(shared, fonts)
    return root / FILES.get(file, file)


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))


def _written(rows: list[list[str]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows(rows)
    return target.getvalue().encode()
