"""A name set as a word mark: outlines in the house type, so that it is the same on paper, on a screen and in Word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from reportgen.brand.model import FontFile
from reportgen.errors import Place, Problem, UserError

if TYPE_CHECKING:
    import uharfbuzz

WEIGHT = 600
EM = 1000
"""Units of the drawing to one em."""
LEADING, TRACKING = 1.12, -0.005
"""From line to line, and how much closer the letters stand than in a text, in ems."""
WIDEST = 4.5
"""How many times as wide as it is high a mark may be before its name is broken over one more line."""
MOST_LINES = 4


def word_mark(name: str, fonts: Sequence[FontFile]) -> str:
    """Draw a name as SVG in the colour of the text around it; raises UserError when the font lacks a character."""
    font = min((font for font in fonts if font.style == "normal"), key=lambda one: abs(one.weight - WEIGHT))
    setter = _Setter(font)
    lines = _broken(name.split(), setter)
    outlines, right = [], 0.0
    for number, line in enumerate(lines):
        outline, width = setter.outline(line, number * LEADING)
        outlines.append(outline)
        right = max(right, width)
    top, bottom = -setter.ascent, (len(lines) - 1) * LEADING + setter.descent
    size = f"0 {EM * top:.0f} {EM * right:.0f} {EM * (bottom - top):.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">'
        f'<path fill="currentColor" d="{"".join(outlines)}"/></svg>'
    )


def _broken(words: Sequence[str], setter: _Setter) -> list[str]:
    """Break a name over as few lines as keep it compact, the lines as equal as the words allow."""
    lines = [" ".join(words)]
    for count in range(1, min(MOST_LINES, len(words)) + 1):
        choices = (_split(words, places) for places in combinations(range(1, len(words)), count - 1))
        lines = min(choices, key=lambda choice: max(map(setter.width, choice)))
        if max(map(setter.width, lines)) <= WIDEST * count * LEADING:
            break
    return lines


def _split(words: Sequence[str], places: Sequence[int]) -> list[str]:
    edges = [0, *places, len(words)]
    return [" ".join(words[start:end]) for start, end in pairwise(edges)]


class _Setter:
    """Sets lines in one font, with its kerning; measures are in ems."""

    def __init__(self, file: FontFile) -> None:
        import uharfbuzz

        self._file = file
        self._face = uharfbuzz.Face(uharfbuzz.Blob(file.path.read_bytes()))
        self._font = uharfbuzz.Font(self._face)
        self._em = int(self._face.upem)
        self.ascent, self.descent = self._reach("bdhk", 3), -self._reach("gpqy", 1)

    def width(self, line: str) -> float:
        """How wide a line is."""
        shaped = self._shaped(line)
        advance = sum(place.x_advance for place in shaped.glyph_positions)
        return float(advance) / self._em + TRACKING * len(line)

    def outline(self, line: str, down: float) -> tuple[str, float]:
        """The outline of a line that stands `down` lower than the first, in thousandths of an em; and its width."""
        from fontTools.pens.svgPathPen import SVGPathPen
        from fontTools.pens.transformPen import TransformPen

        pen = SVGPathPen(None, ntos=lambda number: f"{number:.0f}")
        scale, across = EM / self._em, 0.0
        shaped = self._shaped(line)
        for glyph, place in zip(shaped.glyph_infos, shaped.glyph_positions, strict=True):
            at = (scale, 0, 0, -scale, EM * across + scale * place.x_offset, EM * down)
            self._font.draw_glyph_with_pen(glyph.codepoint, TransformPen(pen, at))
            across += place.x_advance / self._em + TRACKING
        return pen.getCommands(), across - TRACKING

    def _shaped(self, line: str) -> uharfbuzz.Buffer:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(line)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, {"kern": True, "liga": True})
        lacking = [line[glyph.cluster] for glyph in buffer.glyph_infos if glyph.codepoint == 0]
        if lacking:
            what = f"het lettertype heeft geen “{lacking[0]}”, dat in de naam “{line}” voorkomt."
            raise UserError(Problem(what, "Schrijf de naam met andere tekens.", Place(self._file.path.name)))
        return buffer

    def _reach(self, letters: str, side: int) -> float:
        """How far letters reach above (3) or below (1) the line they stand on."""
        from fontTools.pens.boundsPen import BoundsPen

        pen = BoundsPen(None)
        for glyph in self._shaped(letters).glyph_infos:
            self._font.draw_glyph_with_pen(glyph.codepoint, pen)
        return float(pen.bounds[side]) / self._em
