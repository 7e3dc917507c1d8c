"""The three forms in which agencies deliver respondents, read into one."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import Place, Problem, UserError, nearest
from reportgen.survey.csv_reader import parse_csv
from reportgen.survey.table import RawTable

FORMS = (".csv", ".xlsx", ".sav")
LARGEST_FILE = 500_000_000


def read_table(root: Path, file: str) -> RawTable:
    """Read a file of respondents, named relative to the project; raises UserError when it cannot be read."""
    path, place = root / file, Place(file)
    form = path.suffix.lower()
    if form not in FORMS:
        what = f"“{path.suffix or path.name}” is geen vorm waarin antwoorden gelezen kunnen worden."
        raise UserError(Problem(what, "Lever het bestand als .csv, .xlsx of .sav.", place))
    if not path.is_file():
        there = [p.name for p in path.parent.glob("*") if p.suffix.lower() in FORMS] if path.parent.is_dir() else []
        remedy = f"Zet het bestand daar neer, of verbeter “file” in monitor.toml. {nearest(path.name, there)}"
        raise UserError(Problem("dit bestand is er niet.", remedy, place))
    if path.stat().st_size > LARGEST_FILE:
        raise UserError(
            Problem("het bestand is groter dan 500 MB.", "Lever alleen de kolommen van het codeboek.", place)
        )
    try:
        return _read(path, file, form)
    except PermissionError:
        raise UserError(Problem("het bestand mag niet gelezen worden.", "Geef uzelf leesrechten.", place)) from None


def _read(path: Path, file: str, form: str) -> RawTable:
    """Read with what the form asks for; the heavier readers are loaded for their own form only."""
    if form == ".csv":
        return parse_csv(path.read_bytes(), file)
    if form == ".xlsx":
        from reportgen.survey.xlsx_reader import parse_xlsx

        return parse_xlsx(path.read_bytes(), file)
    from reportgen.survey.sav_reader import read_sav

    return read_sav(path, file)
