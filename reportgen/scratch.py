"""A place for what is only needed while something is made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from reportgen.errors import Problem, UserError


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
