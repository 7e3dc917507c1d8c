"""matplotlib without this machine: no settings file, no search through its fonts, nothing written in a home folder.

The only module that imports it, and of it only what draws: a figure with axes would lay out again what has been laid
out here, and take an eighth of a second more to import.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The format of the list of fonts that matplotlib 3.11 keeps. Another matplotlib doesn't recognise the list below, and
# makes its own: a second slower, nothing worse.
FONT_LIST_VERSION = "3.11.0"


@contextmanager
def _away_from_home() -> Iterator[None]:
    """Let matplotlib find, instead of its folder in the home folder, a passing one with an empty list of fonts."""
    fonts: dict[str, object] = {
        "__class__": "FontManager",
        "_version": FONT_LIST_VERSION,
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [],
    }
    before = {name: os.environ.get(name) for name in ("MPLCONFIGDIR", "MATPLOTLIBRC")}
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        (Path(folder) / f"fontlist-v{FONT_LIST_VERSION}.json").write_text(json.dumps(fonts), encoding="utf-8")
        os.environ.update(dict.fromkeys(before, folder))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


with _away_from_home():
    import matplotlib
    from matplotlib.backends.backend_svg import RendererSVG
    from matplotlib.colors import to_rgba
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font, LoadFlags
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

__all__ = ["Affine2D", "FT2Font", "FontProperties", "LoadFlags", "Outline", "RendererSVG", "text_as_text", "to_rgba"]


@contextmanager
def text_as_text() -> Iterator[None]:
    """Let text be written as text: the only one of matplotlib's settings that what is used of it here looks at."""
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        yield
