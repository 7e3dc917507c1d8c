"""An edition is written whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.errors import UserError
from reportgen.publish import output
from reportgen.publish.output import write


def edition(content: str, *names: str) -> dict[str, bytes]:
    """An edition whose every file holds `content`, so that a mixture of two editions shows."""
    paths = names or ("facts.json", "landelijk/rapport.pdf", "landelijk/rapport.html")
    manifest = json.dumps({"files": dict.fromkeys(paths, ""), "content": content})
    return {**{path: content.encode() for path in paths}, "manifest.json": manifest.encode()}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def leftovers(folder: Path) -> list[str]:
    """What stands beside the edition, apart from the lock."""
    return sorted(
        path.name for path in folder.parent.iterdir() if path.name not in {folder.name, f".{folder.name}.slot"}
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The place of an edition, with an edition in it."""
    folder = tmp_path / "output" / "2025"
    write(edition("oud"), folder)
    return folder


def test_a_first_edition_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    folder = tmp_path / "een" / "twee" / "2025"
    write(edition("nieuw"), folder)
    assert contents(folder) == edition("nieuw")
    assert leftovers(folder) == []


def test_an_edition_replaces_the_previous_one_as_a_whole(folder: Path) -> None:
    new = edition("nieuw", "facts.json", "partner/rapport.pdf")
    write(new, folder)
    assert contents(folder) == new
    assert not (folder / "landelijk").exists()
    assert leftovers(folder) == []


def test_without_a_trade_of_names_in_one_step_the_edition_is_replaced_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_exchange", lambda one, other: False)
    write(edition("nieuw"), folder)
    assert contents(folder) == edition("nieuw")
    assert leftovers(folder) == []


def test_the_published_files_can_be_read_by_everyone_the_system_lets(folder: Path) -> None:
    umask = os.umask(0)
    os.umask(umask)
    assert folder.stat().st_mode & 0o777 == 0o777 & ~umask
    assert (folder / "facts.json").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "schijf is vol"), (errno.EDQUOT, "schijfruimte"), (errno.EROFS, "alleen te lezen")],
)
def test_a_disk_that_refuses_is_named_and_leaves_the_edition(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserError, match=word) as caught:
        write(edition("nieuw"), folder)
    assert "ongewijzigd" in str(caught.value)
    assert str(folder) in str(caught.value)
    assert contents(folder) == edition("oud")
    assert leftovers(folder) == []


WRITE_TOO_MUCH = """
import resource, sys
from pathlib import Path
from reportgen.errors import UserError
from reportgen.publish.output import write

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write({"facts.json": b"nieuw", "landelijk/rapport.pdf": bytes(5000), "manifest.json": b"{}"}, Path(sys.argv[1]))
except UserError as error:
    print(error)
"""


def test_a_file_that_the_system_cuts_short_is_never_published(folder: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", WRITE_TOO_MUCH, str(folder)], capture_output=True, text=True, check=True
    )
    assert "er mag geen bestand van deze grootte geschreven worden." in child.stdout
    assert contents(folder) == edition("oud")
    assert leftovers(folder) == []


@pytest.mark.parametrize("step", ["_stage", "_swap"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_leaves_the_edition(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
) -> None:
    def interrupt(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(output, step, interrupt)
    with pytest.raises(error):
        write(edition("nieuw"), folder)
    assert contents(folder) == edition("oud")
    assert leftovers(folder) == []


def test_an_interruption_between_two_renames_puts_the_edition_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.rename

    def interrupt(self: Path, target: Path) -> Path:
        if self.name.endswith(".nieuw"):
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(output, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(edition("nieuw"), folder)
    assert contents(folder) == edition("oud")
    assert leftovers(folder) == []


def test_what_a_killed_build_left_is_cleared_away(folder: Path) -> None:
    (folder.parent / ".2025.nieuw" / "landelijk").mkdir(parents=True)
    (folder.parent / ".2025.vorige").mkdir()
    write(edition("nieuw"), folder)
    assert contents(folder) == edition("nieuw")
    assert leftovers(folder) == []


def test_a_build_killed_between_two_renames_is_healed_by_the_next_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.rename(folder.parent / ".2025.vorige")

    def stop(*arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(output, "_stage", stop)
    with pytest.raises(RuntimeError):
        write(edition("nieuw"), folder)
    assert contents(folder) == edition("oud")


WRITE_FOR_EVER = """
import itertools, json, sys
from pathlib import Path
from reportgen.publish import output

if sys.argv[2] == "renames":
    output._exchange = lambda one, other: False
for number in itertools.count():
    names = [f"landelijk/{n}" for n in range(12)]
    files = {name: str(number).encode() * 2000 for name in names}
    output.write({**files, "manifest.json": json.dumps({"files": names}).encode()}, Path(sys.argv[1]))
    print(number, flush=True)
"""


MANY_MOMENTS = [pytest.param(number * 0.0013, marks=pytest.mark.slow) for number in range(60)]


@pytest.mark.parametrize("how", ["exchange", "renames"])
@pytest.mark.parametrize("delay", [0.0, 0.003, 0.007, 0.012, 0.02, *MANY_MOMENTS])
def test_killed_at_any_moment_one_whole_edition_stands(tmp_path: Path, how: str, delay: float) -> None:
    folder = tmp_path / "2025"
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(folder), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
    if how == "exchange":
        assert len(set(contents(folder / "landelijk").values())) == 1
    write(edition("nieuw"), folder)
    assert contents(folder) == edition("nieuw")
    assert leftovers(folder) == []


def test_a_second_build_at_the_same_time_is_refused(folder: Path) -> None:
    with (folder.parent / ".2025.slot").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UserError, match="een andere bouw"):
            write(edition("nieuw"), folder)
    assert contents(folder) == edition("oud")
    write(edition("nieuw"), folder)


def test_a_file_of_somebody_else_is_not_thrown_away(folder: Path) -> None:
    (folder / "landelijk" / "opmerkingen Anna.docx").write_text("belangrijk")
    with pytest.raises(UserError, match=r"landelijk/opmerkingen Anna\.docx"):
        write(edition("nieuw"), folder)
    assert (folder / "facts.json").read_bytes() == b"oud"
    assert (folder / "landelijk" / "opmerkingen Anna.docx").exists()


@pytest.mark.parametrize("manifest", [None, "", "{}", "[]", '{"files": 3}', '{"name": "web app"}'])
def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path, manifest: str | None) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"foto")
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(UserError, match=r"foto\.jpg"):
        write(edition("nieuw"), tmp_path)
    assert (tmp_path / "foto.jpg").read_bytes() == b"foto"


def test_what_file_browsers_and_office_programs_leave_is_no_obstacle(folder: Path) -> None:
    for name in (".DS_Store", ".~lock.rapport.docx#", "Thumbs.db"):
        (folder / "landelijk" / name).write_bytes(b"")
    write(edition("nieuw"), folder)
    assert contents(folder) == edition("nieuw")


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    write(edition("nieuw"), tmp_path / "2025")
    assert contents(tmp_path / "2025") == edition("nieuw")


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_a_target_that_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "2025"
    if kind == "file":
        target.write_bytes(b"tekst")
    else:
        target.symlink_to(tmp_path if kind == "link" else tmp_path / "weg")
    with pytest.raises(UserError, match="geen map"):
        write(edition("nieuw"), target)
    assert target.is_symlink() or target.read_bytes() == b"tekst"


def test_a_file_where_a_folder_must_come_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(UserError, match="bestand en geen map"):
        write(edition("nieuw"), tmp_path / "output" / "2025")


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UserError, match="niet geschreven worden"):
            write(edition("nieuw"), tmp_path / "2025")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../x",
        "a//b",
        "./a",
        "a/",
        "a\\b",
        "a\0b",
        ".verborgen",
        "FACTS.json",
        "facts.json/x",
    ],
)
def test_a_path_that_no_build_should_produce_is_a_bug(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"path|twice|inside"):
        write({**edition("nieuw"), name: b""}, tmp_path / "2025")
    assert list(tmp_path.iterdir()) == []


def test_an_edition_without_manifest_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"manifest\.json"):
        write({"facts.json": b""}, tmp_path / "2025")
