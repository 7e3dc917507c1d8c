"""Whatever is wrong with what a user hands in: what, where and how to mend it, in Dutch, and nothing is written.

Every case damages a monitor that was published before; `check` and `build` must say the same of it, and leave what was
published byte for byte as it was.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from openpyxl import Workbook

from reportgen.cli import run
from reportgen.survey import process
from tests.damage import (
    Damage,
    added,
    all_of,
    cell,
    changed,
    column,
    contents,
    copy_of,
    encoded,
    holding,
    only_rows,
    published_monitor,
    replaced,
    without,
)
from tests.measuring import MeasuredHere

REFERENCE = Path(__file__).parent / "reference"
DATA = Path(__file__).parent.parent / "data"
REPORT, PRESS_RELEASE = "templates/report/01-houding.md", "templates/press-release/persbericht.md"
BRAND, LOGO = "assets/brands/klein/brand.toml", "assets/brands/klein/logo.svg"
FONT = "assets/fonts/SourceSans3-Bold.ttf"
NOISE = b"\x81" + b"".join(hashlib.sha256(bytes([number])).digest() for number in range(100))
"""Any bytes will do, the same ones every time."""

Case = tuple[Damage, *tuple[str, ...]]
"""A damage, and what the message says of it."""

ENGLISH = re.compile(
    r"\b(Traceback|Errno|codec|un?expected|invalid|undefined|missing|unknown|error|cannot|could not|not found|required"
    r"|argument|object|has no|at line|No such)\b",
    re.IGNORECASE,
)
LONGEST_LINE = 260


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published_monitor(tmp_path_factory.mktemp("published"))


@pytest.fixture
def monitor(published: Path, tmp_path: Path) -> Path:
    return copy_of(published, tmp_path / "monitor")


def commands(root: Path) -> tuple[list[str], ...]:
    project = ["--project", str(root)]
    return (["check", *project], ["build", "--draft", "--jobs", "1", *project])


def refusal(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `check` and `build` both say of a monitor that cannot be published."""
    before, answers = contents(root), []
    for command in commands(root):
        assert run(command) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        answers.append(shown.err)
    assert contents(root) == before
    assert answers[0] == answers[1]
    return answers[0]


def assert_well_said(message: str) -> None:
    *lines, last = message.splitlines()
    problems = [*lines[:-1]] if last.endswith("problemen gevonden.") else [*lines, last]
    assert all(line.startswith("  → ") for line in problems[1::2]), "every problem has a remedy"
    assert all(line.endswith((".", "?", "]", '"…"', "=")) for line in problems if line), problems
    assert not ENGLISH.search(message), ENGLISH.search(message)
    assert max(map(len, problems)) <= LONGEST_LINE


def told(cases: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases.values(), ids=cases.keys())


def hold(case: Case, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(process, "start", MeasuredHere)
    damage, *said = case
    damage(root)
    message = refusal(root, capsys)
    for part in said:
        assert part in message
    assert_well_said(message)


# --- files that are not there, and encodings --------------------------------------------------------------------------

FILES: dict[str, Case] = {
    "no data file": (
        without("data"), "data/2025.csv: dit bestand is er niet.", "In die map staan: 2024.csv.",
    ),
    "a folder for a data file": (
        all_of(without("data"), lambda root: (root / "data/2025.csv").mkdir()),
        "data/2025.csv: dit is een map en geen bestand.",
    ),
    "a data file of an unknown kind": (
        replaced("monitor", "data/2025.csv", "data/2025.doc"), "data/2025.doc: “.doc” is geen soort bestand", ".sav",
    ),
    "a data file outside the project": (
        replaced("monitor", "data/2025.csv", "../2025.csv"), "monitor.toml, regel 37: het bestand “../2025.csv”",
    ),
    "no monitor.toml": (without("monitor"), "Er is geen monitor.toml in", "--project MAP"),
    "no codebook": (without("codebook"), "data/codebook.toml: dit bestand ontbreekt."),
    "no population": (without("population"), "data/population.toml: dit bestand ontbreekt."),
    "no figures": (
        without("figures"), f"{REPORT}, regel 3: figuur “houding” bestaat niet.", "templates/figures.toml",
    ),
    "no brand.toml": (
        without(BRAND), "monitor.toml, regel 49: de huisstijl “klein” bestaat niet.", f"Maak {BRAND}.",
    ),
    "no house style": (without("assets/brands"), "monitor.toml, regel 49: de huisstijl “klein” bestaat niet."),
    "no logo": (without(LOGO), f"{LOGO}: het logo “logo.svg” ontbreekt."),
    "no font": (
        replaced(BRAND, "SourceSans3-Bold.ttf", "Nergens.ttf"),
        "assets/fonts/Nergens.ttf: het letterbestand “Nergens.ttf” ontbreekt.",
    ),
    "no chapters": (without("templates/report"), "templates/report: hier staat geen enkele tekst (.md)"),
    "no press release": (without(PRESS_RELEASE), "templates/press-release: hier staat geen enkele tekst"),
    "a chapter that is referred to": (
        all_of(added(REPORT, "Zie [het slot](#slot)."), without("ending")),
        f"{REPORT}, regel 7: de koppeling “#slot” leidt nergens heen.",
    ),
    "a page template that is not there": (
        replaced("templates/pages/screen.html", "screen.css", "nergens.css"),
        "templates/pages/nergens.css: dit sjabloon ontbreekt.",
    ),
}  # fmt: skip

NOT_UTF_8 = "dit bestand is geen UTF-8."
ENCODINGS: dict[str, Case] = {
    "data in UTF-16 without a mark": (
        encoded("data", "utf-16-le"), "data/2025.csv, regel 1: het bestand bevat een teken dat in geen tekst hoort",
    ),
    "data of noise": (holding("data", NOISE), "data/2025.csv, regel 1: de tekencodering is niet te herkennen"),
    "data with characters that were lost": (
        cell(4, "toelichting", "caf\ufffd"), "data/2025.csv, regel 4: het bestand bevat een teken", "verloren",
    ),
    **{
        f"{file} in {name}": (change, f"{path}, regel {line}: {NOT_UTF_8}", "Sla het op")
        for file, path, line in (
            ("monitor", "monitor.toml", 1),
            ("codebook", "data/codebook.toml", 1),
            ("figures", "templates/figures.toml", 1),
            ("report", REPORT, 3),
        )
        for name, change in (("cp1252", encoded(file, "cp1252")),)
    },
    "a TOML file in UTF-16": (encoded("codebook", "utf-16"), f"data/codebook.toml, regel 1: {NOT_UTF_8}"),
    "a TOML file in UTF-16 without a mark": (encoded("monitor", "utf-16-le"), f"monitor.toml, regel 1: {NOT_UTF_8}"),
    "a TOML file of noise": (holding("figures", NOISE), f"templates/figures.toml, regel 1: {NOT_UTF_8}"),
    "a text in UTF-16 without a mark": (encoded("report", "utf-16-le"), f"{REPORT}, regel 1: {NOT_UTF_8}"),
    "a text of noise": (holding("report", NOISE), f"{REPORT}, regel 1: {NOT_UTF_8}"),
    "a brand in cp1252": (encoded(BRAND, "cp1252"), f"{BRAND}: {NOT_UTF_8}"),
    "a page template in cp1252": (
        changed("templates/pages/print.css", lambda css: css + b"/* \xe9\xe9n */"),
        "templates/pages: een sjabloon is geen UTF-8.",
    ),
}  # fmt: skip


@told(FILES | ENCODINGS)
def test_a_file_that_is_not_there_or_not_readable_is_named(case, monitor, monkeypatch, capsys):
    hold(case, monitor, monkeypatch, capsys)


# --- respondents ------------------------------------------------------------------------------------------------------

ROWS: dict[str, Case] = {
    "ragged rows": (
        changed("data", lambda data: data.replace(b"\r\n5;", b"\r\n5;x;").replace(b"\r\n9;2024-11-05;", b"\r\n9;")),
        "data/2025.csv, regel 6: deze rij heeft 11 velden, de kopregel 10.",
        "data/2025.csv, regel 10: deze rij heeft 9 velden, de kopregel 10.",
        "aanhalingstekens",
    ),
    "ragged throughout": (
        changed("data", lambda data: re.sub(rb"(\d;2024)", rb"\1;", data)),
        "regel 6: deze rij heeft", "nog 35 rijen hebben een ander aantal velden",
    ),
    "a quote that is not closed": (
        replaced("data", "\r\n4;2024", '\r\n4;"2024'), "data/2025.csv, regel 5: een aanhalingsteken is niet gesloten",
    ),
    "an empty file": (holding("data", b""), "data/2025.csv: het bestand is leeg."),
    "blank lines": (holding("data", b"\r\n  \r\n;;;\r\n"), "data/2025.csv: het bestand is leeg."),
    "a header and nobody": (only_rows(lambda row: False), "data/2025.csv: het bestand bevat geen respondenten"),
    "a column without a name": (replaced("data", ";datum;", ";;"), "data/2025.csv: kolom 2 heeft geen naam."),
    "a column twice": (replaced("data", ";datum;", ";nummer;"), "data/2025.csv: de kolom “nummer” komt 2 keer voor."),
    "a field without end": (cell(4, "toelichting", "x" * 200_000), "data/2025.csv, regel 4: een antwoord is veel te"),
    "too many columns": (changed("data", lambda data: data.replace(b"\r\n", b";" * 6000 + b"\r\n")), "6010 kolommen"),
    "a NUL": (replaced("data", "2024-11-05", "2024\x0011-05"), "data/2025.csv, regel 2: het bestand bevat een teken"),
    "a workbook called .csv": (holding("data", DATA / "2024.xlsx"), "dit is geen CSV-bestand maar een Excel-werkmap."),
    "an SPSS file called .csv": (holding("data", DATA / "2025.sav"), "dit is geen CSV-bestand maar een SPSS-bestand."),
    "a PDF called .csv": (holding("data", b"%PDF-1.7\n"), "dit is geen CSV-bestand maar een PDF."),
    "a web page called .csv": (holding("data", "<!doctype html><p>Log in"), "dit is geen CSV-bestand maar een webpag"),
    "respondents twice": (
        all_of(cell(4, "nummer", "1"), cell(9, "nummer", "7")),
        "data/2025.csv, kolom nummer: de rijen 2 en 4 hebben hetzelfde nummer", "zo komen 2 nummers vaker voor",
    ),
    "somebody twice in one wave": (
        all_of(
            replaced("monitor", "\n\n[[editions", '\npanel = "lid"\n\n[[editions'),
            column("lid", lambda row: "p7" if row in {4, 8} else "" if row == 9 else f"x{row}"),
        ),
        "data/2025.csv, kolom lid: de rijen 4 en 8 hebben hetzelfde panelnummer.",
    ),
    "a respondent without a number": (cell(12, "nummer", ""), "data/2025.csv, rij 12, kolom nummer: het nummer"),
}  # fmt: skip


def in_spss(**labels: dict[int, str]) -> Damage:
    """The newest data in an SPSS file that has these labels."""

    def damage(root: Path) -> None:
        data = pd.read_csv(root / "data/2025.csv", sep=";", dtype={"toelichting": str, "datum": str})
        data["toelichting"] = data["toelichting"].fillna("")
        pyreadstat.write_sav(data, root / "data/2025.sav", variable_value_labels=labels)

    return damage


ONLY_THE_OLDEST = """\
variants.2025.asked_of = { question = "leeftijd", range = [97, 99] }
breaks.2025 = "Aan anderen gevraagd."
"""

ANSWERS: dict[str, Case] = {
    "an unknown column": (
        column("postcode", lambda row: "1234AB"), "data/2025.csv: in het codeboek staat niets over de kolom “postcode”",
        "“ignored_columns”",
    ),
    "a misspelt column": (
        replaced("data", ";houding;", ";houdign;"), "data/2025.csv: de vraag “houding” ontbreekt",
        "Bedoelde u “houdign”?",
    ),
    "unknown codes": (
        all_of(cell(4, "houding", "7"), cell(7, "houding", "7"), cell(8, "cijfer", "11"), cell(9, "leeftijd", "17")),
        "data/2025.csv, rij 4, kolom houding: onbekende code 7 (2 keer, voor het eerst hier).",
        "Bekend zijn 1, 2, 3, 4, 5, 9.",
        "data/2025.csv, rij 8, kolom cijfer: 11 valt buiten 1 t/m 10.",
        "data/2025.csv, rij 9, kolom leeftijd: 17 valt buiten 18 t/m 99.",
        "3 problemen gevonden.",
    ),
    "unknown labels": (
        all_of(cell(4, "houding", "heel positief"), cell(6, "geslacht", "onbekend"), cell(5, "leeftijd", "oud")),
        "rij 4, kolom houding: onbekend antwoord “heel positief”.", "Bedoelde u “zeer positief”?",
        "rij 6, kolom geslacht: onbekend antwoord “onbekend”.", "Kies uit: man, vrouw.",
        "rij 5, kolom leeftijd: “oud” is geen getal.",
    ),
    "unknown labels throughout": (
        changed("data", lambda data: re.sub(rb"\r\n(\d+)(;[^;]*;[^;]*;[^;]*);\d", rb"\r\n\1\2;antwoord \1", data)),
        "rij 2, kolom houding: onbekend antwoord “antwoord 1”.",
        "kolom houding: nog 35 andere waarden in deze kolom zijn niet te lezen.",
    ),
    "an error of Excel": (cell(4, "houding", "#DEEL/0!"), "rij 4, kolom houding: foutwaarde “#DEEL/0!”."),
    "neither ticked nor not": (cell(2, "ergernissen_1", "2"), "rij 2, kolom ergernissen_1: 2 is geen 1 (gekozen) of 0"),
    "half a question": (cell(2, "ergernissen_2", ""), "rij 2, kolom ergernissen_2: de vraag “ergernissen” is in deze"),
    "an answer to what was not asked": (
        all_of(*(cell(8, f"ergernissen_{code}", "1" if code == 1 else "0") for code in (1, 2, 8))),
        "rij 8, kolom ergernissen_1: hier staat een antwoord, maar de vraag was alleen voor wie niet positief is",
    ),
    "none of these, and one of these": (
        all_of(cell(2, "ergernissen_1", "1"), cell(2, "ergernissen_8", "1")),
        "rij 2, kolom ergernissen_8: “geen van deze” is samen met een ander antwoord gekozen.",
    ),
    "a filter that nobody passes": (
        all_of(
            replaced("codebook", 'answers.8 = "geen van deze"', 'answers.8 = "geen van deze"\n' + ONLY_THE_OLDEST),
            changed("data", lambda data: re.sub(rb";[01];[01];[01];", b";;;;", data)),
        ),
        "data/2025.csv, kolom ergernissen_1: niemand kreeg de vraag “ergernissen”, want die was alleen voor wie bij de",
        "“Wat is uw leeftijd?” een getal van 97 of meer noemde, en dat is hier niemand.", "Verbeter “asked_of”",
    ),
    "a thousand or one": (
        changed("data", lambda data: re.sub(rb"(;2024-11-05;\d);\d+", rb"\1;1.000", data)),
        "rij 2, kolom leeftijd: “1.000” is dubbelzinnig: een duizendtal of een decimaal getal (40 keer",
    ),
    "a wave without a declared question": (
        added("codebook", '[questions.vertrouwen]\ntext = "Vertrouwt u het?"\ntype = "single"\nanswers.1 = "ja"'),
        "data/2024.csv: de vraag “vertrouwen” ontbreekt: er is geen kolom “vertrouwen”.",
        "data/2025.csv: de vraag “vertrouwen” ontbreekt",
        "is de vraag in 2025 niet gesteld, noem dan met “waves” de edities waarin wel",
    ),
    "a question that was not asked": (
        added("codebook", '[questions.datum]\ntext = "Welke dag is het?"\ntype = "open"\nwaves = ["2024"]'),
        "data/codebook.toml, regel 92: de kolom “datum” van deze vraag is een kolom die niet gelezen wordt.",
    ),
    "a code that means something else this year": (
        all_of(replaced("monitor", "data/2025.csv", "data/2025.sav"), in_spss(houding={4: "negatief", 2: "positief"})),
        "data/2025.sav, kolom houding: code 4 heet hier “negatief” en in het codeboek “positief”.",
        "code 2 heet hier “positief”", "zijn de codes verwisseld", "“variants.2025”",
    ),
    "an indicator over an answer that there is not": (
        replaced("codebook", "answers = [4, 5]", "answers = [4, 6]"),
        "data/codebook.toml, regel 69: antwoord 6 bestaat niet bij de vraag “houding”.", "1 (zeer negatief), 2",
    ),
    "several files at once": (
        all_of(replaced("earlier_data", ";cijfer;", ";cijver;"), cell(4, "houding", "7")),
        "data/2024.csv: de vraag “cijfer” ontbreekt", "data/2025.csv, rij 4, kolom houding: onbekende code 7.",
    ),
}  # fmt: skip

MARGINS = 'published = 2025-01-13\nsimulated = true\nmargins = ["geslacht", "leeftijd"]'
SUPPLIED = 'weight = "gewicht"\nbreaks.weighting = "Dit jaar weegt het bureau."'
BY_WEIGHT = replaced("monitor", MARGINS, MARGINS.replace('margins = ["geslacht", "leeftijd"]', SUPPLIED))


def weights(**values: str) -> Damage:
    """The agency's weights instead of margins, 1,5 but for the rows that are named: row4="-1"."""
    return all_of(BY_WEIGHT, column("gewicht", lambda row: values.get(f"row{row}", "1,5")))


WEIGHTS: dict[str, Case] = {
    "no weights": (BY_WEIGHT, "data/2025.csv: de kolom met gewichten, “gewicht”, ontbreekt."),
    "missing weights": (
        weights(row4="", row9=""), "data/2025.csv, rij 4, kolom gewicht: het gewicht ontbreekt (2 keer",
    ),
    "a negative weight": (weights(row5="-1"), "data/2025.csv, rij 5, kolom gewicht: het gewicht -1 is negatief."),
    "weights that are none": (
        weights(row6="zwaar", row7="1e309", row8="NaN", row9="inf", row10="#DEEL/0!"),
        "rij 6, kolom gewicht: “zwaar” is geen gewicht.", "rij 7, kolom gewicht: het gewicht is oneindig.",
        "rij 8, kolom gewicht: “NaN” is geen gewicht.", "rij 10, kolom gewicht: foutwaarde “#DEEL/0!”.",
    ),
    "weights of zero": (
        all_of(BY_WEIGHT, column("gewicht", lambda row: "0")), "data/2025.csv: de gewichten zijn allemaal 0.",
    ),
    "weights of a thousand or one": (
        all_of(BY_WEIGHT, column("gewicht", lambda row: "1.000")), "rij 2, kolom gewicht: “1.000” is dubbelzinnig",
    ),
    "weights and margins": (
        replaced("monitor", MARGINS, f'{MARGINS}\nweight = "gewicht"'),
        "monitor.toml, regel 35: de editie “2025” heeft óf “margins” óf “weight” nodig.",
    ),
    "a margin without respondents": (
        only_rows(lambda row: row["geslacht"] == "1"),
        "data/2025.csv: randtotaal “geslacht”: klasse “vrouw” heeft geen respondenten.", "data/population.toml",
    ),
    "contradictory margins": (
        changed("data", lambda data: re.sub(
            rb"(2024-11-05);\d;(\d+)", lambda m: b"%s;%d;%s" % (m[1], 1 + (int(m[2]) >= 50), m[2]), data)),
        "data/2025.csv: de randtotalen zijn met elkaar in strijd", "klasse “man” van “geslacht” nog 42,9%",
        "in plaats van 49,5%",
    ),
    "respondents in no class": (
        replaced("population", "leeftijd = [50, 99]", "leeftijd = [50, 93]"),
        "data/2024.csv: 2 respondenten vallen in geen klasse van het randtotaal “leeftijd”: leeftijd 94; leeftijd 96.",
        "data/2025.csv",
    ),
    "a respondent without what is weighted by": (
        cell(4, "geslacht", ""), "data/2025.csv, rij 4, kolom geslacht: er is geen antwoord op “geslacht”, waarop",
    ),
    "a column for two things": (
        all_of(
            replaced("codebook", 'id = "nummer"', 'id = "nummer"\nduration = "tijd"'),
            replaced("monitor", MARGINS, f'{MARGINS}\nbase_weight = "tijd"\npanel = "nummer"'),
        ),
        "monitor.toml, regel 45: de kolom “tijd” is al die van de invultijd.",
    ),
    "a weight that is a panel's number": (
        replaced("monitor", MARGINS, f'{MARGINS}\nbase_weight = "lid"\npanel = "lid"'),
        "monitor.toml, regel 46: de kolom “lid” is al die van het startgewicht.",
    ),
    "shares of 0.99 in all": (
        all_of(replaced("population", "share = 49.5", "share = 0.49"), replaced("population", "= 50.5", "= 0.5")),
        "data/population.toml, regel 1: de percentages van het randtotaal “geslacht” tellen op tot 0,99.", "fracties",
    ),
    "percentages of 99 in all": (
        replaced("population", "share = 49.5", "share = 48.5"), "“geslacht” tellen op tot 99.", "op 0,1 na",
    ),
    "damage in one wave, and margins that cannot be met in the other": (
        all_of(
            only_rows(lambda row: row["geslacht"] == "1"), replaced("earlier_data", ";18;2;", ";18;7;"),
        ),
        "data/2024.csv, rij 2, kolom houding: onbekende code 7.",
        "data/2025.csv: randtotaal “geslacht”: klasse “vrouw” heeft geen respondenten.",
    ),
    "answers that cannot be, and margins that cannot be met": (
        all_of(only_rows(lambda row: row["geslacht"] == "1"), cell(4, "houding", "7"), cell(5, "cijfer", "11")),
        "rij 4, kolom houding: onbekende code 7.", "rij 5, kolom cijfer: 11 valt buiten 1 t/m 10.",
        "data/2025.csv: randtotaal “geslacht”: klasse “vrouw” heeft geen respondenten.", "3 problemen gevonden.",
    ),
    "what is weighted by that cannot be read, told once": (
        all_of(cell(4, "geslacht", ""), cell(5, "geslacht", "7")),
        "rij 5, kolom geslacht: onbekende code 7.",
    ),
    "percentages that are not 100": (
        replaced("population", "share = 49.5", "share = 39.5"),
        "data/population.toml, regel 1: de percentages van het randtotaal “geslacht” tellen op tot 90.",
    ),
}  # fmt: skip


@told(ROWS | ANSWERS | WEIGHTS)
def test_what_is_wrong_with_the_respondents_is_told_with_row_and_variable(case, monitor, monkeypatch, capsys):
    hold(case, monitor, monkeypatch, capsys)


# --- texts ------------------------------------------------------------------------------------------------------------

HERE = f"{REPORT}, regel 7:"
TEXTS: dict[str, Case] = {
    "undefined names": (
        added(REPORT, '{{ shar("positief") }} en {{ share(positief) }}'),
        f"{HERE} “shar” bestaat niet.", "Bedoelde u “share”?", f"{HERE} “positief” bestaat niet.", "aanhalingstekens",
    ),
    "unknown names for what there is": (
        added(REPORT, '{{ share("positeif") }} {{ mean("cijver") }}\n{{ ref("hoding") }} {{ ranking("houding") }}'),
        f"{HERE} indicator “positeif” bestaat niet.", f"{HERE} indicator “cijver” bestaat niet.",
        "regel 8: reeks “houding” bestaat niet.", "Bedoelde u “houdingen”?", "regel 8: figuur “hoding” bestaat niet.",
        "4 problemen gevonden.",
    ),
    "unknown waves and groups": (
        added(
            REPORT,
            '{{ share("positief", wave="2022") }} {{ change("cijfer", since="2023") }}\n{{ group("regio=x") }}',
        ),
        f"{HERE} editie “2022” bestaat niet.", f"{HERE} editie “2023” bestaat niet.",
        "regel 8: groep “regio=x” bestaat niet.", "Kies uit: geslacht=man, geslacht=vrouw, leeftijd=18-49",
    ),
    "a mean as a percentage": (
        added(REPORT, '{{ share("cijfer") }}'), f"{HERE} “cijfer” is een gemiddelde.", 'Schrijf: mean("cijfer").',
    ),
    "a typed digit": (
        added(REPORT, "Een op de vier (25%), dus 12 van de 48."),
        f"{HERE} een getypt cijfer: “25%”.", "een getypt cijfer: “12”.", "een getypt cijfer: “48”.", "cited(",
    ),
    "a typed digit in the press release": (
        added(PRESS_RELEASE, "Al sinds 2019."), f"{PRESS_RELEASE}, regel 5: een getypt cijfer: “2019”.",
    ),
    "a typed digit in an author's words": (
        added(REPORT, '{{ by_change("positief", rose="steeg 5%", fell="5% lager", stable="bleef 5%") }} {{ "een 6" }}'),
        f"{HERE} een getypt cijfer: “5%”.", f"{HERE} een getypt cijfer: “6”.",
    ),
    "a number without a fact": (added(REPORT, "{{ 25 }}"), f"{HERE} wat hier tussen de accolades staat, is geen tekst"),
    "sums": (added(REPORT, '{{ 2 * "x" }}'), f"{HERE} rekenen kan niet in een tekst."),
    "a comparison without a test": (
        added(REPORT, '{% if share("positief") > share("negatief") %}x{% endif %}'),
        f"{HERE} zelf cijfers vergelijken kan niet in een tekst.",
    ),
    "what Jinja can and a text cannot": (
        added(REPORT, '{{ share("positief")|replace("1", "2") }}'), f"{HERE} “replace” kan niet in een tekst.",
    ),
    "a file of somebody else": (
        added(REPORT, '{% include "/etc/passwd" %}'), f"{HERE} {{% include %}} kan niet in een tekst.",
    ),
    "a way out of the sandbox": (
        added(REPORT, "{{ share.__globals__ }}"), f"{HERE} hier wordt iets opgevraagd dat niet mag.",
    ),
    "a year without quotes": (
        added(REPORT, '{{ share("positief", wave=2024) }}'),
        f"{HERE} tussen de haakjes van share staat een getal zonder aanhalingstekens (2024).", 'Schrijf: "2024".',
    ),
    "nothing between the brackets": (
        added(REPORT, "{{ share() }}"), f"{HERE} wat tussen de haakjes van share staat, klopt niet.",
        'Schrijf: share("indicator"), zo nodig met group="…", wave="…".',
    ),
    "no brackets": (added(REPORT, "{{ wave }}"), f"{HERE} achter wave ontbreken haakjes.", "Schrijf: wave()."),
    "a place too far": (
        added(REPORT, '{{ ranking("houdingen")[7].name }}'), f"{HERE} plaats 7 bestaat niet: de reeks telt er 2",
    ),
    "a bracket left open": (added(REPORT, '{{ share("positief" }}'), f"{HERE} een haakje wordt niet gesloten."),
    "a brace left open": (added(REPORT, '{{ share("positief") }'), f"{HERE} een accolade wordt niet gesloten."),
    "a quote left open": (added(REPORT, '{{ share("positief) }}'), f"{HERE} een aanhalingsteken wordt niet gesloten."),
    "curled quotes": (added(REPORT, "{{ share(“positief”) }}"), f"{HERE} hier staat een gekruld aanhalingsteken (“)."),
    "a condition left open": (
        added(REPORT, '{% if rose("positief") %}\nMeer mensen.'), f"{HERE} {{% if … %}} wordt niet afgesloten.",
    ),
    "an end without a condition": (added(REPORT, "{% endif %}"), f"{HERE} bij {{% endif %}} hoort een {{% if … %}}"),
    "an empty pair of braces": (added(REPORT, "{{ }}"), f"{HERE} tussen de accolades ontbreekt iets."),
    "a text that goes too deep": (added(REPORT, "{{ " + "(" * 3000 + ")" * 3000 + " }}"), "zit te diep in elkaar"),
    "an image": (added(REPORT, "![](x.png)"), f"{HERE} een afbeelding kan niet in een publicatie.", "{{ figure("),
    "an image within a sentence": (
        added(REPORT, "Zie ![een kaart](https://x.example/kaart.png) hier."), f"{HERE} een afbeelding kan niet",
    ),
    "links that lead nowhere good": (
        added(REPORT, "[a](javascript:x) [b](file:///etc/passwd) [c](//x.nl) [d](x.html) [e](data:x) [f](http://x.nl)"),
        *(f"{HERE} de koppeling “{link}” kan niet in een publicatie."
          for link in ("javascript:x", "file:///etc/passwd", "//x.nl", "x.html", "data:x", "http://x.nl")),
    ),
    "a link within the text that leads nowhere": (
        added(REPORT, "Zie [elders](#houdign)."), f"{HERE} de koppeling “#houdign” leidt nergens heen.",
        "Bedoelde u “houding”?",
    ),
    "a text without a title": (holding("report", "Zomaar.\n"), f"{REPORT}, regel 1: de tekst begint niet met een ti"),
    "an empty text": (holding("report", ""), f"{REPORT}, regel 1: de tekst begint niet met een titel."),
    "an empty title": (holding("report", "#\n\nTekst.\n"), f"{REPORT}, regel 1: de tekst begint niet met een titel."),
    "a second title": (added(REPORT, "# Nog een"), f"{HERE} “Nog een” is een tweede titel."),
    "a heading too deep": (added(REPORT, "### Diep"), f"{HERE} het kopje “Diep” slaat een niveau over."),
    "an empty heading": (added(REPORT, "##"), f"{HERE} een kopje is leeg."),
    "a table of dashes": (added(REPORT, "| a | b |\n|---|---|"), f"{HERE} een tabel van streepjes kan niet"),
    "a block of code": (added(REPORT, "```\nx = y\n```"), "een blok code kan niet in een publicatie."),
    "an indented line": (added(REPORT, "    ingesprongen"), f"{HERE} een regel die met vier spaties begint kan niet"),
    "a list in a list": (added(REPORT, "- een\n  - twee"), "een lijst in een lijst of citaat kan niet"),
    "an unknown figure": (
        added(REPORT, '{{ figure("verdeeling") }}'), f"{HERE} figuur “verdeeling” bestaat niet.",
        "Bedoelde u “verdeling”?",
    ),
    "a figure twice": (added("ending", '{{ figure("houding") }}'), "regel 5: figuur “houding” staat er al."),
    "a figure that is not referred to": (
        added(REPORT, '{{ figure("verdeling") }}'), f"{HERE} figuur “verdeling” wordt nergens in de tekst genoemd.",
    ),
    "a figure that is only referred to": (
        added(REPORT, '{{ ref("verdeling") }}'), f"{HERE} figuur “verdeling” wordt genoemd maar staat er niet.",
    ),
    "a figure within a sentence": (
        added(REPORT, '{{ ref("verdeling") }} laat {{ figure("verdeling") }} zien.'),
        f"{HERE} een figuur of tabel staat midden in een zin, lijst, citaat of kopje.",
    ),
    "a character that no font has": (
        added(REPORT, "Meer 🎉 vertrouwen in 汉 mensen."), "heeft niet alle tekens: “汉” (U+6C49), “🎉” (U+1F389)",
        "vertrouwen in 汉 mensen",
    ),
    "an invisible character": (added(REPORT, "x\ue000x"), f"{HERE} onzichtbaar speciaal teken in de tekst."),
    "one written as a number": (added(REPORT, "x&#xE000;x"), f"{HERE} onzichtbaar speciaal teken in de tekst."),
    "mistakes in several texts": (
        all_of(added(REPORT, '{{ share("x") }}'), added("ending", "![](y.png)"), added(PRESS_RELEASE, "{{ y }}")),
        f"{HERE} indicator “x”", "02-slot.md, regel 5: een afbeelding", f"{PRESS_RELEASE}, regel 5: “y” bestaat niet.",
        "3 problemen gevonden.",
    ),
}  # fmt: skip

TITLE = "De houding tegenover wachten"
FIGURES: dict[str, Case] = {
    "a typed digit in a title": (
        replaced("figures", TITLE, "De houding in 2025"), "templates/figures.toml, regel 4: een getypt cijfer: “2025”.",
    ),
    "a typed digit in a note": (
        replaced("figures", f'"{TITLE}"', f'"{TITLE}"\nnote = "Met 40 mensen."\nalt = "15%"'),
        "templates/figures.toml, regel 5: een getypt cijfer: “40”.", "regel 6: een getypt cijfer: “15%”.",
    ),
    "an undefined name in a title": (
        replaced("figures", TITLE, "De {{ houding }}"),
        "templates/figures.toml, regel 4, title van figuur “houding”: “houding” bestaat niet.",
    ),
    "a title that cannot be read": (
        replaced("figures", TITLE, "De {{ share('positief' }}"),
        "templates/figures.toml, regel 4, title van figuur “houding”: een haakje wordt niet gesloten.",
    ),
    "an unknown indicator in a figure": (
        replaced("figures", '"negatief"]', '"negatiev"]'),
        "templates/figures.toml, regel 3: de indicator “negatiev” bestaat niet.", "Bedoelde u “negatief”?",
    ),
}  # fmt: skip


@told(TEXTS | FIGURES)
def test_what_is_wrong_with_a_text_is_told_with_file_and_line(case, monitor, monkeypatch, capsys):
    hold(case, monitor, monkeypatch, capsys)


# --- the house style and the pages ------------------------------------------------------------------------------------

WHOLE = (Path(__file__).parent.parent / FONT).read_bytes()
STYLE: dict[str, Case] = {
    "a font of noise": (holding(FONT, NOISE), f"{FONT}: dit is geen letterbestand (TrueType of OpenType)"),
    "an empty font": (holding(FONT, b""), f"{FONT}: dit is geen letterbestand"),
    "half a font": (holding(FONT, WHOLE[: len(WHOLE) // 2]), f"{FONT}: dit is geen letterbestand", "afgekapt"),
    "a font with its tables damaged": (
        holding(FONT, WHOLE[:400] + bytes(len(WHOLE) - 400)), "SourceSans3-Bold.ttf", "letterbestand",
    ),
    "a logo that is no SVG": (holding(LOGO, b"\x89PNG\r\n\x1a\n"), f"{LOGO}: het logo is geen SVG, of geen UTF-8."),
    "half a logo": (changed(LOGO, lambda svg: svg[:300]), f"{LOGO}, regel 3: het logo is geen SVG, of het is beschad"),
    "a logo that does something": (
        replaced(LOGO, "</svg>", "<script>alert()</script></svg>"), "het logo doet meer dan tekenen (in <script>).",
    ),
    "a logo from elsewhere": (
        replaced(LOGO, "</svg>", '<image href="https://x.example/a.png"/></svg>'), "het logo verwijst naar iets",
    ),
    "a logo outside its folder": (
        replaced(BRAND, '"logo.svg"', '"../../../monitor.toml"'), f"{BRAND}, regel 3: “../../../monitor.toml” is geen",
    ),
    "a brand that cannot be read": (
        replaced(BRAND, 'name = "', "name = "), f"{BRAND}, regel 2, kolom 8: dit is geen geldige waarde.",
    ),
    "an empty brand": (holding(BRAND, ""), f"{BRAND}: er ontbreekt: name, logo, family, fonts, colours, dark."),
    "a colour that is none": (replaced(BRAND, "#0B5A6B", "blauw"), f"{BRAND}, regel 36: “blauw” is geen kleur"),
    "a page template that cannot be read": (
        added("templates/pages/report-print.html", "{% if %}"), "templates/pages/report-print.html, regel", "niet te l",
    ),
    "a page template that asks too much": (
        replaced("templates/pages/report-print.html", "{{", "{{ nergens."),
        "templates/pages/report-print.html, regel 3: dit sjabloon vraagt om iets wat er niet is.",
    ),
    "mistakes in texts and style": (
        all_of(added(REPORT, '{{ share("x") }}'), without(LOGO)), f"{HERE} indicator “x”", f"{LOGO}: het logo",
        "2 problemen gevonden.",
    ),
}  # fmt: skip


@told(STYLE)
def test_what_is_wrong_with_the_house_style_is_told_with_its_file(case, monitor, monkeypatch, capsys):
    hold(case, monitor, monkeypatch, capsys)


# --- workbooks and SPSS files, read as they really are: in a process of their own -------------------------------------

IN_EXCEL = replaced("monitor", "data/2025.csv", "data/2025.xlsx")
IN_SPSS = replaced("monitor", "data/2025.csv", "data/2025.sav")


def zipped(root: Path) -> None:
    with zipfile.ZipFile(root / "data/2025.xlsx", "w") as archive:
        archive.writestr("leesmij.txt", "geen werkmap")


def workbook(*rows: list[object]) -> Damage:
    def damage(root: Path) -> None:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(root / "data/2025.xlsx")

    return damage


WORKBOOKS: dict[str, Case] = {
    "a CSV called .xlsx": (
        lambda root: shutil.copy(root / "data/2025.csv", root / "data/2025.xlsx"),
        "data/2025.xlsx: dit is geen Excel-werkmap, of zij is afgekapt.", "extensie .csv",
    ),
    "half a workbook": (holding("data/2025.xlsx", (DATA / "2024.xlsx").read_bytes()[:9000]), "of zij is afgekapt."),
    "an empty workbook": (holding("data/2025.xlsx", b""), "data/2025.xlsx: het bestand is leeg."),
    "a workbook with a password": (holding("data/2025.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600)), "heeft een wachtwoord"),
    "a zip file": (zipped, "data/2025.xlsx: de werkmap is niet te lezen: het eerste werkblad ontbreekt."),
    "a formula without a value": (workbook(["nummer"], ["=1+2"]), "formule zonder berekende waarde in cel A2."),
    "an error of Excel": (workbook(["nummer"], [1], ["#N/A"]), "data/2025.xlsx: foutwaarde in cel A3."),
    "a title above the header": (
        workbook(["Uitslag", None], ["nummer", "houding"], [1, 4]), "data/2025.xlsx: kolom 2 heeft geen naam.",
    ),
}  # fmt: skip


@told(WORKBOOKS)
def test_a_workbook_that_is_none_is_told(case, monitor, monkeypatch, capsys):
    damage, *said = case
    hold((all_of(IN_EXCEL, damage), *said), monitor, monkeypatch, capsys)


SPSS: dict[str, Case] = {
    "a file that kills its reader": (
        holding("data/2025.sav", REFERENCE / "crash1.sav"),
        "data/2025.sav: de lezer is vastgelopen (signaal 11).", "nieuwe export",
    ),
    "a file that is cut off": (
        holding("data/2025.sav", (DATA / "2025.sav").read_bytes()[:-3000]),
        "data/2025.sav: het SPSS-bestand is niet te lezen; waarschijnlijk is het afgekapt of beschadigd.",
    ),
    "a file of noise": (holding("data/2025.sav", b"$FL2" + NOISE), "data/2025.sav: het SPSS-bestand is niet te lezen"),
    "something else": (holding("data/2025.sav", NOISE), "data/2025.sav: dit is geen SPSS-bestand."),
}  # fmt: skip


@told(SPSS)
def test_an_spss_file_that_is_none_is_told_and_does_no_harm(case, monitor, capsys):
    damage, *said = case
    all_of(IN_SPSS, damage)(monitor)
    message = refusal(monitor, capsys)
    for part in said:
        assert part in message
    assert_well_said(message)


# --- nothing is written -----------------------------------------------------------------------------------------------


def test_where_nothing_was_published_nothing_appears(monitor, monkeypatch, capsys):
    monkeypatch.setattr(process, "start", MeasuredHere)
    shutil.rmtree(monitor / "output")
    added(REPORT, '{{ share("x") }}')(monitor)
    refusal(monitor, capsys)
    assert not (monitor / "output").exists()


def test_what_is_in_order_is_not_complained_of(monitor, monkeypatch, capsys):
    monkeypatch.setattr(process, "start", MeasuredHere)
    check, _ = commands(monitor)
    assert run(check) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2024 (data/2024.csv)\n  40 respondenten, na weging zoveel waard als 40 (efficiëntie >99%)")
    assert shown.endswith("\n\nGeen problemen gevonden.\n")


def test_a_placeholder_keeps_a_final_build_from_being_made(monitor, monkeypatch, capsys):
    monkeypatch.setattr(process, "start", MeasuredHere)
    added(PRESS_RELEASE, '{{ placeholder("Citaat") }}')(monitor)
    before = contents(monitor)
    assert run(["build", "--project", str(monitor)]) == 1
    assert f"{PRESS_RELEASE}, regel 5: hier moet nog iets worden ingevuld: “Citaat”." in capsys.readouterr().err
    assert contents(monitor) == before
