"""The colours of a house style as CSS custom properties."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.brand.model import COLOURS, Theme, colours


def css_variables(theme: Theme) -> str:
    """The colours as CSS custom properties: `positive_light` is `--positive-light`."""
    return f':root{{--family:"{theme.family}",sans-serif;{_declarations(colours(theme))}}}'


def dark_css_variables(theme: Theme) -> str:
    """The same properties with their values on a dark screen, where the reader prefers one."""
    return f"@media screen and (prefers-color-scheme:dark){{:root{{{_declarations(theme.dark)}}}}}"


def _declarations(values: Mapping[str, str]) -> str:
    return "".join(f"--{name.replace('_', '-')}:{values[name]};" for name in COLOURS)
