"""What may not be in the repository: where its packages came from, and whose computer it was made on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

REGISTRY = re.compile(
    rb"https?://[^\s\"'<>]*(py[p]i|python[h]osted|npm[j]s|/simple/)|^\s*--?(extra-)?(index-url|find-links|i)\s",
    re.MULTILINE,
)
HOME = re.compile(rb"/(home|root|Users)/\w|[A-Z]:\\Users\\")


def files_in_git() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone")
@pytest.mark.parametrize("unwanted", [REGISTRY, HOME], ids=["a registry's address", "the path of a home"])
def test_no_file_names(unwanted: re.Pattern[bytes]) -> None:
    files = files_in_git()
    assert ROOT / "pyproject.toml" in files
    assert [path.relative_to(ROOT).as_posix() for path in files if unwanted.search(path.read_bytes())] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+.*?(?=^[\w.-]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 20
    pinned = re.compile(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", re.DOTALL)
    assert [pin.splitlines()[0] for pin in pins if not pinned.match(pin)] == []


def test_what_the_tests_need_comes_on_top_of_what_a_build_needs() -> None:
    runtime, dev = ((ROOT / name).read_text().splitlines() for name in ("requirements.txt", "requirements-dev.txt"))
    assert {line for line in runtime if "==" in line} <= set(dev)
