"""Work that need not be done again: results kept by the hash of everything that they were made from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportgen.turns import Turn, turn_if_free, wait_for_turn

PACKAGE = Path(__file__).parent
MOST_KEPT = 400_000_000
"""How many bytes are kept for a next build, beside those that this one used."""

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
        file = self.folder / kind / key
        try:
            data = file.read_bytes()
        except OSError:
            return None
        with suppress(OSError):
            os.utime(file)  # by which `tidied` knows that it is in use
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

    def made_once(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Find a result, or make and keep it: once, for whoever else wants it meanwhile waits for it."""
        kept = self.get(kind, key)
        if kept is None:
            with wait_for_turn(self._turn(kind, key)):
                kept = self.get(kind, key)
                return self.put(kind, key, make()) if kept is None else kept
        return kept

    def turns(self, kind: str, keys: Mapping[str, str]) -> dict[str, Turn]:
        """Take the turns to make results that aren't there, by their names; those that others are making stay out."""
        turns: dict[str, Turn] = {}
        for name, key in keys.items():
            turn = turn_if_free(self._turn(kind, key))
            if turn is not None and self.get(kind, key) is not None:  # it has just been made
                turn.end()
            elif turn is not None:
                turns[name] = turn
        return turns

    def _turn(self, kind: str, key: str) -> Path:
        return self.folder / "turns" / f"{kind}-{key}"

    @contextmanager
    def tidied(self, most: int = MOST_KEPT) -> Iterator[None]:
        """At the end, remove what was used longest ago, until `most` bytes are left; nothing that was used within."""
        begun = self.folder / "begun"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            begun.write_bytes(b"")
        yield
        with suppress(OSError):
            since = begun.stat().st_mtime_ns
            files = [(file.stat(), file) for file in self.folder.glob("*/*")]
            left = sum(about.st_size for about, _ in files)
            for about, file in sorted(files, key=lambda one: (one[0].st_mtime_ns, one[1])):
                if about.st_mtime_ns >= since:
                    break
                if left > most or not about.st_size:  # an empty one is the turn of a process that is gone
                    file.unlink(missing_ok=True)
                    left -= about.st_size


def is_current(folder: Path, keys: Mapping[str, str]) -> bool:
    """Whether `folder` holds whole editions that were made from exactly what their `keys` stand for."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files: Mapping[str, str] = dict(manifest["files"])
        made = {name: about["key"] for name, about in manifest["editions"].items() if name in keys}
        return bool(made == keys) and read_digests(folder, files) == files
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
