"""SVG on its way into a page: colours that follow the screen, an accessible name, ids that are unique there."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from textwrap import wrap

from markupsafe import Markup, escape

from reportgen.brand import COLOURS, HOUSE, Brand, Theme, colours

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
_PROLOGUE = re.compile(r"^.*?(?=<svg[\s>])", re.DOTALL)
_SIZE = re.compile(r'(\bviewBox="0 0 )([\d.]+) ([\d.]+)"')
_HEIGHT = re.compile(r'(<svg[^>]*\bheight=")[\d.]+((?:pt)?")')
_LETTERS, _LETTER, _LINE = 8, 4.2, 11
"""How large the letters of a line under a drawing are, how wide at most on average, and how far apart lines stand."""
_NUMBERS = re.compile(r' data-numbers="[^"]*"')
_ID = re.compile(r"""(\bid=["']|url\(#|href=["']#)""")


def inline_svg(source: str, name: str, prefix: str, theme: Theme, facts: str = "", variables: str = "--") -> Markup:
    """Put a drawing into HTML as one image under a name; its colours become the page's variables.

    `facts` are the ids of the numbers in the name, `variables` how the names of the variables begin.
    """
    # Which numbers there are, the page says as a whole.
    svg = _NUMBERS.sub("", _ID.sub(rf"\g<1>{prefix}-", _PROLOGUE.sub("", source, count=1)), count=1)
    tied = f' data-fact="{escape(facts)}"' if facts else ""
    rest = with_variables(svg, theme, variables).removeprefix("<svg")
    named = f'<svg role="img" aria-label="{escape(name)}"{tied}{rest}'
    return Markup(named)  # noqa: S704 — drawn by us, or the brand's own


def inline_logo(brand: Brand) -> Markup:
    """Put the monitor's logo into HTML; in the edition of a partner it keeps the colours of the monitor."""
    return inline_svg(brand.logo, brand.name, "logo", brand.house, variables=HOUSE if brand.partner else "--")


def data_uri(source: str) -> str:
    """Wrap a drawing as an address that an `<img>` or a stylesheet can load without a file."""
    return f"data:image/svg+xml;base64,{b64encode(source.encode()).decode()}"


def with_lines(svg: str, lines: Sequence[str], theme: Theme) -> str:
    """Write lines under a drawing, which becomes so much taller; it says itself how large it is."""
    size = _SIZE.search(svg)
    if size is None or not lines:
        return svg
    width, height = float(size[2]), float(size[3])
    rows = [row for line in lines for row in wrap(line, max(int(width / _LETTER), 1))]
    band = len(rows) * _LINE + _LINE / 2
    paper = Markup('<rect x="0" y="{}" width="{}" height="{}" fill="{}"/>').format(height, width, band, theme.paper)
    text = Markup('<text x="0" y="{:g}" font-size="{}" font-weight="600" fill="{}">{}</text>')
    written = (text.format(height + place * _LINE, _LETTERS, theme.ink, row) for place, row in enumerate(rows, 1))
    taller = svg.replace(size[0], f'{size[1]}{size[2]} {height + band:g}"', 1)
    taller = _HEIGHT.sub(rf"\g<1>{height + band:g}\g<2>", taller, count=1)
    opened, closing, rest = taller.rpartition("</svg>")
    return f"{opened}{paper}{Markup().join(written)}{closing}{rest}"


def with_variables(svg: str, theme: Theme, prefix: str = "--") -> str:
    """Replace each colour of the theme by its CSS variable."""
    names = {value: name for name, value in reversed(colours(theme).items())}
    return _recoloured(svg, {value: f"var({prefix}{name.replace('_', '-')})" for value, name in names.items()})


def for_dark_field(svg: str, theme: Theme) -> str:
    """Replace each colour of the theme by its value on a dark screen, and the text's colour by paper."""
    dark = {getattr(theme, name): theme.dark[name] for name in reversed(COLOURS)}
    return _recoloured(svg, dark).replace("currentColor", theme.paper)


def for_paper(svg: str, theme: Theme) -> str:
    """Give a drawing that takes over its surroundings' colour that of the text."""
    return svg.replace("currentColor", theme.ink)


def _recoloured(svg: str, new: Mapping[str, str]) -> str:
    lowered = {old.lower(): value for old, value in new.items()}
    return _COLOUR.sub(lambda match: lowered.get(match[0].lower(), match[0]), svg)
