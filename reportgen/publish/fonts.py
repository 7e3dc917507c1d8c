"""The brand's fonts inside a page: only the characters that occur on it."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from reportgen.brand import FontFile
from reportgen.errors import Problem, UserError


def web_fonts(fonts: Iterable[FontFile], text: str) -> str:
    """Write `@font-face` rules that hold the characters of `text`; raises UserError when a face lacks some of them."""
    characters = frozenset(character for character in text if ord(character) >= ord(" "))
    return "\n".join(
        _font_face(font, f"data:font/woff;base64,{b64encode(subset(font, characters)).decode()}", "woff")
        for font in fonts
    )


def file_fonts(fonts: Iterable[FontFile]) -> str:
    """Write `@font-face` rules that point at the whole font files."""
    return "\n".join(_font_face(font, font.path.resolve().as_uri(), "truetype") for font in fonts)


def subset(font: FontFile, characters: frozenset[str]) -> bytes:
    """Cut a font file down to `characters`, as WOFF: nearly as small as WOFF2, and made in a twentieth of the time."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(font.path.read_bytes()))
    wanted = {ord(character) for character in characters}
    if missing := sorted(wanted - set(face.unicodes)):
        raise UserError(_missing_glyphs(font.path, missing))
    choice = uharfbuzz.SubsetInput()
    choice.unicode_set.set(wanted)
    choice.flags = uharfbuzz.SubsetFlags.NO_HINTING
    return _woff(uharfbuzz.subset(face, choice).blob.data)


def _woff(sfnt: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    packed = io.BytesIO()
    with TTFont(io.BytesIO(sfnt), lazy=True, recalcTimestamp=False) as font:
        font.flavor = "woff"
        font.save(packed, reorderTables=None)
    return packed.getvalue()


def _font_face(font: FontFile, address: str, form: str) -> str:
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};'
        f'src:url("{address}") format("{form}")}}'
    )


def _missing_glyphs(path: Path, missing: Iterable[int]) -> Problem:
    shown = ", ".join(f"“{chr(code)}” (U+{code:04X})" for code in missing)
    return Problem(f"De letter {path.name} heeft niet alle tekens: {shown}.", "Schrijf het zonder deze tekens.")
