"""A drawing that leaves its page takes along what stood around it: title and measure over it, its source under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup, escape

from reportgen.brand import Theme
from reportgen.publish.outlines import Outliner
from reportgen.report.model import NUMBER, Figure, Inline, Run, facts_in, plain

REGULAR, STRONG = 400, 600
TITLE, TEXT, SMALL = 12.0, 9.0, 8.0
LEADING = 1.25
OVER, UNDER = 9.0, 7.0
"""How far the drawing stands from the words over it and under it."""
DESCENT = 0.3
MARGIN = 12.0
"""What is left free around it all, so that it can stand anywhere."""
_VIEW = re.compile(r'(<svg\b[^>]*\bviewBox=")0 0 ([\d.]+) ([\d.]+)" width="[\d.]+pt" height="[\d.]+pt"')


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set."""

    size: float
    weight: int
    colour: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of words on its baseline, counted from where the words begin, with the facts of its numbers."""

    words: str
    y: float
    style: Style
    facts: str


def framed(drawing: str, figure: Figure, outliner: Outliner, theme: Theme, stamp: Sequence[str] = ()) -> str:
    """Set the title and the measure of a figure over its drawing, and its source and the lines of a stamp under it.

    What is drawn stays where it is; what is shown of the sheet becomes taller on both sides.
    """
    view = _VIEW.search(drawing)
    if view is None:
        return drawing
    width, height = float(view[2]), float(ceil(float(view[3])))
    title, text = Style(TITLE, STRONG, theme.ink), Style(TEXT, REGULAR, theme.muted)
    small, strong = Style(SMALL, REGULAR, theme.muted), Style(SMALL, STRONG, theme.ink)
    over = list(_rows(((figure.title, title), (figure.measure, text)), width, outliner))
    stamped = (((Run(line),), strong) for line in stamp)
    under = list(_rows(((figure.source, small), *stamped), width, outliner))
    top, bottom = _reach(over) + (OVER if over else 0.0), _reach(under) + (UNDER if under else 0.0)
    wide, high = width + 2 * MARGIN, top + height + bottom + 2 * MARGIN
    whole = f'{view[1]}{-MARGIN:g} {-top - MARGIN:g} {wide:g} {high:g}" width="{wide:g}pt" height="{high:g}pt"'
    opening, _, rest = drawing.replace(view[0], whole, 1).partition(">")
    inside, closing, after = rest.rpartition("</svg>")
    before = "".join(_text(row, -top) for row in over)
    behind = "".join(_text(row, height + UNDER) for row in under)
    return f"{opening}>\n{before}{inside.lstrip()}{behind}{closing}{after}"


def _rows(texts: Iterable[tuple[Inline, Style]], width: float, outliner: Outliner) -> Iterator[Row]:
    """Break texts into lines that fit, under each other."""
    y = 0.0
    for inline, style in texts:
        facts = iter(facts_in(inline).split(";"))
        for words in _broken(plain(inline), width, style, outliner):
            y += ceil(style.size * (LEADING if y else 1.0))
            yield Row(words, y, style, ";".join(next(facts, "") for _ in NUMBER.finditer(words)))


def _broken(text: str, width: float, style: Style, outliner: Outliner) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and outliner.width(longer, style.size, style.weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _reach(rows: Sequence[Row]) -> float:
    """How far the words reach down, in whole points, so that what is drawn stays on the pixels it was drawn for."""
    return float(ceil(rows[-1].y + rows[-1].style.size * DESCENT)) if rows else 0.0


def _text(row: Row, top: float) -> str:
    tied = Markup(' data-fact="{}"').format(row.facts) if row.facts.strip(";") else ""
    weight = f' font-weight="{row.style.weight}"' if row.style.weight != REGULAR else ""
    place = (
        f'x="0" y="{round(top + row.y, 2):g}"{weight} font-size="{row.style.size:g}px" fill="{row.style.colour}"{tied}'
    )
    return f"<text {place}>{escape(row.words)}</text>\n"
