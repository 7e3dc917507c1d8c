"""Work that need not be done again: results kept by the hash of everything that they were made from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent

Content = bytes | Path
"""A file that was made: its bytes, or where these are until it is written in its place."""


def digest(*parts: object) -> str:
    """Hash values by what they are: bytes as they are, everything else by its representation."""
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def read_digests(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Hash files, named relative to `root`; one that is missing is left out."""
    return digests_of({path: root / path for path in paths})


def digests_of(files: Mapping[str, Path]) -> dict[str, str]:
    """Hash files by their names; one that is missing is left out."""
    found: dict[str, str] = {}
    for name in sorted(files):
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
            found[name] = sha256_of(files[name])
    return found


def sha256_of(content: Content) -> str:
    """Hash one file."""
    return hashlib.sha256(bytes_of(content)).hexdigest()


def bytes_of(content: Content) -> bytes:
    """Read one file, if need be."""
    return content if isinstance(content, bytes) else content.read_bytes()


@cache
def code_digest(part: str = "") -> str:
    """Hash our own source, with the rules it reads: the whole package, or a part of it ("survey", "report/charts")."""
    path = PACKAGE / part
    files = [path] if path.is_file() else sorted(file for kind in ("*.py", "*.toml") for file in path.rglob(kind))
    return digest(*((file.relative_to(PACKAGE).as_posix(), file.read_bytes()) for file in files))


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results by their key. It is never needed: where it can't be read or written, work is done again."""

    folder: Path

    def get(self, kind: str, key: str) -> bytes | None:
        """Find a result; None when it was not kept, or was not kept whole."""
        try:
            data = (self.folder / kind / key).read_bytes()
        except OSError:
            return None
        check, _, content = data.partition(b"\n")
        return content if check == hashlib.sha256(content).hexdigest().encode() else None

    def put(self, kind: str, key: str, content: bytes) -> bytes:
        """Keep a result, and give it back."""
        target = self.folder / kind / key
        fresh = target.with_name(f"{key}.{os.getpid()}")
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            fresh.replace(target)
        return content

    def trim(self, kind: str, most: int) -> None:
        """Remove all but the newest results of one kind."""
        with suppress(OSError):
            files = sorted((self.folder / kind).iterdir(), key=lambda file: -file.stat().st_mtime_ns)
            for file in files[most:]:
                file.unlink(missing_ok=True)


def is_current(folder: Path, keys: Mapping[str, str]) -> bool:
    """Whether `folder` holds whole editions that were made from exactly what their `keys` stand for."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files: Mapping[str, str] = dict(manifest["files"])
        made = {name: about["key"] for name, about in manifest["editions"].items() if name in keys}
        return bool(made == keys) and read_digests(folder, files) == files
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
