"""The command line: Dutch words, exit codes, and no traceback whatever happens."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reportgen import build as building
from reportgen import checking
from reportgen.build import BuildResult
from reportgen.checking import Checked
from reportgen.cli import run
from reportgen.copies import Copy
from reportgen.errors import Place, Problem, UserError
from reportgen.facts import FactBook
from reportgen.progress import Progress
from reportgen.project.reading import read_project

ROOT = Path(__file__).parent.parent
NOTHING_WRONG = Checked(read_project(ROOT), FactBook("", "2025", (), (), (), ()), ())
REPORTGEN = [sys.executable, "-m", "reportgen"]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is taken for a monitor."""
    (tmp_path / "monitor.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check_that(
    monkeypatch: pytest.MonkeyPatch, *, returns: tuple[str, ...] = (), fails: BaseException | None = None
) -> None:
    """Have `reportgen check` end in a given way."""

    def check(root: Path, progress: Progress, now: datetime) -> Checked:
        progress.step("Project lezen")
        if fails:
            raise fails
        return replace(NOTHING_WRONG, remarks=returns)

    monkeypatch.setattr(checking, "check", check)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("bouwen", "De opdracht “bouwen” bestaat niet."),
        ("buidl", "De opdracht “buidl” bestaat niet. Bedoelde u 'build'?"),
        ("--wat", "De optie “--wat” bestaat niet."),
        ("build --wav 2025", "De optie “--wav” bestaat niet. Bedoelde u '--wave'?"),
        ("build 2025", "Er staat iets te veel: 2025"),
        ("facts een twee drie", "Er staat iets te veel: twee drie"),
        ("build --wave", "Achter de optie “--wave” hoort een waarde."),
        ("build --draft=ja", "De optie “--draft” krijgt geen waarde."),
        ("build --jobs veel", "Ongeldige waarde voor '--jobs': “veel” is geen geheel getal."),
        ("build --jobs 0", "Ongeldige waarde voor '--jobs': 0 ligt niet in het bereik x>=1."),
        (
            "build --only pdf,odt",
            "Ongeldige waarde voor '--only': “odt” is geen van deze: pdf, html, docx, xlsx, pptx, svg, social, kit.",
        ),
        ("build --force", "--force hoort bij --release."),
        (
            "build --recipient -- ",
            "Ongeldige waarde voor '--recipient': Een exemplaar is voor iemand: vul een naam in.",
        ),
        (
            f"build --recipient {'x' * 81}",
            "Ongeldige waarde voor '--recipient': De naam heeft 81 tekens, en er is plaats voor 80.",
        ),
        (
            "build --recipient Jan\u202enaj",
            "Ongeldige waarde voor '--recipient': In de naam staat een teken dat niet te zien is; typ hem opnieuw.",
        ),
        ("facts --format xml", "Ongeldige waarde voor '--format': “xml” is geen van deze: 'table', 'csv', 'json'."),
        (
            "compare 2024 2025 --rectification --date 2-4-2025",
            "Ongeldige waarde voor '--date': “2-4-2025” is geen datum zoals 2025-04-02.",
        ),
        ("--project nergens check", "Ongeldige waarde voor '--project': Map “nergens” bestaat niet."),
        (
            "check --project monitor.toml",
            "Ongeldige waarde voor '--project': “monitor.toml” is een bestand en geen map.",
        ),
        ("--debug", "Er is geen opdracht gegeven."),
    ],
)
def test_a_wrong_command_line_is_answered_in_dutch(line: str, answer: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 2
    shown = capsys.readouterr()
    assert shown.err.splitlines()[-1] == f"Fout: {answer}"
    assert shown.out == ""


@pytest.mark.parametrize("line", ["--help", "build --help", "check --help", "facts --help", "doctor --help"])
def test_help_is_dutch_throughout(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 0
    words = set(capsys.readouterr().out.replace(":", " ").replace("[", " ").split())
    assert {"Gebruik", "Opties", "uitleg"} <= words
    assert not words & {"Usage", "Options", "Commands", "Show", "default", "the", "and", "OPTIONS", "ARGS...", "TEXT"}


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Opdrachten:" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("reportgen 0.")


def test_everything_a_user_can_mend_is_shown_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = [
        Problem("onbekende sleutel “tittel”.", "Bedoelde u “title”?", Place("monitor.toml", 3)),
        Problem("het bestand data/2025.sav ontbreekt.", "Zet het er neer."),
    ]
    check_that(monkeypatch, fails=UserError(problems))
    assert run(["check"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "monitor.toml, regel 3: onbekende sleutel “tittel”.",
        "  → Bedoelde u “title”?",
        "Het bestand data/2025.sav ontbreekt.",
        "  → Zet het er neer.",
        "",
        "2 problemen gevonden.",
    ]


def test_remarks_don_t_stand_in_the_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    check_that(monkeypatch, returns=("de klasse “oost” telt maar 28 respondenten.",))
    assert run(["check"]) == 0
    assert capsys.readouterr() == (
        "Geen problemen gevonden.\n",
        "Let op: de klasse “oost” telt maar 28 respondenten.\n",
    )


def test_a_bug_is_one_line_and_with_debug_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check_that(monkeypatch, fails=KeyError("gewicht"))
    assert run(["check"]) == 70
    assert capsys.readouterr().err == (
        "Dit is een fout in reportgen zelf (KeyError), niet in uw werk. Met --debug erbij ziet u waar.\n"
    )
    for line in (["check", "--debug"], ["--debug", "check"]):
        assert run(line) == 70
        assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    check_that(monkeypatch, fails=KeyboardInterrupt())
    assert run(["check"]) == 130
    assert capsys.readouterr().err.strip() == "Afgebroken. Wat er al stond, is ongewijzigd."


def test_a_folder_without_a_monitor_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "monitor.toml").unlink()
    assert run(["check"]) == 1
    error = capsys.readouterr().err
    assert "monitor.toml" in error
    assert str(tmp_path) in error


def test_the_project_may_be_named_before_and_behind_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    roots: list[Path] = []
    monkeypatch.setattr(checking, "check", lambda root, *_: roots.append(root) or NOTHING_WRONG)
    monkeypatch.chdir("/")
    assert run(["--project", str(tmp_path), "check"]) == 0
    assert run(["check", "--project", str(tmp_path)]) == 0
    assert roots == [tmp_path, tmp_path]


def test_build_hands_on_what_was_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []

    def build(
        *arguments: object, today: date, now: datetime, unpublished: bool, copy: Copy, forced: bool, cluster: str | None
    ) -> BuildResult:
        assert not cluster
        asked[:] = [*arguments, unpublished, copy, forced]
        assert today == date.today()  # noqa: DTZ011, TID251 — the clock that the command reads
        assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251 — likewise
        return BuildResult(Path("output/2024"), ("facts.json", "landelijk/rapport.pdf"), ("kies een citaat.",))

    monkeypatch.setattr(building, "build", build)
    line = "build --wave 2024 --edition a --edition b --only PDF --output elders --jobs 3 --draft --unpublished"
    assert run([*line.split(), "--recipient", " de  Krant", "--release", "--force"]) == 0
    assert asked[:-4] == [project, "2024", ("a", "b"), frozenset({"pdf"}), Path("elders"), 3, True]
    assert asked[-3:] == [True, Copy(released=True, recipient="de Krant"), True]
    assert capsys.readouterr() == (
        "De uitgave staat in output/2024:\n  facts.json\n  landelijk/rapport.pdf\n",
        "Let op: kies een citaat.\n",
    )
    assert run(["build"]) == 0
    everything = frozenset({"pdf", "html", "docx", "xlsx", "pptx", "svg", "social", "kit"})
    assert asked[1:5] == [None, (), everything, None]
    assert run(["build", "--only", "kit"]) == 0
    assert asked[3] == everything
    assert asked[-2:] == [Copy(), False]


def test_an_unchanged_edition_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unchanged = BuildResult(Path("output/2025"), (), (), unchanged=True)
    monkeypatch.setattr(building, "build", lambda *_, **__: unchanged)
    assert run(["build"]) == 0
    assert capsys.readouterr().out == "Er is niets veranderd: de uitgave in output/2025 is actueel.\n"


# --- as a process: streams, consoles, signals -----------------------------------------------------------------------


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which `reportgen` is ours."""
    line = f'reportgen() {{ "{sys.executable}" -m reportgen "$@"; }}; {command}'
    variables = {**os.environ, **environment}
    return subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, env=variables, check=False)


def test_a_full_disk_under_the_output_is_told() -> None:
    child = shell("reportgen --help > /dev/full")
    assert child.returncode == 1
    assert child.stderr.decode() == "De schijf is vol of geeft een fout; er kan niet geschreven worden.\n"


def test_a_reader_that_leaves_is_no_disaster() -> None:
    assert shell("reportgen --help | true").stderr == b""
    assert shell("set -o pipefail; reportgen --help | head -n 1").stderr == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_closed_streams_are_no_disaster(closed: str) -> None:
    assert b"Traceback" not in shell(f"reportgen --help {closed}").stderr
    assert shell(f"reportgen bouwen {closed}").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp850", "latin-1", "utf-8"])
def test_a_console_that_lacks_characters_gets_others(encoding: str) -> None:
    child = shell("reportgen bouwen", PYTHONIOENCODING=encoding)
    assert child.returncode == 2
    assert b"bestaat niet" in child.stderr
    assert b"Traceback" not in child.stderr


def test_nothing_of_the_environment_is_needed() -> None:
    child = subprocess.run([*REPORTGEN, "--help"], cwd=ROOT, env={}, capture_output=True, check=True)
    assert "Opdrachten:" in child.stdout.decode()


WAIT = """
import sys, time
from pathlib import Path
from reportgen import checking, __main__

def check(root, progress, now):
    try:
        print("begonnen", flush=True)
        time.sleep(30)
    finally:
        Path("opgeruimd").touch()

checking.check = check
sys.argv = ["reportgen", "check"]
sys.exit(__main__.main())
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_command_in_good_order(project: Path, number: signal.Signals, status: int) -> None:
    with subprocess.Popen([sys.executable, "-c", WAIT], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        child.send_signal(number)
        _, error = child.communicate(timeout=10)
    assert child.returncode == status
    assert b"Traceback" not in error
    assert (project / "opgeruimd").exists()


STEPS = """
from reportgen.terminal import show_progress
with show_progress() as progress:
    progress.step("Antwoorden lezen")
    progress.step("Grafieken tekenen", 2)
    progress.advance()
    progress.step("Rapport zetten")
"""


def on_terminal(program: str, **environment: str) -> str:
    """What a program shows on a terminal of its own."""
    try:
        master, slave = pty.openpty()
    except OSError:
        pytest.skip("no terminal to be had here")
    variables = {**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **environment}
    subprocess.run([sys.executable, "-c", program], stdout=slave, stderr=slave, cwd=ROOT, env=variables, check=True)
    os.close(slave)
    shown = b""
    while chunk := _read(master):
        shown += chunk
    os.close(master)
    return shown.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""  # how Linux tells that the other side of a terminal was closed


def test_a_terminal_shows_the_steps() -> None:
    shown = on_terminal(STEPS)
    for name in ("Antwoorden lezen", "Grafieken tekenen", "Rapport zetten"):
        assert name in shown
    assert "✓ Rapport zetten" in shown


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_terminal_that_can_t_show_them_stays_quiet(environment: dict[str, str]) -> None:
    assert on_terminal(STEPS, **environment) == ""


def test_a_pipe_stays_quiet() -> None:
    child = subprocess.run([sys.executable, "-c", STEPS], cwd=ROOT, capture_output=True, check=True)
    assert (child.stdout, child.stderr) == (b"", b"")


def test_colours_can_be_declined() -> None:
    assert "\x1b[3" in on_terminal(STEPS)
    assert "\x1b[3" not in on_terminal(STEPS, NO_COLOR="1")
