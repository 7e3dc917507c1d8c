"""The pieces of a publication made into one PDF: their pages and tags in one row, their links leading to each other."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, String

from reportgen.publish.pieces import ELSEWHERE, Leaf

POINTS = 0.75
"""How many points a CSS pixel is."""


def join(pieces: Sequence[bytes], leaves: Sequence[Leaf]) -> Pdf:
    """Join PDFs that are tagged; what the file says of itself is what the first one says. `leaves` are all pages."""
    pdf = pikepdf.open(io.BytesIO(pieces[0]))
    for piece in pieces[1:]:
        with pikepdf.open(io.BytesIO(piece)) as other:
            _add(pdf, other)
    _sort_names(pdf)
    _lead_to_each_other(pdf, leaves)
    _mark(pdf, leaves)
    return pdf


def lay_over(pdf: Pdf, margins: bytes, lengths: Sequence[int]) -> None:
    """Lay the first page of `margins` over each page that a piece opens, and its second over each that goes on.

    `lengths` are the numbers of pages of the pieces.
    """
    with pikepdf.open(io.BytesIO(margins)) as over:
        opening, going_on = (pdf.copy_foreign(page.as_form_xobject()) for page in over.pages)
    layers = {Name.Opening: opening, Name.GoingOn: going_on}
    places = (place for length in lengths for place in range(length))
    for page, place in zip(pdf.pages, places, strict=True):
        name = Name.GoingOn if place else Name.Opening
        page.resources.XObject[name] = layers[name]
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q q %s Do Q" % str(name).encode())


def written(pdf: Pdf) -> bytes:
    """What a document is as a file, the same each time."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def by_name(entries: Iterable[tuple[Object, Object]]) -> Dictionary:
    """A table in which a reader looks things up by their names, of entries in the order of those."""
    return Dictionary(Names=Array([part for entry in entries for part in entry]))


def _add(pdf: Pdf, other: Pdf) -> None:
    """Add the pages of a piece, and its tags under the one document that all of them are."""
    tree = pdf.Root.StructTreeRoot
    numbers = tree.ParentTree.Nums
    before = len(numbers) // 2
    for page in other.pages:
        page.obj.StructParents += before
        for link in page.obj.get(Name.Annots, ()):
            if Name.StructParent in link:
                link.StructParent += before
        pdf.pages.append(page)
    added = pdf.copy_foreign(other.Root.StructTreeRoot)
    for element in added.K[0].K:
        element.P = tree.K[0]
        tree.K[0].K.append(element)
    for place, part in enumerate(added.ParentTree.Nums):
        numbers.append(part if place % 2 else int(part) + before)
    if Name.IDTree in added:
        if Name.IDTree not in tree:
            tree.IDTree = Dictionary(Names=Array())
        tree.IDTree.Names.extend(added.IDTree.Names)


def _sort_names(pdf: Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    if Name.IDTree in tree:
        names = tree.IDTree.Names
        tree.IDTree = by_name(sorted(zip(names[::2], names[1::2], strict=True), key=lambda pair: bytes(pair[0])))


def _lead_to_each_other(pdf: Pdf, leaves: Sequence[Leaf]) -> None:
    """Name all places that links lead to, and let those to another piece lead to such a name."""
    places: dict[str, Array] = {}
    for page, leaf in zip(pdf.pages, leaves, strict=True):
        for anchor, (across, down) in leaf.anchors.items():
            places.setdefault(anchor, _place(page, leaf, across, down))
        for link in page.obj.get(Name.Annots, ()):
            address = str(link.A.get(Name.URI, "")) if Name.A in link else ""
            if address.startswith(ELSEWHERE):
                del link[Name.A]
                link.Dest = String(address.removeprefix(ELSEWHERE))
    named = by_name((String(name), place) for name, place in sorted(places.items()))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(named))


def _place(page: pikepdf.Page, leaf: Leaf, across: float, down: float) -> Array:
    return Array([page.obj, Name.XYZ, round(across * POINTS, 3), round((leaf.height - down) * POINTS, 3), 0])


def _mark(pdf: Pdf, leaves: Sequence[Leaf]) -> None:
    """Make the outline of the bookmarks on all pages, each under the last one before it of a higher level."""
    with pdf.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, OutlineItem]] = []
        for level, item in _bookmarks(pdf, leaves):
            while above and above[-1][0] >= level:
                above.pop()
            (above[-1][1].children if above else outline.root).append(item)
            above.append((level, item))


def _bookmarks(pdf: Pdf, leaves: Sequence[Leaf]) -> Iterator[tuple[int, OutlineItem]]:
    for page, leaf in zip(pdf.pages, leaves, strict=True):
        for level, words, across, down in leaf.bookmarks:
            yield level, OutlineItem(words, _place(page, leaf, across, down))
