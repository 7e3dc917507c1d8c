"""What a publication of our own says of its numbers: a PDF in its ledger, a page and a drawing in an
attribute, a workbook in its last sheet.
"""

from __future__ import annotations

from reportgen.ledger import Entry
from reportgen.verify.documents import DOT, Declared
from reportgen.verify.formats.marks import NUMBER


def declared_in(content: bytes, suffix: str, name: str) -> tuple[Declared, ...]:
    """The numbers that a file says it holds, in order; none for a file that is not ours."""
    if content.startswith(b"%PDF"):
        from reportgen.verify.formats.pdf import is_tagged, ledger_in

        return tuple(of for entry in ledger_in(content) for of in _of_entry(entry)) if is_tagged(content) else ()
    if suffix in {".html", ".htm", ".xhtml"}:
        from reportgen.verify.formats.web import declared_in_web

        return _of_attribute(declared_in_web(content))
    if suffix == ".svg":
        from reportgen.verify.formats.drawing import declared_in_drawing

        return _of_attribute(declared_in_drawing(content, name))
    if suffix == ".xlsx":
        from reportgen.verify.formats.spreadsheet import declared_in_spreadsheet

        return _of_attribute(declared_in_spreadsheet(content, name))
    return ()


def _of_entry(entry: Entry) -> list[Declared]:
    return [Declared(number, entry.fact, entry.text) for number in NUMBER.findall(entry.text)]


def _of_attribute(declared: str) -> tuple[Declared, ...]:
    return tuple(one for number in declared.split() for one in _numbers(number))


def _numbers(declared: str) -> list[Declared]:
    """A number, or those that the text ties to their facts itself: one as "·", twelve as "·12"."""
    if not declared.startswith(DOT):
        return [Declared(declared)]
    return [Declared(None)] * int(declared.removeprefix(DOT) or 1)
