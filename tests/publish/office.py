"""An office file taken apart: its parts as trees, and where its relationships lead."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Package:
    """The parts of a file by name, in order."""

    parts: dict[str, bytes]
    dates: frozenset[tuple[int, ...]]

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])

    def links(self) -> Iterator[tuple[str, str, bool]]:
        """Each relationship: the part that it is of, where it leads, and whether that is outside."""
        for name in self.parts:
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in self.tree(name):
                target = link.attrib["Target"]
                if link.get("TargetMode") == "External":
                    yield name, target, True
                else:
                    yield name, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), False

    def content_type(self, name: str) -> str:
        types = self.tree("[Content_Types].xml")
        kinds = {"/" + (one.get("PartName") or "").lstrip("/"): one.attrib["ContentType"] for one in types}
        endings = {one.get("Extension", ""): one.attrib["ContentType"] for one in types}
        return kinds.get(f"/{name}") or endings[name.rpartition(".")[2]]


def opened(content: bytes) -> Package:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        entries = package.infolist()
        assert len({entry.filename for entry in entries}) == len(entries)
        parts = {entry.filename: package.read(entry) for entry in entries}
        return Package(parts, frozenset(entry.date_time for entry in entries))


def words(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
