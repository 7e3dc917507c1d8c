"""Repairs to the tags of a PDF as WeasyPrint 70 writes them, so that what a screen reader says is right.

Each repair works on the objects of the finished document, before they are written:

- cells point to the headers of their column, section and row, and headers have a scope (WeasyPrint takes a section's
  heading for the heading of the first column);
- running heads and folios are artifacts (they are marked content that belongs to nothing);
- a hyphen at the end of a line reads as a soft hyphen, so that the halves of a word are found and spoken as one;
- links within the document say where they lead, in words rather than by the name of an anchor;
- a piece in another language says so, a note is a note, and what refers to it a reference (`element_tags`);
- the metadata say that the document is PDF/UA-1 besides PDF/A-3a, in which language it is, and under which licence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pydyf
from markupsafe import Markup

from reportgen.publish.element_tags import describe_elements
from reportgen.publish.pieces import ELSEWHERE

if TYPE_CHECKING:
    from weasyprint import Document

_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA part number</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


_LANGUAGE = Markup("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>")
_RIGHTS = Markup('<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>')
_DC = Markup('<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">{}</rdf:Description>')
RIGHTS = "dcterms.rights"
"""The name of what a page says in its head of its licence."""


def repair(document: Document, pdf: pydyf.PDF, prefix: str = "") -> None:
    """Repair a document that WeasyPrint is about to write; the names of its elements begin with `prefix`."""
    tree = _Tree(pdf)
    _name_links(document)
    _index(tree, [*_Headers(prefix).describe(tree), *describe_elements(document, tree.walk(), prefix)])
    _set_aside_what_belongs_to_nothing(pdf, tree)
    _soften_hyphens(pdf)
    _say_more_of_itself(document, pdf, tree)
    pdf.objects[1:] = [_Written(one) for one in pdf.objects[1:]]


class _Tree:
    """The structure tree, whose references are strings like `12 0 R`."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects = pdf.objects
        self.root: pydyf.Dictionary = self.get(pdf.catalog["StructTreeRoot"])

    def get(self, reference: str | bytes) -> Any:
        """The object that a reference stands for."""
        return self._objects[int(reference.split()[0])]

    def children(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """The elements right under an element, without its marked content and annotations."""
        for kid in element["K"]:
            if isinstance(kid, (str, bytes)):
                child = self.get(kid)
                if child.get("Type") == "/StructElem":
                    yield child

    def walk(self, tag: str = "", within: pydyf.Dictionary | None = None) -> Iterator[pydyf.Dictionary]:
        """All elements under another one or under the root, in order; only those with a tag, if given."""
        for child in self.children(within or self.root):
            if not tag or child["S"] == tag:
                yield child
            yield from self.walk(tag, child)

    @property
    def parents(self) -> list[Any]:
        """The parent tree: numbers in turn with what they stand for."""
        numbers: list[Any] = self.get(self.root["ParentTree"])["Nums"]
        return numbers


class _Headers:
    """The headers that hold at a place in a table: of the columns, and of the section. No cell of ours spans rows."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._columns: dict[int, pydyf.String] = {}
        self._section: list[pydyf.String] = []

    def describe(self, tree: _Tree) -> Iterator[pydyf.Dictionary]:
        """Give all headers in a document a scope and a name, and all cells their headers; yields the headers."""
        for table in tree.walk("/Table"):
            if any(child["S"] == "/Caption" for child in tree.children(table)):
                self._section = []  # without a caption, it is the rest of the table on the page before
            for group in tree.children(table):
                for row in tree.walk("/TR", group):
                    cells = [cell for cell in tree.children(row) if cell["S"] in ("/TH", "/TD")]
                    yield from self._head(cells) if group["S"] == "/THead" else self._row(cells)

    def _head(self, cells: list[pydyf.Dictionary]) -> Iterator[pydyf.Dictionary]:
        for place, cell in enumerate(cells):
            if cell["S"] == "/TH":
                self._columns[place] = self._named(cell, "/Column")
                yield cell
            else:
                cell["A"]["Headers"] = pydyf.Array()

    def _row(self, cells: list[pydyf.Dictionary]) -> Iterator[pydyf.Dictionary]:
        if len(cells) == 1:
            self._section = [self._named(cells[0], "/Column")]
            yield cells[0]
            return
        own: list[pydyf.String] = []
        for place, cell in enumerate(cells):
            if cell["S"] == "/TH":
                own.append(self._named(cell, "/Row"))
                yield cell
            else:
                cell["A"]["Headers"] = pydyf.Array([self._columns[place], *self._section, *own])

    def _named(self, header: pydyf.Dictionary, scope: str) -> pydyf.String:
        header["A"]["Scope"] = scope
        header["ID"] = pydyf.String(f"{self._prefix}th{header.number}")
        return header["ID"]


def _index(tree: _Tree, elements: list[pydyf.Dictionary]) -> None:
    """Write the index in which a reader looks up elements by name, such as the header that a cell points to."""
    if elements:
        named = sorted((element["ID"].data, element) for element in elements)
        names = pydyf.Array([part for _, element in named for part in (element["ID"], element.reference)])
        tree.root["IDTree"] = pydyf.Dictionary({"Names": names})


def _set_aside_what_belongs_to_nothing(pdf: pydyf.PDF, tree: _Tree) -> None:
    """Turn marked content whose element is not in the tree, as that of margin boxes, into artifacts."""
    reached = {id(element) for element in tree.walk()}
    parents = dict(zip(tree.parents[::2], tree.parents[1::2], strict=True))
    for page in (tree.get(reference) for reference in pdf.page_references):
        owners = parents[page["StructParents"]]
        loose = {number for number, owner in enumerate(owners) if id(tree.get(owner)) not in reached}
        stream = tree.get(page["Contents"]).stream
        for i, part in enumerate(stream):
            if isinstance(part, dict) and part.get("MCID") in loose:
                stream[i - 1], stream[i] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
        for number in loose:
            owners[number] = "null"


def _name_links(document: Document) -> None:
    """Let each link within a document say where it leads: by its title, or else in its own words."""
    for page in document.pages:
        for kind, target, _, box in page.links:
            if box.link_annotation is not None and (kind == "internal" or target.startswith(ELSEWHERE)):
                words = box.element.get("title") or "".join(box.element.itertext())
                box.link_annotation["Contents"] = pydyf.String(words)


def _soften_hyphens(pdf: pydyf.PDF) -> None:
    """Let the mark that print.css sets where a word is broken read as a soft hyphen; a real hyphen stays what it is."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and b"begincmap" in stream.stream:
            stream.stream = [
                line.replace(b"<02d7>", b"<00ad>") if isinstance(line, bytes) else line for line in stream.stream
            ]


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object in bytes: writing a PDF asks for those of each object twice, and compresses them twice."""

    def __init__(self, original: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = original.number, original.generation, original.free
        self._data, self._is_compressible = original.data, original.compressible

    @property
    def data(self) -> bytes:
        """The object as it was when it was finished."""
        return bytes(self._data)

    @property
    def compressible(self) -> bool:
        """Whether it may stand in a stream of objects."""
        return bool(self._is_compressible)


def _say_more_of_itself(document: Document, pdf: pydyf.PDF, tree: _Tree) -> None:
    licence = document.metadata.custom.get(RIGHTS)
    told = _LANGUAGE.format(document.metadata.lang) + (_RIGHTS.format(licence) if licence else "")
    metadata = tree.get(pdf.catalog["Metadata"])
    (xml,) = metadata.stream
    metadata.stream = [xml.replace(b"</rdf:RDF>", _DC.format(told).encode() + _UA + b"</rdf:RDF>")]
