"""The house style: one `brand.toml` that CSS, charts and PDF alike take their colours and type from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.carried import FONTS as FONT_FOLDER
from reportgen.carried import folders_of
from reportgen.errors import Place, Problem, UserError, nearest
from reportgen.logo import parse_logo
from reportgen.project.toml import parse_toml

COLOURS = (
    "ink", "muted", "rule", "surface", "paper",
    "primary", "primary_light", "secondary", "secondary_light",
    "positive", "positive_light", "neutral", "negative", "negative_light", "dont_know",
)  # fmt: skip
KEYS = ("name", "logo", "family", "fonts", "colours", "dark")
FONT_KEYS = ("file", "weight", "style")
STYLES = ("normal", "italic")
FONTS = (b"\0\1\0\0", b"OTTO", b"true")
"""How a font file begins."""
_FAMILY = re.compile(r"[\w .-]+")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#RRGGBB`, the type family, and the measures of a chart in points.

    `dark` gives the same colour names for a dark screen; two colours that are equal in the light are equal there too,
    so that a colour in a finished drawing can be exchanged by its value. A chart is `chart_width` wide in print, the
    full width of the page's grid; its left `label_width` is the narrow column that hangs beside the text.
    """

    ink: str
    muted: str
    rule: str
    surface: str
    paper: str
    primary: str
    primary_light: str
    secondary: str
    secondary_light: str
    positive: str
    positive_light: str
    neutral: str
    negative: str
    negative_light: str
    dont_know: str
    family: str
    dark: Mapping[str, str] = field(hash=False)
    text_size: float = 9.0
    small_size: float = 8.0
    chart_width: float = 482.0
    label_width: float = 125.0


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of the family: `weight` as in CSS (400, 700), `style` "normal" or "italic"."""

    family: str
    weight: int
    style: str
    path: Path


@dataclass(frozen=True, slots=True)
class Brand:
    """`logo` is SVG source in colours of the theme; `currentColor` in it is the colour of the text around it."""

    name: str
    theme: Theme
    logo: str
    fonts: tuple[FontFile, ...]


def read_brand(root: Path, name: str) -> Brand:
    """Read `assets/brands/<name>/` of the project in `root`; raises UserError with everything that is wrong in it."""
    folder = root / "assets" / "brands" / name
    file = _relative(folder / "brand.toml", root)
    try:
        source = (folder / "brand.toml").read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UserError(_missing_brand(root / "assets" / "brands", name)) from error
    except UnicodeDecodeError as error:
        raise UserError(Problem("dit bestand is geen UTF-8.", "Sla het op als UTF-8.", Place(file))) from error
    except OSError as error:
        remedy = "Controleer of het een bestand is, en of u het mag lezen."
        raise UserError(Problem("dit bestand is niet te lezen.", remedy, Place(file))) from error
    table = parse_brand(source, file)
    fonts = tuple(_font(entry, table["family"], folder, root) for entry in table["fonts"])
    problems = [problem for font in fonts for problem in _font_problems(font.path, root)]
    drawing = _read_logo(folder / table["logo"], root, problems)
    if problems:
        raise UserError(problems)
    theme = Theme(**table["colours"], family=table["family"], dark=table["dark"])
    return Brand(table["name"], theme, drawing, fonts)


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


def colours(theme: Theme) -> dict[str, str]:
    """The light colours by name, in the order of the brand file."""
    return {name: getattr(theme, name) for name in COLOURS}


def css_variables(theme: Theme) -> str:
    """The colours as CSS custom properties: `positive_light` is `--positive-light`."""
    return f':root{{--family:"{theme.family}",sans-serif;{_declarations(colours(theme))}}}'


def dark_css_variables(theme: Theme) -> str:
    """The same properties with their values on a dark screen, where the reader prefers one."""
    return f"@media screen and (prefers-color-scheme:dark){{:root{{{_declarations(theme.dark)}}}}}"


def _declarations(values: Mapping[str, str]) -> str:
    return "".join(f"--{name.replace('_', '-')}:{values[name]};" for name in COLOURS)


@dataclass(slots=True)
class _Check:
    """Collects what is wrong in one brand file."""

    file: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, what: str, remedy: str, key: str = "", within: str = "") -> None:
        self.problems.append(Problem(what, remedy, Place(self.file, self._line(key, within))))

    def keys(self, table: Mapping[str, Any], known: tuple[str, ...], within: str = "", optional: str = "") -> None:
        where = f" in [{within}]" if within else ""
        for key in table:
            if key not in known:
                self.refuse(f"de sleutel “{key}” is hier onbekend.", nearest(key, known), key, within)
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
            if not (isinstance(value, str) and _HEX.fullmatch(value)):
                remedy = "Schrijf een kleur als # met zes cijfers of letters van A tot en met F, zoals “#0B5A6B”."
                self.refuse(f"“{value}” is geen kleur ({key}).", remedy, key, within)

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
        return parse_logo(path.read_bytes(), _relative(path, root))
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
