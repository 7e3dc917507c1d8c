"""A build that is killed or interrupted at any moment leaves the edition that stood there."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.national.conftest import leave_the_first_edition

ROOT = Path(__file__).parent.parent
BUILD = [sys.executable, "-m", "reportgen", "build", "--draft"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def monitor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the monitor with an edition in it, and nothing kept that would make a next build short."""
    root = tmp_path_factory.mktemp("monitor")
    for name in ("templates", "assets", "data"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "monitor.toml", root)
    leave_the_first_edition(root / "monitor.toml")
    subprocess.run([*BUILD, "--project", str(root)], capture_output=True, check=True)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0.3, 0.5, 0.8, 1.3, 1.9, 2.6, 3.4])
def test_the_edition_that_stood_there_still_does(monitor: Path, number: signal.Signals, seconds: float) -> None:
    before = contents(monitor / "output" / "2025")
    shutil.rmtree(monitor / ".cache", ignore_errors=True)
    chapter = monitor / "templates" / "report" / "01-houding.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nEen zin erbij.\n", encoding="utf-8")
    with subprocess.Popen([*BUILD, "--project", str(monitor)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        try:
            child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(number)
        _, error = child.communicate(timeout=30)
    assert b"Traceback" not in error
    after = contents(monitor / "output" / "2025")
    assert after == before or child.returncode == 0
    assert {path.name for path in (monitor / "output").iterdir()} - {"2025", ".2025.slot"} <= {".2025.nieuw"}
