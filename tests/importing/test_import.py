"""`reportgen import`: from a file to a first report of one's own, by answering questions and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reportgen.cli import run
from reportgen.importing.draft import Draft
from reportgen.importing.wave import name_wave
from reportgen.new import make_monitor
from reportgen.project.schema import Codebook
from tests.importing.files import repeated, saved

AGREE = {1: "Disagree", 2: "Neutral", 3: "Agree", 9: "Don't know"}
SIZE = 240


def english_file(path: Path) -> Path:
    """One wave of a survey that is not ours: labelled in English, with a weight of the agency's."""
    owns = repeated(1.0, 2.0, 1.0, count=SIZE)
    columns: dict[str, list[Any]] = {
        "RespID": [float(10_001 + at) for at in range(SIZE)],
        "StartDate": [pd.Timestamp(2026, 3, 2 + at % 12) for at in range(SIZE)],
        "Seconds": repeated(240.0, 300.0, 410.0, count=SIZE),
        "Gender": repeated(1.0, 2.0, 2.0, 1.0, count=SIZE),
        "Age": [float(18 + at % 60) for at in range(SIZE)],
        "Q1": owns,
        "Q2": [float(1 + at % 3) if own == 1 else None for at, own in enumerate(owns)],
        **{f"Q3_{code}": repeated(*cells, count=SIZE) for code, cells in ((1, (0.0, 1.0)), (2, (1.0, 1.0, 0.0)))},
        **{f"Q4_{item}": repeated(*cells, count=SIZE) for item, cells in ((1, (1.0, 3.0, 9.0)), (2, (3.0, 2.0)))},
        "Q5": repeated(0.0, 6.0, 8.0, 9.0, 10.0, count=SIZE),
        "Q6": [f"remark {at}" if at % 3 else "" for at in range(SIZE)],
        "Weight": repeated(0.8, 1.1, 1.1, count=SIZE),
    }
    labels = {
        "Gender": "What is your gender?", "Age": "How old are you?", "Q1": "Do you own a bicycle?",
        "Q2": "How safe do you feel?", "Q3_1": "Which do you use? - Bus", "Q3_2": "Which do you use? - Train",
        "Q4_1": "Do you agree? - Cycling is fun", "Q4_2": "Do you agree? - Cycling is cheap",
        "Q5": "How likely are you to recommend cycling?", "Q6": "Anything to add?",
    }  # fmt: skip
    values = {
        "Gender": {1: "Male", 2: "Female"}, "Q1": {1: "Yes", 2: "No"}, "Q2": {1: "Unsafe", 2: "Neutral", 3: "Safe"},
        "Q4_1": AGREE, "Q4_2": AGREE, "Q5": {0: "Not at all likely", 10: "Extremely likely"},
    }  # fmt: skip
    return saved(path, columns, column_labels=labels, variable_value_labels=values)


@pytest.fixture
def monitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A monitor as `reportgen new` makes it, with a file of one's own in it."""
    make_monitor(tmp_path / "monitor")
    english_file(tmp_path / "monitor/data/enquete.sav")
    monkeypatch.chdir(tmp_path / "monitor")
    return tmp_path / "monitor"


def answer(root: Path) -> None:
    """Answer what is asked in monitor.toml, and follow what is suggested in the codebook."""
    file = root / "monitor.toml"
    text = file.read_text(encoding="utf-8").replace('= ""', '= "Fietsonderzoek"')
    file.write_text(text.replace("# published = jaar-maand-dag", "published = 2026-06-03"), encoding="utf-8")
    file = root / "data/codebook.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("# asked_of = ", "asked_of = "), encoding="utf-8")


def test_a_file_becomes_a_report_by_answering_what_is_asked(monitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "data/enquete.sav", "--start"]) == 0
    said = capsys.readouterr().out
    assert "Uw onderzoek staat in de plaats van het voorbeeld: 8 vragen uit data/enquete.sav" in said
    written = [monitor / line.strip() for line in said.splitlines() if line.endswith((".toml", ".md"))]
    asked = sum(file.read_text(encoding="utf-8").count("# VRAAG: ") for file in written)
    assert f"met {asked} punten voor u om te beantwoorden" in said
    assert run(["check"]) == 1
    assert set(re.findall(r"“(\w+)” (?:is leeg|ontbreekt)", capsys.readouterr().err)) == {
        "title", "subtitle", "subject", "place", "publisher", "licence", "name", "role", "email", "images",
        "accessibility", "mode", "sample", "population", "published",
    }  # fmt: skip
    answer(monitor)
    assert run(["check"]) == 0
    assert run(["facts"]) == 0
    assert "“Yes” antwoordt op “Do you own a bicycle?”" in capsys.readouterr().out
    assert run(["build", "--draft", "--only", "html"]) == 0
    page = (monitor / "output/2026/algemeen/rapport.html").read_text(encoding="utf-8")
    assert "Gewogen met de weegfactor van het veldwerkbureau" in page
    assert "thuiswerk" not in page.casefold()
    assert "Met medewerking van" not in page
    assert "remark" not in page


def test_a_dutch_report_can_be_made_of_a_file_with_english_labels(monitor: Path) -> None:
    assert run(["import", "data/enquete.sav", "--start", "--translate"]) == 0
    answer(monitor)
    codebook = monitor / "data/codebook.toml"
    text = codebook.read_text(encoding="utf-8")
    for english, dutch in (("Yes", "Ja"), ("No", "Nee"), ("Agree", "Mee eens"), ("Disagree", "Oneens")):
        text = re.sub(rf'^((?:answers\.)?\d = )"{english}"', rf'\1"{dutch}"', text, flags=re.MULTILINE)
    codebook.write_text(text, encoding="utf-8")
    assert run(["build", "--draft", "--only", "html"]) == 0
    page = (monitor / "output/2026/algemeen/rapport.html").read_text(encoding="utf-8")
    assert "Mee eens" in page
    assert "Disagree" not in page


def test_without_a_weight_the_shares_of_the_population_are_asked_for(
    monitor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "\n".join(f"{at};{'man' if at % 2 else 'vrouw'};{18 + at % 60}" for at in range(SIZE))
    (monitor / "data/woorden.csv").write_text(f"nummer;geslacht;leeftijd\n{rows}\n", encoding="utf-8")
    assert run(["import", "data/woorden.csv", "--start", "--wave", "2026"]) == 0
    capsys.readouterr()
    assert run(["check"]) == 1
    said = capsys.readouterr().err
    assert "data/population.toml, regel 10: “share” moet groter dan nul zijn" in said
    assert "“fieldwork” ontbreekt in [waves.2026]" in said


def test_the_codebook_of_the_example_is_not_overwritten_but_the_way_is_shown(
    monitor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (monitor / "data/codebook.toml").read_bytes()
    assert run(["import", "data/enquete.sav"]) == 1
    assert "Met --start komt uw onderzoek in de plaats van het voorbeeld." in capsys.readouterr().err
    assert (monitor / "data/codebook.toml").read_bytes() == before


def test_a_codebook_of_ones_own_is_left_alone_and_a_new_one_may_lie_beside_it(
    monitor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (monitor / "data/codebook.toml").write_text("# van mij\n", encoding="utf-8")
    assert run(["import", "data/enquete.sav"]) == 1
    assert "--output data/codebook-nieuw.toml" in capsys.readouterr().err
    assert run(["import", "data/enquete.sav", "--output", "data/codebook-nieuw.toml"]) == 0
    assert 'weight = "Weight"' in capsys.readouterr().out
    assert (monitor / "data/codebook.toml").read_text(encoding="utf-8") == "# van mij\n"
    assert "[questions.q1]" in (monitor / "data/codebook-nieuw.toml").read_text(encoding="utf-8")


def test_an_example_that_was_worked_on_is_left_as_it_is(monitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chapter = monitor / "templates/report/02-oordeel.md"
    chapter.write_text("# Mijn hoofdstuk\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in monitor.rglob("*") if path.is_file()}
    assert run(["import", "data/enquete.sav", "--start"]) == 1
    assert "templates/report/02-oordeel.md: dit is niet meer het voorbeeld" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in monitor.rglob("*") if path.is_file()} == before


def test_outside_a_monitor_the_codebook_comes_here_and_the_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    english_file(tmp_path / "enquete.sav")
    monkeypatch.chdir(tmp_path)
    assert run(["import", "enquete.sav"]) == 0
    assert "reportgen import data/enquete.sav --start" in capsys.readouterr().out
    assert (tmp_path / "codebook.toml").is_file()


def test_a_dash_shows_the_codebook_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    english_file(tmp_path / "enquete.sav")
    monkeypatch.chdir(tmp_path)
    assert run(["import", "enquete.sav", "--output", "-"]) == 0
    assert capsys.readouterr().out.startswith("# Wat er gevraagd is")
    assert [path.name for path in tmp_path.iterdir()] == ["enquete.sav"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("import data/nergens.sav", "data/nergens.sav: dit bestand is er niet."),
        ("import data/nergens.sav", "In die map staan: 2025.csv, 2026.csv, enquete.sav."),
        ("import data/codebook.toml --output x.toml", "“.toml” is geen soort bestand"),
        ("import data/enquete.sav --output weg/x.toml", "weg: deze map is er niet."),
        ("import data/enquete.sav --wave 2026/1", "“2026/1” kan hier geen naam zijn."),
        ("import ../elders.sav --start", "../elders.sav: dit bestand ligt niet in de map data van de monitor."),
    ],
)
def test_what_cannot_be_imported_is_said_and_nothing_is_written(
    line: str, what: str, monitor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (monitor.parent / "elders.sav").touch()
    before = sorted(monitor.rglob("*"))
    assert run([*line.split()]) == 1
    assert what in capsys.readouterr().err
    assert sorted(monitor.rglob("*")) == before


def test_start_and_output_do_not_go_together(monitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "data/enquete.sav", "--start", "--output", "x.toml"]) == 2
    assert "Geef --start of --output, niet allebei." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "wave"), [("data/enquete2025.sav", "2025"), ("data/2024-12.csv", "2024"), ("data/x.sav", "jaar")]
)
def test_a_wave_is_named_by_the_year_in_the_name_of_its_file(file: str, wave: str) -> None:
    assert name_wave(Draft(file, 1, Codebook("id", {}, {}, {}))) == wave
