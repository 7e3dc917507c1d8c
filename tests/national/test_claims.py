"""The headlines hold: when answers change so that one is no longer significant, the build stops at its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyreadstat
import pytest

from reportgen.checking import check
from reportgen.errors import Problem, UserError
from reportgen.progress import Silent
from tests.national.conftest import build_draft, copy_of_the_monitor

pytestmark = pytest.mark.usefixtures("measured_here")

SAID = "Nederlander wordt positiever over chatbot en spraakassistent"
TURNED = 30
"""How many who were positive about a chatbot are made neutral: enough for its rise to be no longer significant."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national monitor, with some answers of the newest wave changed."""
    folder = copy_of_the_monitor(tmp_path_factory.mktemp("claims") / "monitor")
    answers, _ = pyreadstat.read_sav(folder / "data/2025.sav", user_missing=True)
    positive = answers.index[answers["houding_chatbot"].isin([4, 5])][:TURNED]
    answers.loc[positive, "houding_chatbot"] = 3
    answers.to_csv(folder / "data/2025.csv", sep=";", index=False)
    monitor = folder / "monitor.toml"
    monitor.write_text(monitor.read_text("utf-8").replace("data/2025.sav", "data/2025.csv"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def problems(project: Path) -> tuple[Problem, ...]:
    with pytest.raises(UserError) as caught:
        build_draft(project, only=frozenset({"html"}))
    return caught.value.problems


def test_the_build_stops_at_every_sentence_that_says_so_and_at_no_other(problems: tuple[Problem, ...]) -> None:
    assert [str(problem.place) for problem in problems] == [
        "templates/report/01-houding.md, regel 1",
        "templates/report/01-houding.md, regel 4",
        "templates/report/09-vooruitblik.md, regel 3",
        "templates/press-release/persbericht.md, regel 3",
        "templates/figures.toml, regel 8, title van figuur “houding”",
    ]


def test_it_says_what_is_claimed_and_what_the_data_say(problems: tuple[Problem, ...]) -> None:
    what = problems[3].what
    assert f"“{SAID}”" in what
    assert "Er staat dat het aandeel dat positief is over een chatbot, sinds 2024 is gestegen" in what
    assert re.search(r"van 9,6% in 2024 \(n = 1\.027\) naar 1\d,\d% in 2025 \(n = 1\.061\)", what)
    assert "niet significant" in what


def test_nothing_was_written_and_a_check_finds_the_same(project: Path, problems: tuple[Problem, ...]) -> None:
    assert not (project / "output").exists()
    with pytest.raises(UserError) as caught:
        check(project, Silent())
    assert caught.value.problems == problems


def test_with_the_wording_that_is_proposed_it_builds(project: Path, problems: tuple[Problem, ...]) -> None:
    for file, line, proposed, becomes in proposals(problems):
        path = project / file
        lines = path.read_text("utf-8").split("\n")
        lines[line - 1], count = re.subn(r"\{\{ claim\(.*?\)\) \}\}", lambda _, by=proposed: by, lines[line - 1])
        assert count == 1
        path.write_text("\n".join(lines), "utf-8")
        assert "niet significant veranderd" in becomes
    built = build_draft(project, only=frozenset({"html"}))
    page = (built.folder / "landelijk/persbericht.html").read_text("utf-8")
    assert SAID not in page
    assert "niet significant veranderd" in page


def proposals(problems: tuple[Problem, ...]) -> Iterator[tuple[str, int, str, str]]:
    """Each file and line, with what may be written there and what it becomes."""
    for problem in problems:
        assert problem.place is not None
        assert problem.place.line is not None
        proposed, _, becomes = problem.remedy.removeprefix("Wat wel kan: ").partition(". Dat wordt: ")
        yield problem.place.file, problem.place.line, proposed, becomes
