"""Expected files catch every change, show it, and are never made without being asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import same, show_difference
from tests.snapshots import match


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UPDATE_SNAPSHOTS", raising=False)
    monkeypatch.delenv("CI", raising=False)


def test_what_is_the_same_passes_and_clears_an_old_difference(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("één\n", encoding="utf-8")
    (tmp_path / "a.svg.actual").write_text("twee\n", encoding="utf-8")
    match(tmp_path / "a.svg", "één\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]


def test_a_difference_is_shown_and_left_beside_the_expected_file(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("één\nrest\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match=r"-één\n\+twee\n rest"):
        match(tmp_path / "a.svg", "twee\nrest\n")
    assert (tmp_path / "a.svg.actual").read_text(encoding="utf-8") == "twee\nrest\n"
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == "één\nrest\n"


def test_an_expected_file_that_is_missing_is_not_made_in_passing(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="doesn't exist yet"):
        match(tmp_path / "a.png", b"\x89PNG")
    assert not (tmp_path / "a.png").exists()


def test_an_update_writes_the_expected_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPDATE_SNAPSHOTS", "1")
    match(tmp_path / "new" / "a.png", b"\x89PNG")
    assert (tmp_path / "new" / "a.png").read_bytes() == b"\x89PNG"


def test_an_update_is_refused_in_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPDATE_SNAPSHOTS", "1")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="not written in CI"):
        match(tmp_path / "a.svg", "één\n")
    assert not (tmp_path / "a.svg").exists()


def test_a_page_that_looks_otherwise_is_left_beside_the_expected_one_with_what_differs(tmp_path: Path) -> None:
    before, after = Image.new("L", (40, 60), 255), Image.new("L", (40, 60), 255)
    after.paste(0, (10, 20, 15, 25))
    before.save(tmp_path / "p01.png")
    assert same(tmp_path / "p01.png", before)
    assert not same(tmp_path / "p01.png", after)
    show_difference(tmp_path / "p01.png", after)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p01.actual.png", "p01.difference.png", "p01.png"]
    with Image.open(tmp_path / "p01.difference.png") as difference:
        assert [difference.getpixel(place) for place in ((12, 22), (30, 30))] == [0, 255]
