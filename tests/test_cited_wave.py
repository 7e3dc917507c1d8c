"""A wave that is known from a publication only: its figures are shown, and nothing is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.cli import run
from tests.monitors import small_monitor

pytestmark = pytest.mark.usefixtures("measured_here")

CITED = '[[figures]]\nindicator = "positief"\nvalue = 31\nsource = "Jaarverslag 2024"\nn = 900\n'


@pytest.fixture
def monitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_monitor(
        tmp_path,
        monitor=[('file = "data/2024.csv"', 'file = "data/2024.toml"'), ('margins = ["geslacht", "leeftijd"]\n', "")],
        earlier_data=None,
    )
    (root / "data/2024.toml").write_text(CITED, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_its_figures_are_shown_with_their_source(monitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", "positief", "--wave", "2024"]) == 0
    shown = capsys.readouterr().out
    assert "31" in shown
    assert "Jaarverslag 2024" in shown
    assert "▲" not in shown.splitlines()[1]


def test_no_publication_is_made_of_it(monitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--wave", "2024"]) == 1
    assert "van editie “2024” zijn alleen gepubliceerde cijfers bekend" in capsys.readouterr().err
    assert not list(monitor.glob("output/*"))
