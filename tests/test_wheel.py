"""The wheel is all that is needed: a monitor is made, checked and built with it where there is no clone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WITHOUT_A_CLONE = """
import sys
from reportgen.__main__ import main
assert {installed!r} in sys.modules["reportgen"].__file__, sys.modules["reportgen"].__file__
sys.exit(main())
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


def tracked(folder: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, check=True)
    return {name for name in listed.stdout.decode().split("\0") if name}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone")
def test_the_wheel_holds_the_package_with_what_it_carries_and_nothing_else(wheel: Path) -> None:
    folders = ("templates/pages", "assets/dictionary", "assets/fonts")
    carried = {f"reportgen/carried/{name}" for folder in folders for name in tracked(folder)}
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == tracked("reportgen") | carried


def test_a_monitor_is_made_and_built_with_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    installed, work = tmp_path / "installed", tmp_path / "work"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(installed)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    work.mkdir()

    def reportgen(*arguments: str, folder: Path = work) -> str:
        """Run our command with the installed package before any other, and give what it says."""
        program = WITHOUT_A_CLONE.format(installed=str(installed))
        child = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert child.returncode == 0, child.stderr
        return child.stdout

    reportgen("new", "monitor")
    monitor = work / "monitor"
    assert reportgen("check", folder=monitor).endswith("\n\nGeen problemen gevonden.\n")
    assert "positief" in reportgen("facts", folder=monitor)
    assert "algemeen/rapport.pdf" in reportgen("build", folder=monitor)
    assert "✗" not in reportgen("doctor", folder=monitor)
    assert (monitor / "output/2026/algemeen/rapport.pdf").read_bytes().startswith(b"%PDF")
