"""How a build goes: again without work, in other surroundings to the same bytes, and never half."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.errors import UserError
from tests.national.conftest import ROOT, build_draft, copy_of_the_monitor

SURROUNDINGS = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "SOURCE_DATE_EPOCH": "1",
}


def digests(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def reportgen(*arguments: str, surroundings: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | (surroundings or {})
    command = [sys.executable, "-m", "reportgen", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/", check=False)


def test_another_time_zone_locale_folder_and_hash_seed_give_the_same_bytes(edition, tmp_path):
    project = copy_of_the_monitor(tmp_path / "een andere map" / "monitor", edition.project)
    done = reportgen("build", "--draft", "--jobs", "2", "--project", str(project), surroundings=SURROUNDINGS)
    assert done.returncode == 0, done.stderr
    assert digests(project / "output" / "2025") == digests(edition.folder)


def test_a_build_with_nothing_changed_does_nothing(edition):
    before = {file: file.stat().st_mtime_ns for file in edition.folder.rglob("*")}
    assert build_draft(edition.project).unchanged
    assert {file: file.stat().st_mtime_ns for file in edition.folder.rglob("*")} == before


def test_a_changed_word_measures_nothing_anew_and_imports_no_pandas(edition, tmp_path):
    project = tmp_path / "monitor"
    shutil.copytree(edition.project, project)
    text = project / "templates" / "press-release" / "persbericht.md"
    before = text.read_text("utf-8")
    assert "makkelijk kunnen overstappen" in before
    text.write_text(before.replace("makkelijk kunnen overstappen", "eenvoudig kunnen overstappen"), "utf-8")
    script = (
        "import sys; from pathlib import Path; import reportgen.survey.process as process\n"
        "def start(*_): raise AssertionError('measured anew')\n"
        "process.start = start\n"
        "from tests.national.conftest import build_draft\n"
        f"result = build_draft(Path({str(project)!r}))\n"
        "assert not result.unchanged\n"
        "print(sorted(name for name in ('pandas', 'scipy', 'pyreadstat') if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n"
    new, old = digests(project / "output" / "2025"), digests(edition.folder)
    assert {name for name in new if new[name] != old[name]} == {
        "manifest.json",
        "landelijk/kit.zip",
        "landelijk/persbericht.docx",
        "landelijk/persbericht.html",
        "landelijk/persbericht.pdf",
    }


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("templates/report/09-vooruitblik.md", "share(", "shar(", "09-vooruitblik.md, regel 6: “shar” bestaat niet"),
        (
            "templates/report/09-vooruitblik.md",
            "Verantwoord uitproberen",
            "12 keer uitproberen",
            "een getypt cijfer: “12”",
        ),
        ("monitor.toml", "publisher =", "publischer =", "monitor.toml, regel 6"),
        ("data/codebook.toml", "[1]\n", "[77]\n", "77"),
        ("templates/pages/report-print.html", "{{", "{{ nergens.", ""),
    ],
)
def test_a_build_that_fails_leaves_the_previous_edition_as_it_was(edition, tmp_path, path, old, new, message):
    project = tmp_path / "monitor"
    shutil.copytree(edition.project, project)
    file = project / path
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    done = reportgen("build", "--draft", "--only", "pdf", "--project", str(project))
    assert done.returncode in ({1} if message else {1, 70})
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(project / "output") == digests(edition.folder.parent)


def test_a_final_build_refuses_the_open_placeholder(edition):
    done = reportgen("build", "--project", str(edition.project))
    assert done.returncode == 1
    assert "templates/press-release/persbericht.md, regel" in done.stderr
    assert "nog iets worden ingevuld" in done.stderr


def test_one_form_can_be_built_alone_and_elsewhere(edition, tmp_path):
    result = build_draft(edition.project, only=frozenset({"html"}), output=tmp_path / "elders")
    assert result.folder == tmp_path / "elders" / "2025"
    pages = {"landelijk/rapport.html", "landelijk/persbericht.html", "landelijk/ledger.json"}
    assert set(digests(result.folder)) == {"facts.json", "manifest.json"} | pages


def test_an_earlier_wave_is_told_which_sentences_it_cannot_carry(edition):
    """Last year's data under this year's texts: what was not asked yet has no figures, and what rose had not risen."""
    with pytest.raises(UserError) as caught:
        build_draft(edition.project, wave="2024")
    assert {problem.place.file.split(",")[0] for problem in caught.value.problems} == {
        "templates/report/01-houding.md",
        "templates/report/03-sectoren.md",
        "templates/report/06-ergernissen.md",
        "templates/report/09-vooruitblik.md",
        "templates/press-release/persbericht.md",
        "templates/figures.toml",
    }


def test_an_unknown_wave_or_edition_is_told_with_the_nearest_name(edition):
    with pytest.raises(UserError, match="Bedoelde u “2025”"):
        build_draft(edition.project, wave="2205")
    with pytest.raises(UserError, match="Bedoelde u “landelijk”"):
        build_draft(edition.project, editions=("landelijks",))
