"""Editions made on a cluster: the same bytes, also when a worker is killed; nobody's answers go there."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from reportgen.build import build
from reportgen.cli import run
from reportgen.cluster import packed
from reportgen.copies import COMMON
from reportgen.keeping import Store
from reportgen.makers import Lot
from reportgen.measured import read_or_measure_all
from reportgen.progress import Silent
from tests.comparing.examples import contents
from tests.monitors import FILES
from tests.test_building_editions import break_foreword, built, project

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
__all__ = ["built", "project"]  # which pytest finds by name


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler with two workers, each a process of its own that is started anew when it is killed."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=60
    ) as cluster:
        yield cluster


class KillingOne(Silent):
    """Kills, as soon as the first edition is ready, a worker that is at another one."""

    def __init__(self, cluster: LocalCluster) -> None:
        self.cluster = cluster
        self.killed: list[int] = []

    def advance(self) -> None:
        if self.killed:
            return
        busy = [state.nanny for state in self.cluster.scheduler.workers.values() if state.processing]
        pids = [nanny.pid for nanny in self.cluster.workers.values() if nanny.address in busy]
        os.kill(pids[0], signal.SIGKILL)
        self.killed += pids[:1]


def build_there(root: Path, address: str, progress: Silent | None = None):
    for folder in ("output", ".cache/documents", ".cache/charts"):
        shutil.rmtree(root / folder, ignore_errors=True)
    return build(root, None, (), frozenset({"html", "pdf"}), None, 1, True, progress or Silent(), cluster=address)


@pytest.fixture
def made_here(project: Path) -> dict[str, bytes]:
    shutil.rmtree(project / "output")
    build(project, None, (), frozenset({"html", "pdf"}), None, 1, True, Silent())
    return contents(project / "output/2025")


def test_what_is_made_there_is_what_is_made_here(project, made_here, cluster) -> None:
    build_there(project, cluster.scheduler_address)
    assert contents(project / "output/2025") == made_here


def test_a_worker_that_is_killed_halfway_costs_no_edition(project, made_here, cluster) -> None:
    killing = KillingOne(cluster)
    result = build_there(project, cluster.scheduler_address, killing)
    assert len(killing.killed) == 1
    assert result.failed == ()
    assert contents(project / "output/2025") == made_here


def test_an_edition_that_fails_there_stops_no_other(project, cluster) -> None:
    break_foreword(project)
    result = build_there(project, cluster.scheduler_address)
    assert result.not_made == ("geel",)
    assert str(result.failed[0].place) == "templates/editions/geel/voorwoord.md, regel 1, uitgave geel"
    assert not (project / "output/2025/geel").exists()
    assert (project / "output/2025/blauw/rapport.pdf").is_file()


def test_no_answers_are_sent(project: Path) -> None:
    read, books = read_or_measure_all(project, None)
    lot = Lot(read, books, frozenset({"html"}), False, COMMON, Store(project / ".cache"))
    sent = packed(lot)
    assert {name.partition("/")[0] for name in sent.files} <= {"assets", "templates"}
    everything = pickle.dumps(sent)
    for wave in read.monitor.waves.values():
        rows = (project / wave.file).read_bytes().splitlines()
        assert len(rows) > 20
        assert not any(row in everything for row in rows[:20])


# --- what may be wrong ------------------------------------------------------------------------------------------------


def test_where_no_scheduler_answers_that_is_said(project: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("reportgen.cluster._SECONDS", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    before = contents(project / "output")
    assert refused(project, address, capsys) == f"{address}: op dit adres antwoordt geen Dask-planner."
    assert refused(project, "onzin://hier", capsys) == "onzin://hier: op dit adres antwoordt geen Dask-planner."
    assert contents(project / "output") == before


def test_a_scheduler_without_workers_is_told(project: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("reportgen.cluster._SECONDS", 2)
    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0", silence_logs=60) as empty:
        address = empty.scheduler_address
        assert refused(project, address, capsys) == f"{address}: de Dask-planner heeft geen werkers."


def test_workers_with_other_versions_are_told_before_anything_is_made(project, cluster, capsys, monkeypatch) -> None:
    monkeypatch.setattr("reportgen.versions.__version__", "99.0")
    said = refused(project, cluster.scheduler_address, capsys)
    assert "heeft andere versies dan deze machine: reportgen " in said
    assert "(hier 99.0)" in said


def test_without_the_extra_it_is_said_how_to_install_it(project: Path, capsys, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "reportgen.cluster", None)
    assert refused(project, "tcp://127.0.0.1:1", capsys) == "Voor --cluster ontbreekt het pakket “distributed”."
    assert "reportgen[cluster]" in (Path(__file__).parent.parent / "reportgen/makers.py").read_text("utf-8")


def refused(project: Path, address: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Change a word, build, and give the first line that says why that is refused."""
    ending = project / FILES["ending"]
    ending.write_text(ending.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    assert run(["build", "--draft", "--only", "html", "--cluster", address]) == 1
    return capsys.readouterr().err.splitlines()[0]
