"""What was published is not lost or quietly changed: it is kept, and a rectification is held to the facts."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from reportgen.build import build
from reportgen.checking import check
from reportgen.copies import Copy
from reportgen.errors import UserError
from reportgen.progress import Silent
from reportgen.publish import output
from reportgen.reviewing import compare_sides, rectify
from tests.comparing.examples import (
    BEFORE_PUBLICATION,
    ROSE_A_LITTLE_LESS,
    STAYED,
    answer,
    build_pages,
    contents,
    measured_before,
    monitor,
    without_spans,
)

pytestmark = pytest.mark.usefixtures("measured_here")

DAY = date(2025, 2, 3)
REASON = "In het bestand stonden antwoorden van een ander jaar."


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small monitor with version 1 of its newest wave published; not to be changed."""
    return measured_before(monitor(tmp_path_factory.mktemp("versions") / "monitor"))


@pytest.fixture
def project(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    root = tmp_path / "monitor"
    shutil.copytree(published, root, symlinks=True)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def folder(project: Path) -> Path:
    """Where the published edition stands."""
    return project / "output" / "2025"


def write_rectification(root: Path, *, reason: str | None = REASON, day: date = DAY) -> int:
    """Compare what was published with what the project makes now, and write the rectification; give its version."""
    return rectify(compare_sides(root, "output/2025", "2025", Silent()), reason, day).version


def problems_of_building(root: Path, **options: object) -> str:
    with pytest.raises(UserError) as caught:
        build_pages(root, **options)  # type: ignore[arg-type]
    return str(caught.value)


# --- when something counts as published ------------------------------------------------------------------------------


def test_before_its_date_of_publication_an_edition_is_replaced_freely(project: Path, folder: Path) -> None:
    answer(project, STAYED)
    build_pages(project, today=BEFORE_PUBLICATION)
    assert not (folder / "eerder").exists()


def test_from_that_day_on_other_figures_are_refused_and_nothing_changes(project: Path, folder: Path) -> None:
    before = contents(folder)
    answer(project, STAYED)
    told = problems_of_building(project, today=date(2025, 1, 13))
    assert "de uitgave in output/2025 is gepubliceerd, en deze heeft andere cijfers" in told.lower()
    assert "positief over wachten, 2025: 75% → 15%" in told
    assert contents(folder) == before


def test_unless_the_user_says_that_nothing_went_out(project: Path, folder: Path) -> None:
    answer(project, STAYED)
    build_pages(project, unpublished=True)
    assert not (folder / "eerder").exists()


def test_a_draft_never_takes_the_place_of_what_was_published(project: Path, folder: Path) -> None:
    before = contents(folder)
    assert "een concept komt daar niet voor in de plaats" in problems_of_building(project, draft=True)
    assert contents(folder) == before


def test_another_word_may_take_its_place_for_the_figures_are_the_same(project: Path, folder: Path) -> None:
    text = project / "templates/report/02-slot.md"
    text.write_text(text.read_text(encoding="utf-8").replace("krijgt", "scoort"), encoding="utf-8")
    build_pages(project)
    assert "scoort" in (folder / "landelijk/rapport.html").read_text(encoding="utf-8")


# --- a new version ---------------------------------------------------------------------------------------------------


def test_a_new_version_says_so_everywhere_and_keeps_the_former_one_byte_for_byte(project: Path, folder: Path) -> None:
    first = contents(folder)
    answer(project, STAYED)
    assert write_rectification(project) == 2
    build_pages(project)
    kept = {f"eerder/versie-1/{name}": content for name, content in first.items()}
    assert kept.items() <= contents(folder).items()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == 2
    assert kept.keys() <= manifest["files"].keys()
    assert json.loads((folder / "facts.json").read_text(encoding="utf-8"))["version"] == 2
    for name in ("rapport", "persbericht", "rectificatie"):
        page = without_spans((folder / f"landelijk/{name}.html").read_text(encoding="utf-8"))
        assert '<meta name="version" content="2">' in page
        assert re.search("ersie 2, (van )?3 februari 2025", page)
        assert REASON in page


def test_the_rectification_says_what_stood_there_what_is_right_and_where(project: Path, folder: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    build_pages(project)
    page = (folder / "landelijk/rectificatie.html").read_text(encoding="utf-8")
    assert (
        '<strong>Positief over wachten, 2025</strong>: er stond 75%, juist is <data value="positief@2025">15%</data>. '
        "<em>(Persbericht: onder “Wachten valt mee”; rapport: hoofdstuk\u00a01, figuur\u00a01, figuur\u00a02"
    ) in page
    assert "Er stond: “Het aandeel positieven is gestegen van 15%" in page


def test_the_same_build_again_changes_nothing(project: Path, folder: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    build_pages(project)
    before = contents(folder)
    assert build_pages(project).unchanged
    (folder / "facts.json").touch()
    assert contents(folder) == before


def test_a_third_version_keeps_the_first_and_the_second(project: Path, folder: Path) -> None:
    first = contents(folder)
    answer(project, STAYED)
    write_rectification(project)
    build_pages(project)
    second = {name: content for name, content in contents(folder).items() if not name.startswith("eerder/")}
    answer(project, ROSE_A_LITTLE_LESS)
    assert write_rectification(project, reason="Toch het eerste bestand.", day=date(2025, 3, 1)) == 3
    build_pages(project)
    now = contents(folder)
    assert {f"eerder/versie-1/{name}": content for name, content in first.items()}.items() <= now.items()
    assert {f"eerder/versie-2/{name}": content for name, content in second.items()}.items() <= now.items()
    page = without_spans(now["landelijk/rectificatie.html"].decode())
    assert page.index("Versie 3, 1 maart 2025") < page.index("Versie 2, 3 februari 2025")


def test_a_copy_for_one_reader_names_them_in_the_rectification_too_and_keeps_nothing(project: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    before = contents(project / "output/2025")
    copy = Copy(recipient="Studio 7171")
    forms = frozenset({"html", "pdf"})
    made = build(project, None, (), forms, None, 1, False, Silent(), today=date(2025, 6, 1), copy=copy)
    assert contents(project / "output/2025") == before
    assert not (made.folder / "eerder").exists()
    page = (made.folder / "landelijk/rectificatie.html").read_text(encoding="utf-8")
    assert '<p class="inner">Exemplaar voor Studio 7171</p>' in page
    with pypdfium2.PdfDocument(made.folder / "landelijk/rectificatie.pdf") as document:
        assert document[0].get_textpage().get_text_range().count("Exemplaar voor Studio 7171") == 2


def test_written_again_before_it_is_built_it_is_still_the_same_version_and_keeps_its_reason(project: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    assert write_rectification(project, reason=None) == 2
    file = (project / "rectifications/2025.toml").read_text(encoding="utf-8")
    assert file.count("[[versions]]") == 1
    assert REASON in file


# --- what a build refuses --------------------------------------------------------------------------------------------


def test_new_values_that_are_not_those_of_the_facts_are_refused(project: Path, folder: Path) -> None:
    before = contents(folder)
    answer(project, STAYED)
    write_rectification(project)
    answer(project, ROSE_A_LITTLE_LESS)
    told = problems_of_building(project)
    assert "rectifications/2025.toml, regel " in told
    assert "voor “positief@2025” staat hier 15%, en berekend is: 65%." in told
    assert contents(folder) == before


def test_check_finds_that_too(project: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    answer(project, ROSE_A_LITTLE_LESS)
    with pytest.raises(UserError, match="voor “positief@2025” staat hier 15%, en berekend is: 65%"):
        check(project, Silent())


def change_rectification(root: Path, old: str, new: str) -> None:
    file = root / "rectifications/2025.toml"
    source = file.read_text(encoding="utf-8")
    assert old in source
    file.write_text(source.replace(old, new, 1), encoding="utf-8")


def test_old_values_that_were_not_published_are_refused(project: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    change_rectification(project, 'old = "75%"', 'old = "74%"')
    assert "voor “positief@2025” staat hier 74%, en gepubliceerd was: 75%." in problems_of_building(project)


def test_a_changed_figure_that_is_left_out_is_refused(project: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    file = project / "rectifications/2025.toml"
    head, *entries = file.read_text(encoding="utf-8").split("[[versions.corrections]]")
    file.write_text("[[versions.corrections]]".join([head, *entries[1:]]), encoding="utf-8")
    assert "bij versie 2 ontbreken cijfers die ook veranderd zijn (positief@2025: 75% → 15%)" in problems_of_building(
        project
    )


def test_a_final_build_wants_the_reason(project: Path) -> None:
    answer(project, STAYED)
    write_rectification(project, reason=None)
    assert "bij versie 2 staat nog niet waarom er gerectificeerd wordt" in problems_of_building(project)


def test_what_was_kept_and_has_been_changed_since_is_refused(project: Path, folder: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    build_pages(project)
    (folder / "eerder/versie-1/landelijk/rapport.html").write_text("anders", encoding="utf-8")
    told = problems_of_building(project)
    assert "output/2025/eerder/versie-1/landelijk/rapport.html: dit bestand is gepubliceerd en moet bewaard" in told


def test_a_version_that_the_project_has_forgotten_is_refused(project: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    build_pages(project)
    shutil.rmtree(project / "rectifications")
    assert "in output/2025 staat versie 2, en het project kent die niet." in problems_of_building(project)


def test_where_the_former_version_is_not_at_hand_that_is_told(project: Path, folder: Path) -> None:
    answer(project, STAYED)
    write_rectification(project)
    shutil.rmtree(folder)
    assert build_pages(project).remarks[-1].startswith("versie 1 staat niet in output/2025")


MISTAKES = """\
[[versions]]
version = 3
date = 2024-12-31
reason = ""

[[versions.corrections]]
fact = "positief@2025"
about = "positief"
old = "1%"
new = "1%"
where = ["rapport, hoofdstuk 1"]
editions = ["landlijk"]
"""


def test_every_mistake_in_the_file_is_told_with_its_line(project: Path) -> None:
    (project / "rectifications").mkdir()
    (project / "rectifications/2025.toml").write_text(MISTAKES, encoding="utf-8")
    told = problems_of_building(project)
    for line, what in (
        (2, "hier wordt versie 2 verwacht, en niet 3."),
        (3, "2024-12-31 ligt voor de publicatie (2025-01-13)."),
        (4, "“reason” is leeg."),
        (10, "“positief@2025” is hier niet veranderd: 1%."),
        (12, "de uitgave “landlijk” bestaat niet."),
    ):
        assert f"rectifications/2025.toml, regel {line}: {what}" in told


def test_a_file_of_no_wave_is_refused(project: Path) -> None:
    (project / "rectifications").mkdir()
    (project / "rectifications/2052.toml").write_text(MISTAKES, encoding="utf-8")
    told = problems_of_building(project)
    assert "rectifications/2052.toml, regel 1: de editie “2052” bestaat niet." in told
    assert "Bedoelde u “2025”?" in told


# --- a build that doesn't come to its end ----------------------------------------------------------------------------

KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from reportgen.publish import output
from tests.comparing.examples import build_pages

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(output, sys.argv[2], killed)
build_pages(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("step", ["_sync_folder", "_swap"])
def test_a_build_that_is_killed_leaves_what_was_published_whole(project: Path, folder: Path, step: str) -> None:
    assert hasattr(output, step)
    before = contents(folder)
    answer(project, STAYED)
    write_rectification(project)
    child = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_WRITING, str(project), step], cwd=Path(__file__).parents[2], check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert contents(folder) == before
    build_pages(project)
    assert {f"eerder/versie-1/{name}": content for name, content in before.items()}.items() <= contents(folder).items()
