"""Pictures of our own (.png): what they tell whoever can't see them, in their XMP.

Where it stands in a PNG: XMP specification, part 3; what it is called: IPTC Photo Metadata Standard 2021.1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reportgen.errors import UserError
from reportgen.verify.documents import Passage
from reportgen.verify.formats.xml import Attributes, damaged, read_xml

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP = b"XML:com.adobe.xmp\0"
_BEFORE_TEXT = 4
"""The bytes between the keyword of an iTXt chunk and its text, when neither is compressed or translated."""
_TOLD = "AltTextAccessibility"
_DEFAULT = "x-default"


def read_picture(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read what a picture says of itself; raises UserError when it is no PNG, or damaged."""
    if not content.startswith(_SIGNATURE):
        raise UserError(damaged(name))
    return tuple(passage for xmp in _xmp(content) for passage in _told(xmp, name))


def _xmp(content: bytes) -> Iterator[bytes]:
    at = len(_SIGNATURE)
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        data = content[at + 8 : at + 8 + length]
        if kind == b"iTXt" and data.startswith(_XMP):
            yield data[len(_XMP) + _BEFORE_TEXT :]
        at += 12 + length


def _told(xmp: bytes, name: str) -> list[Passage]:
    reader = _Xmp()
    read_xml(xmp, name, reader.start, reader.end, reader.text)
    return [Passage("".join(parts), "omschrijving") for parts in reader.told]


class _Xmp:
    """Follows the XMP to the alternative text, in the language that it has by default."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self._is_alternative = self._is_text = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == _TOLD:
            self._is_alternative = True
        elif tag == "li" and self._is_alternative and attributes.get("lang") == _DEFAULT:
            self._is_text = True
            self.told.append([])

    def end(self, tag: str) -> None:
        if tag == _TOLD:
            self._is_alternative = False
        elif tag == "li":
            self._is_text = False

    def text(self, data: str) -> None:
        if self._is_text:
            self.told[-1].append(data)
