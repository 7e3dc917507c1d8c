"""The editions of the monitor's partners: all of them from one command, with its figures, and each by itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from reportgen.cli import FORMATS, run
from reportgen.isolation.layers import layers_of, squeezed
from reportgen.project.reading import read_project
from tests.national.conformance.verapdf import failures
from tests.national.conftest import ROOT, build_draft, copy_of_the_monitor

ON_SCREEN = frozenset({"html", "docx", "xlsx"})
"""What takes little time to make; the slow tests make all forms."""


def editions():
    return read_project(ROOT).monitor.editions


@pytest.fixture(scope="module")
def project(edition, tmp_path_factory) -> Path:
    """The monitor with its partners, and what was kept of the national edition."""
    copy = copy_of_the_monitor(tmp_path_factory.mktemp("partners") / "monitor", partners=True)
    shutil.copytree(edition.project / ".cache", copy / ".cache")
    return copy


@pytest.fixture(scope="module", params=[ON_SCREEN, pytest.param(frozenset(FORMATS), marks=pytest.mark.slow)], ids=len)
def partners(request, project) -> Path:
    """The folder with every edition of the monitor."""
    result = build_draft(project, editions=(), only=request.param)
    assert result.failed == ()
    return result.folder


@pytest.fixture(scope="module")
def layers(partners) -> dict[str, list[bytes]]:
    """The letters in every layer of every file that a partner gets."""
    files = [file for file in partners.rglob("*") if file.is_file() and file.parent != partners]
    return {
        file.relative_to(partners).as_posix(): [layer.squeezed for layer in layers_of(file.read_bytes())]
        for file in files
    }


def marks(slug: str) -> list[str]:
    """What may stand in this edition alone, as a reader of monitor.toml and of its texts would say."""
    one = editions()[slug]
    texts = sorted((ROOT / "templates/editions" / slug).glob("*.md"))
    sentences = [line for text in texts for line in text.read_text("utf-8").splitlines() if line.endswith(".")]
    contact = [one.contact.name, one.contact.email] if one.contact else []
    return [one.label, *contact, *(sentence.partition(".")[0] for sentence in sentences)]


def test_each_edition_has_the_same_files(partners):
    names = {
        slug: {file.relative_to(partners / slug).as_posix() for file in (partners / slug).rglob("*.*")}
        for slug in editions()
    }
    figures = {name for name in names["landelijk"] if name.startswith("figuren/")}
    for slug, files in names.items():
        assert files >= names["landelijk"] - figures, slug


def test_every_figure_that_a_partner_prints_of_the_country_is_the_monitors(partners):
    pairs = json.loads((partners / "manifest.json").read_text("utf-8"))["pairs"]
    assert len(pairs) == len(editions()) * (len(editions()) - 1) / 2
    national = json.loads((partners / "landelijk/ledger.json").read_text("utf-8"))["entries"]
    printed = {(entry["fact"], entry["text"]) for entry in national if entry.get("fact")}
    for pair in pairs:
        assert pair["equal_figures"] > 0.9 * len({fact for fact, _ in printed}), pair["editions"]


def test_nothing_of_one_stands_in_any_layer_of_another(layers):
    for slug, one in editions().items():
        for mark in map(squeezed, marks(slug) if one.partner else ()):
            where = {name.partition("/")[0] for name, parts in layers.items() if any(mark in part for part in parts)}
            assert where == {slug}, mark


def test_the_editions_are_shown_side_by_side(partners, capsys):
    assert run(["editions", "--project", str(partners.parent.parent)]) == 0
    told = capsys.readouterr().out
    assert "landelijk en klantenservice-federatie: dezelfde" in told


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=[] if one.cut else pytest.mark.slow) for slug, one in editions().items()]
)
def test_the_pdfs_of_a_partner_are_accessible_and_archivable(slug, project, tmp_path):
    result = build_draft(project, editions=(slug,), only=frozenset({"pdf"}), output=tmp_path)
    paths = sorted(result.folder.rglob("*.pdf"))
    assert len(paths) == 2
    assert failures(paths) == []
    press_release, report = (pypdfium2.PdfDocument(path) for path in paths)
    assert len(press_release) == 1
    # The account of the numbers names each chapter once more.
    beginning = {item.get_title(): item.get_dest().get_index() + 1 for item in reversed(list(report.get_toc()))}
    assert beginning["In het kort"] % 2 == 0
