"""The press kit of a finished edition: all its files in one archive, and one page that shows and gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from reportgen import proving
from reportgen.brand import Brand
from reportgen.keeping import code_digest, digest
from reportgen.publish.blocks import Pages
from reportgen.publish.packing import unpack
from reportgen.publish.press_kit import measures_of, render_archive
from reportgen.report.model import Report
from reportgen.report.press_kit import ARCHIVE, PAGE, PressKit, press_kit_of, with_archive

Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Finds by its key what was made before, or else has it made."""


def with_press_kit(
    report: Report, files: Mapping[str, bytes], brand: Brand, pages: Pages, common: str, keep: Keep
) -> tuple[dict[str, bytes], dict[str, proving.MadeOf]]:
    """Make the page and the archive of an edition with these files; returns both, and what the page is made of.

    The archive has a page of its own, that is about what is in it. `common` is the hash of what all documents are made
    with. Raises UserError when a page can't be read back as meant.
    """
    code = [code_digest(f"report/{name}.py") for name in ("press_kit", "ledger_kit")]
    bare = replace(report.report, chapters=(), origins=(), block_origins=())
    alone = replace(report, report=bare, press_release=bare, rectification=None, findings=())

    def page(kit: PressKit) -> tuple[proving.MadeOf, bytes]:
        made_of = proving.MadeOf(PAGE, alone, kit.publication, {}, brand, kit)
        key = digest(PAGE, alone, kit, code, common)
        return made_of, keep(key, partial(proving.press_kit_page, made_of, pages))

    kit = press_kit_of(report, {name: len(content) for name, content in files.items()}, measures_of(files))
    _, within = page(kit)
    archive = render_archive(report, {**files, PAGE: within})
    made_of, beside = page(with_archive(kit, len(archive)))
    return {PAGE: beside, ARCHIVE: archive}, {PAGE: made_of}


def without_repeats(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by their path, with of each archive only what doesn't stand beside it just so."""
    found: dict[str, bytes] = {}
    for path, content in files.items():
        folder, _, name = path.rpartition("/")
        if name != ARCHIVE:
            found[path] = content
            continue
        inside = unpack(content).items()
        found |= {f"{path}/{inner}": part for inner, part in inside if files.get(f"{folder}/{inner}") != part}
    return found
