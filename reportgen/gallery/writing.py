"""The gallery as a file: a page for each house style of a monitor, or for that of the starter."""

from __future__ import annotations

from pathlib import Path

from reportgen.brand import read_brand
from reportgen.errors import Place, Problem, UserError
from reportgen.gallery.page import render_page
from reportgen.new import STARTER
from reportgen.project.reading import find_project, read_project

STARTERS_BRAND = "voorbeeld"


def write_gallery(folder: Path, root: Path | None = None) -> tuple[Path, ...]:
    """Write a page for each brand of the monitor at or around `root`, and name the pages.

    Raises UserError when a brand or font cannot be read, or the folder cannot be written; then no page is.
    """
    listed = _brands(root)
    brands = {name: read_brand(place, name, listed[0][1]) for place, name in listed}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pages = {folder / f"grafieken-{name}.html": render_page(brand) for name, brand in brands.items()}
        for path, page in pages.items():
            path.write_text(page, encoding="utf-8")
    except OSError as error:
        remedy = "Kies een map waarin u mag schrijven, op een schijf die niet vol is."
        raise UserError(Problem("hier is niet te schrijven.", remedy, Place(str(folder)))) from error
    return tuple(pages)


def _brands(root: Path | None) -> list[tuple[Path, str]]:
    """The monitor's house styles, where there is a monitor; one that is asked for has to be there."""
    try:
        found = find_project(root or Path.cwd())
    except UserError:
        if root is not None:
            raise
        return [(STARTER, STARTERS_BRAND)]
    names = dict.fromkeys(edition.brand for edition in read_project(found).monitor.editions.values())
    return [(found, name) for name in names]
