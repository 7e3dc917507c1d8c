"""Every PDF is both PDF/UA-1 and PDF/A-3a, as veraPDF judges it."""

from __future__ import annotations

import io

import pikepdf

from tests.national.conformance.verapdf import failures


def test_every_pdf_is_accessible_and_archivable(edition):
    paths = sorted(edition.folder.rglob("*.pdf"))
    assert {path.name for path in paths} >= {"rapport.pdf", "persbericht.pdf"}
    assert failures(paths) == []


def test_the_report_brings_the_numbers_of_every_figure_and_table_along(edition):
    with pikepdf.open(io.BytesIO(edition.read("landelijk/rapport.pdf"))) as pdf:
        named = [str(found.F) for found in pdf.Root.AF]
        assert {str(found.AFRelationship) for found in pdf.Root.AF} == {"/Data"}
        assert sorted(named) == sorted(pdf.attachments)
        read = {name: pdf.attachments[name].get_file() for name in named}
        told = {name: pdf.attachments[name].description for name in named}
        lists = {name: file.read_bytes() for name, file in read.items() if name.endswith(".csv")}
        assert {file.mime_type for name, file in read.items() if name in lists} == {"text/csv"}
        assert {str(found.EF.F.Params.ModDate) for found in pdf.Root.AF} == {"D:20250319000000Z"}
    drawn = {path.stem: path.read_bytes() for path in (edition.folder / "landelijk/figuren").glob("*.csv")}
    assert {name[10:-4]: content for name, content in lists.items() if name.startswith("figuur-")} == drawn
    tables = [name for name in lists if name.startswith("tabel-")]
    assert [int(name.split("-")[1]) for name in tables] == list(range(1, len(tables) + 1))
    assert told["tabel-01-houding-per-groep.csv"] == "Tabel 1: Houding en ervaring per groep"
    assert "Leeftijd;18 t/m 30 jaar;Positief over een chatbot;25%;25,0550" in lists[tables[0]].decode("utf-8-sig")


def test_the_checker_finds_what_is_wrong(edition, tmp_path):
    with pikepdf.open(io.BytesIO(edition.read("landelijk/persbericht.pdf"))) as pdf:
        del pdf.Root.Lang
        pdf.save(tmp_path / "zonder-taal.pdf")
    found = failures([tmp_path / "zonder-taal.pdf"])
    assert any("PDF/UA-1 7.2-" in failure for failure in found), found
