"""Where in a project something on a page comes from: its texts, its figures and its page templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.errors import Place

_WRITTEN = ("templates/**/*.md", "templates/*.toml", "*.toml", "data/*.toml")
"""What authors write, which comes before the page templates."""


def place_of(words: str, pages: Sequence[Path], *, styles: bool = False) -> Place | None:
    """Find the first line of a project in which words stand; `pages` are the folders of its page templates.

    In `styles`, only page templates are looked in, for a line that says nothing else.
    """
    for path, name in _files(pages, only_pages=styles):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        for number, line in enumerate(lines, 1):
            if line.strip() == words.strip() if styles else words in line:
                return Place(name, number)
    return None


def _files(pages: Sequence[Path], *, only_pages: bool) -> Iterator[tuple[Path, str]]:
    if pages and not only_pages:
        root = pages[0].parents[1]
        found = (path for pattern in _WRITTEN for path in sorted(root.glob(pattern)))
        yield from ((path, path.relative_to(root).as_posix()) for path in found)
    for folder in pages:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, f"{folder.parent.name}/{folder.name}/{path.relative_to(folder).as_posix()}"
