"""The colours of a house style as CSS custom properties."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.brand.model import COLOURS, Partner, Theme, colours

HOUSE = "--house-"
"""How the names of the monitor's own colours begin in the edition of a partner."""


def css_variables(theme: Theme) -> str:
    """The colours as CSS custom properties: `positive_light` is `--positive-light`."""
    return f':root{{--family:"{theme.family}",sans-serif;{_declarations(colours(theme))}}}'


def dark_css_variables(theme: Theme) -> str:
    """The same properties with their values on a dark screen, where the reader prefers one."""
    return _in_the_dark(_declarations(theme.dark))


def partner_variables(partner: Partner | None) -> str:
    """The colour of a partner and what is written on it, and the colours of the monitor, which its own logo keeps."""
    if partner is None:
        return ""
    own = f"--partner:{partner.colour};--on-partner:{partner.field.text};"
    return f":root{{{own}{_declarations(colours(partner.house), HOUSE)}}}"


def dark_partner_variables(partner: Partner | None) -> str:
    """The colours of the monitor on a dark screen."""
    return _in_the_dark(_declarations(partner.house.dark, HOUSE)) if partner else ""


def _in_the_dark(declarations: str) -> str:
    return f"@media screen and (prefers-color-scheme:dark){{:root{{{declarations}}}}}"


def _declarations(values: Mapping[str, str], prefix: str = "--") -> str:
    return "".join(f"{prefix}{name.replace('_', '-')}:{values[name]};" for name in COLOURS)
