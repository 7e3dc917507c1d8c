"""What a brand file may say, with every mistake told with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.brand.model import COLOURS
from reportgen.errors import Place, Problem, UserError, nearest
from reportgen.project.toml import parse_toml

KEYS = ("name", "logo", "family", "fonts", "colours", "dark")
PARTNER_KEYS = ("name", "short", "colour", "second_colour", "logo")
FONT_KEYS = ("file", "weight", "style")
FORMS = (".svg", ".png", ".jpg", ".jpeg")
STYLES = ("normal", "italic")
LONGEST_NAME, LONGEST_SHORT = 90, 40
_FAMILY = re.compile(r"[\w .-]+")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def parse_brand(source: str, file: str) -> dict[str, Any]:
    """Check a brand file's keys, colours and fonts; raises UserError with all mistakes and their lines in `file`."""
    table = parse_toml(source, file)
    check = _Check(file, source.splitlines())
    check.keys(table, KEYS)
    for key in ("name", "family"):
        if not isinstance(table.get(key, ""), str):
            check.refuse(f"“{key}” moet tekst zijn.", "Zet de waarde tussen aanhalingstekens.", key)
    check.file_name(table.get("logo", "logo.svg"), "logo")
    if not _FAMILY.fullmatch(str(table.get("family", "Sans"))):
        check.refuse("de naam van de letter bevat vreemde tekens.", "Gebruik letters, cijfers en spaties.", "family")
    for key in ("colours", "dark"):
        check.colours(table.get(key), key)
    check.twins(table.get("colours"), table.get("dark"))
    check.fonts(table.get("fonts"))
    if check.problems:
        raise UserError(check.problems)
    return table


def is_partners(table: Mapping[str, Any]) -> bool:
    """Whether a brand file says what a partner brings, and not all of a house style."""
    of_a_house = any(key in table for key in ("family", "fonts", "colours", "dark"))
    return "colour" in table or (bool(table) and not of_a_house)


def parse_partner(source: str, file: str, partner: str | None = None) -> dict[str, Any]:
    """Check the brand file of a partner; raises UserError with all mistakes and their lines in `file`.

    `partner` is whom the edition is for, "" for nobody; None when it is read for no edition.
    """
    table = parse_toml(source, file)
    check = _Check(file, source.splitlines())
    for key in table:
        if key in {"family", "fonts", "colours", "dark"}:
            what = f"“{key}” hoort bij de huisstijl van de monitor; een partner heeft een naam, een kleur en een logo."
            check.refuse(what, f"Haal dit weg. Wat mag, is: {', '.join(PARTNER_KEYS)}.", key)
    own = {key: value for key, value in table.items() if key not in KEYS or key in PARTNER_KEYS}
    check.keys(own, ("name", "colour"), also=PARTNER_KEYS)
    for key, longest in (("name", LONGEST_NAME), ("short", LONGEST_SHORT)):
        check.name(table.get(key, "x"), key, longest)
    for key in ("colour", "second_colour"):
        check.colour(table.get(key, "#000000"), key)
    check.file_name(table.get("logo", "logo.svg"), "logo")
    if not str(table.get("logo", ".svg")).lower().endswith(FORMS):
        check.refuse("het logo is geen SVG, PNG of JPEG.", "Lever het als SVG, of anders als PNG.", "logo")
    if partner is not None and partner != table.get("name"):
        check.other_partner(table.get("name"), partner)
    if check.problems:
        raise UserError(check.problems)
    return table


@dataclass(slots=True)
class _Check:
    """Collects what is wrong in one brand file."""

    file: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, what: str, remedy: str, key: str = "", within: str = "") -> None:
        self.problems.append(Problem(what, remedy, Place(self.file, self._line(key, within))))

    def other_partner(self, name: object, partner: str) -> None:
        """Refuse an edition in which a partner would go by two names, or by one that the edition doesn't know of."""
        if partner:
            what = f"de partner heet hier “{name}”, en in monitor.toml “{partner}”."
            self.refuse(what, "Schrijf de naam op beide plaatsen gelijk; een kortere staat achter “short”.", "name")
        else:
            what = f"dit is de huisstijl van “{name}”, en de uitgave zegt niet dat zij voor die partner is."
            self.refuse(what, f'Zet in monitor.toml bij de uitgave: partner = "{name}".', "name")

    def keys(
        self,
        table: Mapping[str, Any],
        known: tuple[str, ...],
        within: str = "",
        optional: str = "",
        also: tuple[str, ...] = (),
    ) -> None:
        where = f" in [{within}]" if within else ""
        for key in table:
            if key not in known and key not in also:
                self.refuse(f"de sleutel “{key}” is hier onbekend.", nearest(key, also or known), key, within)
        missing = [key for key in known if key not in table and key != optional]
        if len(missing) == 1:
            self.refuse(f"“{missing[0]}” ontbreekt{where}.", f"Voeg toe: {missing[0]} = …", "", within)
        elif missing:
            names = ", ".join(missing)
            self.refuse(f"er ontbreekt{where}: {names}.", "Neem dit over uit een andere huisstijl.", "", within)

    def colours(self, values: Any, within: str) -> None:
        if values is None:
            return  # which has been told
        if not isinstance(values, dict):
            self.refuse(f"“{within}” moet een tabel met kleuren zijn.", f"Schrijf [{within}].", within)
            return
        self.keys(values, COLOURS, within)
        for key, value in values.items():
            self.colour(value, key, within)

    def colour(self, value: Any, key: str, within: str = "") -> None:
        if not (isinstance(value, str) and _HEX.fullmatch(value)):
            remedy = "Schrijf een kleur als # met zes cijfers of letters van A tot en met F, zoals “#0B5A6B”."
            self.refuse(f"“{value}” is geen kleur ({key}).", remedy, key, within)

    def name(self, value: Any, key: str, longest: int) -> None:
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"“{key}” moet tekst zijn.", "Zet de waarde tussen aanhalingstekens.", key)
        elif len(value) > longest:
            what = f"“{key}” is {len(value)} tekens lang, en hooguit {longest} passen."
            self.refuse(what, "Gebruik de naam zoals die op een brief staat.", key)
        elif not value.isprintable():
            self.refuse(f"in “{key}” staat een teken dat niet te zien is.", "Typ de naam opnieuw.", key)

    def twins(self, light: Any, dark: Any) -> None:
        if self.problems:
            return
        first: dict[str, str] = {}
        for name in COLOURS:
            twin = first.setdefault(light[name].upper(), name)
            if dark[twin].upper() != dark[name].upper():
                what = f"“{twin}” en “{name}” zijn in [colours] dezelfde kleur, maar in [dark] niet."
                self.refuse(what, "Maak ze ook in [dark] gelijk, of in [colours] verschillend.", name, "dark")

    def fonts(self, entries: Any) -> None:
        if entries is None:
            return  # which has been told
        if not entries or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.refuse(
                "“fonts” moet een lijst van letterbestanden zijn.", "Begin elk letterbestand met [[fonts]].", "fonts"
            )
            return
        for entry in entries:
            self.keys(entry, FONT_KEYS, "[fonts]", optional="style")
            self.file_name(entry.get("file", "letter.ttf"), "file")
            if type(entry.get("weight", 400)) is not int:
                self.refuse("“weight” moet een getal zijn.", "Schrijf bijvoorbeeld 400.", "weight")
            if entry.get("style", "normal") not in STYLES:
                self.refuse(f"de stijl “{entry['style']}” bestaat niet.", nearest(str(entry["style"]), STYLES), "style")

    def file_name(self, name: Any, key: str) -> None:
        if not isinstance(name, str) or not name or Path(name).name != name:
            self.refuse(f"“{name}” is geen bestandsnaam ({key}).", "Noem het bestand zonder map ervoor.", key)

    def _line(self, key: str, within: str) -> int | None:
        """The first line that sets `key` under the header `[within]`, or else that header."""
        header = f"[{within}]"
        start = next((i for i, line in enumerate(self.lines) if line.strip() == header), None) if within else 0
        if start is None:
            return None
        for i in range(start, len(self.lines)):
            if key and re.match(rf"\s*\[*{re.escape(key)}\b", self.lines[i]):
                return i + 1
        return start + 1 if within else None
