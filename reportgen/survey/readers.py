"""The four forms in which agencies deliver respondents, read into one."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.csv_reader import parse_csv
from reportgen.survey.table import RawTable, nothing_at_all

FORMS = (".csv", ".xlsx", ".sav", ".parquet")
LARGEST_FILE = 2_000_000_000
"""In bytes: a million respondents are some 200 MB as CSV, and 30 MB as Parquet."""
FILES_SHOWN = 8


def read_table(root: Path, file: str) -> RawTable:
    """Read a file of respondents, named relative to the project; raises UserError when it cannot be read."""
    path, place = root / file, Place(file)
    form = path.suffix.lower()
    if form not in FORMS:
        what = f"“{path.suffix or path.name}” is geen soort bestand waaruit antwoorden gelezen kunnen worden."
        raise UserError(Problem(what, "Lever het bestand als .csv, .xlsx, .sav of .parquet.", place))
    if not path.is_file():
        raise UserError(_missing(path, place))
    size = path.stat().st_size
    if not size:
        raise nothing_at_all(file)
    if size > LARGEST_FILE:
        raise UserError(
            Problem(
                f"het bestand is groter dan {LARGEST_FILE / 1e9:.0f} GB.",
                "Lever alleen de kolommen van het codeboek.",
                place,
            )
        )
    try:
        return _read(path, file, form)
    except PermissionError:
        raise UserError(Problem("het bestand mag niet gelezen worden.", "Geef uzelf leesrechten.", place)) from None


def _missing(path: Path, place: Place) -> Problem:
    """Say that a file isn't there, and which ones are."""
    if path.is_dir():
        return Problem("dit is een map en geen bestand.", "Noem onder “file” in monitor.toml het bestand.", place)
    beside = sorted(other.name for other in path.parent.glob("*") if other.suffix.lower() in FORMS and other.is_file())
    there = f" In die map staan: {', '.join(beside[:FILES_SHOWN])}." if beside else ""
    return Problem("dit bestand is er niet.", f"Zet het daar neer, of verbeter “file” in monitor.toml.{there}", place)


def _read(path: Path, file: str, form: str) -> RawTable:
    """Read with what the form asks for; the heavier readers are loaded for their own form only."""
    if form == ".csv":
        return parse_csv(path.read_bytes(), file)
    if form == ".xlsx":
        from reportgen.survey.xlsx_reader import parse_xlsx

        return parse_xlsx(path.read_bytes(), file)
    if form == ".parquet":
        from reportgen.survey.parquet_reader import read_parquet

        return read_parquet(path, file)
    from reportgen.survey.sav_reader import read_sav

    return read_sav(path, file)
