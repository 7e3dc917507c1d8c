"""SVG on its way into a page: colours that follow the screen, an accessible name, ids that are unique there."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping

from markupsafe import Markup, escape

from reportgen.brand import COLOURS, HOUSE, Brand, Theme, colours

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
_PROLOGUE = re.compile(r"^.*?(?=<svg[\s>])", re.DOTALL)
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
