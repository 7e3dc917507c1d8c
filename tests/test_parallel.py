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
from reportgen.parallel import results_of


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_results_come_in_the_order_of_the_tasks(jobs):
    assert list(results_of([partial(pow, number, 2) for number in range(5)], jobs)) == [0, 1, 4, 9, 16]


def test_other_processes_do_the_work_when_there_is_more_than_one_job():
    assert os.getpid() not in results_of([os.getpid, os.getpid], 2)
    assert set(results_of([os.getpid, os.getpid], 1)) == {os.getpid()}


def test_a_mistake_that_a_user_can_mend_arrives_whole():
    def refuse():
        raise UserError([Problem("Dit kan niet.", "Doe iets anders."), Problem("Dit ook niet.", "Nog iets.")])

    with pytest.raises(UserError, match=r"Dit ook niet\.") as caught:
        list(results_of([refuse, os.getpid], 2))
    assert len(caught.value.problems) == 2


def test_a_process_that_crashes_does_not_leave_us_waiting():
    with pytest.raises(BrokenProcessPool):
        list(results_of([lambda: os.kill(os.getpid(), signal.SIGKILL), os.getpid], 2))


def test_without_shared_memory_one_process_does_it_all(monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError("/dev/shm")

    monkeypatch.setattr("reportgen.parallel.ProcessPoolExecutor", refuse)
    assert set(results_of([os.getpid, os.getpid], 2)) == {os.getpid()}


def test_copies_end_with_their_parent(tmp_path):
    script = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from reportgen.parallel import results_of\n"
        f"def task():\n    Path({str(tmp_path)!r}, str(os.getpid())).touch(); time.sleep(60)\n"
        "list(results_of([task, task], 2))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script])
    assert _within(10, lambda: len(list(tmp_path.iterdir())) == 2)
    copies = [int(file.name) for file in tmp_path.iterdir()]
    parent.kill()
    parent.wait()
    assert _within(10, lambda: not any(_is_running(copy) for copy in copies))


def _within(seconds: int, holds) -> bool:
    for _ in range(seconds * 20):
        if holds():
            return True
        time.sleep(0.05)
    return False


def _is_running(pid: int) -> bool:
    """Whether a process does anything; one that ended and was not yet collected does not."""
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_no_tasks_give_no_results():
    assert list(results_of([], 2)) == []
