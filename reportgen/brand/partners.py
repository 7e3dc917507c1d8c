"""Dresses the house style for the edition of a partner, and says what its colour could not do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import floor
from pathlib import Path
from typing import Any

from reportgen.brand.accents import BLACK, WHITE, accented, field_of, obstacles, on_surface
from reportgen.brand.colour import TEXT, ratio
from reportgen.brand.marks import own_mark, read_logo, set_name
from reportgen.brand.model import Brand, Mark, Partner, Theme, colours
from reportgen.brand.rules import LONGEST_SHORT
from reportgen.errors import Place, Problem, UserError

_TEXTS = {WHITE: "witte tekst", BLACK: "zwarte tekst"}
_REASONS = {
    "negative": "lijkt te veel op de kleur voor negatief",
    "muted": "lijkt te veel op het grijs van eerdere edities",
    "grey": "verschilt in grijs te weinig van de kleur ernaast",
    "pair": "lijkt te veel op de tweede kleur van de grafieken",
    "taken": "is al een andere kleur van de monitor",
}


def dress(own: Brand, table: Mapping[str, Any], root: Path, name: str) -> Brand:
    """Put what a partner brings into the monitor's own brand; `table` is its brand file, `name` its folder.

    Raises UserError when the logo is missing or can't be used.
    """
    file = f"assets/brands/{name}"
    colour = table["colour"].upper()
    second = table.get("second_colour", "").upper() or None
    theme = accented(own.theme, colour, second)
    mark, told = _mark(own, table, root / file, file)
    remarks = [f"{file}/{table['logo']}: {one}." for one in told] if told else []
    remarks += [f"{file}/brand.toml: {one}" for one in colour_remarks(own.theme, theme, colour, second)]
    short = table.get("short", table["name"])
    if mark.is_name and len(short) > LONGEST_SHORT:
        too_long = "de naam is lang, en op een kleine afbeelding niet te lezen; geef met “short” een kortere."
        remarks.append(f"{file}/brand.toml: {too_long}")
    short_mark = set_name(short, own.fonts, own.theme) if mark.is_name else mark
    field = field_of(colour, theme, own.theme)
    partner = Partner(table["name"], short, field, mark, own_mark(own), own.theme, short_mark, tuple(remarks))
    return replace(own, theme=theme, partner=partner)


def colour_remarks(house: Theme, theme: Theme, colour: str, second: str | None = None) -> Iterator[str]:
    """Say where a partner's colour, or its second one, had to give way, with the contrasts that decided so."""
    text = _TEXTS.get(on_surface(colour, house), "donkere tekst")
    surface = f"Zij blijft de kleur van vlakken, met {text} erop; tekst, lijnen en grafieken"
    if theme.primary == house.primary != colour:
        yield (
            f"de kleur {colour} {_why(house, theme, colour)}, en er is geen kleur dichtbij die wel voldoet. {surface} "
            f"houden de kleur van de monitor."
        )
    elif theme.primary != colour:
        before, after = (_decimal(ratio(one, house.paper)) for one in (colour, theme.primary))
        yield (
            f"de kleur {colour} {_why(house, theme, colour)}. {surface} krijgen {theme.primary} "
            f"(contrast {before} → {after})."
        )
    if second is not None and theme.secondary != second:
        yield f"de tweede kleur {second} is in grafieken niet goed te onderscheiden; daar staat {theme.secondary}."
    elif second is None and theme.secondary != house.secondary:
        yield (
            f"de tweede kleur van de monitor ({house.secondary}) lijkt te veel op die van de partner; in grafieken is "
            f"de tweede kleur {theme.secondary}."
        )


def _why(house: Theme, theme: Theme, colour: str) -> str:
    """The gravest reason why a colour could not do everything."""
    found = [*obstacles(colours(house), colour, (theme.secondary, theme.secondary_light)), "taken"]
    ground, where = (house.paper, "op papier") if ratio(colour, house.paper) < TEXT else (house.surface, "op een tint")
    contrast = f"haalt {where} een contrast van {_decimal(ratio(colour, ground))}, en tekst vraagt {_decimal(TEXT)}"
    return next(reason for name, reason in ({"text": contrast} | _REASONS).items() if name in found)


def _mark(own: Brand, table: Mapping[str, Any], folder: Path, file: str) -> tuple[Mark, tuple[str, ...]]:
    if "logo" not in table:
        return set_name(table["name"], own.fonts, own.theme), ()
    try:
        content = (folder / table["logo"]).read_bytes()
    except OSError as error:
        what = f"het logo “{table['logo']}” ontbreekt, of is niet te lezen."
        remedy = "Zet het bestand op deze plaats, of haal de regel “logo” weg: dan wordt de naam gezet."
        raise UserError(Problem(what, remedy, Place(f"{file}/{table['logo']}"))) from error
    return read_logo(content, f"{file}/{table['logo']}", own.theme, table["colour"].upper())


def _decimal(number: float) -> str:
    """A contrast in Dutch, never rounded up: what doesn't pass shouldn't look as if it did."""
    return f"{floor(number * 100 + 1e-9) / 100:.2f}".replace(".", ",")
