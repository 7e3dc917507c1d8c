"""Files within a page: each link to a file of the figures' kit carries that file, so that the page needs no other."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from urllib.parse import quote

KIT = "figuren"
"""The folder of the kit, beside the page."""
_LINK = re.compile(rf'(<a download="[^"]*" href=)"({KIT}/[^"]+)"')
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}
_AS_THEY_ARE = '!$"()*+,-./:;=?@_~ []{}|^`'
"""What a data address may hold beside letters and digits, if it stands between single quotes."""


def embedded(page: bytes, kit: Mapping[str, bytes]) -> bytes:
    """Let the links of a page to files of the kit, by their names `figuren/<name>.<form>`, carry these files."""

    def carrying(link: re.Match[str]) -> str:
        name = unescape(link[2])
        return f"{link[1]}'{address(name, kit[name])}'"

    return _LINK.sub(carrying, page.decode()).encode()


def address(name: str, content: bytes) -> str:
    """A file as an address: text with the few signs escaped that need it, which is shorter than all in base64."""
    form = name.rpartition(".")[2]
    if form == "png":
        return f"data:{_TYPES[form]};base64,{b64encode(content).decode()}"
    return f"data:{_TYPES[form]};charset=utf-8,{quote(content, safe=_AS_THEY_ARE)}"
