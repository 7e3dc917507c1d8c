"""The libraries that decide what comes out, with their versions."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import version

from reportgen import __version__

MEASURED_BY = ("numpy", "scipy", "pyreadstat", "python-calamine")
MADE_BY = (
    *MEASURED_BY, "matplotlib", "weasyprint", "pydyf", "pypdfium2", "pillow", "xlsxwriter", "jinja2", "markdown-it-py",
    "fonttools", "babel", "tzdata",
)  # fmt: skip


def versions(packages: Sequence[str]) -> dict[str, str]:
    """Name Python, ourselves and these packages, each with its version."""
    return {"python": platform.python_version(), "reportgen": __version__} | {name: version(name) for name in packages}
