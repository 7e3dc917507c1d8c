"""What is printed of where the numbers come from: in the panels of a web page, and in the last chapter of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from reportgen.report.model import BlockOrigin, Chapter, Inline, NumberOrigin, Publication, Run

Printed = tuple[str, Run]
"""A run of text, and the element that it stands in."""

ACCOUNT = Chapter("h", None, (Run("Cijferverantwoording"),), ())
"""The last chapter of a printed report, which stands outside the count."""


def of_panels(publication: Publication) -> Iterator[Printed]:
    """What the panels of a web page say, one after the other."""
    for origin in publication.origins:
        lines: tuple[Inline, ...] = (
            (origin.number, *origin.about),
            (Run("95%-interval", origin="method"), *origin.interval) if origin.interval else (),
            (*origin.base, *origin.question, *origin.test, *origin.remark),
            (Run(origin.fact, origin="reference"),),
        )
        yield from ((origin.anchor, run) for line in lines for run in line)


def of_account(publication: Publication, pages: Mapping[str, int]) -> Iterator[Printed]:
    """What the last chapter says; `pages` has the page of each anchor."""
    yield ACCOUNT.slug, Run("95%-interval", origin="method")
    entries = sorted((one for one in publication.origins if not one.noted), key=lambda origin: origin.chapter)
    for chapter, together in groupby(entries, key=lambda origin: origin.chapter):
        yield from ((ACCOUNT.slug, run) for run in publication.chapters[chapter].title)
        for origin in together:
            if origin.entry == origin.anchor:
                yield from ((origin.anchor, run) for run in _of_entry(origin, pages))
    for block in publication.block_origins:
        yield from ((f"b-{block.block}", run) for run in _of_block(block, pages))


def _of_entry(origin: NumberOrigin, pages: Mapping[str, int]) -> Inline:
    stands = pages_of(origin.anchor, pages)
    asked_of = (Run(origin.asked_of, origin="label"),) if origin.sizes and origin.asked_of else ()
    sizes = origin.sizes or origin.base
    numbers = tuple(Run(str(page), origin="reference") for page in stands)
    return (
        origin.number, *origin.about, *numbers, *origin.interval, *sizes, *asked_of, *origin.test, *origin.remark,
    )  # fmt: skip


def _of_block(block: BlockOrigin, pages: Mapping[str, int]) -> Inline:
    page = pages[block.element]
    label, stands = (Run(text, origin="reference") for text in (block.label, str(page)))
    return (label, *block.title, stands, *block.question, *block.base)


def anchor_of(target: str, place: int) -> str:
    """The anchor of the reference with this place among those to a figure or table."""
    return f"naar-{target}-{place}"


def pages_of(anchor: str, pages: Mapping[str, int]) -> dict[int, str]:
    """The pages on which a number stands, each with the anchor of its first place there."""
    found: dict[int, str] = {}
    place = 1
    while (name := f"{anchor}-{place}") in pages:
        found.setdefault(pages[name], name)
        place += 1
    return found
