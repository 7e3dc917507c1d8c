"""How wide a text is in the house type, and how it is broken into lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reportgen.brand import FontFile
from reportgen.errors import Problem, UserError
from reportgen.report.charts.engine import FT2Font, LoadFlags

REGULAR, STRONG = 400, 600
LEAST_PART = 3
"""A part of so many signs, like that of e-mail, is not reason enough to break a word there and not later."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One weight of the family; `advances` keeps, per character, how far it moves on, in ems."""

    weight: int
    font: FT2Font
    advances: dict[str, float] = field(default_factory=dict)

    def advance(self, character: str) -> float:
        """How far a character moves on, in ems, without kerning."""
        if character not in self.advances:
            glyph = self.font.load_char(ord(character), flags=LoadFlags.NO_SCALE)
            self.advances[character] = glyph.horiAdvance / self.font.units_per_EM
        return self.advances[character]

    def has(self, character: str) -> bool:
        """Whether the font has a shape for a character."""
        return bool(self.font.get_char_index(ord(character)))


@dataclass(frozen=True, slots=True)
class Typeface:
    """The two weights that charts are set in."""

    family: str
    regular: Cut
    strong: Cut

    def cut(self, strong: bool) -> Cut:
        """The weight for plain or for strong text."""
        return self.strong if strong else self.regular

    def width(self, text: str, size: float, strong: bool = False) -> float:
        """How wide a line is, in the unit of `size`."""
        cut = self.cut(strong)
        return size * sum(cut.advance(character) for character in text)

    def widest(self, texts: Iterable[str], size: float, strong: bool = False) -> float:
        """How wide the widest of some lines is; 0 without lines."""
        return max((self.width(text, size, strong) for text in texts), default=0.0)

    def wrap(self, text: str, width: float, size: float, strong: bool = False) -> tuple[str, ...]:
        """Break a text between its words into lines no wider than `width`; a word too long for a line is hyphenated."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, size, strong) <= width:
                lines[-1] = joined
            else:
                lines += self._break(word, width, size, strong)
        return tuple(lines)

    def balance(self, text: str, width: float, size: float, strong: bool = False) -> tuple[str, ...]:
        """Break a text into as few lines as `wrap` does, but of about one length."""
        lines = self.wrap(text, width, size, strong)
        word = self.widest(text.split(), size, strong)
        narrower = lines
        while len(narrower) == len(lines) > 1:
            lines = narrower
            width = self.widest(lines, size, strong) - 0.1
            if width < word:
                break
            narrower = self.wrap(text, width, size, strong)
        return lines

    def check(self, chart: str, texts: Iterable[str]) -> None:
        """Raise UserError for every character that a chart needs and the fonts lack."""
        characters = sorted({character for text in texts for character in text if not character.isspace()})
        lacking = [c for c in characters if not (self.regular.has(c) and self.strong.has(c))]
        if lacking:
            remedy = "Gebruik een ander teken, of een lettertype dat dit teken wel heeft."
            raise UserError(
                Problem(
                    f"“{c}” (U+{ord(c):04X}) in grafiek “{chart}” staat niet in het lettertype {self.family}.", remedy
                )
                for c in lacking
            )

    def _break(self, word: str, width: float, size: float, strong: bool) -> list[str]:
        """Cut a word into pieces that fit: after a hyphen of its own, between syllables, or else anywhere."""
        if self.width(word, size, strong) <= width or len(word) < 2:
            return [word]
        syllables = set(_syllables(word))
        pieces = [(i, word[:i] + ("" if word[i - 1] in "-/" else "-")) for i in range(1, len(word))]
        fitting = [(i, piece) for i, piece in pieces if self.width(piece, size, strong) <= width] or pieces[:1]
        own = [(i, piece) for i, piece in fitting if piece == word[:i] and i > LEAST_PART]
        natural = [(i, piece) for i, piece in fitting if i in syllables or piece == word[:i]]
        cut, piece = max(own or natural or fitting)
        return [piece, *self._break(word[cut:], width, size, strong)]


def read_typeface(family: str, fonts: tuple[FontFile, ...]) -> Typeface:
    """Open the upright fonts nearest to regular and semibold; raises UserError when the brand has none."""
    upright = sorted((font.weight, font.path) for font in fonts if font.family == family and font.style == "normal")
    if not upright:
        remedy = "Noem in brand.toml onder [[fonts]] een letterbestand zonder style, met weight = 400."
        raise UserError(Problem(f"De huisstijl heeft geen rechtopstaand letterbestand van {family}.", remedy))
    regular, strong = (min(upright, key=lambda font: abs(font[0] - weight)) for weight in (REGULAR, STRONG))
    return Typeface(family, _read_cut(*regular), _read_cut(*strong))


@lru_cache(maxsize=8)
def _read_cut(weight: int, path: Path) -> Cut:
    try:
        return Cut(weight, FT2Font(str(path)))
    except (OSError, RuntimeError) as error:
        remedy = "Zet een geldig TrueType- of OpenType-bestand op deze plaats."
        raise UserError(Problem(f"Het letterbestand “{path.name}” is niet te lezen.", remedy)) from error


def _syllables(word: str) -> list[int]:
    from pyphen import Pyphen  # here, because few labels are so long and its dictionary takes a moment to read

    return [int(position) for position in Pyphen(lang="nl_NL").positions(word)]
