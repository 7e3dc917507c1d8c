"""Other words for what a codebook describes: what is refused, and what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.project.reading import read_project
from tests.monitors import small_monitor
from tests.test_project import only_problem_in


def monitor(folder: Path, synonyms: str) -> Path:
    codebook = small_monitor(folder) / "data/codebook.toml"
    codebook.write_text(f"{codebook.read_text(encoding='utf-8')}\n[synonyms]\n{synonyms}\n", encoding="utf-8")
    return folder


def test_they_are_read(tmp_path: Path) -> None:
    project = read_project(monitor(tmp_path, '"positief" = ["te spreken", "blij"]'))
    assert project.codebook.synonyms == {"positief": ("te spreken", "blij")}


@pytest.mark.parametrize(
    ("synonyms", "what"),
    [
        ('"robotstofzuiger" = ["zuiger"]', "“robotstofzuiger” komt in geen omschrijving, antwoord of groep voor."),
        ('"positief" = []', "bij “positief” staat geen ander woord."),
        ('"positief" = [" "]', "“0” is leeg."),
        ('"positief" = ["blij"]\n"negatief" = ["Blij"]', "“Blij” staat ook bij “positief”."),
    ],
)
def test_what_says_nothing_or_two_things_is_refused(synonyms: str, what: str, tmp_path: Path) -> None:
    problem = only_problem_in(monitor(tmp_path, synonyms))
    assert problem.what.lower() == what.lower()
    assert problem.place is not None
    assert problem.place.file == "data/codebook.toml"
