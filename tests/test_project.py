"""Reading a monitor's project files: what comes out, and what is said when a file is not as it should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.errors import Problem, UserError
from reportgen.project.reading import find_project, read_project
from reportgen.project.schema import Code
from tests.monitors import FILES, REPOSITORY, Change, small_monitor


def problems_in(root: Path) -> tuple[Problem, ...]:
    with pytest.raises(UserError) as caught:
        read_project(root)
    return caught.value.problems


def only_problem_in(root: Path) -> Problem:
    problems = problems_in(root)
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def line_with(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)


# --- what is read ----------------------------------------------------------------------------------------------------


def test_the_projects_own_files_are_in_order() -> None:
    project = read_project(REPOSITORY)
    assert tuple(project.monitor.waves) == ("2023", "2024", "2025")
    assert project.codebook.questions["houding_chatbot"].answers[Code(4)] == "positief"
    assert project.figures["houding"].kind == "trend"


def test_a_small_monitor_is_read_whole(tmp_path: Path) -> None:
    project = read_project(small_monitor(tmp_path))
    assert project.root == tmp_path
    assert project.monitor.conductors[0].name == "Bureau Vraag"
    assert project.monitor.waves["2025"].fieldwork.end == date(2024, 11, 17)
    assert project.monitor.waves["2025"].margins == ("geslacht", "leeftijd")
    assert project.codebook.indicators["positief"].answers == (4, 5)
    assert project.codebook.breakdowns["leeftijd"].groups["18-49"].range == (18, 49)
    assert project.population.margins["geslacht"].classes["man"].share == 49.5
    assert project.figures["verdeling"].groups["negatief"] == (1, 2)


def test_a_count_may_be_written_without_a_point(tmp_path: Path) -> None:
    project = read_project(small_monitor(tmp_path))
    assert project.population.margins["leeftijd"].classes["50+"].count == 8_000_000


def test_codes_become_numbers_and_a_scale_becomes_answers(tmp_path: Path) -> None:
    questions = read_project(small_monitor(tmp_path)).codebook.questions
    assert questions["geslacht"].answers == {1: "man", 2: "vrouw"}
    assert questions["houding"].answers[Code(9)] == "weet niet"
    assert questions["houding"].scale == "houding"


def test_texts_are_read_by_name_and_all_files_are_listed(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    (root / "templates/report/.#01-houding.md").write_text("van een tekstverwerker", encoding="utf-8")
    project = read_project(root)
    assert [text.path for text in project.report] == [FILES["report"], FILES["ending"]]
    assert project.press_release[0].source.startswith("# Wachten valt mee")
    assert project.sources == (
        "monitor.toml",
        "data/codebook.toml",
        "data/population.toml",
        "templates/figures.toml",
        "templates/report/01-houding.md",
        "templates/report/02-slot.md",
        "templates/press-release/persbericht.md",
    )


def test_a_monitor_may_have_no_figures_and_no_texts(tmp_path: Path) -> None:
    project = read_project(small_monitor(tmp_path, figures=None, report=None, ending=None, press_release=None))
    assert project.figures == {}
    assert project.report == project.press_release == ()


def test_a_monitor_with_the_agencys_weights_needs_no_population(tmp_path: Path) -> None:
    weights = [('margins = ["geslacht", "leeftijd"]', 'weight = "gewicht"')] * 2
    project = read_project(small_monitor(tmp_path, monitor=weights, population=None))
    assert project.population.margins == {}


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    for name in ("monitor", "report"):
        file = root / FILES[name]
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    project = read_project(root)
    assert project.monitor.title == "Kleine Monitor"
    assert project.report[0].source.startswith("# Houding\n\nVan alle mensen")


def test_the_project_is_found_from_a_folder_within_it(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    assert find_project(root / "templates" / "report") == root.resolve()


def test_outside_a_project_the_option_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Er is geen monitor.toml in .*\n.*--project"):
        find_project(tmp_path)


# --- files that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["monitor", "codebook", "population"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    problem = only_problem_in(small_monitor(tmp_path, **{name: None}))
    assert str(problem).startswith(f"{FILES[name]}: dit bestand ontbreekt.")


def test_all_missing_files_are_named(tmp_path: Path) -> None:
    problems = problems_in(small_monitor(tmp_path, monitor=None, codebook=None))
    assert [problem.place.file for problem in problems if problem.place] == ["monitor.toml", "data/codebook.toml"]


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    root = small_monitor(tmp_path, codebook=None)
    (root / "data/codebook.toml").mkdir()
    assert str(only_problem_in(root)).startswith("data/codebook.toml: dit bestand is niet te lezen")


def test_a_text_that_is_no_file_is_named(tmp_path: Path) -> None:
    root = small_monitor(tmp_path)
    (root / "templates/report/03-map.md").mkdir()
    assert str(only_problem_in(root)).startswith("templates/report/03-map.md: dit bestand is niet te lezen")


@pytest.mark.parametrize(("name", "text"), [("codebook", "één"), ("report", "Zeeën")])
def test_another_encoding_is_named_with_its_line(tmp_path: Path, name: str, text: str) -> None:
    root = small_monitor(tmp_path)
    file = root / FILES[name]
    file.write_bytes(file.read_bytes() + f"# regel\n# {text}\n".encode("cp1252"))
    problem = only_problem_in(root)
    assert problem.what == "dit bestand is geen UTF-8."
    assert problem.place is not None
    assert problem.place.line == file.read_bytes().count(b"\n")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('title = "Kleine Monitor\n', "regel 1, kolom 24: hier ontbreekt een aanhalingsteken."),
        ("title = Kleine Monitor", "regel 1, kolom 9: dit is geen geldige waarde."),
        ('title "Kleine Monitor"', "regel 1, kolom 7: na de naam hoort een =-teken te staan."),
        ('title = "Kleine Monitor" x', "regel 1, kolom 26: na de waarde hoort de regel te eindigen."),
        ('title = "a"\ntitle = "b"\n', "regel 2, kolom 12: deze naam heeft al een waarde."),
        ("title = 2023-02-30", "regel 1, kolom 9: deze datum bestaat niet."),
        ("title = ['a', 'b'\nsubtitle = 'c'", "regel 2, kolom 1: deze lijst of tabel wordt niet gesloten."),
        ("[title\n", "regel 1, kolom 7: deze kop wordt niet gesloten."),
        ("[a]\n[a]\n", "regel 2, kolom 3: deze kop staat er al."),
        ("é = 1\n", "regel 1, kolom 1: deze regel is niet te lezen."),
        ('a = "\\d"', "regel 1, kolom 8: een losse \\ kan niet in een tekst."),
        ("a = { b = 1, b = 2 }", "deze sleutel staat er twee keer."),
        ("a = 1,5", "regel 1, kolom 6: na de waarde hoort de regel te eindigen."),
        ("a = “x”", "regel 1, kolom 5: dit is geen geldige waarde."),
        ('a = "\x01"', "regel 1, kolom 6: hier staat een teken dat niet mag."),
        ("a = [1,\n", "regel 1, aan het eind: dit is geen geldige waarde."),
        (f"a = {'[' * 5000}", "lijsten en tabellen zijn hier te diep genest."),
        (f"a = {'9' * 5000}", "dit is geen geldige TOML"),
    ],
)
def test_toml_that_cannot_be_read_is_said_in_dutch_with_line_and_column(tmp_path: Path, wrong: str, said: str) -> None:
    problem = only_problem_in(small_monitor(tmp_path, monitor=wrong))
    assert said in str(problem)
    assert problem.remedy


# --- values that do not fit ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "change", "on", "said", "remedy"),
    [
        pytest.param(*case[1:], id=case[0])
        for case in [
            (
                "a number for a text",
                "monitor",
                ('title = "Kleine Monitor"', "title = 5"),
                "title = 5",
                "“title” moet een tekst zijn, geen 5.",
                "aanhalingstekens",
            ),
            (
                "a text for a number",
                "codebook",
                ("minimum = 18", 'minimum = "18"'),
                'minimum = "18"',
                "“minimum” moet een geheel getal zijn, geen “18”.",
                "zonder aanhalingstekens",
            ),
            (
                "a truth for a number",
                "codebook",
                ("minimum = 18", "minimum = true"),
                "minimum = true",
                "“minimum” moet een geheel getal zijn, geen true.",
                "cijfers",
            ),
            (
                "a fraction for a whole number",
                "codebook",
                ("minimum = 18", "minimum = 18.0"),
                "minimum = 18.0",
                "“minimum” moet een geheel getal zijn, geen 18.0.",
                "zonder komma",
            ),
            (
                "a number for a truth",
                "monitor",
                ("simulated = true", "simulated = 1"),
                "simulated = 1",
                "“simulated” moet true of false zijn, geen 1.",
                "true (ja)",
            ),
            (
                "a text for a date",
                "monitor",
                ("published = 2025-01-13", 'published = "13 januari"'),
                "13 januari",
                "“published” moet een datum zijn, geen “13 januari”.",
                "jaar-maand-dag",
            ),
            (
                "a moment for a date",
                "monitor",
                ("published = 2025-01-13", "published = 2025-01-13T06:00:00"),
                "T06:00:00",
                "“published” moet een datum zijn",
                "jaar-maand-dag",
            ),
            (
                "a moment without a place for an embargo",
                "monitor",
                ("published = 2025-01-13", "published = 2025-01-13\nembargo = 2025-01-13T06:00:00"),
                "embargo",
                "“embargo” moet een tekst zijn, geen 2025-01-13 06:00:00.",
                "aanhalingstekens",
            ),
            (
                "a text for a list",
                "monitor",
                ('headlines = ["positief", "cijfer"]', 'headlines = "positief"'),
                "headlines",
                "“headlines” moet een lijst zijn, geen “positief”.",
                "rechte haken",
            ),
            (
                "one wrong element of a list",
                "codebook",
                ("answers = [4, 5]", 'answers = [\n  4,\n  "5",\n]'),
                '  "5",',
                "waarde 2 van “answers” moet een geheel getal zijn, geen “5”.",
                "zonder aanhalingstekens",
            ),
            (
                "three limits",
                "codebook",
                ("range = [18, 49]", "range = [18, 30, 49]"),
                "[18, 30, 49]",
                "“range” moet precies 2 waarden hebben (nu 3).",
                "rechte haken",
            ),
            (
                "a text for a table",
                "codebook",
                ("[questions.toelichting]", '[questions]\nnaam = "Wat is uw naam?"\n[questions.toelichting]'),
                "naam = ",
                "“naam” moet een tabel zijn, geen “Wat is uw naam?”.",
                "kop",
            ),
            (
                "a word for a code",
                "codebook",
                ('answers.1 = "man"', 'answers.man = "man"'),
                "answers.man",
                "“man” is geen code: dat moet een geheel getal zijn.",
                '1 = "ja"',
            ),
            (
                "an unknown type",
                "codebook",
                ('type = "number"', 'type = "numbr"'),
                "numbr",
                "“type” kan niet “numbr” zijn.",
                "Bedoelde u “number”?",
            ),
            (
                "an unknown kind of figure",
                "figures",
                ('kind = "trend"', 'kind = "trent"'),
                "trent",
                "“kind” kan niet “trent” zijn.",
                "Bedoelde u “trend”?",
            ),
            (
                "an unknown key",
                "codebook",
                ("dont_know = [9]", "dontknow = [9]"),
                "dontknow",
                "de sleutel “dontknow” bestaat hier niet.",
                "Bedoelde u “dont_know”?",
            ),
            (
                "a misspelt key is one mistake",
                "codebook",
                ('text = "Wat is uw geslacht?"', 'tekst = "Wat is uw geslacht?"'),
                "tekst",
                "de sleutel “tekst” bestaat hier niet.",
                "Bedoelde u “text”?",
            ),
            (
                "an unknown key far from any other",
                "monitor",
                ('place = "Utrecht"', 'place = "Utrecht"\nxyz = 1'),
                "xyz",
                "de sleutel “xyz” bestaat hier niet.",
                "Kies uit: conductors, contact,",
            ),
            (
                "a misspelt table hides nothing else",
                "codebook",
                ("[scales.houding]", "[scale.houding]"),
                "[scale.houding]",
                "de sleutel “scale” bestaat hier niet.",
                "Bedoelde u “scales”?",
            ),
            (
                "a missing key",
                "codebook",
                ('text = "Wat is uw geslacht?"\n', ""),
                "[questions.geslacht]",
                "“text” ontbreekt in [questions.geslacht].",
                'Voeg een regel toe: text = "…"',
            ),
            (
                "a missing key in an element of a list",
                "monitor",
                ('name = "Vereniging Antwoord"\n', ""),
                "[[partners]]",
                "“name” ontbreekt in [partners.0].",
                'name = "…"',
            ),
            (
                "a missing list",
                "population",
                ('variables = ["geslacht"]\n', ""),
                "[margins.geslacht]",
                "“variables” ontbreekt in [margins.geslacht].",
                "variables = [ … ]",
            ),
        ]
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_line(
    tmp_path: Path, file: str, change: Change, on: str, said: str, remedy: str
) -> None:
    root = small_monitor(tmp_path, **{file: change})
    problem = only_problem_in(root)
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (FILES[file], line_with(root / FILES[file], on))
    assert problem.what.startswith(said)
    assert remedy in problem.remedy


def test_a_missing_key_at_the_top_has_no_line(tmp_path: Path) -> None:
    problem = only_problem_in(small_monitor(tmp_path, monitor=('title = "Kleine Monitor"\n', "")))
    assert str(problem).startswith("monitor.toml: “title” ontbreekt.")


def test_a_missing_table_is_asked_for(tmp_path: Path) -> None:
    contact = (
        '[contact]\nname = "Redactie Kleine Monitor"\nemail = "redactie@monitor.example"\n'
        'images = "op aanvraag"\naccessibility = "toegankelijk@monitor.example"\n'
    )
    problem = only_problem_in(small_monitor(tmp_path, monitor=(contact, "")))
    assert problem.what == "“contact” ontbreekt."
    assert problem.remedy == "Voeg een tabel “contact” toe."


# --- everything at once ----------------------------------------------------------------------------------------------


def test_mistakes_in_all_files_come_at_once_in_reading_order(tmp_path: Path) -> None:
    root = small_monitor(
        tmp_path,
        monitor=[('"positief", "cijfer"', '"positiev", "cijfer"'), ('brand = "klein"', 'brand = "groot"\nkleur = 1')],
        codebook=[("minimum = 18", 'minimum = "18"'), ('question = "ergernissen"', 'question = "ergernis"')],
        population=("share = 49.5", "share = 39.5"),
        figures=("De houding tegenover wachten", "De houding van 2025"),
        report=("Van alle mensen", "Van de 40 mensen"),
    )
    places = [(problem.place.file, problem.place.line) if problem.place else None for problem in problems_in(root)]
    assert places == [
        ("monitor.toml", line_with(root / FILES["monitor"], "positiev")),
        ("monitor.toml", line_with(root / FILES["monitor"], "groot")),
        ("monitor.toml", line_with(root / FILES["monitor"], "kleur")),
        ("data/codebook.toml", line_with(root / FILES["codebook"], 'minimum = "18"')),
        ("data/codebook.toml", line_with(root / FILES["codebook"], 'question = "ergernis"')),
        ("data/population.toml", line_with(root / FILES["population"], "[margins.geslacht]")),
        ("templates/figures.toml", line_with(root / FILES["figures"], "2025")),
        ("templates/report/01-houding.md", 3),
    ]


def test_a_file_that_cannot_be_read_does_not_hide_mistakes_elsewhere(tmp_path: Path) -> None:
    changes: dict[str, Change] = {"codebook": "id = nummer", "population": ("share = 49.5", "share = 59.5")}
    first, second = problems_in(small_monitor(tmp_path, **changes))
    assert first.place is not None
    assert first.place.file == FILES["codebook"]
    assert "tellen op tot 110" in second.what


def test_what_only_follows_from_a_mistake_is_not_said(tmp_path: Path) -> None:
    """Without its type nothing can be said of a question, nor of the indicators, margins and figures that use it."""
    root = small_monitor(tmp_path, codebook=('type = "single"\nshort', 'typ = "single"\nshort'))
    assert only_problem_in(root).remedy == "Bedoelde u “type”?"


def test_a_codebook_without_questions_is_one_mistake(tmp_path: Path) -> None:
    problem = only_problem_in(
        small_monitor(tmp_path, codebook='id = "nummer"\nquestions = 1\n[indicators]\n[breakdowns]\n', **NOTHING_ELSE)
    )
    assert problem.what == "“questions” moet een tabel zijn, geen 1."


NOTHING_ELSE: dict[str, Change] = {"monitor": ('headlines = ["positief", "cijfer"]', "headlines = []"), "figures": None}
