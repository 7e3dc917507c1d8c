"""The doctor names what is missing, and what mends it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

from reportgen import doctor
from reportgen.cli import run
from reportgen.doctor import Finding, examine

ROOT = Path(__file__).parent.parent


def missing(start: Path = ROOT) -> list[Finding]:
    return [finding for finding in examine(start) if not finding.well]


def test_here_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--project", str(ROOT)]) == 0
    shown = capsys.readouterr().out
    for need in (
        "Python",
        "WeasyPrint",
        "Pango",
        "libharfbuzz-subset",
        "De monitor",
        "Huisstijl",
        "output",
    ):
        assert need in shown
    assert all(line.startswith("✓ ") for line in shown.splitlines())


def test_what_is_missing_is_an_exit_code_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--project", str(tmp_path)]) == 1
    assert "✗ Er is geen monitor.toml" in capsys.readouterr().out


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 4, "final", 0))
    assert [finding.what for finding in missing()] == ["Python 3.10.4 is te oud."]


def import_as(
    monkeypatch: pytest.MonkeyPatch, *, version: str = "70.0", pango: int = 15012, subset: object = "here"
) -> None:
    """Have WeasyPrint be found with other libraries than this machine has."""
    library = types.SimpleNamespace(pango_version=lambda: pango)
    modules = {
        "weasyprint": types.SimpleNamespace(__version__=version),
        "weasyprint.text.ffi": types.SimpleNamespace(pango=library, harfbuzz_subset=subset),
    }
    monkeypatch.setattr(doctor.importlib, "import_module", modules.__getitem__)


@pytest.mark.parametrize(
    ("machine", "what"),
    [
        ({"version": "69.1"}, "WeasyPrint 69.1 is niet de versie"),
        ({"pango": 14200}, "Pango 1.42.0 is te oud"),
        ({"subset": None}, "libharfbuzz-subset ontbreekt"),
    ],
)
def test_an_unsuitable_library_is_named(monkeypatch: pytest.MonkeyPatch, machine: dict[str, object], what: str) -> None:
    import_as(monkeypatch, **machine)  # type: ignore[arg-type]
    found = missing()
    assert len(found) == 1
    assert found[0].what.startswith(what)
    assert "install" in found[0].remedy


@pytest.mark.parametrize(
    ("error", "what", "remedy"),
    [
        (OSError("cannot load library 'libgobject-2.0-0'"), "Pango ontbreekt", "libpango-1.0-0"),
        (ModuleNotFoundError("No module named 'weasyprint'"), "WeasyPrint ontbreekt", "requirements.txt"),
    ],
)
def test_what_keeps_weasyprint_from_loading_is_named(
    monkeypatch: pytest.MonkeyPatch, error: Exception, what: str, remedy: str
) -> None:
    def refuse(name: str) -> None:
        raise error

    monkeypatch.setattr(doctor.importlib, "import_module", refuse)
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    found = missing()
    assert len(found) == 1
    assert found[0].what.startswith(what)
    assert remedy in found[0].remedy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's house style, to break."""
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    (tmp_path / "monitor.toml").touch()
    return tmp_path


def test_a_font_that_is_nowhere_is_named(project: Path) -> None:
    brand = project / "assets/brands/voice-monitor/brand.toml"
    brand.write_text(brand.read_text(encoding="utf-8").replace("SourceSans3-Bold.ttf", "Nergens.ttf"), encoding="utf-8")
    assert any("“Nergens.ttf” ontbreekt" in finding.what for finding in missing(project))


def test_a_mistake_in_a_house_style_is_shown_with_its_place(project: Path) -> None:
    brand = next(project.glob("assets/brands/*/brand.toml"))
    brand.write_text("naam = 3\n", encoding="utf-8")
    found = missing(project)
    assert found
    assert all("brand.toml" in finding.what and finding.remedy for finding in found)


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: types.SimpleNamespace(free=7_000_000))
    assert {finding.what for finding in missing()} >= {f"In {ROOT / 'output'} is nog maar 7 MB vrij."}


def test_a_folder_that_can_t_be_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: object) -> None:
        raise PermissionError

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    assert any(finding.what == f"In {ROOT / 'output'} kan niet geschreven worden." for finding in missing())


def test_nothing_is_changed_by_looking(project: Path) -> None:
    before = sorted(project.rglob("*"))
    examine(project)
    assert sorted(project.rglob("*")) == before


def test_an_environment_without_home_or_temporary_folder_is_no_disaster() -> None:
    environment = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "PATH": os.defpath}
    child = subprocess.run(
        [sys.executable, "-m", "reportgen", "doctor"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "✗" not in child.stdout
