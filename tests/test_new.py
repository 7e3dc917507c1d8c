"""`reportgen new`: a whole monitor that builds at once, wherever it is put, and nothing where something is already."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.cli import run
from reportgen.new import STARTER, make_monitor, read_starter
from tools.starter import DAYS, render_wave


def rewritten(file: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert count == 1, f"{pattern!r} occurs {count} times in {file.name}"
    file.write_text(text, encoding="utf-8")


def with_one_wave(monitor: Path) -> Path:
    rewritten(monitor / "monitor.toml", r"\[waves\.2025\].*?(?=\[waves\.2026\])", "")
    return monitor


@pytest.fixture
def monitor(tmp_path: Path) -> Path:
    make_monitor(tmp_path / "monitor")
    return tmp_path / "monitor"


FIGURES = ("verloop", "dagen", "oordeel", "groepen", "redenen")
VERIFIED = (".html", ".pdf", ".docx", ".xlsx", ".pptx")
FINDINGS, PICTURES = ("thuiswerken", "werkplek"), ("-1080x1080.png", "-1200x630.png")


def test_a_new_monitor_builds_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "mijn monitor"]) == 0
    assert "cd 'mijn monitor'" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path / "mijn monitor")
    assert run(["build"]) == 0
    made = {path.relative_to("output/2026").as_posix() for path in Path("output/2026").rglob("*.*")}
    assert made == {
        "facts.json", "manifest.json", "algemeen/rapport.pdf", "algemeen/rapport.html", "algemeen/persbericht.pdf",
        "algemeen/persbericht.html", "algemeen/persbericht.docx", "algemeen/tabellen.xlsx", "algemeen/ledger.json",
        "algemeen/presentatie.pptx", "algemeen/index.html", "algemeen/kit.zip",
        *(f"algemeen/figuren/{figure}.{form}" for figure in FIGURES for form in ("svg", "png", "csv")),
        *(f"algemeen/figuren/drukwerk/{figure}.svg" for figure in FIGURES),
        *(f"algemeen/social/{finding}{form}" for finding in FINDINGS for form in (*PICTURES, ".txt")),
    }  # fmt: skip
    page = Path("output/2026/algemeen/rapport.html").read_text(encoding="utf-8")
    assert "de respondenten bestaan niet" in page
    assert "Meer mensen staan positief tegenover thuiswerken" in page
    files = [str(path) for path in Path("output/2026/algemeen").iterdir() if path.suffix in VERIFIED]
    assert len(files) == len(VERIFIED) + 3
    assert run(["verify", *sorted(files)]) == 0, capsys.readouterr().out


def test_its_texts_speak_of_change_only_when_there_is_an_earlier_wave(monitor: Path) -> None:
    with_one_wave(monitor)
    assert run(["build", "--only", "html", "--project", str(monitor)]) == 0
    page = (monitor / "output/2026/algemeen/rapport.html").read_text(encoding="utf-8")
    assert not re.search(r"gestegen|gedaald|veranderd|Vergeleken met|2025 \(", page)


def test_its_texts_also_hold_with_weights_of_the_agency(monitor: Path) -> None:
    with_one_wave(monitor)
    data = monitor / "data/2026.csv"
    header, *rows = data.read_text(encoding="utf-8-sig").splitlines()
    weighted = [f"{header};gewicht", *(f"{row};{'0,8' if i % 2 else '1,2'}" for i, row in enumerate(rows))]
    data.write_text("\n".join(weighted), encoding="utf-8")
    rewritten(monitor / "monitor.toml", re.escape('margins = ["geslacht", "leeftijd"]'), 'weight = "gewicht"')
    assert run(["build", "--only", "html", "--project", str(monitor)]) == 0
    page = (monitor / "output/2026/algemeen/rapport.html").read_text(encoding="utf-8")
    assert "De gewichten zijn door het veldwerkbureau geleverd" in page
    assert "raking" not in page


def test_its_respondents_are_those_of_the_script() -> None:
    assert {name: (STARTER / "data" / f"{name}.csv").read_bytes() for name in DAYS} == {
        name: render_wave(name) for name in DAYS
    }


def test_it_carries_no_pages_or_fonts_of_its_own() -> None:
    assert [name for name in read_starter() if name.startswith(("templates/pages", "assets/fonts"))] == []


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    assert run(["new", str(tmp_path / "leeg")]) == 0
    assert (tmp_path / "leeg/monitor.toml").is_file()


@pytest.mark.parametrize(
    ("taken", "what"),
    [
        ("vol", "vol: deze map is niet leeg"),
        ("bestand", "bestand: dit bestaat al, en is geen map"),
        ("verwijzing", "verwijzing: dit bestaat al, en is geen map"),
        ("bestand/monitor", "bestand/monitor: een deel van dit pad is een bestand en geen map"),
        ("x" * 300, "deze naam is te lang"),
    ],
    ids=["a folder with something in it", "a file", "a broken link", "below a file", "a long name"],
)
def test_what_is_there_is_left_alone(taken: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol/brief.txt").touch()
    (tmp_path / "bestand").touch()
    (tmp_path / "verwijzing").symlink_to(tmp_path / "nergens")
    before = sorted(tmp_path.rglob("*"))
    assert run(["new", str(tmp_path / taken)]) == 1
    assert what in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_copy_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path, content: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    assert run(["new", str(tmp_path / "monitor")]) == 130
    assert list(tmp_path.iterdir()) == []
