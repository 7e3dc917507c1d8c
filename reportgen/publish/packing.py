"""Office files: XML parts in a ZIP that comes out the same every time, and what every such file says of itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from markupsafe import Markup

from reportgen.report.model import Report, plain

LANGUAGE = "nl-NL"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = Markup(
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:subject>{subject}</dc:subject><dc:creator>{creator}</dc:creator>{description}<dc:language>{language}</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


def everything(_name: str) -> bool:
    """All files, whatever they are called."""
    return True


def nothing(_name: str) -> bool:
    """No file."""
    return False


def pack(parts: Mapping[str, bytes | str], *, compressed: Callable[[str], bool] = everything) -> bytes:
    """Put files into a ZIP, in their order and without a time; text becomes UTF-8.

    `compressed` tells by its name whether a file is to become smaller.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compresslevel=6) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED if compressed(name) else zipfile.ZIP_STORED
            entry.create_system = 0  # or it would tell what system it was made on
            package.writestr(entry, content)
    return target.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Take out again what was packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def core_properties(report: Report, title: str) -> str:
    """Say what a file is called, who made it and in what language; the date is that of publication."""
    description = Markup("<dc:description>{}</dc:description>").format(plain(report.stamp)) if report.stamp else ""
    filled = _CORE.format(
        title=title,
        subject=report.subject,
        creator=report.publisher,
        description=description,
        language=LANGUAGE,
        date=report.published_iso,
    )
    return f"{DECLARATION}{filled}"
