"""What may not be in the repository: where its packages came from, and whose computer it was made on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

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


def declared(*, dev: bool) -> Iterator[Requirement]:
    """What pyproject.toml asks for itself; with `dev`, for the tests too."""
    declarations = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    yield from map(Requirement, declarations["project"]["dependencies"])
    yield from map(Requirement, declarations["dependency-groups"]["dev"] if dev else ())


def pinned_of_our_own(name: str) -> dict[str, str]:
    """The versions of the packages of which the file says that pyproject.toml asks for them."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==(\S+)(.*?)(?=^[\w.-]|\Z)", text, re.MULTILINE | re.DOTALL)
    return {package: version for package, version, rest in pins if "reportgen (pyproject.toml" in rest}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_pinned_is_what_pyproject_asks_for(name: str) -> None:
    asked = {requirement.name: requirement.specifier for requirement in declared(dev="dev" in name)}
    pinned = pinned_of_our_own(name)
    assert pinned.keys() == asked.keys()
    assert [package for package, version in pinned.items() if version not in asked[package]] == []


def test_what_a_user_may_add_is_tried_with_the_versions_that_it_may_have() -> None:
    optional = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    pinned = pinned_of_our_own("requirements-dev.txt")
    asked = [Requirement(one) for extra in optional.values() for one in extra]
    assert asked
    assert [one.name for one in asked if pinned[one.name] not in one.specifier] == []
