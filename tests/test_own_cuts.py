"""An edition with a cut of its own, from its file to its pages: its chapter, its facts, and what it is refused for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportgen.build import BuildResult, build
from reportgen.checking import check, verify
from reportgen.cli import run
from reportgen.comparing.folders import read_side
from reportgen.comparing.naming import Naming
from reportgen.comparing.printed import printed_value
from reportgen.errors import UserError
from reportgen.facts import from_json
from reportgen.measured import read_or_measure
from reportgen.progress import Silent
from reportgen.project.cutting import with_all_cuts
from reportgen.project.reading import read_project
from reportgen.report.compose import compose
from reportgen.report.model import Chapter, Figure, Paragraph, Table, plain
from reportgen.survey import process
from tests.monitors import CODEBOOK, MONITOR, small_monitor
from tests.survey.test_cutting import edition, people

pytestmark = pytest.mark.usefixtures("measured_here")

LABEL = "mensen die ooit belden"
WOMEN = edition("vrouwen", "geslacht = [2]", LABEL)
MONITOR_OF_EQUALS = MONITOR.replace('margins = ["geslacht", "leeftijd"]', 'weight = "gewicht"')
METHOD = "# Slot\n\n{{ method() }}\n"
# Of 120 women 30 are positive, of 180 men 120; the grades differ too.
ANSWERS = [(2, 4 if i < 30 else 2, 5 + i % 3) for i in range(120)] + [(1, 5 if i < 120 else 3, 6) for i in range(180)]


def monitor_of(folder: Path, editions: str = WOMEN, *, answers=ANSWERS, codebook: str = CODEBOOK) -> Path:
    return small_monitor(
        folder,
        monitor=MONITOR_OF_EQUALS + editions,
        codebook=codebook,
        figures="",
        report='# Houding\n\nVan alle mensen is {{ share("positief") }} positief.\n',
        ending=METHOD,
        data=people(answers),
        earlier_data=people(answers[::-1]),
    )


def chapters(root: Path, name: str) -> tuple[Chapter, ...]:
    project, book = read_or_measure(root, None, edition=name)
    return compose(book, project, name, draft=True).report.chapters


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return monitor_of(tmp_path_factory.mktemp("cut"))


@pytest.fixture(scope="module")
def chapter(root: Path) -> Chapter:
    return next(one for one in chapters(root, "vrouwen") if plain(one.title) == "Mensen die ooit belden")


def tables(chapter: Chapter) -> dict[str, Table]:
    return {block.name: block for block in chapter.blocks if isinstance(block, Table)}


# --- the chapter -----------------------------------------------------------------------------------------------------


def test_the_chapter_stands_behind_the_others_and_before_the_method(root: Path) -> None:
    assert [plain(one.title) for one in chapters(root, "vrouwen")][:3] == ["Houding", "Mensen die ooit belden", "Slot"]
    assert "Mensen die ooit belden" not in [plain(one.title) for one in chapters(root, "landelijk")]


def test_it_says_how_many_they_are_each_number_with_its_fact(chapter: Chapter) -> None:
    first = next(block for block in chapter.blocks if isinstance(block, Paragraph))
    assert "In 2025 zijn dat 120 van de 300 respondenten; na weging is dat 40%." in plain(first.inline)
    facts = {run.text: run.fact for run in first.inline if run.fact}
    assert facts == {
        "120": "n@2025/vrouwen=uitsnede",
        "300": "n@2025",
        "40%": "share@2025/vrouwen=uitsnede",
    }


def test_the_headlines_stand_beside_those_of_everybody_else_with_their_test(chapter: Chapter) -> None:
    table = tables(chapter)["uitsnede-kerncijfers"]
    assert table.columns == ("Deze groep", "95%-interval", "Alle anderen", "Verschil", "n")
    share, grade = table.rows
    assert [cell.text for cell in share.cells] == ["25%", "18% – 34%", "67%", "42", "120"]
    assert [cell.mark for cell in share.cells] == ["▼", "", "", "▼", ""]
    assert share.cells[2].fact == "positief@2025/rest/vrouwen=uitsnede"
    assert share.cells[3].fact == "positief@2025/vrouwen=uitsnede:rest"
    # 6,0 and 6,0: no difference is told.
    assert [cell.text for cell in grade.cells][2:4] == ["6,0", "geen"]


def test_the_figure_says_what_a_test_carries(chapter: Chapter) -> None:
    figure = next(block for block in chapter.blocks if isinstance(block, Figure))
    assert (
        plain(figure.title)
        == "Onder mensen die ooit belden geldt minder vaak dan onder alle anderen: positief over wachten"
    )
    assert {run.fact for run in figure.title} == {"positief@2025/vrouwen=uitsnede:rest"}
    assert figure.alt == (
        "Stippengrafiek met onzekerheidsmarges. Mensen die ooit belden tegen alle anderen: positief over wachten 25% "
        "tegen 67%."
    )
    own, everybody = figure.chart.series
    assert (own.label, everybody.label) == (LABEL, "alle respondenten")
    assert [(point.text, point.mark) for point in own.points] == [("25%", "▼")]
    assert [(point.text, point.mark) for point in everybody.points] == [("50%", "")]
    assert own.points[0].low is not None
    assert "Basis: alle respondenten (n = 300); mensen die ooit belden (n = 120)." in " ".join(map(plain, figure.notes))


def test_without_a_significant_difference_the_figure_claims_none(tmp_path: Path) -> None:
    alike = [(1 + i % 2, 2 + i // 2 % 3, 6) for i in range(240)]
    own = chapters(monitor_of(tmp_path, answers=alike), "vrouwen")[1]
    figure = next(block for block in own.blocks if isinstance(block, Figure))
    assert plain(figure.title) == "Mensen die ooit belden naast alle respondenten"
    assert {cell.text for row in tables(own)["uitsnede-kerncijfers"].rows for cell in row.cells[3:4]} == {"geen"}


def test_all_outcomes_stand_over_the_waves_by_theme(chapter: Chapter) -> None:
    table = tables(chapter)["uitsnede-uitkomsten"]
    assert table.columns == ("2024", "2025", "Alle anderen", "Verschil", "n")
    assert [row.label for row in table.rows] == [
        "Positief over wachten",
        "Negatief over wachten",
        "Ergernis: de muziek",
        "Rapportcijfer voor het wachten",
    ]


def test_a_breakdown_of_the_codebook_is_shown_in_full(tmp_path: Path) -> None:
    shown = (
        '\n[[editions]]\nslug = "leeftijden"\nlabel = "L"\nbrand = "klein"\n[editions.cut]\nbreakdown = "geslacht"\n'
    )
    root = monitor_of(tmp_path, shown)
    _, own, _, *_ = chapters(root, "leeftijden")
    assert plain(own.title) == "Naar geslacht"
    table = tables(own)["uitsnede-uitkomsten"]
    assert table.columns == ("Totaal", "mannen", "vrouwen")
    assert [cell.text for cell in table.rows[0].cells] == ["50%", "67%", "25%"]
    assert [cell.mark for cell in table.rows[0].cells] == ["", "▲", "▼"]
    project, book = read_or_measure(root, None, edition="leeftijden")
    assert book.cuts == ()
    assert "leeftijden" not in project.codebook.breakdowns


def test_many_groups_stand_under_each_other(tmp_path: Path) -> None:
    groups = "\n".join(f'groups.j{age} = {{ label = "{age}", range = [{age}, {age}] }}' for age in range(28, 38))
    codebook = f'{CODEBOOK}\n[breakdowns.jaren]\nlabel = "jaren"\nquestion = "leeftijd"\n{groups}\n'
    shown = '\n[[editions]]\nslug = "jaren-uit"\nlabel = "L"\nbrand = "klein"\n[editions.cut]\nbreakdown = "jaren"\n'
    own = chapters(monitor_of(tmp_path, shown, codebook=codebook), "jaren-uit")[1]
    (table,) = tables(own).values()
    assert table.columns == ("Positief", "Negatief", "De muziek", "Cijfer", "n")
    assert [row.label for row in table.rows][:4] == ["Totaal", "28", "29", "30"]


# --- what is built ---------------------------------------------------------------------------------------------------


def made(root: Path, *editions: str, forms: frozenset[str] = frozenset({"html", "xlsx", "svg"})) -> Path:
    return build(root, None, editions, forms, None, 1, True, Silent()).folder


@pytest.fixture(scope="module")
def built(root: Path) -> Path:
    return made(root)


def test_its_facts_are_in_its_own_folder_and_in_no_other_file(built: Path) -> None:
    own = from_json((built / "vrouwen/facts.json").read_text("utf-8"))
    assert {fact.breakdown for fact in own.facts} == {"vrouwen"}
    assert [cut.n for cut in own.cuts] == [120, 120]
    assert not (built / "landelijk/facts.json").exists()
    for file in [built / "facts.json", *(built / "landelijk").rglob("*")]:
        if file.suffix in {".json", ".html", ".svg", ".csv"}:
            text = file.read_text("utf-8")
            assert LABEL not in text
            assert "vrouwen=uitsnede" not in text


def test_everything_that_it_prints_of_everybody_is_what_the_other_editions_print(built: Path) -> None:
    def printed(name: str) -> set[tuple[str, str]]:
        entries = json.loads((built / name / "ledger.json").read_text("utf-8"))["entries"]
        return {(one["fact"], one["text"]) for one in entries if one.get("fact") and "=uitsnede" not in one["fact"]}

    assert printed("landelijk")
    assert printed("landelijk") <= printed("vrouwen")


def test_its_figure_and_tables_go_along(built: Path) -> None:
    assert {file.suffix for file in (built / "vrouwen/figuren").glob("uitsnede.*")} == {".svg", ".png", ".csv"}
    assert not list((built / "landelijk/figuren").glob("uitsnede.*"))


def test_every_number_in_it_is_confirmed(root: Path, built: Path) -> None:
    files = [built / "vrouwen/rapport.html", built / "vrouwen/tabellen.xlsx", built / "vrouwen/figuren/uitsnede.svg"]
    _, found = verify(root, [*files, built / "landelijk/rapport.html"], None, Silent())
    assert [one.alarms for one in found] == [0, 0, 0, 0]


def test_another_number_in_it_is_told(root: Path, built: Path, tmp_path: Path) -> None:
    page = (built / "vrouwen/rapport.html").read_text("utf-8")
    assert ">67%<" in page
    changed = tmp_path / "rapport.html"
    changed.write_text(page.replace(">67%<", ">68%<", 1), "utf-8")
    _, (found,) = verify(root, [changed], None, Silent())
    assert found.alarms


def test_a_text_of_somebody_else_is_held_against_the_cut_that_is_named(root: Path, built: Path, tmp_path: Path) -> None:
    text = tmp_path / "bericht.md"
    text.write_text(f"In 2025 is van {LABEL} 25% positief over wachten.\n", "utf-8")
    _, (known,) = verify(root, [text], None, Silent(), "vrouwen")
    assert known.alarms == 0
    text.write_text(f"In 2025 is van {LABEL} 35% positief over wachten.\n", "utf-8")
    _, (wrong,) = verify(root, [text], None, Silent(), "vrouwen")
    assert wrong.alarms == 1


def test_another_text_is_set_without_measuring_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = monitor_of(tmp_path)
    made(root, forms=frozenset({"html"}))
    monkeypatch.setattr(process, "start", None)
    report = root / "templates/report/01-houding.md"
    report.write_text(report.read_text("utf-8").replace("Van alle mensen", "Van iedereen"), "utf-8")
    folder = made(root, forms=frozenset({"html"}))
    assert "Van iedereen" in (folder / "vrouwen/rapport.html").read_text("utf-8")


# --- what is asked for, and refused ----------------------------------------------------------------------------------


def test_its_facts_are_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = ["--project", str(root)]
    assert run(["facts", "positief", "--edition", "vrouwen", *project]) == 0
    assert LABEL in capsys.readouterr().out
    assert run(["facts", "--explain", "n@2025/vrouwen=uitsnede", "--edition", "vrouwen", *project]) == 0
    told = capsys.readouterr().out
    assert "In 2025 zitten 120 van de 300 respondenten" in told
    assert "Na weging: Σw in de groep / Σw van iedereen = 40,0%." in told
    assert run(["facts", "--edition", "landelijk", *project]) == 1
    assert "heeft geen eigen uitsnede" in capsys.readouterr().err
    assert run(["facts", "--edition", "vrouwn", *project]) == 1
    assert "Bedoelde u “vrouwen”?" in capsys.readouterr().err


def test_a_cut_that_may_not_be_published_stops_its_own_edition_and_no_other(tmp_path: Path) -> None:
    few = [(2, 2, 6)] * 12 + [(1, 4, 6)] * 100
    root = monitor_of(tmp_path, answers=few)
    said = "telt in 2025 maar 12 respondenten; er zijn er minstens 30 nodig."
    for refused in (lambda: check(root, Silent()), lambda: made(root, "vrouwen")):
        with pytest.raises(UserError) as caught:
            refused()
        assert said in str(caught.value)
    result = build(root, None, (), frozenset({"html"}), None, 1, True, Silent())
    assert any(said in problem.what for problem in result.failed)
    assert (result.folder / "landelijk/rapport.html").exists()
    assert not (result.folder / "vrouwen").exists()


def test_a_cut_cannot_be_called_as_a_breakdown(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        check(monitor_of(tmp_path, edition("geslacht", "geslacht = [2]")), Silent())
    assert "“geslacht” heet al een uitsplitsing" in str(caught.value)


@pytest.mark.parametrize("limits", ["40", "31, 18", "18, 20, 22"])
def test_a_number_takes_two_limits(tmp_path: Path, limits: str) -> None:
    with pytest.raises(UserError) as caught:
        check(monitor_of(tmp_path, edition("jong", f"leeftijd = [{limits}]")), Silent())
    assert "bij “leeftijd” horen twee grenzen" in str(caught.value)


SAID = {
    "positief@2025": ("50%", "positief over wachten, 2025"),
    "positief@2025/vrouwen=uitsnede": ("25%", f"positief over wachten, 2025, {LABEL}"),
    "positief@2025/rest/vrouwen=uitsnede": ("67%", f"positief over wachten, 2025, {LABEL}, alle anderen"),
    "n@2025/vrouwen=uitsnede": ("120", f"aantal respondenten, 2025, {LABEL}"),
    "share@2025/vrouwen=uitsnede": ("40%", f"deel van iedereen, 2025, {LABEL}"),
    "n@2025": ("300", "aantal respondenten, 2025"),
}


def test_an_output_is_compared_with_the_facts_of_its_cuts(built: Path) -> None:
    book = read_side(built).book
    assert {cut.breakdown for cut in book.cuts} == {"vrouwen"}
    assert {id_: printed_value(id_, book) for id_ in SAID} == {id_: value for id_, (value, _) in SAID.items()}


def test_what_differs_of_a_cut_is_told_by_its_name(root: Path) -> None:
    project = with_all_cuts(read_project(root))
    naming = Naming(project.codebook, project.monitor)
    assert {id_: naming.printed(id_) for id_ in SAID} == {id_: name for id_, (_, name) in SAID.items()}


def test_a_published_edition_stays_when_its_cut_may_not_be_published_any_more(tmp_path: Path) -> None:
    root = monitor_of(tmp_path)

    def published() -> BuildResult:
        return build(root, None, (), frozenset({"html"}), None, 1, False, Silent(), today=date(2025, 2, 1))

    folder = published().folder
    before = {file: file.read_bytes() for file in (folder / "vrouwen").iterdir()}
    monitor = root / "monitor.toml"
    monitor.write_text(monitor.read_text("utf-8").replace("where = { geslacht = [2] }", "where = { houding = [9] }"))
    result = published()
    assert any("telt in 2025 maar 0 respondenten" in problem.what for problem in result.failed)
    assert {file: file.read_bytes() for file in (folder / "vrouwen").iterdir()} == before
    assert (folder / "landelijk/rapport.html").exists()


NEGATIVE = edition("negatief", "houding = [1, 2]", "mensen die negatief zijn")
NOT_VERY = edition("een-beetje", "houding = [2]", "mensen die een beetje negatief zijn")
WITH_A_FEW = [*ANSWERS[:115], *[(2, 1, 6)] * 5, *ANSWERS[120:]]
"""Five of them are very negative, and 85 a little."""


def web_pages(root: Path, *editions: str) -> BuildResult:
    return build(root, None, editions, frozenset({"html"}), None, 1, True, Silent())


def test_a_new_cut_is_not_published_beside_one_that_stands_and_may_not_be_held_against_it(tmp_path: Path) -> None:
    """The one that was there is refused for the new one, and stays: together they would tell of five people."""
    root = monitor_of(tmp_path, NEGATIVE, answers=WITH_A_FEW)
    folder = web_pages(root).folder
    before = {file: file.read_bytes() for file in (folder / "negatief").iterdir()}
    (root / "monitor.toml").write_text(MONITOR_OF_EQUALS + NOT_VERY + NEGATIVE, "utf-8")
    result = web_pages(root)
    assert result.not_made == ("een-beetje", "negatief")
    said = [problem.what for problem in result.failed]
    assert any("verschilt in 2025 maar 5 personen van de uitsnede van uitgave “een-beetje”" in what for what in said)
    assert any("die van uitgave “negatief” blijft staan zonder dat zij nu gemeten is" in what for what in said)
    assert {file: file.read_bytes() for file in (folder / "negatief").iterdir()} == before
    assert not (folder / "een-beetje").exists()


def test_where_no_other_stands_a_new_cut_is_published_and_the_one_like_it_is_refused(tmp_path: Path) -> None:
    root = monitor_of(tmp_path, NOT_VERY + NEGATIVE, answers=WITH_A_FEW)
    assert web_pages(root).not_made == ("negatief",)


def test_one_cut_is_not_published_alone_beside_another_that_is_declared_otherwise_by_now(tmp_path: Path) -> None:
    root = monitor_of(tmp_path, NEGATIVE, answers=WITH_A_FEW)
    web_pages(root)
    otherwise = edition("negatief", "houding = [3]", "mensen zonder mening")
    (root / "monitor.toml").write_text(MONITOR_OF_EQUALS + NOT_VERY + otherwise, "utf-8")
    with pytest.raises(UserError, match="blijft staan zonder dat zij nu gemeten is"):
        web_pages(root, "een-beetje")
    assert not web_pages(root).failed


def test_a_cut_that_cannot_be_measured_goes_when_there_are_groups_it_was_never_held_against(tmp_path: Path) -> None:
    root = monitor_of(tmp_path, NEGATIVE, answers=WITH_A_FEW)
    folder = web_pages(root).folder
    groups = '\n[breakdowns.mening]\nlabel = "mening"\nquestion = "houding"\n'
    groups += 'groups.mild = { label = "mild", answers = [2, 3, 4] }\n'
    groups += 'groups.fel = { label = "fel", answers = [1, 5] }\n'
    (root / "data/codebook.toml").write_text(CODEBOOK + groups, "utf-8")
    unknown = edition("negatief", "houding = [7]", "mensen die negatief zijn")
    (root / "monitor.toml").write_text(MONITOR_OF_EQUALS + unknown, "utf-8")
    result = web_pages(root)
    assert any("wat er van uitgave “negatief” stond, had andere cijfers" in remark for remark in result.remarks)
    assert not (folder / "negatief").exists()
