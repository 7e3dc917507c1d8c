"""What a web page gives along with a figure: its numbers as a spreadsheet takes them over, and how to cite it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.report.model import Figure, Inline, Publication, Report, Run, Table, plain
from reportgen.report.tabulation import sheet_of

_NUMBER = re.compile(r"([<>+−]?\d+(?:[.,]\d+)*%?)")


def copied(table: Table) -> Inline:
    """The heads and the cells of a table as its sheet in the workbook has them, tabs between them, a row a line."""
    sheet = sheet_of("", "", table)
    lines, section = [[_label(head) for head in sheet.heads]], ""
    for row in sheet.table.rows:
        section = row.section or section
        labels = (section, row.label)[-sheet.labels :]
        lines.append([*map(_label, labels), *(_cell(cell.text, cell.fact) for cell in row.cells)])
    return tuple(_between("\n", [tuple(_between("\t", line)) for line in lines]))


def citation(report: Report, publication: Publication, figure: Figure) -> Inline:
    """Whose figure it is, of which year, what it says and where it stands, with the address if the monitor has one."""
    ends = plain(figure.title).endswith((".", "?", "!"))
    return (
        Run(f"{report.publisher} (", origin="label"), Run(report.wave, origin="wave"), Run("). "),
        Run(f"Figuur {figure.number}: ", origin="reference"), *figure.title, Run(" In: " if ends else ". In: "),
        *(Run(run.text, emphasis=True, fact=run.fact, origin=run.origin) for run in publication.title),
        Run("."), *_found_at(report),
    )  # fmt: skip


def cited(report: Report) -> Inline:
    """How the whole is cited: whose it is, of which year, and what it is called."""
    return (
        Run(f"{report.publisher} (", origin="label"), Run(report.wave, origin="wave"), Run("). "),
        Run(report.monitor, emphasis=True, origin="label"), Run(f" {report.wave}", emphasis=True, origin="wave"),
        Run("."), *_found_at(report),
    )  # fmt: skip


def _found_at(report: Report) -> Inline:
    return (Run(" "), Run(report.url, link=report.url, origin="label")) if report.url else ()


def _label(text: str) -> Inline:
    return (Run(text, origin="label"),)


def _cell(text: str, fact: str | None) -> Inline:
    """A text that prints several facts ("a;b") is cut, so that each number has its own."""
    ids = fact.split(";") if fact else []
    if len(ids) <= 1:
        return (Run(text, fact=fact, origin=None if fact else "label"),)
    each = iter(ids)
    runs = (Run(part, fact=(next(each, "") or None) if i % 2 else None) for i, part in enumerate(_NUMBER.split(text)))
    return tuple(run if run.fact else Run(run.text, origin="label") for run in runs if run.text)


def _between(separator: str, parts: list[Inline]) -> Iterator[Run]:
    for place, part in enumerate(parts):
        if place:
            yield Run(separator)
        yield from part
