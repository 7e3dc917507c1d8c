"""A copy of the monitor, and its national edition built from it."""

from __future__ import annotations

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportgen.build import build
from reportgen.cli import FORMATS
from reportgen.facts import FactBook, from_json
from reportgen.progress import Silent

ROOT = Path(__file__).parent.parent.parent
PARTS = ("monitor.toml", "data", "templates", "assets")


def copy_of_the_monitor(folder: Path, original: Path = ROOT, *, partners: bool = False) -> Path:
    """Copy everything that a build reads, and nothing that it made; with `partners`, their editions too."""
    folder.mkdir(parents=True)
    for part in PARTS:
        source = original / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    if not partners:
        leave_the_first_edition(folder / "monitor.toml")
    return folder


def leave_the_first_edition(monitor: Path) -> None:
    """Take the editions of partners out of a monitor.toml: most tests are about what goes for each."""
    before, first, *_ = monitor.read_text("utf-8").split("[[editions]]\n")
    monitor.write_text(f"{before}[[editions]]\n{first}", "utf-8")


def build_draft(project: Path, **options):
    """Build as `reportgen build --draft` does."""
    arguments = {"wave": None, "editions": ("landelijk",), "only": frozenset(FORMATS), "output": None, "jobs": 1}
    return build(project, **(arguments | options), draft=True, progress=Silent())


@dataclass(frozen=True)
class Edition:
    """The built edition: where it was built, and its files by name."""

    project: Path
    folder: Path
    book: FactBook

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


@pytest.fixture(scope="session")
def edition(tmp_path_factory) -> Edition:
    own = tmp_path_factory.getbasetemp()
    shared = own.parent / "national" if "PYTEST_XDIST_WORKER" in os.environ else own / "national"
    project = shutil.copytree(_built_once(shared), own / "edition" / "monitor")
    folder = project / "output" / "2025"
    return Edition(project, folder, from_json((folder / "facts.json").read_text("utf-8")))


def _built_once(shared: Path) -> Path:
    """Build for all processes of this run: the first one does, the others wait."""
    project, done = shared / "monitor", shared / "done"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(project, ignore_errors=True)
            build_draft(copy_of_the_monitor(project))
            done.touch()
    return project
