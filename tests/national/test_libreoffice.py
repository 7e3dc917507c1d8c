"""What others work on with opens in another office suite, with nothing lost: run where LibreOffice is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pptx
import pypdfium2
import pytest

pytestmark = pytest.mark.libreoffice

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
TOLD = (
    "LibreOffice is not installed, so no office file was opened: "
    "apt-get install libreoffice-writer libreoffice-calc libreoffice-impress."
)


@pytest.fixture(scope="module")
def converted(edition, tmp_path_factory) -> dict[str, list[str]]:
    """The text of each page that LibreOffice makes of each office file."""
    if PROGRAM is None:
        pytest.skip(TOLD)
    folder = tmp_path_factory.mktemp("omgezet")
    files = [edition.folder / "landelijk" / name for name in ("persbericht.docx", "presentatie.pptx", "tabellen.xlsx")]
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [PROGRAM, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=os.environ | {"LC_ALL": "C.UTF-8"})
    return {file.suffix: _pages(folder / f"{file.stem}.pdf") for file in files}


def _pages(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def test_the_press_release_opens_with_its_headline_and_its_note(converted):
    whole = " ".join(converted[".docx"])
    assert "Nederlander wordt positiever over chatbot en spraakassistent" in whole
    assert "Noot voor de redactie" in whole


def test_the_presentation_opens_with_a_page_for_each_slide_and_the_values_in_its_charts(edition, converted):
    pages = converted[".pptx"]
    assert len(pages) == len(pptx.Presentation(edition.folder / "landelijk/presentatie.pptx").slides)
    assert "Meer mensen staan positief tegenover chatbots én spraakassistenten" in pages[2]
    assert {"7%", "10%", "15%", "6%", "9%", "17%"} <= set(pages[2].split())
    assert any("iets wijzigen advies klacht vertrouwelijk" in page and "72%" in page for page in pages)


def test_the_workbook_opens_with_all_its_tables(converted):
    whole = " ".join(converted[".xlsx"])
    assert "Tabellen bij de Nationale Voice Monitor 2025" in whole
    assert "Figuur 14" in whole
