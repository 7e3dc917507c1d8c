"""Page templates and fonts come along with the program, and a project's own file goes before the carried one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import carried
from reportgen.brand import read_brand
from reportgen.carried import FONTS, PAGES, carried_folder, files_of, folders_of

ROOT = Path(__file__).parent.parent


def test_a_clone_carries_the_pages_and_fonts_of_the_repository() -> None:
    assert carried_folder(PAGES) == ROOT / PAGES
    assert carried_folder(FONTS) == ROOT / FONTS


def test_an_installed_package_carries_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / PAGES, tmp_path / "reportgen/carried" / PAGES)
    monkeypatch.setattr(carried, "_PACKAGE", tmp_path / "reportgen")
    assert carried_folder(PAGES) == tmp_path / "reportgen/carried" / PAGES


def test_a_file_of_the_project_goes_before_the_carried_one(tmp_path: Path) -> None:
    own = tmp_path / PAGES / "print.css"
    own.parent.mkdir(parents=True)
    own.touch()
    files = files_of(tmp_path, PAGES)
    assert files[f"{PAGES}/print.css"] == own
    assert files[f"{PAGES}/screen.css"] == ROOT / PAGES / "screen.css"
    assert folders_of(tmp_path, PAGES)[0] == tmp_path / PAGES


def test_a_brand_takes_a_font_from_the_nearest_place(tmp_path: Path) -> None:
    brand = shutil.copytree(ROOT / "assets/brands/voice-monitor", tmp_path / "assets/brands/klein")
    (tmp_path / FONTS).mkdir()
    for place in (brand, tmp_path / FONTS):
        shutil.copy(ROOT / FONTS / "SourceSans3-Bold.ttf", place)
    shutil.copy(ROOT / FONTS / "SourceSans3-Light.ttf", tmp_path / FONTS)
    found = {font.path.name: font.path.parent for font in read_brand(tmp_path, "klein").fonts}
    assert found["SourceSans3-Bold.ttf"] == brand
    assert found["SourceSans3-Light.ttf"] == tmp_path / FONTS
    assert found["SourceSans3-Regular.ttf"] == ROOT / FONTS
