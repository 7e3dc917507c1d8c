"""Whether this machine has what is needed, and what mends it where it hasn't."""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import Problem, UserError

OLDEST_PYTHON = (3, 11)
WEASYPRINT = 70
OLDEST_PANGO = 14400
"""1.44, in Pango's own way of counting."""
ROOM = 200_000_000
"""Bytes: a build, its cache and the edition that it replaces, with room to spare."""

_INSTALL_PANGO = {
    "darwin": "brew install pango",
    "linux": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
}
_INSTALL_PACKAGES = "python3 -m pip install --require-hashes -r requirements.txt"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one need: all is well, or what mends it."""

    well: bool
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        mark = "✓" if self.well else "✗"
        return f"{mark} {self.what}" + (f"\n    → {self.remedy}" if self.remedy else "")


def examine(start: Path) -> tuple[Finding, ...]:
    """Look at this machine and at the project in or above `start`, and change nothing."""
    return (_python(), *_typesetting(), *_project(start), _temporary_folder())


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Finding(True, f"Python {version}")
    return Finding(
        False, f"Python {version} is te oud.", "Installeer Python 3.11 of nieuwer: sudo apt-get install python3"
    )


def _typesetting() -> Iterator[Finding]:
    """Look for WeasyPrint and for the libraries of the system that it finds or misses while it is imported."""
    install = _INSTALL_PANGO.get(sys.platform, "Installeer Pango; zie de installatiepagina van WeasyPrint.")
    try:
        with warnings.catch_warnings():
            # It warns about harfbuzz-subset, which has a line of its own below.
            warnings.simplefilter("ignore")
            weasyprint = importlib.import_module("weasyprint")
            libraries = importlib.import_module("weasyprint.text.ffi")
    except ImportError as error:
        yield Finding(False, f"WeasyPrint ontbreekt of is niet heel ({error}).", _INSTALL_PACKAGES)
        return
    except OSError:
        yield Finding(False, "Pango ontbreekt; daarmee wordt de tekst gezet.", install)
        return
    yield _weasyprint(weasyprint.__version__)
    yield _pango(libraries.pango.pango_version(), install)
    if libraries.harfbuzz_subset is None:
        yield Finding(False, "libharfbuzz-subset ontbreekt; daarmee komen lettertypen in de pdf.", install)
    else:
        yield Finding(True, "libharfbuzz-subset")


def _weasyprint(version: str) -> Finding:
    if version.partition(".")[0] == str(WEASYPRINT):
        return Finding(True, f"WeasyPrint {version}")
    return Finding(
        False, f"WeasyPrint {version} is niet de versie waarmee getest is ({WEASYPRINT}).", _INSTALL_PACKAGES
    )


def _pango(number: int, install: str) -> Finding:
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    if number >= OLDEST_PANGO:
        return Finding(True, f"Pango {version}")
    return Finding(False, f"Pango {version} is te oud: 1.44 of nieuwer is nodig.", install)


def _project(start: Path) -> Iterator[Finding]:
    """Look for the project, its fonts and logos, and where its publications go; what it says is for `check`."""
    from reportgen.project.reading import find_project

    try:
        root = find_project(start)
    except UserError as error:
        yield from map(_missing, error.problems)
        return
    yield Finding(True, f"De monitor in {root}")
    yield from _brands(root)
    yield _writable(root / "output")


def _brands(root: Path) -> Iterator[Finding]:
    """Whole house styles, and what partners bring, which needs one of those to be seen in."""
    from reportgen.brand import is_partners_brand, read_brand

    house: str | None = None
    partners: list[str] = []
    for name in sorted(path.parent.name for path in root.glob("assets/brands/*/brand.toml")):
        try:
            if is_partners_brand(root, name):
                partners.append(name)
                continue
            brand = read_brand(root, name)
        except UserError as error:
            yield from map(_missing, error.problems)
        else:
            house = house or name
            yield Finding(True, f"Huisstijl “{name}”, met {len(brand.fonts)} lettertypen")
    for name in partners if house else ():
        try:
            read_brand(root, name, house)
        except UserError as error:
            yield from map(_missing, error.problems)
        else:
            yield Finding(True, f"Huisstijl van partner “{name}”")


def _missing(problem: Problem) -> Finding:
    return Finding(False, f"{problem.place}: {problem.what}" if problem.place else problem.what, problem.remedy)


def _temporary_folder() -> Finding:
    try:
        return _writable(Path(tempfile.gettempdir()))
    except FileNotFoundError:
        return Finding(
            False, "Er is geen map voor tijdelijke bestanden.", "Zet TMPDIR op een map waarin u mag schrijven."
        )


def _writable(folder: Path) -> Finding:
    """Try whether a folder, or the nearest one above it that exists, can be written in and has room."""
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError:
        return Finding(
            False, f"In {existing} kan niet geschreven worden.", f"ls -ld “{existing}” toont van wie de map is."
        )
    free = shutil.disk_usage(existing).free
    if free < ROOM:
        return Finding(
            False, f"In {existing} is nog maar {free // 1_000_000} MB vrij.", "Maak ruimte vrij: 200 MB is genoeg."
        )
    return Finding(True, f"In {folder} kan geschreven worden, en er is ruimte")
