"""Under embargo every page and picture says so; a free copy says nothing of it, and isn't made before its moment."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from reportgen.build import BuildResult, build
from reportgen.checking import check, verify
from reportgen.cli import FORMATS
from reportgen.copies import COMMON, Copy
from reportgen.errors import UserError
from reportgen.progress import Silent
from reportgen.publish.pictures import size_of
from reportgen.reviewing import compare_sides
from reportgen.verify.formats.pdf import read_structure
from reportgen.verify.verdicts import ALARMS
from tests.comparing.examples import ROSE, STAYED, TEXT, answer, contents
from tests.monitors import MONITOR, respondents, small_monitor

pytestmark = pytest.mark.usefixtures("measured_here")

MOMENT = 'embargo = "2025-01-13 06:00 Europe/Amsterdam"'
EMBARGO = "Onder embargo tot maandag 13 januari 2025, 06.00 uur (Nederlandse tijd)"
BEFORE, AFTER = datetime(2025, 1, 13, 4, 59, 59, tzinfo=UTC), datetime(2025, 1, 13, 5, 0, tzinfo=UTC)
"""The second before six o'clock in the Netherlands, and six o'clock."""
PARTNER = '\n[[editions]]\nslug = "partner"\nlabel = "Editie van de partner"\nbrand = "klein"\n'
KRANT = "<b>Krant</b> & Studio 7171"
FREE = Copy(released=True)


def monitor(folder: Path, of_wave: str = MOMENT, of_partner: str | None = None) -> Path:
    """The small monitor with an embargo on its newest wave, and if it is given one on an edition of a partner."""
    declared = MONITOR.replace("published = 2025-01-13", f"published = 2025-01-13\n{of_wave}")
    if of_partner is not None:
        declared += f"{PARTNER}{of_partner}\n"
    return small_monitor(folder, monitor=declared, report=TEXT, data=respondents(ROSE))


def made(
    root: Path,
    *forms: str,
    now: datetime | None = BEFORE,
    copy: Copy = COMMON,
    editions: tuple[str, ...] = (),
    **options: bool,
) -> BuildResult:
    """Build some forms at a moment."""
    clock = {"today": now.date() if now else None, "now": now}
    asked = (root, None, editions, frozenset(forms or ("html",)), None, 1, False)
    return build(*asked, Silent(), **clock, copy=copy, **options)  # type: ignore[arg-type]


def refusal(root: Path, **more: object) -> str:
    with pytest.raises(UserError) as caught:
        made(root, **more)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A monitor under embargo, in all forms: the common copy, one for a reader, and the free one; not to be changed."""
    root = monitor(tmp_path_factory.mktemp("embargo") / "monitor")
    made(root, *FORMATS, copy=FREE, now=AFTER)
    (root / "output").rename(root / "vrij")
    made(root, *FORMATS, copy=Copy(recipient=KRANT))
    made(root, *FORMATS)
    return root


@pytest.fixture
def own(project: Path, tmp_path: Path) -> Path:
    """A copy of it, with what was computed but nothing that was made."""
    made_of_it = shutil.ignore_patterns("output", "vrij")
    return shutil.copytree(project, tmp_path / "monitor", symlinks=True, ignore=made_of_it)


@pytest.fixture(scope="module")
def common(project: Path) -> Path:
    return project / "output/2025/landelijk"


@pytest.fixture(scope="module")
def for_krant(project: Path) -> Path:
    (folder,) = (project / "output/exemplaren").iterdir()
    return folder / "2025/landelijk"


@pytest.fixture(scope="module")
def free(project: Path) -> Path:
    return project / "vrij/2025/landelijk"


def pages_of(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def parts_of(package: Path) -> dict[str, str]:
    with zipfile.ZipFile(package) as opened:
        return {name: opened.read(name).decode("utf-8", "replace") for name in opened.namelist()}


# --- what carries it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rapport.pdf", "persbericht.pdf"])
def test_every_page_of_a_pdf_carries_it(common: Path, name: str) -> None:
    pages = pages_of(common / name)
    assert pages
    assert [number for number, text in enumerate(pages, 1) if EMBARGO not in text] == []


@pytest.mark.parametrize(("name", "figures"), [("rapport.pdf", 2), ("persbericht.pdf", 0)])
def test_read_aloud_it_is_told_at_the_front_and_under_each_figure_and_not_on_each_page(
    common: Path, name: str, figures: int
) -> None:
    told = read_structure((common / name).read_bytes(), name)
    pages = len(pages_of(common / name))
    assert sum(EMBARGO in passage.text for passage in told[:-pages]) == 1 + figures


def test_a_pdf_says_it_in_its_properties_and_in_the_lists_that_it_brings_along(common: Path) -> None:
    with pypdfium2.PdfDocument(common / "rapport.pdf") as document:
        assert EMBARGO in document.get_metadata_dict()["Subject"]
        attached = [document.get_attachment(number) for number in range(document.count_attachments())]
        lists = [one.get_data() for one in attached if one.get_name().endswith(".csv")]
    assert lists
    assert all(EMBARGO in bytes(one).decode("utf-8-sig") for one in lists)


@pytest.mark.parametrize("name", ["rapport.html", "persbericht.html"])
def test_a_web_page_says_it_to_readers_and_to_machines_and_not_that_it_was_published(common: Path, name: str) -> None:
    page = (common / name).read_text(encoding="utf-8")
    head, body = page.split("<body", 1)
    assert '<meta name="embargo" content="2025-01-13T06:00:00+01:00">' in head
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in head
    assert "<title>[Onder embargo] " in head
    assert f'<meta property="og:description" content="{EMBARGO}. ' in head
    assert "article:published_time" not in head
    assert body.index(EMBARGO) < body.index("<h1")
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    about = json.loads(written)
    assert not about.keys() & {"datePublished", "dateModified"}
    assert about["conditionsOfAccess"] == EMBARGO


def test_every_figure_in_a_page_carries_it_in_its_caption(common: Path) -> None:
    page = (common / "rapport.html").read_text(encoding="utf-8")
    figures = re.findall(r"<figure\b.*?</figure>", page, re.DOTALL)
    assert len(figures) == 2
    captions = [re.findall(r'<p class="stamp">(.*?)</p>', figure) for figure in figures]
    assert [[re.sub("<.*?>", "", line) for line in lines] for lines in captions] == [[EMBARGO], [EMBARGO]]


def test_the_press_release_in_word_carries_it_at_the_head_of_each_page(common: Path) -> None:
    parts = parts_of(common / "persbericht.docx")
    assert EMBARGO in parts["word/header.xml"]
    assert EMBARGO in parts["word/document.xml"]
    assert EMBARGO in parts["docProps/core.xml"]


def test_the_workbook_carries_it_on_its_first_sheet_and_over_every_sheet_in_print(common: Path) -> None:
    parts = parts_of(common / "tabellen.xlsx")
    sheets = [xml for name, xml in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) > 2
    assert all(f"&amp;C{EMBARGO}</oddHeader>" in xml for xml in sheets)
    assert EMBARGO in parts["xl/sharedStrings.xml"]
    assert EMBARGO in parts["docProps/core.xml"]


def test_every_slide_carries_it(common: Path) -> None:
    parts = parts_of(common / "presentatie.pptx")
    slides = [xml for name, xml in parts.items() if name.startswith("ppt/slides/slide")]
    assert len(slides) > 2
    assert all(EMBARGO in xml for xml in slides)


def test_a_figure_to_take_along_carries_it_to_be_seen_to_be_heard_and_on_every_row(common: Path, free: Path) -> None:
    svg = (common / "figuren/houding.svg").read_text(encoding="utf-8")
    assert re.search(rf"<text [^>]*>{re.escape(EMBARGO)}</text>", svg)
    assert re.search(rf"<desc [^>]*>[^<]*{re.escape(EMBARGO)}\.</desc>", svg)
    rows = list(csv.DictReader(io.StringIO((common / "figuren/houding.csv").read_text("utf-8-sig")), delimiter=";"))
    assert {row["voorbehoud"] for row in rows} == {EMBARGO}
    width, height = size_of(svg) or (0, 0)
    # It is one line more under the drawing: of 10 points, and of 20 pixels in the picture.
    assert (width, height - 10) == pytest.approx(size_of((free / "figuren/houding.svg").read_text("utf-8")))
    pictures = [(folder / "figuren/houding.png").read_bytes()[20:24] for folder in (free, common)]
    assert int.from_bytes(pictures[1]) - int.from_bytes(pictures[0]) == pytest.approx(20, abs=1)


def test_the_manifest_says_up_to_when_and_that_it_was_not_released(project: Path) -> None:
    until = {"until": "2025-01-13T06:00:00+01:00", "zone": "Europe/Amsterdam"}
    for folder, released in (("output", False), ("vrij", True)):
        manifest = json.loads((project / folder / "2025/manifest.json").read_text(encoding="utf-8"))
        assert manifest["editions"]["landelijk"]["embargo"] == until | {"released": released}
        assert manifest["recipient"] == ""


def test_the_facts_say_it_as_long_as_no_edition_is_free(project: Path, tmp_path: Path) -> None:
    facts = {name: json.loads((project / name / "2025/facts.json").read_text("utf-8")) for name in ("output", "vrij")}
    assert facts["output"]["embargo"] == "2025-01-13T06:00:00+01:00"
    assert "embargo" not in facts["vrij"]
    root = monitor(tmp_path / "monitor", of_wave="", of_partner='embargo = "2025-01-13 09:00 Europe/Amsterdam"')
    made(root)
    assert "embargo" not in json.loads((root / "output/2025/facts.json").read_text("utf-8"))


def everything_in(folder: Path) -> str:
    """All that the files of an edition say, in text, packages and properties."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as document:
                found += [*pages_of(path), str(document.get_metadata_dict())]
        elif path.suffix in {".docx", ".xlsx", ".pptx"}:
            found += parts_of(path).values()
        else:
            found.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(found)


def test_nothing_of_it_is_left_in_the_free_copy(common: Path, free: Path) -> None:
    assert "mbargo" in everything_in(common)
    assert "mbargo" not in everything_in(free)
    assert "Voor onmiddellijke publicatie" in everything_in(free)
    assert "datePublished" in everything_in(free)


def test_the_same_is_made_again_byte_for_byte_also_at_another_moment(project: Path, tmp_path: Path) -> None:
    again = monitor(tmp_path / "elders")
    made(again, *FORMATS, now=datetime(2024, 12, 24, 11, 30, tzinfo=UTC))
    assert contents(again / "output/2025") == contents(project / "output/2025")


# --- when it may be released -----------------------------------------------------------------------------------------


def test_a_free_copy_is_refused_up_to_the_last_second(own: Path) -> None:
    told = refusal(own, copy=FREE, now=BEFORE)
    assert told.startswith("monitor.toml, regel 43: het embargo loopt tot maandag 13 januari 2025, 06.00 uur")
    assert "met --force erbij" in told
    assert not (own / "output").exists()


def test_without_a_clock_nothing_is_released(own: Path) -> None:
    assert "eerder wordt er niets vrijgegeven" in refusal(own, copy=FREE, now=None)


def test_at_the_moment_itself_it_is_made(own: Path) -> None:
    assert made(own, copy=FREE, now=AFTER).remarks == ()
    assert "mbargo" not in everything_in(own / "output/2025/landelijk")


def test_forced_it_is_made_before_and_that_is_said(own: Path) -> None:
    (remark,) = made(own, copy=FREE, now=BEFORE, forced=True).remarks
    assert remark.startswith(
        "uitgave “landelijk” wordt vrijgegeven terwijl haar embargo nog loopt, tot maandag 13 januari"
    )


def test_after_the_moment_no_copy_is_made_that_still_forbids(own: Path) -> None:
    told = refusal(own, now=AFTER)
    assert told.startswith("monitor.toml, regel 43: het embargo liep tot maandag 13 januari 2025, 06.00")
    assert "Maak de vrije uitgave met --release" in told


def test_what_stands_there_is_not_called_up_to_date_when_its_embargo_is_over(own: Path) -> None:
    made(own)
    assert made(own).unchanged
    assert "is voorbij" in refusal(own, now=AFTER)


def test_check_tells_that_an_embargo_is_over(own: Path) -> None:
    (over,) = (remark for remark in check(own, Silent(), AFTER).remarks if "embargo" in remark)
    assert over.startswith("het embargo van uitgave “landelijk” liep tot maandag 13 januari 2025, 06.00")
    assert over.endswith("regel 43): build weigert haar, en build --release maakt haar vrije uitgave.")
    assert not any("embargo" in remark for remark in check(own, Silent(), BEFORE).remarks)


def test_releasing_what_has_no_embargo_changes_nothing_and_says_so(tmp_path: Path) -> None:
    root = monitor(tmp_path / "monitor", of_wave="")
    (remark,) = made(root, copy=FREE).remarks
    assert remark == "er is geen embargo; --release verandert er niets aan."
    assert "Voor onmiddellijke publicatie" in everything_in(root / "output/2025/landelijk")


def test_an_edition_may_have_a_moment_of_its_own(tmp_path: Path) -> None:
    root = monitor(tmp_path / "monitor", of_partner='embargo = "2025-01-13 09:00 Europe/Amsterdam"')
    made(root)
    for edition, hour in (("landelijk", "06.00"), ("partner", "09.00")):
        said = set(re.findall(r"januari 2025, (\d\d\.\d\d) uur", everything_in(root / "output/2025" / edition)))
        assert said == {hour}


def test_what_may_not_be_released_keeps_no_other_edition_from_it(tmp_path: Path) -> None:
    root = monitor(tmp_path / "monitor", of_partner='embargo = "2025-01-13 09:00 Europe/Amsterdam"')
    made(root)
    held = contents(root / "output/2025/partner")
    built = made(root, copy=FREE, now=AFTER)
    (why,) = built.failed
    assert built.not_made == ("partner",)
    assert str(why).startswith("monitor.toml, regel 56, uitgave partner: het embargo loopt tot maandag 13 januari 2025")
    assert "mbargo" not in everything_in(root / "output/2025/landelijk")
    assert contents(root / "output/2025/partner") == held
    manifest = json.loads((root / "output/2025/manifest.json").read_text(encoding="utf-8"))
    released = {edition: about["embargo"]["released"] for edition, about in manifest["editions"].items()}
    assert released == {"landelijk": True, "partner": False}
    assert "embargo" not in json.loads((root / "output/2025/facts.json").read_text(encoding="utf-8"))


def test_what_all_editions_have_is_told_once(tmp_path: Path) -> None:
    told = refusal(monitor(tmp_path / "monitor", of_partner=""), copy=FREE)
    assert told.count("het embargo loopt tot") == 1


def test_an_edition_that_still_stands_free_beside_one_under_embargo_is_told(tmp_path: Path) -> None:
    root = monitor(tmp_path / "monitor", of_wave="", of_partner="")
    made(root)
    (root / "monitor.toml").write_text(
        (monitor(tmp_path / "later", of_partner="") / "monitor.toml").read_text("utf-8"), "utf-8"
    )
    (told,) = (one for one in made(root, editions=("landelijk",)).remarks if "embargo" in one)
    assert told.startswith("uitgave “partner” staat er nog zonder het embargo tot maandag 13 januari 2025, 06.00 uur")
    assert not any("embargo" in one for one in made(root).remarks)
    assert not any("embargo" in one for one in made(root, editions=("landelijk",)).remarks)


def test_of_an_edition_that_is_no_longer_declared_nothing_is_asked(tmp_path: Path) -> None:
    root = monitor(tmp_path / "monitor", of_partner="")
    made(root)
    declared = (root / "monitor.toml").read_text("utf-8")
    (root / "monitor.toml").write_text(declared.replace('slug = "partner"', 'slug = "con"'), "utf-8")
    assert not any("staat er nog" in one for one in made(root, "pdf", editions=("landelijk",)).remarks)


# --- what counts as published ----------------------------------------------------------------------------------------


def test_on_its_day_an_edition_under_embargo_is_replaced_freely_until_the_moment(own: Path) -> None:
    made(own)
    answer(own, STAYED)
    made(own, now=BEFORE)


def test_from_that_moment_on_its_figures_are_out(own: Path) -> None:
    made(own)
    answer(own, STAYED)
    assert "is gepubliceerd, en deze heeft andere cijfers" in refusal(own, copy=FREE, now=AFTER).lower()


def test_what_was_forced_out_before_is_out(own: Path) -> None:
    made(own, copy=FREE, forced=True)
    answer(own, STAYED)
    assert "andere cijfers" in refusal(own)
    made(own, unpublished=True)


def test_the_free_copy_takes_the_place_of_the_one_under_embargo(own: Path) -> None:
    made(own)
    made(own, copy=FREE, now=AFTER)
    assert not (own / "output/2025/eerder").exists()


# --- a copy for one reader -------------------------------------------------------------------------------------------


def test_a_copy_for_one_reader_names_them_on_every_page_and_in_every_file(for_krant: Path) -> None:
    assert all(f"{EMBARGO} · Exemplaar voor {KRANT}" in text for text in pages_of(for_krant / "rapport.pdf"))
    escaped = "Exemplaar voor &lt;b&gt;Krant&lt;/b&gt; &amp; Studio 7171"
    for name in ("rapport.html", "persbericht.html", "figuren/houding.svg"):
        assert escaped in (for_krant / name).read_text(encoding="utf-8")
    for name, parts in {
        "persbericht.docx": ("word/header.xml", "word/document.xml", "docProps/core.xml"),
        "tabellen.xlsx": ("xl/sharedStrings.xml", "docProps/core.xml"),
    }.items():
        assert all(escaped in parts_of(for_krant / name)[part] for part in parts)
    assert f"Exemplaar voor {KRANT}" in (for_krant / "figuren/houding.csv").read_text("utf-8-sig").replace('""', '"')


def test_it_stands_in_a_folder_of_its_own_and_the_common_copy_names_nobody(common: Path, for_krant: Path) -> None:
    assert for_krant.parts[-3].startswith("b-krant-b-studio-7171-")
    assert contents(for_krant).keys() == contents(common).keys()
    assert "Exemplaar" not in everything_in(common)


def test_two_readers_get_two_copies_and_neither_knows_of_the_other(own: Path) -> None:
    for name in ("Anna", "Bram", "Anna"):
        made(own, copy=Copy(recipient=name))
    folders = {path.name.partition("-")[0]: path for path in (own / "output/exemplaren").iterdir()}
    assert folders.keys() == {"anna", "bram"}
    assert "Bram" not in everything_in(folders["anna"])
    assert "Anna" not in everything_in(folders["bram"])
    assert not (own / "output/2025").exists()


def test_a_partner_may_be_the_reader_of_a_copy_of_another_edition(tmp_path: Path) -> None:
    root = monitor(tmp_path / "monitor", of_partner='partner = "Bond van Wachtenden"')
    built = made(root, copy=Copy(recipient="Bond van Wachtenden"))
    assert built.failed == ()
    assert "Exemplaar voor Bond van Wachtenden" in everything_in(built.folder / "landelijk")


def test_a_name_that_the_font_cannot_print_is_refused(own: Path) -> None:
    assert "汉" in refusal(own, copy=Copy(recipient="汉"))
    assert not (own / "output").exists()


# --- the numbers in it -----------------------------------------------------------------------------------------------


def test_the_day_and_hour_are_known_as_such_in_the_ledger(for_krant: Path) -> None:
    entries = json.loads((for_krant / "ledger.json").read_text(encoding="utf-8"))["entries"]
    origins = {(entry["text"], entry["origin"]) for entry in entries if entry["text"] in {"06.00", "7171"}}
    assert origins == {("06.00", "date"), ("7171", "label")}


def test_verify_finds_nothing_wrong_in_it(project: Path, for_krant: Path) -> None:
    files = [for_krant / name for name in ("rapport.pdf", "rapport.html", "persbericht.docx", "tabellen.xlsx")]
    _, examinations = verify(project, files, None, Silent())
    found = [
        (finding.verdict, sentence.text)
        for examination in examinations
        for sentence in examination.sentences
        for finding in sentence.findings
        if finding.verdict in ALARMS
    ]
    assert found == []


def test_to_compare_it_with_the_free_copy_is_to_find_no_difference(project: Path) -> None:
    compared = compare_sides(project, str(project / "output/2025"), str(project / "vrij/2025"), Silent())
    assert compared.difference.is_empty
