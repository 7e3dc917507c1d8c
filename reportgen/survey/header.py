"""Which columns a wave's file should have, and which it has."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.errors import Problem, nearest
from reportgen.project.names import CODEBOOK, MONITOR, is_asked
from reportgen.project.schema import Codebook, Question, Wave
from reportgen.project.variants import as_asked, columns_of
from reportgen.survey.table import RawTable

COLUMNS_SHOWN = 20


def questions_of(codebook: Codebook, wave: str) -> dict[str, Question]:
    """The questions of a wave as they were asked then, in the order of the codebook; see `as_asked`."""
    return {name: as_asked(question, wave) for name, question in codebook.questions.items() if is_asked(question, wave)}


def column_problems(table: RawTable, name: str, wave: Wave, codebook: Codebook) -> list[Problem]:
    """Find the columns that are missing, and those that nothing is said about; `name` is that of the wave."""
    questions = questions_of(codebook, name)
    expected = {column for question, asked in questions.items() for column in columns_of(question, asked)}
    others = {codebook.id, wave.weight, wave.base_weight, wave.panel, codebook.duration, *codebook.ignored_columns}
    unknown = [column for column in table.columns if column not in expected and column not in others]
    return [
        *_missing_others(table, wave, codebook, unknown),
        *_missing_questions(table, name, questions, unknown),
        *_unknown(table, name, codebook, unknown),
    ]


def _missing_others(table: RawTable, wave: Wave, codebook: Codebook, unknown: list[str]) -> list[Problem]:
    """Find the columns that are missing without which respondents cannot be told apart or weighted."""
    others = (
        (codebook.id, f"de kolom “{codebook.id}”, die de respondenten uit elkaar houdt", f"“id” in {CODEBOOK}"),
        (wave.weight, f"de kolom met gewichten, “{wave.weight}”", f"“weight” in {MONITOR}"),
        (wave.base_weight, f"de kolom met startgewichten, “{wave.base_weight}”", f"“base_weight” in {MONITOR}"),
        (wave.panel, f"de kolom met panelnummers, “{wave.panel}”", f"“panel” in {MONITOR}"),
    )
    # A panel's number may be the respondent's number; of one column more than one is said only once.
    missing = {column: (what, key) for column, what, key in reversed(others) if column and column not in table.columns}
    return [
        Problem(f"{what}, ontbreekt.", f"Voeg haar toe, of verbeter {key}.{_hint(column, unknown)}", table.place())
        for column, (what, key) in reversed(missing.items())
    ]


def _missing_questions(
    table: RawTable, wave: str, questions: Mapping[str, Question], unknown: list[str]
) -> list[Problem]:
    problems = []
    for name, question in questions.items():
        columns = columns_of(name, question)
        missing = [column for column in columns if column not in table.columns]
        if not missing:
            continue
        if len(missing) == len(columns):
            what = f"de vraag “{name}” ontbreekt: er is geen kolom “{missing[0]}”."
            never = f"is de vraag in {wave} niet gesteld, noem dan met “waves” de edities waarin wel."
        else:
            what = f"van de vraag “{name}” ontbreekt de kolom “{'”, “'.join(missing)}”."
            never = f"was er in {wave} een antwoord minder, noem dan met “variants.{wave}” de antwoorden van toen."
        remedy = f"Heet de kolom anders, noem haar dan met “column” in {CODEBOOK}; {never}"
        problems.append(Problem(what, remedy + _hint(missing[0], unknown), table.place()))
    return problems


def _unknown(table: RawTable, wave: str, codebook: Codebook, unknown: list[str]) -> list[Problem]:
    problems = []
    elsewhere = {
        column: name
        for name, question in codebook.questions.items()
        if not is_asked(question, wave)
        for column in columns_of(name, question)
    }
    for name in dict.fromkeys(elsewhere[column] for column in unknown if column in elsewhere):
        what = f"de vraag “{name}” staat in het bestand, maar is volgens het codeboek niet in {wave} gesteld."
        problems.append(Problem(what, f"Voeg “{wave}” toe aan “waves” bij deze vraag in {CODEBOOK}.", table.place()))
    rest = [column for column in unknown if column not in elsewhere]
    if rest:
        shown = ", ".join(f"“{column}”" for column in rest[:COLUMNS_SHOWN])
        more = f" en {len(rest) - COLUMNS_SHOWN} andere" if len(rest) > COLUMNS_SHOWN else ""
        what = f"in het codeboek staat niets over de kolom{'men' if len(rest) > 1 else ''} {shown}{more}."
        them, needless = ("ze", "ze niet nodig zijn") if len(rest) > 1 else ("haar", "zij niet nodig is")
        remedy = f"Beschrijf {them} als vraag in {CODEBOOK}, of noem {them} in “ignored_columns” als {needless}."
        problems.append(Problem(what, remedy, table.place()))
    return problems


def _hint(name: str, candidates: list[str]) -> str:
    suggestion = nearest(name, candidates, otherwise="")
    return f" {suggestion}" if suggestion else ""
