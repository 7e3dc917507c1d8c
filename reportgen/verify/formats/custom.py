"""The part of an office file of our own that its program keeps and doesn't show: of which fact each number is."""

from __future__ import annotations

import re
import zipfile

from reportgen.verify.formats.xml import Attributes, read_xml

_LARGEST_PART = 300_000_000
_CUSTOM = re.compile(r"customXml/item\d+\.xml")
_NUMBERS = b"urn:reportgen:numbers"
"""The namespace of the part that names the facts."""


def facts_in_package(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The facts of each tag in a file of our own; nothing in any other. Raises UserError when it is damaged."""
    facts: dict[str, str] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "number":
            facts[attributes.get("tag", "")] = attributes.get("fact", "")

    for part in package.infolist():
        if _CUSTOM.fullmatch(part.filename) and part.file_size <= _LARGEST_PART:
            content = package.read(part)
            if _NUMBERS in content:
                read_xml(content, name, start, lambda _tag: None, lambda _text: None)
    return facts
