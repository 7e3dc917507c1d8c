"""`reportgen compare` on the command line: what it takes, shows, writes and refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen import checking
from reportgen.cli import run
from reportgen.errors import Problem, UserError
from tests.comparing.examples import ROSE_A_LITTLE_LESS, STAYED, answer, measured_before, monitor, without_spans

pytestmark = pytest.mark.usefixtures("measured_here")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small monitor with its final edition built; not to be changed."""
    return measured_before(monitor(tmp_path_factory.mktemp("compare") / "monitor"))


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it to change, and to work in."""
    root = tmp_path / "monitor"
    shutil.copytree(built, root, symlinks=True)
    monkeypatch.chdir(root)
    return root  # type: ignore[return-value]


def test_an_output_and_the_wave_as_it_would_come_out_now_do_not_differ(project: Path, capsys: Captured) -> None:
    assert run(["compare", "output/2025", "2025"]) == 0
    shown = capsys.readouterr().out
    assert shown == (
        "Eerst: output/2025 (versie 1, definitief)\nNu:    2025 (zoals het project nu is)\n\nGeen verschillen.\n"
    )


def test_two_builds_of_the_same_files_do_not_differ(project: Path, capsys: Captured) -> None:
    shutil.copytree("output/2025", "eerst")
    assert run(["compare", "eerst", "output/2025"]) == 0
    assert "\nGeen verschillen.\n" in capsys.readouterr().out


def test_answers_that_undo_a_rise_are_told_in_figures_tests_sentences_and_charts(
    project: Path, capsys: Captured
) -> None:
    answer(project, STAYED)
    assert run(["compare", "output/2025", "2025"]) == 0
    shown = capsys.readouterr().out
    assert "Kerncijfer: positief over wachten (positief)\n  2024–2025: " in shown
    assert "procentpunt gestegen (p\u00a0<\u00a00,001) → geen significant verschil (p\u00a0=\u00a0" in shown
    assert (
        "Wel of niet significant: rapport, hoofdstuk 1, “Houding”\n  tekst: templates/report/01-houding.md, regel 7"
        in shown
    )
    assert "  − Het aandeel positieven is gestegen van " in shown
    assert "  − Meer mensen zijn positief\n  + De houding, per editie\n" in shown
    assert "De titel was “Meer mensen zijn positief”." in shown


def test_a_change_of_the_figures_alone_leaves_the_meanings(project: Path, capsys: Captured) -> None:
    answer(project, ROSE_A_LITTLE_LESS)
    assert run(["compare", "output/2025", "2025"]) == 0
    shown = capsys.readouterr().out
    assert "ZINNEN DIE IETS ANDERS ZEGGEN" not in shown
    assert "Alleen een ander cijfer: rapport, hoofdstuk 1, “Houding”" in shown


def test_another_word_in_a_text_is_told_with_its_line_and_no_figure_is(project: Path, capsys: Captured) -> None:
    text = project / "templates/report/02-slot.md"
    text.write_text(text.read_text(encoding="utf-8").replace("krijgt", "scoort"), encoding="utf-8")
    assert run(["compare", "output/2025", "2025"]) == 0
    shown = capsys.readouterr().out
    assert "\n1 zin die iets anders zegt.\n" in shown
    assert "Andere woorden: rapport, hoofdstuk 2, “Slot”\n  tekst: templates/report/02-slot.md, regel 3\n" in shown


def test_a_reworded_question_is_told(project: Path, capsys: Captured) -> None:
    codebook = project / "data/codebook.toml"
    codebook.write_text(
        codebook.read_text(encoding="utf-8").replace("Wat vindt u van wachten?", "Wat vond u van het wachten?"),
        encoding="utf-8",
    )
    assert run(["compare", "output/2025", "2025"]) == 0
    shown = capsys.readouterr().out
    assert "houding, vraag\n  − Wat vindt u van wachten?\n  + Wat vond u van het wachten?\n" in shown


def test_the_facts_alone_can_be_compared_and_it_is_said_that_the_texts_were_not(
    project: Path, capsys: Captured
) -> None:
    assert run(["compare", "output/2025/facts.json", "output/2025"]) == 0
    shown = capsys.readouterr().out
    assert "Eerst: output/2025/facts.json (alleen cijfers)\n" in shown
    assert "Let op: Van output/2025/facts.json zijn alleen de cijfers bekend" in shown


def test_two_waves_are_compared_in_the_texts_of_now(project: Path, capsys: Captured) -> None:
    assert run(["compare", "2024", "2025"]) == 0
    shown = capsys.readouterr().out
    assert "2024–2025: 17% → 75%" in shown or "significant veranderd" in shown
    assert "De teksten van nu kunnen voor 2024 niet alles zeggen: op " in shown


def test_what_the_new_wave_does_not_carry_is_on_the_sheet(project: Path, capsys: Captured) -> None:
    text = project / "templates/report/02-slot.md"
    text.write_text(text.read_text(encoding="utf-8") + '\nDat is {{ share("weg") }}.\n', encoding="utf-8")
    assert run(["compare", "2024", "2025"]) == 0
    shown = capsys.readouterr().out
    assert (
        "WAT VERDER NIET KLOPT IN DE TEKSTEN\n\ntemplates/report/02-slot.md, regel 5: indicator “weg” bestaat niet."
        in shown
    )


CLAIM = '\nDat telt: {{ claim("het aandeel positieven groeit", rose("positief")) }}.\n'


def add_claim(project: Path) -> None:
    text = project / "templates/report/02-slot.md"
    text.write_text(text.read_text(encoding="utf-8") + CLAIM, encoding="utf-8")


def test_a_claim_that_the_new_wave_does_not_carry_is_told_with_its_line(project: Path, capsys: Captured) -> None:
    add_claim(project)
    answer(project, STAYED)
    assert run(["compare", "2024", "2025"]) == 0
    shown = capsys.readouterr().out
    assert (
        "WAT DE TEKSTEN BEWEREN EN DE CIJFERS NIET DRAGEN\n\ntemplates/report/02-slot.md, regel 5: "
        "de cijfers dragen dit niet: “het aandeel positieven groeit”."
    ) in shown
    assert "  → Wat wel kan: " in shown


def test_nothing_is_rectified_with_a_text_that_does_not_hold(project: Path, capsys: Captured) -> None:
    add_claim(project)
    answer(project, STAYED)
    assert run(["compare", "output/2025", "2025", "--rectification"]) == 1
    assert "de cijfers dragen dit niet" in capsys.readouterr().err
    assert not (project / "rectifications").exists()


def test_check_leads_to_the_sheet_when_a_claim_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def check(*_: object) -> None:
        raise UserError(Problem("de cijfers dragen dit niet: “Het stijgt”.", "Wat wel kan: …"))

    monkeypatch.setattr(checking, "check", check)
    assert run(["check"]) == 1
    assert capsys.readouterr().err.endswith(
        "\nWat er in de teksten verandert door de nieuwe editie, staat bij elkaar met:\n"
        "  reportgen compare 2024 2025 --html nalopen.html\n"
    )


def test_a_program_gets_every_change(project: Path, capsys: Captured) -> None:
    answer(project, STAYED)
    assert run(["compare", "output/2025", "2025", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["old"]["version"], told["new"]["wave"]) == (1, 1, "2025")
    changed = {row["id"]: row["change"] for row in told["figures"]}
    assert changed["positief@2024..2025"] == "significance"
    assert changed["positief@2025"] == "printed"
    sentences = {row["change"] for row in told["sentences"]}
    assert {"significance", "number"} <= sentences


def test_the_page_marks_what_came_and_went_and_loads_nothing(project: Path) -> None:
    answer(project, STAYED)
    assert run(["compare", "output/2025", "2025", "--html", "verschil.html"]) == 0
    page = Path("verschil.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert "<del>gestegen van" in page
    assert "<ins>gelijk gebleven op" in page
    assert "<script" not in page
    assert "http" not in page


def test_what_is_neither_output_facts_nor_wave_is_refused_both_at_once(project: Path, capsys: Captured) -> None:
    assert run(["compare", "nergens", "20255"]) == 1
    told = capsys.readouterr().err
    assert "“nergens” is geen map, geen bestand en geen editie van deze monitor." in told
    assert "Bedoelde u “2025”?" in told


def test_a_folder_of_outputs_names_the_one_within(project: Path, capsys: Captured) -> None:
    assert run(["compare", "output", "2025"]) == 1
    assert (
        "output: dit is geen uitgave.\n  → Noem een van de mappen erin, zoals output/2025.\n" in capsys.readouterr().err
    )


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 7}', '{"schema": 1, "facts": 3}'])
def test_damaged_facts_are_refused(project: Path, capsys: Captured, content: str) -> None:
    (project / "kapot.json").write_text(content, encoding="utf-8")
    assert run(["compare", "kapot.json", "2025"]) == 1
    assert "kapot.json: dit is geen leesbaar bestand met uitkomsten (facts.json)" in capsys.readouterr().err


def test_outputs_of_two_monitors_have_nothing_to_compare(project: Path, capsys: Captured) -> None:
    facts = Path("output/2025/facts.json").read_text(encoding="utf-8").replace("Kleine Monitor", "Grote Monitor", 1)
    Path("ander.json").write_text(facts, encoding="utf-8")
    assert run(["compare", "ander.json", "2025"]) == 1
    assert "“ander.json” is van “Grote Monitor” en “2025” van “Kleine Monitor”." in capsys.readouterr().err


def test_outputs_can_be_compared_outside_a_project(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = str(built / "output" / "2025")
    assert run(["compare", folder, folder]) == 0
    assert "Geen verschillen." in capsys.readouterr().out


# --- rectifying ------------------------------------------------------------------------------------------------------


def test_a_rectification_is_written_shown_and_built(project: Path, capsys: Captured) -> None:
    answer(project, STAYED)
    line = ["compare", "output/2025", "2025", "--rectification", "--date", "2025-02-03", "--reason", "Fout bestand."]
    assert run(line) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Rectificatie Kleine Monitor 2025\nVersie 2, 3 februari 2025\n\nFout bestand.\n")
    assert "Positief over wachten, 2025: er stond " in shown
    assert "Er stond: “Het aandeel positieven is gestegen van " in shown
    assert "Dat moet zijn: “Het aandeel positieven is gelijk gebleven op " in shown
    assert shown.endswith("Lees het na en maak versie 2 met: reportgen build\n")
    assert run(["build", "--only", "html"]) == 0
    page = without_spans((project / "output/2025/landelijk/rectificatie.html").read_text(encoding="utf-8"))
    assert "Versie 2, 3 februari 2025" in page
    assert (project / "output/2025/eerder/versie-1/landelijk/rapport.html").is_file()


def test_without_a_reason_there_is_one_to_fill_in(project: Path, capsys: Captured) -> None:
    answer(project, STAYED)
    assert run(["compare", "output/2025", "2025", "--rectification", "--date", "2025-02-03"]) == 0
    assert "Lees het na, vul de reden in en maak versie 2" in capsys.readouterr().out
    assert run(["build", "--only", "html"]) == 1
    assert "bij versie 2 staat nog niet waarom er gerectificeerd wordt." in capsys.readouterr().err


def test_nothing_to_put_right_is_told_and_nothing_is_written(project: Path, capsys: Captured) -> None:
    assert run(["compare", "output/2025", "2025", "--rectification"]) == 1
    assert "Een rectificatie is niet nodig." in capsys.readouterr().err
    assert not (project / "rectifications").exists()


def test_only_what_was_published_can_be_put_right(project: Path, capsys: Captured) -> None:
    assert run(["compare", "2024", "2025", "--rectification"]) == 1
    told = capsys.readouterr().err
    assert "Een rectificatie zet één editie recht" in told
    assert "2024: dit is geen definitieve uitgave" in told


def test_a_reason_without_a_rectification_is_a_mistake_in_the_command(project: Path, capsys: Captured) -> None:
    assert run(["compare", "2024", "2025", "--reason", "Zomaar."]) == 2
    assert "--reason en --date horen bij --rectification." in capsys.readouterr().err


def test_a_published_edition_is_not_quietly_replaced(project: Path, capsys: Captured) -> None:
    answer(project, STAYED)
    assert run(["build", "--only", "html"]) == 1
    told = capsys.readouterr().err
    assert (
        "De uitgave in output/2025 is gepubliceerd, en deze heeft andere cijfers (positief over wachten, 2025: " in told
    )
    assert "reportgen compare output/2025 2025 --rectification" in told
    assert run(["build", "--only", "html", "--unpublished"]) == 0
