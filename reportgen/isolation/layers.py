"""Everything that can be read in a finished file, layer by layer: also what no reader sees on the page."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import zipfile
import zlib
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from html import unescape
from urllib.parse import unquote_to_bytes

import pikepdf  # noqa: F401 — it brings the codec of PDF's own encoding
import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

_BEGINS = {b"%PDF": "pdf", b"PK\x03\x04": "zip", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture"}
_DATA = re.compile(rb"data:[\w/+.;=-]*?(;base64)?,([^\"')\s>]+)")
_TAG = re.compile(r"<[^<>]*>")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_HEXADECIMAL = re.compile(rb"(?:/\w+\s*|(?=<feff))<([0-9a-f]+)>", re.IGNORECASE)
"""Strings that are the value of something; the others are the signs on a page, by their numbers in a font."""
_LITERAL = re.compile(rb"\(((?:[^\\()]|\\.)*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SQUEEZED_OUT = bytes(code for code in range(128) if not chr(code).isalnum())
_BETWEEN = [sign.encode() for sign in "\u00a0\u00ad\u200b\u2009\u202f\u2011\u2013\u2019\ufffe"]
"""Spaces, hyphens and the like that ASCII doesn't have."""


Size = tuple[int, int]


def _no_pictures(_size: Size) -> Iterator[str]:
    return iter(())


@dataclass(frozen=True)
class Layer:
    """A part of a file: what it is, in Dutch, the text that it holds, and of its pictures of a size their prints."""

    name: str
    text: str
    prints: Callable[[Size], Iterator[str]] = _no_pictures

    @cached_property
    def squeezed(self) -> bytes:
        """The letters and digits alone, so that no line end, hyphen or tag comes between them."""
        return squeezed(self.text)


def squeezed(text: str) -> bytes:
    """Leave of a text its letters and digits, in lower case."""
    letters = text.lower().encode("utf-8", "ignore").translate(None, _SQUEEZED_OUT)
    for sign in _BETWEEN:
        letters = letters.replace(sign, b"")
    return letters


def print_of(picture: Image.Image) -> str:
    """The hash of what a picture shows, its transparency left aside: formats keep that apart."""
    seen = picture.convert("RGBA").convert("RGB")
    return hashlib.sha256(repr(seen.size).encode() + seen.tobytes()).hexdigest()


def layers_of(content: bytes, name: str = "") -> Iterator[Layer]:
    """Take a file apart, with the files within it; what it is, is told by how it begins."""
    kind = next((kind for begin, kind in _BEGINS.items() if content.startswith(begin)), "text")
    match kind:
        case "pdf":
            yield from _of_pdf(content, name)
        case "zip":
            yield from _of_archive(content, name)
        case "picture":
            yield from _of_picture(content, name)
        case _:
            yield from _of_text(content, name)


def _within(name: str, part: str) -> str:
    return f"{name}, {part}" if name else part


def _of_text(content: bytes, name: str) -> Iterator[Layer]:
    """A text as it stands, without its tags, and what is packed into its addresses."""
    if _is_binary(content):
        return
    packed = list(_DATA.finditer(content))
    text = _DATA.sub(b"", content).decode("utf-8", "ignore")
    if text.lstrip("\ufeff \n").startswith("<"):
        text = unescape(text)
        yield Layer(name or "tekst", _TAG.sub("", text))
    yield Layer(name or "opmaak", text)
    for number, match in enumerate(packed, 1):
        inner = _unpacked(match[2], is_base64=match[1] is not None)
        yield from layers_of(inner, _within(name, f"ingebed bestand {number}"))


def _unpacked(data: bytes, *, is_base64: bool) -> bytes:
    plain = unquote_to_bytes(unescape(data.decode("ascii", "ignore")))
    if not is_base64:
        return plain
    try:
        return base64.b64decode(plain + b"===")
    except binascii.Error:
        return plain


def _of_archive(content: bytes, name: str) -> Iterator[Layer]:
    """The members of a zip file, such as a document of Word, with their names and remarks."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        about = [archive.comment, *(member.comment for member in archive.infolist())]
        names = " ".join([*archive.namelist(), *(one.decode("utf-8", "ignore") for one in about)])
        yield Layer(_within(name, "inhoudsopgave"), names)
        for member in archive.namelist():
            yield from layers_of(archive.read(member), _within(name, member))


def _of_picture(content: bytes, name: str) -> Iterator[Layer]:
    """What a picture tells about itself, and its print; what it shows is not read."""
    with Image.open(io.BytesIO(content)) as picture:
        told = [str(value) for value in (*picture.info.values(), *picture.getexif().values())]
        size = picture.size

    def prints(asked: Size) -> Iterator[str]:
        if asked == size:
            yield print_of(Image.open(io.BytesIO(content)))

    yield Layer(_within(name, "gegevens van de afbeelding"), " ".join(told))
    yield Layer(_within(name, "afbeelding"), "", prints)


def _of_pdf(content: bytes, name: str) -> Iterator[Layer]:
    """The words on the pages, and all strings and streams: metadata, structure, bookmarks and attachments."""
    document = pypdfium2.PdfDocument(content)
    try:
        words = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    yield Layer(_within(name, "tekst"), "\n".join(words))
    yield Layer(_within(name, "afbeeldingen"), "", partial(_prints_in_pdf, content))
    yield Layer(_within(name, "structuur"), _strings(_STREAM.sub(b"", content)))
    for match in _STREAM.finditer(content):
        yield from _of_stream(_inflated(match[1]), name)


def _prints_in_pdf(content: bytes, size: Size) -> Iterator[str]:
    """The prints of the pictures of a size on the pages; the pages are gone through only when there are any."""
    width, height = size
    if not (re.search(rb"/Width %d\b" % width, content) and re.search(rb"/Height %d\b" % height, content)):
        return
    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
                if image.get_px_size() == size:
                    yield print_of(image.get_bitmap(render=False).to_pil())
    finally:
        document.close()


def _of_stream(stream: bytes, name: str) -> Iterator[Layer]:
    if any(stream.startswith(begin) for begin in _BEGINS):
        yield from layers_of(stream, _within(name, "bijlage"))
    elif not _is_binary(stream):
        yield Layer(_within(name, "gegevens"), unescape(_strings(stream)))


def _is_binary(content: bytes) -> bool:
    """Whether this is a font or the like, in which a short name stands by chance."""
    return b"\0" in content[:4096]


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _strings(source: bytes) -> str:
    """The source of a part of a PDF, with its strings written out."""
    strings = [bytes.fromhex(match[1].decode()[: len(match[1]) // 2 * 2]) for match in _HEXADECIMAL.finditer(source)]
    strings += [_ESCAPED.sub(_meant, match[1]) for match in _LITERAL.finditer(source)]
    return "\n".join([source.decode("utf-8", "ignore"), *map(_decoded, strings)])


def _meant(escaped: re.Match[bytes]) -> bytes:
    """What stands behind a backslash: a sign as it is, or the octal number of one."""
    return bytes([int(escaped[1], 8) % 256]) if escaped[1].isdigit() else escaped[1]


def _decoded(string: bytes) -> str:
    """A string of a PDF, which is in UTF-16 or in an encoding of its own (ISO 32000-1, 7.9.2.2)."""
    if string.startswith(BOM_UTF16_BE):
        return string.removeprefix(BOM_UTF16_BE).decode("utf-16-be", "ignore")
    return string.decode("pdfdoc", "ignore")
