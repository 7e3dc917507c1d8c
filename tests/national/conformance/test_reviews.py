"""The pages that are sent back to an author, or read before a rectification, are read in as many ways as a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.cli import run
from tests.national.conformance.accessibility import judge
from tests.national.conformance.browser import MODES, Mode, visited

TEXT = """Het aandeel dat positief is over een chatbot, is in 2025 met 5% gestegen.
In 2025 is 24% positief over een chatbot, zo’n kwart van de Nederlanders en bij webwinkels 26%.
"""
NAME = "een-lange-naam-zonder-een-enkele-plaats-om-haar-af-te-breken.txt"


@pytest.fixture(scope="module")
def pages(edition, tmp_path_factory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("nalopen")
    (folder / NAME).write_text(TEXT, encoding="utf-8")
    verified, compared = folder / "controle.html", folder / "verschil.html"
    project = ["--project", str(edition.project)]
    assert run(["verify", *project, "--html", str(verified), str(folder / NAME)]) == 1
    assert run(["compare", *project, "--html", str(compared), "2024", "2025"]) == 0
    return verified, compared


@pytest.mark.parametrize("mode", [MODES[0], MODES[2], MODES[3], MODES[5]], ids=lambda mode: mode.name)
def test_a_review_is_accessible_and_within_the_window(window, pages, mode: Mode):
    found = []
    for path in pages:
        with visited(window, path, mode) as visit:
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            found += [f"{path.name}: {complaint}" for complaint in (*visit.complaints, *judge(visit, mode))]
            if mode.media == "screen" and width > mode.size[0]:
                found.append(f"{path.name} is {width} px wide")
    assert found == []
