"""Whatever stops a build, the previous output stays whole, nothing is left behind, and nobody sees a traceback."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.damage import added, contents, copy_of, published_monitor
from tests.monitors import FILES

ROOT = Path(__file__).parent.parent
REPORTGEN = [sys.executable, "-m", "reportgen"]

TELLING = """
import sys
from contextlib import contextmanager
from reportgen import __main__
from reportgen.cli import making

class Telling:
    def step(self, name, total=None):
        print(name, flush=True)

    def advance(self):
        pass

@contextmanager
def show_progress():
    yield Telling()

making.show_progress = show_progress
sys.exit(__main__.main())
"""
"""The program itself, but for its telling each step on standard output, whatever that is."""

MEASURING, DRAWING, SETTING = "Antwoorden lezen en wegen", "Grafieken tekenen", "Rapport en persbericht zetten"
MAKING = "Uitgaven maken"
INTERRUPTED = "Afgebroken. Wat er al stond, is ongewijzigd."
PARTNERS = """
[[editions]]
slug = "een-ander"
label = "Editie voor een ander"
partner = "Gele Kanarie Voorbeeld"
brand = "klein"
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published_monitor(tmp_path_factory.mktemp("published"))


@pytest.fixture
def monitor(published: Path, tmp_path: Path) -> Path:
    """A monitor of which another sentence has to be published than the one that was."""
    root = copy_of(published, tmp_path / "monitor")
    added("ending", "Nog een zin.")(root)
    return root


@pytest.fixture
def measured(published: Path, monitor: Path) -> Path:
    """The same, with the facts that were kept, so that a build comes sooner to what is tried."""
    shutil.copytree(published / ".cache/facts", monitor / ".cache/facts")
    return monitor


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """A folder for temporary files, to see whether any stay behind."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    return folder


def surroundings(**variables: str) -> dict[str, str]:
    # Python itself may leave a compiled module cut off when a file may not grow.
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **variables}


def build(
    monitor: Path, *options: str, before: Callable[[], None] | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    command = [*REPORTGEN, "build", "--draft", "--project", str(monitor), *options]
    environment = surroundings(**variables)
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=monitor, preexec_fn=before, check=False
    )


def assert_refused(done: subprocess.CompletedProcess[str], said: str) -> None:
    assert done.returncode == 1, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


# --- signals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [MEASURING, DRAWING, SETTING])
def test_ctrl_c_leaves_everything_as_it_was_and_nothing_running(monitor: Path, temporary: Path, step: str) -> None:
    before = contents(monitor)
    status, error = stopped(monitor, temporary, step, lambda group: os.killpg(group, signal.SIGINT))
    assert (status, error.strip()) == (130, INTERRUPTED)
    assert contents(monitor) == before
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "step", "said"),
    [(signal.SIGTERM, SETTING, INTERRUPTED), (signal.SIGHUP, MEASURING, "")],
)
def test_a_shutdown_or_a_closed_terminal_does_so_too(
    monitor: Path, temporary: Path, number: signal.Signals, step: str, said: str
) -> None:
    before = contents(monitor)
    status, error = stopped(monitor, temporary, step, lambda process: os.kill(process, number))
    assert (status, error.strip()) == (128 + number, said)
    assert contents(monitor) == before
    assert list(temporary.iterdir()) == []


def test_a_build_that_is_killed_leaves_the_previous_output(measured: Path, temporary: Path) -> None:
    before = contents(measured)
    status, error = stopped(measured, temporary, SETTING, lambda group: os.killpg(group, signal.SIGKILL))
    assert (status, error) == (-signal.SIGKILL, "")
    assert contents(measured) == before


@pytest.mark.parametrize(
    ("number", "expected", "said"),
    [
        (signal.SIGINT, 130, INTERRUPTED),
        (signal.SIGTERM, 128 + signal.SIGTERM, INTERRUPTED),
        (signal.SIGKILL, -signal.SIGKILL, ""),
    ],
)
def test_editions_that_are_being_made_at_the_same_time_end_with_the_build(
    monitor: Path, temporary: Path, number: signal.Signals, expected: int, said: str
) -> None:
    with (monitor / FILES["monitor"]).open("a", encoding="utf-8") as file:
        file.write(PARTNERS)
    before = contents(monitor)
    to_all = number == signal.SIGINT  # as a terminal sends it
    status, error = stopped(
        monitor, temporary, MAKING, lambda process: os.killpg(process, number) if to_all else os.kill(process, number)
    )
    assert (status, error.strip()) == (expected, said)
    assert contents(monitor) == before
    if number != signal.SIGKILL:
        assert list(temporary.iterdir()) == []


def stopped(monitor: Path, temporary: Path, step: str, stop: Callable[[int], None]) -> tuple[int, str]:
    """How a build ends, and what it says, when it is stopped in a step; its processes end with it."""
    command = [sys.executable, "-c", TELLING, "build", "--draft", "--jobs", "2", "--project", str(monitor)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(TMPDIR=str(temporary)),
        start_new_session=True,
    )
    with process:
        assert process.stdout
        assert any(line.strip() == step for line in process.stdout)
        stop(process.pid)
        _, error = process.communicate(timeout=10)
    wait_for(lambda: not list(running(process.pid)))
    return process.returncode, error


def wait_for(condition: Callable[[], bool]) -> None:
    """Give a process that has just begun the time to see that it is not wanted any more."""
    for _ in range(20):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("still running after a second")


def running(session: int) -> Iterator[int]:
    """The processes of a session that still do something."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, its_session, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(its_session) == session and state not in {"Z", "X"}:
            yield int(folder.name)


def test_a_measuring_process_that_is_killed_is_told(monitor: Path, tmp_path: Path) -> None:
    """As the system does when memory is short."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\nif '-m' in sys.orig_argv and 'reportgen.survey' in sys.orig_argv: os.kill(os.getpid(), 9)\n"
    )
    before = contents(monitor)
    done = build(monitor, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert_refused(done, "Het meten is van buitenaf afgebroken (signaal 9); misschien was er te weinig geheugen.")
    assert contents(monitor) == before


# --- disks ------------------------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_the_previous_output(measured: Path, tmp_path: Path) -> None:
    disk = tmp_path / "schijf"
    disk.mkdir()
    room = sum(map(len, contents(measured / "output").values())) // 1024 + 100
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        shutil.copytree(measured / "output/2025", disk / "2025")
        before = contents(disk)
        done = build(measured, "--only", "html", "--output", str(disk))
        assert_refused(done, "de schijf is vol. Een eerdere uitgave in deze map is ongewijzigd gebleven.")
        assert {name: content for name, content in contents(disk).items() if name != ".2025.slot"} == before
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("forms", ["html", "pdf"])
def test_a_file_that_may_not_grow_leaves_the_previous_output(measured: Path, forms: str) -> None:
    before = contents(measured)
    most = (20_000, 20_000)
    done = build(measured, "--only", forms, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, most))
    assert_refused(done, "De schijf is vol")
    assert contents(measured) == before


def test_an_output_folder_without_rights_is_named(measured: Path) -> None:
    before = contents(measured)
    (measured / "output").chmod(0o500)
    try:
        done = build(measured, "--only", "html", before=without_privileges)
    finally:
        (measured / "output").chmod(0o700)
    assert_refused(done, "output/2025: in deze map mag niet geschreven worden.")
    assert contents(measured) == before


def test_a_file_that_may_not_be_read_is_named(monitor: Path) -> None:
    data = monitor / "data/2025.csv"
    data.chmod(0)
    try:
        done = build(monitor, before=without_privileges)
    finally:
        data.chmod(0o600)
    assert_refused(done, "data/2025.csv: dit mag u niet lezen of schrijven.")


def without_privileges() -> None:
    """Keep an administrator from reading and writing everything, so that rights mean something."""
    for privilege in (1, 2) if os.geteuid() == 0 else ():
        ctypes.CDLL(None).prctl(24, privilege, 0, 0, 0)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda output: output.write_text("tekst"), "een deel van dit pad is een bestand en geen map."),
        (lambda output: (output.mkdir(), (output / "2025").write_text("tekst")), "dit is een bestand en geen map."),
        (
            lambda output: ((output / "2025").mkdir(parents=True), (output / "2025/brief.docx").write_text("tekst")),
            "in deze map staat iets dat reportgen niet gemaakt heeft, en bouwen zou het wissen: “brief.docx”.",
        ),
    ],
    ids=["a file", "a file for this wave", "somebody else's folder"],
)
def test_what_is_no_output_of_ours_is_left_alone(measured: Path, make: Callable[[Path], object], said: str) -> None:
    output = measured / "elders"
    make(output)
    before = contents(measured)
    assert_refused(build(measured, "--only", "html", "--output", "elders"), said)
    assert {name: content for name, content in contents(measured).items() if name != "elders/.2025.slot"} == before


def test_two_builds_at_once_do_not_mix(measured: Path) -> None:
    before = contents(measured)
    with (measured / "output/.2025.slot").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert_refused(build(measured, "--only", "html"), "een andere bouw schrijft op dit moment naar deze map.")
    assert contents(measured) == before


# --- surroundings -----------------------------------------------------------------------------------------------------


def test_no_home_and_no_folder_for_temporary_files_are_no_obstacle(monitor: Path) -> None:
    nowhere = {"HOME": "/nergens", "TMPDIR": "/nergens", "XDG_CACHE_HOME": "/nergens", "XDG_CONFIG_HOME": "/nergens"}
    done = build(monitor, **nowhere)
    assert done.returncode == 0, done.stderr
    assert "De uitgave staat in output/2025:" in done.stdout


def test_a_build_may_be_made_from_a_folder_within_and_without_anybody_to_tell(measured: Path) -> None:
    before = contents(measured / "output/2025")
    command = f'"{sys.executable}" -m reportgen build --draft --only html >&- 2>&-'
    folder = measured / "templates/report"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=surroundings(), capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert contents(measured / "output/2025") != before


def test_a_reader_that_leaves_is_no_disaster(monitor: Path) -> None:
    command = f'"{sys.executable}" -m reportgen facts --format csv | head -n 1'
    done = subprocess.run(["bash", "-c", command], cwd=monitor, env=surroundings(), capture_output=True, check=False)
    assert done.stdout.startswith("\ufeffindicator;".encode())
    assert done.stderr == b""


def test_where_there_is_no_monitor_it_is_said_how_to_name_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [*REPORTGEN, "build"], cwd=tmp_path, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert_refused(done, f"Er is geen monitor.toml in {tmp_path}")
    assert "--project MAP" in done.stderr
