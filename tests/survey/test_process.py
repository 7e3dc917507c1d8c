"""Measuring in another process: what crashes there becomes a message here, and a bug stays a bug."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.books import to_text
from reportgen.errors import Place, Problem, UserError
from reportgen.project.reading import read_project
from reportgen.survey.measure import measure, measure_with_cuts
from reportgen.survey.process import (
    MEASURED,
    MENDABLE,
    READING,
    MeasuringFailedError,
    explain_failure,
    parse_problems,
    render_problems,
    start,
)
from tests.monitors import small_monitor

CRASH = Path(__file__).parents[1] / "reference/crash1.sav"


def test_another_process_measures_the_same_facts(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    measuring = start(root, "2025")
    assert measuring.result() == measure_with_cuts(read_project(root), "2025")
    measuring.stop()


def test_problems_come_back_as_they_were(tmp_path: Path) -> None:
    root = small_monitor(tmp_path, data=None)
    with pytest.raises(UserError) as here:
        measure(read_project(root), "2025")
    with pytest.raises(UserError) as there:
        start(root, "2025").result()
    assert there.value.problems == here.value.problems


def test_problems_survive_the_way_between_processes() -> None:
    problems = (Problem("wat", "hoe", Place("x.csv", 3, "kolom “é”")), Problem("wat", "hoe"))
    assert parse_problems(render_problems(problems)) == problems


def test_a_file_that_kills_its_reader_becomes_a_message(tmp_path: Path) -> None:
    root = small_monitor(tmp_path, monitor=("data/2025.csv", "data/2025.sav"))
    shutil.copy(CRASH, root / "data/2025.sav")
    with pytest.raises(UserError) as caught:
        start(root, "2025").result()
    (problem,) = caught.value.problems
    assert str(problem).startswith("data/2025.sav: de lezer is vastgelopen (signaal 11).")
    assert "nieuwe export" in problem.remedy


def test_a_bug_comes_back_with_its_traceback(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    with pytest.raises(MeasuringFailedError) as caught:
        start(root, "1999").result()
    assert "measuring ended with status 1" in str(caught.value)
    assert "Traceback (most recent call last):" in str(caught.value)
    assert "1999" in str(caught.value)
    assert READING not in str(caught.value)


def test_stopping_ends_the_process_and_may_be_done_twice(tmp_path: Path) -> None:
    measuring = start(small_monitor(tmp_path), "2025")
    measuring.stop()
    measuring.stop()
    with pytest.raises(UserError):
        measuring.result()


def test_a_module_beside_the_user_is_not_taken_for_pythons_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_monitor(tmp_path)
    (root / "csv.py").write_text("raise RuntimeError('not this one')")
    monkeypatch.chdir(root)
    assert start(root, "2025").result().national.wave == "2025"


# How an end is explained


def reading(*files: str) -> str:
    return "".join(f"{READING}{file}\n" for file in files)


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (signal.SIGSEGV, "de lezer is vastgelopen (signaal 11)."),
        (signal.SIGABRT, "de lezer is vastgelopen (signaal 6)."),
        (signal.SIGXCPU, "het lezen duurde te lang."),
        (signal.SIGKILL, "het lezen is van buitenaf afgebroken (signaal 9); misschien was er te weinig geheugen."),
    ],
)
def test_a_signal_while_reading_is_told_with_the_last_file(number: int, what: str) -> None:
    told = explain_failure(-number, reading("data/a.csv", "", "data/b.sav"))
    assert isinstance(told, UserError)
    assert told.problems[0].what == what
    assert told.problems[0].place == Place("data/b.sav")


def test_a_process_that_was_ended_from_outside_is_no_bug() -> None:
    told = explain_failure(-signal.SIGKILL, reading("data/a.csv", ""))
    assert isinstance(told, UserError)
    assert str(told).startswith("Het meten is van buitenaf afgebroken (signaal 9)")
    assert "probeer het opnieuw" in str(told)


@pytest.mark.parametrize("messages", ["", reading("data/a.csv", "")])
def test_a_signal_while_nothing_is_read_is_a_bug(messages: str) -> None:
    assert isinstance(explain_failure(-11, messages), MeasuringFailedError)


def test_a_status_that_means_nothing_is_a_bug_with_what_was_said() -> None:
    told = explain_failure(1, reading("data/a.csv") + "ZeroDivisionError\n")
    assert isinstance(told, MeasuringFailedError)
    assert str(told) == "measuring ended with status 1\nZeroDivisionError"


# What the process does for itself


def test_it_ends_when_nobody_waits_for_it(tmp_path: Path) -> None:
    arguments = [str(small_monitor(tmp_path)), "2025", "0"]
    ended = subprocess.run([sys.executable, "-m", "reportgen.survey", *arguments], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (128 + signal.SIGHUP, b"", b"")


def child(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_memory_and_time_are_limited_and_no_core_is_left() -> None:
    ended = child(
        "import json, resource as r\n"
        "from reportgen.survey.__main__ import limit_resources\n"
        "limit_resources()\n"
        "print(json.dumps([r.getrlimit(kind)[0] for kind in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)]))"
    )
    assert json.loads(ended.stdout) == [6 << 30, 300, 0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_lower_limit_that_is_set_from_outside_stays(tmp_path: Path) -> None:
    ended = child(
        "import resource as r\n"
        "from reportgen.survey.__main__ import limit_resources\n"
        "r.setrlimit(r.RLIMIT_CPU, (60, 60))\n"
        "limit_resources()\n"
        "print(r.getrlimit(r.RLIMIT_CPU))"
    )
    assert ended.stdout == "(60, 60)\n"


def test_too_little_memory_becomes_a_message_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from reportgen.survey import __main__ as process
    from reportgen.survey import measure as measuring

    def exhausted(root: Path, file: str) -> None:
        raise MemoryError

    monkeypatch.setattr(measuring, "read_table", exhausted)
    monkeypatch.setattr(process, "limit_resources", lambda: None)
    monkeypatch.setattr("gc.disable", lambda: None)
    assert process.main(str(small_monitor(tmp_path)), "2025") == MENDABLE
    (problem,) = parse_problems(capfd.readouterr().out)
    assert str(problem).startswith("data/2024.csv: hiervoor is meer dan 6 GB geheugen nodig.")


def test_the_same_bytes_whatever_the_hash_seed_the_locale_and_the_time_zone(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    outcomes = set()
    for number, (seed, locale, zone) in enumerate([("0", "C", "UTC"), ("1", "nl_NL.UTF-8", "Asia/Tokyo")]):
        folder = tmp_path / f"elsewhere-{number}"
        shutil.copytree(root / "data", folder / "data")
        for name in ("monitor.toml", "templates", "assets"):
            (folder / name).symlink_to(root / name)
        ended = subprocess.run(
            [sys.executable, "-m", "reportgen.survey", str(folder), "2025"],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=False,
        )
        assert ended.returncode == MEASURED
        outcomes.add(ended.stdout)
    assert outcomes == {to_text(measure_with_cuts(read_project(root), "2025")).encode()}


def test_the_answer_of_a_wave_does_not_depend_on_the_order_of_the_respondents(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    book = measure(read_project(root), "2025")
    path = root / "data/2025.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(lines)]), encoding="utf-8")
    assert replace(measure(read_project(root), "2025"), samples=()) == replace(book, samples=())
