"""Who makes a result that several processes want: the first to come; the others wait, and find it made."""

from __future__ import annotations

import fcntl
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO


@dataclass(slots=True)
class Turn:
    """The turn of this process to make something, until it is ended; the system ends it for a process that is gone."""

    _path: Path
    _file: BinaryIO | None

    def end(self) -> None:
        """Let the next one have a look."""
        if self._file is not None:
            # Whoever waits holds this very file, and whoever comes later begins with a new one.
            self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def __enter__(self) -> Turn:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


def wait_for_turn(path: Path) -> Turn:
    """Wait until nobody else is making what `path` stands for; where no file can be locked, all make it at once."""
    turn = _take(path, fcntl.LOCK_EX)
    return Turn(path, None) if turn is None else turn


def turn_if_free(path: Path) -> Turn | None:
    """Take the turn to make what `path` stands for; None when another has it."""
    return _take(path, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take(path: Path, how: int) -> Turn | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError:
        return Turn(path, None)
    try:
        fcntl.flock(file, how)
    except OSError as error:
        file.close()
        return None if isinstance(error, BlockingIOError) else Turn(path, None)
    return Turn(path, file)
