"""Reads a house style from its folder, with everything that is wrong in it told at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.brand.drawing import parse_logo
from reportgen.brand.model import Brand, FontFile, Theme
from reportgen.brand.partners import dress
from reportgen.brand.rules import is_partners, parse_brand, parse_partner
from reportgen.carried import FONTS as FONT_FOLDER
from reportgen.carried import folders_of
from reportgen.errors import Place, Problem, UserError, gathering, nearest
from reportgen.project.toml import parse_toml

FONTS = (b"\0\1\0\0", b"OTTO", b"true")
"""How a font file begins."""


def read_brand(root: Path, name: str, house: str | None = None, partner: str | None = None) -> Brand:
    """Read `assets/brands/<name>/` of the project in `root`; raises UserError with everything that is wrong in it.

    What a partner brings is put into the house style of the monitor, which is called `house`. In the house style itself
    an edition of a `partner` has the partner's name as its mark; "" is an edition of nobody's, None no edition.
    """
    source, file = _source(root, name)
    if not is_partners(parse_toml(source, file)):
        own = _read_house(root, name, source, file)
        return dress(own, {"name": partner, "colour": own.theme.primary}, root, name) if partner else own
    if house is None or house == name:
        what = f"“{name}” zegt alleen wat een partner meebrengt, en is geen volledige huisstijl."
        remedy = "Noem bij de eerste uitgave in monitor.toml de huisstijl van de monitor zelf."
        raise UserError(Problem(what, remedy, Place(file)))
    problems: list[Problem] = []
    with gathering(problems):
        table = parse_partner(source, file, partner)
    with gathering(problems):
        own = _read_house(root, house, *_source(root, house))
    if problems:
        raise UserError(problems)
    return dress(own, table, root, name)


def is_partners_brand(root: Path, name: str) -> bool:
    """Whether this is what a partner brings, and not a whole house style; raises UserError when it can't be read."""
    return is_partners(parse_toml(*_source(root, name)))


def _source(root: Path, name: str) -> tuple[str, str]:
    """The text of a brand file, and how the file is named to the user."""
    path = root / "assets" / "brands" / name / "brand.toml"
    file = _relative(path, root)
    try:
        return path.read_text(encoding="utf-8-sig"), file
    except FileNotFoundError as error:
        raise UserError(_missing_brand(root / "assets" / "brands", name)) from error
    except UnicodeDecodeError as error:
        raise UserError(Problem("dit bestand is geen UTF-8.", "Sla het op als UTF-8.", Place(file))) from error
    except OSError as error:
        remedy = "Controleer of het een bestand is, en of u het mag lezen."
        raise UserError(Problem("dit bestand is niet te lezen.", remedy, Place(file))) from error


def _read_house(root: Path, name: str, source: str, file: str) -> Brand:
    folder = root / "assets" / "brands" / name
    table = parse_brand(source, file)
    fonts = tuple(_font(entry, table["family"], folder, root) for entry in table["fonts"])
    problems = [problem for font in fonts for problem in _font_problems(font.path, root)]
    drawing = _read_logo(folder / table["logo"], root, problems)
    if problems:
        raise UserError(problems)
    theme = Theme(**table["colours"], family=table["family"], dark=table["dark"])
    return Brand(table["name"], theme, drawing, fonts)


def _font(entry: Mapping[str, Any], family: str, folder: Path, root: Path) -> FontFile:
    own, carried = folders_of(root, FONT_FOLDER)
    places = [place / entry["file"] for place in (folder, own, carried)]
    path = next((place for place in places if place.is_file()), own / entry["file"])
    return FontFile(family, entry["weight"], entry.get("style", "normal"), path)


def _read_logo(path: Path, root: Path, problems: list[Problem]) -> str:
    """Read the logo, adding to `problems`."""
    if not path.is_file():
        problems.append(_missing_file(path, root, "het logo"))
        return ""
    try:
        return parse_logo(path.read_bytes(), _relative(path, root)).source
    except UserError as error:
        problems.extend(error.problems)
        return ""


def _font_problems(path: Path, root: Path) -> list[Problem]:
    if not path.is_file():
        return [_missing_file(path, root, "het letterbestand")]
    if is_whole_font(path.read_bytes()):
        return []
    what = "dit is geen letterbestand (TrueType of OpenType), of het is afgekapt."
    return [Problem(what, "Zet het opnieuw neer.", Place(_relative(path, root)))]


def is_whole_font(content: bytes) -> bool:
    """Tell whether this is a TrueType or OpenType font with all the tables that its beginning promises."""
    if not content.startswith(FONTS):
        return False
    tables = int.from_bytes(content[4:6], "big")
    entries = [content[start : start + 16] for start in range(12, 12 + 16 * tables, 16)]
    ends = (int.from_bytes(entry[8:12], "big") + int.from_bytes(entry[12:16], "big") for entry in entries)
    return len(entries[-1]) == 16 and max(ends) <= len(content) if entries else False


def _missing_brand(brands: Path, name: str) -> Problem:
    if (brands / name).is_dir():
        what = f"in de map van de huisstijl “{name}” ontbreekt brand.toml."
        return Problem(
            what, "Maak dit bestand naar het voorbeeld van een andere huisstijl.", Place(f"assets/brands/{name}")
        )
    known = [path.parent.name for path in brands.glob("*/brand.toml")]
    return Problem(f"de huisstijl “{name}” bestaat niet.", nearest(name, known), Place("assets/brands"))


def _missing_file(path: Path, root: Path, subject: str) -> Problem:
    what = f"{subject} “{path.name}” ontbreekt."
    return Problem(what, "Zet het bestand op deze plaats, of pas brand.toml aan.", Place(_relative(path, root)))


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
