"""Files within a page: each link to a file of the figures' kit carries that file, so that the page needs no other."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from urllib.parse import quote

KIT, LIGHT = "figuren", "licht"
"""The folder of the kit, beside the page, and that in it of pictures that pages carry where others are too heavy."""
_LINK = re.compile(rf'(<a download="[^"]*" href=)"({KIT}/[^"]+)"')
_PICTURE = re.compile(r'<a download="[^"]*\.png"[^>]*>[^<]*</a>')
MOST = 1_500_000
"""How many bytes a page may take with all that it carries: one and a half megabyte."""
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}
_AS_THEY_ARE = '!$"()*+,-./:;=?@_~ []{}|^`'
"""What a data address may hold beside letters and digits, if it stands between single quotes."""


def embedded(page: bytes, kit: dict[str, bytes]) -> bytes:
    """Let the links of a page to files of the kit, by their names `figuren/<name>.<form>`, carry these files.

    A page that would become too heavy has the light pictures, `figuren/licht/<name>.png`, and one for which those are
    too heavy too has none: its drawings show the same, and sharper.
    """
    whole = _carrying(page.decode(), kit)
    if len(whole) > MOST:
        whole = _carrying(page.decode(), kit | {name: kit[light] for name in kit if (light := _light(name)) in kit})
    return whole if len(whole) <= MOST else _carrying(_PICTURE.sub("", page.decode()), kit)


def without_light(kit: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out what only pages carry."""
    return {name: content for name, content in kit.items() if not name.startswith(f"{KIT}/{LIGHT}/")}


def _light(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/{LIGHT}/{file}"


def _carrying(page: str, kit: Mapping[str, bytes]) -> bytes:

    def carrying(link: re.Match[str]) -> str:
        name = unescape(link[2])
        return f"{link[1]}'{address(name, kit[name])}'"

    return _LINK.sub(carrying, page).encode()


def address(name: str, content: bytes) -> str:
    """A file as an address: text with the few signs escaped that need it, which is shorter than all in base64."""
    form = name.rpartition(".")[2]
    if form == "png":
        return f"data:{_TYPES[form]};base64,{b64encode(content).decode()}"
    return f"data:{_TYPES[form]};charset=utf-8,{quote(content, safe=_AS_THEY_ARE)}"
