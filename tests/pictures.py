"""Expected pictures: small and grey, compared within what another version of the same libraries may change."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

STEP = 24
"""How far a grey may be off, of 255: less than a shifted letter makes."""
SHARE = 0.001
"""How many pixels may be further off."""


def same(path: Path, page: Image.Image) -> bool:
    """Whether a page looks as expected, apart from a few pixels."""
    if not path.exists():
        return False
    with Image.open(path) as opened:
        before = np.asarray(opened.convert("L"), dtype=int)
    after = np.asarray(page, dtype=int)
    return before.shape == after.shape and float(np.mean(np.abs(before - after) > STEP)) <= SHARE


def png_of(page: Image.Image) -> bytes:
    """A page in sixteen greys, which is a third of the size."""
    out = io.BytesIO()
    page.point([(grey + 8) // 17 * 17 for grey in range(256)]).save(out, "PNG", optimize=True)
    return out.getvalue()


def show_difference(path: Path, page: Image.Image) -> None:
    """Leave the page as it is now, and what differs, beside the expected one."""
    page.save(path.with_suffix(".actual.png"))
    with Image.open(path) as opened:
        before = np.asarray(opened.convert("L").resize(page.size), dtype=int)
    difference = 255 - np.abs(before - np.asarray(page, dtype=int)).clip(0, 255)
    Image.fromarray(difference.astype(np.uint8)).save(path.with_suffix(".difference.png"))
