"""`reportgen verify` on the command line: what it shows, what it writes, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen.cli import run

pytestmark = pytest.mark.usefixtures("measured_here")

ROOT = Path(__file__).parents[2]
RIGHT = "In 2025 is 15% van de Nederlanders positief over een chatbot.\n"
WRONG = "Het aandeel dat positief is over een chatbot, is in 2025 met 5% gestegen.\n"


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(ROOT)
    file = tmp_path / "artikel.txt"
    file.write_text(RIGHT + WRONG, encoding="utf-8")
    return file


def test_what_is_wrong_is_shown_with_its_place_and_the_number_marked(
    text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(text)]) == 1
    shown = capsys.readouterr().out
    assert "  regel 2: Het aandeel dat positief is over een chatbot, is in 2025 met [5%] gestegen.\n" in shown
    assert (
        "    ✗ percentage en procentpunt verward: “5%”. Het gaat om procentpunt, niet om procent: 10% in 2024" in shown
    )
    assert "regel 1" not in shown
    assert shown.endswith("  3 beweringen: 2 klopt, 1 percentage en procentpunt verward.\n\n")


def test_what_is_right_is_shown_when_all_is_asked_for(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text.write_text(RIGHT, encoding="utf-8")
    assert run(["verify", "--all", str(text)]) == 0
    assert "    ✓ klopt: “15%”. Het is 15% (positief over een chatbot, 2025).\n" in capsys.readouterr().out


def test_a_program_gets_every_finding_with_its_place_in_the_sentence(
    text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "--format", "json", str(text)]) == 1
    told = json.loads(capsys.readouterr().out)
    (file,) = told["files"]
    assert (told["schema"], file["file"], file["counts"]["klopt"]) == (1, text.as_posix(), 2)
    assert [row["sentence"][row["start"] : row["end"]] for row in file["findings"]] == ["15%", "5%", "gestegen"]
    assert file["findings"][0]["facts"] == ["chatbot_positief@2025"]


def test_the_page_for_the_author_marks_what_is_wrong(text: Path, tmp_path: Path) -> None:
    page = tmp_path / "voor-de-schrijver.html"
    text.write_text(WRONG + "<b> & 15%.\n", encoding="utf-8")
    assert run(["verify", "--html", str(page), str(text)]) == 1
    written = page.read_text(encoding="utf-8")
    assert '<html lang="nl">' in written
    assert '<mark class="wrong">5%</mark>' in written
    assert "<b>" not in written


def test_a_file_that_is_not_there_is_told_and_nothing_is_written(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "pagina.html"
    assert run(["verify", "--html", str(page), str(text), "weg.txt"]) == 1
    assert capsys.readouterr().err == "weg.txt: dit bestand is er niet.\n  → Verbeter de naam of de map.\n"
    assert not page.exists()


def test_a_file_must_be_named(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify"]) == 2
    assert "BESTAND" in capsys.readouterr().err
