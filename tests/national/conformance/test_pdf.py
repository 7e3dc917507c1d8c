"""Every PDF is both PDF/UA-1 and PDF/A-3a, as veraPDF judges it."""

from __future__ import annotations

import io

import pikepdf

from tests.national.conformance.verapdf import failures


def test_every_pdf_is_accessible_and_archivable(edition):
    paths = sorted(edition.folder.rglob("*.pdf"))
    assert {path.name for path in paths} >= {"rapport.pdf", "persbericht.pdf"}
    assert failures(paths) == []


def test_the_checker_finds_what_is_wrong(edition, tmp_path):
    with pikepdf.open(io.BytesIO(edition.read("landelijk/persbericht.pdf"))) as pdf:
        del pdf.Root.Lang
        pdf.save(tmp_path / "zonder-taal.pdf")
    found = failures([tmp_path / "zonder-taal.pdf"])
    assert any("PDF/UA-1 7.2-" in failure for failure in found), found
