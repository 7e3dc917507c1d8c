"""A monitor of any size to measure: three waves, forty columns, forty indicators, six breakdowns, three margins.

    python -m benchmarks.survey_files FOLDER RESPONDENTS

Its respondents are drawn, always the same ones: from a generator with a fixed seed, by comparing with shares that take
nothing but additions and multiplications to compute, so that they are the same on every machine.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv, parquet

WAVES = ("2023", "2024", "2025")
BRAND = Path(__file__).parent.parent / "reportgen" / "starter" / "assets"
COLUMNAR_FROM = 100_000
"""From how many respondents a wave on the monitor reads Parquet; what R reads stays CSV."""

Codes = NDArray[np.int32]
NOT_ASKED = -1

AGES = {"18-30": (18, 30), "31-40": (31, 40), "41-55": (41, 55), "56-65": (56, 65), "66-99": (66, 99)}
BREAKDOWNS = {
    "geslacht": {"man": (1, 1), "vrouw": (2, 2)},
    "leeftijd": AGES,
    "regio": {"steden": (1, 1), "west": (2, 2), "noord": (3, 3), "oost": (4, 4), "zuid": (5, 5)},
    "opleiding": {"laag": (1, 1), "middelbaar": (2, 2), "hoog": (3, 3)},
    "stedelijkheid": {"sterk": (1, 2), "matig": (3, 3), "weinig": (4, 5)},
    "vaardig": {"minder": (1, 2), "enigszins": (3, 3), "vaardig": (4, 5)},
}
"""Breakdown → group → the lowest and the highest code; each goes by the question of its own name."""

POPULATION = {
    "leeftijd_geslacht": (10.4, 7.7, 12.3, 8.3, 10.6, 10.1, 7.6, 12.4, 8.3, 12.3),
    "regio": (15.4, 30.0, 10.0, 20.9, 23.7),
    "opleiding": (26.2, 41.8, 32.0),
}
"""Margin → the percentage in each class; of ages within a gender, men first."""

DRAWN = {
    "leeftijd_geslacht": (7.0, 6.5, 13.0, 10.5, 13.0, 7.5, 6.5, 12.5, 10.0, 13.5),
    "regio": (14.0, 31.0, 11.0, 20.0, 24.0),
    "opleiding": (19.0, 42.0, 39.0),
    "stedelijkheid": (24.0, 29.0, 17.0, 17.0, 13.0),
    "vaardig": (9.0, 17.0, 33.0, 28.0, 13.0),
}
"""Who takes part: as in most panels, too few of the young and the lower educated."""

ATTITUDES = tuple(f"houding_{number:02}" for number in range(1, 21))
ANNOYANCES = (46.0, 38.0, 27.0, 15.0)
CHANNELS = (61.0, 43.0, 31.0, 18.0)
NONE_OF_THESE = 8
GRADES = (2.0, 3.0, 5.0, 8.0, 13.0, 22.0, 25.0, 12.0, 4.0, 2.0, 4.0)
"""The percentage that gives each grade from 1 to 10, and of those who don't know."""
NO_GRADE = 99


def write_monitor(folder: Path, size: int) -> None:
    """Write a monitor with `size` respondents a wave: always as CSV, and as Parquet where that is what is measured."""
    is_columnar = size >= COLUMNAR_FROM
    for name, text in _texts("parquet" if is_columnar else "csv").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(BRAND, folder / "assets", dirs_exist_ok=True)
    for wave in WAVES:
        table = pa.table(
            {name: pa.array(codes, mask=codes == NOT_ASKED) for name, codes in respondents(wave, size).items()}
        )
        csv.write_csv(table, folder / f"data/{wave}.csv", csv.WriteOptions(delimiter=";"))
        if is_columnar:
            parquet.write_table(table, folder / f"data/{wave}.parquet")


# --- the respondents --------------------------------------------------------------------------------------------------


def respondents(wave: str, size: int) -> dict[str, Codes]:
    """Draw everybody's code in every column (size,); `NOT_ASKED` where there is none."""
    later = WAVES.index(wave)
    chance = np.random.default_rng([2025, later])
    cell = _drawn(chance, [DRAWN["leeftijd_geslacht"]], np.zeros(size, np.int32))
    age = cell % len(AGES)
    columns = {
        "nummer": np.arange(1, size + 1, dtype=np.int32),
        "geslacht": 1 + cell // len(AGES),
        "leeftijd": _years(chance, age),
        **{
            name: 1 + _drawn(chance, [DRAWN[name]], np.zeros(size, np.int32))
            for name in ("regio", "opleiding", "stedelijkheid", "vaardig")
        },
    }
    for number, name in enumerate(ATTITUDES):
        shares = [_attitude(number, later, place) for place in range(len(AGES))]
        columns[name] = np.array([1, 2, 3, 4, 5, 9], np.int32)[_drawn(chance, shares, age)]
    not_positive = columns[ATTITUDES[0]] <= 3
    columns |= _choices(chance, "ergernissen", [share - 2 * later for share in ANNOYANCES], not_positive)
    columns |= _choices(chance, "kanalen", [share + 2 * later for share in CHANNELS], np.ones(size, bool))
    for name in ("cijfer_telefoon", "cijfer_chat"):
        columns[name] = np.array([*range(1, 11), NO_GRADE], np.int32)[
            _drawn(chance, [GRADES], np.zeros(size, np.int32))
        ]
    often = columns["vaardig"] - 1
    columns["contacten"] = _drawn(chance, [[12.0 - skill] + [4.0 + skill] * 20 for skill in range(5)], often)
    return columns


def _drawn(chance: np.random.Generator, shares: Sequence[Sequence[float]], kind: Codes) -> Codes:
    """Draw a place (n,), each as likely as its share among those of somebody's kind (n,)."""
    limits = np.array([list(accumulate(row)) for row in shares])
    at = chance.random(len(kind)) * limits[:, -1][kind]
    places = np.zeros(len(kind), np.int32)
    for place in range(limits.shape[1] - 1):
        places += at >= limits[:, place][kind]
    return places


def _years(chance: np.random.Generator, age: Codes) -> Codes:
    """Draw how old somebody is of an age class; nobody is over 90."""
    first, last = (np.array(ends) for ends in zip(*AGES.values(), strict=True))
    width = np.minimum(last, 90) + 1 - first
    return np.asarray(first[age] + np.floor(chance.random(len(age)) * width[age]), np.int32)


def _attitude(number: int, later: int, age: int) -> list[float]:
    """Give the percentage of each answer to an attitude: the young are more positive, and more are each year."""
    positive = 16.0 + number + 2.0 * later + 3.0 * (2 - age)
    negative = 44.0 - number - later
    unknown = 5.0
    neutral = 100.0 - positive - negative - unknown
    return [0.375 * negative, 0.625 * negative, neutral, 0.75 * positive, 0.25 * positive, unknown]


def _choices(
    chance: np.random.Generator, name: str, shares: Sequence[float], asked: NDArray[np.bool_]
) -> dict[str, Codes]:
    """Draw who chooses each answer of a question with more answers, one column each; the last is "none of these"."""
    chosen = [(chance.random(len(asked)) * 100 < share).astype(np.int32) for share in shares]
    chosen.append((np.sum(chosen, axis=0) == 0).astype(np.int32))
    codes = [*range(1, len(shares) + 1), NONE_OF_THESE]
    return {
        f"{name}_{code}": np.where(asked, column, NOT_ASKED).astype(np.int32)
        for code, column in zip(codes, chosen, strict=True)
    }


# --- the project files ------------------------------------------------------------------------------------------------


def _texts(kind: str) -> Mapping[str, str]:
    return {
        "monitor.toml": "\n".join([MONITOR, *(_wave(wave, kind) for wave in WAVES)]),
        "data/codebook.toml": "\n".join([CODEBOOK, *_attitudes(), *_breakdowns(), *_indicators()]),
        "data/population.toml": "\n".join(_margins()),
        "templates/report/01-uitkomsten.md": '# Uitkomsten\n\n{{ share("positief_01") }} is positief.\n',
        "templates/press-release/persbericht.md": '# Bericht\n\n{{ share("positief_01") }} is positief.\n',
    }


def _wave(wave: str, kind: str) -> str:
    return f"""\
[waves.{wave}]
label = "{wave}"
file = "data/{wave}.{kind}"
fieldwork = {{ start = {int(wave) - 1}-11-04, end = {int(wave) - 1}-11-17 }}
mode = "online vragenlijst (CAWI)"
sample = "getrokken met een vast begin"
population = "volwassenen"
published = {wave}-01-15
simulated = true
margins = ["leeftijd_geslacht", "regio", "opleiding"]
"""


def _attitudes() -> Iterator[str]:
    for name in ATTITUDES:
        yield f"""\
[questions.{name}]
text = "Hoe staat u tegenover onderwerp {name.removeprefix("houding_")}?"
type = "single"
scale = "houding"
dont_know = [9]
"""


def _breakdowns() -> Iterator[str]:
    for name, groups in BREAKDOWNS.items():
        yield f'[breakdowns.{name}]\nlabel = "{name}"\nquestion = "{name}"'
        for group, (low, high) in groups.items():
            codes = f"range = [{low}, {high}]" if name == "leeftijd" else f"answers = {list(range(low, high + 1))}"
            yield f'groups.{group} = {{ label = "{group}", {codes} }}'
        yield ""


def _indicators() -> Iterator[str]:
    attitudes = [("positief", name, "[4, 5]") for name in ATTITUDES]
    attitudes += [("negatief", name, "[1, 2]") for name in ATTITUDES[:9]]
    for side, name, answers in attitudes:
        yield _indicator(f"{side}_{name.removeprefix('houding_')}", name, answers)
    for name in ("ergernissen", "kanalen"):
        for code in (1, 2, 3, 4):
            yield _indicator(f"{name}_{code}", name, f"[{code}]")
    for name in ("cijfer_telefoon", "cijfer_chat", "contacten"):
        yield _indicator(name, name)


def _indicator(name: str, question: str, answers: str = "") -> str:
    shared = f'[indicators.{name}]\nlabel = "{name}"\nshort = "{name}"\nquestion = "{question}"\n'
    return shared + (f"answers = {answers}\n" if answers else "")


def _margins() -> Iterator[str]:
    classes = {
        "leeftijd_geslacht": [
            (f"{gender} {age}", f"geslacht = [{code}], leeftijd = [{low}, {high}]")
            for code, gender in ((1, "mannen"), (2, "vrouwen"))
            for age, (low, high) in AGES.items()
        ],
        "regio": [(group, f"regio = [{code}]") for group, (code, _) in BREAKDOWNS["regio"].items()],
        "opleiding": [(group, f"opleiding = [{code}]") for group, (code, _) in BREAKDOWNS["opleiding"].items()],
    }
    variables = {"leeftijd_geslacht": '["geslacht", "leeftijd"]', "regio": '["regio"]', "opleiding": '["opleiding"]'}
    for name, shares in POPULATION.items():
        yield f'[margins.{name}]\nlabel = "{name}"\nvariables = {variables[name]}\nsource = "verzonnen"'
        yield 'reference_date = "2024"'
        for (label, where), share in zip(classes[name], shares, strict=True):
            yield f'classes."{label}" = {{ share = {share}, where = {{ {where} }} }}'
        yield ""


MONITOR = """\
title = "Grote Monitor"
subtitle = "Veel respondenten om te meten"
subject = "Meten"
place = "Utrecht"
publisher = "De Grote Monitor"
licence = "CC BY 4.0"
simulation_notice = "De respondenten zijn getrokken; zij bestaan niet."
headlines = ["positief_01", "positief_02", "kanalen_1", "cijfer_telefoon"]
conductors = [{ name = "Bureau Groot", role = "onderzoek" }]
partners = [{ name = "Vereniging Groot", role = "partner" }]
editions = [{ slug = "algemeen", label = "Algemene uitgave", brand = "voorbeeld" }]

[contact]
name = "Redactie"
email = "redactie@monitor.example"
images = "op aanvraag"
accessibility = "toegankelijk@monitor.example"
"""

CODEBOOK = """\
id = "nummer"

[scales.houding]
1 = "zeer negatief"
2 = "negatief"
3 = "neutraal"
4 = "positief"
5 = "zeer positief"
9 = "weet niet"

[scales.vijf]
1 = "één"
2 = "twee"
3 = "drie"
4 = "vier"
5 = "vijf"

[questions.geslacht]
text = "Wat is uw geslacht?"
type = "single"
answers = { 1 = "man", 2 = "vrouw" }

[questions.leeftijd]
text = "Wat is uw leeftijd?"
type = "number"
minimum = 18
maximum = 99

[questions.regio]
text = "In welke regio woont u?"
type = "single"
scale = "vijf"

[questions.opleiding]
text = "Wat is uw opleiding?"
type = "single"
answers = { 1 = "laag", 2 = "middelbaar", 3 = "hoog" }

[questions.stedelijkheid]
text = "Hoe stedelijk is uw gemeente?"
type = "single"
scale = "vijf"

[questions.vaardig]
text = "Hoe vaardig bent u?"
type = "single"
scale = "vijf"

[questions.ergernissen]
text = "Waaraan ergert u zich?"
type = "multiple"
exclusive = [8]
asked_of = { question = "houding_01", answers = [1, 2, 3], base = "wie niet positief is over onderwerp 01" }
answers = { 1 = "de wachttijd", 2 = "de muziek", 3 = "het menu", 4 = "de kosten", 8 = "geen van deze" }

[questions.kanalen]
text = "Welke kanalen gebruikte u?"
type = "multiple"
exclusive = [8]
answers = { 1 = "telefoon", 2 = "e-mail", 3 = "chat", 4 = "brief", 8 = "geen van deze" }

[questions.cijfer_telefoon]
text = "Welk rapportcijfer geeft u de telefoon?"
type = "grade"
minimum = 1
maximum = 10
dont_know = [99]
answers = { 99 = "weet niet" }

[questions.cijfer_chat]
text = "Welk rapportcijfer geeft u de chat?"
type = "grade"
minimum = 1
maximum = 10
dont_know = [99]
answers = { 99 = "weet niet" }

[questions.contacten]
text = "Hoe vaak had u contact?"
type = "number"
minimum = 0
maximum = 20
"""


if __name__ == "__main__":
    write_monitor(Path(sys.argv[1]), int(sys.argv[2]))
