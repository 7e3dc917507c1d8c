"""The brand's fonts inside a page: only the characters that occur on it."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from reportgen.brand import FontFile
from reportgen.errors import Place, Problem, UserError
from reportgen.publish.sources import place_of

GLYPHS_SHOWN = 8
_UNUSED = (b"BASE", b"STAT", b"gasp")
"""Tables that no browser needs of a face without hints that is alone in its file."""
_TAG = re.compile(r"^[^<>]*>|<[^<>]*>?")


def web_fonts(fonts: Iterable[FontFile], text: str, pages: Sequence[Path] = ()) -> str:
    """Write `@font-face` rules that hold the characters of `text`.

    Raises UserError when a face lacks some of them, or when its file is broken; with the line where they stand in the
    project that the folders of page templates, `pages`, are in.
    """
    characters = frozenset(character for character in set(text) if ord(character) >= ord(" "))
    return "\n".join(
        _font_face(
            font,
            f"data:font/woff2;base64,{b64encode(subset(font, characters, text, pages)).decode()}",
            "woff2",
        )
        for font in fonts
    )


def file_fonts(fonts: Iterable[FontFile]) -> str:
    """Write `@font-face` rules that point at the whole font files."""
    return "\n".join(_font_face(font, font.path.resolve().as_uri(), "truetype") for font in fonts)


def require_whole(fonts: Iterable[FontFile]) -> None:
    """Raise UserError for each font file that holds no characters, also where no page needs it yet."""
    import uharfbuzz

    broken = [font.path for font in fonts if not uharfbuzz.Face(uharfbuzz.Blob(font.path.read_bytes())).unicodes]
    if broken:
        raise UserError(_broken(path) for path in broken)


def subset(font: FontFile, characters: frozenset[str], text: str = "", pages: Sequence[Path] = ()) -> bytes:
    """Cut a font file down to `characters`, as WOFF2, of which a page with many figures has many.

    `text` is where the characters come from, for the message about those that the font lacks.
    """
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(font.path.read_bytes()))
    wanted, present = {ord(character) for character in characters}, set(face.unicodes)
    if not present:
        raise UserError(_broken(font.path))
    if missing := sorted(wanted - present):
        raise UserError(_missing_glyphs(font.path, missing, text, pages))
    try:
        return _cut(font.path, font.path.stat().st_mtime_ns, characters)
    except RuntimeError as error:
        raise UserError(_broken(font.path)) from error


@lru_cache(maxsize=512)
def _cut(path: Path, _changed: int, characters: frozenset[str]) -> bytes:
    """Editions have many words of their charts in common, and packing takes longer than all the rest."""
    import uharfbuzz

    face, wanted = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())), {ord(character) for character in characters}
    choice = uharfbuzz.SubsetInput()
    choice.unicode_set.set(wanted)
    choice.flags = uharfbuzz.SubsetFlags.NO_HINTING
    choice.drop_table_tag_set.update(int.from_bytes(table, "big") for table in _UNUSED)
    return _woff2(uharfbuzz.subset(face, choice).blob.data)


def _woff2(sfnt: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    packed = io.BytesIO()
    with TTFont(io.BytesIO(sfnt), lazy=True, recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(packed, reorderTables=False)
    return packed.getvalue()


def _font_face(font: FontFile, address: str, form: str) -> str:
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};'
        f'src:url("{address}") format("{form}")}}'
    )


def _broken(path: Path) -> Problem:
    what = "het letterbestand is niet te lezen; misschien is het beschadigd of afgekapt."
    return Problem(what, "Zet het opnieuw neer in assets/fonts.", Place(path.name))


def _missing_glyphs(path: Path, missing: Sequence[int], text: str, pages: Sequence[Path]) -> Problem:
    shown = ", ".join(f"“{chr(code)}” (U+{code:04X})" for code in missing[:GLYPHS_SHOWN])
    more = f" en nog {len(missing) - GLYPHS_SHOWN}" if len(missing) > GLYPHS_SHOWN else ""
    what = f"de letter {path.name} heeft niet alle tekens: {shown}{more}{_around(chr(missing[0]), text)}."
    return Problem(what, "Schrijf het zonder deze tekens.", place_of(chr(missing[0]), pages))


def _around(character: str, page: str) -> str:
    """Quote the words of a page around a character, so that it can be found in the texts."""
    at = page.find(character)
    before, after = (_TAG.sub(" ", part).split() for part in (page[max(0, at - 300) : at], page[at + 1 : at + 300]))
    words = " ".join([*before[-4:], character, *after[:4]])
    return f", zoals in “… {words} …”" if at >= 0 else ""
