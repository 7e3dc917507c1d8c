"""Tasks on all cores: results in order, errors as they were raised, crashes as crashes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from reportgen.errors import Problem, UserError
from reportgen.parallel import Crew


def nothing() -> None:
    """Get ready for nothing in particular."""


def be_prepared() -> None:
    os.environ["PREPARED"] = "yes"


def what_was_prepared() -> str | None:
    return os.environ.get("PREPARED")


def refuse() -> None:
    raise UserError([Problem("Dit kan niet.", "Doe iets anders."), Problem("Dit ook niet.", "Nog iets.")])


def results_of(tasks, jobs, prepare=nothing):
    with Crew(jobs, prepare) as crew:
        return list(crew.results_of(tasks))


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_results_come_in_the_order_of_the_tasks(jobs):
    assert results_of([partial(pow, number, 2) for number in range(5)], jobs) == [0, 1, 4, 9, 16]


def test_other_processes_do_the_work_when_there_is_more_than_one_job():
    assert os.getpid() not in results_of([os.getpid, os.getpid], 2)
    assert set(results_of([os.getpid, os.getpid], 1)) == {os.getpid()}


def test_the_processes_are_prepared_and_this_one_is_left_alone():
    assert results_of([what_was_prepared], 2, be_prepared) == ["yes"]
    assert "PREPARED" not in os.environ


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_that_a_user_can_mend_arrives_whole(jobs):
    with pytest.raises(UserError, match=r"Dit ook niet\.") as caught:
        results_of([refuse, os.getpid], jobs)
    assert len(caught.value.problems) == 2


def test_a_process_that_crashes_does_not_leave_us_waiting():
    with pytest.raises(BrokenProcessPool):
        results_of([partial(signal.raise_signal, signal.SIGKILL), os.getpid], 2)


def test_without_shared_memory_one_process_does_it_all(monkeypatch):
    def refused(*_args, **_options):
        raise PermissionError("/dev/shm")

    monkeypatch.setattr("reportgen.parallel.ProcessPoolExecutor", refused)
    assert set(results_of([os.getpid, os.getpid], 2)) == {os.getpid()}


def test_no_tasks_give_no_results():
    assert results_of([], 2) == []


def test_the_processes_end_with_their_parent(tmp_path):
    script = (
        "import os, time\n"
        "from pathlib import Path\n"
        "from reportgen.parallel import Crew\n"
        f"def prepare():\n    Path({str(tmp_path)!r}, str(os.getpid())).touch()\n    time.sleep(60)\n"
        "with Crew(2, prepare) as crew:\n    list(crew.results_of([os.getpid, os.getpid]))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script])
    assert within(10, lambda: len(list(tmp_path.iterdir())) == 2)
    others = [int(file.name) for file in tmp_path.iterdir()]
    parent.kill()
    parent.wait()
    assert within(10, lambda: not any(is_running(other) for other in others))


def within(seconds: int, holds) -> bool:
    for _ in range(seconds * 20):
        if holds():
            return True
        time.sleep(0.05)
    return False


def is_running(pid: int) -> bool:
    """Whether a process does anything; one that ended and was not yet collected does not."""
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def crash_with(_: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_crashes_are_told_at_once_also_when_the_tasks_are_large():
    program = (
        "from functools import partial\n"
        "from tests.test_parallel import crash_with, results_of\n"
        "results_of([partial(crash_with, bytes(1_000_000))] * 8, 2)\n"
    )
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert "BrokenProcessPool" in child.stderr
