"""The numbers of all figures and tables of a publication as lists that its PDF brings along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.facts import Fact
from reportgen.publish.attaching import Attachment
from reportgen.publish.lists import list_figure, list_table
from reportgen.report.model import Figure, Publication, Table, plain


def lists_of(publication: Publication, facts: Mapping[str, Fact], stamp: Sequence[str] = ()) -> tuple[Attachment, ...]:
    """List each figure and each numbered table, in their order: "figuur-01-houding.csv", "tabel-03-steekproef.csv".

    `stamp` are the lines that each row carries.
    """
    return tuple(_lists(publication, facts, stamp))


def _lists(publication: Publication, facts: Mapping[str, Fact], stamp: Sequence[str]) -> Iterator[Attachment]:
    for chapter in publication.chapters:
        for block in chapter.blocks:
            if isinstance(block, Figure):
                told = f"De cijfers van figuur {block.number}: {plain(block.title)}"
                yield _attachment(f"figuur-{block.number:02}-{block.name}", list_figure(block, facts, stamp), told)
            elif isinstance(block, Table) and block.number is not None:
                told = f"Tabel {block.number}: {plain(block.caption)}"
                yield _attachment(f"tabel-{block.number:02}-{block.name}", list_table(block, facts, stamp), told)


def _attachment(name: str, content: bytes, told: str) -> Attachment:
    return Attachment(f"{name}.csv", content, "text/csv", told)
