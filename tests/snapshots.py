"""Expected files: a test compares with them, `UPDATE_SNAPSHOTS=1` writes them, and CI never does."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest


def match(expected: Path, actual: str | bytes) -> None:
    """Fail unless `actual` is what the file `expected` holds, and then leave it beside that as `<name>.actual`."""
    content = actual.encode() if isinstance(actual, str) else actual
    instead = expected.with_name(f"{expected.name}.actual")
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        if os.environ.get("CI") == "true":
            pytest.fail("expected files are not written in CI: run UPDATE_SNAPSHOTS=1 elsewhere, look, and commit")
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes(content)
    before = expected.read_bytes() if expected.exists() else None
    if before == content:
        instead.unlink(missing_ok=True)
        return
    instead.parent.mkdir(parents=True, exist_ok=True)
    instead.write_bytes(content)
    pytest.fail(_difference(expected.name, before, content), pytrace=False)


def _difference(name: str, before: bytes | None, after: bytes) -> str:
    if before is None:
        return f"{name} doesn't exist yet: look at {name}.actual, and make it with UPDATE_SNAPSHOTS=1"
    try:
        old, new = before.decode().splitlines(), after.decode().splitlines()
    except UnicodeDecodeError:
        return f"{name} has {len(before)} other bytes than the {len(after)} in {name}.actual"
    return "\n".join(difflib.unified_diff(old, new, name, f"{name}.actual", lineterm=""))
