"""A place for what is only needed while something is made."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import Place, Problem, UserError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def scratch_folder() -> Iterator[None]:
    """Have temporary files made in a folder of our own, also by libraries and by copies of this process.

    It is cleared away at the end, with what those leave behind: WeasyPrint does when its process is ended. Raises
    UserError when there is nowhere to put it.
    """
    before = tempfile.tempdir
    try:
        scratch = tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
    except OSError as error:
        what = "Er is geen map voor tijdelijke bestanden waarin geschreven kan worden."
        raise UserError(Problem(what, "Maak ruimte vrij, of zet TMPDIR op een map waarin dat wel kan.")) from error
    with scratch:
        tempfile.tempdir = scratch.name
        try:
            yield
        finally:
            tempfile.tempdir = before


@contextmanager
def understandable() -> Iterator[None]:
    """Turn a disk without room for temporary files into a message; anything else is a bug."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        what = "De schijf met tijdelijke bestanden is vol."
        remedy = "Maak ruimte vrij, of zet TMPDIR op een schijf met meer ruimte."
        raise UserError(Problem(what, remedy, Place(tempfile.gettempdir()))) from error


def fresh_folder() -> Path:
    """Make a folder for temporary files, within the one of our own if there is one; raises UserError without room."""
    with understandable():
        return Path(tempfile.mkdtemp(prefix="edition-"))
