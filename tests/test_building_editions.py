"""Several editions in one build: each whole or not at all, the others as they were, and all with the same figures."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from reportgen.build import BuildResult, build
from reportgen.checking import check
from reportgen.cli import run
from reportgen.edition import Made, Workshop
from reportgen.errors import UserError
from reportgen.isolation.layers import layers_of, squeezed
from reportgen.keeping import Store
from reportgen.progress import Silent
from tests.comparing.examples import BEFORE_PUBLICATION, ROSE, ROSE_A_LITTLE_LESS, answer, contents
from tests.comparing.examples import monitor as small_monitor_that_rose
from tests.monitors import FILES

pytestmark = pytest.mark.usefixtures("measured_here")

YELLOW, BLUE = "Gele Kanarie Voorbeeld", "Blauwe Reiger Voorbeeld"
PARTNERS = f"""
[[editions]]
slug = "geel"
label = "Editie Gele Kanarie"
partner = "{YELLOW}"
brand = "klein"
foreword = "voorwoord.md"
quote = {{ text = "Wie zingt, wacht zonder ergernis.", name = "A. de Groot", role = "zanger" }}

[[editions]]
slug = "blauw"
label = "Editie Blauwe Reiger"
partner = "{BLUE}"
brand = "klein"
address = "je"
without = ["slot"]
contact = {{ name = "Nest aan de Plas", email = "nest@blauw.example" }}
"""
FOREWORD = "Wie aan de telefoon wacht, heeft recht op een lied.\n"
PRESS = "# Bericht\n\nTekst over wachten.\n\n{{ quote() }}\n\nVragen: {{ contact() }}.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A monitor of three editions, all of them built; not to be changed."""
    root = small_monitor_that_rose(tmp_path_factory.mktemp("editions") / "monitor")
    monitor = root / FILES["monitor"]
    monitor.write_text(monitor.read_text("utf-8") + PARTNERS, "utf-8")
    (root / FILES["press_release"]).write_text(PRESS, "utf-8")
    report = root / FILES["report"]
    report.write_text(report.read_text("utf-8") + "\n{{ edition_notice() }}\n", "utf-8")
    (root / "templates/editions/geel").mkdir(parents=True)
    (root / "templates/editions/geel/voorwoord.md").write_text(FOREWORD, "utf-8")
    for attitudes in (ROSE_A_LITTLE_LESS, ROSE):
        answer(root, attitudes)
        build_pages(root)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    root = tmp_path / "monitor"
    shutil.copytree(built, root, symlinks=True)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def folder(project: Path) -> Path:
    return project / "output/2025"


def build_pages(root: Path, *editions: str, draft: bool = True, today: date | None = None) -> BuildResult:
    return build(root, None, editions, frozenset({"html"}), None, 1, draft, Silent(), today=today)


def break_foreword(root: Path) -> None:
    (root / "templates/editions/geel/voorwoord.md").write_text("Al 80% zingt.\n", "utf-8")


def add_to_report(root: Path, words: str) -> None:
    ending = root / FILES["ending"]
    ending.write_text(ending.read_text("utf-8") + f"\n{words}\n", "utf-8")


def manifest_of(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text("utf-8"))


def of(edition: str, files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith(f"{edition}/")}


# --- all of them, or some --------------------------------------------------------------------------------------------


def test_one_command_makes_every_edition_in_its_own_folder(built: Path) -> None:
    names = set(contents(built / "output/2025"))
    own = {"rapport.html", "persbericht.html", "ledger.json"}
    assert names == {"facts.json", "manifest.json"} | {
        f"{e}/{name}" for e in ("landelijk", "geel", "blauw") for name in own
    }


def test_a_second_build_does_nothing_and_gives_the_same_bytes_when_it_must(project: Path, folder: Path) -> None:
    before = contents(folder)
    assert build_pages(project).unchanged
    assert build_pages(project, "geel").unchanged
    shutil.rmtree(folder)
    build_pages(project)
    assert contents(folder) == before


def test_building_one_edition_leaves_the_others_as_they_stand(project: Path, folder: Path) -> None:
    before = contents(folder)
    add_to_report(project, "Een zin erbij.")
    build_pages(project, "geel")
    after = contents(folder)
    assert of("geel", after) != of("geel", before)
    assert of("landelijk", after) == of("landelijk", before)
    assert of("blauw", after) == of("blauw", before)
    assert set(manifest_of(folder)["files"]) == set(after) - {"manifest.json"}
    assert list(manifest_of(folder)["editions"]) == ["landelijk", "geel", "blauw"]


def test_the_others_are_still_to_be_built_after_that(project: Path, folder: Path) -> None:
    add_to_report(project, "Een zin erbij.")
    build_pages(project, "geel")
    assert build_pages(project, "geel").unchanged
    assert not build_pages(project).unchanged
    assert "Een zin erbij." in (folder / "landelijk/rapport.html").read_text("utf-8")


def test_another_editions_own_text_makes_no_edition_anew(project: Path) -> None:
    (project / "templates/editions/geel/voorwoord.md").write_text("Een ander lied.\n", "utf-8")
    assert build_pages(project, "blauw").unchanged
    assert not build_pages(project, "geel").unchanged


def test_one_edition_is_not_built_beside_others_with_other_figures(project: Path, folder: Path) -> None:
    before = contents(folder)
    answer(project, ROSE_A_LITTLE_LESS)
    with pytest.raises(UserError) as caught:
        build_pages(project, "geel")
    assert "uitgave “landelijk” staat er nog met andere cijfers" in str(caught.value)
    assert "voeg toe: --edition landelijk" in str(caught.value)
    assert contents(folder) == before
    build_pages(project)


def test_an_edition_that_is_no_longer_declared_goes_and_that_is_told(project: Path, folder: Path) -> None:
    monitor = project / FILES["monitor"]
    source = monitor.read_text("utf-8")
    monitor.write_text(source[: source.index('\n[[editions]]\nslug = "blauw"')], "utf-8")
    result = build_pages(project)
    assert "uitgave “blauw” staat niet meer in monitor.toml, en is uit 2025 weggehaald." in result.remarks
    assert not (folder / "blauw").exists()


# --- one that fails --------------------------------------------------------------------------------------------------


def test_an_edition_that_fails_stays_as_it_was_and_the_others_are_made(project: Path, folder: Path) -> None:
    before = contents(folder)
    add_to_report(project, "Een zin erbij.")
    break_foreword(project)
    result = build_pages(project)
    after = contents(folder)
    assert of("geel", after) == of("geel", before)
    assert "Een zin erbij." in after["landelijk/rapport.html"].decode()
    assert "Een zin erbij." not in after["blauw/rapport.html"].decode()  # it goes without that chapter
    assert result.not_made == ("geel",)
    assert [problem.what for problem in result.failed] == ["een getypt cijfer: “80%”."]
    assert str(result.failed[0].place) == "templates/editions/geel/voorwoord.md, regel 1, uitgave geel"


def test_an_edition_that_failed_is_made_when_it_is_mended(project: Path, folder: Path) -> None:
    break_foreword(project)
    build_pages(project)
    assert build_pages(project).failed
    (project / "templates/editions/geel/voorwoord.md").write_text("Een ander lied.\n", "utf-8")
    assert not build_pages(project).failed
    assert "Een ander lied." in (folder / "geel/rapport.html").read_text("utf-8")


def test_nothing_of_an_edition_that_fails_is_published_when_it_never_was(project: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    break_foreword(project)
    assert build_pages(project).failed
    assert not (folder / "geel").exists()
    assert list(manifest_of(folder)["editions"]) == ["landelijk", "blauw"]


def test_an_edition_that_fails_leaves_no_other_figures_beside_the_new_ones(project: Path, folder: Path) -> None:
    answer(project, ROSE_A_LITTLE_LESS)
    break_foreword(project)
    result = build_pages(project)
    assert any("wat er van uitgave “geel” stond, had andere cijfers" in remark for remark in result.remarks)
    assert not (folder / "geel").exists()


def test_what_keeps_every_edition_from_being_made_is_told_once_and_nothing_is_written(
    project: Path, folder: Path
) -> None:
    before = contents(folder)
    add_to_report(project, 'Al {{ shar("positief") }}.')
    report = project / FILES["report"]
    report.write_text(report.read_text("utf-8").replace('share("positief")', 'shar("positief")'), "utf-8")
    with pytest.raises(UserError) as caught:
        build_pages(project)
    told = {str(problem.place) for problem in caught.value.problems}
    assert told == {
        "templates/report/01-houding.md, regel 3",
        "templates/report/02-slot.md, regel 5, uitgave landelijk, geel",
    }
    assert contents(folder) == before


def test_a_failing_edition_is_named_on_the_command_line_with_exit_code_1(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_foreword(project)
    assert run(["build", "--draft", "--only", "html", "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert "De uitgaven staan in output/2025:" in said.out
    assert said.err.startswith("Niet gemaakt: uitgave geel. De andere zijn klaar.\n")
    assert "voorwoord.md, regel 1, uitgave geel: een getypt cijfer: “80%”." in said.err


def test_the_check_looks_through_every_edition(project: Path) -> None:
    declare(project, 'address = "je"', 'address = "jij"')
    break_foreword(project)
    add_to_report(project, "Zie [elders](#nergens).")
    with pytest.raises(UserError) as caught:
        check(project, Silent())
    places = [str(problem.place) for problem in caught.value.problems if problem.place]
    assert any(place.startswith("monitor.toml") and place.endswith("uitgave blauw") for place in places)
    assert any(place.endswith("regel 1, uitgave geel") for place in places)
    assert any(place.startswith("templates/report/02-slot.md") for place in places)


def test_a_final_edition_beside_drafts_counts_as_final(project: Path, folder: Path) -> None:
    build_pages(project, "landelijk", draft=False, today=BEFORE_PUBLICATION)
    assert manifest_of(folder)["draft"] is False
    assert {name: one["draft"] for name, one in manifest_of(folder)["editions"].items()} == {
        "landelijk": False, "geel": True, "blauw": True,
    }  # fmt: skip


# --- one that is declared wrongly ------------------------------------------------------------------------------------


UNFIT = {
    "a brand without a folder": ('brand = "klein"\nforeword', 'brand = "klien"\nforeword', "de huisstijl “klien”"),
    "a cut by a question that nobody was asked": (
        "quote = { text", 'cut = { where = { huoding = [1] }, label = "x" }\nquote = { text', "de vraag “huoding”",
    ),
    "an embargo without a time zone": (
        "quote = { text", 'embargo = "2025-01-13 09:00"\nquote = { text', "staat niet in welke tijdzone",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNFIT.values(), ids=UNFIT)
def test_an_edition_that_is_declared_wrongly_stays_as_it_was_and_the_others_are_made(
    project: Path, folder: Path, case: tuple[str, str, str]
) -> None:
    before = contents(folder)
    old, new, said = case
    declare(project, old, new)
    add_to_report(project, "Een zin erbij.")
    result = build_pages(project)
    after = contents(folder)
    assert of("geel", after) == of("geel", before)
    assert "Een zin erbij." in after["landelijk/rapport.html"].decode()
    assert result.not_made == ("geel",)
    (problem,) = result.failed
    assert said in problem.what
    assert str(problem.place).startswith("monitor.toml, regel ")
    assert str(problem.place).endswith(", uitgave geel")


def declare(root: Path, old: str, new: str) -> None:
    monitor = root / FILES["monitor"]
    source = monitor.read_text("utf-8")
    assert old in source
    monitor.write_text(source.replace(old, new, 1), "utf-8")


def test_a_text_of_an_edition_that_cannot_be_read_keeps_only_that_one_from_being_made(project: Path) -> None:
    (project / "templates/editions/geel/voorwoord.md").write_bytes("Één lied.\n".encode("cp1252"))
    result = build_pages(project)
    assert result.not_made == ("geel",)
    assert "dit bestand is geen UTF-8." in [problem.what for problem in result.failed]


def test_of_two_editions_with_one_name_neither_is_made_and_what_stood_there_stays(project: Path, folder: Path) -> None:
    """Nobody knows which of them was meant to have that folder."""
    before = contents(folder)
    declare(project, 'slug = "blauw"', 'slug = "geel"')
    add_to_report(project, "Een zin erbij.")
    result = build_pages(project)
    assert result.not_made == ("geel",)
    assert [problem.what for problem in result.failed] == [
        "twee uitgaven zouden in dezelfde map komen: “geel” en “geel”."
    ]
    after = contents(folder)
    assert of("geel", after) == of("geel", before)
    assert of("blauw", after) == of("blauw", before)
    assert of("landelijk", after) != of("landelijk", before)


@pytest.mark.parametrize("name", ["Blauw", "../blauw"])
def test_a_name_that_can_be_no_folder_removes_nothing_of_what_had_another_name(
    project: Path, folder: Path, name: str
) -> None:
    before = contents(folder)
    declare(project, 'slug = "blauw"', f'slug = "{name}"')
    add_to_report(project, "Een zin erbij.")
    result = build_pages(project)
    assert result.not_made == (name,)
    after = contents(folder)
    assert of("blauw", after) == of("blauw", before)
    assert set(after) == set(before)


def test_an_edition_is_made_although_one_that_was_not_asked_for_is_declared_wrongly(project: Path) -> None:
    declare(project, 'foreword = "voorwoord.md"', 'foreword = "woord.md"')
    assert not build_pages(project, "blauw").failed
    with pytest.raises(UserError, match=r"“woord\.md”"):
        build_pages(project, "geel")


def test_an_edition_that_cannot_be_made_is_still_no_other_ones_to_name(project: Path) -> None:
    declare(project, 'contact = { name = "Nest', 'foreword = "woord.md"\ncontact = { name = "Nest')
    (project / "templates/editions/geel/voorwoord.md").write_text(f"Wij danken de {BLUE}.\n", "utf-8")
    result = build_pages(project)
    assert result.not_made == ("geel", "blauw")
    assert "hier staat iets van uitgave “blauw”" in result.failed[0].what


# --- equal, and apart ------------------------------------------------------------------------------------------------


def test_the_manifest_tells_of_every_two_editions_what_is_equal_and_what_differs(built: Path) -> None:
    pairs = {tuple(pair["editions"]): pair for pair in manifest_of(built / "output/2025")["pairs"]}
    assert set(pairs) == {("landelijk", "geel"), ("landelijk", "blauw"), ("geel", "blauw")}
    same = pairs["landelijk", "geel"]
    assert same["equal_figures"] > 100
    assert same["figures_only"] == [0, 0]
    assert same["differs"] == ["label", "partner", "own", "chapters"]
    shorter = pairs["landelijk", "blauw"]
    assert shorter["figures_only"][1] == 0
    assert {"address", "chapters"} <= set(shorter["differs"])
    made = manifest_of(built / "output/2025")["editions"]
    assert "Slot" in made["landelijk"]["chapters"]
    assert "Slot" not in made["blauw"]["chapters"]
    assert made["geel"]["own"] == ["foreword", "quote"]


def test_no_layer_of_any_file_holds_anything_of_another_edition(built: Path) -> None:
    theirs = {
        "geel": [YELLOW, "Editie Gele Kanarie", "recht op een lied", "Wie zingt, wacht zonder", "A. de Groot"],
        "blauw": [BLUE, "Editie Blauwe Reiger", "Nest aan de Plas", "nest@blauw.example"],
    }
    files = contents(built / "output/2025")
    letters = {name: b"\n".join(layer.squeezed for layer in layers_of(files[name])) for name in files}
    for edition, words in theirs.items():
        own = b"".join(letters[name] for name in files if name.startswith(f"{edition}/"))
        for word in map(squeezed, words):
            assert word in own
            elsewhere = [name for name in files if "/" in name and word in letters[name]]
            assert {name.partition("/")[0] for name in elsewhere} == {edition}


def test_an_edition_that_names_another_partner_is_not_made(project: Path, folder: Path) -> None:
    before = contents(folder)
    (project / "templates/editions/geel/voorwoord.md").write_text(f"Wij danken de {BLUE}.\n", "utf-8")
    result = build_pages(project)
    assert "hier staat iets van uitgave “blauw”" in result.failed[0].what
    assert str(result.failed[0].place).startswith("geel/rapport.html")
    assert of("geel", contents(folder)) == of("geel", before)


def test_a_figure_that_was_changed_in_one_edition_is_caught(project: Path, folder: Path) -> None:
    """Plant another number in one edition, as if it had been made so: its manifest goes along with it."""
    ledger = folder / "blauw/ledger.json"
    planted = ledger.read_text("utf-8").replace('"text": "75%"', '"text": "57%"')
    assert planted != ledger.read_text("utf-8")
    ledger.write_text(planted, "utf-8")
    allow_as_made(folder, "blauw/ledger.json")
    add_to_report(project, "Een zin erbij.")
    with pytest.raises(UserError, match="uitgave “blauw” staat er nog met andere cijfers"):
        build_pages(project, "landelijk")


def allow_as_made(folder: Path, name: str) -> None:
    manifest = manifest_of(folder)
    manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_a_file_that_was_changed_in_one_edition_is_caught(project: Path, folder: Path) -> None:
    page = folder / "blauw/rapport.html"
    page.write_text(page.read_text("utf-8").replace("75%", "57%"), "utf-8")
    add_to_report(project, "Een zin erbij.")
    with pytest.raises(UserError, match="of is sindsdien veranderd"):
        build_pages(project, "landelijk")


# --- side by side ----------------------------------------------------------------------------------------------------


def shown(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert run(["editions", *options]) == 0
    return capsys.readouterr().out


def test_the_editions_are_shown_side_by_side(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys)
    equal = manifest_of(project / "output/2025")["pairs"][0]["equal_figures"]
    assert told.startswith("Uitgaven van Kleine Monitor 2025\n\n  landelijk  Landelijke editie\n")
    assert f"  landelijk en geel: dezelfde {equal} cijfers\n" in told
    assert "    eigen onderdelen: alleen in geel voorwoord en citaat\n" in told
    assert "    aanspreekvorm: in landelijk u; in blauw je\n" in told
    assert "    hoofdstukken: alleen in landelijk Slot\n" in told


def test_another_program_can_read_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(shown(capsys, "--format", "json"))
    assert list(told["editions"]) == ["landelijk", "geel", "blauw"]
    assert told["editions"]["geel"]["partner"] == YELLOW
    assert told["editions"]["geel"]["made"]["draft"] is True
    assert [pair["editions"] for pair in told["pairs"]] == [
        ["landelijk", "geel"],
        ["landelijk", "blauw"],
        ["geel", "blauw"],
    ]
    assert told["pairs"][1]["differs"]["chapters"] == [["Slot"], []]
    assert told["pairs"][1]["differs"]["address"] == [["u"], ["je"]]


def test_editions_that_were_not_made_are_shown_as_declared(
    project: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(folder)
    told = shown(capsys)
    assert told.count("nog niet gemaakt") == 3
    assert "staat hier zodra zij gemaakt zijn: reportgen build" in told


def test_a_planted_figure_ends_the_comparison_with_an_error(
    project: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = folder / "geel/ledger.json"
    ledger.write_text(ledger.read_text("utf-8").replace('"text": "75%"', '"text": "57%"'), "utf-8")
    assert run(["editions"]) == 1
    assert "uitgave “geel” is niet meer zoals zij gemaakt is." in capsys.readouterr().err
    allow_as_made(folder, "geel/ledger.json")
    assert run(["editions"]) == 1
    said = capsys.readouterr().err
    assert "De uitgaven “landelijk” en “geel” drukken voor “positief@2025” verschillende cijfers af: 57 en 75." in said


# --- at the same time ------------------------------------------------------------------------------------------------


def build_with(root: Path, jobs: int, forms: str, *editions: str, progress: Silent | None = None) -> BuildResult:
    for name in ("output", ".cache/documents", ".cache/charts"):
        shutil.rmtree(root / name, ignore_errors=True)
    return build(root, None, editions, frozenset(forms.split()), None, jobs, True, progress or Silent())


@pytest.mark.parametrize(
    ("jobs", "forms", "editions"),
    [(2, "pdf", ("landelijk", "geel")), (7, "html docx", ("landelijk", "geel", "blauw"))],
    ids=["PDFs", "more processes than editions"],
)
def test_editions_that_are_made_at_the_same_time_have_the_same_bytes(
    project: Path, folder: Path, jobs: int, forms: str, editions: tuple[str, ...]
) -> None:
    build_with(project, 1, forms, *editions)
    one_by_one = contents(folder)
    build_with(project, jobs, forms, *editions)
    assert contents(folder) == one_by_one


def test_what_editions_share_is_made_once_although_they_start_together(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, made = Store.put, tmp_path / "made"

    def told(store: Store, kind: str, key: str, content: bytes) -> bytes:
        with made.open("a") as file:
            file.write(f"{kind}/{key}\n")
        return put(store, kind, key, content)

    monkeypatch.setattr(Store, "put", told)
    build_with(project, 3, "html xlsx svg")
    keys = made.read_text().split()
    assert len(keys) > 10
    assert sorted(keys) == sorted(set(keys))


def test_one_display_tells_how_many_editions_are_ready(project: Path) -> None:
    steps: list[tuple[str, int | None]] = []
    ready: list[str] = []

    class Told(Silent):
        def step(self, name: str, total: int | None = None) -> None:
            steps.append((name, total))

        def advance(self) -> None:
            ready.append(steps[-1][0])

    build_with(project, 2, "html", progress=Told())
    assert steps == [("Project lezen", None), ("Uitgaven maken", 3), ("Wegschrijven", None)]
    assert ready == ["Uitgaven maken"] * 3


def test_an_edition_whose_process_is_killed_stops_no_other(
    project: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system does when memory is short; the processes that make editions are forked from this one."""
    make = Workshop.make

    def be_killed(workshop: Workshop, edition: str) -> Made:
        if edition == "geel":
            signal.raise_signal(signal.SIGKILL)
        return make(workshop, edition)

    before = contents(folder)
    monkeypatch.setattr(Workshop, "make", be_killed)
    add_to_report(project, "Een zin erbij.")
    result = build(project, None, (), frozenset({"html"}), None, 2, True, Silent())
    assert result.not_made == ("geel",)
    told = "uitgave geel: het proces dat deze uitgave maakte, is afgebroken; misschien was er te weinig geheugen."
    assert result.failed[0].what == told
    after = contents(folder)
    assert of("geel", after) == of("geel", before)
    assert "Een zin erbij." in after["landelijk/rapport.html"].decode()
    assert of("blauw", after)


def test_a_disk_without_room_for_one_edition_fails_that_one_alone(
    project: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bytes = Path.write_bytes

    def write_until_full(path: Path, content: bytes) -> int:
        if YELLOW.encode() in content and path.parent.name.startswith("edition-") and path.name != "lot":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(path, content)

    before = contents(folder)
    add_to_report(project, "Een zin erbij.")
    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    result = build(project, None, (), frozenset({"html"}), None, 2, True, Silent())
    assert result.not_made == ("geel",)
    assert result.failed[0].what == "De schijf met tijdelijke bestanden is vol."
    assert of("geel", contents(folder)) == of("geel", before)
