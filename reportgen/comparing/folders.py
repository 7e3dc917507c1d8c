"""A side as it lies on disk: an output with its publications, or a file of facts alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.books import joined
from reportgen.comparing.difference import Key, Side
from reportgen.comparing.pages import Page, read_page
from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FactBook, from_json
from reportgen.standing import read_manifest

FACTS = "facts.json"


def read_side(path: Path) -> Side:
    """Read an output folder, or a facts.json; raises UserError when it is neither, or damaged."""
    name = path.as_posix()
    if path.is_dir():
        if not (path / FACTS).is_file():
            raise UserError(_no_output(path))
        manifest = read_manifest(path)
        return Side(
            name,
            _about(manifest),
            _read_books(path),
            read_pages(path),
            version_in(manifest),
            manifest.get("draft") is False,
        )
    if not path.exists():
        raise UserError(
            Problem("dit is er niet.", "Noem een map als output/2025, een facts.json of een editie.", Place(name))
        )
    return Side(name, "alleen cijfers", read_book(path))


def _read_books(folder: Path) -> FactBook:
    """Read the facts of everybody, and those that editions have of their own."""
    return joined(read_book(folder / FACTS), [read_book(file) for file in sorted(folder.glob(f"*/{FACTS}"))])


def read_book(path: Path) -> FactBook:
    """Read a fact book; raises UserError when it isn't one."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        what = "dit is geen leesbaar bestand met uitkomsten (facts.json), of het is beschadigd."
        remedy = "Noem een map als output/2025, of zet het bestand terug uit een eerdere uitgave."
        raise UserError(Problem(what, remedy, Place(path.as_posix()))) from error


def read_pages(folder: Path) -> dict[Key, Page]:
    """Read the web pages of every edition; what was published earlier is left out."""
    pages = {}
    for file in sorted(folder.glob("*/*.html")):
        edition, name = file.parent.name, file.stem
        if name in {"rapport", "persbericht"}:
            pages[edition, name] = read_page(edition, name, file.read_text(encoding="utf-8", errors="replace"))
    return pages


def version_in(manifest: Mapping[str, Any]) -> int:
    """The version that an output says it is, from 1."""
    version = manifest.get("version", 1)
    return version if isinstance(version, int) else 1


def _about(manifest: Mapping[str, Any]) -> str:
    version = version_in(manifest)
    state = "concept" if manifest.get("draft") else "definitief"
    return f"versie {version}, {state}" if manifest else "zonder manifest"


def _no_output(folder: Path) -> Problem:
    waves = sorted(path.parent.name for path in folder.glob(f"*/{FACTS}"))
    if waves:
        named = " of ".join((folder / wave).as_posix() for wave in waves[-2:])
        return Problem("dit is geen uitgave.", f"Noem een van de mappen erin, zoals {named}.", Place(folder.as_posix()))
    remedy = "Noem een map als output/2025, een facts.json, of een editie zoals 2025."
    return Problem(
        f"in deze map staat geen {FACTS}; het is geen uitgave van reportgen.", remedy, Place(folder.as_posix())
    )
